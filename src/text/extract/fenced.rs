//! `fenced-yaml`: the first ```` ```yaml ```` block of a Markdown file.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::Extracted;
use crate::text::{Span, yaml};

pub(super) fn read(text: &str) -> Option<Extracted> {
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
                    let source = Span::new(start, end.max(start));
                    let parsed = yaml::parse(source.slice(text), start);
                    let body = Span::new(0, text.len());
                    return Some(Extracted {
                        tree: parsed.tree,
                        body,
                        problems: parsed.problems,
                    });
                }
            }
            _ if inside => break,
            _ => {}
        }
    }
    None
}
