//! The parts of one record, and which of them a difference touches.

use super::{body, fields};
use crate::model::{
    blame::Part,
    change::Delta,
    config::Config,
    record::{Person, Record},
    role::Role,
};

/// Returns everything that a record says: each part, what it means and what it says.
pub fn parts(config: &Config, record: &Record) -> Vec<(Part, Option<Role>, String)> {
    let mut parts: Vec<(Part, Option<Role>, String)> = fields::all(config, record)
        .into_iter()
        .map(|(path, role, value)| (Part::Field(path), role, value))
        .collect();
    let sections = body::all(record).into_iter();
    parts.extend(sections.map(|(title, words)| (Part::Section(title), None, words)));
    for task in record.body().into_iter().flat_map(|body| &body.tasks) {
        let mut value = String::from(if task.done { "done" } else { "open" });
        if let Some(owner) = &task.owner {
            value.push_str(&format!(", {}", Person::new(owner)));
        }
        if let Some(due) = &task.due {
            value.push_str(&format!(", due {due}"));
        }
        let (text, label) = (task.text.clone(), task.label.clone());
        parts.push((Part::Task { text, label }, None, value));
    }
    parts
}

/// Returns whether a difference is one of a part. What happens to a map or to one item of a list happens to the fields
/// in it, and to the field that holds it.
pub fn touches(delta: &Delta, part: &Part) -> bool {
    match (delta, part) {
        (Delta::Field(_) | Delta::Members { .. }, Part::Field(path)) => {
            let other = delta.path().unwrap_or_default();
            let other = other.split('[').next().unwrap_or(other);
            let is_inside = |inner: &str, outer: &str| {
                inner
                    .strip_prefix(outer)
                    .is_some_and(|rest| rest.starts_with('.'))
            };
            other == path || is_inside(other, path) || is_inside(path, other)
        }
        (Delta::Section { title, .. }, Part::Section(own)) => title == own,
        (Delta::Task { text, .. }, Part::Task { text: own, .. }) => text == own,
        _ => false,
    }
}
