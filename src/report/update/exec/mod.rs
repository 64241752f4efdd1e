//! The update for sponsors: should I worry, must I decide. At most 200 words, adverse first, an ask or "None".

mod changed;
mod lines;

use serde::Serialize;
use serde_json::json;

use super::{
    Telling,
    facts::{self, Headline, Milestone, OpenRisk, Path, Silent, Waiting},
};
use crate::{
    model::status::Health,
    report::{Block, Document, Inline, Item, Report},
};
use changed::{Changed, changed};

/// More words than this are not read.
const WORDS: usize = 200;

/// How much of each section is told. Each step tells less, until the update is short enough.
const STEPS: &[Limits] = &[
    Limits::new(2, 3, 3, 3, 3, Some(Health::AtRisk)),
    Limits::new(2, 3, 3, 2, 3, Some(Health::AtRisk)),
    Limits::new(2, 3, 2, 2, 3, Some(Health::AtRisk)),
    Limits::new(2, 3, 2, 1, 3, Some(Health::AtRisk)),
    Limits::new(2, 3, 2, 1, 3, Some(Health::OffTrack)),
    Limits::new(2, 2, 2, 1, 3, Some(Health::OffTrack)),
    Limits::new(2, 2, 1, 1, 3, Some(Health::OffTrack)),
    Limits::new(1, 2, 1, 1, 2, Some(Health::OffTrack)),
    Limits::new(1, 1, 1, 1, 1, None),
];

#[derive(Debug, Clone, Copy)]
struct Limits {
    decisions: usize,
    changed: usize,
    risks: usize,
    actions: usize,
    next: usize,
    /// The health from which it is told when work is green again.
    criterion: Option<Health>,
}

impl Limits {
    const fn new(
        decisions: usize,
        changed: usize,
        risks: usize,
        actions: usize,
        next: usize,
        criterion: Option<Health>,
    ) -> Self {
        Self {
            decisions,
            changed,
            risks,
            actions,
            next,
            criterion,
        }
    }
}

/// Everything the update may tell; the words leave out what does not fit.
#[derive(Debug, Serialize)]
struct Facts {
    since: String,
    headline: Headline,
    decisions: Vec<Waiting>,
    changed: Vec<Changed>,
    risks: Vec<OpenRisk>,
    paths_to_green: Vec<Path>,
    next: Vec<Milestone>,
    silent: Vec<Silent>,
}

pub(in crate::report) fn report(telling: &Telling<'_>) -> Report<'static> {
    let facts = Facts {
        since: telling.changes.from.name.clone(),
        headline: facts::headline(telling),
        decisions: facts::decisions(telling),
        changed: changed(telling),
        risks: facts::risks(telling),
        paths_to_green: facts::paths(telling),
        next: facts::milestones(telling),
        silent: facts::silent(telling),
    };
    let mut documents = STEPS
        .iter()
        .map(|limits| document(telling, &facts, *limits));
    let shortest = |documents: Vec<Document>| documents.into_iter().next_back().unwrap_or_default();
    let mut tried = Vec::new();
    let document = documents
        .find_map(|document| {
            if word_count(&document) <= WORDS {
                Some(document)
            } else {
                tried.push(document);
                None
            }
        })
        .unwrap_or_else(|| shortest(tried));
    let words = word_count(&document);
    let data =
        json!({ "audience": "exec", "today": telling.today, "words": words, "facts": facts });
    Report::new("update", || document, || data)
}

/// Returns how many words a reader has to read.
fn word_count(document: &Document) -> usize {
    fn words(text: &[Inline]) -> usize {
        let plain: String = text.iter().map(Inline::plain).collect();
        plain
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .count()
    }
    let item = |item: &Item| {
        words(&item.text)
            + item
                .children
                .iter()
                .map(|child| words(&child.text))
                .sum::<usize>()
    };
    document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => words(text),
            Block::List(items) => items.iter().map(item).sum(),
            Block::Table { rows, .. } => rows.iter().flatten().map(|cell| words(cell)).sum(),
        })
        .sum()
}

fn document(telling: &Telling<'_>, facts: &Facts, limits: Limits) -> Document {
    let name = &telling.config().name;
    let mut document = Document::new(format!("{name}: update {}", telling.today));
    document.paragraph(lines::headline(name, &facts.headline));
    section(
        &mut document,
        "Decision needed",
        &facts.decisions,
        limits.decisions,
        lines::decision,
    );
    let since = if facts.since.is_empty() {
        "Changed".to_owned()
    } else {
        format!("Changed since {}", facts.since)
    };
    if facts.changed.is_empty() {
        document.heading(2, since);
        document.paragraph(vec![Inline::text(
            "Nothing changed that you need to act on.",
        )]);
    } else {
        section(
            &mut document,
            &since,
            &facts.changed,
            limits.changed,
            |changed| changed.words.clone(),
        );
    }
    section(
        &mut document,
        "Top risks",
        &facts.risks,
        limits.risks,
        lines::risk,
    );
    let path = |path: &Path| lines::path_to_green(path, limits);
    section(
        &mut document,
        "Path to green",
        &facts.paths_to_green,
        usize::MAX,
        path,
    );
    lines::next(&mut document, &facts.next, limits.next);
    lines::silence(&mut document, &facts.silent);
    document
        .blocks
        .extend(lines::so_what(&facts.paths_to_green));
    document
}

/// Adds a section with its first items; a section with nothing says "None", one that is cut says of how many.
fn section<T>(
    document: &mut Document,
    title: &str,
    items: &[T],
    limit: usize,
    line: impl Fn(&T) -> Vec<Inline>,
) {
    let title = if items.len() > limit {
        format!("{title} ({limit} of {})", items.len())
    } else {
        title.to_owned()
    };
    document.heading(2, title);
    document.list_or_none(
        items
            .iter()
            .take(limit)
            .map(|item| Item::new(line(item)))
            .collect(),
    );
}
