//! The slip ledger: every move of a due date or a forecast.

use std::sync::Arc;

use super::{
    compare::{Ends, commit_of, end},
    walk::{Step, walk},
};
use crate::{
    facts::{
        promise::{self, DECISIONS, moves},
        slip,
    },
    model::{
        change::{Delta, FieldDelta, RecordChange, Shift},
        commit::Commit,
        config::Config,
        record::{Person, Record},
        role::Role,
        slip::{Ledger, Slip},
    },
    store::{
        Result, Store,
        git::{ObjectId, Range},
    },
};

/// Returns the moves of dates between two moments, oldest first, of the records that `keep` wants to hear of.
///
/// Every step counts: a move and its revert are two. A date that is set, or taken away, does not move.
///
/// # Errors
/// History cannot be read.
pub fn slips(
    store: &Store,
    config: &Arc<Config>,
    ends: &Ends,
    keep: &dyn Fn(&Record) -> bool,
) -> Result<Ledger> {
    let mut ledger = Ledger {
        from: end(&ends.from_name, ends.from),
        to: end(&ends.to_name, ends.to),
        ..Ledger::default()
    };
    let Some(to) = commit_of(ends.to) else {
        return Ok(ledger);
    };
    let repository = store.repository()?;
    let before = store.program(config, ends.from)?;
    for record in before.distinct() {
        let title: Arc<str> = record.title().into();
        ledger.titles.insert(record.id.clone(), title);
    }
    let range = Range {
        from: commit_of(ends.from),
        to,
    };
    let mut found: Vec<(ObjectId, Vec<Told>)> = Vec::new();
    let walked = walk(repository, config, &range, &before, &mut |step: Step<
        '_,
    >| {
        for change in &step.changes {
            let title = ledger.titles.entry(change.id.clone()).or_default();
            *title = change.title.clone();
        }
        let told = told(step.changes, keep);
        if !told.is_empty() {
            found.push((step.link.id, told));
        }
    })?;
    ledger.is_shallow = walked.shallow;
    let ids: Vec<ObjectId> = found.iter().map(|(id, _)| *id).collect();
    let commits = repository.describe(&ids)?;
    for ((_, changes), commit) in found.iter().zip(commits) {
        let commit = Arc::new(commit);
        for (change, is_silent) in changes {
            let told = moves(change);
            let slips = told.map(|(delta, shift)| Slip {
                is_silent: *is_silent && promise::is_slip(shift, &config.thresholds),
                ..slip(config, change, delta, shift, &commit)
            });
            ledger.slips.extend(slips);
        }
    }
    Ok(ledger)
}

/// A change that moves a date, and whether nothing explains it.
type Told = (RecordChange, bool);

/// Returns the changes of one commit that move a date of a wanted record.
fn told(changes: Vec<RecordChange>, keep: &dyn Fn(&Record) -> bool) -> Vec<Told> {
    let judged = changes.iter().map(|change| {
        let is_told = moves(change).next().is_some() && keep(&change.record);
        is_told.then(|| promise::is_silent(change, &changes))
    });
    let judged: Vec<Option<bool>> = judged.collect();
    let told = changes.into_iter().zip(judged);
    told.filter_map(|(change, silent)| Some((change, silent?)))
        .collect()
}

fn slip(
    config: &Config,
    change: &RecordChange,
    delta: &FieldDelta,
    shift: Shift,
    commit: &Arc<Commit>,
) -> Slip {
    let record = &change.record;
    let (from, to) = (text_of(&delta.before), text_of(&delta.after));
    let field = change.kind.field_at(&delta.path);
    let when = |text: &str| field?.when(text, &config.releases);
    let (old, new) = (when(&from), when(&to));
    Slip {
        kind: change.kind.clone(),
        id: change.id.clone(),
        title: change.title.clone(),
        path: change.path.clone(),
        field: delta.path.clone(),
        role: delta.role.unwrap_or(Role::Due),
        shift,
        releases: old
            .as_ref()
            .zip(new.as_ref())
            .and_then(|(old, new)| slip::releases(old, new, &config.releases)),
        lead: old.and_then(|old| slip::lead(&old, commit.date())),
        reason: change
            .field(Role::Reason)
            .and_then(|delta| filled(&delta.after)),
        decisions: decisions(change),
        is_silent: false,
        team: record.text(Role::Team).map(Into::into),
        owner: record.people(Role::Owner).first().map(Person::to_string),
        parent: record.text(Role::Parent).map(Into::into),
        commit: commit.clone(),
        from,
        to,
    }
}

/// Returns the decisions that a change names and the record did not name before.
fn decisions(change: &RecordChange) -> Vec<String> {
    let mut named = Vec::new();
    for role in DECISIONS {
        let mut deltas = change.deltas.iter();
        match deltas.find(|delta| delta.role() == Some(role)) {
            Some(Delta::Members { added, .. }) => named.extend_from_slice(added),
            // A list that was one name before is a field that differs.
            Some(Delta::Field(delta)) => {
                let before = text_of(&delta.before);
                let values = change.record.values(role).into_iter();
                let ids = values.map(|value| value.text.into_owned());
                named.extend(ids.filter(|id| !names(&before, id)));
            }
            _ => {}
        }
    }
    named
}

/// Returns whether a literal, of one id or a list of them, names an id.
fn names(literal: &str, id: &str) -> bool {
    let between = |one: char| one.is_whitespace() || "[]\",".contains(one);
    literal.split(between).any(|word| word == id)
}

fn filled(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.trim().is_empty())
}

fn text_of(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}
