//! What has to go one level up: the reports behind `escalate`.

mod data;
mod list;
mod note;
mod part;

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::Report;
use crate::{
    facts::{
        conflict::Conflict,
        escalation::{Escalation, Next},
    },
    model::{program::Program, record::Record},
};

/// Open issues, and contradictions that nobody has raised.
#[derive(Debug)]
pub struct Escalations<'a> {
    /// The program.
    pub program: &'a Program,
    /// Today.
    pub today: Date,
    /// The condition for issues, as it was written.
    pub filter: Option<&'a str>,
    /// Open issues with what has to happen next, the most pressing first.
    pub issues: Vec<(&'a Record, Next)>,
    /// Contradictions between records; none where issues are narrowed by a condition.
    pub conflicts: Vec<Conflict<'a>>,
    /// Contradictions that are told; `None` for all. The data always has all.
    pub limit: Option<usize>,
    /// Whether one table is all that is told, for a spreadsheet.
    pub is_table: bool,
}

impl Escalations<'_> {
    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        let document = || match self.is_table {
            true => list::sheet(self),
            false => list::document(self),
        };
        Report::new("escalate", document, || data::list(self))
    }
}

/// The note about one issue.
#[derive(Debug)]
pub struct Note<'a> {
    /// The program.
    pub program: &'a Program,
    /// Today.
    pub today: Date,
    /// What it is about.
    pub escalation: Escalation<'a>,
    /// Since when the issue is in its state.
    pub since: Option<Date>,
    /// Total float of each piece of work in workdays, by id.
    pub floats: BTreeMap<Arc<str>, i64>,
    /// Whether one table is all that is told, for a spreadsheet.
    pub is_table: bool,
}

impl Note<'_> {
    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        let document = || match self.is_table {
            true => note::sheet(self),
            false => note::document(self),
        };
        Report::new("escalate", document, || data::note(self))
    }
}
