//! Programs that stand in a page, and what `check` says of them.

use std::{fmt::Write, sync::Arc};

use humdrum::{
    check::{self, Overrides},
    model::{config::Config, finding::Finding, program::Program},
    store::{self, Memory, Snapshot, decode},
};
use jiff::civil::{Date, date};

/// The day on which examples are looked at.
pub(crate) const TODAY: Date = date(2026, 6, 1);

/// The `program.yaml` of an example that shows none.
pub(crate) const PROGRAM: &str = "\
name: Atlas
objective: One platform
sponsor: dana
tpm: maria
target: 2026-06-30
";

/// Returns the program that these files are. A missing `program.yaml` is filled in.
pub(crate) fn program(files: &[(&str, &str)]) -> Program {
    let own = files.iter().find(|(path, _)| *path == "program.yaml");
    let text = own.map_or(PROGRAM, |(_, text)| *text);
    let mut memory = Memory::new([("program.yaml", text)]);
    for (path, text) in files {
        memory.insert(path, text.as_bytes().to_vec());
    }
    load(text, &memory)
}

/// Returns the program of a snapshot, with the settings of this `program.yaml`.
pub(crate) fn load(settings: &str, memory: &Memory) -> Program {
    let schema = |path: &str| {
        let entry = memory.find(path).expect("memory can be searched")?;
        let bytes = memory.reader()(&entry).expect("memory can always be read");
        decode(bytes).ok()
    };
    let config = Config::parse(&"program.yaml".into(), settings, &schema).expect("usable settings");
    store::load(&Arc::new(config), memory).expect("memory can always be read")
}

/// Returns what every rule says of these files.
pub(crate) fn findings(files: &[(&str, &str)]) -> Vec<Finding> {
    check::check(&program(files), TODAY, &Overrides::new())
}

/// Returns findings as a page shows them: a line each, with what stands at the place and what to do below it.
pub(crate) fn shown<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> String {
    let mut out = String::new();
    for finding in findings {
        let (place, start) = (&finding.place.path, finding.place.start);
        let (level, rule) = (finding.level.word(), finding.rule);
        let message = &finding.message;
        let _ = writeln!(
            out,
            "{place}:{}:{} {level} {rule}: {message}",
            start.line, start.column
        );
        for (name, text) in [("label", &finding.label), ("help", &finding.help)] {
            if let Some(text) = text {
                let _ = writeln!(out, "  {name}: {text}");
            }
        }
        for (place, label) in &finding.related {
            let start = place.start;
            let _ = writeln!(
                out,
                "  also: {}:{}:{} {label}",
                place.path, start.line, start.column
            );
        }
    }
    out
}
