//! The data of `handoff`: see `schema/output/handoff.schema.json`.

use serde_json::{Value, json};

use super::{Handoff, Left};

pub(super) fn data(handoff: &Handoff<'_>) -> Value {
    let question = &handoff.question;
    let handovers = handoff.handovers.iter().map(|one| {
        json!({
            "what": one.what,
            "run": one.command,
            "by_hand": (!one.by_hand.is_empty()).then_some(&one.by_hand),
            "dry_run": one.is_dry_run,
        })
    });
    json!({
        "person": question.person.to_string(),
        "to": question.to.as_ref().map(ToString::to_string),
        "until": question.until,
        "items": handoff.items.iter().map(item).collect::<Vec<_>>(),
        "handovers": handovers.collect::<Vec<_>>(),
    })
}

fn item(item: &Left<'_>) -> Value {
    let record = item.record;
    json!({
        "tie": item.tie,
        "address": item.address,
        "record": &*record.id,
        "kind": record.kind.name,
        "path": &*record.file.path,
        "line": item.line,
        "what": item.what,
        "by": item.day,
        "tell": item.tell,
    })
}
