//! What runs hum where people work: git, pre-commit, and the scripts of code hosts. These tests need other programs, and
//! say so where one is missing.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests write files and start programs, and a test that is left out says so"
)]

// The pre-commit hook of plain git.
mod git;
// pre-commit, and what its page says.
mod pre_commit;
// The scripts that review a pull request or merge request.
#[cfg(unix)]
mod review;

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

/// The smallest program.
const PROGRAM: &str = "name: Atlas\nobjective: Payments run in two regions\nsponsor: \"@dana\"\ntpm: \"@maria\"\n\
                       target: 2026-12-18\n";

/// A record in which nothing is wrong.
const GOOD: &str = "---\nname: Maria\n---\n";

/// The same with an error.
const BAD: &str = "---\nname: Maria\nemial: maria@example.org\nemail: 7\nmail: [\n---\n";

/// Where the record is.
const RECORD: &str = "people/maria.md";

/// Returns whether all programs are there. A test that is left out says so on its standard error.
fn has(programs: &[&str]) -> bool {
    let missing: Vec<&&str> = programs
        .iter()
        .filter(|program| Command::new(program).arg("--version").output().is_err())
        .collect();
    if !missing.is_empty() {
        eprintln!("SKIPPED: this test needs {missing:?} on the PATH");
    }
    missing.is_empty()
}

/// A folder of its own, with a home and a work folder, and a PATH that begins with the hum that was built.
struct Scratch {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

impl Scratch {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        let scratch = Self {
            folder,
            environment: Vec::new(),
        };
        for folder in ["home", "work", "bin"] {
            std::fs::create_dir(scratch.root().join(folder)).expect("there is room");
        }
        scratch.put(
            "home/.gitconfig",
            "[user]\n\tname = Maria\n\temail = maria@example.org\n[init]\n\tdefaultBranch = main\n",
        );
        scratch
    }

    /// Returns a repository with a program and one record, committed.
    fn repository() -> Self {
        let scratch = Self::new();
        scratch.git(&["init", "-q"]);
        scratch.put("work/program.yaml", PROGRAM);
        scratch.put(&format!("work/{RECORD}"), GOOD);
        scratch.git(&["add", "-A"]);
        scratch.git(&["commit", "-qm", "Start"]);
        scratch
    }

    fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("it is there")
    }

    /// Writes a file, by its path from the scratch folder.
    fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        let parent = path.parent().expect("a file stands in a folder");
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&path, text))
            .expect("there is room");
    }

    /// Writes a program into the first folder of the PATH.
    #[cfg(unix)]
    fn program(&self, name: &str, text: &str) {
        use std::os::unix::fs::PermissionsExt;
        let path = format!("bin/{name}");
        self.put(&path, text);
        let rights = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(self.root().join(path), rights).expect("it is ours");
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).unwrap_or_default()
    }

    /// Writes the record and stages it.
    fn stage(&self, text: &str) {
        self.put(&format!("work/{RECORD}"), text);
        self.git(&["add", RECORD]);
    }

    /// Runs git, which must succeed.
    fn git(&self, arguments: &[&str]) {
        let (code, text) = self.run("git", arguments);
        assert_eq!(code, 0, "git {arguments:?}: {text}");
    }

    /// Runs a program in the work folder.
    fn run(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> (i32, String) {
        self.run_in(&self.root().join("work"), program, arguments)
    }

    /// Runs a program; returns its exit code, and what it wrote, with the scratch folder as `$ROOT`.
    fn run_in(
        &self,
        folder: &Path,
        program: impl AsRef<OsStr>,
        arguments: &[&str],
    ) -> (i32, String) {
        let built = Path::new(env!("CARGO_BIN_EXE_hum"));
        let own = std::env::var_os("PATH").unwrap_or_default();
        let before = [
            self.root().join("bin"),
            built.parent().expect("it is in a folder").to_owned(),
        ];
        let path = before.into_iter().chain(std::env::split_paths(&own));
        let output = Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .env("PATH", std::env::join_paths(path).expect("no odd names"))
            .env("HOME", self.root().join("home"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.root().join("home/.gitconfig"))
            .env_remove("GIT_INDEX_FILE")
            .env_remove("GIT_DIR")
            .env("LC_ALL", "C.UTF-8")
            .env("GIT_AUTHOR_DATE", "2026-06-01T00:00:00Z")
            .env("GIT_COMMITTER_DATE", "2026-06-01T00:00:00Z")
            .env("SOURCE_DATE_EPOCH", "1780272000")
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .output()
            .expect("the program starts");
        let text = [output.stdout, output.stderr].concat();
        let root = self.root().display().to_string();
        let text = String::from_utf8_lossy(&text).replace(&root, "$ROOT");
        (output.status.code().unwrap_or(-1), text)
    }

    fn head(&self) -> String {
        self.run("git", &["rev-parse", "HEAD"]).1.trim().to_owned()
    }
}

/// Returns the text of a file of this repository.
fn own(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the fenced blocks of a page in one language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let start = format!("```{language}\n");
    let found = page.split(&start).skip(1);
    let texts = found.filter_map(|rest| rest.split_once("```"));
    texts.map(|(text, _)| text.to_owned()).collect()
}
