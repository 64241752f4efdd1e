//! The examples are programs and mappings that check has nothing to say about.

use std::{path::Path, sync::Arc};

use humdrum::{
    check::{self, Overrides},
    model::{config::Config, finding::Level},
    store::{Moment, Store},
};
use jiff::civil::date;

use crate::{PACKAGE, assert_nothing, example, files};

/// The day after the last commit of the example.
const TODAY: jiff::civil::Date = date(2026, 6, 26);

#[test]
fn atlas_has_no_errors_and_no_warnings() {
    let folder = Path::new(PACKAGE).join("examples/atlas/program");
    let store = Store::open(&folder, None).expect("the example is a program");
    let config = store.config(Moment::Worktree).expect("usable settings");
    let program = store
        .program(&config, Moment::Worktree)
        .expect("it can be read");
    assert_eq!((program.records.len(), program.unreadable.len()), (37, 0));
    let mut findings = check::check(&program, TODAY, &Overrides::new());
    findings.retain(|finding| finding.level >= Level::Warning);
    assert_eq!(example::shown(&findings), "");
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
