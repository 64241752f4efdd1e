//! The lines of a review.

use super::{Review, named};
use crate::{
    facts::{
        effect::{Because, Critical, Fate, Move, Reviewer, Side, Touched, Turned},
        reach,
    },
    model::{
        change::{Change, Delta, RecordChange},
        record::Record,
    },
    report::{Inline, Item, cells, distance, facts::Named, words},
    text::phrase::counted,
};

/// Reasons, or ids, that are told of one person or audience.
const MANY: usize = 12;

/// Returns what the change does in all: the end, the health, the exposure.
pub(super) fn headline(review: &Review<'_>) -> Vec<Vec<Inline>> {
    let (before, after) = (&review.asked.before, &review.asked.after);
    let records = review.asked.changes.len();
    let verb = if records == 1 { "changes" } else { "change" };
    let mut lines = vec![vec![Inline::text(format!(
        "{} {verb}.",
        counted(records, "record")
    ))]];
    lines.push(end(before, after));
    if let (Some(old), Some(new)) = (before.health(), after.health())
        && old != new
    {
        lines.push(vec![
            Inline::text("By the facts the program is "),
            Inline::Status {
                word: new.words().to_owned(),
                tone: cells::tone(new),
            },
            Inline::text(format!(", {} before.", old.words())),
        ]);
    }
    let (old, new) = (before.exposure(), after.exposure());
    if (old - new).abs() > 0.05 {
        lines.push(vec![Inline::text(format!(
            "Exposure of open risks: {} \u{2192} {}.",
            cells::tenths(old),
            counted(cells::tenths(new), "workday")
        ))]);
    }
    lines
}

/// Returns whether the end of the program moves.
fn end(before: &Side<'_>, after: &Side<'_>) -> Vec<Inline> {
    let calendar = &after.program.config.calendar;
    match (before.finish(), after.finish()) {
        ((_, old), (_, new)) if old != new => vec![
            Inline::strong("The target moves"),
            Inline::text(format!(" from {} to {}.", day(old), day(new))),
        ],
        ((Some(old), target), (Some(new), _)) if old != new => {
            let days = calendar.workdays(old, new);
            let target = target.map_or_else(String::new, |target| format!(", target {target}"));
            vec![
                Inline::strong("The program can be finished "),
                distance::later(days),
                Inline::text(format!(": {old} \u{2192} {new}{target}.")),
            ]
        }
        ((finish, _), _) => {
            let words = match finish {
                Some(finish) => format!("The end does not move: {finish}."),
                None => "Nothing says when the program can be finished.".to_owned(),
            };
            vec![Inline::text(words)]
        }
    }
}

fn day(day: Option<jiff::civil::Date>) -> String {
    day.map_or_else(|| "no day".to_owned(), |day| day.to_string())
}

/// Returns a date that moved, and below it what loses time by it.
pub(super) fn moved(one: &Move<'_>) -> Item {
    let mut line = named(one.change).line();
    line.push(Inline::text(": "));
    line.extend(words::delta(
        &one.change.kind,
        &Delta::Field(one.delta.clone()),
    ));
    let mut item = Item::new(line);
    item.children = one.blast.iter().map(touched).collect();
    item
}

fn touched(one: &Touched<'_>) -> Item {
    let mut line = Named::new(one.record).line();
    let (old, new) = one.float;
    let mut parts = Vec::new();
    if one.lost() > 0 {
        parts.push(format!("float {old} \u{2192} {}", counted(new, "workday")));
    }
    let (old, new) = one.finish;
    if new > old {
        parts.push(format!("can be finished {old} \u{2192} {new}"));
    }
    line.push(Inline::text(format!(": {}", parts.join(", "))));
    Item::new(line)
}

pub(super) fn critical(critical: &Critical<'_>) -> Vec<Item> {
    let line = |words: &str, records: &[&Record]| {
        let mut line = vec![Inline::strong(words)];
        for (at, record) in records.iter().enumerate() {
            let named = Named::new(record);
            line.push(Inline::text(if at == 0 { " " } else { ", " }));
            line.extend(named.line());
        }
        (!records.is_empty()).then(|| Item::new(line))
    };
    let lines = [
        line("Has no float any more:", &critical.entered),
        line("Is critical no more:", &critical.left),
    ];
    lines.into_iter().flatten().collect()
}

