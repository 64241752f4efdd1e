//! `rfc822`: `Name: value` lines from the top of the file to the first blank line; an indented line goes on.

use super::{Extracted, name_and_value};
use crate::text::{
    Problem, Span,
    edit::{Change, EditError, LineChange, Patch, Source, flat, lines},
    tree::{Builder, Entry, Value},
};

pub(super) fn read(text: &str) -> Option<Extracted> {
    let mut builder = Builder::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut problems = Vec::new();
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    for line in text[at..].split_inclusive('\n') {
        let content = line.trim_end();
        if content.is_empty() {
            at += line.len();
            break;
        }
        if line.starts_with([' ', '\t']) {
            go_on(
                &mut builder,
                entries.last()?,
                content.trim(),
                at + content.len(),
            );
        } else {
            let (name, value, offset) = name_and_value(content)?;
            let key_span = Span::new(at, at + name.len());
            let span = Span::new(at + offset, at + offset + value.len());
            if let Some(first) = entries.iter().find(|entry| &*entry.key == name) {
                problems.push(
                    Problem::new(key_span, format!("the field `{name}` is given twice"))
                        .with_related(first.key_span, "first given here; this one counts")
                        .with_help("keep one of them"),
                );
            } else {
                let value = builder.scalar(span, value, true);
                entries.push(Entry {
                    key: name.into(),
                    key_span,
                    value,
                });
            }
        }
        at += line.len();
    }
    if entries.is_empty() {
        return None;
    }
    let root = builder.map(Span::new(0, at), entries);
    Some(Extracted {
        tree: Some(builder.finish(root)),
        body: Span::new(at, text.len()),
        problems,
    })
}

/// Adds a continuation line to the last value.
fn go_on(builder: &mut Builder, last: &Entry, more: &str, end: usize) {
    let node = builder.node_mut(last.value);
    if let Value::Scalar { text, .. } = &mut node.value {
        *text = format!("{text} {more}").trim().into();
        node.span = Span::new(node.span.start as usize, end);
    }
}

pub(super) fn write(source: &Source<'_>, change: &Change<'_>) -> Result<Vec<Patch>, EditError> {
    let text = source.text;
    let root = source.tree.root();
    let end = |entry: &Entry| root.follow(entry).span().end.max(entry.key_span.end) as usize;
    Ok(match LineChange::of(source, change)? {
        LineChange::Replace { span, value } => {
            vec![(span, flat::after_colon(text, span, value))]
        }
        LineChange::Insert { name, value } => {
            flat::refuse_name(name)?;
            let last = root.entries().iter().map(end).max().unwrap_or_default();
            let at = lines::next(text, last);
            let line = format!("{name}: {value}");
            vec![(Span::at(at), lines::inserted(text, at, &[line.trim_end()]))]
        }
        LineChange::Remove(index) => {
            let entry = &root.entries()[index];
            if root.entries().len() == 1 {
                return Err(flat::needed("this is the last field", entry.key_span));
            }
            let (from, to) = (entry.key_span.start as usize, lines::next(text, end(entry)));
            let (from, to) = lines::removed(text, from, to);
            vec![(Span::new(from, to), String::new())]
        }
        LineChange::Append(_) => Vec::new(),
    })
}
