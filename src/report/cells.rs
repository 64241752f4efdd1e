//! Values of fields as they stand in a table or a list.

use super::{Inline, Tone};
use crate::model::{
    query::{Meaning, Value},
    record::{self, Person},
    status::Health,
};

/// Values longer than this are sentences.
const WORDS: usize = 40;

/// Returns the values of one field, a comma between them; a semicolon between sentences and what has commas in it.
pub(super) fn cell(values: &[Value<'_>]) -> Vec<Inline> {
    let is_long = |value: &Value<'_>| value.text.contains(',') || value.text.len() > WORDS;
    let separator = if values.iter().any(is_long) {
        "; "
    } else {
        ", "
    };
    let mut inlines = Vec::new();
    for value in values {
        if !inlines.is_empty() {
            inlines.push(Inline::text(separator));
        }
        inlines.push(inline(value));
    }
    inlines
}

fn inline(value: &Value<'_>) -> Inline {
    match &value.meaning {
        Meaning::Person if !record::is_tbd(&value.text) => {
            Inline::text(Person::new(&value.text).to_string())
        }
        Meaning::Health => health(&value.text),
        Meaning::Kind(kind) => Inline::text(kind.word()),
        _ => Inline::text(value.text.as_ref()),
    }
}

/// Returns a health in words; what is none as it is.
fn health(text: &str) -> Inline {
    Health::parse(text).map_or_else(|| Inline::text(text), stated)
}

/// Returns a health word with its tone.
pub(super) fn stated(health: Health) -> Inline {
    Inline::Status {
        word: health.words().into(),
        tone: tone(health),
    }
}

/// Returns how a health bears on the program.
pub(super) fn tone(health: Health) -> Tone {
    match health {
        Health::OnTrack => Tone::Good,
        Health::AtRisk => Tone::Caution,
        Health::OffTrack => Tone::Bad,
    }
}

/// Returns the texts of values, for programs.
pub(super) fn texts(values: &[Value<'_>]) -> Vec<String> {
    values.iter().map(|value| value.text.to_string()).collect()
}

/// Returns the name of a field as a heading: `need_by` is "Need by".
pub(super) fn heading(name: &str) -> String {
    let words = name.replace(['_', '.'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Returns a number to one decimal, so that sums of fractions do not show how they were added.
pub(super) fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// Returns a number to two decimals, for programs.
pub(super) fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
