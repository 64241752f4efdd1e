//! `fenced-yaml`: the first ```` ```yaml ```` block of a Markdown file.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::Extracted;
use crate::text::{
    Span,
    edit::{self, Change, EditError, Patch, Source},
    yaml,
};

pub(super) fn read(text: &str) -> Option<Extracted> {
    let source = block(text)?;
    let parsed = yaml::parse(source.slice(text), source.start as usize);
    Some(Extracted {
        tree: parsed.tree,
        body: Span::new(0, text.len()),
        problems: parsed.problems,
    })
}

pub(super) fn write(source: &Source<'_>, change: &Change<'_>) -> Result<Vec<Patch>, EditError> {
    // What has no block is never written.
    let region = block(source.text).unwrap_or_default();
    edit::yaml::patches(source, region, change)
}

/// Returns the lines between the fences.
fn block(text: &str) -> Option<Span> {
    let mut inside = false;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                inside = matches!(language.split_whitespace().next(), Some("yaml" | "yml"));
                if inside {
                    let block = &text[range.clone()];
                    let start =
                        range.start + block.find('\n').map_or(block.len(), |newline| newline + 1);
                    let end = range.start
                        + block
                            .trim_end()
                            .rfind('\n')
                            .map_or(block.len(), |newline| newline + 1);
                    return Some(Span::new(start, end.max(start)));
                }
            }
            _ if inside => break,
            _ => {}
        }
    }
    None
}
