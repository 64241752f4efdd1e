//! Layer 2: from what a person wants to say to the files that say it. Pure; the store writes what comes out of here.

pub mod action;
pub mod assign;
pub mod draft;
mod list;
pub mod merge;
pub mod name;
pub mod number;
pub mod record;
pub mod rename;
pub mod slug;
mod target;
pub mod tidy;
mod value;

use crate::text::edit::EditError;

/// What a person asked for cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct AuthorError {
    /// The fact.
    pub message: String,
    /// What to type instead.
    pub hint: String,
}

impl AuthorError {
    /// Returns an error with what to type instead.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: hint.into(),
        }
    }
}

impl From<EditError> for AuthorError {
    fn from(error: EditError) -> Self {
        Self::new(error.to_string(), error.help())
    }
}

/// What this layer returns.
pub type Result<T> = std::result::Result<T, AuthorError>;
