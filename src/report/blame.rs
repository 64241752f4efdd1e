//! Who gave each part of a record what it says: the report behind `blame`.

use serde_json::{Value, json};

use super::{Block, Document, Inline, Report, changes::commit_json, words};
use crate::model::{
    blame::{Blame, Blamed, Part},
    record::Record,
};

/// Values are cut after so many characters in a table.
const WIDTH: usize = 40;

/// A record and who wrote what of it.
#[derive(Debug)]
pub struct Blaming<'a> {
    /// The record.
    pub record: &'a Record,
    /// The moment at which it is looked at, as it was asked for.
    pub at: Option<&'a str>,
    /// Whether every commit counts.
    pub is_all: bool,
    /// Its parts.
    pub blame: &'a Blame,
}

impl Blaming<'_> {
    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("blame", || self.document(), || self.data())
    }

    fn document(&self) -> Document {
        let at = self.at.map_or_else(String::new, |at| format!(" at {at}"));
        let title = format!("{} {}: blame{at}", self.record.id, self.record.title());
        let mut document = Document::new(&title);
        document.heading(1, title);
        if self.blame.is_shallow {
            let note = "This clone is shallow: what the oldest commit here seems to have written may be older. \
                        Run `git fetch --unshallow` for the rest.";
            document.paragraph(vec![Inline::strong(note)]);
        }
        let columns = ["Part", "Value", "Since", "By", "Commit", "Earlier"];
        document.blocks.push(Block::Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: self.blame.parts.iter().map(row).collect(),
        });
        if self.blame.parts.iter().any(|part| part.is_ignored) {
            let note = "* This commit is listed in .git-blame-ignore-revs, and no other one wrote the part.";
            document.paragraph(vec![Inline::text(note)]);
        }
        document
    }

    fn data(&self) -> Value {
        let record = self.record;
        json!({
            "id": &*record.id,
            "kind": record.kind.name,
            "title": record.title(),
            "path": &*record.file.path,
            "all_commits": self.is_all,
            "shallow": self.blame.is_shallow,
            "parts": self.blame.parts.iter().map(part).collect::<Vec<_>>(),
        })
    }
}

fn row(blamed: &Blamed) -> Vec<Vec<Inline>> {
    let name = match &blamed.part {
        Part::Field(path) => path.clone(),
        Part::Section(title) if title.is_empty() => "text".into(),
        Part::Section(title) => format!("## {title}"),
        Part::Task { text, label } => {
            let label = label
                .as_ref()
                .map_or_else(String::new, |label| format!(" ^{label}"));
            format!("[ ] {}{label}", cut(text))
        }
    };
    let value = match &blamed.part {
        Part::Section(_) => words::count(blamed.value.split_whitespace().count(), "word"),
        _ => cut(&blamed.value),
    };
    let text = |text: String| vec![Inline::text(text)];
    let mut cells = vec![text(name), text(value)];
    match &blamed.commit {
        Some(commit) => {
            let mark = if blamed.is_ignored { "*" } else { "" };
            cells.extend([
                text(commit.date().to_string()),
                text(commit.author.clone()),
                vec![Inline::code(format!("{}{mark}", commit.short_id()))],
            ]);
        }
        None => cells.extend([text("not committed".into()), Vec::new(), Vec::new()]),
    }
    cells.push(text(blamed.earlier.to_string()));
    cells
}

/// Returns a text on one line, cut where it is long.
fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= WIDTH {
        return line;
    }
    let start: String = line.chars().take(WIDTH - 1).collect();
    format!("{}…", start.trim_end())
}

fn part(blamed: &Blamed) -> Value {
    let (what, label) = match &blamed.part {
        Part::Field(_) => ("field", None),
        Part::Section(_) => ("section", None),
        Part::Task { label, .. } => ("action", label.as_deref()),
    };
    let name = match &blamed.part {
        Part::Task { text, .. } => text,
        other => other.name(),
    };
    json!({
        "what": what,
        "name": name,
        "label": label,
        "role": blamed.role.map(|role| role.name()),
        "value": blamed.value,
        "commit": blamed.commit.as_deref().map(commit_json),
        "ignored": blamed.is_ignored,
        "earlier_values": blamed.earlier,
    })
}
