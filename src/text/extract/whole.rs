//! `yaml-file` and `yaml-list`: the whole file is YAML.

use super::Extracted;
use crate::text::{Span, yaml};

pub(super) fn read(text: &str) -> Option<Extracted> {
    let parsed = yaml::parse(text, 0);
    Some(Extracted {
        tree: parsed.tree,
        body: Span::default(),
        problems: parsed.problems,
    })
}