pub(super) fn turned(one: &Turned<'_>) -> Item {
    let mut line = Named::new(one.record).line();
    line.push(Inline::text(format!(": {} \u{2192} ", one.before.words())));
    line.push(Inline::Status {
        word: one.after.words().to_owned(),
        tone: cells::tone(one.after),
    });
    Item::new(line)
}

pub(super) fn fate(change: &RecordChange, fate: Fate) -> Item {
    let state = change.record.status().map(|state| format!(" ({state})"));
    let noun = change.kind.word();
    let word = match (fate, change.change) {
        (Fate::Opened, Change::Added) => format!("New {noun}"),
        (Fate::Opened, _) => format!("Open again, {noun}"),
        (Fate::Closed, Change::Removed) => format!("Removed, {noun}"),
        (Fate::Closed, _) => format!("Closed, {noun}"),
    };
    let mut line = vec![Inline::strong(format!("{word}: "))];
    line.extend(named(change).line());
    line.extend(state.map(Inline::text));
    Item::new(line)
}

/// Returns what else changed of a record, but for the dates that stand above.
pub(super) fn other(review: &Review<'_>, change: &RecordChange) -> Item {
    let mut line = named(change).line();
    match change.change {
        Change::Added => line.push(Inline::text(format!(": new {}", change.kind.word()))),
        Change::Removed => line.push(Inline::text(format!(": {} removed", change.kind.word()))),
        Change::Changed { .. } => {
            let is_above = |delta: &&Delta| {
                let mut moves = review.moves.iter();
                delta.role().is_some_and(|role| {
                    moves.any(|one| one.change.id == change.id && one.delta.role == Some(role))
                })
            };
            let deltas = change.deltas.iter().filter(|delta| !is_above(delta));
            let parts = words::deltas(&change.kind, deltas);
            let parts = match (parts.is_empty(), &change.moved_from) {
                (true, Some(from)) => vec![vec![Inline::text(format!("was {from}"))]],
                (true, None) => vec![vec![Inline::text("reworded")]],
                (false, _) => parts,
            };
            line.push(Inline::text(": "));
            line.extend(words::joined(parts));
        }
    }
    Item::new(line)
}

pub(super) fn reviewer(reviewer: &Reviewer<'_>) -> Item {
    let mut line = vec![Inline::strong(reviewer.person.to_string())];
    let mut because: Vec<&(&Record, Because)> = reviewer.because.iter().collect();
    because.sort_by_key(|(_, because)| *because);
    let mut last = None;
    for (record, why) in because.iter().take(MANY) {
        let words = match last {
            Some(last) if last == *why => ", ".to_owned(),
            Some(_) => format!("; {} ", why.words()),
            None => format!(" {} ", why.words()),
        };
        line.push(Inline::text(words));
        line.push(Inline::link(&*record.id, &*record.file.path));
        last = Some(*why);
    }
    line.extend(rest(because.len()));
    Item::new(line)
}

pub(super) fn audience(review: &Review<'_>, name: &str, changes: &[&RecordChange]) -> Item {
    let (program, today) = (review.asked.after.program, review.asked.today);
    let due = reach::next_due(program, name, today)
        .map_or_else(String::new, |due| format!(", due {due}"));
    let mut line = vec![Inline::strong(name), Inline::text(format!("{due}: "))];
    for (at, change) in changes.iter().take(MANY).enumerate() {
        if at > 0 {
            line.push(Inline::text(", "));
        }
        line.push(Inline::link(&*change.id, &*change.path));
    }
    line.extend(rest(changes.len()));
    Item::new(line)
}

fn rest(all: usize) -> Option<Inline> {
    let rest = all.saturating_sub(MANY);
    (rest > 0).then(|| Inline::text(format!(" and {rest} more")))
}
