//! What the whole of history says about each record: its baseline, its moves, its health over time.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::walk::{Step, walk};
use crate::{
    facts::promise,
    model::{
        change::{Change, Delta, RecordChange},
        config::Config,
        kind::Class,
        past::{Past, RecordPast},
        program::Program,
        role::Role,
        status::Health,
    },
    store::{Moment, Result, Store, git::Range},
};

/// Reads the whole history up to a moment. Without one, or without a repository, there is no past.
///
/// # Errors
/// History cannot be read.
pub fn past(store: &Store, config: &Arc<Config>, to: Moment) -> Result<Past> {
    let Moment::Commit(to) = to else {
        return Ok(Past::default());
    };
    let mut past = Past::default();
    let mut stated: BTreeMap<Arc<str>, Health> = BTreeMap::new();
    let nothing = Program::new(config.clone(), Vec::new(), Vec::new());
    let walked = walk(
        store.repository()?,
        config,
        &Range { from: None, to },
        &nothing,
        &mut |step: Step<'_>| {
            let day = day_of(step.link.time);
            let is_bulk = step.changes.len() >= config.history.bulk_records.max(2);
            for change in &step.changes {
                let record = past.records.entry(change.id.clone()).or_default();
                note(record, config, change, day, is_bulk);
                match stated_health(change) {
                    Some(health) => stated.insert(change.id.clone(), health),
                    None => stated.remove(&change.id),
                };
            }
            let worst = stated.values().max().copied();
            if past.health.last().is_none_or(|(_, last)| *last != worst) {
                past.health.push((day, worst));
            }
        },
    )?;
    past.is_shallow = walked.shallow;
    Ok(past)
}

fn day_of(seconds: i64) -> Date {
    let moment = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    moment.to_zoned(TimeZone::UTC).date()
}

fn stated_health(change: &RecordChange) -> Option<Health> {
    let counts = change.kind.class == Class::Work
        && change.change != Change::Removed
        && change.record.is_unfinished();
    change.record.health().filter(|_| counts)
}

/// Takes one change of a record in.
fn note(past: &mut RecordPast, config: &Config, change: &RecordChange, day: Date, is_bulk: bool) {
    if !is_bulk {
        past.changed = Some(day);
    }
    let record = &change.record;
    if past.baseline.is_none() && promise::is_committed(record) {
        past.baseline = record.when(Role::Due, &config.releases);
    }
    let later = change.deltas.iter().any(|delta| match delta {
        Delta::Field(delta) => {
            matches!(delta.role, Some(Role::Due | Role::Forecast))
                && delta.shift.is_some_and(|shift| shift.later)
        }
        _ => false,
    });
    past.later_moves += usize::from(later);
    let health = record.health();
    if past.health.last().map(|(_, last)| *last) != Some(health) {
        past.health.push((day, health));
    }
}
