//! Layer 3: reports. One file a question; each returns a neutral [`Document`] and the data behind it.

use std::cell::LazyCell;

pub mod actions;
pub mod blame;
mod body;
pub mod brief;
mod cells;
pub mod changes;
pub mod decisions;
pub mod deps;
mod distance;
mod document;
mod ends;
pub mod escalate;
pub mod facts;
pub mod handoff;
mod links;
pub mod list;
pub mod log;
pub mod path;
pub mod people;
pub mod probe;
pub mod review;
pub mod risks;
pub mod schedule;
pub mod show;
pub mod slips;
pub mod status;
pub mod surprises;
pub mod trend;
pub mod untold;
pub mod update;
mod words;
pub mod written;

pub use document::{Block, Document, Inline, Item, Tone, embedded};
pub use links::{Holder, LinkForm, Links};

/// Something that is only worked out when it is asked for: a format reads the words or the data, seldom both.
pub type Lazy<'a, T> = LazyCell<T, Box<dyn FnOnce() -> T + 'a>>;

/// What one command has to tell: the words for people and the data behind them.
#[derive(Debug)]
pub struct Report<'a> {
    /// The command that asked: the `command` of the JSON envelope.
    pub command: &'static str,
    /// The words.
    pub document: Lazy<'a, Document>,
    /// The data: the `data` of the JSON envelope.
    pub data: Lazy<'a, serde_json::Value>,
    /// Address of the files on their code host, with `{path}` where a path goes: the `file_url` of the JSON envelope.
    pub file_url: Option<String>,
}

impl Report<'_> {
    /// Returns the report with handles that call nobody: see [`Document::without_mentions`].
    pub fn without_mentions(self) -> Self {
        let Self {
            command,
            document,
            data,
            ..
        } = self;
        Self::new(
            command,
            move || document.without_mentions(),
            move || data.clone(),
        )
    }
}

impl<'a> Report<'a> {
    /// Returns a report whose words and data are worked out when they are read.
    pub fn new(
        command: &'static str,
        document: impl FnOnce() -> Document + 'a,
        data: impl FnOnce() -> serde_json::Value + 'a,
    ) -> Self {
        Self {
            command,
            document: LazyCell::new(Box::new(document)),
            data: LazyCell::new(Box::new(data)),
            file_url: None,
        }
    }
}
