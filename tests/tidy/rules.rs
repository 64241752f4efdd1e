//! Every rule is registered, documented and specified.

use std::collections::BTreeSet;

use humdrum::check::RULES;

use crate::{assert_nothing, example, files, page};

const HEADINGS: [&str; 4] = ["What it does", "Why it matters", "Example", "How to fix"];

/// Returns the names of the rules that have a file in a folder.
fn rules_with_a_file(folder: &str, ending: &str) -> BTreeSet<String> {
    let files = files(folder);
    let names = files.keys().filter_map(|path| {
        let name = path.rsplit('/').next()?.strip_suffix(ending)?;
        (name != "mod").then(|| name.replace('_', "-"))
    });
    names.collect()
}

#[test]
fn every_rule_is_in_the_table_once_and_has_its_files() {
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert!(
        names.is_sorted_by(|one, next| one < next),
        "sort RULES in src/check/rules/mod.rs: {names:?}"
    );
    let names: BTreeSet<String> = names.into_iter().map(str::to_owned).collect();
    assert_eq!(
        rules_with_a_file("src/check/rules", ".rs"),
        names,
        "the files of src/check/rules and RULES differ"
    );
    assert_eq!(
        rules_with_a_file("tests/cases", ".md"),
        names,
        "the pages of tests/cases and RULES differ"
    );
}

#[test]
fn every_rule_has_the_four_headings_in_order() {
    for rule in RULES {
        let titles: Vec<&str> = page::sections(rule.docs)
            .iter()
            .map(|section| section.title)
            .collect();
        assert_eq!(titles, HEADINGS, "mend the docs of {}", rule.name);
    }
}

#[test]
fn the_example_of_every_rule_triggers_that_rule_alone() {
    let mut bad = Vec::new();
    for rule in RULES {
        let sections = page::sections(rule.docs);
        let files = sections[2].files(rule.docs);
        let findings = example::judged(&sections[2], rule.docs);
        let is_alone = findings.iter().all(|finding| finding.rule == rule.name);
        if files.is_empty() || findings.is_empty() || !is_alone {
            bad.push(format!("{}:\n{}", rule.name, example::shown(&findings)));
        }
    }
    assert_nothing("an example should trigger its own rule and no other", &bad);
}

#[test]
fn every_rule_says_why_in_one_sentence() {
    for rule in RULES {
        assert!(rule.why.ends_with('.'), "{}: {}", rule.name, rule.why);
        assert!(!rule.why.contains('\n'), "{}: {}", rule.name, rule.why);
    }
}
