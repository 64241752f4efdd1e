//! The data of a shown record: see `schema/output/show.schema.json`.

use serde_json::{Value, json};

use super::{Joined, Shelf, Shown, what};
use crate::{
    model::{
        change::{Change, Entry},
        finding::Finding,
    },
    report::{Inline, actions, cells},
};

pub(super) fn data(shown: &Shown<'_>) -> Value {
    let record = shown.record;
    let (to, from) = shown.links();
    let namesakes = shown.namesakes();
    json!({
        "what": "record",
        "id": &*record.id,
        "kind": record.kind.name,
        "title": record.title(),
        "path": &*record.file.path,
        "same_id": namesakes.iter().map(|other| &*other.file.path).collect::<Vec<_>>(),
        "category": record.category(),
        "fields": shown.fields().iter().map(field).collect::<Vec<_>>(),
        "refers_to": to.iter().map(joined).collect::<Vec<_>>(),
        "referred_by": from.iter().map(joined).collect::<Vec<_>>(),
        "actions": shown.actions.iter().map(actions::data).collect::<Vec<_>>(),
        "findings": shown.findings.iter().map(|found| finding(found)).collect::<Vec<_>>(),
        "history": shown.told().map(|told| told.data()),
        "changes": shown.changes.iter().map(change).collect::<Vec<_>>(),
        "sections": sections(shown),
    })
}

fn field(shelf: &Shelf<'_>) -> Value {
    json!({"name": shelf.name, "label": shelf.label, "values": cells::texts(&shelf.values)})
}

fn joined(joined: &Joined<'_>) -> Value {
    let record = joined.record;
    json!({
        "id": &*record.id,
        "title": record.title(),
        "path": &*record.file.path,
        "fields": joined.fields,
    })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "rule": finding.rule,
        "level": finding.level.word(),
        "message": finding.message,
        "help": finding.help,
        "path": &*finding.place.path,
        "line": finding.place.start.line,
        "column": finding.place.start.column,
    })
}

fn change(entry: &Entry) -> Value {
    let commit = entry.origin.as_ref().map(|origin| &origin.commit);
    let word = match entry.change.change {
        Change::Added => "added",
        Change::Removed => "removed",
        Change::Changed { .. } => "changed",
    };
    let plain = |part: Vec<Inline>| part.iter().map(Inline::plain).collect::<String>();
    json!({
        "change": word,
        "what": what(entry).into_iter().map(plain).collect::<Vec<_>>(),
        "commit": commit.map(|commit| &commit.id),
        "date": commit.map(|commit| commit.date()),
        "author": commit.map(|commit| &commit.author),
        "subject": commit.map(|commit| &commit.subject),
        "pull_request": commit.and_then(|commit| commit.pull_request),
    })
}

/// Returns the sections of the body, the text above the first heading under an empty one.
fn sections(shown: &Shown<'_>) -> Vec<Value> {
    let file = &shown.record.file;
    let Some(body) = shown.record.body() else {
        return Vec::new();
    };
    let first = body
        .sections
        .first()
        .map_or(file.body.end, |section| section.heading.start);
    let above = crate::text::Span {
        end: first,
        ..file.body
    };
    let above = above.slice(&file.text).trim();
    let mut sections = Vec::new();
    if !above.is_empty() {
        sections.push(json!({"level": 0, "title": "", "text": above}));
    }
    sections.extend(body.sections.iter().map(|section| {
        let text = section.content.slice(&file.text).trim();
        json!({"level": section.level, "title": section.title, "text": text})
    }));
    sections
}
