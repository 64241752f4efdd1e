//! A revision of a program: what one commit did, what a branch does in all, or what is not committed yet.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{change::RecordChange, commit::Commit};

/// Changes that land together, and who stands behind them.
#[derive(Debug, Default)]
pub struct Revision {
    /// What changed, by kind, then id.
    pub changes: Vec<RecordChange>,
    /// The commit, where it is one.
    pub commit: Option<Arc<Commit>>,
    /// The day on which it lands; `None` where that is today.
    pub day: Option<Date>,
    /// Whether a part of it is not committed yet, so that nobody can have signed it.
    pub is_uncommitted: bool,
    /// Who wrote the commits that changed a record, by its id; known for records that somebody has to sign.
    pub authors: BTreeMap<Arc<str>, Vec<Identity>>,
    /// Whom an `Acked-by:` line of one of its commits names.
    pub acknowledged_by: Vec<Identity>,
}

/// A person as git knows one, through the mail map.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The name; may be empty.
    pub name: String,
    /// The mail address; may be empty.
    pub email: String,
}

impl Revision {
    /// Returns the change of a record, if there is one.
    pub fn change_of(&self, id: &str) -> Option<&RecordChange> {
        self.changes.iter().find(|change| *change.id == *id)
    }

    /// Returns everybody who stands behind the change of a record.
    pub fn signers<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Identity> {
        let authors = self.authors.get(id).into_iter().flatten();
        authors.chain(&self.acknowledged_by)
    }
}
