//! What every format of findings is tested with: the usual ones, none, and hostile ones.

use std::sync::Arc;

use super::FindingReport;
use crate::{
    model::finding::{Finding, Level, Place, Sources},
    render::sample::HOSTILE,
    text::Span,
};

const RISK: &str = "\
---
title: Quota approval is late
status: mitigating
owner: \"@maria\"
affects: [DEL-7, DEL-99]
window: [2026-06-30, 2026-06-01]
---

The quota for eu-2 is not approved.
";

const DELIVERABLE: &str = "\
---
title: Auth API
owner: \"@jo\"
---
";

const QUOTA: &str = "risks/RISK-9-quota.md";
const AUTH: &str = "deliverables/DEL-7-auth-api.md";
const OTHER_AUTH: &str = "deliverables/DEL-7-keys.md";

/// Findings with all that a report of them borrows.
pub(super) struct Sample {
    findings: Vec<Finding>,
    sources: Sources,
    records: usize,
    files: usize,
}

impl Sample {
    /// Returns the report of them.
    pub(super) fn report(&self) -> FindingReport<'_> {
        FindingReport {
            findings: &self.findings,
            sources: &self.sources,
            records: self.records,
            files: self.files,
            since: None,
        }
    }
}

fn place(path: &str, text: &str, part: &str) -> Place {
    let start = text.find(part).expect("the text has the part");
    Place::new(path.into(), text, Span::new(start, start + part.len()))
}

fn finding(rule: &'static str, level: Level, place: Place, message: &str) -> Finding {
    Finding {
        rule,
        level,
        place,
        record: None,
        message: message.to_owned(),
        label: None,
        why: "",
        help: None,
        replacement: None,
        related: Vec::new(),
        gist: None,
    }
}

/// What a check usually finds: every level, every part of a finding, a rule met twice.
pub(super) fn usual() -> Sample {
    let findings = vec![
        duplicate_id(),
        Finding {
            record: Some("RISK-9".to_owned()),
            label: Some("no such record".to_owned()),
            why: "A link to nothing hides who is affected.",
            help: Some("write the id of a record: DEL-9 is close".to_owned()),
            replacement: Some("DEL-9".to_owned()),
            ..finding(
                "dangling-ref",
                Level::Error,
                place(QUOTA, RISK, "DEL-99"),
                "RISK-9 affects DEL-99, which is no record",
            )
        },
        reversed_window(),
        Finding {
            why: "A link to nothing hides who is affected.",
            ..finding(
                "dangling-ref",
                Level::Warning,
                place(QUOTA, RISK, "DEL-7"),
                "RISK-9 affects DEL-7, which two records claim to be",
            )
        },
        unreadable_file(),
        finding(
            "stale-record",
            Level::Allow,
            place(QUOTA, RISK, "title"),
            "not told",
        ),
    ];
    let text = |path: &str, text: &str| (Arc::from(path), Arc::from(text));
    Sample {
        findings,
        sources: Sources::from([
            text(QUOTA, RISK),
            text(AUTH, DELIVERABLE),
            text(OTHER_AUTH, DELIVERABLE),
        ]),
        records: 48,
        files: 51,
    }
}

fn duplicate_id() -> Finding {
    Finding {
        why: "Two records with one id share one history.",
        help: Some("type: hum mv deliverables/DEL-7-keys.md DEL-12".to_owned()),
        related: vec![(Place::whole_file(AUTH.into()), "the first one".to_owned())],
        ..finding(
            "duplicate-id",
            Level::Error,
            Place::whole_file(OTHER_AUTH.into()),
            "DEL-7 is the id of two records",
        )
    }
}

fn unreadable_file() -> Finding {
    Finding {
        why: "Nobody can act on a record that cannot be read.",
        help: Some("save the file as UTF-8".to_owned()),
        ..finding(
            "unreadable-file",
            Level::Info,
            Place::whole_file("people/jo, the 2nd.md".into()),
            "the file is not UTF-8",
        )
    }
}

/// A finding whose place takes two lines and has a neighbour.
fn reversed_window() -> Finding {
    Finding {
        record: Some("RISK-9".to_owned()),
        label: Some("ends before it starts".to_owned()),
        why: "A window that ends before it starts is never open.",
        related: vec![
            (
                place(QUOTA, RISK, "mitigating"),
                "open until the window closes".to_owned(),
            ),
            (
                place(AUTH, DELIVERABLE, "@jo"),
                "told when it opens".to_owned(),
            ),
        ],
        ..finding(
            "reversed-window",
            Level::Warning,
            place(QUOTA, RISK, "window: [2026-06-30, 2026-06-01]\n---"),
            "the window of RISK-9 is reversed",
        )
    }
}

/// A check of nothing.
pub(super) fn nothing() -> Sample {
    Sample {
        findings: Vec::new(),
        sources: Sources::new(),
        records: 0,
        files: 0,
    }
}

/// Findings in hostile words about hostile files, at places that fit the text and places that do not.
pub(super) fn hostile() -> Sample {
    let whole = HOSTILE.join("\r\n");
    let spans = [
        Span::default(),
        Span::new(3, 40),
        Span::new(0, 9_999),
        Span::at(9_999),
    ];
    let mut sources = Sources::new();
    let mut findings = Vec::new();
    for text in HOSTILE {
        let path: Arc<str> = format!("risks/{text}.md").into();
        sources.insert(path.clone(), format!("\u{feff}{whole}").into());
        for span in spans {
            let place = Place::new(path.clone(), &whole, span);
            findings.push(Finding {
                record: Some(text.to_owned()),
                label: Some(text.to_owned()),
                why: "It is a test.",
                help: Some(text.to_owned()),
                replacement: (span.end > 0).then(|| text.to_owned()),
                related: vec![
                    (place.clone(), text.to_owned()),
                    (Place::whole_file(text.into()), text.to_owned()),
                ],
                ..finding("hostile-text", Level::Error, place, text)
            });
        }
    }
    Sample {
        files: findings.len(),
        records: findings.len(),
        findings,
        sources,
    }
}
