//! The Kubernetes enhancement proposals, step by step: what each first-parent commit changed.
//!
//! The truth's reader refuses a file with a second `---` line; hum reads the first document and reports the rest as
//! `ambiguous-metadata`. Two files began their lives that way, so hum knows of two steps more, which are named here.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Corpus, Counts, FieldChange, counted, counts, field_changes, list, literal, text};

/// Id, stage, release before, release after, day.
type Slip = [String; 5];

/// A step that hum sees and the truth does not: its file ended in a second document until a later commit.
pub(super) const SLIP_IN_TWO_DOCUMENTS: [&str; 5] = [
    "keps/sig-auth/1205-bound-service-account-tokens/kep.yaml",
    "beta",
    "v1.20",
    "v1.21",
    "2020-11-04",
];

/// The same for a stage, with the record and the day.
const STAGE_IN_TWO_DOCUMENTS: (&str, &str, &str) = (
    "keps/sig-storage/1855-csi-driver-service-account-token/kep.yaml",
    "None -> alpha",
    "2020-10-02",
);

fn open() -> Option<(Corpus, Value)> {
    let corpus = Corpus::open("keps", "kubernetes-enhancements")?;
    let walk = corpus.walk();
    Some((corpus, walk))
}

/// Returns the steps by which milestones moved in a direction.
fn moves(walk: &Value, direction: &str) -> Vec<Slip> {
    let mut found = Vec::new();
    for stage in ["alpha", "beta", "stable"] {
        let field = format!("milestone.{stage}");
        for change in field_changes(walk, &["kep"], &field) {
            if change.delta["direction"] == direction {
                let (from, to) = (text(&change.delta["from"]), text(&change.delta["to"]));
                let slip = [change.id(), stage, from, to, change.date()];
                found.push(slip.map(str::to_owned));
            }
        }
    }
    found
}

/// Returns the slips that the truth can know of.
fn slips(walk: &Value) -> Vec<Slip> {
    let mut slips = moves(walk, "later");
    let before = slips.len();
    slips.retain(|slip| *slip != SLIP_IN_TWO_DOCUMENTS);
    assert_eq!(before, slips.len() + 1, "the one step more is there");
    slips
}

#[test]
fn every_slip_agrees() {
    let Some((corpus, walk)) = open() else { return };
    let truth = &corpus.truth["slips"];
    let mut slips = slips(&walk);
    assert_eq!(slips.len(), 579);
    assert_eq!(truth["total"], slips.len());
    assert_eq!(truth["pulled_in_earlier"], moves(&walk, "earlier").len());
    let mut expected: Vec<Slip> = list(truth["list"].clone())
        .iter()
        .map(|slip| {
            let parts = ["id", "stage", "old", "new", "date"];
            let mut slip = parts.map(|part| text(&slip[part]).to_owned());
            slip[0] = slip[0].trim_start_matches("path:").to_owned();
            slip
        })
        .collect();
    slips.sort();
    expected.sort();
    assert_eq!(slips, expected);
}

#[test]
fn sums_over_slips_agree() {
    let Some((corpus, walk)) = open() else { return };
    let truth = corpus.answer("keps-14");
    let slips = slips(&walk);
    assert_eq!(truth["total"], slips.len());
    let records: BTreeSet<&str> = slips.iter().map(|slip| slip[0].as_str()).collect();
    assert_eq!(truth["records"], records.len());
    assert_eq!(records.len(), 211);
    let by = |part: &dyn Fn(&Slip) -> String| counted(slips.iter().map(part));
    assert_eq!(by(&|slip| slip[4][..4].into()), counts(&truth["by_year"]));
    // Releases are written with and without the v.
    let out_of = by(&|slip| format!("v{}", slip[2].trim_start_matches('v')));
    assert_eq!(out_of, counts(&truth["slipped_out_of_release"]));
    let by_stage = by(&|slip| format!("{} {}", slip[0], slip[1]));
    let most = list(truth["most_slipped"].clone());
    assert_eq!(most.len(), 12);
    for entry in &most {
        let key = format!("{} {}", text(&entry[0]), text(&entry[1]));
        assert_eq!(entry[2], by_stage[&key], "{key}");
    }
    let mut numbers: Vec<u64> = by_stage.into_values().collect();
    numbers.sort_unstable_by(|a, b| b.cmp(a));
    let expected: Vec<u64> = most.iter().filter_map(|entry| entry[2].as_u64()).collect();
    assert_eq!(numbers[..12], expected);
}

#[test]
fn stages_by_year_agree() {
    let Some((corpus, walk)) = open() else { return };
    let changes = field_changes(&walk, &["kep"], "stage");
    let is_known = |change: &&FieldChange<'_>| {
        let (id, step) = (change.id(), change.step());
        (id, step.as_str(), change.date()) != STAGE_IN_TWO_DOCUMENTS
    };
    let known: Vec<_> = changes.iter().filter(is_known).collect();
    assert_eq!(known.len() + 1, changes.len(), "the one step more is there");
    let mut years: BTreeMap<String, Counts> = BTreeMap::new();
    for change in known {
        let year = years.entry(change.period(4).to_owned()).or_default();
        *year.entry("total".into()).or_default() += 1;
        *year.entry(change.step()).or_default() += 1;
    }
    let truth = corpus.answer("keps-13");
    let expected: BTreeMap<String, Counts> = truth
        .as_object()
        .expect("years")
        .iter()
        .map(|(year, steps)| (year.clone(), counts(steps)))
        .collect();
    assert_eq!(years, expected);
    assert_eq!(years["2021"]["total"], 235);
}

#[test]
fn states_by_year_agree() {
    let Some((corpus, walk)) = open() else { return };
    let changes = field_changes(&walk, &["kep"], "status");
    let years = counted(changes.iter().map(|change| change.period(4).to_owned()));
    assert_eq!(years, counts(&corpus.answer("keps-15")));
    assert_eq!(changes.len(), 347);
    // The table of transitions says the same as the steps.
    let transitions = list(walk["summary"]["kep"]["transitions"].clone());
    let of_status = transitions.iter().filter(|step| step["field"] == "status");
    let table: Counts = of_status
        .map(|step| {
            let name = format!("{} -> {}", literal(&step["from"]), literal(&step["to"]));
            (name, step["count"].as_u64().expect("a count"))
        })
        .collect();
    assert_eq!(table, counted(changes.iter().map(FieldChange::step)));
}

#[test]
fn commits_that_change_many_records_agree() {
    let Some((corpus, walk)) = open() else { return };
    let changes = list(walk["changes"].clone());
    let changed = changes
        .iter()
        .filter(|change| change["kind"] == "kep" && change["change"] == "changed");
    let by_commit = counted(changed.map(|change| text(&change["commit"]["id"]).to_owned()));
    let mut sizes: Vec<u64> = by_commit.into_values().collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let expected: Vec<u64> =
        serde_json::from_value(corpus.truth["bulk_commits"]["counts"].clone()).expect("counts");
    assert_eq!(sizes[..expected.len()], expected);
    assert_eq!(sizes[..3], [113, 89, 71]);
}
