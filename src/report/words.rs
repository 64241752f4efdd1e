//! Changes in words, by what a field means: "due moved 2026-05-29 → 2026-06-12", not "field changed".

use std::borrow::Cow;

use super::{Inline, Tone, distance};
use crate::model::{
    change::{Change, Delta, Edit, FieldDelta, RecordChange, TaskEdit},
    kind::{Class, Kind},
    record::{Person, is_tbd},
    role::{Role, Topic, ValueType},
    status::{Category, Health},
};

/// Texts longer than this are not quoted, only said to be reworded.
const QUOTE: usize = 60;

/// Returns the heading under which a change is told.
pub(super) fn topic(change: &RecordChange, delta: Option<&Delta>) -> Topic {
    match (change.kind.class, delta) {
        (Class::Risk, _) | (Class::Issue, None) => Topic::Risks,
        (Class::Decision, _) => Topic::Decisions,
        (Class::Person | Class::Meeting | Class::Update, None) => Topic::Details,
        (_, None) => match change.change {
            Change::Added | Change::Removed => Topic::Scope,
            Change::Changed { .. } => Topic::Details,
        },
        (_, Some(Delta::Task { .. })) => Topic::Scope,
        (_, Some(delta)) => delta.role().map_or(Topic::Details, Role::topic),
    }
}

/// Returns the words of a heading.
pub(super) fn topic_words(topic: Topic) -> &'static str {
    match topic {
        Topic::Dates => "Dates",
        Topic::Status => "Status and health",
        Topic::Risks => "Risks and issues",
        Topic::Decisions => "Decisions",
        Topic::Owners => "Owners",
        Topic::Scope => "Scope and actions",
        Topic::Details => "Details",
    }
}

/// Returns what people call a field.
pub(super) fn field_words(kind: &Kind, path: &str) -> String {
    let Some(field) = kind.field_at(path) else {
        return path.to_owned();
    };
    if let Some(label) = &field.label {
        return label.clone();
    }
    match field.role {
        Some(role) if field.paths.len() == 1 => role.words().to_owned(),
        _ => path.to_owned(),
    }
}

/// Returns several differences of one record in words. Sections that had the same done to them, and actions, are told
/// together.
pub(super) fn deltas<'a>(kind: &Kind, deltas: impl Iterator<Item = &'a Delta>) -> Vec<Vec<Inline>> {
    let mut parts = Vec::new();
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for one in deltas {
        let (group, item) = match one {
            Delta::Section { title, edit } if !title.is_empty() => {
                // A section that is new or gone takes those below it with it.
                let top = title.split(" / ").next().unwrap_or(title);
                (
                    format!("section {}", edit_words(*edit)),
                    format!("\u{201c}{top}\u{201d}"),
                )
            }
            Delta::Task {
                text,
                owner,
                due,
                edit,
            } => task(text, owner.as_deref(), due.as_deref(), edit),
            _ => {
                parts.push(delta(kind, one));
                continue;
            }
        };
        match groups.iter_mut().find(|(name, _)| *name == group) {
            Some((_, items)) if items.contains(&item) => {}
            Some((_, items)) => items.push(item),
            None => groups.push((group, vec![item])),
        }
    }
    parts.extend(groups.into_iter().map(|(name, items)| {
        let name = match (items.len(), name.split_once(' ')) {
            (2.., Some((noun, rest))) => format!("{noun}s {rest}"),
            _ => name,
        };
        vec![Inline::text(format!("{name}: {}", items.join(", ")))]
    }));
    parts
}

fn edit_words(edit: Edit) -> &'static str {
    match edit {
        Edit::Added => "added",
        Edit::Removed => "removed",
        Edit::Edited => "edited",
    }
}

/// Returns one difference in words.
pub(super) fn delta(kind: &Kind, delta: &Delta) -> Vec<Inline> {
    match delta {
        Delta::Field(delta) => field(kind, delta),
        Delta::Members {
            path,
            added,
            removed,
            ..
        } => members(kind, path, added, removed),
        Delta::Section { title, edit } => {
            let verb = edit_words(*edit);
            if title.is_empty() {
                vec![Inline::text(format!("text {verb}"))]
            } else {
                vec![Inline::text(format!(
                    "section \u{201c}{title}\u{201d} {verb}"
                ))]
            }
        }
        Delta::Task {
            text,
            owner,
            due,
            edit,
        } => {
            let (what, item) = task(text, owner.as_deref(), due.as_deref(), edit);
            vec![Inline::text(format!("{what}: {item}"))]
        }
    }
}

