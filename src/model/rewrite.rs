//! What a command wants to write: whole new texts of files, each with the text that it was worked out from.

use std::sync::Arc;

/// One file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// The file as it was read; `None` for a new one.
    pub before: Option<Version>,
    /// The file as it shall be. Another path than before moves it.
    pub after: Version,
}

/// A file's path and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Path from the program's folder, with `/` between its parts.
    pub path: Arc<str>,
    /// The text.
    pub text: Arc<str>,
}

impl Rewrite {
    /// Returns a new file.
    pub fn create(path: &str, text: String) -> Self {
        Self {
            before: None,
            after: Version {
                path: path.into(),
                text: text.into(),
            },
        }
    }

    /// Returns a new text for a file that stays where it is.
    pub fn replace(path: &Arc<str>, before: &Arc<str>, after: String) -> Self {
        Self::relocate(path, before, path, after)
    }

    /// Returns a file's new place and text.
    pub fn relocate(path: &Arc<str>, before: &Arc<str>, to: &str, after: String) -> Self {
        Self {
            before: Some(Version {
                path: path.clone(),
                text: before.clone(),
            }),
            after: Version {
                path: to.into(),
                text: after.into(),
            },
        }
    }

    /// Returns whether the file goes to another place.
    pub fn is_move(&self) -> bool {
        self.before
            .as_ref()
            .is_some_and(|before| before.path != self.after.path)
    }
}
