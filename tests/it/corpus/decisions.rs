//! Decision records that keep their metadata in a table, with numbers that several of them have.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Corpus, counted, counts, field_changes, text};

fn open() -> Option<Corpus> {
    Corpus::open("odh-adr", "architecture-decisions")
}

/// Day, file name, state before, state after.
type Step = [String; 4];

fn steps(walk: &Value) -> BTreeSet<Step> {
    let changes = field_changes(walk, &["adr"], "Status");
    let steps = changes.iter().map(|change| {
        let path = text(&change.change["path"]);
        let name = path.rsplit('/').next().unwrap_or_default();
        let (from, to) = (text(&change.delta["from"]), text(&change.delta["to"]));
        [change.date(), name, from, to].map(str::to_owned)
    });
    steps.collect()
}

fn expected(corpus: &Corpus) -> BTreeSet<Step> {
    let steps: BTreeSet<Step> =
        serde_json::from_value(corpus.answer("odh-01")).expect("a list of steps");
    assert_eq!(steps.len(), 8);
    steps
}

#[test]
fn every_transition_agrees_where_each_file_is_a_record() {
    let Some(corpus) = open() else { return };
    // The truth follows files, so here the whole name is the id.
    let mapping = std::fs::read_to_string(&corpus.mapping).expect("the mapping is there");
    let pattern = r"'^(ODH-ADR-(?:[A-Za-z]+-)?\d+)'";
    assert!(mapping.contains(pattern));
    let schema = corpus.mapping.with_file_name("adr.schema.json");
    corpus
        .world
        .write("program.yaml", mapping.replace(pattern, "'^(.*)$'"));
    corpus.world.write(
        "adr.schema.json",
        std::fs::read(schema).expect("the schema is there"),
    );
    let mapping = corpus.world.work().join("program.yaml");
    let arguments = ["changelog", "--walk", "--format", "json"];
    let walk = corpus.hum_as(&mapping, &arguments).data();
    assert_eq!(steps(&walk), expected(&corpus));
    assert_eq!(walk["unreadable"], serde_json::json!([]));
}

#[test]
fn transitions_of_records_with_one_number_are_told_of_the_first_file() {
    let Some(corpus) = open() else { return };
    let found = steps(&corpus.walk());
    let expected = expected(&corpus);
    let hidden: BTreeSet<&str> = expected
        .difference(&found)
        .map(|step| step[1].as_str())
        .collect();
    // Both are ODH-ADR-0001, and so is an older file whose path comes first.
    assert_eq!(
        hidden,
        BTreeSet::from(["ODH-ADR-0001-automl.md", "ODH-ADR-0001-autorag.md"])
    );
    let more: Vec<&Step> = found.difference(&expected).collect();
    // On this day a second ODH-ADR-Operator-0007 appeared, and its path comes first from then on.
    let taken_over = [
        "2024-12-06",
        "ODH-ADR-Operator-0007-auth-crd.md",
        "Approved",
        "Accepted",
    ];
    assert_eq!(more, [&taken_over.map(str::to_owned)]);
}

#[test]
fn numbers_that_several_records_have_agree() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    let collisions = findings
        .iter()
        .filter(|finding| finding["rule"] == "duplicate-id");
    // Each finding is about one file more than the first.
    let mut files = counted(collisions.map(|finding| text(&finding["record"]).to_owned()));
    files.values_mut().for_each(|number| *number += 1);
    assert_eq!(files, counts(&corpus.answer("odh-02")));
    assert_eq!(files["ODH-ADR-0001"], 4);
}

#[test]
fn only_words_that_are_no_state_are_wrong_in_the_tables() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    let values: Vec<&str> = findings
        .iter()
        .filter(|finding| {
            ["invalid-value", "missing-field"]
                .map(Value::from)
                .contains(&finding["rule"])
        })
        .map(|finding| text(&finding["message"]))
        .collect();
    // N/A is an answer: no row counts as missing.
    assert_eq!(
        values,
        [
            "`Status` is `Refinement completed. TP in 3.4`",
            "`Status` is `TBD`"
        ]
    );
    let unread = findings
        .iter()
        .filter(|finding| finding["rule"] == "unreadable-file");
    assert_eq!(unread.count(), 0);
}

/// The same repository on top of a preset: what differs from MADR is where the files are and in which form.
const ON_A_PRESET: &str = r#"
name: Open Data Hub architecture decisions
preset: madr
kinds:
  decision:
    sources:
      - include: ["**/ODH-ADR-*.md"]
        exclude: ["**/ODH-ADR-0000-template.md"]
        extract: key-value-table
    id: {file-name: '^(ODH-ADR-(?:[A-Za-z]+-)?\d+)'}
    fields:
      supersedes: {from: Supersedes, "null": ["", N/A, none], to: [decision], acyclic: true}
      superseded_by: {from: Superseded by, "null": ["", N/A, none], to: [decision]}
"#;

#[test]
fn a_mapping_on_top_of_a_preset_finds_what_the_whole_mapping_finds() {
    let Some(corpus) = open() else { return };
    corpus.world.write("program.yaml", ON_A_PRESET);
    let mapping = corpus.world.work().join("program.yaml");
    let arguments = ["changelog", "--walk", "--format", "json"];
    let walk = corpus.hum_as(&mapping, &arguments).data();
    let steps_of = |walk: &Value, kind: &str| -> BTreeSet<String> {
        let changes = field_changes(walk, &[kind], "Status");
        let lines = changes
            .iter()
            .map(|change| format!("{} {} {}", change.date(), change.id(), change.step()));
        lines.collect()
    };
    let whole = corpus.walk();
    let found = steps_of(&walk, "decision");
    assert_eq!(found, steps_of(&whole, "adr"));
    assert_eq!(found.len(), 7);
    let records = |walk: &Value, kind: &str| walk["summary"][kind]["records_b"].clone();
    assert_eq!(records(&walk, "decision"), records(&whole, "adr"));
    assert_eq!(walk["unreadable"], serde_json::json!([]));
    let findings = |data: Value| -> BTreeSet<String> {
        let findings = data["findings"].as_array().cloned().unwrap_or_default();
        // The settings are different ones, and so is what is said of them.
        let of_records = findings
            .iter()
            .filter(|finding| text(&finding["path"]).ends_with(".md"));
        let lines = of_records.map(|finding| {
            let text = |key: &str| text(&finding[key]).to_owned();
            format!("{} {} {}", text("rule"), text("path"), text("message"))
        });
        lines.collect()
    };
    let check = ["check", "--format", "json"];
    let by_preset = findings(corpus.hum_as(&mapping, &check).data());
    let by_mapping = findings(corpus.hum(&check).data());
    let more: Vec<&String> = by_preset.difference(&by_mapping).collect();
    let less: Vec<&String> = by_mapping.difference(&by_preset).collect();
    // The table has its own words for a day that is not known; the preset does not know them.
    let path = "architecture-decision-records/data-connect-hub/ODH-ADR-0001-data-connect-hub.md";
    let expected = format!("invalid-value {path} `Date` is `insert date`");
    assert_eq!(more, [&expected]);
    assert_eq!(less, Vec::<&String>::new());
}
