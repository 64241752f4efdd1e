//! `field=value`, as `hum new` and `hum set` take it.

use std::sync::Arc;

use super::{Choice, all_people, id_and_title, line::Line};
use crate::model::{
    kind::Kind,
    program::Program,
    role::ValueType,
    vocabulary::{self, Word},
};

/// Returns the kind that the words before the cursor speak of: that of the first record or kind among them.
pub(super) fn subject(program: &Program, words: &[String]) -> Option<Arc<Kind>> {
    words.iter().skip(1).find_map(|word| {
        let record = program.find(word).map(|record| record.kind.clone());
        record.or_else(|| program.config.kinds.find(word).cloned())
    })
}

/// Returns what may be typed for an assignment of which `typed` is there.
pub(super) fn choices(program: &Program, line: &Line, typed: &str) -> Vec<Choice> {
    let Some(kind) = subject(program, line.before()) else {
        return Vec::new();
    };
    let words = vocabulary::fields(&kind);
    let Some((left, right)) = typed.split_once('=') else {
        let names = words.into_iter();
        return names
            .map(|word| (format!("{}=", word.path), word.description))
            .collect();
    };
    let path = left.trim_end_matches(['+', '-']);
    let values = values(program, &kind, path, &words).into_iter();
    // Of a list the last item is being typed.
    let given = right.rfind(',').map_or("", |at| &right[..=at]);
    values
        .filter(|(value, _)| !given.split(',').any(|there| there == value))
        .map(|(value, help)| (format!("{left}={given}{value}"), help))
        .collect()
}

fn values(program: &Program, kind: &Kind, path: &str, words: &[Word]) -> Vec<Choice> {
    let word = words.iter().find(|word| word.path == path);
    let options = word.map(|word| &*word.options).unwrap_or_default();
    if !options.is_empty() {
        let options = options.iter();
        return options.map(|word| (word.clone(), String::new())).collect();
    }
    let Some(field) = kind.field_at(path) else {
        return Vec::new();
    };
    match field.value_type() {
        ValueType::Person => all_people(program),
        ValueType::Reference => {
            let records = program.records.iter();
            let fits = records
                .filter(|record| field.to.is_empty() || field.to.contains(&record.kind.name));
            fits.map(id_and_title).collect()
        }
        _ => Vec::new(),
    }
}
