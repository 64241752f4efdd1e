//! `nygard`: `# 1. Title`, `Name: value` lines below it, and a section `Status` with a line each for the state and for
//! the records that this one is linked to: `Supersedes [1. Title](0001-title.md)`.

use super::{Extracted, Start, heading, name_and_value};
use crate::text::{
    Span,
    edit::{
        Change, EditError, Patch, Source,
        flat::{self, LineChange},
        lines,
    },
    markdown, phrase,
    tree::{Builder, Entry, NodeId, Value},
};

pub(super) fn read(text: &str) -> Option<Extracted> {
    let whole = Span::new(0, text.len());
    let sections = markdown::read(text, whole).sections;
    let first = sections.iter().position(|section| section.level == 2)?;
    let status = sections
        .iter()
        .find(|section| section.level == 2 && section.title.eq_ignore_ascii_case("status"))?;
    let lines = lines(text, status.content);
    let state = state(text, &lines)?;
    let mut builder = Builder::default();
    let mut entries = Vec::new();
    let title = heading::title(text).map(|title| heading::Title {
        words: without_number(text, title.words),
        ..title
    });
    let lead = title.as_ref().map_or(0, |title| title.end);
    entries.extend(title.map(|title| title.entry(&mut builder, text)));
    let lead = Span::new(lead, sections[first].heading.start as usize);
    for line in self::lines(text, lead) {
        named(text, line, &mut builder, &mut entries);
    }
    entries.push(Entry {
        key: status.title.as_str().into(),
        key_span: status.heading,
        value: builder.scalar(state, state.slice(text), false),
    });
    for line in lines.into_iter().filter(|line| *line != state) {
        link(text, line, &mut builder, &mut entries);
    }
    let root = builder.map(whole, entries);
    // What is read as fields is no body, unless other sections stand between.
    let body = if sections[first].heading == status.heading {
        status.content.end
    } else {
        lead.end
    };
    Some(Extracted {
        tree: Some(builder.finish(root)),
        body: Span::new(body as usize, text.len()),
        problems: Vec::new(),
    })
}

/// Returns the lines of a part of the file that hold something, without the white space around them.
fn lines(text: &str, part: Span) -> Vec<Span> {
    let mut at = part.start as usize;
    let mut lines = Vec::new();
    for line in part.slice(text).split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let start = at + line.len() - line.trim_start().len();
            lines.push(Span::new(start, start + words.len()));
        }
        at += line.len();
    }
    lines
}

/// Returns the line with the state: that another record holds now, or the first line that is no link.
fn state(text: &str, lines: &[Span]) -> Option<Span> {
    let superseded = |line: &&Span| {
        let start = line.slice(text).get(..10).unwrap_or_default();
        start.eq_ignore_ascii_case("superseded")
    };
    let is_state = |line: &&Span| split_link(line.slice(text)).is_none();
    let found = lines.iter().find(superseded);
    found.or_else(|| lines.iter().find(is_state)).copied()
}

/// Splits `Amended by [3. Title](0003-title.md)` into its words and the link.
fn split_link(line: &str) -> Option<(&str, &str)> {
    let (words, _) = line.split_once('[')?;
    let link = &line[words.len()..];
    let is_link = link.contains("](") && link.ends_with(')');
    (is_link && !words.trim().is_empty()).then(|| (words.trim_end(), link))
}

/// Adds a link under its words; a second one with the same words makes a list.
fn link(text: &str, line: Span, builder: &mut Builder, entries: &mut Vec<Entry>) {
    let Some((words, link)) = split_link(line.slice(text)) else {
        return;
    };
    let start = line.end as usize - link.len();
    let span = Span::new(start, line.end as usize);
    let value = builder.scalar(span, link, false);
    let same = entries.iter_mut().find(|entry| &*entry.key == words);
    let Some(same) = same else {
        let key_start = line.start as usize;
        entries.push(Entry {
            key: words.into(),
            key_span: Span::new(key_start, key_start + words.len()),
            value,
        });
        return;
    };
    let first: NodeId = same.value;
    match &mut builder.node_mut(first).value {
        Value::List(items) => items.push(value),
        _ => {
            let whole = Span {
                start: builder.node(first).span.start,
                end: span.end,
            };
            same.value = builder.push(whole, Value::List(vec![first, value]));
        }
    }
}

/// Adds a line `Name: value`. A name is a word or two; a colon in a sentence makes no field.
fn named(text: &str, line: Span, builder: &mut Builder, entries: &mut Vec<Entry>) {
    let content = line.slice(text);
    let Some((name, value, offset)) = name_and_value(content) else {
        return;
    };
    let is_name = name.split_whitespace().count() <= 2 && name.starts_with(char::is_uppercase);
    if !is_name || entries.iter().any(|entry| &*entry.key == name) {
        return;
    }
    let start = line.start as usize;
    let value_span = Span::new(start + offset, start + offset + value.len());
    entries.push(Entry {
        key: name.into(),
        key_span: Span::new(start, start + name.len()),
        value: builder.scalar(value_span, value, true),
    });
}

