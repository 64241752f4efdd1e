//! Programs that stand in a page, and what `check` says of them.

use std::{collections::BTreeMap, fmt::Write, sync::Arc};

use humdrum::{
    check::{self, Overrides, Subject},
    diff,
    model::{
        config::Config,
        finding::Finding,
        overlay::Laying,
        program::Program,
        revision::{Identity, Revision},
    },
    store::{self, Memory, Snapshot, decode},
    text::trailer,
};
use jiff::civil::{Date, date};

use crate::page::Section;

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
    let mut private: BTreeMap<&str, Memory> = BTreeMap::new();
    for (path, text) in files {
        // A path that leads out of the program's folder is one of an overlay, which is a folder beside it.
        let overlay = path
            .strip_prefix("../")
            .and_then(|rest| Some((&path[..3 + rest.find('/')?], rest.split_once('/')?.1)));
        let (memory, path) = match overlay {
            Some((folder, inside)) => (private.entry(folder).or_default(), inside),
            None => (&mut memory, *path),
        };
        memory.insert(path, text.as_bytes().to_vec());
    }
    let overlays: Vec<(&str, &dyn Snapshot)> = private
        .iter()
        .map(|(folder, files)| (*folder, files as &dyn Snapshot))
        .collect();
    let config = settings(text, &memory);
    let named = overlays
        .iter()
        .all(|(folder, _)| config.overlays.iter().any(|path| path == folder));
    assert!(named, "files of an overlay that `overlay:` does not name");
    store::load_with_overlays(&config, &memory, &overlays, Laying::Apart)
        .expect("memory can always be read")
}

/// Returns the program of a snapshot, with the settings of this `program.yaml`.
pub(crate) fn load(text: &str, memory: &Memory) -> Program {
    store::load(&settings(text, memory), memory).expect("memory can always be read")
}

fn settings(text: &str, memory: &Memory) -> Arc<Config> {
    let schema = |path: &str| {
        let entry = memory.find(path).expect("memory can be searched")?;
        let bytes = memory.reader()(&entry).expect("memory can always be read");
        decode(bytes).ok()
    };
    let config = Config::parse(&"program.yaml".into(), text, &schema);
    Arc::new(config.expect("usable settings"))
}

/// Returns what every rule says of these files.
pub(crate) fn findings(files: &[(&str, &str)]) -> Vec<Finding> {
    check::check(&program(files), TODAY, &Overrides::new())
}

/// Returns what every rule says of a section of a page: of its files, and of what changed since it was otherwise. What
/// was said before is left out.
pub(crate) fn judged(section: &Section<'_>, page: &str) -> Vec<Finding> {
    let after = program(&section.files(page));
    let Some(before) = section.before(page) else {
        return check::check(&after, TODAY, &Overrides::new());
    };
    let before = program(&before);
    let revision = revision(&before, &after, section.commit(page));
    let subject = Subject {
        revisions: &[revision],
        ..Subject::state(&after, TODAY)
    };
    let old = check::check(&before, TODAY, &Overrides::new());
    check::new_ones(&old, check::judge(subject, &Overrides::new())).0
}

fn revision(before: &Program, after: &Program, commit: Option<(&str, &str)>) -> Revision {
    let known = |text: &str| {
        let (name, email) = trailer::identity(text);
        Identity {
            name: name.into(),
            email: email.into(),
        }
    };
    let changes = diff::programs(before, after);
    let author = commit.map(|(author, _)| known(author));
    let ids = changes.iter().map(|change| change.id.clone());
    let authors = ids.map(|id| (id, author.clone().into_iter().collect()));
    let message = commit.map_or("", |(_, message)| message);
    let trailers = trailer::trailers(message).into_iter();
    let acknowledged = trailers.filter(|(key, _)| *key == "Acked-by");
    Revision {
        authors: authors.collect(),
        acknowledged_by: acknowledged.map(|(_, who)| known(who)).collect(),
        is_uncommitted: commit.is_none(),
        changes,
        ..Revision::default()
    }
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
