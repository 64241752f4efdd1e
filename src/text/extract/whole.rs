//! `yaml-file` and `yaml-list`: the whole file is YAML.

use super::{Extracted, Start};
use crate::text::{
    Span,
    edit::{self, Change, EditError, Patch, Source},
    yaml,
};

pub(super) fn read(text: &str) -> Option<Extracted> {
    let parsed = yaml::parse(text, 0);
    Some(Extracted {
        tree: parsed.tree,
        body: Span::default(),
        problems: parsed.problems,
    })
}

pub(super) fn template(_start: &Start<'_>) -> String {
    String::new()
}

pub(super) fn write(source: &Source<'_>, change: &Change<'_>) -> Result<Vec<Patch>, EditError> {
    edit::yaml::patches(source, Span::new(0, source.text.len()), change)
}
