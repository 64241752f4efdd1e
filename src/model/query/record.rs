//! The fields of a record, as expressions, columns and sorting name them.

use std::borrow::Cow;

use super::{Derived, Fields, Meaning, Value, vocabulary};
use crate::{
    model::{
        kind::Field,
        program::Program,
        record::{FieldValue, Record},
        reference::{self, Form, Reference, Target},
        role::{Role, ValueType},
    },
    text::tree::Cursor,
};

/// A record and the program that its references lead into.
#[derive(Debug, Clone, Copy)]
pub struct RecordFields<'a> {
    /// The program.
    pub program: &'a Program,
    /// The record.
    pub record: &'a Record,
    /// Who says what the fields hold that are worked out; without it there are none.
    pub derived: Option<&'a dyn Derived>,
}

impl<'a> RecordFields<'a> {
    /// Returns the values of a field, which live as long as the record.
    pub fn of(&self, name: &str) -> Vec<Value<'a>> {
        let record = self.record;
        match name {
            "id" => vec![Value::new(&*record.id, Meaning::Reference(None))],
            "kind" => vec![Value::new(
                record.kind.name.as_str(),
                Meaning::Kind(&record.kind),
            )],
            "class" => vec![Value::text(record.kind.class.name())],
            "path" => vec![Value::text(&*record.file.path)],
            "title" => vec![Value::text(record.title())],
            "category" => record
                .category()
                .map(|category| Value::text(vocabulary::category_word(category)))
                .into_iter()
                .collect(),
            "text" => vec![Value::text(words(record))],
            "refers_to" => self.targets(),
            "date" => self.date(),
            _ => self.own_or_derived(name),
        }
    }

    /// Returns the values of a field of the file. Where neither the kind nor the file knows one of that name, it may be
    /// one that is worked out.
    fn own_or_derived(&self, name: &str) -> Vec<Value<'a>> {
        let own = self.own(name);
        match self.derived {
            Some(derived) if own.is_empty() && !self.record.kind.declares(name) => {
                let value = derived.value(self.record, name);
                value.into_iter().collect()
            }
            _ => own,
        }
    }

    /// Returns the day that matters most: the kind's own `date`, else the first one among the columns of its table.
    fn date(&self) -> Vec<Value<'a>> {
        let own = self.own("date");
        if !own.is_empty() {
            return own;
        }
        let columns = self.record.kind.columns.iter();
        let mut values = columns.flat_map(|name| self.own(name));
        let is_known = |value: &Value<'a>| matches!(value.meaning, Meaning::When(Some(_)));
        values.find(is_known).into_iter().collect()
    }

    /// Returns the ids of the records that this one refers to, each once.
    fn targets(&self) -> Vec<Value<'a>> {
        let mut ids: Vec<&'a str> = Vec::new();
        for reference in reference::references(self.program, self.record).iter() {
            if let Target::Record(found) = reference::resolve(self.program, self.record, reference)
            {
                let id = &*found.id;
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        let value = |id| Value::new(id, Meaning::Reference(None));
        ids.into_iter().map(value).collect()
    }

    /// Returns the values of the kind's own fields of a name, else those at a path.
    fn own(&self, name: &str) -> Vec<Value<'a>> {
        let record = self.record;
        let fields = || record.kind.fields.iter().filter(|field| field.name == name);
        if fields().next().is_some() {
            return fields().flat_map(|field| self.all(field)).collect();
        }
        if let Some(field) = record.kind.field_at(name) {
            let mut values = record.values_of(field);
            values.retain(|value| value.path == name);
            return values.into_iter().map(|value| self.value(value)).collect();
        }
        record.at_path(name).map(plain).unwrap_or_default()
    }

    fn all(&self, field: &'a Field) -> Vec<Value<'a>> {
        let values = self.record.values_of(field);
        if values.is_empty() && field.value_type() == ValueType::List {
            return self.parts(field);
        }
        values.into_iter().map(|value| self.value(value)).collect()
    }

    /// Returns the items of a field whose items are maps.
    fn parts(&self, field: &'a Field) -> Vec<Value<'a>> {
        let found = field
            .paths
            .iter()
            .filter_map(|path| self.record.at_path(path));
        found.flat_map(plain).collect()
    }

    fn value(&self, found: FieldValue<'a>) -> Value<'a> {
        let field = found.field;
        let meaning = match field.value_type() {
            _ if field.role == Some(Role::Status) => Meaning::State(&self.record.kind),
            _ if field.role == Some(Role::Health) => Meaning::Health,
            ValueType::Date | ValueType::Release => {
                Meaning::When(found.when(&self.program.config.releases))
            }
            ValueType::Person => Meaning::Person,
            ValueType::Reference => Meaning::Reference(self.target(&found)),
            ValueType::Text | ValueType::Number | ValueType::List => Meaning::Text,
        };
        Value {
            text: found.text,
            meaning,
            field: Some(field),
        }
    }

    /// Returns the id of the record that a reference leads to.
    fn target(&self, found: &FieldValue<'_>) -> Option<&'a str> {
        let reference = Reference {
            form: Form::Field,
            field: Some(found.path.to_owned()),
            text: found.text.to_string(),
            span: found.span,
            target: found.span,
        };
        match reference::resolve(self.program, self.record, &reference) {
            Target::Record(target) => Some(&*target.id),
            _ => None,
        }
    }
}

impl Fields for RecordFields<'_> {
    fn values(&self, name: &str) -> Vec<Value<'_>> {
        self.of(name)
    }
}

/// Returns the words of a record: its title and its body.
fn words(record: &Record) -> Cow<'_, str> {
    let body = if record.owns_file() {
        record.file.body.slice(&record.file.text)
    } else {
        ""
    };
    format!("{}\n{body}", record.title()).into()
}

/// Returns what stands at a cursor that no field is declared for: each item of a list as one text.
fn plain(at: Cursor<'_>) -> Vec<Value<'_>> {
    if at.is_list() {
        return at.items().filter_map(line).map(Value::text).collect();
    }
    line(at).map(Value::text).into_iter().collect()
}

/// Returns everything below a cursor on one line: `what: quota, from: @ops`.
fn line(at: Cursor<'_>) -> Option<Cow<'_, str>> {
    if at.is_null() {
        return None;
    }
    if let Some(text) = at.text() {
        return Some(text.into());
    }
    let items = at.items().filter_map(line).map(Cow::into_owned);
    let entries = at.entries().iter().filter_map(|entry| {
        let value = line(at.follow(entry))?;
        Some(format!("{}: {value}", entry.key))
    });
    let parts: Vec<String> = items.chain(entries).collect();
    (!parts.is_empty()).then(|| parts.join(", ").into())
}
