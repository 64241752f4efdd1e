//! Dates that moved: the slip ledger. `history` reads it; reports tell it.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{
    change::{End, Shift},
    commit::Commit,
    kind::Kind,
    role::Role,
};

/// One move of a due date or a forecast.
#[derive(Debug, Clone)]
pub struct Slip {
    /// The record's kind.
    pub kind: Arc<Kind>,
    /// The record's id.
    pub id: Arc<str>,
    /// Its title, after the move.
    pub title: Arc<str>,
    /// Its path, after the move.
    pub path: Arc<str>,
    /// The field: keys joined by dots.
    pub field: String,
    /// `due` or `forecast`.
    pub role: Role,
    /// The literal text before.
    pub from: String,
    /// The literal text after.
    pub to: String,
    /// By how much it moved.
    pub shift: Shift,
    /// By how many releases it moved; `None` for days, and where that cannot be counted.
    pub releases: Option<i64>,
    /// Disclosure lead in calendar days; `None` where the old date has no day.
    pub lead: Option<i64>,
    /// What the same change states as the reason.
    pub reason: Option<String>,
    /// Decisions that the same change names.
    pub decisions: Vec<String>,
    /// Whether it is a move to a later date that nothing explains.
    pub is_silent: bool,
    /// The record's team, after the move.
    pub team: Option<String>,
    /// The record's first owner, after the move.
    pub owner: Option<String>,
    /// The id of what the record is part of, after the move.
    pub parent: Option<String>,
    /// The commit that moved it.
    pub commit: Arc<Commit>,
}

/// Every move of a date in a stretch of history.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The older end.
    pub from: End,
    /// The newer end.
    pub to: End,
    /// The moves, oldest first.
    pub slips: Vec<Slip>,
    /// The latest title of each record.
    pub titles: BTreeMap<Arc<str>, Arc<str>>,
    /// Whether older history is missing from this clone.
    pub is_shallow: bool,
}

impl Slip {
    /// Returns the day on which the move landed, in UTC.
    pub fn day(&self) -> Date {
        self.commit.date()
    }

    /// Returns the year of the move: `2026`.
    pub fn year(&self) -> String {
        format!("{:04}", self.day().year())
    }

    /// Returns the quarter of the move: `2026-Q2`.
    pub fn quarter(&self) -> String {
        format!("{}-Q{}", self.year(), (self.day().month() + 2) / 3)
    }
}
