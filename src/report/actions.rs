//! What people are to do: the report behind `actions`.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Block, Document, Inline, Report, Tone, words};
use crate::model::{
    action::{self, Action, ActionState},
    program::Program,
    query::{Query, Scope},
    record::Person,
};

/// What is asked for.
#[derive(Debug, Default)]
pub struct Question<'a> {
    /// Actions of this person.
    pub owner: Option<&'a str>,
    /// Actions whose day is past.
    pub is_overdue: bool,
    /// Finished ones too.
    pub is_all: bool,
    /// Actions for which this holds.
    pub filter: Option<&'a Query>,
}

/// Actions in their order.
#[derive(Debug)]
pub struct ActionList<'a> {
    question: Question<'a>,
    total: usize,
    actions: Vec<Action<'a>>,
}

impl<'a> ActionList<'a> {
    /// Picks the actions of a program: those with an owner and a day first, by day, then by record; then the rest.
    pub fn new(program: &'a Program, question: Question<'a>, today: Date) -> Self {
        let scope = Scope {
            config: &program.config,
            today,
        };
        let mut actions = action::actions(program, today);
        actions.retain(|action| question.is_all || !action.task.done);
        let total = actions.len();
        let owner = question.owner.map(Person::new);
        actions.retain(|action| {
            let is_owned = owner.is_none() || action.owner() == owner;
            let is_late = !question.is_overdue || action.state() == ActionState::Overdue;
            is_owned
                && is_late
                && question
                    .filter
                    .is_none_or(|filter| filter.holds(action, &scope))
        });
        // The order of records stays within a day: the sort is stable.
        actions.sort_by_key(|action| {
            let due = action.due();
            let is_loose = action.owner().is_none() || due.is_none();
            (is_loose, due.unwrap_or(Date::MAX))
        });
        Self {
            question,
            total,
            actions,
        }
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("actions", || self.document(), || self.data())
    }

    fn document(&self) -> Document {
        let mut document = Document::new("Actions");
        document.blocks.push(table(&self.actions));
        document.paragraph(self.count());
        document
    }

    fn count(&self) -> Vec<Inline> {
        let what = if self.question.is_all {
            "action"
        } else {
            "open action"
        };
        let (found, total) = (self.actions.len(), self.total);
        if total == 0 {
            return vec![Inline::text(format!("There are no {what}s."))];
        }
        if found == 0 {
            let of = words::count(total, what);
            return vec![Inline::text(format!("None match; there are {of}."))];
        }
        let mut count = match found == total {
            true => words::count(total, what),
            false => format!("{found} of {}", words::count(total, what)),
        };
        let is_overdue = |action: &&Action<'_>| action.state() == ActionState::Overdue;
        let overdue = self.actions.iter().filter(is_overdue).count();
        if overdue > 0 {
            count.push_str(&format!(", {overdue} overdue"));
        }
        vec![Inline::text(count + ".")]
    }

    fn data(&self) -> Value {
        json!({
            "owner": self.question.owner.map(|owner| Person::new(owner).to_string()),
            "overdue": self.question.is_overdue,
            "all": self.question.is_all,
            "where": self.question.filter.map(Query::text),
            "total": self.total,
            "actions": self.actions.iter().map(data).collect::<Vec<_>>(),
        })
    }
}

/// Returns the table of some actions.
pub(super) fn table(actions: &[Action<'_>]) -> Block {
    let columns = ["State", "Due", "Owner", "Action", "Address", "Section"];
    Block::Table {
        columns: columns.map(str::to_owned).to_vec(),
        rows: actions.iter().map(row).collect(),
    }
}

fn row(action: &Action<'_>) -> Vec<Vec<Inline>> {
    let text = |text: Option<String>| vec![Inline::text(text.unwrap_or_default())];
    vec![
        vec![state(action.state())],
        text(action.task.due.clone()),
        text(action.owner().map(|owner| owner.to_string())),
        vec![Inline::text(action.task.text.as_str())],
        vec![Inline::link(
            action.address.as_str(),
            &*action.record.file.path,
        )],
        text(action.section().map(str::to_owned)),
    ]
}

/// Returns the state with its mark.
pub(super) fn state(state: ActionState) -> Inline {
    Inline::Status {
        word: state.word().into(),
        tone: match state {
            ActionState::Open => Tone::Neutral,
            ActionState::Overdue => Tone::Bad,
            ActionState::Done => Tone::Good,
        },
    }
}

/// Returns an action for programs.
pub(super) fn data(action: &Action<'_>) -> Value {
    let record = action.record;
    json!({
        "address": action.address,
        "state": action.state(),
        "owner": action.owner().map(|owner| owner.to_string()),
        "due": action.task.due,
        "text": action.task.text,
        "record": &*record.id,
        "kind": record.kind.name,
        "title": record.title(),
        "path": &*record.file.path,
        "line": action.line,
        "section": action.section(),
    })
}
