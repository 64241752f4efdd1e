//! The facts that updates and the status share, as data. Words are put on them by each report.

mod actions;
mod blockers;
mod dates;
mod decisions;
mod headline;
mod paths;
mod risks;
mod silence;

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    model::{
        change::{Changes, Entry},
        config::Config,
        kind::Class,
        past::Past,
        program::Program,
        record::Record,
    },
    text::markdown,
};

use super::Inline;

pub(in crate::report) use actions::{Action, actions_of};
pub(in crate::report) use blockers::{Blocker, blockers};
pub(in crate::report) use dates::{Milestone, milestones};
pub(in crate::report) use decisions::{Waiting, decisions, recommendation};
pub(in crate::report) use headline::{Headline, headline};
pub(in crate::report) use paths::{Path, paths};
pub(in crate::report) use risks::{OpenRisk, risks};
pub(in crate::report) use silence::{Silent, silent};

/// Everything that may be told of how a program stands.
#[derive(Debug)]
pub struct Telling<'a> {
    /// The program as it is.
    pub program: &'a Program,
    /// What changed since the last time.
    pub changes: &'a Changes,
    /// What history says.
    pub past: &'a Past,
    /// Today.
    pub today: Date,
    /// The ids of the records that the readers want to hear of, where that is not all.
    pub cares: Option<&'a BTreeSet<Arc<str>>>,
}

impl<'a> Telling<'a> {
    pub(in crate::report) fn config(&self) -> &'a Config {
        &self.program.config
    }

    /// Returns whether the readers want to hear of a record.
    pub(in crate::report) fn cares_about(&self, id: &str) -> bool {
        self.cares.is_none_or(|cares| cares.contains(id))
    }

    /// Returns the records that the readers want to hear of.
    pub(in crate::report) fn records(&self) -> impl Iterator<Item = &'a Record> + use<'a, '_> {
        let records = self.program.records.iter();
        records.filter(|record| self.cares_about(&record.id))
    }

    /// Returns those of one class.
    pub(in crate::report) fn of_class(
        &self,
        class: Class,
    ) -> impl Iterator<Item = &'a Record> + use<'a, '_> {
        self.records()
            .filter(move |record| record.kind.class == class)
    }

    /// Returns the changes that the readers want to hear of.
    pub(in crate::report) fn entries(&self) -> impl Iterator<Item = &'a Entry> + use<'a, '_> {
        let entries = self.changes.entries.iter();
        entries.filter(|entry| self.cares_about(&entry.change.id))
    }
}

/// A record that is told about.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct Named {
    pub(in crate::report) id: String,
    pub(in crate::report) title: String,
    pub(in crate::report) path: String,
}

impl Named {
    pub(in crate::report) fn new(record: &Record) -> Self {
        Self {
            id: record.id.to_string(),
            title: record.title().into_owned(),
            path: record.file.path.to_string(),
        }
    }

    /// Returns `(DEC-7)` as a link.
    pub(in crate::report) fn tag(&self) -> Vec<Inline> {
        vec![
            Inline::text("("),
            Inline::link(&self.id, &self.path),
            Inline::text(")"),
        ]
    }

    /// Returns the id as a link, then the title.
    pub(in crate::report) fn line(&self) -> Vec<Inline> {
        vec![
            Inline::link(&self.id, &self.path),
            Inline::text(format!(" {}", self.title)),
        ]
    }
}

/// Returns things on one line, or that there are none.
pub(in crate::report) fn listed(things: impl Iterator<Item = Vec<Inline>>) -> Vec<Inline> {
    let mut line = Vec::new();
    for thing in things {
        if !line.is_empty() {
            line.push(Inline::text(" · "));
        }
        line.extend(thing);
    }
    if line.is_empty() {
        line.push(Inline::text("None."));
    }
    line
}

/// Returns the first sentences of a text, without comments and line breaks.
pub(in crate::report) fn first_sentences(text: &str, number: usize) -> Option<String> {
    let paragraph = markdown::without_comments(text)
        .trim()
        .split("\n\n")
        .next()?
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut end = 0;
    for _ in 0..number {
        let rest = &paragraph[end..];
        end += rest.find(". ").map_or(rest.len(), |at| at + 1);
        let gap = paragraph[end..].len() - paragraph[end..].trim_start().len();
        if end + gap >= paragraph.len() {
            end = paragraph.len();
            break;
        }
        end += gap;
    }
    let sentences = paragraph[..end].trim();
    (!sentences.is_empty() && sentences != "TBD").then(|| sentences.to_owned())
}
