//! Short forms that nobody explains.

use std::collections::BTreeSet;

use crate::{
    model::{program::Program, record::Record, role::ValueType},
    text::Span,
};

/// A short form, and where it stands first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acronym {
    /// The letters, without the `s` of several.
    pub letters: String,
    /// Where it stands first.
    pub span: Span,
}

/// Short forms that everybody reads, and words that are written in capitals for weight.
const KNOWN: &[&str] = &[
    "ALL", "AM", "AND", "API", "CSV", "EU", "FAQ", "HTML", "ID", "IT", "MUST", "NO", "NOT", "OK",
    "OR", "PDF", "PM", "TBA", "TBC", "TBD", "UI", "UK", "URL", "US", "UTC",
];

/// The field of the program's own record in which its terms are explained.
const GLOSSARY: &str = "glossary";

/// Returns the short forms of a record that the glossary of the program does not explain, each once, in the order of the
/// file. A program without a glossary explains none, and is asked for none.
///
/// A short form is two to six letters and digits, of which two or more are capitals and none a small letter: `GA`, `PCI`.
/// Parts of ids and addresses are none. Looked at are fields that are text, and the prose of the body.
pub(super) fn undefined(program: &Program, record: &Record) -> Vec<Acronym> {
    let Some(known) = glossary(program) else {
        return Vec::new();
    };
    let mut spans: Vec<Span> = Vec::new();
    for field in &record.kind.fields {
        if matches!(field.value_type(), ValueType::Text | ValueType::List) {
            spans.extend(record.values_of(field).iter().map(|value| value.span));
        }
    }
    spans.extend(
        record
            .body()
            .iter()
            .flat_map(|body| body.prose.iter().copied()),
    );
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for span in spans {
        for (at, letters) in short_forms(span.slice(&record.file.text)) {
            if !known.contains(letters) && seen.insert(letters) {
                let start = span.start as usize + at;
                found.push(Acronym {
                    letters: letters.to_owned(),
                    span: Span::new(start, start + letters.len()),
                });
            }
        }
    }
    found
}

/// Returns every word of the terms that the glossary explains, and those that everybody knows; `None` without a glossary.
fn glossary(program: &Program) -> Option<BTreeSet<&str>> {
    let terms = program.itself()?.at_path(GLOSSARY)?;
    let mut known: BTreeSet<&str> = KNOWN.iter().copied().collect();
    let is_empty = terms.entries().is_empty();
    for entry in terms.entries() {
        known.extend(entry.key.split(|sign: char| !sign.is_alphanumeric()));
    }
    (!is_empty).then_some(known)
}

/// Returns the short forms of a text, with their places.
fn short_forms(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_of_word = |sign: char| sign.is_alphanumeric() || "_-./@:#".contains(sign);
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(is_of_word)?;
            let rest = &text[start..];
            let end = start + rest.find(|sign| !is_of_word(sign)).unwrap_or(rest.len());
            at = end;
            let word = text[start..end].trim_end_matches([':', '.', '-']);
            let letters = match word.strip_suffix('s') {
                Some(one) if is_short_form(one) => one,
                _ => word,
            };
            if is_short_form(letters) {
                return Some((start, letters));
            }
        }
    })
}

fn is_short_form(word: &str) -> bool {
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    let is_plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    (2..=6).contains(&word.len())
        && capitals >= 2
        && word.starts_with(|first: char| first.is_ascii_uppercase())
        && word.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::short_forms;

    #[test]
    fn short_forms_are_told_from_ids_words_and_addresses() {
        let text = "GA waits for DEL-8, the HSMs (PCI DSS) and @QA; see https://x.example/FAQ, 10 GB, Q3, iOS.";
        let found: Vec<&str> = short_forms(text).map(|(_, letters)| letters).collect();
        assert_eq!(found, ["GA", "HSM", "PCI", "DSS", "GB"]);
    }
}
