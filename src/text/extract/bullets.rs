//! `bullets`: a list of `- Name: value` items before the first section of a Markdown file.

use super::{Extracted, Start, name_and_value};
use crate::text::{
    Span,
    edit::{Change, EditError, LineChange, Patch, Source, flat, lines},
    tree::{Builder, Entry},
};

pub(super) fn read(text: &str) -> Option<Extracted> {
    let mut builder = Builder::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        if content.starts_with("## ") {
            break;
        }
        let item = content
            .trim_start()
            .strip_prefix(['-', '*', '+'])
            .filter(|item| item.starts_with(' '));
        let named = item.and_then(|item| name_and_value(item).map(|found| (item, found)));
        if let Some((item, (name, value, offset))) = named {
            let start = at + content.len() - item.len();
            let name_start = start + item.len() - item.trim_start().len();
            let key_span = Span::new(name_start, name_start + name.len());
            let name = name.trim_matches('*').trim();
            if entries.iter().all(|entry| &*entry.key != name) {
                // The colon may stand before the closing asterisks of a bold name.
                let bare = value.trim_start_matches("**").trim_start();
                let end = start + offset + value.len();
                let span = Span::new(end - bare.len(), end);
                let value = builder.scalar(span, bare, true);
                entries.push(Entry {
                    key: name.into(),
                    key_span,
                    value,
                });
            }
        } else if !entries.is_empty() && !content.is_empty() && item.is_none() {
            break;
        }
        at += line.len();
    }
    let (first, last) = (entries.first()?, entries.last()?);
    let span = Span {
        start: first.key_span.start,
        end: builder.node(last.value).span.end,
    };
    let root = builder.map(span, entries);
    Some(Extracted {
        tree: Some(builder.finish(root)),
        body: Span::new(0, text.len()),
        problems: Vec::new(),
    })
}

pub(super) fn template(start: &Start<'_>) -> String {
    let fields = start.fields.iter();
    let lines: String = fields
        .filter(|(name, _)| !name.eq_ignore_ascii_case("title"))
        .map(|(name, text)| format!("- {name}: {text}\n"))
        .collect();
    format!("# {}\n\n{lines}", start.text("title"))
}

pub(super) fn write(source: &Source<'_>, change: &Change<'_>) -> Result<Vec<Patch>, EditError> {
    let text = source.text;
    let root = source.tree.root();
    Ok(match LineChange::of(source, change)? {
        LineChange::Replace { span, value } => {
            vec![(span, flat::after_colon(text, span, value))]
        }
        LineChange::Insert { name, value } => {
            flat::refuse_name(name)?;
            let Some(last) = root.entries().last() else {
                return Ok(Vec::new());
            };
            let at = below(source, last)?;
            let line = like(text, last, root.follow(last).span(), name, value);
            vec![(Span::at(at), lines::inserted(text, at, &[line]))]
        }
        LineChange::Remove(index) => {
            let entry = &root.entries()[index];
            if root.entries().len() == 1 {
                return Err(flat::needed("this is the last field", entry.key_span));
            }
            let to = below(source, entry)?;
            let from = lines::start(text, entry.key_span.start as usize);
            let (from, to) = lines::removed(text, from, to);
            vec![(Span::new(from, to), String::new())]
        }
        LineChange::Append(_) => Vec::new(),
    })
}

/// Returns the start of the line below an item; refuses an item that goes on there.
fn below(source: &Source<'_>, entry: &Entry) -> Result<usize, EditError> {
    let at = lines::next(source.text, entry.key_span.end as usize);
    let line = source.text[at..lines::end(source.text, at)].trim();
    match line.is_empty() || line.starts_with(['-', '*', '+', '#']) {
        true => Ok(at),
        false => Err(flat::needed(
            "the item goes on in the line below",
            entry.key_span,
        )),
    }
}

/// Returns an item in the style of another: its indentation, its dash, its asterisks.
fn like(text: &str, entry: &Entry, value: Span, name: &str, new: &str) -> String {
    let key = entry.key_span.range();
    let before = &text[lines::start(text, key.start)..key.start];
    let key_text = text[key.clone()].replacen(&*entry.key, name, 1);
    let colon = text[key.end..value.start as usize].trim_end();
    format!("{before}{key_text}{colon} {new}")
        .trim_end()
        .to_owned()
}
