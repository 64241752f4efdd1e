//! Updates: the same facts for different people. One file an update; the facts that they share are gathered once.

mod changed;
mod contributors;
mod exec;
mod exec_short;
mod gather;
mod partner;
mod sides;
mod veil;
mod work;

use serde_json::{Value, json};

pub use super::facts::Telling;
pub use gather::Facts;
pub use veil::Veil;

use super::{Block, Document, Inline, Item, Report, body, facts};
use crate::model::{audience::Audience, promise::Promises, record::Person, role::Role};

/// What is said where nothing needs the reader.
const NOTHING: &str = "Nothing changed that you need to act on.";

/// How many words the human line has at most, what stands before it and its author left out.
pub const LINE_WORDS: usize = 20;

/// What stands where the human line is missing.
const NO_LINE: &str = "TBD";

/// One kind of update.
#[derive(Debug)]
pub struct Update {
    /// Its name in `audiences:`.
    pub name: &'static str,
    /// The question it answers.
    pub about: &'static str,
    /// Whether a person has to say in a line of their own what it means.
    pub needs_line: bool,
    document: fn(&Asked<'_>, &Facts) -> Document,
}

/// Every kind of update, by name.
pub const UPDATES: &[Update] = &[
    Update {
        name: "contributors",
        about: "what is mine, what changed, why",
        needs_line: false,
        document: contributors::document,
    },
    Update {
        name: "exec",
        about: "should I worry, must I decide",
        needs_line: true,
        document: exec::document,
    },
    Update {
        name: "exec-short",
        about: "the same in six lines, for a chat",
        needs_line: false,
        document: exec_short::document,
    },
    Update {
        name: "partner",
        about: "what do you need from us, what moved for us",
        needs_line: false,
        document: partner::document,
    },
];

/// An update that is to be written.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The program as its readers may see it, and what changed of that.
    pub telling: &'a Telling<'a>,
    /// What history says of promises.
    pub promises: &'a Promises,
    /// The name of the audience.
    pub name: &'a str,
    /// Who reads it.
    pub audience: &'a Audience,
    /// What the changes mean, in the words of who sends the update.
    pub line: Option<&'a str>,
    /// What its readers must not read.
    pub veil: &'a Veil,
}

impl Update {
    /// Returns the update with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        UPDATES.iter().find(|update| update.name == name)
    }

    /// Returns the report: the words of this update, the data of all.
    pub fn report<'a>(&'a self, asked: &'a Asked<'a>) -> Report<'a> {
        let facts = Facts::of(asked);
        let document = asked.veil.document((self.document)(asked, &facts));
        let words = document.words();
        Report::new(
            "update",
            || document,
            move || asked.data(self.name, &facts, Some(words)),
        )
    }
}

impl Asked<'_> {
    /// Returns the data behind every update: what a template is given, and what JSON has.
    pub fn context(&self, update: &str) -> Value {
        self.data(update, &Facts::of(self), None)
    }

    fn data(&self, update: &str, facts: &Facts, words: Option<usize>) -> Value {
        let people: Vec<String> = self
            .audience
            .people
            .iter()
            .map(|name| Person::new(name).to_string())
            .collect();
        let changes = self.telling.changes;
        let data = json!({
            "audience": self.name,
            "update": update,
            "title": self.title("update"),
            "program": self.telling.config().name,
            "people": people,
            "today": self.telling.today,
            "from": changes.from,
            "to": changes.to,
            "so_what": self.line,
            "so_what_by": self.sender(),
            "words": words,
            "facts": facts,
        });
        self.veil.data(data)
    }

    /// Returns the heading: the audience's own, else the program and what this is; and the day.
    pub fn title(&self, what: &str) -> String {
        let today = self.telling.today;
        match &self.audience.title {
            Some(title) => format!("{title}, {today}"),
            None => format!("{}: {what} {today}", self.telling.config().name),
        }
    }

    /// Returns who runs the program, and so sends the update.
    fn sender(&self) -> Option<String> {
        let itself = self.telling.program.itself()?;
        itself.people(Role::Owner).first().map(Person::to_string)
    }

    /// Returns the human line, or that it is missing.
    fn so_what(&self) -> Block {
        let mut line = vec![Inline::strong("So what: ")];
        match self.line {
            None => line.push(Inline::text(NO_LINE)),
            Some(words) => {
                line.push(Inline::Emphasis(words.to_owned()));
                let by = self.sender().map(|by| format!(" — {by}"));
                line.extend(by.map(Inline::text));
            }
        }
        Block::Paragraph(line)
    }

    /// Returns "Changed since 2026-05-28": a title, and since when.
    fn since(&self, title: &str) -> String {
        match self.telling.changes.from.name.as_str() {
            "" => title.to_owned(),
            since => format!("{title} since {since}"),
        }
    }
}

/// Returns the report of an update that a template wrote in Markdown.
pub fn of_template<'a>(title: &str, markdown: &'a str, data: &'a Value) -> Report<'a> {
    let title = title.to_owned();
    let document = move || Document {
        title,
        blocks: body::alone(markdown),
    };
    Report::new("update", document, || data.clone())
}

/// Adds a section with its first items; a section with nothing says "None", one that is cut says of how many.
fn section<T>(
    document: &mut Document,
    title: &str,
    items: &[T],
    limit: usize,
    line: impl Fn(&T) -> Vec<Inline>,
) {
    let title = if items.len() > limit {
        format!("{title} ({limit} of {})", items.len())
    } else {
        title.to_owned()
    };
    document.heading(2, title);
    let items = items.iter().take(limit);
    document.list_or_none(items.map(|item| Item::new(line(item))).collect());
}
