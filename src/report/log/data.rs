//! The data of a timeline: see `schema/output/log.schema.json`.

use serde_json::{Value, json};

use crate::{
    model::timeline::{Occasion, Outage, Timeline},
    report::changes::{change_json, commit_json},
};

pub(super) fn data(timeline: &Timeline) -> Value {
    json!({
        "from": timeline.from,
        "to": timeline.to,
        "id": timeline.id.as_deref(),
        "title": timeline.id.as_ref().map(|_| &timeline.title),
        "all_commits": timeline.is_all,
        "order": if timeline.is_oldest_first { "oldest-first" } else { "newest-first" },
        "shallow": timeline.is_shallow,
        "has_older": timeline.has_older,
        "entries": timeline.moments.iter().map(occasion).collect::<Vec<_>>(),
    })
}

fn occasion(moment: &Occasion) -> Value {
    json!({
        "commit": commit_json(&moment.commit),
        "changes": moment.changes.iter().map(change_json).collect::<Vec<_>>(),
        "unreadable": moment.gaps.iter().map(gap).collect::<Vec<_>>(),
        "readable_again": moment.mended.iter().map(mended).collect::<Vec<_>>(),
    })
}

fn gap(outage: &Outage) -> Value {
    json!({
        "path": &*outage.path,
        "message": outage.message,
        "until": outage.other.as_deref().map(commit_json),
        "seconds": outage.seconds,
    })
}

fn mended(outage: &Outage) -> Value {
    json!({
        "path": &*outage.path,
        "since": outage.other.as_deref().map(commit_json),
        "seconds": outage.seconds,
    })
}
