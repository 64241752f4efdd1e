//! `bullets`: a list of `- Name: value` items before the first section of a Markdown file.

use super::{Extracted, name_and_value};
use crate::text::{
    Span,
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
                let value_span = Span::new(start + offset, start + offset + value.len());
                let value = builder.scalar(value_span, value.trim_start_matches("**").trim(), true);
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

pub(super) fn write(
    _: &crate::text::edit::Source<'_>,
    _: &crate::text::edit::Change<'_>,
) -> Result<Vec<crate::text::edit::Patch>, crate::text::edit::EditError> {
    Ok(Vec::new())
}
