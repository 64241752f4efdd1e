//! A review as data.

use serde_json::{Value, json};

use super::{Review, findings, named};
use crate::{
    facts::{
        effect::{Because, Fate, Move, Side},
        reach,
    },
    model::{change::RecordChange, finding::Finding, record::Record},
    report::facts::Named,
};

pub(super) fn data(review: &Review<'_>) -> Value {
    let asked = review.asked;
    let records = |records: &[&Record]| -> Vec<Value> {
        records
            .iter()
            .map(|record| json!(Named::new(record)))
            .collect()
    };
    let turned = review.turned.iter().map(|one| {
        json!({
            "record": Named::new(one.record),
            "before": one.before,
            "after": one.after,
        })
    });
    let fates = review.fates.iter().map(|(change, fate)| {
        json!({
            "record": named(change),
            "kind": change.kind.name,
            "state": change.record.status(),
            "fate": match fate { Fate::Opened => "opened", Fate::Closed => "closed" },
        })
    });
    let findings = findings::told(asked.findings).into_iter().map(finding);
    json!({
        "base": { "name": asked.base.0, "commit": asked.base.1 },
        "today": asked.today,
        "changed": asked.changes.iter().map(named).collect::<Vec<_>>(),
        "before": side(&asked.before),
        "after": side(&asked.after),
        "moves": review.moves.iter().map(moved).collect::<Vec<_>>(),
        "critical": {
            "entered": records(&review.critical.entered),
            "left": records(&review.critical.left),
        },
        "turned": turned.collect::<Vec<_>>(),
        "opened_and_closed": fates.collect::<Vec<_>>(),
        "reviewers": reviewers(review),
        "audiences": audiences(review),
        "findings": findings.collect::<Vec<_>>(),
        "older_findings": asked.older,
    })
}

/// Returns a finding as data.
pub(super) fn finding(finding: &Finding) -> Value {
    json!({
        "rule": finding.rule,
        "level": finding.level,
        "path": &*finding.place.path,
        "line": finding.place.start.line,
        "column": finding.place.start.column,
        "record": finding.record,
        "message": finding.message,
        "help": finding.help,
    })
}

fn side(side: &Side<'_>) -> Value {
    let (finish, target) = side.finish();
    json!({
        "finish": finish,
        "target": target,
        "health": side.health(),
        "exposure_days": (side.exposure() * 100.0).round() / 100.0,
    })
}

fn moved(one: &Move<'_>) -> Value {
    let blast = one.blast.iter().map(|touched| {
        json!({
            "record": Named::new(touched.record),
            "float_before": touched.float.0,
            "float_after": touched.float.1,
            "finish_before": touched.finish.0,
            "finish_after": touched.finish.1,
        })
    });
    json!({
        "record": named(one.change),
        "field": one.delta.path,
        "from": one.delta.before,
        "to": one.delta.after,
        "workdays": one.delta.shift.and_then(|shift| shift.workdays),
        "blast_radius": blast.collect::<Vec<_>>(),
    })
}

fn reviewers(review: &Review<'_>) -> Vec<Value> {
    let why = |because: &Because| match because {
        Because::Approves => "approves",
        Because::Provides => "provides",
        Because::Waits => "waits",
        Because::Owns => "owns",
        Because::Loses => "loses",
    };
    let reviewers = review.reviewers.iter().map(|one| {
        let because = one.because.iter();
        let because = because.map(|(record, own)| json!({ "id": &*record.id, "why": why(own) }));
        json!({
            "person": one.person.to_string(),
            "because": because.collect::<Vec<_>>(),
        })
    });
    reviewers.collect()
}

fn audiences(review: &Review<'_>) -> Vec<Value> {
    let ids = |changes: &[&RecordChange]| -> Vec<String> {
        changes.iter().map(|change| change.id.to_string()).collect()
    };
    let program = review.asked.after.program;
    let audiences = review.audiences.iter().map(|(name, changes)| {
        json!({
            "audience": name,
            "next_update": reach::next_due(program, name, review.asked.today),
            "records": ids(changes),
        })
    });
    audiences.collect()
}
