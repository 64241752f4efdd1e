//! The data of a path: see `schema/output/path.schema.json`.

use serde_json::{Value, json};

use super::{Remaining, what};
use crate::{
    facts::path::{Doing, Step},
    model::role::Role,
};

pub(super) fn data(remaining: &Remaining<'_>) -> Value {
    let path = &remaining.path;
    let record = path.record;
    json!({
        "id": &*record.id,
        "title": record.title(),
        "path": &*record.file.path,
        "today": remaining.today,
        "finished": path.is_finished(),
        "ready": path.is_ready(),
        "finish": path.finish,
        "due": record.day(Role::Due, &remaining.config.releases),
        "steps": remaining.told().map(step).collect::<Vec<_>>(),
    })
}

fn step(step: &Step<'_>) -> Value {
    let address = match &step.doing {
        Doing::Action { address, .. } => Some(address),
        _ => None,
    };
    json!({
        "what": step.doing.noun(),
        "words": what(step),
        "id": &*step.record.id,
        "path": &*step.record.file.path,
        "address": address,
        "owner": step.owner.as_ref().map(ToString::to_string),
        "by": step.by,
        "overdue": step.is_overdue,
    })
}
