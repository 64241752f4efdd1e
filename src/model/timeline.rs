//! What happened, commit by commit.

use std::sync::Arc;

use super::{
    change::{End, RecordChange},
    commit::Commit,
};

/// What happened to a record, or to the whole program, between two ends.
#[derive(Debug, Default)]
pub struct Timeline {
    /// The older end.
    pub from: End,
    /// The newer end.
    pub to: End,
    /// The record that is asked about; the whole program when left out.
    pub id: Option<Arc<str>>,
    /// Its title, as it was last.
    pub title: String,
    /// Whether every commit is told, not only what landed.
    pub is_all: bool,
    /// Whether the oldest commit comes first.
    pub is_oldest_first: bool,
    /// The commits that did something, in the order in which they are told.
    pub moments: Vec<Occasion>,
    /// Whether older ones were left out.
    pub has_older: bool,
    /// Whether older history is missing from this clone.
    pub is_shallow: bool,
}

/// One commit and what it did.
#[derive(Debug)]
pub struct Occasion {
    /// The commit.
    pub commit: Arc<Commit>,
    /// What it changed.
    pub changes: Vec<RecordChange>,
    /// Files that it left unreadable.
    pub gaps: Vec<Outage>,
    /// Files that could be read again with it, or were gone.
    pub mended: Vec<Outage>,
}

/// A time in which a file could not be read, seen from its first or its last commit.
#[derive(Debug)]
pub struct Outage {
    /// The file.
    pub path: Arc<str>,
    /// What was wrong with it; empty where that is told at the other commit.
    pub message: String,
    /// The commit at the other end; `None` where it is not in the range.
    pub other: Option<Arc<Commit>>,
    /// How long it lasted, by effective dates.
    pub seconds: Option<i64>,
}
