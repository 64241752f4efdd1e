//! Commits that touch many records are told in one line each, with counts of what they did.

use std::collections::BTreeMap;

use super::lines;
use crate::{
    model::{
        change::{Change, Changes, Delta},
        config::Config,
    },
    report::{Inline, Item, words},
};

/// Returns the places of entries to be told one by one, and the lines of the commits that are not.
pub(super) fn split(config: &Config, changes: &Changes) -> (Vec<usize>, Vec<Item>) {
    let threshold = config.history.bulk_records.max(2);
    let mut told = Vec::new();
    let mut bulk: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, entry) in changes.entries.iter().enumerate() {
        // In a net difference a record counts as part of a bulk commit only when nothing else changed it.
        let alone = entry.delta_commits.iter().all(Option::is_none);
        match entry
            .commit
            .as_ref()
            .filter(|_| entry.records_in_commit >= threshold && alone)
        {
            Some(commit) => match bulk.iter_mut().find(|(id, _)| *id == commit.id) {
                Some((_, places)) => places.push(at),
                None => bulk.push((commit.id.clone(), vec![at])),
            },
            None => told.push(at),
        }
    }
    let mut collapsed = Vec::new();
    for (_, places) in bulk {
        // What is left of a bulk commit after others changed its records may be short enough to be told in full.
        if places.len() < threshold {
            told.extend(&places);
        } else {
            collapsed.push(line(changes, &places));
        }
    }
    told.sort_unstable();
    (told, collapsed)
}

fn line(changes: &Changes, places: &[usize]) -> Item {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for at in places {
        let change = &changes.entries[*at].change;
        let mut names: Vec<String> = change
            .deltas
            .iter()
            .map(|delta| name(change, delta))
            .collect();
        match change.change {
            Change::Added => names.push(format!("{} added", change.kind.word())),
            Change::Removed => names.push(format!("{} removed", change.kind.word())),
            Change::Changed { .. } if change.moved_from.is_some() => {
                names.push("file moved".into())
            }
            Change::Changed { .. } => {}
        }
        names.sort();
        names.dedup();
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let shown: Vec<String> = counts
        .iter()
        .take(5)
        .map(|(name, number)| format!("{name} ({number})"))
        .collect();
    let more = if counts.len() > 5 { ", …" } else { "" };
    let Some(commit) = &changes.entries[places[0]].commit else {
        return Item::default();
    };
    let mut text = vec![
        Inline::strong(words::count(places.len(), "record")),
        Inline::text(format!(
            " in one commit, \u{201c}{}\u{201d}: {}{more}",
            commit.subject,
            shown.join(", ")
        )),
    ];
    text.extend(lines::origin(commit, false));
    Item::new(text)
}

fn name(change: &crate::model::change::RecordChange, delta: &Delta) -> String {
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
