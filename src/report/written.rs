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
    /// Where files were, and where they are now.
    pub moved: Vec<(&'a str, &'a str)>,
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
    // Where another record keeps the old id, it seems to have changed and has not.
    let is_renamed = |change: &RecordChange| written.renamed.contains_key(&*change.id);
    let told = written.changes.iter().filter(|change| !is_renamed(change));
    let items: Vec<Item> = told.map(|change| item(change, written.renamed)).collect();
    push(&mut document, items);
    document.paragraph(vec![Inline::text(total(written))]);
    let notes = written.notes.iter();
    let notes = notes.map(|note| Item::new(vec![Inline::text(note)]));
    push(&mut document, notes.collect());
    document
}

/// Adds lines; a line alone needs no mark before it.
fn push(document: &mut Document, mut items: Vec<Item>) {
    let below = match items.as_mut_slice() {
        [] => return,
        [one] => {
            document.paragraph(std::mem::take(&mut one.text));
            std::mem::take(&mut one.children)
        }
        _ => items,
    };
    if !below.is_empty() {
        document.blocks.push(Block::List(below));
    }
}

fn total(written: &Written<'_>) -> String {
    let moved = written
        .moved
        .iter()
        .map(|(from, to)| format!("{from} to {to}"));
    let moved = moved.collect::<Vec<_>>().join(", ");
    let (files, is_done) = (written.files.as_slice(), written.is_done);
    let count = words::count(files.len(), "file");
    match (files, is_done, moved.is_empty()) {
        ([], _, _) => "Nothing to change.".to_owned(),
        ([_], true, false) => format!("Moved {moved}."),
        ([path], true, true) => format!("Wrote {path}."),
        (_, true, false) => format!("Wrote {count}, and moved {moved}."),
        (_, true, true) => format!("Wrote {count}."),
        ([_], false, false) => format!("Nothing was written: this would move {moved}."),
        ([path], false, true) => format!("Nothing was written: this would change {path}."),
        (_, false, false) => {
            format!("Nothing was written: this would change {count}, and move {moved}.")
        }
        (_, false, true) => format!("Nothing was written: this would change {count}."),
    }
}

fn item(change: &RecordChange, renamed: &BTreeMap<String, String>) -> Item {
    let id = Inline::link(&*change.id, &*change.path);
    // A person's title may be the handle.
    let title = Some(&*change.title).filter(|title| *title != &*change.id);
    let titled = |mark: &str| title.map(|title| Inline::text(format!("{mark}{title}")));
    let was = renamed.iter().find(|(_, new)| **new == *change.id);
    let mut text = Vec::new();
    match (change.change, was) {
        (Change::Added, Some((old, _))) => {
            text.extend([Inline::text(format!("{old} is now ")), id]);
            text.extend(titled(": "));
        }
        (Change::Added, None) => {
            text.extend([Inline::text(format!("New {} ", change.kind.word())), id]);
            text.extend(titled(": "));
        }
        (Change::Removed, _) => {
            text.push(id);
            text.extend(titled(" "));
            text.push(Inline::text(": no record any more"));
        }
        (Change::Changed { .. }, _) => {
            text.push(id);
            text.extend(titled(" "));
        }
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
