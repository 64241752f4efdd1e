//! The update for another team: what do you need from us, what moved for us. At most fifteen lines.

use std::collections::BTreeSet;

use jiff::Span;

use super::{
    Asked, Facts,
    facts::{Named, Waiting},
    section,
    sides::{self, Owed},
    work::{Decided, Moved},
};
use crate::report::{Document, Inline, distance};

/// How far ahead another team is told what comes, in days.
const AHEAD: i32 = 30;
/// How many lines each section has at most: fifteen in all.
const OWED: usize = 4;
const MOVED: usize = 3;
const DECIDED: usize = 2;
const NEXT: usize = 2;

pub(super) fn document(asked: &Asked<'_>, facts: &Facts) -> Document {
    let touching = sides::touching(asked);
    let title = asked.title(&format!("for {}", asked.name));
    let mut document = Document::new(&title);
    document.heading(1, title);
    section(&mut document, "You owe us", &facts.you_owe, OWED, owed);
    section(&mut document, "We owe you", &facts.we_owe, OWED, owed);
    let moved: Vec<&Moved> = facts
        .moved
        .iter()
        .filter(|moved| touching.contains(&moved.record.id))
        .collect();
    let heading = asked.since("Dates that moved for you");
    section(&mut document, &heading, &moved, MOVED, |moved| moved.line());
    decisions(&mut document, asked, facts, &touching);
    next(&mut document, asked, facts, &touching);
    if asked.line.is_some() {
        document.blocks.push(asked.so_what());
    }
    document
}

fn owed(owed: &Owed) -> Vec<Inline> {
    let mut line = owed.record.line();
    let promised = owed.promised.map_or_else(
        || "nobody has promised a day".to_owned(),
        |day| format!("promised for {day}"),
    );
    let needed = owed
        .need_by
        .map_or_else(String::new, |day| format!(", needed by {day}"));
    let confirmed = match (owed.promised, owed.confirmed) {
        (None, _) => String::new(),
        (_, Some(day)) => format!(", confirmed {day}"),
        (_, None) => ", never confirmed".to_owned(),
    };
    line.push(Inline::text(format!(": {promised}{needed}{confirmed}. ")));
    match &owed.ask {
        Some(ask) => line.push(Inline::strong(format!("{ask}."))),
        None => line.push(Inline::text("Nothing to do.")),
    }
    line
}

/// What was decided, and what waits to be, that bears on the readers.
fn decisions(
    document: &mut Document,
    asked: &Asked<'_>,
    facts: &Facts,
    touching: &BTreeSet<String>,
) {
    let bears = |affects: &[String]| affects.iter().any(|id| touching.contains(id));
    let decided = facts.decided.iter().filter(|one| bears(&one.affects));
    let open = facts.decisions.iter().filter(|one| bears(&one.affects));
    let mut lines: Vec<Vec<Inline>> = decided.map(Decided::line).collect();
    lines.extend(open.map(waiting));
    let heading = asked.since("Decisions that affect you");
    section(document, &heading, &lines, DECIDED, Clone::clone);
}

fn waiting(waiting: &Waiting) -> Vec<Inline> {
    let mut line = waiting.record.line();
    let who = waiting.approver.as_deref().unwrap_or("nobody");
    let by = waiting
        .decide_by
        .map_or_else(|| " without a date".to_owned(), |day| format!(" by {day}"));
    line.push(Inline::text(format!(", open: {who} decides{by}")));
    line
}

/// What is to be finished soon and bears on the readers.
fn next(document: &mut Document, asked: &Asked<'_>, facts: &Facts, touching: &BTreeSet<String>) {
    let limit = asked.telling.today.saturating_add(Span::new().days(AHEAD));
    let next: Vec<(&Named, String)> = facts
        .next
        .iter()
        .filter(|one| one.finish <= limit && touching.contains(&one.record.id))
        .map(|one| {
            let late = one
                .late
                .filter(|late| *late != 0)
                .map_or_else(String::new, |late| {
                    format!(", {} against the baseline", distance::workdays(late))
                });
            (&one.record, format!(": {}{late}", one.finish))
        })
        .collect();
    let heading = format!("In the next {AHEAD} days");
    section(document, &heading, &next, NEXT, |(record, words)| {
        let mut line = record.line();
        line.push(Inline::text(words));
        line
    });
}
