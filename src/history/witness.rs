//! Takes in what commits did, one after the other, and says what history says of each record so far.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{past::day_of, walk::Step};
use crate::{
    facts::{ownership, promise},
    model::{
        change::{Change, RecordChange},
        config::Config,
        date::When,
        kind::Class,
        past::{Baseline, Mark, Past, RecordPast, Stand},
        record::Record,
        role::Role,
        status::Health,
    },
};

/// What was seen of history so far.
pub(super) struct Witness<'a> {
    config: &'a Config,
    past: Past,
    /// The stated health of unfinished work.
    stated: BTreeMap<Arc<str>, Health>,
}

impl<'a> Witness<'a> {
    /// Returns one that has seen nothing.
    pub(super) fn new(config: &'a Config) -> Self {
        Self {
            config,
            past: Past::default(),
            stated: BTreeMap::new(),
        }
    }

    /// Returns what history says so far.
    pub(super) fn seen(&self) -> &Past {
        &self.past
    }

    /// Returns what history says.
    pub(super) fn past(self) -> Past {
        self.past
    }

    /// Takes one commit in.
    pub(super) fn take(&mut self, step: &Step<'_>) {
        let mark = Mark {
            day: day_of(step.link.time),
            commit: step.link.id.to_string().into(),
        };
        for file in step.files {
            match file.after {
                Some(_) => self.past.files.insert(file.path.clone(), mark.clone()),
                None => self.past.files.remove(&file.path),
            };
        }
        let is_bulk = step.changes.len() >= self.config.history.bulk_records.max(2);
        for change in &step.changes {
            let past = self.past.records.entry(change.id.clone()).or_default();
            past.added.get_or_insert_with(|| mark.clone());
            if !is_bulk && is_substantive(change) {
                past.changed = Some(mark.clone());
            }
            note(past, self.config, change, mark.day);
            note_moves(past, self.config, change, &step.changes);
            match stated_health(change) {
                Some(health) => self.stated.insert(change.id.clone(), health),
                None => self.stated.remove(&change.id),
            };
        }
        let worst = self.stated.values().max().copied();
        let last = self.past.health.last();
        if !step.changes.is_empty() && last.is_none_or(|(_, last)| *last != worst) {
            self.past.health.push((mark.day, worst));
        }
    }

    /// Makes everything that is due now its own baseline.
    pub(super) fn rebaseline(&mut self, by: &str, day: Date) {
        for past in self.past.records.values_mut() {
            let due: Vec<Stand> = past.standing(Role::Due).into_iter().cloned().collect();
            for Stand { field, when, .. } in due {
                if let Some(when) = when {
                    measure(past, &field, when, day, by.into());
                }
            }
        }
    }
}

/// Returns whether a change is more than another path.
fn is_substantive(change: &RecordChange) -> bool {
    !matches!(change.change, Change::Changed { .. }) || !change.deltas.is_empty()
}

fn stated_health(change: &RecordChange) -> Option<Health> {
    let counts = change.kind.class == Class::Work
        && change.change != Change::Removed
        && change.record.is_unfinished();
    change.record.health().filter(|_| counts)
}

/// Takes in what a record says after a change.
fn note(past: &mut RecordPast, config: &Config, change: &RecordChange, day: Date) {
    let record = &change.record;
    let state = record.status();
    if past.states.last().map(|(_, last)| last.as_deref()) != Some(state.as_deref()) {
        past.states.push((day, state.as_deref().map(Into::into)));
    }
    let health = record.health();
    if past.health.last().map(|(_, last)| *last) != Some(health) {
        past.health.push((day, health));
    }
    if ownership::owners(record).is_empty() {
        past.unowned.get_or_insert(day);
    } else {
        past.unowned = None;
    }
    for role in [Role::Due, Role::Forecast] {
        note_dates(past, config, record, (role, day));
    }
    note_baselines(past, config, change, day);
}

/// Takes in the dates of a role that differ from what was known.
fn note_dates(past: &mut RecordPast, config: &Config, record: &Record, (role, day): (Role, Date)) {
    let now = dates(record, role, config);
    let before = past.standing(role);
    let is_gone = |stand: &&&Stand| {
        stand.when.is_some() && now.iter().all(|(field, _)| **field != *stand.field)
    };
    let gone = before.iter().filter(is_gone);
    let mut news: Vec<Stand> = gone
        .map(|stand| Stand {
            day,
            when: None,
            ..(*stand).clone()
        })
        .collect();
    for (field, when) in now {
        let known = before.iter().find(|stand| *stand.field == *field);
        if known.is_none_or(|known| known.when.as_ref() != Some(&when)) {
            news.push(Stand {
                day,
                role,
                field: field.into(),
                when: Some(when),
            });
        }
    }
    past.dates.extend(news);
}

/// Returns the moments of a role, each field once.
fn dates<'a>(record: &'a Record, role: Role, config: &Config) -> Vec<(&'a str, When)> {
    let mut dates: Vec<(&str, When)> = Vec::new();
    for value in record.values(role) {
        if let Some(when) = value.when(&config.releases)
            && dates.iter().all(|(field, _)| *field != value.path)
        {
            dates.push((value.path, when));
        }
    }
    dates
}

/// Takes in what the due dates of a record are measured against after a change.
fn note_baselines(past: &mut RecordPast, config: &Config, change: &RecordChange, day: Date) {
    let record = &change.record;
    if change.change == Change::Removed || !promise::is_committed(record) {
        return;
    }
    let decisions = promise::new_ones(change, Role::RebaselinedBy).join(", ");
    for (field, when) in dates(record, Role::Due, config) {
        if !decisions.is_empty() || past.baseline(field).is_none() {
            measure(past, field, when, day, decisions.as_str().into());
        }
    }
}

/// Measures a due date against a moment from a day on, unless it is measured against it already.
fn measure(past: &mut RecordPast, field: &str, when: When, since: Date, by: Box<str>) {
    if past.baseline(field).is_none_or(|known| known.when != when) {
        past.baselines.push(Baseline {
            field: field.into(),
            when,
            since,
            by,
        });
    }
}

/// Counts the moves of a change.
fn note_moves(past: &mut RecordPast, config: &Config, change: &RecordChange, all: &[RecordChange]) {
    let later = |is_slip: &dyn Fn(_) -> bool| promise::moves(change).any(|(_, one)| is_slip(one));
    past.later_moves += usize::from(later(&|shift| shift.later));
    let is_slip = later(&|shift| promise::is_slip(shift, &config.thresholds));
    past.silent_moves += usize::from(is_slip && promise::is_silent(change, all));
}
