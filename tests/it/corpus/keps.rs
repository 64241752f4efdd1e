//! The Kubernetes enhancement proposals, moment against moment: what differs between two snapshots.
//!
//! Not asked here, because no command answers it yet: the load of approvers, and which proposal lacks a production readiness
//! sign-off. Links are left out as well: the truth counted them in the original repository, and the bundle has only its
//! record files.

use std::collections::BTreeSet;

use humdrum::store::{Moment, Store};

use super::{Corpus, Counts, counted, counts, field_changes, list, pair_totals, text, totals};

fn open() -> Option<Corpus> {
    Corpus::open("keps", "kubernetes-enhancements")
}

/// Pairs that are answers of their own too: numbers, stages, states.
const NUMBERED: [(&str, [&str; 3]); 2] = [
    (
        "2024-01-01 .. 2025-01-01",
        ["keps-03", "keps-04", "keps-05"],
    ),
    (
        "2025-01-01 .. 2026-01-01",
        ["keps-08", "keps-09", "keps-10"],
    ),
];

#[test]
fn five_yearly_pairs_agree() {
    let Some(corpus) = open() else { return };
    let pairs = corpus.truth["pairs"].as_object().expect("pairs");
    assert_eq!(pairs.len(), 5);
    for (name, pair) in pairs {
        let data = corpus.diff(&name.replace(' ', ""));
        assert_eq!(totals(&data, &["kep"]), pair_totals(pair), "{name}");
        if let Some((_, answers)) = NUMBERED.iter().find(|(own, _)| own == name) {
            let [numbers, stage, status] = answers.map(|id| counts(&corpus.answer(id)));
            assert_eq!(numbers, pair_totals(pair), "{name}");
            let matrices = ["matrix:stage", "matrix:status"].map(|key| counts(&pair[key]));
            assert_eq!([stage, status], matrices, "{name}");
        }
        for field in ["stage", "status", "owning-sig"] {
            let transitions = data["summary"]["kep"]["transitions"].as_array();
            let of_field = transitions
                .expect("a list")
                .iter()
                .filter(|transition| transition["field"] == field);
            let matrix: Counts = of_field
                .map(|transition| {
                    let (from, to) = (text(&transition["from"]), text(&transition["to"]));
                    let count = transition["count"].as_u64().expect("a count");
                    (format!("{from} -> {to}"), count)
                })
                .collect();
            let expected = counts(&pair[format!("matrix:{field}")]);
            assert_eq!(matrix, expected, "{name}: {field}");
        }
        let (from, to) = name.split_once(" .. ").expect("two ends");
        for (end, point) in [("from", from), ("to", to)] {
            let point = &corpus.truth["points"][point];
            assert_eq!(data[end]["commit"], point["commit"], "{name}: {end}");
            let records = if end == "from" {
                "records_a"
            } else {
                "records_b"
            };
            assert_eq!(data["summary"]["kep"][records], point["records"]);
        }
        assert_eq!(list(data["unreadable"].clone()).len(), 0, "{name}");
    }
    assert_eq!(corpus.truth["points"]["HEAD"]["records"], 654);
}

#[test]
fn changelog_has_the_same_net_difference_as_diff() {
    let Some(corpus) = open() else { return };
    let range = "2024-01-01..2025-01-01";
    let net = corpus.hum(&["changelog", range, "--format", "json"]).data();
    let plain = corpus.diff(range);
    assert_eq!(net["summary"], plain["summary"]);
    assert_eq!(net["summary"]["kep"]["changed"], 101);
    // Every change of a year has the commit that made it.
    let changes = list(net["changes"].clone());
    assert!(
        changes
            .iter()
            .all(|change| change["commit"]["id"].is_string())
    );
    assert_eq!(changes.len(), list(plain["changes"].clone()).len());
}

#[test]
fn milestones_that_slipped_between_snapshots_agree() {
    let Some(corpus) = open() else { return };
    for (range, slips, latest) in [
        ("2024-01-01..2025-01-01", "keps-06", "keps-07"),
        ("2025-01-01..2026-01-01", "keps-11", "keps-12"),
    ] {
        let data = corpus.diff(range);
        let stages = ["milestone.alpha", "milestone.beta", "milestone.stable"];
        let later: Vec<_> = stages
            .iter()
            .flat_map(|field| field_changes(&data, &["kep"], field))
            .filter(|change| change.delta["direction"] == "later")
            .collect();
        let records: BTreeSet<&str> = later.iter().map(|change| change.id()).collect();
        let expected = corpus.answer(slips);
        assert_eq!(expected["count"], later.len(), "{range}");
        assert_eq!(expected["records"], records.len(), "{range}");

        // `0.0` stands for no release, so from there a release is set, not moved.
        let moves = field_changes(&data, &["kep"], "latest-milestone");
        let is_set = |from: &str| matches!(from, "" | "0.0");
        let kinds = moves.iter().map(|change| match &change.delta["direction"] {
            direction if direction == "later" => "forward",
            _ if is_set(text(&change.delta["from"])) => "set",
            _ => "other",
        });
        let kinds = counted(kinds.map(str::to_owned));
        assert_eq!(kinds, counts(&corpus.answer(latest)), "{range}");
    }
}

#[test]
fn states_of_records_at_the_newest_commit_agree() {
    let Some(corpus) = open() else { return };
    let store = Store::open(&corpus.clone, Some(&corpus.mapping)).expect("a clone and a mapping");
    let head = store
        .repository()
        .and_then(|repository| repository.head())
        .expect("a commit");
    assert!(matches!(head, Moment::Commit(id) if corpus.truth["head"] == id.to_string()));
    let config = store.config(head).expect("the mapping can be read");
    let program = store.program(&config, head).expect("the clone can be read");
    let states = program
        .distinct()
        .filter(|record| record.kind.name == "kep")
        .map(|record| record.status().unwrap_or_default().into_owned());
    let states = counted(states);
    assert_eq!(states, counts(&corpus.answer("keps-01")));
    assert_eq!(states["implemented"], 289);
}
