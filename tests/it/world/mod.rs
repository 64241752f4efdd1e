//! A world of its own for every test: a folder, an environment with nothing in it that is not listed here, and the
//! `hum` binary. Repositories are made with a library, so that no git program and no shell is needed.

mod repository;
mod special;

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fmt,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

pub(crate) use repository::Repository;

/// The moment that every command takes as now: 2026-06-01, 00:00 UTC.
const NOW: &str = "1780272000";

/// The smallest program: settings and no records.
pub(crate) const PROGRAM: &str = "\
name: Atlas
objective: Payments run in two regions
sponsor: \"@dana\"
tpm: \"@maria\"
target: 2026-12-18
";

/// A folder and an environment that nothing outside can reach into.
pub(crate) struct World {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

impl World {
    /// Returns an empty world: the work folder is there and has nothing in it.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("hum-world-")
            .tempdir()
            .expect("the system gives a folder");
        let world = Self {
            folder,
            environment: Vec::new(),
        };
        for folder in ["home", "work"] {
            std::fs::create_dir(world.root().join(folder)).expect("a fresh folder takes folders");
        }
        world
    }

    /// Returns a world whose work folder is a program without records.
    pub(crate) fn program() -> Self {
        let world = Self::empty();
        world.write("program.yaml", PROGRAM);
        world
    }

    /// Returns the folder that holds everything of this world, all links followed.
    pub(crate) fn root(&self) -> PathBuf {
        plain(self.folder.path())
    }

    /// Returns the folder in which commands run.
    pub(crate) fn work(&self) -> PathBuf {
        self.root().join("work")
    }

    /// Writes a file of the work folder, and the folders above it.
    pub(crate) fn write(&self, path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let path = self.work().join(path);
        let parent = path.parent().expect("a file stands in a folder");
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&path, bytes))
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Sets a variable for the commands of this world.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.environment.push((name.into(), value.into()));
    }

    /// Makes a repository in the work folder.
    pub(crate) fn repository(&self) -> Repository {
        Repository::create(&self.work())
    }

    /// Returns the repository that is in the work folder.
    pub(crate) fn opened(&self) -> Repository {
        Repository::open(&self.work())
    }

    /// Runs `hum` in the work folder.
    pub(crate) fn hum<Argument: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = Argument>,
    ) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hum"));
        command.args(arguments).current_dir(self.work());
        self.hermetic(&mut command);
        let output = command.output().expect("the binary was built and starts");
        Output {
            code: output.status.code(),
            stdout: self.normal(&output.stdout),
            stderr: self.normal(&output.stderr),
        }
    }

    /// Runs commands one after the other; returns each as one types it, and what it printed.
    pub(crate) fn session(&self, commands: &[&[&str]]) -> String {
        let shown = commands.iter().map(|command| {
            let words = command.iter().map(|word| {
                let is_plain = !word.is_empty() && !word.contains([' ', '"', '\n', '\'', '(']);
                match word.split_once('=') {
                    _ if is_plain => (*word).to_owned(),
                    Some((name, value)) if !name.contains(' ') => format!("{name}={value:?}"),
                    _ => format!("{word:?}"),
                }
            });
            let typed = words.collect::<Vec<_>>().join(" ");
            let Output {
                code,
                stdout,
                stderr,
            } = self.hum(*command).sound();
            let end = match code {
                Some(0) => String::new(),
                code => format!("exit: {}\n", code.unwrap_or_default()),
            };
            format!("$ hum {typed}\n{stdout}{stderr}{end}")
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    /// Returns the text of a file of the work folder.
    pub(crate) fn read(&self, path: &str) -> String {
        let text = std::fs::read_to_string(self.work().join(path));
        text.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Returns every file of the work folder with its bytes, but for git's own.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.work()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the work folder can be listed") {
                let path = entry.expect("the work folder can be listed").path();
                if path.is_dir() {
                    folders.extend((!path.ends_with(".git")).then_some(path));
                } else {
                    let bytes = std::fs::read(&path).expect("the files are ours");
                    files.insert(path, bytes);
                }
            }
        }
        files
    }

    /// Empties the environment of a command and puts back what is listed here.
    pub(crate) fn hermetic(&self, command: &mut Command) {
        command.env_clear();
        // Windows cannot start every program without it. There is no PATH: hum needs no other program.
        if let Some(system) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", system);
        }
        // Settings of the person who runs the tests are looked for below HOME, by git and by us.
        command.env("HOME", self.root().join("home"));
        // Nor do the machine's own git settings count.
        command.env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("GIT_CONFIG_GLOBAL", self.root().join("home/.gitconfig"));
        // A message or a day that depends on where the machine stands would show up here.
        command.env("TZ", "UTC");
        command.env("LC_ALL", "C.UTF-8");
        // Today is always the same day.
        command.env("SOURCE_DATE_EPOCH", NOW);
        // A panic is printed the same way everywhere.
        command.env("RUST_BACKTRACE", "0");
        for (name, value) in &self.environment {
            command.env(name, value);
        }
    }

    /// Returns text in which this world's folder is `$WORLD`, however it is written.
    fn normal(&self, bytes: &[u8]) -> String {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        let root = self.root().to_string_lossy().into_owned();
        let given = self.folder.path().to_string_lossy().into_owned();
        for path in [root, given] {
            for written in [
                path.replace('\\', "\\\\"),
                path.replace('\\', "/"),
                path.clone(),
            ] {
                text = text.replace(&written, "$WORLD");
            }
        }
        if cfg!(windows) {
            text = text.replace(r"\\?\$WORLD", "$WORLD");
            text = text.replace("$WORLD\\", "$WORLD/").replace("\r\n", "\n");
        }
        text
    }
}

/// Returns a path with all links followed, in the form in which people write it.
fn plain(path: &Path) -> PathBuf {
    let path = path.canonicalize().expect("the path is there");
    match path.to_string_lossy().strip_prefix(r"\\?\") {
        Some(plain) => PathBuf::from(plain),
        None => path,
    }
}

/// What a command printed and how it ended. Printed whole, so that one inline snapshot is its whole contract.
#[must_use = "snapshot the output or assert the exit code"]
pub(crate) struct Output {
    /// The exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it printed, with the world's folder as `$WORLD`.
    pub(crate) stdout: String,
    /// What it said, with the world's folder as `$WORLD`.
    pub(crate) stderr: String,
}

impl Output {
    /// Returns the `data` of JSON output.
    pub(crate) fn data(&self) -> serde_json::Value {
        assert_eq!(self.stderr, "");
        let mut envelope: serde_json::Value =
            serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in\n{self}"));
        assert_eq!(envelope["schema_version"], 1);
        envelope["data"].take()
    }

    /// Returns the output after asserting what holds for every run: an exit code of the contract, and no panic.
    pub(crate) fn sound(self) -> Self {
        assert!(
            matches!(self.code, Some(0..=2)) && !self.stderr.contains("panicked"),
            "{self}"
        );
        self
    }
}

impl fmt::Display for Output {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => writeln!(formatter, "exit: {code}")?,
            None => writeln!(formatter, "exit: by signal")?,
        }
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                writeln!(formatter, "--- {name}")?;
                formatter.write_str(text)?;
            }
        }
        Ok(())
    }
}
