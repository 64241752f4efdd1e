//! `field=value` as a person types it, and what it does to a record.

use jiff::civil::Date;

use super::{AuthorError, Result, list, target::Target};
use crate::{
    model::{
        config::Config,
        date,
        kind::{Field, Kind},
        record::Record,
        role::{Role, ValueType},
        schema::Shape,
    },
    text::{
        edit::{Action, FieldEdit, NewValue, Scalar},
        phrase,
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
    /// It adds an item to the list in a section of the body.
    Line {
        /// The heading.
        title: String,
        /// The item, without its mark.
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

/// The words that add a task line. A section may have the second as its heading.
const TASK: [&str; 2] = ["action", "actions"];

/// A task line as one types it.
const TASK_EXAMPLE: &str = "write action+=\"@maria book the room (due 2026-05-01)\"";

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

impl Assigner<'_> {
    /// Returns what assignments mean, in order: a field first, then `action+=` for a task line, then a section by its
    /// heading.
    ///
    /// # Errors
    /// The kind has nothing of this name, the value is not of its type, or the state does not follow the one before.
    pub fn intents(&self, assignments: &[Assignment]) -> Result<Vec<Intent>> {
        let single = self.one_by_one(assignments)?;
        single.iter().map(|one| self.intent(one)).collect()
    }

    fn intent(&self, assignment: &Assignment) -> Result<Intent> {
        let Assignment { name, value, .. } = assignment;
        if self.target(name).is_ok() {
            return self.edit(assignment).map(Intent::Field);
        }
        let words = value.clone();
        if TASK.contains(&name.as_str()) && self.section(name).is_none_or(|_| name == TASK[0]) {
            if assignment.operator == Operator::Add && !words.is_empty() {
                let title = self.tasks().to_owned();
                let words = self.with_day(&words);
                return Ok(Intent::Task { title, words });
            }
            let message = format!("`{name}` adds a line to do, and this adds none");
            return Err(AuthorError::new(message, TASK_EXAMPLE));
        }
        let Some(title) = self.section(name) else {
            return Err(self.unknown(name));
        };
        match assignment.operator {
            Operator::Set if !words.is_empty() => Ok(Intent::Section { title, words }),
            Operator::Add if !words.is_empty() => Ok(Intent::Line { title, words }),
            _ => {
                let message = format!("the section `{title}` is not emptied from here");
                let hint = format!("{}, or write {name}=\"\u{2026}\"", self.open_hint());
                Err(AuthorError::new(message, hint))
            }
        }
    }

    /// Returns a task line with its day worked out: `(due today+9d)`.
    fn with_day(&self, words: &str) -> String {
        let day = || {
            let (before, rest) = words.split_once("(due ")?;
            let (text, after) = rest.split_once(')')?;
            let day = date::parse_relative(text.trim(), self.today, &self.config.calendar)?;
            Some(format!("{before}(due {day}){after}"))
        };
        day().unwrap_or_else(|| words.to_owned())
    }

    fn tasks(&self) -> &'static str {
        let has = |title: &&&str| self.kind.section(title).is_some();
        TASKS.iter().find(has).unwrap_or(&TASKS[0])
    }

    fn edit(&self, assignment: &Assignment) -> Result<FieldEdit> {
        let target = self.target(&assignment.name)?;
        let shape = self.shape(&target);
        if shape == Shape::Map {
            return Err(self.no_value(&target));
        }
        let value = assignment.value.as_str();
        let separator = target.field.and_then(|field| field.split.as_deref());
        let action = match assignment.operator {
            Operator::Set if value.is_empty() => Action::Unset,
            Operator::Set if shape == Shape::List && separator.is_none() => {
                let items = list::items(&target, value);
                let items = items
                    .into_iter()
                    .map(|item| self.scalar(&target, shape, item));
                self.set_list(&target, items.collect::<Result<_>>()?)
            }
            Operator::Set => {
                let tidied = list::tidied(&target, value);
                let value = tidied.as_deref().unwrap_or(value);
                let scalar = self.scalar(&target, shape, value)?;
                Action::Set(NewValue::One(self.with_remark(&target, scalar)))
            }
            _ if value.is_empty() => {
                let message = format!("`{}` is given nothing", assignment.name);
                let hint = format!("write {}+=item or {0}-=item", assignment.name);
                return Err(AuthorError::new(message, hint));
            }
            _ if shape != Shape::List => {
                let message = format!("`{}` holds one value", target.path);
                let hint = match assignment.operator {
                    Operator::Drop => format!("write {}= to take it away", assignment.name),
                    _ => format!("write {}={value}", assignment.name),
                };
                return Err(AuthorError::new(message, hint));
            }
            Operator::Add => Action::Add(self.scalar(&target, shape, value)?),
            Operator::Drop => self.drop(&target, value)?,
        };
        self.follows(&target, &action)?;
        Ok(FieldEdit {
            path: target.path,
            action,
        })
    }

    /// Returns what the value may be: what the schema says, else what stands there, else what the role is.
    pub(super) fn shape(&self, target: &Target<'_>) -> Shape {
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

    /// Refuses one value for what holds fields of its own, and names them.
    fn no_value(&self, target: &Target<'_>) -> AuthorError {
        let message = format!("`{}` holds fields of its own", target.path);
        let below = format!("{}.", target.path);
        let paths = self.kind.fields.iter().flat_map(|field| &field.paths);
        let known: Vec<String> = paths
            .filter(|path| path.starts_with(&below))
            .map(|path| format!("{path}=\u{2026}"))
            .collect();
        let hint = match known.as_slice() {
            [] => self.open_hint(),
            known => format!("write {}", phrase::any_of(known)),
        };
        AuthorError::new(message, hint)
    }

    fn open_hint(&self) -> String {
        self.record.map_or_else(
            || "write it in the file once the record is there".to_owned(),
            |record| format!("change it in {}", record.file.path),
        )
    }
}
