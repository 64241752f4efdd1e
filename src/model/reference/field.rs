//! References in fields: records by id or path, people by handle.

use super::{Form, Reference, find_word, without_section};
use crate::{
    model::{
        kind::Class,
        record::{FieldValue, Record},
        role::{Role, ValueType},
    },
    text::{Span, tree::Cursor},
};

/// Returns the values of reference fields.
pub(super) fn references(record: &Record) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut places = Places::default();
    for value in values(record, ValueType::Reference) {
        if value.is_tbd() {
            continue;
        }
        let whole = places.of(record, value.span, value.text.trim());
        found.push(Reference {
            form: Form::Field,
            field: Some(value.path.to_owned()),
            span: value.span,
            target: without_section(&record.file.text, whole),
            text: value.text.into_owned(),
        });
    }
    found
}

/// Returns the people and teams that fields name, those included who are to find out what is not known yet.
pub(super) fn people(record: &Record) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut places = Places::default();
    for field in &record.kind.fields {
        let is_person = field.value_type() == ValueType::Person;
        for value in record.values_of(field) {
            let named = if value.is_tbd() {
                who_finds_out(&value.text)
            } else {
                is_person.then(|| handle_of(&value.text))
            };
            if let Some(named) = named.filter(|name| !name.is_empty()) {
                let (path, span) = (value.path, value.span);
                found.push(person(record, path, span, named, &mut places));
            }
        }
    }
    for (path, cursor) in nested_people(record) {
        let named = cursor.text().filter(|_| !cursor.is_null()).map(handle_of);
        if let Some(named) = named.filter(|name| !name.is_empty()) {
            let named = who_finds_out(named).unwrap_or(named);
            found.push(person(record, &path, cursor.span(), named, &mut places));
        }
    }
    found
}

fn person(record: &Record, path: &str, span: Span, named: &str, places: &mut Places) -> Reference {
    Reference {
        form: Form::Person,
        field: Some(path.to_owned()),
        text: named.to_owned(),
        span,
        target: places.of(record, span, named),
    }
}

/// Returns people who stand deeper than fields are declared: who gives what a record needs, and who is in an audience.
fn nested_people(record: &Record) -> Vec<(String, Cursor<'_>)> {
    let mut found = Vec::new();
    for field in record.kind.fields_of(Role::Needs) {
        for path in &field.paths {
            let needs = record.at_path(path);
            let givers = needs.iter().flat_map(|needs| needs.items());
            found.extend(
                givers.filter_map(|need| Some((format!("{path}.from"), need.get("from")?))),
            );
        }
    }
    if record.kind.class == Class::Program
        && let Some(audiences) = record.at_path("audiences")
    {
        for entry in audiences.entries() {
            let people = audiences.follow(entry).get("people");
            let people = people.iter().flat_map(|people| people.items());
            let path = format!("audiences.{}.people", entry.key);
            found.extend(people.map(|person| (path.clone(), person)));
        }
    }
    found
}

fn values(record: &Record, value_type: ValueType) -> impl Iterator<Item = FieldValue<'_>> {
    let fields = record.kind.fields.iter();
    fields
        .filter(move |field| field.value_type() == value_type)
        .flat_map(|field| record.values_of(field))
}

fn handle_of(text: &str) -> &str {
    text.trim().trim_start_matches('@')
}

/// Returns the person in `TBD(@maria, 2026-05-01)`.
fn who_finds_out(text: &str) -> Option<&str> {
    let (_, inside) = text.split_once('(')?;
    let (name, _) = inside.split_once(')')?.0.split_once(',')?;
    let is_tbd = crate::model::record::is_tbd(text);
    is_tbd.then(|| handle_of(name))
}

/// Finds values in scalars. A scalar that is split holds several, one after the other.
#[derive(Default)]
struct Places {
    scalar: Span,
    /// Where the last value of the scalar ended.
    end: u32,
}

impl Places {
    fn of(&mut self, record: &Record, scalar: Span, value: &str) -> Span {
        if self.scalar != scalar {
            *self = Self {
                scalar,
                end: scalar.start,
            };
        }
        let rest = Span {
            start: self.end,
            ..scalar
        };
        let Some(found) = find_word(&record.file.text, rest, value) else {
            return scalar;
        };
        self.end = found.end;
        found
    }
}
