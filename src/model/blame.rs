//! Who gave each part of a record what it says.

use std::sync::Arc;

use super::{commit::Commit, role::Role};

/// A part of a record that changes on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A field: keys joined by dots.
    Field(String),
    /// A section of the body, with those above it; empty for the text above the first heading.
    Section(String),
    /// A task line.
    Task {
        /// Its words.
        text: String,
        /// Its label.
        label: Option<String>,
    },
}

/// A part, what it says, and since when.
#[derive(Debug, Clone)]
pub struct Blamed {
    /// The part.
    pub part: Part,
    /// What the field means.
    pub role: Option<Role>,
    /// What it says: the literal text of a field, the words of a section, the state, owner and day of an action.
    pub value: String,
    /// The commit that made it say so; `None` for what is in no commit.
    pub commit: Option<Arc<Commit>>,
    /// Whether that commit is one to be passed over, and no other ever wrote this part.
    pub is_ignored: bool,
    /// How often it said something else before, since the record was last added.
    pub earlier: usize,
}

/// Everything that a record says.
#[derive(Debug, Default)]
pub struct Blame {
    /// Its parts: fields in the file's order, then sections, then actions.
    pub parts: Vec<Blamed>,
    /// Whether older history is missing from this clone.
    pub is_shallow: bool,
}

impl Part {
    /// Returns what people call it on a command line.
    pub fn name(&self) -> &str {
        match self {
            Self::Field(path) => path,
            Self::Section(title) => title,
            Self::Task { text, label } => label.as_deref().unwrap_or(text),
        }
    }
}
