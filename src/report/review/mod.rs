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
};

/// Code hosts take comments up to this many characters.
const LONGEST: usize = 65_000;

/// How many items of a section are told. Each step tells fewer, until the comment is short enough.
const STEPS: [usize; 4] = [usize::MAX, 100, 25, 5];

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
    /// How many characters the address of a file has before its path.
    pub address: usize,
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

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("review", || self.short_enough(), || data::data(self))
    }

    /// Returns the longest document that a code host takes as a comment.
    fn short_enough(&self) -> Document {
        let mut documents = STEPS.iter().map(|limit| self.document(*limit));
        let mut last = Document::default();
        documents
            .find(|document| {
                let addresses = document.links() * self.asked.address;
                let fits = document.characters() + addresses <= LONGEST;
                if !fits {
                    last = document.clone();
                }
                fits
            })
            .unwrap_or(last)
    }

    fn document(&self, limit: usize) -> Document {
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
            self.section(&mut document, title, items, limit);
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
    fn section(&self, document: &mut Document, title: &str, mut items: Vec<Item>, limit: usize) {
        if items.is_empty() {
            return;
        }
        document.heading(3, title);
        let rest = items.len().saturating_sub(limit);
        items.truncate(limit);
        document.blocks.push(Block::List(items));
        self.rest(document, rest);
    }

    fn rest(&self, document: &mut Document, rest: usize) {
        if rest > 0 {
            let command = format!("hum review {}", self.asked.base.0);
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
