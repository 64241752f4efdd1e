//! What a change does to the plan, in words: a plan change is reviewed like code.

mod data;
mod findings;
mod lines;
mod pending;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use pending::{OneBranch, Pending, Told};

use super::{Block, Document, Inline, Item, Report, facts::Named, words};
use crate::{
    facts::effect::{self, Critical, Fate, Move, Reviewer, Side, Turned},
    model::{
        change::{Change, RecordChange},
        finding::{Finding, Level},
        kind::Class,
        revision::Identity,
    },
    text::shell::word,
};

/// How much of a review is told.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Items of each section.
    pub items: usize,
    /// Lines below an item: what a date that moves touches, say.
    pub below: usize,
}

impl Limits {
    /// Everything.
    pub const ALL: Self = Self {
        items: usize::MAX,
        below: usize::MAX,
    };
    /// Less and less, for a reader who takes so many characters and no more. The last step is the outcome alone.
    pub const STEPS: [Self; 5] = [
        Self::ALL,
        Self {
            items: 100,
            below: 10,
        },
        Self {
            items: 25,
            below: 5,
        },
        Self { items: 5, below: 3 },
        Self { items: 0, below: 0 },
    ];
}

/// Nothing of the plan changes.
const NOTHING: &str = "This branch changes nothing in the plan.";

/// What is reviewed.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The program where the branch began.
    pub before: Side<'a>,
    /// The program as it would be.
    pub after: Side<'a>,
    /// What differs.
    pub changes: &'a [RecordChange],
    /// Who made the changes.
    pub authors: &'a [Identity],
    /// The findings that the changes introduce.
    pub findings: &'a [Finding],
    /// How many findings were there before.
    pub older: usize,
    /// What the person called the base, and its commit.
    pub base: (&'a str, Option<&'a str>),
    /// Today.
    pub today: Date,
}

/// A review.
#[derive(Debug)]
pub struct Review<'a> {
    asked: &'a Asked<'a>,
    moves: Vec<Move<'a>>,
    critical: Critical<'a>,
    turned: Vec<Turned<'a>>,
    fates: Vec<(&'a RecordChange, Fate)>,
    reviewers: Vec<Reviewer<'a>>,
    /// The changed records that each audience would hear of, by the audience.
    audiences: BTreeMap<&'a str, Vec<&'a RecordChange>>,
}

impl<'a> Review<'a> {
    /// Works out what the changes do.
    pub fn new(asked: &'a Asked<'a>) -> Self {
        let moves = effect::moves(&asked.before, &asked.after, asked.changes);
        Self {
            critical: effect::critical(&asked.before, &asked.after),
            turned: effect::turned(&asked.before, &asked.after),
            fates: effect::fates(asked.changes),
            reviewers: effect::reviewers(asked.after.program, asked.changes, &moves, asked.authors),
            audiences: audiences(asked),
            moves,
            asked,
        }
    }

    /// Returns the report. The data have everything.
    pub fn report(&self, limits: Limits) -> Report<'_> {
        Report::new("review", move || self.document(limits), || data::data(self))
    }

    fn document(&self, limits: Limits) -> Document {
        let name = &self.asked.after.program.config.name;
        let title = format!("{name}: review of the plan against {}", self.asked.base.0);
        let mut document = Document::new(&title);
        document.heading(2, title);
        if self.asked.changes.is_empty() {
            document.paragraph(vec![Inline::text(NOTHING)]);
        } else {
            document.blocks.push(Block::List(
                lines::headline(self).into_iter().map(Item::new).collect(),
            ));
        }
        let (errors, warnings) = findings::lines(self.asked.findings);
        let mut section = |title: &str, items: Vec<Item>| {
            self.section(&mut document, title, items, limits);
        };
        section("Errors that this introduces", errors);
        section("Dates", self.moves.iter().map(lines::moved).collect());
        section("Critical path", lines::critical(&self.critical));
        section("Facts say", self.turned.iter().map(lines::turned).collect());
        let fates = self
            .fates
            .iter()
            .map(|(change, fate)| lines::fate(change, *fate));
        section("Opened and closed", fates.collect());
        section("Other changes", self.others());
        section("Warnings that this introduces", warnings);
        section(
            "Who must look",
            self.reviewers.iter().map(lines::reviewer).collect(),
        );
        let audiences = self.audiences.iter();
        let audiences = audiences.map(|(name, changes)| lines::audience(self, name, changes));
        section("Next updates that change", audiences.collect());
        if self.asked.older > 0 {
            let older = words::count(self.asked.older, "older finding");
            let words = format!("{older} not shown: ");
            document.paragraph(vec![Inline::text(words), Inline::code("hum check")]);
        }
        document
    }

    /// Adds a section where there is something in it; one that is cut says so.
    fn section(&self, document: &mut Document, title: &str, mut items: Vec<Item>, limits: Limits) {
        if items.is_empty() {
            return;
        }
        let rest = items.len().saturating_sub(limits.items);
        items.truncate(limits.items);
        for item in &mut items {
            cut(item, limits.below);
        }
        document.heading(3, title);
        if !items.is_empty() {
            document.blocks.push(Block::List(items));
        }
        if rest > 0 {
            let command = format!("hum review {}", word(self.asked.base.0));
            document.paragraph(vec![
                Inline::text(format!("{rest} more: ")),
                Inline::code(command),
            ]);
        }
    }

    /// Returns the changes that no other section tells.
    fn others(&self) -> Vec<Item> {
        let is_told = |change: &RecordChange| {
            let moved = self.moves.iter().any(|one| one.change.id == change.id);
            let fate = self.fates.iter().any(|(own, _)| own.id == change.id);
            let only_moves = change.deltas.iter().all(|delta| match delta.role() {
                Some(role) => self
                    .moves
                    .iter()
                    .any(|one| one.change.id == change.id && one.delta.role == Some(role)),
                None => false,
            });
            fate || (moved && only_moves)
        };
        let others = self.asked.changes.iter().filter(|change| !is_told(change));
        others.map(|change| lines::other(self, change)).collect()
    }

    /// Returns whether a branch introduces an error.
    pub fn has_errors(&self) -> bool {
        let mut findings = self.asked.findings.iter();
        findings.any(|finding| finding.level == Level::Error)
    }
}

/// Leaves out what is told below an item from some line on, and says how much that is.
fn cut(item: &mut Item, below: usize) {
    let rest = item.children.len().saturating_sub(below);
    if rest > 0 {
        item.children.truncate(below);
        let more = Inline::text(format!("{rest} more"));
        item.children.push(Item::new(vec![more]));
    }
}

/// Returns the changes that each audience may see and cares about: its next update says something else because of them.
fn audiences<'a>(asked: &'a Asked<'a>) -> BTreeMap<&'a str, Vec<&'a RecordChange>> {
    let program = asked.after.program;
    let mut found = BTreeMap::new();
    for (name, audience) in &program.config.audiences {
        let cared = crate::facts::interest::cared(program, &audience.cares_about);
        let hears = asked.changes.iter().filter(|change| {
            let is_wanted = cared
                .as_ref()
                .is_none_or(|cared| cared.contains(&change.id));
            let is_news = !matches!(
                change.kind.class,
                Class::Person | Class::Update | Class::Meeting
            ) && change.change != (Change::Changed { metadata: false });
            is_news && is_wanted && audience.may_see(&change.record)
        });
        let hears: Vec<&RecordChange> = hears.collect();
        if !hears.is_empty() {
            found.insert(name.as_str(), hears);
        }
    }
    found
}

/// Returns a changed record as one that is told about.
fn named(change: &RecordChange) -> Named {
    Named::new(&change.record)
}
