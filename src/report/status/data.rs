//! The data of the status: see `schema/output/status.schema.json`.

use serde_json::{Value, json};

use super::Status;
use crate::{
    facts::health::{Reason, Verdict},
    model::{finding::Level, record::Person, role::Role},
};

pub(super) fn data(status: &Status<'_>) -> Value {
    let count = |level| status.findings.get(&level).copied().unwrap_or(0);
    json!({
        "program": status.telling.config().name,
        "today": status.telling.today,
        "headline": status.headline,
        "derived": status.derived(),
        "work": status.verdicts.values().map(|verdict| work(status, verdict)).collect::<Vec<_>>(),
        "decisions": status.decisions,
        "risks": status.risks,
        "next": status.next,
        "silent": status.silent,
        "findings": {
            "errors": count(Level::Error),
            "warnings": count(Level::Warning),
            "infos": count(Level::Info),
        },
    })
}

fn work(status: &Status<'_>, verdict: &Verdict<'_>) -> Value {
    let record = verdict.record;
    let releases = &status.telling.config().releases;
    let parent = record.value(Role::Parent).map(|parent| parent.text);
    json!({
        "id": &*record.id,
        "title": record.title(),
        "path": &*record.file.path,
        "parent": parent,
        "owner": record.people(Role::Owner).first().map(Person::to_string),
        "due": record.when(Role::Due, releases).map(|due| due.to_string()),
        "stated": verdict.stated,
        "stated_on": verdict.stated_on,
        "derived": verdict.derived,
        "reasons": verdict.reasons.iter().map(reason).collect::<Vec<_>>(),
        "watermelon": verdict.watermelon(),
        "watermelon_days": verdict.watermelon_days(status.telling.today),
    })
}

fn reason(reason: &Reason) -> Value {
    json!({
        "health": reason.health,
        "what": reason.to_string(),
        "record": reason.why.record(),
        "since": reason.since,
    })
}
