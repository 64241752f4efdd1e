//! One line a record under each topic, adverse ones first.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use crate::{
    model::{
        change::{Change, Changes, Delta, Entry, Gap},
        commit::Commit,
        role::{Role, Topic},
    },
    report::{Inline, Item, Tone, words},
};

/// One line with what decides its place.
struct Line {
    order: (Reverse<Tone>, Reverse<i64>, usize),
    item: Item,
}

/// Returns the lines of entries by topic; `told` are their places in `changes.entries`.
pub(super) fn by_topic(changes: &Changes, told: &[usize]) -> Vec<(Topic, Vec<Item>)> {
    let mut topics: BTreeMap<Topic, Vec<Line>> = BTreeMap::new();
    for at in told {
        let entry = &changes.entries[*at];
        for (topic, deltas) in deltas_by_topic(entry) {
            topics.entry(topic).or_default().push(line(
                entry,
                &deltas,
                *at,
                topic,
                changes.is_walk,
            ));
        }
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

fn deltas_by_topic(entry: &Entry) -> BTreeMap<Topic, Vec<usize>> {
    let mut topics: BTreeMap<Topic, Vec<usize>> = BTreeMap::new();
    let change = &entry.change;
    if change.deltas.is_empty() {
        topics.insert(words::topic(change, None), Vec::new());
    }
    for (at, delta) in change.deltas.iter().enumerate() {
        topics
            .entry(words::topic(change, Some(delta)))
            .or_default()
            .push(at);
    }
    topics
}

fn line(entry: &Entry, deltas: &[usize], at: usize, topic: Topic, is_walk: bool) -> Line {
    let change = &entry.change;
    let mut text = Vec::new();
    if is_walk && let Some(commit) = &entry.commit {
        text.push(Inline::text(format!("{} ", commit.date())));
    }
    text.extend([
        Inline::link(&*change.id, &*change.path),
        Inline::text(format!(" {}: ", change.title)),
    ]);
    let mut parts: Vec<Vec<Inline>> = Vec::new();
    match change.change {
        Change::Added => parts.push(added(entry)),
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
    parts.extend(
        deltas
            .iter()
            .map(|at| words::delta(&change.kind, &change.deltas[*at])),
    );
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
        .filter_map(|at| entry.delta_commits.get(*at).cloned().flatten());
    own.max_by_key(|commit| commit.committed)
        .or_else(|| entry.commit.clone())
}

/// Returns who made a change, when, in which commit.
pub(super) fn origin(commit: &Commit, dated: bool) -> Vec<Inline> {
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
fn added(entry: &Entry) -> Vec<Inline> {
    let record = &entry.change.record;
    let mut facts = Vec::new();
    if let Some(status) = record.status() {
        facts.push(status.into_owned());
    }
    if let Some(owner) = record.people(Role::Owner).first() {
        facts.push(owner.to_string());
    }
    if let Some(due) = record
        .text(Role::Due)
        .or_else(|| record.text(Role::DecideBy))
    {
        facts.push(format!("due {due}"));
    }
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!(" ({})", facts.join(", "))
    };
    vec![Inline::text(format!("{} added{facts}", record.kind.word()))]
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
