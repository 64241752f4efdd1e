//! `key-value-table` and `row-table`: Markdown tables as metadata.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Extracted;
use crate::text::{
    Span,
    tree::{Builder, Entry, NodeId, Value},
};

/// One table: rows of cells, the header first.
type Rows = Vec<Vec<Span>>;

/// The first table with two columns: each row is a name and a value. A header row counts as data when it is filled.
pub(super) fn read_pairs(text: &str) -> Option<Extracted> {
    let table = tables(text).into_iter().find(|rows| rows[0].len() == 2)?;
    let mut builder = Builder::default();
    let mut entries: Vec<Entry> = Vec::new();
    for row in &table {
        let [key, value] = row[..] else { continue };
        let name = key
            .slice(text)
            .trim_matches('*')
            .trim_end_matches(':')
            .trim();
        if name.is_empty() || entries.iter().any(|entry| &*entry.key == name) {
            continue;
        }
        let value = builder.scalar(value, value.slice(text), true);
        entries.push(Entry {
            key: name.into(),
            key_span: key,
            value,
        });
    }
    let root = builder.map(whole(&table), entries);
    Some(finish(builder, root, text))
}

/// The first table with a header: each row below it is a record with the header's names as fields.
pub(super) fn read_rows(text: &str) -> Option<Extracted> {
    let table = tables(text)
        .into_iter()
        .find(|rows| rows[0].iter().all(|cell| !cell.slice(text).is_empty()))?;
    let mut builder = Builder::default();
    let mut rows: Vec<NodeId> = Vec::new();
    for row in &table[1..] {
        let mut entries = Vec::new();
        for (header, cell) in table[0].iter().zip(row) {
            let value = builder.scalar(*cell, cell.slice(text), true);
            entries.push(Entry {
                key: header.slice(text).into(),
                key_span: *header,
                value,
            });
        }
        let span = Span {
            start: row.first().map_or(0, |cell| cell.start),
            end: row.last().map_or(0, |cell| cell.end),
        };
        rows.push(builder.map(span, entries));
    }
    let root = builder.push(whole(&table), Value::List(rows));
    Some(finish(builder, root, text))
}

fn finish(builder: Builder, root: NodeId, text: &str) -> Extracted {
    Extracted {
        tree: Some(builder.finish(root)),
        body: Span::new(0, text.len()),
        problems: Vec::new(),
    }
}

fn whole(table: &Rows) -> Span {
    let cells = table.iter().flatten();
    Span {
        start: cells.clone().map(|cell| cell.start).min().unwrap_or(0),
        end: cells.map(|cell| cell.end).max().unwrap_or(0),
    }
}

/// Every table of a file; a table always has a header row.
fn tables(text: &str) -> Vec<Rows> {
    let mut tables: Vec<Rows> = Vec::new();
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => tables.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                if let Some(rows) = tables.last_mut() {
                    rows.push(Vec::new());
                }
            }
            Event::Start(Tag::TableCell) => {
                if let Some(row) = tables.last_mut().and_then(|rows| rows.last_mut()) {
                    row.push(trimmed(text, range));
                }
            }
            Event::End(TagEnd::Table) if tables.last().is_some_and(Vec::is_empty) => {
                tables.pop();
            }
            _ => {}
        }
    }
    tables
}

fn trimmed(text: &str, range: std::ops::Range<usize>) -> Span {
    let cell = text[range.clone()].trim_end().trim_end_matches('|');
    let start = range.start + cell.len() - cell.trim_start().len();
    Span::new(start, start + cell.trim().len())
}

pub(super) fn write_pairs(
    _: &crate::text::edit::Source<'_>,
    _: &crate::text::edit::Change<'_>,
) -> Result<Vec<crate::text::edit::Patch>, crate::text::edit::EditError> {
    Ok(Vec::new())
}

pub(super) fn write_rows(
    _: &crate::text::edit::Source<'_>,
    _: &crate::text::edit::Change<'_>,
) -> Result<Vec<crate::text::edit::Patch>, crate::text::edit::EditError> {
    Ok(Vec::new())
}
