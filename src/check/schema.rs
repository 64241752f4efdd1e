//! What the schemas say against the records of a program.

use serde_json::Value;

use crate::{
    model::{
        kind::{Field, Kind},
        program::Program,
        record::Record,
        role::Role,
        role::ValueType,
        schema::{Mistake, Violation},
        tbd::Tbd,
    },
    text::{Span, scalar, tree::Cursor},
};

/// A violation and where it stands.
#[derive(Debug)]
pub(super) struct RecordViolation<'a> {
    /// The record.
    pub(super) record: &'a Record,
    /// The field, keys joined by dots.
    pub(super) path: String,
    /// The value; for unknown fields their name, for missing ones the top of the map that lacks them.
    pub(super) span: Span,
    /// What stands there.
    pub(super) found: Option<Cursor<'a>>,
    /// What is wrong.
    pub(super) mistake: Mistake,
}

/// What the schemas say.
#[derive(Debug, Default)]
pub(super) struct Verdict<'a> {
    /// Every violation, record by record.
    pub(super) violations: Vec<RecordViolation<'a>>,
    /// The first record of each kind whose schema is itself broken, with what is wrong with the schema.
    pub(super) broken: Vec<(&'a Record, String)>,
}

/// Returns what the schemas say against the records of a program.
pub(super) fn judge(program: &Program) -> Verdict<'_> {
    let mut verdict = Verdict::default();
    for record in program.written() {
        let Some(schema) = &record.kind.schema else {
            continue;
        };
        let json = canonical(record);
        match schema.violations(&json) {
            Ok(found) => {
                let placed = found.into_iter().map(|violation| placed(record, violation));
                let counts = |violation: &RecordViolation<'_>| {
                    !is_to_be_determined(violation) && !is_said_elsewhere(program, violation)
                };
                verdict.violations.extend(placed.filter(counts));
            }
            Err(message) => {
                let is_told = |(first, _): &(&Record, _)| first.kind.name == record.kind.name;
                if !verdict.broken.iter().any(is_told) {
                    verdict.broken.push((record, message));
                }
            }
        }
    }
    verdict
}

/// Any value may be to be determined; a rule of its own tells it.
fn is_to_be_determined(violation: &RecordViolation<'_>) -> bool {
    let text = violation.found.and_then(Cursor::text);
    let field = violation.record.kind.field_at(&violation.path);
    // A record is always in some state.
    if field.is_some_and(|field| field.role == Some(Role::Status)) {
        return false;
    }
    matches!(violation.mistake, Mistake::Value { .. }) && text.and_then(Tbd::parse).is_some()
}

/// Returns whether a field is missing from what an overlay adds to a record: the record itself has it, or is asked for it.
fn is_said_elsewhere(program: &Program, violation: &RecordViolation<'_>) -> bool {
    let is_top = !violation.path.contains('.');
    matches!(violation.mistake, Mistake::Missing { .. })
        && is_top
        && program
            .parts
            .iter()
            .any(|part| std::ptr::eq(part, violation.record))
}

/// Returns a record's fields as JSON with synonyms mapped. A word that means nothing is null where the schema takes
/// that, so that `N/A` can be an answer to a field that must be there; elsewhere it is left out. Inherited fields are
/// there where the schema names them.
fn canonical(record: &Record) -> Value {
    let mut json = record.fields().to_json();
    for node in record.nodes.iter().skip(1) {
        inherit(
            &record.kind,
            &mut json,
            record.file.tree.cursor(*node).to_json(),
        );
    }
    for field in record
        .kind
        .fields
        .iter()
        .filter(|field| !field.is_literal())
    {
        // Of several fields that read one path, the first says what stands there.
        let own = |path: &&String| {
            let first = record.kind.field_at(path);
            first.is_some_and(|first| std::ptr::eq(first, field))
        };
        for path in field.paths.iter().filter(own) {
            let schema = record.kind.schema.as_ref();
            let takes_null = schema.is_some_and(|schema| schema.takes_null(path));
            mean(&mut json, path, field, takes_null);
        }
    }
    json
}

/// Replaces the value at a path by what it means; what means nothing becomes null or is removed.
fn mean(json: &mut Value, path: &str, field: &Field, takes_null: bool) {
    let Value::Object(fields) = json else { return };
    if let Some(value) = fields.get_mut(path) {
        if !keep(value, field) {
            if takes_null {
                *value = Value::Null;
            } else {
                fields.shift_remove(path);
            }
        }
    } else if let Some((head, rest)) = path.split_once('.')
        && let Some(inner) = fields.get_mut(head)
    {
        mean(inner, rest, field, takes_null);
    }
}

/// Replaces a value by what it means; false when it means nothing.
fn keep(value: &mut Value, field: &Field) -> bool {
    if let Value::Array(items) = value {
        items.retain_mut(|item| keep(item, field));
        return true;
    }
    let text = match &*value {
        Value::Null | Value::Array(_) | Value::Object(_) => return true,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match field.meaning(&text) {
        Some(word) if word == text => true,
        Some(word) => {
            *value = match field.value_type() {
                ValueType::Number => scalar::resolve(&word),
                _ => Value::String(word.into_owned()),
            };
            true
        }
        None => false,
    }
}

fn inherit(kind: &Kind, json: &mut Value, parent: Value) {
    let named = |key: &str| {
        kind.schema.as_ref().is_some_and(|schema| {
            schema
                .json()
                .pointer("/properties")
                .is_some_and(|all| all.get(key).is_some())
        })
    };
    if let (Value::Object(own), Value::Object(parent)) = (json, parent) {
        for (key, value) in parent {
            if named(&key) && !own.contains_key(&key) {
                own.insert(key, value);
            }
        }
    }
}

fn placed(record: &Record, violation: Violation) -> RecordViolation<'_> {
    let mut path = violation
        .pointer
        .split('/')
        .skip(1)
        .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
        .collect::<Vec<_>>()
        .join(".");
    // What a record of a register inherits stands in a map around it.
    let found = record.nodes.iter().find_map(|node| {
        record
            .file
            .tree
            .cursor(*node)
            .at_pointer(&violation.pointer)
    });
    let span = match &violation.mistake {
        Mistake::Missing { field, .. } => {
            path = joined(&path, field);
            // The whole map would be underlined; its first line says enough.
            found.map_or_else(Span::default, |(key, value)| {
                if violation.pointer.is_empty() {
                    first_key(value.span(), record)
                } else {
                    key
                }
            })
        }
        Mistake::Unknown { field, .. } => {
            path = joined(&path, field);
            found
                .and_then(|(_, value)| value.entry(field).map(|entry| entry.key_span))
                .unwrap_or_default()
        }
        Mistake::Value { .. } => found.map_or_else(Span::default, |(key, value)| {
            let own = value.span();
            if own.start == own.end { key } else { own }
        }),
    };
    RecordViolation {
        record,
        path,
        span,
        found: found.map(|(_, value)| value),
        mistake: violation.mistake,
    }
}

fn joined(path: &str, field: &str) -> String {
    if path.is_empty() {
        field.to_owned()
    } else {
        format!("{path}.{field}")
    }
}

fn first_key(whole: Span, record: &Record) -> Span {
    record.fields().entries().first().map_or(
        Span {
            start: whole.start,
            end: whole.start,
        },
        |entry| entry.key_span,
    )
}
