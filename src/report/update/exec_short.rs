//! The update for sponsors in six lines: a headline, and at most five lines of at most fifteen words.

use super::{
    Asked, Facts, NOTHING,
    exec::{late, status},
    facts::{Headline, OpenRisk, Waiting},
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
        .map(|changed| {
            short(
                changed.words.clone(),
                &changed.record.id,
                &changed.record.path,
            )
        })
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
    let mut line = vec![label, Inline::text(format!("{words} "))];
    line.extend(risk.record.tag());
    short(line, &risk.record.id, &risk.record.path)
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
    let words = format!("{who} decides {by}: {} ", first.record.title);
    let mut line = vec![label, Inline::text(words)];
    line.extend(first.record.tag());
    line.push(Inline::text(more));
    short(line, &first.record.id, &first.record.path)
}

/// Returns a line of no more than fifteen words: what is longer is cut, and says so, and keeps its link.
fn short(line: Vec<Inline>, id: &str, path: &str) -> Vec<Inline> {
    let count = |inline: &Inline| inline.plain().split_whitespace().count();
    if line.iter().map(count).sum::<usize>() <= WORDS {
        return line;
    }
    // The link at the end is a word too.
    let mut left = WORDS - 1;
    let mut kept = Vec::new();
    for inline in line {
        let words = count(&inline);
        if words <= left {
            left -= words;
            kept.push(inline);
            continue;
        }
        let words: Vec<&str> = inline.plain().split_whitespace().take(left).collect();
        let space = if inline.plain().starts_with(' ') {
            " "
        } else {
            ""
        };
        kept.push(Inline::text(format!("{space}{}\u{2026} ", words.join(" "))));
        break;
    }
    kept.push(Inline::text("("));
    kept.push(Inline::link(id, path));
    kept.push(Inline::text(")"));
    kept
}
