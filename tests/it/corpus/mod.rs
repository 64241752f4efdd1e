//! Real repositories with known answers: what an independent script counted, hum must count too.
//!
//! The corpora are not part of this repository. They are looked for in `HUM_CORPORA`, else in `../shared/corpora` beside
//! the repository; where they are not, each test here says so and passes. A bundle is cloned with the git program, once
//! for each version of it, below `target/`; archives are unpacked with the tar program.

mod decisions;
mod edit;
mod front_matter;
mod keps;
mod keps_check;
mod keps_commits;
mod keps_facts;
mod keps_slips;
mod keps_walk;
mod register;
mod yaml;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::world::{Output, World};

/// Number of times that something was counted, by what.
type Counts = BTreeMap<String, u64>;

/// A real repository, its truth, and the mapping that this project ships for it.
struct Corpus {
    world: World,
    clone: PathBuf,
    mapping: PathBuf,
    /// What the independent script counted.
    truth: Value,
}

impl Corpus {
    /// Clones a bundle; `None`, with the reason on stderr, where that cannot be done here.
    fn open(name: &str, example: &str) -> Option<Self> {
        let folder = folder()?;
        let clone = clone(&folder.join(format!("{name}.bundle")))?;
        let truth = std::fs::read_to_string(folder.join(format!("{name}-truth.json")))
            .expect("a bundle comes with its truth");
        Some(Self {
            world: World::empty(),
            clone,
            mapping: Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("examples")
                .join(example)
                .join("program.yaml"),
            truth: serde_json::from_str(&truth).expect("the truth is JSON"),
        })
    }

    /// Runs hum on the clone.
    fn hum(&self, arguments: &[&str]) -> Output {
        self.hum_as(&self.mapping, arguments)
    }

    /// Runs hum on the clone with another mapping.
    fn hum_as(&self, mapping: &Path, arguments: &[&str]) -> Output {
        let place = [
            "-C".as_ref(),
            self.clone.as_os_str(),
            "--program".as_ref(),
            mapping.as_os_str(),
        ];
        let arguments = arguments.iter().map(std::ffi::OsStr::new);
        self.world.hum(place.into_iter().chain(arguments)).sound()
    }

    /// Returns what differs between two moments.
    fn diff(&self, range: &str) -> Value {
        self.hum(&["diff", range, "--format", "json"]).data()
    }

    /// Returns every step of the whole history.
    fn walk(&self) -> Value {
        self.hum(&["changelog", "--walk", "--format", "json"])
            .data()
    }

    /// Returns the findings at the newest commit.
    fn findings(&self) -> Vec<Value> {
        let mut data = self.hum(&["check", "--format", "json"]).data();
        list(data["findings"].take())
    }

    /// Returns the expected value of one answer of the truth.
    fn answer(&self, id: &str) -> Value {
        let answers = self.truth["answers"].as_array().expect("a list of answers");
        let answer = answers.iter().find(|answer| answer["id"] == id);
        answer.unwrap_or_else(|| panic!("no answer {id}"))["expected"].clone()
    }
}

/// Returns the folder with the corpora; `None`, with the reason on stderr, when it is not there. A folder that somebody
/// asked for by name must be there.
fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("HUM_CORPORA") {
        let folder = PathBuf::from(folder);
        assert!(folder.is_dir(), "HUM_CORPORA: no {}", folder.display());
        return Some(folder);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    if folder.is_dir() {
        return Some(folder);
    }
    skip(&format!(
        "there is no folder {}; set HUM_CORPORA",
        folder.display()
    ))
}

#[expect(clippy::print_stderr, reason = "a test that asserts nothing says so")]
fn skip<Nothing>(reason: &str) -> Option<Nothing> {
    eprintln!("skipped: {reason}");
    None
}

/// Returns a folder below `target/` that is made once for each version of a file, by `make`.
fn cached(file: &Path, make: impl FnOnce(&Path) -> Option<()>) -> Option<PathBuf> {
    let Ok(about) = file.metadata() else {
        return skip(&format!("there is no {}", file.display()));
    };
    let changed = about.modified().ok()?;
    let age = changed.duration_since(std::time::UNIX_EPOCH).ok()?;
    let name = file.file_name()?.to_string_lossy();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let there = folder.join(format!("{name}-{}-{}", about.len(), age.as_nanos()));
    if there.is_dir() {
        return Some(there);
    }
    // Made aside and then renamed: tests of other processes never see half of it.
    let aside = tempfile::tempdir_in(folder).expect("target/ takes folders");
    make(&aside.path().join("made"))?;
    match std::fs::rename(aside.path().join("made"), &there) {
        Err(error) if !there.is_dir() => panic!("{}: {error}", there.display()),
        _ => Some(there),
    }
}

