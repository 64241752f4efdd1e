//! `heading`: a Markdown file whose only metadata is its title, the first heading.

use super::{Extracted, Start};
use crate::text::{
    Span,
    edit::{Change, EditError, Patch, Source, flat::LineChange},
    tree::{Builder, Entry},
};

pub(super) fn read(text: &str) -> Option<Extracted> {
    let title = title(text)?;
    let mut builder = Builder::default();
    let entry = title.entry(&mut builder, text);
    let root = builder.map(title.words, vec![entry]);
    Some(Extracted {
        tree: Some(builder.finish(root)),
        body: Span::new(title.end, text.len()),
        problems: Vec::new(),
    })
}

/// The line with the title.
pub(super) struct Title {
    /// The words.
    pub(super) words: Span,
    /// Where the next line starts.
    pub(super) end: usize,
}

impl Title {
    /// Returns the title as a field. The mark of the heading stands where a name would.
    pub(super) fn entry(&self, builder: &mut Builder, text: &str) -> Entry {
        let mark = (self.words.start as usize).saturating_sub(1);
        Entry {
            key: "Title".into(),
            key_span: Span::new(mark, mark),
            value: builder.scalar(self.words, self.words.slice(text), false),
        }
    }
}

/// Finds the first line that is a heading with one `#`. What stands above it must be no section.
pub(super) fn title(text: &str) -> Option<Title> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_end().trim_start_matches('\u{feff}');
        if content.starts_with("## ") {
            return None;
        }
        let Some(words) = content.strip_prefix("# ").map(str::trim) else {
            continue;
        };
        let lead = line.find(words)?;
        let from = start + lead;
        return (!words.is_empty()).then(|| Title {
            words: Span::new(from, from + words.len()),
            end: at,
        });
    }
    None
}

pub(super) fn template(start: &Start<'_>) -> String {
    format!("# {}\n", start.text("title"))
}

pub(super) fn write(source: &Source<'_>, change: &Change<'_>) -> Result<Vec<Patch>, EditError> {
    match LineChange::of(source, change)? {
        LineChange::Replace { span, value } => Ok(vec![(span, value.to_owned())]),
        _ => Err(EditError::Value {
            what: "this file has a title and no place for other fields".into(),
            help: "begin the file with two lines `---`, and write the fields between them".into(),
        }),
    }
}
