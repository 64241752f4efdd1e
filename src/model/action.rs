//! Actions: the task lines of all bodies, each with an address that people can type.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    config::Config,
    date::{self, When},
    program::Program,
    query::{Fields, Meaning, Value, Vocabulary},
    record::{Person, Record},
    role::ValueType,
};
use crate::text::{Position, markdown::Task};

/// One task line of a record's body.
#[derive(Debug, Clone)]
pub struct Action<'a> {
    /// The record in whose body it stands.
    pub record: &'a Record,
    /// The line.
    pub task: &'a Task,
    /// What people call it: `RISK-12^a3` by its label, `RISK-12:31` by its line in the file where it has none, or where
    /// another one of the record has the same. A label stays when lines move; a line does not.
    pub address: String,
    /// Its line in the file, from 1.
    pub line: u32,
    /// Today, for what is overdue.
    pub today: Date,
}

/// How an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ActionState {
    /// To be done.
    Open,
    /// To be done, and its day is past.
    Overdue,
    /// Its box is ticked.
    Done,
}

impl ActionState {
    /// Returns the word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Done => "done",
        }
    }
}

/// Returns the actions of a record, in the order of its body.
pub fn actions_of<'a>(record: &'a Record, today: Date) -> Vec<Action<'a>> {
    let tasks = record
        .body()
        .map(|body| body.tasks.as_slice())
        .unwrap_or_default();
    let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
    for label in tasks.iter().filter_map(|task| task.label.as_deref()) {
        *labels.entry(label).or_default() += 1;
    }
    let action = |task: &'a Task| {
        let line = Position::of(&record.file.text, task.span.start).line;
        let id = &record.id;
        let label = task
            .label
            .as_deref()
            .filter(|label| labels.get(label) == Some(&1));
        Action {
            record,
            task,
            address: label.map_or_else(|| format!("{id}:{line}"), |label| format!("{id}^{label}")),
            line,
            today,
        }
    };
    tasks.iter().map(action).collect()
}

/// Returns the actions of a program, by record, then in the order of its body.
pub fn actions(program: &Program, today: Date) -> Vec<Action<'_>> {
    let records = program.records.iter();
    records
        .flat_map(|record| actions_of(record, today))
        .collect()
}

impl<'a> Action<'a> {
    /// Returns how it stands.
    pub fn state(&self) -> ActionState {
        if self.task.done {
            ActionState::Done
        } else if self.due().is_some_and(|due| due < self.today) {
            ActionState::Overdue
        } else {
            ActionState::Open
        }
    }

    /// Returns whose it is.
    pub fn owner(&self) -> Option<Person> {
        self.task.owner.as_deref().map(Person::new)
    }

    /// Returns the day on which it is due; `None` without one, and where what stands there is no day.
    pub fn due(&self) -> Option<Date> {
        self.task.due.as_deref().and_then(date::parse_day)
    }

    /// Returns the heading of the section in which it stands.
    pub fn section(&self) -> Option<&'a str> {
        let section = self.record.body()?.sections.get(self.task.section?)?;
        Some(&section.title)
    }

    /// Returns the fields that conditions on actions may name.
    pub fn vocabulary(config: &Config) -> Vocabulary {
        const TRUTH: &[&str] = &["yes", "no"];
        let kinds: Vec<&str> = config.kinds.iter().map(|kind| kind.name.as_str()).collect();
        Vocabulary::of_fields(
            "actions",
            &[
                ("address", ValueType::Text, &[]),
                ("done", ValueType::Text, TRUTH),
                ("due", ValueType::Date, &[]),
                ("kind", ValueType::Text, &kinds),
                ("overdue", ValueType::Text, TRUTH),
                ("owner", ValueType::Person, &[]),
                ("record", ValueType::Reference, &[]),
                ("section", ValueType::Text, &[]),
                ("text", ValueType::Text, &[]),
            ],
        )
    }
}

impl Fields for Action<'_> {
    fn values(&self, name: &str) -> Vec<Value<'_>> {
        let truth = |is_so| Value::text(if is_so { "yes" } else { "no" });
        let value = match name {
            "address" => Some(Value::text(self.address.as_str())),
            "done" => Some(truth(self.task.done)),
            "due" => self.task.due.as_deref().map(|due| {
                let day = date::parse_day(due);
                Value::new(due, Meaning::When(day.map(When::Day)))
            }),
            "kind" => Some(Value::new(
                self.record.kind.name.as_str(),
                Meaning::Kind(&self.record.kind),
            )),
            "overdue" => Some(truth(self.state() == ActionState::Overdue)),
            "owner" => self
                .task
                .owner
                .as_deref()
                .map(|owner| Value::new(owner, Meaning::Person)),
            "record" => Some(Value::new(&*self.record.id, Meaning::Reference(None))),
            "section" => self.section().map(Value::text),
            "text" => Some(Value::text(self.task.text.as_str())),
            _ => None,
        };
        value.into_iter().collect()
    }
}
