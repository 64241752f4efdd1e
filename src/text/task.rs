//! Task lines, and where each part of one stands.

use super::Span;

/// A line such as `- [ ] @maria get API quota (due 2026-05-08) ^a3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Whether its box is ticked.
    pub done: bool,
    /// The words, without owner, due date and label.
    pub text: String,
    /// The first `@handle`, without the sign.
    pub owner: Option<String>,
    /// What stands in `(due …)`, as written.
    pub due: Option<String>,
    /// The address after `^`.
    pub label: Option<String>,
    /// The whole item.
    pub span: Span,
    /// Index of the section it stands in; `None` above the first heading.
    pub section: Option<usize>,
}

/// Where the parts of a task line stand in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// The handle, without its sign and the marks after it.
    pub(super) owner: Option<Span>,
    /// What stands in `(due …)`.
    pub(super) due: Option<Span>,
    /// The label, without its sign.
    pub(super) label: Option<Span>,
    /// The other words.
    pub(super) words: Vec<Span>,
}

/// What opens a due date.
pub(super) const DUE: &str = "(due ";

/// Reads the line on which a task's box stands.
pub(super) fn read(text: &str, mark: Span, done: bool, section: Option<usize>) -> Task {
    let start = mark.start as usize;
    let end = text[start..]
        .find('\n')
        .map_or(text.len(), |newline| start + newline);
    let parts = parts(text, Span::new(mark.end as usize, end));
    let owned = |span: Span| span.slice(text).to_owned();
    let words: Vec<&str> = parts.words.iter().map(|word| word.slice(text)).collect();
    Task {
        done,
        text: words.join(" "),
        owner: parts.owner.map(owned),
        due: parts.due.map(owned),
        label: parts.label.map(owned),
        span: Span::new(start, end),
        section,
    }
}

/// Returns where the parts stand in the line after the box.
pub(super) fn parts(text: &str, line: Span) -> Parts {
    let mut parts = Parts::default();
    let (start, end) = (line.start as usize, line.end as usize);
    match due_in(line.slice(text)) {
        Some((open, close)) => {
            let due = Span::new(start + open + DUE.len(), start + close);
            parts.due = Some(trimmed(text, due));
            read_words(&mut parts, text, start..start + open);
            read_words(&mut parts, text, start + close + 1..end);
        }
        None => read_words(&mut parts, text, start..end),
    }
    parts
}

/// Returns the offsets of the brackets around a due date.
fn due_in(line: &str) -> Option<(usize, usize)> {
    let open = line.find(DUE)?;
    let close = line[open..].find(')')?;
    Some((open, open + close))
}

fn trimmed(text: &str, span: Span) -> Span {
    let slice = span.slice(text);
    let start = span.start as usize + slice.len() - slice.trim_start().len();
    Span::new(start, start + slice.trim().len())
}

fn read_words(parts: &mut Parts, text: &str, range: std::ops::Range<usize>) {
    let mut at = range.start;
    while let Some(word) = text[at..range.end].split_whitespace().next() {
        let rest = &text[at..range.end];
        let start = at + rest.len() - rest.trim_start().len();
        at = start + word.len();
        let after_sign = |sign: char| word.strip_prefix(sign).filter(|word| !word.is_empty());
        if let (Some(handle), None) = (after_sign('@'), parts.owner) {
            let handle = handle.trim_end_matches([':', ',', ';', '.']);
            parts.owner = Some(Span::new(start + 1, start + 1 + handle.len()));
        } else if let (Some(_), None) = (after_sign('^'), parts.label) {
            parts.label = Some(Span::new(start + 1, at));
        } else {
            parts.words.push(Span::new(start, at));
        }
    }
}
