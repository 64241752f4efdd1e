//! One line a record under each topic, adverse ones first.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use rayon::prelude::*;

use super::bulk::Told;
use crate::{
    model::{
        change::{Change, Changes, Delta, Entry, Gap, RecordChange},
        commit::Commit,
        kind::Class,
        role::{Role, Topic},
    },
    report::{Inline, Item, Tone, words},
};

/// One line with what decides its place.
struct Line {
    order: (Reverse<Tone>, Reverse<i64>, usize),
    item: Item,
}

/// Returns the lines of what is told, by topic.
pub(super) fn by_topic(changes: &Changes, told: &[Told]) -> Vec<(Topic, Vec<Item>)> {
    let mut topics: BTreeMap<Topic, Vec<Line>> = BTreeMap::new();
    let lines: Vec<Vec<(Topic, Line)>> = told
        .par_iter()
        .map(|part| lines_of(changes, part))
        .collect();
    for (topic, line) in lines.into_iter().flatten() {
        topics.entry(topic).or_default().push(line);
    }
    topics
        .into_iter()
        .map(|(topic, mut lines)| {
            // Every step is told in the order in which it happened; the net difference by how much it matters.
            if !changes.is_walk {
                lines.sort_by_key(|line| line.order);
            }
            (topic, lines.into_iter().map(|line| line.item).collect())
        })
        .collect()
}

fn lines_of(changes: &Changes, part: &Told) -> Vec<(Topic, Line)> {
    let entry = &changes.entries[part.entry];
    let topics = deltas_by_topic(entry, &part.deltas).into_iter();
    let line = |(topic, deltas): (Topic, Vec<usize>)| {
        (
            topic,
            line(entry, &deltas, part.entry, topic, changes.is_walk),
        )
    };
    topics.map(line).collect()
}

fn deltas_by_topic(entry: &Entry, told: &[usize]) -> BTreeMap<Topic, Vec<usize>> {
    let change = &entry.change;
    let mut topics: BTreeMap<Topic, Vec<usize>> = BTreeMap::new();
    if told.is_empty() {
        topics.insert(words::topic(change, None), Vec::new());
    }
    for delta in told {
        let topic = words::topic(change, Some(&change.deltas[*delta]));
        topics.entry(topic).or_default().push(*delta);
    }
    topics
}

fn line(entry: &Entry, deltas: &[usize], at: usize, topic: Topic, is_walk: bool) -> Line {
    let change = &entry.change;
    let mut text = Vec::new();
    if is_walk && let Some(origin) = &entry.origin {
        text.push(Inline::text(format!("{} ", origin.commit.date())));
    }
    text.extend([
        Inline::link(&*change.id, &*change.path),
        Inline::text(format!(" {}: ", change.title)),
    ]);
    let mut parts: Vec<Vec<Inline>> = Vec::new();
    match change.change {
        Change::Added => parts.push(added(change)),
        Change::Removed => parts.push(vec![Inline::text("removed")]),
        Change::Changed { .. } => {}
    }
    if let Some(from) = change
        .moved_from
        .as_ref()
        .filter(|_| topic == Topic::Details || change.deltas.is_empty())
    {
        parts.push(vec![Inline::text(format!("file moved from {from}"))]);
    }
    let told = deltas.iter().map(|at| &change.deltas[*at]);
    parts.extend(words::deltas(&change.kind, told));
    text.extend(words::joined(parts));
    if let Some(commit) = commit_of(entry, deltas) {
        text.extend(origin(&commit, is_walk));
    }
    let tones = deltas
        .iter()
        .map(|at| words::tone(&change.kind, &change.deltas[*at]));
    let tone = tones.max().unwrap_or(Tone::Neutral);
    let shift = deltas
        .iter()
        .filter_map(|at| shift_days(&change.deltas[*at]))
        .max()
        .unwrap_or(0);
    Line {
        order: (Reverse(tone), Reverse(shift), at),
        item: Item::new(text),
    }
}

fn shift_days(delta: &Delta) -> Option<i64> {
    match delta {
        Delta::Field(delta) => delta.shift.and_then(|shift| shift.workdays),
        _ => None,
    }
}

/// Returns the last commit behind some deltas.
fn commit_of(entry: &Entry, deltas: &[usize]) -> Option<Arc<Commit>> {
    let own = deltas
        .iter()
        .filter_map(|at| entry.delta_origins[*at].as_ref());
    let last = own.max_by_key(|origin| origin.commit.committed);
    last.or(entry.origin.as_ref())
        .map(|origin| origin.commit.clone())
}

/// Returns who made a change, when, in which commit.
pub(in crate::report) fn origin(commit: &Commit, dated: bool) -> Vec<Inline> {
    let request = commit
        .pull_request
        .map_or_else(String::new, |number| format!(" #{number}"));
    let date = if dated {
        String::new()
    } else {
        format!(" {}", commit.date())
    };
    vec![
        Inline::text(format!(" — {}{date}{request} ", commit.author)),
        Inline::code(commit.short_id()),
    ]
}

/// A new record is told with what matters most about it.
fn added(change: &RecordChange) -> Vec<Inline> {
    let record = &change.record;
    let mut facts = Vec::new();
    if let Some(sort) = record
        .text(Role::Type)
        .filter(|_| record.kind.class == Class::Issue)
    {
        facts.push(sort.into_owned());
    }
    if let Some(status) = record.status() {
        facts.push(status.into_owned());
    }
    if let Some(owner) = record.people(Role::Owner).first() {
        facts.push(owner.to_string());
    }
    if let Some(provider) = record.people(Role::Provider).first() {
        facts.push(format!("from {provider}"));
    }
    let days = [
        (Role::Decided, "decided"),
        (Role::Actual, "finished"),
        (Role::Due, "due"),
        (Role::NeedBy, "needed by"),
        (Role::NeededBy, "needed by"),
        (Role::DecideBy, "needed by"),
        (Role::Date, "on"),
        (Role::Sent, "on"),
    ];
    let day = days
        .iter()
        .find_map(|(role, words)| Some((words, record.text(*role)?)));
    if let Some((words, day)) = day {
        facts.push(format!("{words} {day}"));
    }
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!(" ({})", facts.join(", "))
    };
    vec![Inline::text(format!("{} added{facts}", record.kind.word()))]
}

/// Returns all that happened to a record, one part for each difference.
pub(in crate::report) fn what(change: &RecordChange) -> Vec<Vec<Inline>> {
    let mut parts = match change.change {
        Change::Added => vec![added(change)],
        Change::Removed => vec![vec![Inline::text("removed")]],
        Change::Changed { .. } => Vec::new(),
    };
    if let Some(from) = &change.moved_from {
        parts.push(vec![Inline::text(format!("file moved from {from}"))]);
    }
    parts.extend(words::deltas(&change.kind, change.deltas.iter()));
    parts
}

/// Returns one line for each version that could not be read.
pub(super) fn gaps(changes: &Changes) -> Vec<Item> {
    let line = |(commit, gap): &(Option<Arc<Commit>>, Gap)| {
        let mut text = vec![
            Inline::link(&*gap.path, &*gap.path),
            Inline::text(format!(": {}", gap.message)),
        ];
        if let Some(commit) = commit {
            text.extend(origin(commit, false));
        }
        Item::new(text)
    };
    changes.gaps.iter().map(line).collect()
}
