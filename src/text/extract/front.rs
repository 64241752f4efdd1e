//! `front-matter`: YAML between two `---` lines at the top of a Markdown file.

use super::{Extracted, Start};
use crate::text::{
    Problem, Span,
    edit::{self, Change, EditError, Patch, Source},
    front_matter::{self, FrontMatter},
    yaml,
};

pub(super) fn read(text: &str) -> Option<Extracted> {
    match front_matter::split(text) {
        FrontMatter::Absent => None,
        FrontMatter::Unclosed { fence } => {
            let problem = Problem::new(fence, "the front matter is opened here and never closed")
                .with_help("add a line `---` below the last field");
            Some(Extracted {
                tree: None,
                body: Span::at(text.len()),
                problems: vec![problem],
            })
        }
        FrontMatter::Present { fence, yaml, body } => {
            let mut parsed = yaml::parse(yaml.slice(text), yaml.start as usize);
            let above = text[..fence.start as usize].trim_start_matches('\u{feff}');
            if !above.is_empty() {
                let problem = Problem::new(
                    fence,
                    "blank lines stand above the front matter; most tools will not see it",
                )
                .with_help("make `---` the first line of the file");
                parsed.problems.push(problem);
            }
            Some(Extracted {
                tree: parsed.tree,
                body,
                problems: parsed.problems,
            })
        }
    }
}

pub(super) fn template(_start: &Start<'_>) -> String {
    "---\n---\n".into()
}

pub(super) fn write(source: &Source<'_>, change: &Change<'_>) -> Result<Vec<Patch>, EditError> {
    match front_matter::split(source.text) {
        FrontMatter::Present { yaml, .. } => edit::yaml::patches(source, yaml, change),
        // What has no tree is never written.
        FrontMatter::Absent | FrontMatter::Unclosed { .. } => Ok(Vec::new()),
    }
}
