//! Layer 2: what differs between two states of a program. Pure; every report about the past is a view over this.

mod body;
mod fields;
mod parts;

pub use parts::{parts, touches};

use std::collections::BTreeMap;

use crate::model::{
    change::{Change, Delta, RecordChange},
    config::Config,
    program::{Program, natural},
    record::Record,
};

/// Returns the net difference of two programs, by kind, then id. Records are matched by id, whatever their path; where
/// several files carry one id, the alphabetically first path counts. A file that cannot be read on one side is neither
/// added nor removed.
pub fn programs(before: &Program, after: &Program) -> Vec<RecordChange> {
    let config = &after.config;
    let old: BTreeMap<&str, &Record> = before
        .distinct()
        .map(|record| (&*record.id, record))
        .collect();
    let new: BTreeMap<&str, &Record> = after
        .distinct()
        .map(|record| (&*record.id, record))
        .collect();
    let mut changes = Vec::new();
    for (id, record) in &old {
        if !new.contains_key(id) && !is_unreadable(after, record) {
            changes.push(removed(record));
        }
    }
    for (id, record) in &new {
        match old.get(id) {
            Some(previous) => changes.extend(records(config, previous, record)),
            None if is_unreadable(before, record) => {}
            None => changes.push(added(record)),
        }
    }
    sort(config, &mut changes);
    changes
}

/// Puts changes in the order in which they are told.
pub fn sort(config: &Config, changes: &mut [RecordChange]) {
    changes.sort_by(|a, b| {
        let kinds = config
            .kinds
            .rank(&a.kind.name)
            .cmp(&config.kinds.rank(&b.kind.name));
        kinds.then_with(|| natural(&a.id, &b.id))
    });
}

fn is_unreadable(program: &Program, record: &Record) -> bool {
    program
        .unreadable
        .iter()
        .any(|file| file.path == record.file.path)
}

/// Returns the change that a new record is.
pub fn added(record: &Record) -> RecordChange {
    change(None, record, Change::Added, Vec::new())
}

/// Returns the change that a record's removal is.
pub fn removed(record: &Record) -> RecordChange {
    change(None, record, Change::Removed, Vec::new())
}

/// Returns what differs between two versions of one record; `None` when nothing does.
pub fn records(config: &Config, before: &Record, after: &Record) -> Option<RecordChange> {
    let is_moved = before.file.path != after.file.path;
    let mut deltas = fields::diff(config, before, after);
    body::diff(before, after, &mut deltas);
    let metadata = deltas.iter().any(Delta::is_metadata);
    (is_moved || !deltas.is_empty())
        .then(|| change(Some(before), after, Change::Changed { metadata }, deltas))
}

fn change(
    before: Option<&Record>,
    record: &Record,
    change: Change,
    deltas: Vec<Delta>,
) -> RecordChange {
    let path_before = before.map(|before| &before.file.path);
    let moved_from = path_before.filter(|path| **path != record.file.path);
    RecordChange {
        kind: record.kind.clone(),
        id: record.id.clone(),
        title: record.title().into(),
        path: record.file.path.clone(),
        change,
        moved_from: moved_from.cloned(),
        deltas,
        record: record.clone(),
        before: before.cloned(),
    }
}
