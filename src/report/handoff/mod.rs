//! What somebody leaves behind, and what to tell who takes it over: the report behind `handoff`.

mod collect;
mod command;
mod data;
mod tell;

use jiff::civil::Date;

use super::{Block, Document, Inline, Item, Report, words};
use crate::{
    facts::ambiguity::Surroundings,
    model::record::{Person, Record},
};

use command::Handover;

/// In which way somebody is tied to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::report::handoff) enum Tie {
    /// Runs the program.
    Runs,
    /// Sponsors the program.
    Sponsors,
    /// Owns it.
    Owns,
    /// Prepares the decision.
    Drives,
    /// Decides.
    Approves,
    /// Provides what others wait for.
    Provides,
    /// Gives what a record needs.
    Gives,
    /// Has to do an action.
    Does,
    /// Was promised it, as the owner of what waits for it.
    IsPromised,
    /// Settles what was escalated.
    Settles,
    /// Leads the talk.
    Leads,
    /// Finds out what is to be determined.
    FindsOut,
    /// Takes part in the meeting.
    Attends,
}

impl Tie {
    fn word(self) -> &'static str {
        match self {
            Self::Runs => "runs",
            Self::Sponsors => "sponsors",
            Self::Owns => "owns",
            Self::Drives => "drives",
            Self::Approves => "approves",
            Self::Provides => "provides",
            Self::Gives => "gives",
            Self::Does => "does",
            Self::IsPromised => "is promised",
            Self::Settles => "settles",
            Self::Leads => "leads",
            Self::FindsOut => "finds out",
            Self::Attends => "attends",
        }
    }
}

/// One thing that somebody leaves behind.
#[derive(Debug)]
pub(in crate::report::handoff) struct Left<'a> {
    tie: Tie,
    record: &'a Record,
    /// The day that matters.
    day: Option<Date>,
    /// What it is: the title of the record, or the words of the action.
    what: String,
    /// What people call it: the id, or the address of the action.
    address: String,
    /// What to tell who takes it over.
    tell: String,
    /// Where it stands in the file, for what has no name on a command line.
    line: Option<u32>,
}

/// What is asked for.
#[derive(Debug)]
pub struct Question {
    /// Who leaves.
    pub person: Person,
    /// Who takes over, where that is known.
    pub to: Option<Person>,
    /// The last day that counts, for a leave; all days where there is none.
    pub until: Option<Date>,
}

/// What somebody leaves behind.
#[derive(Debug)]
pub struct Handoff<'a> {
    around: &'a Surroundings<'a>,
    question: Question,
    items: Vec<Left<'a>>,
    handovers: Vec<Handover>,
}

impl<'a> Handoff<'a> {
    /// Gathers everything that names a person and is not over, by day; what has no day comes last.
    pub fn new(around: &'a Surroundings<'a>, question: Question) -> Self {
        let mut items = collect::items(around, &question.person);
        if let Some(until) = question.until {
            items.retain(|item| item.day.is_none_or(|day| day <= until));
        }
        items.sort_by_key(|item| item.day.unwrap_or(Date::MAX));
        let handovers = command::handovers(around.program, &question, &items);
        Self {
            around,
            question,
            items,
            handovers,
        }
    }

    /// Returns whether nothing names the person.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.handovers.is_empty()
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("handoff", || self.document(), || data::data(self))
    }

    fn document(&self) -> Document {
        let title = format!("Hand-over of {}", self.question.person);
        let mut document = Document::new(&title);
        document.heading(1, title);
        let columns = ["By", "Tie", "Record", "What", "Tell who takes over"];
        document.blocks.push(Block::Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: self.items.iter().map(row).collect(),
        });
        document.paragraph(vec![Inline::text(self.count())]);
        document.heading(2, "Needs somebody new");
        document.list_or_none(self.handovers.iter().map(item).collect());
        if self.handovers.iter().any(|one| one.is_dry_run) {
            document.paragraph(vec![
                Inline::text("Commands with "),
                Inline::code("--where"),
                Inline::text(" show what they would change. Add "),
                Inline::code("--write"),
                Inline::text(" to write it."),
            ]);
        }
        document
    }

    fn count(&self) -> String {
        if self.items.is_empty() {
            return format!("Nothing that is not over names {}.", self.question.person);
        }
        let items = words::count(self.items.len(), "item");
        let until = self.question.until;
        let until = until.map_or_else(String::new, |day| {
            format!(" due until {day} or without a day")
        });
        let today = self.around.today;
        let late = self
            .items
            .iter()
            .filter(|item| item.day.is_some_and(|day| day < today))
            .count();
        let late = if late > 0 {
            format!(", {late} overdue")
        } else {
            String::new()
        };
        format!("{items}{until}{late}.")
    }
}

fn row(item: &Left<'_>) -> Vec<Vec<Inline>> {
    let text = |text: &str| vec![Inline::text(text)];
    let day = item.day.map_or_else(String::new, |day| day.to_string());
    vec![
        text(&day),
        text(item.tie.word()),
        vec![Inline::link(item.address.as_str(), &*item.record.file.path)],
        text(&item.what),
        text(&item.tell),
    ]
}

fn item(handover: &Handover) -> Item {
    let how = match &handover.command {
        Some(command) => Inline::code(command.as_str()),
        None => Inline::text(handover.by_hand.as_str()),
    };
    Item {
        text: vec![Inline::text(handover.what.as_str())],
        children: vec![Item::new(vec![how])],
    }
}