fn clone(bundle: &Path) -> Option<PathBuf> {
    cached(bundle, |folder| {
        let mut command = Command::new("git");
        command.args(["clone", "--quiet"]).arg(bundle).arg(folder);
        // Settings of whoever runs the tests must not change files on their way to disk.
        command.env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("GIT_CONFIG_GLOBAL", folder.with_file_name("none"));
        run(&mut command)
    })
}

/// Unpacks an archive and returns the folder that it holds.
fn unpacked(name: &str) -> Option<PathBuf> {
    let archive = folder()?.join(format!("{name}.tar.gz"));
    let folder = cached(&archive, |folder| {
        std::fs::create_dir(folder).expect("target/ takes folders");
        let mut command = Command::new("tar");
        command.arg("-xzf").arg(&archive).arg("-C").arg(folder);
        run(&mut command)
    })?;
    Some(folder.join(name))
}

fn run(command: &mut Command) -> Option<()> {
    match command.output() {
        Err(error) => skip(&format!("{:?}: {error}", command.get_program())),
        Ok(output) if output.status.success() => Some(()),
        Ok(output) => panic!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)),
    }
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        other => panic!("no list: {other}"),
    }
}

/// Returns a text; an empty one for null.
fn text(value: &Value) -> &str {
    match value {
        Value::Null => "",
        _ => value.as_str().expect("a text"),
    }
}

/// Returns a text as the truth writes it: "None" for a value that is not there.
fn literal(value: &Value) -> &str {
    value.as_str().unwrap_or("None")
}

/// Reads counts of the truth.
fn counts(value: &Value) -> Counts {
    serde_json::from_value(value.clone()).expect("a map of counts")
}

/// Counts things.
fn counted(all: impl IntoIterator<Item = String>) -> Counts {
    let mut counts = Counts::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

/// One field that differs, with the change that it belongs to.
struct FieldChange<'a> {
    change: &'a Value,
    delta: &'a Value,
}

impl FieldChange<'_> {
    /// Returns `before -> after`, as the truth writes it.
    fn step(&self) -> String {
        let (from, to) = (literal(&self.delta["from"]), literal(&self.delta["to"]));
        format!("{from} -> {to}")
    }

    /// Returns the day of the commit.
    fn date(&self) -> &str {
        text(&self.change["commit"]["date"])
    }

    /// Returns the first part of the day: 4 characters for the year, 7 for the month.
    fn period(&self, length: usize) -> &str {
        &self.date()[..length]
    }

    fn id(&self) -> &str {
        text(&self.change["id"])
    }
}

/// Returns what differs in one field of the records of some kinds.
fn field_changes<'a>(data: &'a Value, kinds: &[&str], field: &str) -> Vec<FieldChange<'a>> {
    let changes = data["changes"].as_array().expect("a list of changes");
    let mut found = Vec::new();
    for change in changes
        .iter()
        .filter(|change| kinds.contains(&text(&change["kind"])))
    {
        let deltas = change["deltas"].as_array().expect("a list of differences");
        let of_field = deltas
            .iter()
            .filter(|delta| delta["what"] == "field" && delta["field"] == field);
        found.extend(of_field.map(|delta| FieldChange { change, delta }));
    }
    found
}

/// Returns the counts of records in a summary, added up over kinds.
fn totals(data: &Value, kinds: &[&str]) -> Counts {
    let names = [
        "records_a",
        "records_b",
        "added",
        "removed",
        "moved",
        "changed",
    ];
    let total = |name: &str| {
        let of_kind = |kind: &&str| data["summary"][kind][name].as_u64().expect("a count");
        kinds.iter().map(of_kind).sum()
    };
    names
        .map(|name| (name.to_owned(), total(name)))
        .into_iter()
        .collect()
}

/// Returns the same counts of a pair of the truth.
fn pair_totals(pair: &Value) -> Counts {
    let pair = pair.as_object().expect("a pair");
    let numbers = pair.iter().filter(|(_, value)| value.is_number());
    numbers
        .map(|(name, value)| (name.clone(), value.as_u64().expect("a count")))
        .collect()
}
