//! Bare ids and handles in the text of a body.

use super::{Form, Reference, is_of_word};
use crate::{
    model::{kind::Class, program::Program, record::Record},
    text::Span,
};

/// Returns the ids and handles in a record's text that lead to a record.
pub(super) fn references(program: &Program, record: &Record) -> Vec<Reference> {
    let mut found = Vec::new();
    let prose = record
        .body()
        .map(|body| body.prose.as_slice())
        .unwrap_or_default();
    for span in prose {
        let text = span.slice(&record.file.text);
        for (start, word) in words(text) {
            let start = span.start as usize + start;
            let mut take = |form, offset: usize, name: &str| {
                let target = Span::new(start + offset, start + offset + name.len());
                found.push(Reference {
                    form,
                    field: None,
                    text: name.to_owned(),
                    span: target,
                    target,
                });
            };
            if let Some(handle) = word.strip_prefix('@') {
                let handle = handle.trim_end_matches(|sign: char| !sign.is_alphanumeric());
                if program.person(handle).is_some() {
                    take(Form::Handle, 1, handle);
                }
            } else {
                ids(program, word, &mut |offset, id| take(Form::Id, offset, id));
            }
        }
    }
    found
}

/// Returns the words of a text, each with its place: runs of signs of ids, with the `@` before them. What belongs to an
/// address (`https://tracker.example/RISK-12`, `dana@acme.example`) or to another program (`orion:DEL-7`) is left out.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(|sign| sign == '@' || is_of_word(sign))?;
            let has_sign = text[start..].starts_with('@');
            let body = start + usize::from(has_sign);
            let length = text[body..].find(|sign| !is_of_word(sign));
            let end = length.map_or(text.len(), |length| body + length);
            let rest = &text[end..];
            if rest.starts_with("://") {
                let length = rest.find(char::is_whitespace);
                at = length.map_or(text.len(), |length| end + length);
                continue;
            }
            at = end.max(start + 1);
            // Both parts of an address are passed over, and what follows the name of a program.
            if is_after_name(&text[..start]) || rest.starts_with('@') {
                continue;
            }
            return Some((start, &text[start..end]));
        }
    })
}

/// Returns whether a word that follows this text is the second part of something: of `orion:DEL-7`, or of an address.
fn is_after_name(before: &str) -> bool {
    let mut signs = before.chars().rev();
    match signs.next() {
        Some(':') => signs.next().is_some_and(is_of_word),
        sign => sign.is_some_and(is_of_word),
    }
}

/// Tells the ids in a word: the whole of it, or several with `/` between them.
fn ids(program: &Program, word: &str, take: &mut dyn FnMut(usize, &str)) {
    if !looks_like_id(word) {
        return;
    }
    let whole = word.trim_end_matches(['.', '/', '-', '_']);
    if is_id(program, whole) {
        take(0, whole);
        return;
    }
    let mut start = 0;
    for part in word.split('/') {
        let id = part.trim_end_matches(['.', '-', '_']);
        if looks_like_id(id) && is_id(program, id) {
            take(start, id);
        }
        start += part.len() + 1;
    }
}

/// Returns whether a word can be an id in a text, where `platform` is a word and `2026` a year: it has letters, and
/// digits or a capital before a hyphen.
fn looks_like_id(word: &str) -> bool {
    let has = |is: fn(&char) -> bool| word.chars().any(|sign| is(&sign));
    has(|sign| sign.is_alphabetic())
        && (has(char::is_ascii_digit) || (word.contains('-') && has(char::is_ascii_uppercase)))
}

fn is_id(program: &Program, word: &str) -> bool {
    let found = program.find(word);
    found.is_some_and(|record| record.kind.class != Class::Person)
}
