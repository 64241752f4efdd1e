//! `section`: the first line of text under each heading is the value of the field that the heading names.

use super::Extracted;
use crate::text::{
    Span, markdown,
    tree::{Builder, Entry},
};

pub(super) fn read(text: &str) -> Option<Extracted> {
    let whole = Span::new(0, text.len());
    let body = markdown::read(text, whole);
    let mut builder = Builder::default();
    let mut entries: Vec<Entry> = Vec::new();
    for section in &body.sections {
        let content = section.content.slice(text);
        let lead = content.len() - content.trim_start().len();
        let line = content[lead..]
            .lines()
            .next()
            .unwrap_or_default()
            .trim_end();
        let start = section.content.start as usize + lead;
        if section.title.is_empty() || entries.iter().any(|entry| *entry.key == *section.title) {
            continue;
        }
        let value = builder.scalar(Span::new(start, start + line.len()), line, true);
        entries.push(Entry {
            key: section.title.as_str().into(),
            key_span: section.heading,
            value,
        });
    }
    if entries.is_empty() {
        return None;
    }
    let root = builder.map(whole, entries);
    Some(Extracted {
        tree: Some(builder.finish(root)),
        body: whole,
        problems: Vec::new(),
    })
}

pub(super) fn write(
    _: &crate::text::edit::Source<'_>,
    _: &crate::text::edit::Change<'_>,
) -> Result<Vec<crate::text::edit::Patch>, crate::text::edit::EditError> {
    Ok(Vec::new())
}
