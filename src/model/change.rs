//! One difference of one record between two states of a program.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use super::{commit::Commit, kind::Kind, record::Record, role::Role};

/// What happened to one record.
#[derive(Debug, Clone)]
pub struct RecordChange {
    /// Its kind.
    pub kind: Arc<Kind>,
    /// Its id.
    pub id: Arc<str>,
    /// Its title, afterwards where there is an afterwards.
    pub title: Arc<str>,
    /// Its path, afterwards where there is an afterwards.
    pub path: Arc<str>,
    /// Whether it is new, gone or different.
    pub change: Change,
    /// Where its file was before, when that differs.
    pub moved_from: Option<Arc<str>>,
    /// What differs.
    pub deltas: Vec<Delta>,
    /// The record afterwards; before, when it is gone.
    pub record: Record,
    /// The record before, where it differs.
    pub before: Option<Record>,
}

/// Whether a record is new, gone or different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// It differs.
    Changed {
        /// Whether its fields differ, not only its path or body.
        metadata: bool,
    },
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delta {
    /// A field.
    Field(FieldDelta),
    /// The members of a list.
    Members {
        /// The field: keys joined by dots.
        path: String,
        /// What it means.
        role: Option<Role>,
        /// Members that are new, in order.
        added: Vec<String>,
        /// Members that are gone, in order.
        removed: Vec<String>,
    },
    /// A section of the body.
    Section {
        /// Its heading; empty for the text above the first.
        title: String,
        /// What happened to it.
        edit: Edit,
    },
    /// A task line.
    Task {
        /// Its words.
        text: String,
        /// Whose it is.
        owner: Option<String>,
        /// When it is due, as written.
        due: Option<String>,
        /// What happened to it.
        edit: TaskEdit,
    },
}

/// A field that differs. An absent value is `None`; a field without a value is an empty text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDelta {
    /// The field: keys joined by dots.
    pub path: String,
    /// What it means.
    pub role: Option<Role>,
    /// The literal text before.
    pub before: Option<String>,
    /// The literal text after.
    pub after: Option<String>,
    /// For moments: by how much it moved.
    pub shift: Option<Shift>,
    /// For states: whether the lifecycle has no such step.
    pub skips: bool,
}

/// How far a moment moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Whether it is later than before.
    pub later: bool,
    /// Workdays; `None` when it moved between releases without dates.
    pub workdays: Option<i64>,
}

/// What happened to a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its text differs.
    Edited,
}

/// What happened to a task line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskEdit {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its box was ticked.
    Done,
    /// Its box was cleared.
    Reopened,
    /// It is due on another day; before, as written.
    Moved(Option<String>),
    /// It belongs to someone else; before.
    Handed(Option<String>),
    /// Its words differ.
    Edited,
}

impl Delta {
    /// Returns whether the difference is in the fields, not in the body.
    pub fn is_metadata(&self) -> bool {
        matches!(self, Self::Field(_) | Self::Members { .. })
    }

    /// Returns the path of the field, where it is one.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Field(delta) => Some(&delta.path),
            Self::Members { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Returns what the field means, where it is one and means something.
    pub fn role(&self) -> Option<Role> {
        match self {
            Self::Field(delta) => delta.role,
            Self::Members { role, .. } => *role,
            _ => None,
        }
    }
}

impl RecordChange {
    /// Returns whether fields differ.
    pub fn is_changed(&self) -> bool {
        self.change == (Change::Changed { metadata: true })
    }

    /// Returns the step from one state to another, as it is written; where the record is new, only the state that it
    /// begins in. `None` where the state stays.
    pub fn step(&self) -> Option<(Option<Cow<'_, str>>, Cow<'_, str>)> {
        if self.change == Change::Removed {
            return None;
        }
        let after = self.record.status()?;
        let before = self.before.as_ref().and_then(Record::status);
        let stays = before
            .as_ref()
            .is_some_and(|before| before.eq_ignore_ascii_case(&after));
        (!stays).then_some((before, after))
    }

    /// Returns whether the text of the record changed: a section, or what is to be done.
    pub fn is_reworded(&self) -> bool {
        self.deltas.iter().any(|delta| match delta {
            Delta::Section { edit, .. } => *edit != Edit::Removed,
            Delta::Task { edit, .. } => *edit == TaskEdit::Added,
            _ => false,
        })
    }

    /// Returns the difference of a field with a role.
    pub fn field(&self, role: Role) -> Option<&FieldDelta> {
        self.deltas.iter().find_map(|delta| match delta {
            Delta::Field(delta) if delta.role == Some(role) => Some(delta),
            _ => None,
        })
    }
}

/// One end of a comparison.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct End {
    /// What the person asked for: a revision, a day, "worktree".
    pub name: String,
    /// The commit, where it is one.
    pub commit: Option<String>,
}

/// The commit behind a change.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The commit.
    pub commit: Arc<Commit>,
    /// How many records it changed.
    pub records: usize,
}

/// One record's change and the commits that made it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The change.
    pub change: RecordChange,
    /// The commit; for a net difference the last one that touched the record. `None` where the newer end is no commit.
    pub origin: Option<Origin>,
    /// The commit of each delta.
    pub delta_origins: Vec<Option<Origin>>,
}

/// Everything that changed between two ends.
#[derive(Debug, Default)]
pub struct Changes {
    /// The older end.
    pub from: End,
    /// The newer end.
    pub to: End,
    /// Whether every step is told, not the net difference.
    pub is_walk: bool,
    /// The changes, in the order in which they are told.
    pub entries: Vec<Entry>,
    /// Records at both ends, by kind.
    pub records: BTreeMap<String, (usize, usize)>,
    /// Versions that could not be read, with the commit.
    pub gaps: Vec<(Option<Arc<Commit>>, Gap)>,
    /// Whether older history is missing from this clone.
    pub is_shallow: bool,
}

/// A version of a file that cannot be read.
#[derive(Debug, Clone)]
pub struct Gap {
    /// The file.
    pub path: Arc<str>,
    /// The first thing that is wrong with it.
    pub message: String,
}
