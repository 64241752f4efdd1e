//! The data of a change report: see `schema/output/changelog.schema.json`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Counts;
use crate::model::{
    change::{Change, Changes, Delta, Edit, Entry, FieldDelta, RecordChange, TaskEdit},
    commit::Commit,
};

pub(super) fn data(changes: &Changes, summary: &BTreeMap<String, Counts>) -> Value {
    let gaps = changes.gaps.iter().map(|(commit, gap)| {
        json!({ "path": &*gap.path, "message": gap.message, "commit": commit.as_deref().map(commit_json) })
    });
    json!({
        "from": changes.from,
        "to": changes.to,
        "mode": if changes.is_walk { "walk" } else { "net" },
        "shallow": changes.is_shallow,
        "summary": summary,
        "changes": changes.entries.iter().map(entry_json).collect::<Vec<_>>(),
        "unreadable": gaps.collect::<Vec<_>>(),
    })
}

fn entry_json(entry: &Entry) -> Value {
    let mut json = change_json(&entry.change);
    let own = entry.origin.as_ref().map(|origin| &origin.commit.id);
    if let Some(deltas) = json["deltas"].as_array_mut() {
        for (delta, origin) in deltas.iter_mut().zip(&entry.delta_origins) {
            let id = origin.as_ref().map(|origin| &origin.commit.id);
            if let (Some(id), Value::Object(fields), true) = (id, delta, id != own) {
                fields.insert("commit".into(), id.clone().into());
            }
        }
    }
    json["commit"] = json!(
        entry
            .origin
            .as_ref()
            .map(|origin| commit_json(&origin.commit))
    );
    json["records_in_commit"] = json!(entry.origin.as_ref().map(|origin| origin.records));
    json
}

/// Returns what happened to one record, without the commit.
pub(in crate::report) fn change_json(change: &RecordChange) -> Value {
    let word = match change.change {
        Change::Added => "added",
        Change::Removed => "removed",
        Change::Changed { metadata: true } => "changed",
        Change::Changed { metadata: false } if change.deltas.is_empty() => "moved",
        Change::Changed { metadata: false } => "text",
    };
    json!({
        "kind": change.kind.name,
        "id": &*change.id,
        "title": &*change.title,
        "path": &*change.path,
        "moved_from": change.moved_from.as_deref(),
        "change": word,
        "deltas": change.deltas.iter().map(delta_json).collect::<Vec<_>>(),
    })
}

fn delta_json(delta: &Delta) -> Value {
    match delta {
        Delta::Field(delta) => field_json(delta),
        Delta::Members {
            path,
            role,
            added,
            removed,
        } => json!({
            "what": "members",
            "field": path,
            "role": role.map(|role| role.name()),
            "added": added,
            "removed": removed,
        }),
        Delta::Section { title, edit } => {
            let edit = match edit {
                Edit::Added => "added",
                Edit::Removed => "removed",
                Edit::Edited => "edited",
            };
            json!({ "what": "section", "title": title, "edit": edit })
        }
        Delta::Task {
            text,
            owner,
            due,
            edit,
        } => task_json(text, owner.as_deref(), due.as_deref(), edit),
    }
}

fn field_json(delta: &FieldDelta) -> Value {
    json!({
        "what": "field",
        "field": delta.path,
        "role": delta.role.map(|role| role.name()),
        "from": delta.before,
        "to": delta.after,
        "direction": delta.shift.map(|shift| if shift.later { "later" } else { "earlier" }),
        "workdays": delta.shift.and_then(|shift| shift.workdays),
        "skips_lifecycle": delta.skips,
    })
}

fn task_json(text: &str, owner: Option<&str>, due: Option<&str>, edit: &TaskEdit) -> Value {
    let (word, before) = match edit {
        TaskEdit::Added => ("added", None),
        TaskEdit::Removed => ("removed", None),
        TaskEdit::Done => ("done", None),
        TaskEdit::Reopened => ("reopened", None),
        TaskEdit::Moved(before) => ("moved", before.as_deref()),
        TaskEdit::Handed(before) => ("handed-over", before.as_deref()),
        TaskEdit::Edited => ("reworded", None),
    };
    json!({ "what": "task", "text": text, "owner": owner, "due": due, "edit": word, "before": before })
}

/// Returns a commit as data.
pub(in crate::report) fn commit_json(commit: &Commit) -> Value {
    json!({
        "id": commit.id,
        "author": commit.author,
        "email": commit.email,
        "date": commit.date().to_string(),
        "committed": commit.committed.to_string(),
        "subject": commit.subject,
        "pull_request": commit.pull_request,
    })
}
