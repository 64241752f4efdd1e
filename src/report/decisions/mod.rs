//! Which decisions wait, what waiting costs, and how long others took: the report behind `decisions`.

mod data;
mod table;

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{Document, Inline, Item, Report};
use crate::{
    facts::{
        decision::{self, Cost},
        slip,
    },
    model::{
        date,
        past::Past,
        program::{Program, natural},
        record::{Person, Record},
        role::Role,
        status::Category,
    },
    text::phrase::counted,
};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The condition for decisions, as it was written.
    pub filter: Option<&'a str>,
    /// Decided ones that are told one by one; `None` for all. The data always has all.
    pub limit: Option<usize>,
    /// Whether the decisions are all that is told: one table, for a spreadsheet.
    pub is_table: bool,
}

/// What decisions are told from.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The program.
    pub program: &'a Program,
    /// What history says.
    pub past: &'a Past,
    /// Total float of each piece of work in workdays, by id.
    pub floats: &'a BTreeMap<Arc<str>, i64>,
    /// Today.
    pub today: Date,
}

/// The decisions of a program at some moment.
#[derive(Debug)]
pub struct Decisions<'a> {
    scene: Scene<'a>,
    question: Question<'a>,
    /// Those that have to be made, by the day on which they are needed.
    waiting: Vec<Waiting<'a>>,
    /// Those that somebody put off.
    deferred: Vec<&'a Record>,
    /// Those that were made, the latest first.
    decided: Vec<Decided<'a>>,
}

/// A decision that has to be made.
#[derive(Debug)]
struct Waiting<'a> {
    record: &'a Record,
    decide_by: Option<Date>,
    /// Calendar days since it was needed.
    debt: Option<i64>,
    blocked: Vec<&'a Record>,
    /// Workdays that waiting burnt so far.
    burnt: Option<i64>,
    costs: Vec<Cost<'a>>,
}

/// A decision that was made.
#[derive(Debug)]
struct Decided<'a> {
    record: &'a Record,
    /// The day that the record states, else that of the commit.
    on: Option<Date>,
    /// Calendar days from the commit that asked for it to the one that decided it.
    latency: Option<i64>,
    /// Calendar days from the day by which it was needed; below 0 it was early.
    late: Option<i64>,
}

