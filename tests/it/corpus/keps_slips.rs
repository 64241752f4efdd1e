//! The slip ledger of the Kubernetes enhancement proposals, against what an independent script counted. One slip more
//! is there than the truth has: see `keps_walk`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Corpus, Counts, counts, keps_walk::SLIP_IN_TWO_DOCUMENTS, list, text};

fn open() -> Option<(Corpus, Value)> {
    let corpus = Corpus::open("keps", "kubernetes-enhancements")?;
    let data = corpus.hum(&["slips", "--format", "json"]).data();
    Some((corpus, data))
}

#[test]
fn the_totals_agree() {
    let Some((corpus, data)) = open() else { return };
    let (truth, summary) = (&corpus.truth["slips"], &data["summary"]);
    assert_eq!(truth["total"], 579);
    assert_eq!(summary["later"], 580);
    assert_eq!(summary["earlier"], truth["pulled_in_earlier"]);
    let mut by_year: Counts = counts(&truth["by_year"]);
    let year = by_year.entry(SLIP_IN_TWO_DOCUMENTS[4][..4].to_owned());
    *year.or_default() += 1;
    assert_eq!(counts(&summary["by_year"]), by_year);
    let quarters: u64 = counts(&summary["by_quarter"]).values().sum();
    assert_eq!(quarters, 580);
    // The record of the one slip more has no other.
    assert_eq!(truth["records"], 211);
    assert_eq!(summary["records"], 212);
}

#[test]
fn the_dates_that_slipped_most_often_agree() {
    let Some((corpus, data)) = open() else { return };
    let mut told: Vec<(String, String, u64)> = Vec::new();
    for record in list(data["by_record"].clone()) {
        for date in list(record["dates"].clone()) {
            let stage = text(&date["field"]).trim_start_matches("milestone.");
            let later = date["later"].as_u64().expect("a number");
            told.push((text(&record["id"]).to_owned(), stage.to_owned(), later));
        }
    }
    let most = list(corpus.truth["slips"]["most_slipped"].clone());
    assert_eq!(most.len(), 12);
    for entry in &most {
        let (id, stage) = (text(&entry[0]), text(&entry[1]));
        let own = told.iter().find(|one| one.0 == id && one.1 == stage);
        assert_eq!(entry[2], own.expect("it slipped").2, "{id} {stage}");
    }
    let mut numbers: Vec<u64> = told.iter().map(|one| one.2).collect();
    numbers.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(numbers[..12], [9, 7, 6, 6, 6, 5, 5, 5, 5, 5, 5, 5]);
    assert_eq!(data["by_record"][0]["id"], "KEP-1287");
    assert_eq!(data["by_record"][0]["later"], 21);
}

/// Returns the number of days since some day, by the calendar's own rules, so that nothing of hum computes it.
fn day_number(text: &str) -> i64 {
    let numbers: Vec<i64> = text.split('-').filter_map(|one| one.parse().ok()).collect();
    let [year, month, day] = numbers[..] else {
        panic!("{text} is no day");
    };
    // The year begins in March here, so that a leap day is its last.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day
}

/// Returns the days of releases, read line by line from the mapping.
fn release_days(corpus: &Corpus) -> BTreeMap<String, i64> {
    let mapping = std::fs::read_to_string(&corpus.mapping).expect("the mapping is there");
    let lines = mapping
        .lines()
        .filter_map(|line| line.trim().strip_prefix("v1."));
    lines
        .filter_map(|line| line.split_once(": "))
        .map(|(minor, day)| (format!("v1.{minor}"), day_number(day)))
        .collect()
}

#[test]
fn how_early_slips_were_told_agrees() {
    let Some((corpus, data)) = open() else { return };
    let releases = release_days(&corpus);
    assert_eq!(releases.len(), 18);
    let truth = list(corpus.truth["slips"]["list"].clone());
    let known = truth.iter().map(|slip| {
        [
            text(&slip["old"]).to_owned(),
            text(&slip["date"]).to_owned(),
        ]
    });
    let [_, _, old, _, day] = SLIP_IN_TWO_DOCUMENTS;
    let all = known.chain([[old.to_owned(), day.to_owned()]]);
    let mut leads: Vec<i64> = all
        .filter_map(|[old, day]| {
            // Releases are written with and without the v.
            let release = format!("v{}", old.trim_start_matches('v'));
            Some(releases.get(&release)? - day_number(&day))
        })
        .collect();
    leads.sort_unstable();
    let after = leads.iter().filter(|lead| **lead < 0).count();
    let short = leads.iter().filter(|lead| **lead < 14).count();
    assert_eq!((leads.len(), leads[leads.len() / 2]), (541, -39));
    assert_eq!((after, short), (336, 341));
    let disclosure = json!({
        "known": 541,
        "median_days": -39.0,
        "after": 336,
        "after_percent": 62.1,
        "short": 341,
        "short_percent": 63.0,
    });
    assert_eq!(data["summary"]["disclosure"], disclosure);
}

#[test]
fn the_teams_and_the_moves_are_those_of_the_walk() {
    let Some((_, data)) = open() else { return };
    let slips = list(data["slips"].clone());
    assert_eq!(slips.len(), 595);
    let teams = list(data["by_team"].clone());
    let later: u64 = teams.iter().filter_map(|team| team["later"].as_u64()).sum();
    assert_eq!(later, 580);
    assert_eq!(teams[0]["name"], "sig-node");
    assert_eq!(teams[0]["later"], 188);
    let robots = slips
        .iter()
        .filter(|slip| text(&slip["commit"]["author"]).contains("Robot"));
    assert_eq!(robots.count(), 0);
}
