//! What somebody who answers for the program would ask next: the report behind `probe`.

mod choice;
mod data;
mod late;
mod other;
mod promise;
mod question;
mod slots;
mod told;
mod whole;
mod wording;
mod work;

use super::{Document, Inline, Item, Report, Tone, words};
use crate::{
    facts::ambiguity::{Ambiguity, Surroundings, Ticks, is_measured},
    model::{
        kind::Class,
        record::{Person, Record},
        reference::Edge,
        role::Role,
    },
};

use question::{Answer, Question};
pub use whole::Probe;

/// One record, and what is not clear about it.
#[derive(Debug)]
pub struct Probed<'a> {
    around: &'a Surroundings<'a>,
    record: &'a Record,
    ambiguity: Ambiguity<'a>,
    ticks: Ticks,
    questions: Vec<Question>,
}

/// What asks questions of one sort.
type Asker = fn(&Probed<'_>, &mut Vec<Question>);

/// Everything that asks, in the order in which questions of the same consequence stand.
const ASKERS: [Asker; 8] = [
    late::ask,
    slots::ask,
    promise::ask,
    choice::ask,
    work::ask,
    other::ask,
    told::ask,
    told::next,
];

impl<'a> Probed<'a> {
    /// Looks at one record of a program.
    pub fn new(around: &'a Surroundings<'a>, record: &'a Record) -> Self {
        let mut ambiguity = Ambiguity::of(around.program, record, around.today);
        if !is_asked(around, record) {
            ambiguity.slots.clear();
            ambiguity.acronyms.clear();
        }
        let ticks = Ticks::of(record, &ambiguity, around);
        let mut probed = Self {
            around,
            record,
            ambiguity,
            ticks,
            questions: Vec::new(),
        };
        let mut questions = Vec::new();
        for ask in ASKERS {
            ask(&probed, &mut questions);
        }
        questions.sort_by_key(|question| question.about);
        probed.questions = questions;
        probed
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("probe", || self.document(), || data::of_record(self))
    }

    /// Returns the unfinished records of some classes that bear on this one, in the order of the program.
    fn bearing(&self, classes: &[Class]) -> Vec<&'a Record> {
        self.referring(classes, |edge| {
            let path = edge.reference.field.as_deref().unwrap_or_default();
            let role = edge.from.kind.field_at(path).and_then(|field| field.role);
            matches!(role, Some(Role::Affects | Role::Blocks | Role::Consumer))
        })
    }

    /// Returns the unfinished records of some classes that name this one in any way.
    fn naming(&self, classes: &[Class]) -> Vec<&'a Record> {
        self.referring(classes, |_| true)
    }

    fn referring(&self, classes: &[Class], is_it: fn(&Edge<'_>) -> bool) -> Vec<&'a Record> {
        let edges = self.around.edges.iter().filter(|edge| {
            edge.to.id == self.record.id
                && classes.contains(&edge.from.kind.class)
                && edge.from.is_unfinished()
                && is_it(edge)
        });
        let mut found: Vec<&Record> = Vec::new();
        for edge in edges {
            if !found.iter().any(|known| known.id == edge.from.id) {
                found.push(edge.from);
            }
        }
        found
    }

    /// Returns whether the three ticks say something of the record: something is open, or a decision was made.
    fn has_ticks(&self) -> bool {
        let is_item = is_measured(self.record) && self.record.kind.class != Class::Program;
        is_item || self.ticks.is_news
    }

    fn document(&self) -> Document {
        let record = self.record;
        let title = format!("{} {}", record.id, record.title());
        let mut document = Document::new(&title);
        document.heading(1, title);
        let path = &*record.file.path;
        let status = record.status().map(|status| format!(", {status}"));
        document.paragraph(vec![
            Inline::text(format!("{} in ", record.kind.title)),
            Inline::link(path, path),
            Inline::text(status.unwrap_or_default()),
        ]);
        document.heading(2, "Questions");
        let questions = self.questions.iter();
        document.list_or_none(questions.map(|question| self.item(question)).collect());
        if self.has_ticks() {
            document.heading(2, "How clear it is");
            document.list_or_none(self.clarity());
        }
        document
    }

    fn item(&self, question: &Question) -> Item {
        let mut text = vec![
            Inline::strong(question.ask.as_str()),
            Inline::text(format!(" {}", with_stop(&question.fact))),
        ];
        if let Some(line) = question.line {
            let path = &*self.record.file.path;
            text.push(Inline::text(" "));
            text.push(Inline::link(format!("{path}:{line}"), path));
        }
        let answer = match &question.answer {
            Answer::Command(command) => Inline::code(command.as_str()),
            Answer::ByHand(how) => Inline::text(with_stop(how)),
        };
        Item {
            text,
            children: vec![Item::new(vec![answer])],
        }
    }

    fn clarity(&self) -> Vec<Item> {
        let mut items = Vec::new();
        if let Some(squishiness) = self.ambiguity.squishiness() {
            let slots = words::count(self.ambiguity.slots.len(), "slot");
            let defects = self.ambiguity.defects().count();
            let mut line = vec![
                Inline::text("Squishiness "),
                Inline::strong(whole::percent(squishiness)),
                Inline::text(format!(": {defects} of {slots} open or vague")),
            ];
            if !self.ambiguity.acronyms.is_empty() {
                let count = words::count(self.ambiguity.acronyms.len(), "undefined short form");
                line.push(Inline::text(format!(", {count}")));
            }
            items.push(Item::new(line));
        }
        let depend = self.around.dependents.count(&self.record.id);
        if is_measured(self.record) && depend > 0 {
            let verb = if depend == 1 { "depends" } else { "depend" };
            let count = words::count(depend, "unfinished record");
            items.push(plain(format!("{count} {verb} on it")));
        }
        items.extend(self.ticks());
        items
    }

    fn ticks(&self) -> Vec<Item> {
        let ticks = &self.ticks;
        let mut items = Vec::new();
        if is_measured(self.record) {
            items.push(tick(ticks.is_documented, "documented", String::new()));
        }
        let why = match ticks.is_discoverable {
            true => "",
            false => ": no field ties it to another record, and no other record names it",
        };
        items.push(tick(ticks.is_discoverable, "discoverable", why.to_owned()));
        items.push(match ticks.is_socialized() {
            None if ticks.is_news => plain("nobody to tell but the people whom it names"),
            None => plain("nothing to tell: it goes on as planned"),
            Some(is_it) => {
                let people: Vec<String> = ticks.untold.iter().map(Person::to_string).collect();
                let told = ticks.affected - people.len();
                let mut why = format!(": {told} of {} told", ticks.affected);
                if !is_it {
                    why.push_str(&format!(", not {}", people.join(", ")));
                }
                tick(is_it, "socialized", why)
            }
        });
        items
    }
}

/// Returns whether slots are asked for: not of what is over, such as a meeting of the past.
fn is_asked(around: &Surroundings<'_>, record: &Record) -> bool {
    let day = record.day(Role::Date, &around.program.config.releases);
    let is_past = day.is_some_and(|day| day < around.today) && record.kind.class == Class::Meeting;
    record.is_unfinished() && !is_past
}

fn plain(words: impl Into<String>) -> Item {
    Item::new(vec![Inline::text(words)])
}

fn tick(is_it: bool, word: &str, why: String) -> Item {
    let (word, tone) = match is_it {
        true => (word.to_owned(), Tone::Good),
        false => (format!("not {word}"), Tone::Caution),
    };
    Item::new(vec![Inline::Status { word, tone }, Inline::text(why)])
}

/// Returns a fact as a sentence of its own.
fn with_stop(fact: &str) -> String {
    let sentence = crate::text::phrase::with_capital(fact);
    match sentence.ends_with(['.', '?', '!']) {
        true => sentence,
        false => sentence + ".",
    }
}
