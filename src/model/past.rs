//! What the whole of history says about each record. `history` reads it; reports tell it.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{date::When, status::Health};

/// What history says about every record.
#[derive(Debug, Default)]
pub struct Past {
    /// By id.
    pub records: BTreeMap<Arc<str>, RecordPast>,
    /// The worst stated health of unfinished work, each time it changed.
    pub health: Vec<(Date, Option<Health>)>,
    /// Whether older history is missing from this clone.
    pub is_shallow: bool,
}

/// What history says about one record.
#[derive(Debug, Default, Clone)]
pub struct RecordPast {
    /// When it was last changed by a commit that touched fewer records than a bulk commit does.
    pub changed: Option<Date>,
    /// What it was due when it was first committed to, or first due where its kind knows no such state.
    ///
    /// Source: the schedule baseline of GAO-16-89G, read from git.
    pub baseline: Option<When>,
    /// How often its due date or forecast moved later.
    pub later_moves: usize,
    /// Its stated health, each time it changed.
    pub health: Vec<(Date, Option<Health>)>,
}

impl RecordPast {
    /// Returns the day on which it last changed.
    pub fn changed_on(&self) -> Option<Date> {
        self.changed
    }

    /// Returns the day on which its due date or forecast last changed.
    pub fn moved_on(&self) -> Option<Date> {
        self.changed
    }

    /// Returns since when the health is what it is, and what it was before.
    pub fn health_since(&self) -> Option<(Date, Option<Health>)> {
        since(&self.health)
    }
}

impl Past {
    /// Returns since when the worst stated health is what it is, and what it was before.
    pub fn health_since(&self) -> Option<(Date, Option<Health>)> {
        since(&self.health)
    }

    /// Returns what history says about a record.
    pub fn of(&self, id: &str) -> Option<&RecordPast> {
        self.records.get(id)
    }
}

fn since(timeline: &[(Date, Option<Health>)]) -> Option<(Date, Option<Health>)> {
    let (day, _) = timeline.last()?;
    let before = timeline.len().checked_sub(2).and_then(|at| timeline[at].1);
    Some((*day, before))
}