fn field(kind: &Kind, delta: &FieldDelta) -> Vec<Inline> {
    let name = field_words(kind, &delta.path);
    let (before, after) = (
        said(kind, delta, delta.before.as_deref()),
        said(kind, delta, delta.after.as_deref()),
    );
    let mut words = match (before, after) {
        (None, None) => vec![Inline::text(format!(
            "{name}: no value, differently written"
        ))],
        (None, Some(after)) if is_long(&after) => vec![Inline::text(format!("{name} written"))],
        (None, Some(after)) => vec![Inline::text(format!("{name} set to ")), value(delta, after)],
        (Some(before), None) if is_long(&before) => vec![Inline::text(format!("{name} removed"))],
        (Some(before), None) => vec![Inline::text(format!("{name} removed, was {before}"))],
        (Some(before), Some(after)) if is_long(&before) || is_long(&after) => {
            vec![Inline::text(format!("{name} reworded"))]
        }
        (Some(before), Some(after)) if delta.shift.is_some() => {
            vec![Inline::text(format!("{name} moved {before} → {after}"))]
        }
        (Some(before), Some(after)) => vec![
            Inline::text(format!("{name} {before} → ")),
            value(delta, after),
        ],
    };
    if let Some(shift) = delta.shift {
        words.push(Inline::text(", "));
        words.push(distance::shift_words(shift));
    }
    if delta.skips {
        words.push(Inline::text(" (not a step of the lifecycle)"));
    }
    words
}

/// Returns a literal as people say it; `None` for no value.
fn said<'a>(kind: &'a Kind, delta: &FieldDelta, literal: Option<&'a str>) -> Option<String> {
    let field = kind.field_at(&delta.path);
    let literal = literal
        .map(str::trim)
        .filter(|text| !text.is_empty() && !matches!(*text, "~" | "null"))?;
    let meaning = match field {
        Some(field) => field.meaning(literal)?,
        None => literal.into(),
    };
    Some(match field.map(crate::model::kind::Field::value_type) {
        Some(ValueType::Person) if !is_tbd(&meaning) => Person::new(&meaning).to_string(),
        _ if delta.role == Some(Role::Health) => Health::parse(&meaning)
            .map_or_else(|| meaning.to_string(), |health| health.words().to_owned()),
        _ if delta.role == Some(Role::Title) || meaning.contains(' ') => {
            format!("\u{201c}{meaning}\u{201d}")
        }
        _ => meaning.into_owned(),
    })
}

fn value(delta: &FieldDelta, words: String) -> Inline {
    if delta.role == Some(Role::Health) {
        let tone = match words.as_str() {
            "on track" => Tone::Good,
            "at risk" => Tone::Caution,
            "off track" => Tone::Bad,
            _ => Tone::Neutral,
        };
        return Inline::Status { word: words, tone };
    }
    Inline::text(words)
}

fn is_long(text: &str) -> bool {
    text.chars().count() > QUOTE
}

fn members(kind: &Kind, path: &str, added: &[String], removed: &[String]) -> Vec<Inline> {
    let name = field_words(kind, path.split('[').next().unwrap_or(path));
    let people = kind
        .field_at(path)
        .is_some_and(|field| field.value_type() == ValueType::Person);
    let list = |items: &[String]| {
        let names: Vec<String> = items
            .iter()
            .map(|item| {
                if people {
                    Person::new(item).to_string()
                } else {
                    item.clone()
                }
            })
            .collect();
        let joined = names.join(", ");
        if joined.chars().count() > 2 * QUOTE {
            format!("{} items", items.len())
        } else {
            joined
        }
    };
    let words = match (added, removed) {
        ([], []) => format!("{name}: order changed"),
        (added, removed) if is_estimate(kind, path) => {
            format!("{name} {} → {}", list(removed), list(added))
        }
        ([new], [old]) if people && !is_long(new) && !is_long(old) => {
            format!("{name} {} → {}", Person::new(old), Person::new(new))
        }
        (added, []) => format!("{name}: added {}", list(added)),
        ([], removed) => format!("{name}: removed {}", list(removed)),
        (added, removed) => format!("{name}: added {}; removed {}", list(added), list(removed)),
    };
    vec![Inline::text(words)]
}

