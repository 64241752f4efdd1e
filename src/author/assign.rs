//! `field=value` as a person types it, and what it does to a record.

use jiff::civil::Date;

use super::{AuthorError, Result};
use crate::{
    model::{
        config::Config,
        kind::{Field, Kind},
        record::Record,
        role::{Role, ValueType},
        schema::Shape,
    },
    text::{
        edit::{Action, FieldEdit, NewValue, Scalar},
        phrase, suggest,
    },
};

/// What an assignment does to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `=`: the value, or nothing.
    Set,
    /// `+=`: one more in a list.
    Add,
    /// `-=`: one less in a list.
    Drop,
}

/// `field=value`, `field+=value` or `field-=value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The field, as typed.
    pub name: String,
    /// What is done to it.
    pub operator: Operator,
    /// The value, as typed; empty to take the field away.
    pub value: String,
}

impl Assignment {
    /// Reads one argument.
    ///
    /// # Errors
    /// It has no `=`, or nothing before it.
    pub fn parse(text: &str) -> Result<Self> {
        let hint = "write field=value, field+=item, field-=item, or field= to take it away";
        let refuse = || AuthorError::new(format!("`{text}` assigns nothing"), hint);
        let (name, value) = text.split_once('=').ok_or_else(refuse)?;
        let (name, operator) = match name.as_bytes().last() {
            Some(b'+') => (&name[..name.len() - 1], Operator::Add),
            Some(b'-') => (&name[..name.len() - 1], Operator::Drop),
            _ => (name, Operator::Set),
        };
        let name = name.trim();
        if name.is_empty() {
            return Err(refuse());
        }
        Ok(Self {
            name: name.into(),
            operator,
            value: value.trim().into(),
        })
    }
}

/// What an assignment does to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// It changes a field.
    Field(FieldEdit),
    /// It lets a section of the body say something.
    Section {
        /// The heading.
        title: String,
        /// The words.
        words: String,
    },
    /// It adds a task line to a section of the body.
    Task {
        /// The heading.
        title: String,
        /// The line, without its box.
        words: String,
    },
}

/// The sections that hold task lines, the first that a kind has counts.
const TASKS: [&str; 2] = ["Actions", "Path to green"];

/// What an assignment is read against.
#[derive(Debug, Clone, Copy)]
pub struct Assigner<'a> {
    /// The program's settings.
    pub config: &'a Config,
    /// The kind of the record.
    pub kind: &'a Kind,
    /// The record as it is; `None` for a new one.
    pub record: Option<&'a Record>,
    /// Today, for `due=today+14d`.
    pub today: Date,
}

/// A field that an assignment names.
pub(super) struct Target<'a> {
    pub(super) path: String,
    pub(super) field: Option<&'a Field>,
}

impl<'a> Assigner<'a> {
    /// Returns what an assignment means: a field first, then `action+=` for a task line, then a section by its heading.
    ///
    /// # Errors
    /// The kind has nothing of this name, the value is not of its type, or the state does not follow the one before.
    pub fn intent(&self, assignment: &Assignment) -> Result<Intent> {
        let Assignment { name, value, .. } = assignment;
        let (title, words) = (|| Some(self.section(name)?.to_owned()), || value.clone());
        match assignment.operator {
            _ if self.target(name).is_ok() => self.edit(assignment).map(Intent::Field),
            Operator::Add if name == "action" => Ok(Intent::Task {
                title: self.tasks().to_owned(),
                words: words(),
            }),
            Operator::Set if !value.is_empty() && self.section(name).is_some() => {
                Ok(Intent::Section {
                    title: title().unwrap_or_default(),
                    words: words(),
                })
            }
            _ => Err(self.unknown(name)),
        }
    }

