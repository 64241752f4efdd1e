//! Commits that touch many records are told in one line each, with counts of what they did.

use std::collections::{BTreeMap, BTreeSet};

use super::lines;
use crate::{
    model::{
        change::{Change, Changes, Delta, Origin, RecordChange},
        commit::Commit,
        config::Config,
    },
    report::{Inline, Item, Tone, words},
};

/// What of one entry is told line by line: all of it, or some of its deltas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// The entry's place in `changes.entries`.
    pub(super) entry: usize,
    /// The deltas that are told.
    pub(super) deltas: Vec<usize>,
}

/// What a bulk commit did, as places of entries and their deltas.
struct Bulk<'a> {
    commit: &'a Commit,
    parts: Vec<Told>,
}

/// Returns what is told line by line, and the lines of the bulk commits. A date that moved later is never collapsed in
/// a net difference: one commit may move many promises.
pub(super) fn split(config: &Config, changes: &Changes) -> (Vec<Told>, Vec<Item>) {
    let threshold = config.history.bulk_records.max(2);
    let is_bulk = |origin: &Option<Origin>| {
        let origin = origin.as_ref();
        origin.is_some_and(|origin| origin.records >= threshold)
    };
    let mut told = Vec::new();
    let mut bulk: Vec<Bulk<'_>> = Vec::new();
    for (at, entry) in changes.entries.iter().enumerate() {
        let change = &entry.change;
        let is_adverse =
            |delta: usize| words::tone(&change.kind, &change.deltas[delta]) == Tone::Bad;
        let is_collapsed = |delta: &usize| {
            is_bulk(&entry.delta_origins[*delta]) && (changes.is_walk || !is_adverse(*delta))
        };
        let (collapsed, kept): (Vec<usize>, Vec<usize>) =
            (0..change.deltas.len()).partition(is_collapsed);
        let is_whole =
            !matches!(change.change, Change::Changed { .. }) || change.moved_from.is_some();
        if !kept.is_empty() || (is_whole && !is_bulk(&entry.origin)) {
            told.push(Told {
                entry: at,
                deltas: kept,
            });
        }
        for delta in &collapsed {
            if let Some(origin) = &entry.delta_origins[*delta] {
                add(&mut bulk, origin, at, Some(*delta));
            }
        }
        if let Some(origin) = entry
            .origin
            .as_ref()
            .filter(|_| is_whole && is_bulk(&entry.origin))
        {
            add(&mut bulk, origin, at, None);
        }
    }
    let mut lines = Vec::new();
    for bulk in bulk {
        // What others left of a bulk commit may be short enough to be told in full.
        if bulk.parts.len() < threshold {
            told.extend(bulk.parts);
        } else {
            lines.push(line(changes, &bulk));
        }
    }
    (merged(told), lines)
}

fn add<'a>(bulk: &mut Vec<Bulk<'a>>, origin: &'a Origin, entry: usize, delta: Option<usize>) {
    let known = bulk
        .iter()
        .position(|bulk| bulk.commit.id == origin.commit.id);
    let at = known.unwrap_or_else(|| {
        bulk.push(Bulk {
            commit: &origin.commit,
            parts: Vec::new(),
        });
        bulk.len() - 1
    });
    let parts = &mut bulk[at].parts;
    match parts.last_mut().filter(|part| part.entry == entry) {
        Some(part) => part.deltas.extend(delta),
        None => parts.push(Told {
            entry,
            deltas: delta.into_iter().collect(),
        }),
    }
}

/// Puts what is told of one entry together again.
fn merged(mut told: Vec<Told>) -> Vec<Told> {
    told.sort_by_key(|part| part.entry);
    let mut all: Vec<Told> = Vec::new();
    for part in told {
        match all.last_mut().filter(|last| last.entry == part.entry) {
            Some(last) => {
                last.deltas.extend(part.deltas);
                last.deltas.sort_unstable();
            }
            None => all.push(part),
        }
    }
    all
}

fn line(changes: &Changes, bulk: &Bulk<'_>) -> Item {
    let parts = bulk.parts.iter();
    let parts = parts.map(|part| (&changes.entries[part.entry].change, part.deltas.as_slice()));
    let subject = &bulk.commit.subject;
    let what = format!(" in one commit, \u{201c}{subject}\u{201d}: {}", done(parts));
    let mut text = vec![
        Inline::strong(words::count(bulk.parts.len(), "record")),
        Inline::text(what),
    ];
    text.extend(lines::origin(bulk.commit, false));
    Item::new(text)
}

/// Returns what was done to records, by some of their deltas, with how often; what was done most often first.
pub(in crate::report) fn done<'a>(
    parts: impl Iterator<Item = (&'a RecordChange, &'a [usize])>,
) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (change, deltas) in parts {
        for name in names(change, deltas) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let shown = counts
        .iter()
        .take(5)
        .map(|(name, number)| format!("{name} ({number})"));
    let shown: Vec<String> = shown.collect();
    let more = if counts.len() > 5 { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// Returns what a commit did to one record, each thing once.
fn names(change: &RecordChange, deltas: &[usize]) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = deltas
        .iter()
        .map(|delta| name(change, &change.deltas[*delta]))
        .collect();
    let kind = change.kind.title.to_lowercase();
    match change.change {
        Change::Added => names.insert(format!("{kind} added")),
        Change::Removed => names.insert(format!("{kind} removed")),
        Change::Changed { .. } => change.moved_from.is_some() && names.insert("file moved".into()),
    };
    names
}

fn name(change: &RecordChange, delta: &Delta) -> String {
    match delta {
        Delta::Field(field) => {
            let name = words::field_words(&change.kind, &field.path);
            match field.shift {
                Some(shift) if shift.later => format!("{name} moved later"),
                Some(_) => format!("{name} moved earlier"),
                None if field.before.is_none() => format!("{name} set"),
                None if field.after.is_none() => format!("{name} removed"),
                None => format!("{name} changed"),
            }
        }
        Delta::Members { path, .. } => {
            format!("{} changed", words::field_words(&change.kind, path))
        }
        Delta::Section { .. } => "text edited".into(),
        Delta::Task { .. } => "actions changed".into(),
    }
}
