//! The examples are programs and mappings that check has nothing to say about.

use std::{path::Path, sync::Arc};

use humdrum::{
    check::{self, Overrides},
    model::{config::Config, finding::Level},
    store::{
        Moment, Store,
        git::Range,
        replay::{Files, History},
    },
};
use jiff::civil::date;

use crate::{PACKAGE, assert_nothing, example, files};

/// The day after the last commit of the example.
const TODAY: jiff::civil::Date = date(2026, 6, 26);

#[test]
fn atlas_has_no_errors_and_two_warnings() {
    let folder = Path::new(PACKAGE).join("examples/atlas/program");
    let store = Store::open(&folder, None).expect("the example is a program");
    let config = store.config(Moment::Worktree).expect("usable settings");
    let program = store
        .program(&config, Moment::Worktree)
        .expect("it can be read");
    assert_eq!((program.records.len(), program.unreadable.len()), (70, 0));
    let mut findings = check::check(&program, TODAY, &Overrides::new());
    findings.retain(|finding| finding.level >= Level::Warning);
    // The story ends with a promise that nobody gave yet, and an owner who does not say so.
    assert_eq!(
        example::shown(&findings),
        "dependencies/DEP-4-acquirer-files.md:10:10 warning one-sided-dependency: DEP-4 is needed by 2026-07-02, 4 \
         workdays from now, and @acquirer has not promised it\n  \
         help: ask @acquirer for a day; then `hum set DEP-4 status=committed promised=…`\n\
         workstreams/WS-3-payment-services.md:6:9 warning watermelon: WS-3 is said to be on track, and the facts say at \
         risk: DEL-11 is at risk (DEP-4 is needed by 2026-07-02 and not promised)\n  \
         help: set `health: at_risk`, or mend what the facts say\n"
    );
}

/// Replays the history of the example and returns its commits, oldest first, with the files after the last one.
fn replayed(folder: &Path) -> (Vec<(String, String)>, Files) {
    let all = files("examples/atlas");
    let history = History::parse(&all["examples/atlas/history.yaml"]).expect("it is a history");
    let written = history.replay(folder).expect("there is room");
    let store = Store::open(folder, None).expect("it is a program");
    let repository = store.repository().expect("it is in a repository");
    let Moment::Commit(to) = repository.head().expect("it has commits") else {
        panic!("the history has commits");
    };
    let range = Range { from: None, to };
    let chain = repository.chain(&range).expect("it can be read");
    let day = |seconds: i64| {
        let time = jiff::Timestamp::from_second(seconds).expect("it is a time");
        time.to_string()[..10].to_owned()
    };
    let commits = chain
        .iter()
        .map(|link| (link.id.to_string(), day(link.time)));
    (commits.collect(), written)
}

#[test]
fn atlas_is_what_its_history_ends_with_and_its_updates_name_its_commits() {
    let folder = tempfile::tempdir().expect("there is room");
    let (commits, written) = replayed(folder.path());
    assert_eq!(commits.len(), 69);
    let shown: Files = files("examples/atlas/program")
        .into_iter()
        .map(|(path, text)| (path.replace("examples/atlas/program/", ""), text))
        .collect();
    let paths: Vec<&String> = written.keys().collect();
    assert_eq!(paths, shown.keys().collect::<Vec<_>>());
    for (path, text) in &shown {
        assert_eq!(text, &written[path], "{path}");
    }
    // An update is recorded right after it was sent: it ends with the commit before its own, and goes on from the last.
    let mut last = None;
    let updates = shown
        .iter()
        .filter(|(path, _)| path.starts_with("updates/"));
    for (path, text) in updates {
        let value = |key: &str| {
            let mut lines = text.lines();
            lines.find_map(|line| Some(line.strip_prefix(key)?.trim_start_matches(": ").to_owned()))
        };
        let (from, to) = (value("from"), value("to"));
        let at = commits.iter().position(|(id, _)| Some(id) == to.as_ref());
        let sent = at.and_then(|at| Some(commits.get(at + 1)?.1.clone()));
        assert_eq!(sent, value("sent"), "{path}: the commit before it is `to`");
        let is_known = commits.iter().any(|(id, _)| Some(id) == from.as_ref());
        assert!(
            is_known && (last.is_none() || last == from),
            "{path}: {last:?} is `from`"
        );
        last = to;
    }
    assert!(last.is_some());
}

#[test]
fn the_settings_of_every_example_can_be_used_and_have_no_findings() {
    let all = files("examples");
    let mut bad = Vec::new();
    let mut seen = 0;
    for (path, text) in &all {
        let Some(folder) = path.strip_suffix("program.yaml") else {
            continue;
        };
        seen += 1;
        let path: Arc<str> = path.as_str().into();
        let schema = |name: &str| all.get(&format!("{folder}{name}")).cloned();
        let config = match Config::parse(&path, text, &schema) {
            Ok(config) => config,
            Err(error) => {
                bad.push(error.to_string());
                continue;
            }
        };
        let findings = check::check_settings(&path, text, &config, TODAY, &Overrides::new());
        if !findings.is_empty() {
            bad.push(example::shown(&findings));
        }
    }
    assert!(seen >= 4, "only {seen} examples were found");
    assert_nothing("settings of examples should have no findings", &bad);
}
