//! The Kubernetes enhancement proposals: what is wrong with the records of the newest commit.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Corpus, counted, counts, list, text};

fn open() -> Option<(Corpus, Vec<Value>)> {
    let corpus = Corpus::open("keps", "kubernetes-enhancements")?;
    let findings = corpus.findings();
    Some((corpus, findings))
}

fn of_rule<'a>(findings: &'a [Value], rule: &str) -> Vec<&'a Value> {
    let own = findings.iter().filter(|finding| finding["rule"] == rule);
    own.collect()
}

fn is_proposal(finding: &Value) -> bool {
    text(&finding["path"]).ends_with("/kep.yaml")
}

/// Returns path and words of the findings about the value of a field of a proposal, by path.
fn values(findings: &[Value], field: &str) -> Vec<(String, String)> {
    let start = format!("`{field}` ");
    let about = of_rule(findings, "invalid-value").into_iter();
    let mut values: Vec<_> = about
        .filter(|finding| is_proposal(finding))
        .filter_map(|finding| {
            let words = text(&finding["message"]).strip_prefix(&start)?;
            let words = words.strip_prefix("is ").unwrap_or(words);
            Some((text(&finding["path"]).to_owned(), words.to_owned()))
        })
        .collect();
    values.sort();
    values
}

/// Returns path and other path of the records whose id is another one's.
fn collisions(findings: &[Value]) -> BTreeSet<(String, [String; 2])> {
    let pairs = of_rule(findings, "duplicate-id")
        .into_iter()
        .map(|finding| {
            let paths = [&finding["related"][0]["path"], &finding["path"]];
            let id = text(&finding["record"]).to_owned();
            (id, paths.map(|path| text(path).to_owned()))
        });
    pairs.collect()
}

#[test]
fn numbers_that_two_records_have_agree() {
    let Some((corpus, findings)) = open() else {
        return;
    };
    let keps = corpus.answer("keps-02");
    let sign_offs = &corpus.truth["prr_join"]["duplicate_numbers"];
    let named = |prefix: &str, all: &Value| -> Vec<(String, [String; 2])> {
        let all = all.as_object().expect("a map of paths");
        all.iter()
            .map(|(id, paths)| {
                let paths = [0, 1].map(|at| text(&paths[at]).to_owned());
                (format!("{prefix}{id}"), paths)
            })
            .collect()
    };
    let mut expected: BTreeSet<_> = named("", &keps).into_iter().collect();
    expected.extend(named("PRR-", sign_offs));
    assert_eq!(collisions(&findings), expected);
    assert_eq!(expected.len(), 3);
}

#[test]
fn every_file_is_read() {
    let Some((corpus, findings)) = open() else {
        return;
    };
    assert_eq!(of_rule(&findings, "unreadable-file"), Vec::<&Value>::new());
    assert_eq!(
        of_rule(&findings, "ambiguous-metadata"),
        Vec::<&Value>::new()
    );
    let data = corpus.hum(&["check", "--format", "json"]).data();
    let records = data["summary"]["records"].as_u64().expect("a count");
    let proposals = corpus.truth["points"]["HEAD"]["records"]
        .as_u64()
        .expect("a count");
    let sign_offs = corpus.truth["prr_join"]["files"].as_u64().expect("a count");
    // One number is the number of two proposals.
    assert_eq!(records, proposals + 1 + sign_offs);
    assert_eq!(sign_offs, 451);
}

#[test]
fn words_outside_the_lists_agree() {
    let Some((corpus, findings)) = open() else {
        return;
    };
    for field in ["status", "stage"] {
        let expected: Vec<(String, String)> = list(corpus.truth["enum_violations"][field].clone())
            .iter()
            .map(|pair| {
                let word = match text(&pair[1]) {
                    "" => "has no value".to_owned(),
                    // A finding shows the first 60 characters of a long value.
                    long if long.len() > 60 => format!("`{}…`", &long[..60]),
                    word => format!("`{word}`"),
                };
                (text(&pair[0]).to_owned(), word)
            })
            .collect();
        assert_eq!(expected.len(), 5);
        assert_eq!(values(&findings, field), expected, "{field}");
    }
}

#[test]
fn missing_fields_agree() {
    let Some((corpus, findings)) = open() else {
        return;
    };
    // The truth counts records, so the second file with one number does not count.
    let second: BTreeSet<String> = collisions(&findings)
        .into_iter()
        .map(|(_, [_, path])| path)
        .collect();
    let of_records = of_rule(&findings, "missing-field")
        .into_iter()
        .filter(|finding| is_proposal(finding) && !second.contains(text(&finding["path"])));
    let fields = of_records.map(|finding| {
        let message = text(&finding["message"]);
        let field = message
            .strip_prefix("the field `")
            .expect("the field first");
        field.split('`').next().unwrap_or_default().to_owned()
    });
    let mut expected = counts(&corpus.truth["missing_fields"]);
    assert_eq!(expected.len(), 12);
    expected.retain(|_, number| *number > 0);
    let fields = counted(fields);
    assert_eq!(fields, expected);
    assert_eq!(fields["last-updated"], 416);
}

#[test]
fn dates_that_are_none_agree() {
    let Some((corpus, findings)) = open() else {
        return;
    };
    let mut expected: Vec<[String; 3]> = list(corpus.truth["bad_dates"].clone())
        .iter()
        .map(|date| [0, 1, 2].map(|at| text(&date[at]).to_owned()))
        .collect();
    assert_eq!(expected.len(), 11);
    // The truth asks for the shape of a day alone; there is no month 14 and no month 30.
    for [path, day] in [
        [
            "sig-api-machinery/4355-coordinated-leader-election",
            "2023-14-05",
        ],
        ["sig-scheduling/5075-dra-consumable-capacity", "2025-30-01"],
    ] {
        let path = format!("keps/{path}/kep.yaml");
        expected.push([path, "creation-date".into(), day.into()]);
    }
    expected.sort();
    let mut found = Vec::new();
    for field in ["creation-date", "last-updated"] {
        found.extend(
            values(&findings, field)
                .into_iter()
                .map(|(path, words)| [path, field.to_owned(), words.trim_matches('`').to_owned()]),
        );
    }
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn every_finding_has_a_place_in_its_file() {
    let Some((corpus, findings)) = open() else {
        return;
    };
    assert!(findings.len() > 700, "{}", findings.len());
    for finding in &findings {
        let path = corpus.clone.join(text(&finding["path"]));
        let file = std::fs::read_to_string(&path).expect("a finding names a file");
        let line = finding["line"].as_u64().expect("a line");
        assert!(
            line >= 1 && line <= file.lines().count() as u64 + 1,
            "{finding}"
        );
    }
}
