//! The Kubernetes enhancement proposals: what history says of each record, against what an independent script counted.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Corpus, list, text};

fn open() -> Option<Corpus> {
    Corpus::open("keps", "kubernetes-enhancements")
}

/// Returns the ids of the proposals for which a condition holds at the newest commit.
fn found(corpus: &Corpus, condition: &str) -> Vec<String> {
    let data = corpus.hum(&[
        "list", "kep", "--at", "HEAD", "--where", condition, "--format", "json",
    ]);
    let records = list(data.data()["records"].take());
    records
        .iter()
        .map(|record| text(&record["id"]).to_owned())
        .collect()
}

#[test]
fn stale_proposals_agree() {
    let Some(corpus) = open() else { return };
    let open = "status in (provisional, implementable)";
    let all = found(&corpus, open);
    // The truth counts seconds: more than 365 × 86,400 before the newest commit, which landed 130 seconds before midnight
    // UTC. So what was last touched on the day 365 days before it was touched longer ago than that, unless in the last two
    // minutes of that day, in which nothing landed.
    let stale = found(&corpus, &format!("{open} and touched <= today - 365d"));
    let counts = json!({"open": all.len(), "stale_kep_yaml": stale.len()});
    assert_eq!(counts, corpus.answer("keps-16"));
    assert_eq!((all.len(), stale.len()), (340, 196));
    assert_eq!(
        found(&corpus, &format!("{open} and touched < today - 365d")).len(),
        195
    );
    // No id is counted twice, though two files carry one.
    let ids: BTreeSet<&String> = stale.iter().collect();
    assert_eq!(ids.len(), stale.len());
    // A proposal whose whole folder rests rests itself; of two, only the text moved on.
    let folders = list(corpus.truth["stale"]["ids_directory"].clone());
    let folders: BTreeSet<String> = folders
        .iter()
        .map(|id| text(id).trim_start_matches("path:").to_owned())
        .collect();
    let moved_on: Vec<&String> = stale.iter().filter(|id| !folders.contains(*id)).collect();
    assert_eq!((folders.len(), moved_on.len()), (194, 2));
}

#[test]
fn a_proposal_is_measured_stage_by_stage() {
    let Some(corpus) = open() else { return };
    let shown = corpus.hum(&["show", "KEP-1287", "--at", "HEAD", "--format", "json"]);
    let history = shown.data()["history"].take();
    let told = [
        "first_baseline",
        "baseline",
        "slip",
        "moves",
        "silent_moves",
    ]
    .map(|key| &history[key]);
    let baseline =
        json!({"field": "milestone.stable", "due": "v1.25", "since": "2021-05-13", "by": null});
    let slip = json!({"workdays": 866, "releases": 10});
    let [nine, also] = [json!(9), json!(9)];
    assert_eq!(told, [&baseline, &baseline, &slip, &nine, &also]);
    // The last change of the file is the last one that the truth knows of.
    assert_eq!(history["touched"]["date"], "2026-02-10");
}

#[test]
fn every_slip_is_silent_where_a_record_has_no_place_for_a_reason() {
    let Some(corpus) = open() else { return };
    let data = corpus.hum(&["slips", "--format", "json"]).data();
    // Moves of undated releases count whatever their days; all the others are longer than the two days that are let pass.
    let silent = |slip: &&Value| slip["silent"] == true;
    let slips = list(data["slips"].clone());
    assert_eq!(slips.iter().filter(silent).count(), 580);
    assert_eq!(data["summary"]["silent"], 580);
    assert!(
        slips
            .iter()
            .filter(silent)
            .all(|slip| slip["direction"] == "later")
    );
}
