//! What a rule says about one place of the program.

use std::{collections::BTreeMap, sync::Arc};

use crate::text::{Position, Span};

/// How much a finding matters. Ordered: a later level is more severe.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Allow,
    /// Worth knowing; never fails a check by default.
    Info,
    /// Should be mended; does not fail a check by default.
    Warning,
    /// Fails the check.
    Error,
}

impl Level {
    /// Every level, mildest first.
    pub const ALL: [Self; 4] = [Self::Allow, Self::Info, Self::Warning, Self::Error];

    /// Returns the word for people and configuration.
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place in one file of the program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path from the program's folder, with `/` between its parts.
    pub path: Arc<str>,
    /// Where in the file, in bytes.
    pub span: Span,
    /// Where it starts, for people.
    pub start: Position,
    /// Where it ends, for people.
    pub end: Position,
}

impl Place {
    /// Returns the place of a span in a file's text.
    pub fn new(path: Arc<str>, text: &str, span: Span) -> Self {
        Self {
            path,
            span,
            start: Position::of(text, span.start),
            end: Position::of(text, span.end),
        }
    }

    /// Returns the first character of a file, for what concerns the whole of it.
    pub fn whole_file(path: Arc<str>) -> Self {
        Self {
            path,
            span: Span::default(),
            start: Position::START,
            end: Position::START,
        }
    }
}

/// One thing a rule has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Name of the rule: `dangling-ref`.
    pub rule: &'static str,
    /// How much it matters here, after all overrides.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// The record it concerns, by id.
    pub record: Option<String>,
    /// The fact, in one line, without adjectives.
    pub message: String,
    /// A few words that stand at the place itself.
    pub label: Option<String>,
    /// Why it matters to the program; the rule's own sentence.
    pub why: &'static str,
    /// What to type next.
    pub help: Option<String>,
    /// The text that should stand at the place instead, where the rule knows it.
    pub replacement: Option<String>,
    /// Other places that belong to it, each with a label.
    pub related: Vec<(Place, String)>,
    /// What stays the same of the message where its numbers go on; the whole message where left out.
    pub gist: Option<String>,
}

/// The texts that findings point into, by path. A file that could not be read has none.
pub type Sources = BTreeMap<Arc<str>, Arc<str>>;

impl Finding {
    /// Adds what to type next.
    pub fn with_help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a few words at the place itself.
    pub fn with_label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = Some(label.into());
        self
    }

    /// Adds the text that should stand at the place instead.
    pub fn with_replacement(&mut self, text: impl Into<String>) -> &mut Self {
        self.replacement = Some(text.into());
        self
    }

    /// Adds what stays the same of the message where its numbers go on.
    pub fn with_gist(&mut self, gist: impl Into<String>) -> &mut Self {
        self.gist = Some(gist.into());
        self
    }

    /// Adds another place that belongs to it.
    pub fn with_related(&mut self, place: Place, message: impl Into<String>) -> &mut Self {
        self.related.push((place, message.into()));
        self
    }
}
