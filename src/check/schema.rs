//! What the schemas say against the records of a program.

use serde_json::Value;

use crate::{
    model::{
        kind::Kind,
        program::Program,
        record::Record,
        schema::{Mistake, Violation},
    },
    text::Span,
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
    /// What stands there, as JSON.
    pub(super) found: Option<Value>,
    /// What is wrong.
    pub(super) mistake: Mistake,
}

/// Returns every violation, record by record. A schema that is itself broken is told once, by the first record.
pub(super) fn violations(program: &Program) -> Vec<RecordViolation<'_>> {
    let mut all = Vec::new();
    let mut broken: Vec<&str> = Vec::new();
    for record in &program.records {
        let Some(schema) = &record.kind.schema else {
            continue;
        };
        let json = canonical(record);
        match schema.violations(&json) {
            Ok(found) => all.extend(
                found
                    .into_iter()
                    .map(|violation| placed(record, &json, violation)),
            ),
            Err(message) if !broken.contains(&record.kind.name.as_str()) => {
                broken.push(&record.kind.name);
                let mistake = Mistake::Value {
                    expected: format!("a record of a valid schema: {message}"),
                    options: Vec::new(),
                };
                all.push(RecordViolation {
                    record,
                    path: String::new(),
                    span: Span::default(),
                    found: None,
                    mistake,
                });
            }
            Err(_) => {}
        }
    }
    all
}

/// Returns a record's fields as JSON with synonyms mapped and words that mean nothing left out; inherited fields are
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
        .filter(|field| !(field.synonyms.is_empty() && field.nulls.is_empty()))
    {
        for path in &field.paths {
            let pointer = format!("/{}", path.replace('.', "/"));
            if let Some(value) = json.pointer_mut(&pointer) {
                replace(value, &|text| field.meaning(text).map(str::to_owned));
            }
        }
    }
    json
}

fn replace(value: &mut Value, meaning: &dyn Fn(&str) -> Option<String>) {
    match value {
        Value::String(text) => {
            *value = meaning(text).map_or(Value::Null, Value::String);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, meaning)),
        _ => {}
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

fn placed<'a>(record: &'a Record, json: &Value, violation: Violation) -> RecordViolation<'a> {
    let root = record.fields();
    let mut path = violation.pointer.trim_start_matches('/').replace('/', ".");
    let map = root.at_pointer(&violation.pointer);
    let span = match &violation.mistake {
        Mistake::Missing { field } => {
            path = joined(&path, field);
            // The whole map would be underlined; its first line says enough.
            map.map_or_else(Span::default, |(key, value)| {
                if violation.pointer.is_empty() {
                    first_key(value.span(), record)
                } else {
                    key
                }
            })
        }
        Mistake::Unknown { field, .. } => {
            path = joined(&path, field);
            map.and_then(|(_, value)| value.entry(field).map(|entry| entry.key_span))
                .unwrap_or_default()
        }
        Mistake::Value { .. } => map.map_or_else(Span::default, |(key, value)| {
            let own = value.span();
            if own.start == own.end { key } else { own }
        }),
    };
    let found = json.pointer(&violation.pointer).cloned();
    RecordViolation {
        record,
        path,
        span,
        found,
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
