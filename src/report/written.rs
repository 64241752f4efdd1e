//! What a command writes: each record with what changes in it.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Block, Document, Inline, Item, Report, words};
use crate::model::change::{Change, RecordChange};

/// What a command writes, or would write.
#[derive(Debug)]
pub struct Written<'a> {
    /// The command.
    pub command: &'static str,
    /// What changes in the records.
    pub changes: &'a [RecordChange],
    /// Old id → new id, of records that are called something else now.
    pub renamed: &'a BTreeMap<String, String>,
    /// The paths of the files that are written.
    pub files: Vec<&'a str>,
    /// Whether they were; otherwise this is what would be.
    pub is_done: bool,
    /// What a person should know or type next, one line each.
    pub notes: Vec<String>,
}

/// Returns the report of what is written.
pub fn report<'a>(written: &'a Written<'a>) -> Report<'a> {
    Report::new(written.command, || document(written), || data(written))
}

fn document(written: &Written<'_>) -> Document {
    let mut document = Document::new("");
    let is_renamed = |change: &RecordChange| {
        change.change == Change::Removed && written.renamed.contains_key(&*change.id)
    };
    let told = written.changes.iter().filter(|change| !is_renamed(change));
    let items: Vec<Item> = told.map(|change| item(change, written.renamed)).collect();
    if !items.is_empty() {
        document.blocks.push(Block::List(items));
    }
    document.paragraph(vec![Inline::text(total(written))]);
    let notes = written
        .notes
        .iter()
        .map(|note| Item::new(vec![Inline::text(note)]));
    let notes: Vec<Item> = notes.collect();
    if !notes.is_empty() {
        document.blocks.push(Block::List(notes));
    }
    document
}

fn total(written: &Written<'_>) -> String {
    match (written.files.as_slice(), written.is_done) {
        ([], _) => "Nothing to change.".to_owned(),
        ([path], true) => format!("Wrote {path}."),
        (files, true) => format!("Wrote {} files.", files.len()),
        (files, false) => {
            let files = words::count(files.len(), "file");
            format!("Nothing was written: this would change {files}.")
        }
    }
}

fn item(change: &RecordChange, renamed: &BTreeMap<String, String>) -> Item {
    let mut text = vec![
        Inline::link(&*change.id, &*change.path),
        Inline::text(format!(" {}", change.title)),
    ];
    let was = renamed.iter().find(|(_, new)| **new == *change.id);
    let verb = match (change.change, was) {
        (Change::Added, Some((old, _))) => Some(format!("was {old}")),
        (Change::Added, None) => Some("new".to_owned()),
        (Change::Removed, _) => Some("gone".to_owned()),
        (Change::Changed { .. }, _) => None,
    };
    text.extend(verb.map(|verb| Inline::text(format!(": {verb}"))));
    if let Some(from) = &change.moved_from {
        let moved = format!(": moved from {from} to {}", change.path);
        text.push(Inline::text(moved));
    }
    let mut item = Item::new(text);
    let deltas = words::deltas(&change.kind, change.deltas.iter());
    item.children = deltas.into_iter().map(Item::new).collect();
    item
}

fn data(written: &Written<'_>) -> serde_json::Value {
    let records = written.changes.iter().map(|change| {
        json!({
            "id": &*change.id,
            "kind": change.kind.name,
            "title": &*change.title,
            "path": &*change.path,
        })
    });
    json!({
        "written": written.is_done,
        "files": written.files,
        "records": records.collect::<Vec<_>>(),
        "notes": written.notes,
    })
}
