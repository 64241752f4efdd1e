//! One file with records: its text and what was read from it.

use std::sync::{Arc, OnceLock};

use super::overlay::Origin;
use crate::text::{
    Problem, Span,
    markdown::{self, Body},
    tree::Tree,
};

/// A file that was read: its text, its metadata as a tree, and its body.
#[derive(Debug)]
pub struct File {
    /// Path from the program's folder, with `/` between its parts.
    pub path: Arc<str>,
    /// The text.
    pub text: Arc<str>,
    /// The metadata.
    pub tree: Tree,
    /// Where the Markdown is; empty when there is none, the empty span at 0 where the form has no place for any.
    pub body: Span,
    /// What is wrong with the metadata, although it could be read.
    pub problems: Vec<Problem>,
    /// Where the file is from.
    pub origin: Origin,
    parsed_body: OnceLock<Body>,
}

impl File {
    /// Returns a file.
    pub fn new(
        path: Arc<str>,
        text: Arc<str>,
        tree: Tree,
        body: Span,
        problems: Vec<Problem>,
    ) -> Self {
        Self {
            path,
            text,
            tree,
            body,
            problems,
            origin: Origin::Shared,
            parsed_body: OnceLock::new(),
        }
    }

    /// Returns the path from the folder in which kinds look for records: the program's own, or an overlay.
    pub fn own_path(&self) -> &str {
        self.origin.within(&self.path)
    }

    /// Returns the body's headings, links and tasks; read on first use.
    pub fn body(&self) -> &Body {
        self.parsed_body
            .get_or_init(|| markdown::read(&self.text, self.body))
    }
}
