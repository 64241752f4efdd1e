//! The facts that updates and the status share, as data. Words are put on them by each report.

mod actions;
mod dates;
mod decisions;
mod headline;
mod paths;
mod risks;
mod silence;

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    model::{change::Changes, config::Config, past::Past, program::Program, record::Record},
    text::markdown,
};

pub(in crate::report) use actions::{Action, actions_of};
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
}

impl Telling<'_> {
    pub(in crate::report) fn config(&self) -> &Config {
        &self.program.config
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
