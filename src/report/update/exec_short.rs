//! The update for sponsors in six lines: a headline, and at most five lines of at most fifteen words.

use super::{
    Asked, Facts, NOTHING,
    exec::{late, status},
    facts::{Headline, Named, OpenRisk, Waiting},
};
use crate::{
    report::{Document, Inline, Item, Tone},
    text::phrase::counted,
};

/// More lines than this are not read in a chat.
const CHANGES: usize = 3;
/// Nor more words on a line.
const WORDS: usize = 15;

pub(super) fn document(asked: &Asked<'_>, facts: &Facts) -> Document {
    let mut document = Document::new(asked.title("in short"));
    document.paragraph(headline(&asked.telling.config().name, &facts.headline));
    let mut lines: Vec<Vec<Inline>> = facts
        .changed
        .iter()
        .take(CHANGES)
        .map(|changed| short(changed.words.clone(), &changed.record, ""))
        .collect();
    if lines.is_empty() {
        lines.push(vec![Inline::text(NOTHING)]);
    }
    lines.push(risk(&facts.risks));
    lines.push(ask(&facts.decisions));
    document.list_or_none(lines.into_iter().map(Item::new).collect());
    if asked.line.is_some() {
        document.blocks.push(asked.so_what());
    }
    document
}

fn headline(name: &str, facts: &Headline) -> Vec<Inline> {
    let mut line = vec![match facts.health {
        Some(health) => status(health, true),
        None => Inline::Status {
            word: "NO HEALTH STATED".into(),
            tone: Tone::Caution,
        },
    }];
    line.push(Inline::strong(format!(" {name}")));
    if let Some(forecast) = facts.forecast {
        line.push(Inline::text(format!(": {forecast}")));
        if let Some(days) = facts.late {
            line.push(Inline::text(", "));
            line.push(late(days));
        }
        if let Some(driver) = &facts.driver {
            line.push(Inline::text(" "));
            line.extend(driver.tag());
        }
    }
    line
}

fn risk(risks: &[OpenRisk]) -> Vec<Inline> {
    let label = Inline::strong("Risk: ");
    let Some(risk) = risks.first() else {
        return vec![label, Inline::text("None.")];
    };
    let mut words = risk.record.title.clone();
    if let Some(days) = risk.impact_days {
        words.push_str(&format!(", +{days} d"));
    }
    if let Some(owner) = &risk.owner {
        words.push_str(&format!(", {owner}"));
    }
    short(vec![label, Inline::text(words)], &risk.record, "")
}

fn ask(decisions: &[Waiting]) -> Vec<Inline> {
    let label = Inline::strong("Ask: ");
    let Some(first) = decisions.first() else {
        return vec![label, Inline::text("None.")];
    };
    let who = first.approver.as_deref().unwrap_or("nobody");
    let by = first
        .decide_by
        .map_or_else(|| "without a date".to_owned(), |day| format!("by {day}"));
    let more = match decisions.len() - 1 {
        0 => String::new(),
        more => format!(", {} more", counted(more, "decision")),
    };
    let words = format!("{who} decides {by}: {}", first.record.title);
    short(vec![label, Inline::text(words)], &first.record, &more)
}

/// Returns a line of no more than fifteen words that ends with a link to its record: what is longer is cut, and shows it.
fn short(line: Vec<Inline>, record: &Named, after: &str) -> Vec<Inline> {
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    let count = |text: &str| text.split_whitespace().filter(is_word).count();
    // The link is a word too.
    let mut left = WORDS.saturating_sub(1 + count(after));
    let mut kept = Vec::new();
    for inline in line {
        let plain = inline.plain();
        if count(plain) <= left {
            left -= count(plain);
            kept.push(inline);
            continue;
        }
        let space = if plain.starts_with(' ') { " " } else { "" };
        let words: Vec<&str> = plain
            .split_whitespace()
            .filter(is_word)
            .take(left)
            .collect();
        kept.push(Inline::text(format!("{space}{}\u{2026}", words.join(" "))));
        break;
    }
    kept.push(Inline::text(" "));
    kept.extend(record.tag());
    kept.push(Inline::text(after));
    kept
}
