//! Layer 3: reports. One file a question; each returns a neutral [`Document`] and the data behind it.

pub mod changes;
mod document;
mod words;

pub use document::{Block, Document, Inline, Item, Tone};

/// What one command has to tell: the words for people and the data behind them.
#[derive(Debug, Clone)]
pub struct Report {
    /// The command that asked: the `command` of the JSON envelope.
    pub command: &'static str,
    /// The words.
    pub document: Document,
    /// The data: the `data` of the JSON envelope.
    pub data: serde_json::Value,
}