/// The three numbers of an estimate are one value.
fn is_estimate(kind: &Kind, path: &str) -> bool {
    kind.field_at(path)
        .is_some_and(|field| field.role == Some(Role::Estimate))
}

/// Returns what happened to an action, and the action.
fn task(text: &str, owner: Option<&str>, due: Option<&str>, edit: &TaskEdit) -> (String, String) {
    let owner = owner.map_or_else(String::new, |owner| format!("{} ", Person::new(owner)));
    let until = due.map_or_else(String::new, |due| format!(" (due {due})"));
    let was = |before: &Option<String>| before.clone().unwrap_or_else(|| "no date".into());
    let (what, item) = match edit {
        TaskEdit::Added => ("added", format!("{owner}{text}{until}")),
        TaskEdit::Removed => ("removed", format!("{owner}{text}")),
        TaskEdit::Done => ("done", format!("{owner}{text}")),
        TaskEdit::Reopened => ("reopened", format!("{owner}{text}{until}")),
        TaskEdit::Moved(before) => {
            let due = due.unwrap_or("no date");
            (
                "moved",
                format!("{owner}{text} (due {} → {due})", was(before)),
            )
        }
        TaskEdit::Handed(before) => {
            let person = |handle: &String| Person::new(handle).to_string();
            let before = before.as_ref().map_or_else(|| "nobody".into(), person);
            ("handed over", format!("{before} → {owner}{text}{until}"))
        }
        TaskEdit::Edited => ("reworded", format!("{owner}{text}{until}")),
    };
    (format!("action {what}"), item)
}

/// Returns how a difference bears on the program, so that what is adverse is told first.
pub(super) fn tone(kind: &Kind, delta: &Delta) -> Tone {
    let Delta::Field(delta) = delta else {
        return Tone::Neutral;
    };
    if let Some(shift) = delta.shift.filter(|_| {
        matches!(
            delta.role,
            Some(Role::Due | Role::Forecast | Role::DecideBy)
        )
    }) {
        return if shift.later { Tone::Bad } else { Tone::Good };
    }
    let meaning = |text: &Option<String>| {
        let text = text.as_deref()?;
        kind.field_at(&delta.path)
            .map_or(Some(text.to_owned()), |field| {
                field.meaning(text).map(Cow::into_owned)
            })
    };
    match delta.role {
        Some(Role::Health) => match (meaning(&delta.before), meaning(&delta.after)) {
            (_, Some(after)) if after == "off_track" => Tone::Bad,
            (Some(before), Some(after)) if Health::parse(&after) < Health::parse(&before) => {
                Tone::Good
            }
            (_, Some(after)) if after == "at_risk" => Tone::Caution,
            _ => Tone::Neutral,
        },
        Some(Role::Status) => match meaning(&delta.after) {
            Some(after) if after == "occurred" => Tone::Bad,
            Some(after) => match kind.category(&after) {
                Some(Category::Done) => Tone::Good,
                Some(Category::Dropped) => Tone::Caution,
                _ => Tone::Neutral,
            },
            None => Tone::Neutral,
        },
        Some(Role::Probability | Role::Impact | Role::ImpactDays) => {
            let number = |text: &Option<String>| {
                text.as_deref()
                    .and_then(|text| text.trim().parse::<f64>().ok())
            };
            match (number(&delta.before), number(&delta.after)) {
                (Some(before), Some(after)) if after > before => Tone::Caution,
                (Some(_), Some(_)) => Tone::Good,
                _ => Tone::Neutral,
            }
        }
        _ => Tone::Neutral,
    }
}

/// Joins several differences into one line.
pub(super) fn joined(parts: Vec<Vec<Inline>>) -> Vec<Inline> {
    let mut line = Vec::new();
    for part in parts {
        if !line.is_empty() {
            line.push(Inline::text("; "));
        }
        line.extend(part);
    }
    line
}

/// Returns "1 record", "2 records".
pub(super) fn count(number: usize, one: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {one}s")
    }
}