/// Returns a title without the number before it: `1. Title`, `ADR-001: Title`.
fn without_number(text: &str, words: Span) -> Span {
    let title = words.slice(text);
    let letters = title.trim_start_matches(|one: char| one.is_ascii_uppercase());
    let number = letters.trim_start_matches([' ', '-']);
    let rest = number.trim_start_matches(|one: char| one.is_ascii_digit());
    let after = rest.strip_prefix(['.', ':', ')']).map(str::trim_start);
    match after {
        Some(after) if rest.len() < number.len() && !after.is_empty() => {
            Span::new(words.end as usize - after.len(), words.end as usize)
        }
        _ => words,
    }
}

/// Writes the number into the title and the state with a capital, as adr-tools does.
pub(super) fn template(start: &Start<'_>) -> String {
    let (title, date) = (start.text("title"), start.text("date"));
    let date = match date {
        "" => String::new(),
        day => format!("Date: {day}\n\n"),
    };
    let state = phrase::with_capital(start.text("status"));
    format!(
        "# {}. {title}\n\n{date}## Status\n\n{state}\n",
        start.number
    )
}

pub(super) fn write(source: &Source<'_>, change: &Change<'_>) -> Result<Vec<Patch>, EditError> {
    let text = source.text;
    match LineChange::of(source, change)? {
        LineChange::Replace { span, value } => Ok(vec![(span, value.to_owned())]),
        LineChange::Insert { name, value } => {
            flat::refuse_name(name)?;
            let entries = source.tree.root().entries();
            // Named lines stand between the title and the first section; without one there, below the title.
            let state = entries
                .iter()
                .position(|entry| entry.key.eq_ignore_ascii_case("status"));
            let last = entries[..state.unwrap_or(0)].last();
            let Some(last) = last else {
                return Ok(Vec::new());
            };
            let value_end = source.tree.root().follow(last).span().end as usize;
            let line = format!("{name}: {value}");
            let at = lines::next(text, value_end);
            let is_title = &*last.key == "Title";
            let gap = if is_title {
                vec![String::new(), line]
            } else {
                vec![line]
            };
            Ok(vec![(Span::at(at), lines::inserted(text, at, &gap))])
        }
        LineChange::Remove(index) => {
            let key = &source.tree.root().entries()[index];
            let is_named = text[key.key_span.end as usize..].starts_with(':');
            if is_named && key.key_span.slice(text) == &*key.key {
                return Ok(vec![(named_line(text, key), String::new())]);
            }
            Err(flat::needed(
                "this form always has it, or links to another record with it",
                key.key_span,
            ))
        }
        LineChange::Append(_) => Ok(Vec::new()),
    }
}

/// Returns the bytes of a line `Name: value`; of two blank lines around it, one goes along.
fn named_line(text: &str, entry: &Entry) -> Span {
    let start = lines::start(text, entry.key_span.start as usize);
    let end = lines::next(text, start);
    let above = lines::start(text, lines::without_break(&text[..start]).len());
    let is_blank = |from: usize, to: usize| from < to && text[from..to].trim().is_empty();
    let is_apart = is_blank(above, start) && is_blank(end, lines::next(text, end));
    Span::new(if is_apart { above } else { start }, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> serde_json::Value {
        let extracted = read(text).expect("the form is there");
        extracted.tree.expect("it parses").root().to_json()
    }

    #[test]
    fn title_date_state_and_links_are_fields() {
        let text = "# 12. Keep one queue\r\n\r\nDate: 2026-03-01\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\nSupersedes [3. A](0003-a.md)\r\n\r\nSupersedes [4. B](0004-b.md)\r\n\r\nAmended by [9. C](0009-c.md)\r\n\r\n## Context\r\n\r\nWhy.\r\n";
        assert_eq!(
            json(text),
            serde_json::json!({
                "Title": "Keep one queue",
                "Date": "2026-03-01",
                "Status": "Accepted",
                "Supersedes": ["[3. A](0003-a.md)", "[4. B](0004-b.md)"],
                "Amended by": "[9. C](0009-c.md)",
            })
        );
        let body = read(text).expect("the form is there").body;
        assert_eq!(body.slice(text), "## Context\r\n\r\nWhy.\r\n");
    }

    #[test]
    fn a_record_that_another_one_replaces_says_so_whatever_stands_above() {
        let text = "# 3. A\n\n## Status\n\nAccepted\n\nSuperseded by [12. Keep](0012-keep.md)\n";
        assert_eq!(
            json(text),
            serde_json::json!({"Title": "A", "Status": "Superseded by [12. Keep](0012-keep.md)"})
        );
    }

    #[test]
    fn numbers_before_titles_are_left_out_and_other_numbers_stay() {
        for (heading, title) in [
            ("1. Use it", "Use it"),
            ("ADR-001: Use it", "Use it"),
            ("ADR 7. Use it", "Use it"),
            ("3 regions", "3 regions"),
            ("Use IPv6", "Use IPv6"),
            ("12.", "12."),
        ] {
            let text = format!("# {heading}\n\n## Status\n\nAccepted\n");
            assert_eq!(json(&text)["Title"], title, "{heading}");
        }
    }

    #[test]
    fn a_status_section_without_a_line_is_another_form() {
        assert!(read("# 1. A\n\n## Status\n\n## Context\n").is_none());
    }
}