    /// Returns the heading that a word means, `_` and `-` standing for spaces.
    fn section(&self, name: &str) -> Option<&'a str> {
        let plain = name.replace(['_', '-'], " ");
        let mut titles = self
            .kind
            .sections
            .iter()
            .map(|section| section.title.as_str());
        titles.find(|title| title.eq_ignore_ascii_case(&plain))
    }

    fn tasks(&self) -> &'static str {
        let has = |title: &&&str| self.kind.section(title).is_some();
        TASKS.iter().find(has).unwrap_or(&TASKS[0])
    }

    fn edit(&self, assignment: &Assignment) -> Result<FieldEdit> {
        let target = self.target(&assignment.name)?;
        let shape = self.shape(&target);
        if shape == Shape::Map {
            let message = format!("`{}` holds maps of fields", target.path);
            return Err(AuthorError::new(message, self.open_hint()));
        }
        let value = assignment.value.as_str();
        let separator = target.field.and_then(|field| field.split.as_deref());
        let action = match assignment.operator {
            Operator::Set if value.is_empty() => Action::Unset,
            Operator::Set if shape == Shape::List && separator.is_none() => {
                let items = parts(value).map(|item| self.scalar(&target, shape, item));
                Action::Set(NewValue::Many(items.collect::<Result<_>>()?))
            }
            Operator::Set => Action::Set(NewValue::One(self.scalar(&target, shape, value)?)),
            _ if value.is_empty() => {
                let message = format!("`{}` is given nothing", assignment.name);
                let hint = format!("write {}+=item or {0}-=item", assignment.name);
                return Err(AuthorError::new(message, hint));
            }
            _ if separator.is_some() => self.joined(&target, assignment, separator)?,
            Operator::Add => Action::Add(self.scalar(&target, shape, value)?),
            Operator::Drop => self.drop(&target, value)?,
        };
        self.follows(&target, &action)?;
        Ok(FieldEdit {
            path: target.path,
            action,
        })
    }

    /// Returns the field that a name means: a path, a role, or the kind's own word for one.
    fn target(&self, name: &str) -> Result<Target<'a>> {
        let fields = &self.kind.fields;
        let has = |path: &str| {
            let found = self.record.and_then(|record| record.at_path(path));
            found.is_some()
        };
        // The spelling that stands in the file: `Status` for `status`.
        let own = |field: &Field| field.paths.iter().find(|path| has(path)).cloned();
        if let Some(field) = self.kind.field_at(name) {
            let other = own(field).filter(|_| !has(name));
            return Ok(Target {
                path: other.unwrap_or_else(|| name.to_owned()),
                field: Some(field),
            });
        }
        if let Some(field) = fields.iter().find(|field| field.name == name) {
            return Ok(Target {
                path: own(field).unwrap_or_else(|| field.paths[0].clone()),
                field: Some(field),
            });
        }
        let schema = self.kind.schema.as_ref();
        let is_there = self
            .record
            .is_some_and(|record| record.fields().get(name).is_some());
        let is_named = schema.is_some_and(|schema| schema.names().any(|own| own == name));
        if is_there || is_named || name.starts_with("x-") {
            let path = name.to_owned();
            return Ok(Target { path, field: None });
        }
        Err(self.unknown(name))
    }

    fn unknown(&self, name: &str) -> AuthorError {
        let paths = self.kind.fields.iter().flat_map(|field| &field.paths);
        let sections = self
            .kind
            .sections
            .iter()
            .map(|section| section.title.as_str());
        let known: Vec<&str> = paths.map(String::as_str).chain(sections).collect();
        let message = format!("{} has no field or section `{name}`", self.kind.one());
        let hint = match suggest::nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "it has {}; a field of your own starts with x-",
                known.join(", ")
            ),
        };
        AuthorError::new(message, hint)
    }

    /// Returns what the value may be: what the schema says, else what stands there, else what the role is.
    fn shape(&self, target: &Target<'_>) -> Shape {
        let schema = self.kind.schema.as_ref();
        if let Some(shape) = schema.and_then(|schema| schema.shape(&target.path)) {
            return shape;
        }
        if let Some(found) = self.record.and_then(|record| record.at_path(&target.path)) {
            if found.is_list() {
                return if found.items().any(|item| item.is_map()) {
                    Shape::Map
                } else {
                    Shape::List
                };
            }
            if found.is_map() {
                return Shape::Map;
            }
        }
        match target.field.map(Field::value_type) {
            Some(ValueType::List) => Shape::List,
            Some(ValueType::Number) => Shape::Number,
            _ => Shape::Text,
        }
    }

    /// Returns the new text of a field that holds several values in one.
    fn joined(
        &self,
        target: &Target<'_>,
        assignment: &Assignment,
        separator: Option<&str>,
    ) -> Result<Action> {
        let separator = separator.unwrap_or(",").trim();
        let record = self.record.and_then(|record| record.at_path(&target.path));
        let text = record.and_then(|value| value.text()).unwrap_or_default();
        let mut items: Vec<&str> = text.split(separator).map(str::trim).collect();
        items.retain(|item| !item.is_empty());
        if assignment.operator == Operator::Add {
            items.push(&assignment.value);
        } else {
            let count = items.len();
            items.retain(|item| *item != assignment.value);
            if items.len() == count {
                return Err(self.not_there(target, &assignment.value, &items));
            }
        }
        let text = items.join(&format!("{separator} "));
        Ok(Action::Set(NewValue::One(Scalar::Text(text))))
    }

    fn drop(&self, target: &Target<'_>, value: &str) -> Result<Action> {
        let found = self.record.and_then(|record| record.at_path(&target.path));
        let items: Vec<&str> = found
            .into_iter()
            .flat_map(|list| list.items())
            .filter_map(|item| item.text())
            .collect();
        let same = |item: &&&str| {
            item.trim_start_matches('@')
                .eq_ignore_ascii_case(value.trim_start_matches('@'))
        };
        let found = items.iter().find(same);
        let item = found.ok_or_else(|| self.not_there(target, value, &items))?;
        Ok(Action::Drop((*item).to_owned()))
    }

    fn not_there(&self, target: &Target<'_>, value: &str, items: &[&str]) -> AuthorError {
        let message = format!("`{}` does not hold `{value}`", target.path);
        let hint = match items {
            [] => format!("it holds nothing; write {}+=… to add to it", target.path),
            items => format!("it holds {}", items.join(", ")),
        };
        AuthorError::new(message, hint)
    }

    /// Refuses a state that does not follow the one before.
    fn follows(&self, target: &Target<'_>, action: &Action) -> Result<()> {
        let is_status = target
            .field
            .is_some_and(|field| field.role == Some(Role::Status));
        let (Some(record), Action::Set(NewValue::One(Scalar::Text(to)))) = (self.record, action)
        else {
            return Ok(());
        };
        let lifecycle = &self.kind.lifecycle;
        let Some(from) = record.status().filter(|_| is_status) else {
            return Ok(());
        };
        if lifecycle.allows(&from, to) {
            return Ok(());
        }
        let mut steps = lifecycle.transitions.iter();
        let next = steps.find(|(state, _)| state.eq_ignore_ascii_case(&from));
        let next = next.map_or(&[][..], |(_, next)| next.as_slice());
        let message = format!("{} that is {from} does not become {to}", self.kind.one());
        let hint = match next {
            [] => format!("{from} is the last state; make a new record that refers to this one"),
            next => format!("next it becomes {}", phrase::any_of(next)),
        };
        Err(AuthorError::new(message, hint))
    }

    fn open_hint(&self) -> String {
        self.record.map_or_else(
            || "write it in the file once the record is there".to_owned(),
            |record| format!("change it in {}", record.file.path),
        )
    }
}

/// Returns the items of a list as typed: `a, b`.
fn parts(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}
