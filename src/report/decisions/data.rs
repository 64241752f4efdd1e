//! The data of the decisions: see `schema/output/decisions.schema.json`.

use serde_json::{Value, json};

use super::{Decided, Decisions, Waiting};
use crate::{
    facts::{decision, slip},
    model::{
        record::{Person, Record},
        role::Role,
    },
};

pub(super) fn data(decisions: &Decisions<'_>) -> Value {
    let scene = &decisions.scene;
    let debts = decisions.waiting.iter().filter_map(|one| one.debt);
    json!({
        "program": scene.program.config.name,
        "today": scene.today,
        "where": decisions.question.filter,
        "shallow": scene.past.is_shallow,
        "debt_days": debts.sum::<i64>(),
        "median_latency_days": slip::median(&decisions.latencies()),
        "waiting": decisions.waiting.iter().map(waiting_json).collect::<Vec<_>>(),
        "deferred": decisions.deferred.iter().map(|record| named(record)).collect::<Vec<_>>(),
        "decided": decisions.decided.iter().map(|one| decided_json(decisions, one)).collect::<Vec<_>>(),
    })
}

/// Returns what is told of every decision.
fn named(record: &Record) -> Value {
    let people = |role| {
        let people = record.people(role);
        people.iter().map(Person::to_string).collect::<Vec<_>>()
    };
    json!({
        "id": &*record.id,
        "title": record.title(),
        "path": &*record.file.path,
        "status": record.status(),
        "drivers": people(Role::Driver),
        "approvers": people(Role::Approver),
        "decide_by": record.text(Role::DecideBy),
        "reversible": record.text(Role::Reversible),
    })
}

fn waiting_json(one: &Waiting<'_>) -> Value {
    let mut json = named(one.record);
    let blocked = one.blocked.iter();
    json["debt_days"] = json!(one.debt);
    json["blocks"] = json!(blocked.map(|record| &*record.id).collect::<Vec<_>>());
    json["burnt_workdays"] = json!(one.burnt);
    let costs = one.costs.iter().map(|cost| {
        json!({
            "id": &*cost.record.id,
            "slack_workdays": cost.slack,
        })
    });
    json["slack"] = json!(costs.collect::<Vec<_>>());
    json
}

fn decided_json(decisions: &Decisions<'_>, one: &Decided<'_>) -> Value {
    let scene = &decisions.scene;
    let mut json = named(one.record);
    json["decided"] = json!(one.on);
    json["latency_days"] = json!(one.latency);
    json["late_days"] = json!(one.late);
    let burnt = decision::burnt(one.record, &scene.program.config, scene.today);
    json["burnt_workdays"] = json!(burnt);
    json
}
