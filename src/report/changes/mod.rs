//! What changed: the report behind `diff` and `changelog`.

mod bulk;
mod data;
mod lines;
mod summary;

use std::collections::BTreeMap;

use super::{Block, Document, Inline, Report, ends, words};
use crate::model::{change::Changes, config::Config};

pub(super) use bulk::done;
pub(super) use data::{change_json, commit_json};
pub(super) use lines::{origin, what};
pub use summary::Counts;

/// Returns the report of a command.
pub fn report<'a>(command: &'static str, config: &'a Config, changes: &'a Changes) -> Report<'a> {
    Report::new(
        command,
        || document(config, changes, &summary::summarise(config, changes)),
        || data::data(changes, &summary::summarise(config, changes)),
    )
}

fn document(config: &Config, changes: &Changes, summary: &BTreeMap<String, Counts>) -> Document {
    let name = if config.name.is_empty() {
        "Program"
    } else {
        &config.name
    };
    let range = ends::range(&changes.from, &changes.to);
    let title = format!("{name}: changes {range}");
    let mut document = Document::new(&title);
    document.heading(1, title);
    document.paragraph(vec![Inline::text(totals(config, changes, summary))]);
    if changes.is_shallow {
        document.paragraph(ends::shallow(Some(&changes.from)));
    }
    let (told, collapsed) = bulk::split(config, changes);
    for (topic, items) in lines::by_topic(changes, &told) {
        document.heading(2, words::topic_words(topic));
        document.blocks.push(Block::List(items));
    }
    if !collapsed.is_empty() {
        document.heading(2, "Bulk changes");
        document.blocks.push(Block::List(collapsed));
    }
    let transitions = summary::transitions_table(config, summary);
    if let Some(table) = transitions {
        document.heading(2, "Transitions");
        document.blocks.push(table);
    }
    if !changes.gaps.is_empty() {
        document.heading(2, "Unreadable versions");
        document.blocks.push(Block::List(lines::gaps(changes)));
    }
    document
}

fn totals(config: &Config, changes: &Changes, summary: &BTreeMap<String, Counts>) -> String {
    let mut parts = Vec::new();
    for kind in config.kinds.iter() {
        let Some(counts) = summary.get(&kind.name).filter(|counts| !counts.is_empty()) else {
            continue;
        };
        let facts: Vec<String> = [
            (counts.added, "added"),
            (counts.removed, "removed"),
            (counts.moved, "moved"),
            (counts.changed, "changed"),
        ]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
        if !facts.is_empty() {
            parts.push(format!("{}: {}", kind.plural, facts.join(", ")));
        }
    }
    if parts.is_empty() && changes.entries.is_empty() {
        return "Nothing changed.".into();
    }
    let mode = if changes.is_walk { "Every step" } else { "Net" };
    if parts.is_empty() {
        return format!("{mode}: only texts changed.");
    }
    format!("{mode}. {}.", parts.join(". "))
}
