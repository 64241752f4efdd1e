//! The AI governance framework: risks and mitigations whose files are renamed with every change of a title.

use std::collections::{BTreeMap, BTreeSet};

use super::{Corpus, FieldChange, counted, counts, field_changes, list, pair_totals, text, totals};

const KINDS: &[&str] = &["ri", "mi"];

fn open() -> Option<Corpus> {
    Corpus::open("finos", "ai-governance")
}

#[test]
fn six_pairs_agree() {
    let Some(corpus) = open() else { return };
    let pairs = corpus.truth["pairs"].as_object().expect("pairs");
    assert_eq!(pairs.len(), 6);
    for (name, pair) in pairs {
        let data = corpus.diff(name);
        assert_eq!(totals(&data, KINDS), pair_totals(pair), "{name}");
        for field in ["doc-status", "type", "title"] {
            let steps = field_changes(&data, KINDS, field);
            let matrix = counted(steps.iter().map(FieldChange::step));
            let expected = counts(&pair[format!("matrix:{field}")]);
            assert_eq!(matrix, expected, "{name}: {field}");
        }
        let (from, to) = name.split_once("..").expect("two ends");
        for (end, point, records) in [("from", from, "records_a"), ("to", to, "records_b")] {
            let point = &corpus.truth["points"][point];
            assert_eq!(data[end]["commit"], point["commit"], "{name}: {end}");
            assert_eq!(
                totals(&data, KINDS)[records],
                point["records"].as_u64().expect("a count")
            );
        }
    }
    let added = |range: &str| totals(&corpus.diff(range), KINDS)["added"];
    let expected = corpus.answer("finos-06");
    assert_eq!(expected[0], added("2025-04-01..2025-07-01"));
    assert_eq!(expected[1], added("2025-07-01..2026-01-01"));
    assert_eq!(expected, serde_json::json!([34, 12]));
}

#[test]
fn every_move_agrees() {
    let Some(corpus) = open() else { return };
    let walk = corpus.walk();
    let changes = list(walk["changes"].clone());
    let moved = changes
        .iter()
        .filter(|change| change["moved_from"].is_string());
    let mut moves: Vec<[String; 4]> = moved
        .map(|change| {
            let parts = [
                &change["commit"]["date"],
                &change["id"],
                &change["moved_from"],
                &change["path"],
            ];
            parts.map(|part| text(part).to_owned())
        })
        .collect();
    let mut expected: Vec<[String; 4]> =
        serde_json::from_value(corpus.truth["moves"].clone()).expect("moves");
    moves.sort();
    expected.sort();
    assert_eq!(moves, expected);
    assert_eq!(moves.len(), 52);
    assert_eq!(corpus.answer("finos-04"), moves.len());
    // A move is never told as a removal and an addition: what was ever added is there, but for one.
    let mut words = counted(
        changes
            .iter()
            .map(|change| text(&change["change"]).to_owned()),
    );
    let there = corpus.truth["points"]["HEAD"]["records"]
        .as_u64()
        .expect("a count");
    assert_eq!(words.remove("added"), Some(there + 1));
    assert_eq!(words.remove("removed"), Some(1));
}

#[test]
fn every_transition_agrees() {
    let Some(corpus) = open() else { return };
    let walk = corpus.walk();
    let steps = field_changes(&walk, KINDS, "doc-status");
    let mut transitions: Vec<[String; 4]> = steps
        .iter()
        .map(|step| {
            let (from, to) = (text(&step.delta["from"]), text(&step.delta["to"]));
            [step.date(), step.id(), from, to].map(str::to_owned)
        })
        .collect();
    let mut expected: Vec<[String; 4]> =
        serde_json::from_value(corpus.truth["transitions"].clone()).expect("transitions");
    transitions.sort();
    expected.sort();
    assert_eq!(transitions, expected);
    assert_eq!(transitions.len(), 61);
    let words = counted(steps.iter().map(FieldChange::step));
    assert_eq!(words, counts(&corpus.truth["transition_counts"]));
    assert_eq!(words, counts(&corpus.answer("finos-01")));
    let months = counted(steps.iter().map(|step| step.period(7).to_owned()));
    assert_eq!(months, counts(&corpus.truth["by_month"]));
    assert_eq!(months, counts(&corpus.answer("finos-02")));
    let titles = field_changes(&walk, KINDS, "title").len();
    assert_eq!(corpus.answer("finos-05"), titles);
    assert_eq!(titles, 48);
}

#[test]
fn links_agree() {
    let Some(corpus) = open() else { return };
    let truth = &corpus.truth["links"];
    let findings = corpus.findings();
    let fields = ["mitigates", "related_risks", "related_mitigations"];
    let dangling = findings.iter().filter(|finding| {
        let is_field = |field: &&str| text(&finding["message"]).starts_with(&format!("`{field}`"));
        finding["rule"] == "dangling-ref" && fields.iter().any(is_field)
    });
    assert_eq!(list(truth["dangling"].clone()).len(), dangling.count());
    let one_sided: BTreeSet<[String; 2]> = findings
        .iter()
        .filter(|finding| finding["rule"] == "one-sided-link")
        .map(|finding| {
            let message = text(&finding["message"]);
            let (_, ids) = message.split_once(": ").expect("the field first");
            let (from, rest) = ids.split_once(" refers to ").expect("two ids");
            let to = rest.split(',').next().unwrap_or_default();
            [from.to_owned(), to.to_owned()]
        })
        .collect();
    let expected: BTreeSet<[String; 2]> =
        serde_json::from_value(truth["related_not_reciprocal"]["list"].clone()).expect("pairs");
    assert_eq!(one_sided, expected);
    assert_eq!(truth["related_not_reciprocal"]["n"], one_sided.len());
    assert_eq!(one_sided.len(), 50);
}

#[test]
fn mitigations_of_each_risk_agree() {
    let Some(corpus) = open() else { return };
    let store = humdrum::store::Store::open(&corpus.clone, Some(&corpus.mapping))
        .expect("a clone and a mapping");
    let head = store
        .repository()
        .and_then(|repository| repository.head())
        .expect("a commit");
    let config = store.config(head).expect("the mapping can be read");
    let program = store.program(&config, head).expect("the clone can be read");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut links = 0;
    for record in program.distinct().filter(|record| record.kind.name == "mi") {
        for value in record.values(humdrum::model::role::Role::Affects) {
            links += 1;
            let mitigations = found.entry(value.text.into_owned()).or_default();
            mitigations.insert(record.id.to_string());
        }
    }
    let expected: BTreeMap<String, BTreeSet<String>> =
        serde_json::from_value(corpus.truth["links"]["mitigations_per_risk"].clone())
            .expect("ids by id");
    assert_eq!(found, expected);
    assert_eq!(found.len(), 23);
    assert_eq!(corpus.truth["links"]["counts"]["mitigates"], links);
}
