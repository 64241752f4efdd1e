//! Everything that must still happen to finish a piece of work.

mod scope;
mod step;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use step::{Doing, Step};

use super::schedule::Schedule;
use crate::model::{program::Program, record::Record, status::Category};

/// What is left to finish a record.
#[derive(Debug)]
pub struct Path<'a> {
    /// The record.
    pub record: &'a Record,
    /// What is left, by day, the record itself last; what has no day comes after what has one.
    pub steps: Vec<Step<'a>>,
    /// The day on which it can be finished at the earliest; `None` where nobody knows.
    pub finish: Option<Date>,
}

/// Returns everything that must still happen to finish a record.
///
/// That is: the record itself; what it waits for, directly or not (`after`, and the parts of a whole), as long as it is not
/// finished; for each of them what it needs and does not have, the open decisions that affect it, the dependencies of which
/// it is the consumer, the issues that block it, and the open actions of all these records and of the open risks for them.
/// For the program that is everything. Days: work by the schedule, decisions by `decide_by`, promises by `promised` or
/// `need_by`, needs by `by`, issues by `needed_by`, actions by their own.
pub fn path<'a>(
    program: &'a Program,
    schedule: &Schedule<'a>,
    record: &'a Record,
    today: Date,
) -> Path<'a> {
    let scope = scope::Scope::of(program, record);
    let mut steps = step::steps(program, schedule, &scope, today);
    let is_last =
        |step: &Step<'_>| matches!(step.doing, Doing::Work { .. }) && step.record.id == record.id;
    steps.sort_by_key(|step| {
        let is_undated = step.by.is_none();
        (is_last(step), is_undated, step.by, step.doing.rank())
    });
    Path {
        record,
        steps,
        finish: schedule
            .find(&record.id)
            .filter(|item| !item.is_finished)
            .map(|item| item.finish)
            .or_else(|| scope.is_everything().then(|| schedule.finish()).flatten()),
    }
}

impl Path<'_> {
    /// Returns whether nothing is left.
    pub fn is_finished(&self) -> bool {
        self.steps.is_empty()
    }

    /// Returns whether whoever works on the record has all that it waits for: no work before it is unfinished, nothing it
    /// needs is missing, nothing promised to it is open, no decision about it and no blocker of it is open.
    pub fn is_ready(&self) -> bool {
        self.obstacles().next().is_none()
    }

    /// Returns what stands between the record and whoever works on it.
    pub fn obstacles(&self) -> impl Iterator<Item = &Step<'_>> {
        let own = |step: &&Step<'_>| match step.doing {
            Doing::Action { .. } => false,
            Doing::Work { .. } => step.record.id != self.record.id,
            _ => true,
        };
        self.steps.iter().filter(own)
    }

    /// Returns how many steps of each sort are left, in the order in which they are told.
    pub fn counts(&self) -> BTreeMap<(usize, &'static str), usize> {
        let mut counts = BTreeMap::new();
        for step in &self.steps {
            *counts
                .entry((step.doing.rank(), step.doing.noun()))
                .or_default() += 1;
        }
        counts
    }
}

/// Returns whether a decision is still to be made; a deferred one waits for nobody.
fn is_open_decision(record: &Record) -> bool {
    record.category() == Some(Category::Open)
        && record.status().is_none_or(|status| status != "deferred")
}
