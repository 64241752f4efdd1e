//! The facts that updates share, as data. Words are put on them by each update.

mod actions;
mod dates;
mod decisions;
mod headline;
mod paths;
mod risks;
mod silence;

use serde::Serialize;

use super::Telling;
use crate::model::record::Record;

pub(in crate::report::update) use actions::{Action, actions_of};
pub(in crate::report::update) use dates::{Milestone, milestones};
pub(in crate::report::update) use decisions::{Waiting, decisions};
pub(in crate::report::update) use headline::{Headline, headline};
pub(in crate::report::update) use paths::{Path, paths};
pub(in crate::report::update) use risks::{OpenRisk, risks};
pub(in crate::report::update) use silence::{Silent, silent};

/// A record that is told about.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report::update) struct Named {
    pub(in crate::report::update) id: String,
    pub(in crate::report::update) title: String,
    pub(in crate::report::update) path: String,
}

impl Named {
    pub(in crate::report::update) fn new(record: &Record) -> Self {
        Self {
            id: record.id.to_string(),
            title: record.title().into_owned(),
            path: record.file.path.to_string(),
        }
    }
}

/// Returns the first sentences of a text, without line breaks.
pub(in crate::report::update) fn first_sentences(text: &str, number: usize) -> Option<String> {
    let paragraph = text
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
