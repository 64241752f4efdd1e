//! `key-value-table` and `row-table`: Markdown tables as metadata.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Extracted;
use crate::text::{
    Span,
    edit::{Change, EditError, LineChange, Patch, Source, flat, lines},
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
            .trim_end_matches(':')
            .trim_matches('*')
            .trim_end_matches(':')
            .trim();
        if name.is_empty() || entries.iter().any(|entry| &*entry.key == name) {
            continue;
        }
        let value = builder.scalar(value, &unescaped(value.slice(text)), true);
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
    let table = with_header(text)?;
    let mut builder = Builder::default();
    let mut rows: Vec<NodeId> = Vec::new();
    for row in &table[1..] {
        let mut entries = Vec::new();
        for (header, cell) in table[0].iter().zip(row) {
            let value = builder.scalar(*cell, &unescaped(cell.slice(text)), true);
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

fn with_header(text: &str) -> Option<Rows> {
    let mut tables = tables(text).into_iter();
    tables.find(|rows| rows[0].iter().all(|cell| !cell.slice(text).is_empty()))
}

/// Returns what a cell says: a bar in a cell is written `\|`.
fn unescaped(cell: &str) -> String {
    cell.replace("\\|", "|")
}

fn escaped(value: &str) -> String {
    value.replace('|', "\\|")
}

pub(super) fn write_pairs(
    source: &Source<'_>,
    change: &Change<'_>,
) -> Result<Vec<Patch>, EditError> {
    let text = source.text;
    let root = source.tree.root();
    match LineChange::of(source, change)? {
        LineChange::Replace { span, value } => Ok(vec![cell(text, span, value)]),
        LineChange::Insert { name, value } => {
            let Some(last) = root.entries().last() else {
                return Ok(Vec::new());
            };
            let name = last.key_span.slice(text).replacen(&*last.key, name, 1);
            let row = [last.key_span, root.follow(last).span()];
            Ok(vec![row_below(text, &row, &[&name, value], &row)])
        }
        LineChange::Remove(index) => {
            let entry = &root.entries()[index];
            let line = lines::start(text, entry.key_span.start as usize);
            if line == lines::start(text, root.span().start as usize) {
                return Err(flat::needed(
                    "the first row of a table cannot be removed",
                    entry.key_span,
                ));
            }
            let (from, to) = lines::removed(text, line, lines::next(text, line));
            Ok(vec![(Span::new(from, to), String::new())])
        }
        LineChange::Append(_) => Ok(Vec::new()),
    }
}

pub(super) fn write_rows(
    source: &Source<'_>,
    change: &Change<'_>,
) -> Result<Vec<Patch>, EditError> {
    let text = source.text;
    let table = with_header(text).unwrap_or_default();
    let Some((header, rows)) = table.split_first() else {
        return Ok(Vec::new());
    };
    let columns: Vec<&str> = header.iter().map(|cell| cell.slice(text)).collect();
    let no_column = |name: &str| EditError::NoSuchField {
        path: name.into(),
        span: whole(&vec![header.clone()]),
        known: columns.iter().map(|column| (*column).to_owned()).collect(),
    };
    match LineChange::of(source, change)? {
        LineChange::Replace { span, value } => Ok(vec![cell(text, span, value)]),
        LineChange::Insert { name, .. } => Err(no_column(name)),
        LineChange::Remove(_) => Ok(Vec::new()),
        LineChange::Append(fields) => {
            let mut cells = vec![""; columns.len()];
            for (name, value) in fields {
                let column = columns.iter().position(|column| column == name);
                cells[column.ok_or_else(|| no_column(name))?] = flat::line(value)?;
            }
            // A table without rows ends with the line below its header.
            let delimiter = lines::next(text, header[0].start as usize);
            let last = rows.last().map_or(Span::at(delimiter), |row| row[0]);
            Ok(vec![row_below(text, &[last], &cells, header)])
        }
    }
}

/// Returns the patch that gives a cell another value.
fn cell(text: &str, span: Span, value: &str) -> Patch {
    if span.start < span.end || value.is_empty() {
        return (span, escaped(value));
    }
    let value = escaped(value);
    let (before, after) = text.split_at(span.start as usize);
    let start = before.trim_end_matches([' ', '\t']).len();
    let end = text.len() - after.trim_start_matches([' ', '\t']).len();
    match end - start {
        _ if !text[end..].starts_with('|') => (span, value),
        0 => (Span::at(start), format!(" {value} ")),
        1 => (Span::at(end), format!("{value} ")),
        _ => (Span::at(start + 1), value),
    }
}

/// Returns the patch that adds a row below another, as wide as the cells of `like`.
fn row_below(text: &str, above: &[Span], cells: &[&str], like: &[Span]) -> Patch {
    let at = lines::next(text, above[0].start as usize);
    let first = like[0].start as usize;
    let before = &text[lines::start(text, first)..first];
    let line_end = lines::end(text, first);
    let mut row = before.to_owned();
    for (index, value) in cells.iter().enumerate() {
        let span = like[index];
        let next = like
            .get(index + 1)
            .map_or(line_end, |next| next.start as usize);
        let after = &text[span.end as usize..next];
        let blank = after.len() - after.trim_start().len();
        let width = span.slice(text).chars().count() + blank.saturating_sub(1);
        row.push_str(&format!("{:width$}", escaped(value)));
        let is_last = index + 1 == cells.len();
        row.push_str(match (is_last, after.contains('|')) {
            (true, true) => " |",
            (true, false) => "",
            (false, _) => " | ",
        });
    }
    let row = row.trim_end();
    (Span::at(at), lines::inserted(text, at, &[row]))
}