impl<'a> Decisions<'a> {
    /// Looks at some decisions of a program. Those that were superseded are left out: others took their place.
    pub fn new(scene: Scene<'a>, records: &[&'a Record], question: Question<'a>) -> Self {
        let counts = |record: &&&Record| {
            let status = record.status();
            status.is_none_or(|status| !status.eq_ignore_ascii_case("superseded"))
        };
        let each = || records.iter().filter(counts).copied();
        let mut waiting: Vec<Waiting<'_>> = each()
            .filter(|record| decision::is_waiting(record))
            .map(|record| Waiting::new(&scene, record))
            .collect();
        waiting.sort_by(|a, b| {
            let day = |one: &Waiting<'_>| one.decide_by.unwrap_or(Date::MAX);
            day(a)
                .cmp(&day(b))
                .then_with(|| natural(&a.record.id, &b.record.id))
        });
        let mut decided: Vec<Decided<'_>> = each()
            .filter(|record| !record.is_unfinished())
            .map(|record| Decided::new(&scene, record))
            .collect();
        decided.sort_by(|a, b| natural(&a.record.id, &b.record.id));
        decided.sort_by_key(|one| Reverse(one.on));
        let is_deferred =
            |record: &&Record| record.is_unfinished() && !decision::is_waiting(record);
        Self {
            deferred: each().filter(is_deferred).collect(),
            scene,
            question,
            waiting,
            decided,
        }
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        let document = || match self.question.is_table {
            true => self.sheet(),
            false => self.document(),
        };
        Report::new("decisions", document, || data::data(self))
    }

    fn sheet(&self) -> Document {
        let mut document = Document::new("Decisions");
        document.blocks.push(table::sheet(self));
        document
    }

    fn document(&self) -> Document {
        let name = match self.scene.program.config.name.as_str() {
            "" => "Program",
            name => name,
        };
        let title = format!("{name}: decisions on {}", self.scene.today);
        let mut document = Document::new(&title);
        document.heading(1, title);
        document.paragraph(self.headline());
        if self.scene.past.is_shallow {
            document.paragraph(super::ends::shallow(None));
        }
        document.heading(2, "To be made");
        match self.waiting.is_empty() {
            true => document.list_or_none(Vec::new()),
            false => document.blocks.push(table::waiting(self)),
        }
        if !self.deferred.is_empty() {
            document.heading(2, "Deferred");
            document.list_or_none(self.deferred.iter().map(|record| named(record)).collect());
        }
        document.heading(2, "Made");
        self.made(&mut document);
        document
    }

    fn headline(&self) -> Vec<Inline> {
        let waiting = counted(self.waiting.len(), "decision");
        let mut words = vec![Inline::strong(format!("{waiting} to be made"))];
        if let Some(filter) = self.question.filter {
            words.extend([Inline::text(" with "), Inline::code(filter)]);
        }
        let debts = self.waiting.iter().filter_map(|one| one.debt);
        let (late, debt) = debts.fold((0, 0), |(late, sum), days| (late + 1, sum + days));
        if late > 0 {
            let debt = counted(debt, "day");
            words.push(Inline::text(format!(
                "; {late} past the day, {debt} in all"
            )));
        }
        words.push(Inline::text("."));
        let known = self.latencies();
        if let Some(median) = slip::median(&known) {
            let of = match known.len() == self.decided.len() {
                true => counted(known.len(), "decision"),
                false => format!("{} of {} decisions", known.len(), self.decided.len()),
            };
            let days = counted(median, "day");
            let text = format!(" Median {days} from asked for to made ({of}).");
            words.push(Inline::text(text));
        }
        words
    }

    /// Returns the latencies that are known, the shortest first.
    fn latencies(&self) -> Vec<i64> {
        let known = self.decided.iter().filter_map(|one| one.latency);
        let mut known: Vec<i64> = known.collect();
        known.sort_unstable();
        known
    }

    fn made(&self, document: &mut Document) {
        if self.decided.is_empty() {
            return document.list_or_none(Vec::new());
        }
        let all = self.decided.len();
        let shown = self.question.limit.unwrap_or(all).min(all);
        document.blocks.push(table::decided(&self.decided[..shown]));
        if shown < all {
            let note = format!("{} more. For all: ", all - shown);
            document.paragraph(vec![Inline::text(note), Inline::code("--limit 0")]);
        }
    }
}

fn named(record: &Record) -> Item {
    Item::new(vec![
        Inline::link(&*record.id, &*record.file.path),
        Inline::text(format!(" {}, {}", record.title(), approver(record))),
    ])
}

/// Returns who decides.
fn approver(record: &Record) -> String {
    let approvers = record.people(Role::Approver);
    let names: Vec<String> = approvers.iter().map(Person::to_string).collect();
    match names.is_empty() {
        true => "nobody".to_owned(),
        false => names.join(", "),
    }
}

impl<'a> Waiting<'a> {
    fn new(scene: &Scene<'a>, record: &'a Record) -> Self {
        let config = &scene.program.config;
        Self {
            record,
            decide_by: record.day(Role::DecideBy, &config.releases),
            debt: decision::debt(record, config, scene.today),
            blocked: decision::blocked(scene.program, record),
            burnt: decision::burnt(record, config, scene.today),
            costs: decision::costs(scene.program, record, scene.floats),
        }
    }
}

impl<'a> Decided<'a> {
    fn new(scene: &Scene<'a>, record: &'a Record) -> Self {
        let releases = &scene.program.config.releases;
        let past = scene.past.of(&record.id);
        let is_over = |state: &str| {
            let category = record.kind.category(state);
            matches!(category, Some(Category::Done | Category::Dropped))
        };
        let committed = past.and_then(|past| {
            let mut states = past.states.iter();
            let found = states.find(|(_, state)| state.as_deref().is_some_and(is_over));
            found.map(|(day, _)| *day)
        });
        let on = record.day(Role::Decided, releases).or(committed);
        let by = record.day(Role::DecideBy, releases);
        Self {
            record,
            on,
            latency: past.and_then(|past| decision::latency(record, past)),
            late: by.zip(on).map(|(by, on)| date::days_between(by, on)),
        }
    }
}
