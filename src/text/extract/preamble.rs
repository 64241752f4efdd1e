//! `rfc822`: `Name: value` lines from the top of the file to the first blank line; an indented line goes on.

use super::{Extracted, name_and_value};
use crate::text::{
    Problem, Span,
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

pub(super) fn write(
    _: &crate::text::edit::Source<'_>,
    _: &crate::text::edit::Change<'_>,
) -> Result<Vec<crate::text::edit::Patch>, crate::text::edit::EditError> {
    Ok(Vec::new())
}
