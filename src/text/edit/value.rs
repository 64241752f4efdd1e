//! Values to be written.

use serde_json::Value as Json;

use crate::text::{scalar, tree::Cursor};

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewValue {
    /// One value.
    One(Scalar),
    /// A list.
    Many(Vec<Scalar>),
}

/// One value to be written, and how it is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// Reads back as exactly this text. Quotes are added where a reader of YAML 1.1 or 1.2 would take it for something
    /// else. A day such as 2026-05-01 stays without quotes.
    Text(String),
    /// Written without quotes, and read as the core schema reads it: `3`, `true`, `2.5`.
    Literal(String),
}

impl Scalar {
    /// Returns the text.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Literal(text) => text,
        }
    }

    /// Returns whether a value of a file is this one. In forms without quotes only the text counts.
    pub(super) fn is(&self, found: Cursor<'_>, is_flat: bool) -> bool {
        let Some((text, plain)) = found.literal() else {
            return false;
        };
        let reads_as_asked = match self {
            Self::Text(_) => !plain || matches!(scalar::resolve(text), Json::String(_)),
            Self::Literal(_) => plain,
        };
        text == self.text() && (is_flat || reads_as_asked)
    }
}
