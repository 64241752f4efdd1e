//! References between records: by id, by path, by handle; in fields and in bodies.

mod cycle;
mod edge;
mod field;
mod prose;
mod resolve;

use std::borrow::Cow;

pub use cycle::{around, cycles};
pub(super) use edge::Joint;
pub use edge::{Edge, edges};
pub use resolve::{Target, linked_paths, path, resolve};

use super::{program::Program, record::Record};
use crate::text::Span;

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// The value of a field that takes references.
    Field,
    /// A person or team, in a field: `owner: maria`, also inside `TBD(@maria, 2026-05-01)`.
    Person,
    /// A relative link of the text: `[the risk](../risks/RISK-12-quota.md)`.
    Link,
    /// `[[RISK-12]]` in the text.
    Wiki,
    /// The bare id of a record in the text: `see RISK-12.`
    Id,
    /// `@maria` in the text.
    Handle,
}

/// One reference of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// How it is written.
    pub form: Form,
    /// The path of the field it stands in; `None` in the body.
    pub field: Option<String>,
    /// What is referred to, as written.
    pub text: String,
    /// Where it stands: the whole value or link.
    pub span: Span,
    /// The id, handle or path alone: without quotes, brackets, `@`, and a section after `#`. Where the file writes it
    /// with escapes, it is the whole value or link.
    pub target: Span,
}

/// Returns every reference of a record: values of fields, then links, ids and handles of the body, each in the file's
/// order. Bare ids and handles of the body count only where such a record exists, so that words are never dangling. The text of
/// a record of the program is read for them once in its life, whoever asks first.
pub fn references<'a>(program: &'a Program, record: &Record) -> Cow<'a, [Reference]> {
    let size = size_of::<Record>();
    let address = |record: &Record| std::ptr::from_ref(record) as usize;
    let first = program.records.first().map_or(0, address);
    let at = address(record).wrapping_sub(first) / size.max(1);
    let is_it = |own: &Record| std::ptr::eq(own, record);
    match program.said.get(at) {
        Some(said) if program.records.get(at).is_some_and(is_it) => {
            Cow::Borrowed(said.get_or_init(|| read(program, record)))
        }
        // What an overlay says of a record stands beside the records.
        _ => Cow::Owned(read(program, record)),
    }
}

fn read(program: &Program, record: &Record) -> Vec<Reference> {
    let mut found = stated(record);
    found.extend(field::people(record));
    found.extend(prose::references(program, record));
    found
}

/// Returns the references that say of themselves that they are some: values of reference fields, then links.
fn stated(record: &Record) -> Vec<Reference> {
    let mut found = field::references(record);
    let links = record
        .body()
        .map(|body| body.links.as_slice())
        .unwrap_or_default();
    for link in links
        .iter()
        .filter(|link| link.wiki || resolve::is_relative(&link.target))
    {
        found.push(Reference {
            form: if link.wiki { Form::Wiki } else { Form::Link },
            field: None,
            text: link.target.clone(),
            span: link.span,
            target: without_section(&record.file.text, link.target_span),
        });
    }
    found
}

/// Returns a place without what stands after `#` or `?` in it.
fn without_section(text: &str, span: Span) -> Span {
    let written = span.slice(text);
    let end = written.find(['#', '?']).unwrap_or(written.len());
    let start = span.start as usize;
    Span::new(start, start + end)
}

/// Returns whether a sign may be part of an id, a handle or a path.
fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || "_-./".contains(sign)
}

/// Returns where a word stands in a place of a text, from an offset on: not as a part of a longer word.
fn find_word(text: &str, within: Span, word: &str) -> Option<Span> {
    let written = within.slice(text);
    let found = written.match_indices(word).find(|(at, _)| {
        let before = written[..*at].chars().next_back();
        let after = written[at + word.len()..].chars().next();
        !before.is_some_and(is_of_word) && !after.is_some_and(is_of_word)
    });
    let start = within.start as usize + found?.0;
    Some(Span::new(start, start + word.len()))
}
