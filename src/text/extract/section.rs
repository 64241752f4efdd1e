//! `section`: the first line of text under each heading is the value of the field that the heading names.

use super::Extracted;
use crate::text::{
    Span,
    edit::{Change, EditError, LineChange, Patch, Source, flat, lines},
    markdown,
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

pub(super) fn write(source: &Source<'_>, change: &Change<'_>) -> Result<Vec<Patch>, EditError> {
    let text = source.text;
    let entries = source.tree.root().entries();
    Ok(match LineChange::of(source, change)? {
        LineChange::Replace { span, value } if span.start < span.end => {
            vec![(span, value.to_owned())]
        }
        LineChange::Replace { span, value } => {
            let above = |entry: &&Entry| entry.key_span.end <= span.start;
            let heading = entries
                .iter()
                .rfind(above)
                .map_or(0, |entry| heading_end(text, entry));
            let at = lines::next(text, heading);
            let is_close = at < text.len() && lines::end(text, at) > at;
            let new = ["", value, ""];
            let new = if is_close { &new[..] } else { &new[..2] };
            vec![(Span::at(at), lines::inserted(text, at, new))]
        }
        LineChange::Insert { name, value } => {
            let level = entries.last().map_or(2, |entry| level(text, entry));
            let heading = format!("{} {name}", "#".repeat(level));
            let new = ["", &heading, "", value];
            vec![(
                Span::at(text.len()),
                lines::inserted(text, text.len(), &new),
            )]
        }
        LineChange::Remove(index) => vec![(removed(source, index)?, String::new())],
        LineChange::Append(_) => Vec::new(),
    })
}

fn heading_end(text: &str, entry: &Entry) -> usize {
    entry.key_span.start as usize + entry.key_span.slice(text).trim_end().len()
}

/// Returns how many signs a heading has; the title of a file counts as one that holds such headings.
fn level(text: &str, entry: &Entry) -> usize {
    let heading = entry.key_span.slice(text).trim_start();
    let signs = heading.len() - heading.trim_start_matches('#').len();
    signs.clamp(2, 6)
}

/// Returns the bytes of a section that holds its value and nothing else.
fn removed(source: &Source<'_>, index: usize) -> Result<Span, EditError> {
    let text = source.text;
    let root = source.tree.root();
    let entry = &root.entries()[index];
    let body = markdown::read(text, Span::new(0, text.len()));
    let section = body
        .sections
        .iter()
        .find(|section| section.heading == entry.key_span);
    let section =
        section.ok_or_else(|| flat::needed("there is no such section", entry.key_span))?;
    if section.content.slice(text).trim() != root.follow(entry).span().slice(text).trim() {
        return Err(flat::needed(
            "the section holds more than this value",
            section.content,
        ));
    }
    let from = lines::start(text, section.heading.start as usize);
    let to = section.content.end as usize;
    let (from, to) = lines::removed(text, from, to);
    // A blank line stood between the last section and the one above.
    let above = lines::without_break(&text[..from]);
    let is_apart = above.ends_with(['\n', '\r']) || !text.ends_with(['\n', '\r']);
    let from = if to == text.len() && is_apart {
        above.len()
    } else {
        from
    };
    Ok(Span::new(from, to))
}
