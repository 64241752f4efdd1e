//! What went wrong, and when.

use std::{fmt, sync::Arc};

use jiff::civil::Date;

use super::Scene;
use crate::model::{
    kind::Class,
    past::{RecordPast, Stand},
    record::Record,
    role::Role,
    status::{Category, Health},
};

/// Something that went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The day on which it was a fact.
    pub day: Date,
    /// The record.
    pub id: Arc<str>,
    /// What it was.
    pub what: What,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Work was not finished on the day on which it was due.
    MissedDue {
        /// The day.
        due: Date,
    },
    /// Work turned off track.
    TurnedOffTrack,
    /// A risk occurred.
    RiskOccurred,
    /// A promise was taken back.
    PromiseBroken,
    /// Something was not delivered when it was needed.
    PromiseLate {
        /// The day.
        need_by: Date,
    },
    /// A decision was not made when it was needed.
    DecisionLate {
        /// The day.
        decide_by: Date,
    },
}

impl Event {
    /// Returns how much it counts: 3 for a date that was missed or a risk that occurred, 2 for a promise that was not kept
    /// and work that turned off track, 1 for a decision that came late.
    pub fn weight(&self) -> f64 {
        match self.what {
            What::MissedDue { .. } | What::RiskOccurred => 3.0,
            What::PromiseBroken | What::PromiseLate { .. } | What::TurnedOffTrack => 2.0,
            What::DecisionLate { .. } => 1.0,
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissedDue { due } => write!(out, "was not finished on {due}, when it was due"),
            Self::TurnedOffTrack => out.write_str("turned off track"),
            Self::RiskOccurred => out.write_str("occurred"),
            Self::PromiseBroken => out.write_str("was promised, and the promise was taken back"),
            Self::PromiseLate { need_by } => {
                write!(out, "was not delivered by {need_by}, when it was needed")
            }
            Self::DecisionLate { decide_by } => {
                write!(out, "was not made by {decide_by}, when it was needed")
            }
        }
    }
}

/// Returns what went wrong from one day to another, in order: by day, then by id.
pub fn events(scene: &Scene<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    for record in scene.program.distinct() {
        let Some(past) = scene.past.of(&record.id) else {
            continue;
        };
        let found = match record.kind.class {
            Class::Work => work(scene, record, past),
            Class::Risk => turned(past, "occurred", What::RiskOccurred),
            Class::Dependency => promise(scene, record, past),
            Class::Decision => decision(scene, record, past),
            _ => Vec::new(),
        };
        let own = found.into_iter().map(|(day, what)| Event {
            day,
            id: record.id.clone(),
            what,
        });
        events.extend(own.filter(|event| event.day >= scene.since && event.day <= scene.today));
    }
    events.sort_by(|a, b| a.day.cmp(&b.day).then_with(|| a.id.cmp(&b.id)));
    events
}

fn work(scene: &Scene<'_>, record: &Record, past: &RecordPast) -> Vec<(Date, What)> {
    let mut found = missed(scene, record, past);
    let mut before = None;
    for (day, health) in &past.health {
        let is_off = *health == Some(Health::OffTrack);
        if is_off && before != Some(Health::OffTrack) {
            found.push((*day, What::TurnedOffTrack));
        }
        before = *health;
    }
    found
}

/// Returns the due dates that passed while the work was committed to and not finished. A date that was moved before it
/// passed was not missed; what was finished in time and written down later was not either.
fn missed(scene: &Scene<'_>, record: &Record, past: &RecordPast) -> Vec<(Date, What)> {
    let actual = record.day(Role::Actual, &scene.program.config.releases);
    let due: Vec<&Stand> = past
        .dates
        .iter()
        .filter(|one| one.role == Role::Due)
        .collect();
    let mut found = Vec::new();
    for (at, stand) in due.iter().enumerate() {
        let Some(day) = stand.when.as_ref().and_then(|when| when.day()) else {
            continue;
        };
        let later = due[at + 1..]
            .iter()
            .find(|later| later.field == stand.field);
        let is_moved_in_time = later.is_some_and(|later| later.day <= day);
        let is_in_time = actual.is_some_and(|actual| actual <= day);
        let is_open = is_committed_on(record, past, day);
        if day >= stand.day
            && !is_moved_in_time
            && !is_in_time
            && is_open
            && let Ok(after) = day.tomorrow()
        {
            found.push((after, What::MissedDue { due: day }));
        }
    }
    found
}

/// Returns the state at the end of a day.
fn state_on(past: &RecordPast, day: Date) -> Option<&str> {
    let mut states = past.states.iter().rev();
    states.find(|(since, _)| *since <= day)?.1.as_deref()
}

/// Returns whether work was committed to and not finished at the end of a day.
fn is_committed_on(record: &Record, past: &RecordPast, day: Date) -> bool {
    let Some(state) = state_on(past, day) else {
        return false;
    };
    let lifecycle = &record.kind.lifecycle;
    match lifecycle.category(state) {
        Some(Category::Open) => state == "committed" || lifecycle.category("committed").is_none(),
        Some(category) => category.is_unfinished(),
        None => false,
    }
}

/// Returns when a record came into a state.
fn turned(past: &RecordPast, state: &str, what: What) -> Vec<(Date, What)> {
    let states = past.states.iter();
    let days = states.filter(|(_, own)| own.as_deref() == Some(state));
    days.map(|(day, _)| (*day, what.clone())).collect()
}

fn promise(scene: &Scene<'_>, record: &Record, past: &RecordPast) -> Vec<(Date, What)> {
    let mut found = Vec::new();
    for pair in past.states.windows(2) {
        let is_broken =
            pair[0].1.as_deref() == Some("committed") && pair[1].1.as_deref() == Some("requested");
        found.extend(is_broken.then_some((pair[1].0, What::PromiseBroken)));
    }
    let need_by = record.day(Role::NeedBy, &scene.program.config.releases);
    if let Some(need_by) = need_by
        && let Some("requested" | "committed") = state_on(past, need_by)
        && let Ok(after) = need_by.tomorrow()
    {
        found.push((after, What::PromiseLate { need_by }));
    }
    found
}

fn decision(scene: &Scene<'_>, record: &Record, past: &RecordPast) -> Vec<(Date, What)> {
    let Some(decide_by) = record.day(Role::DecideBy, &scene.program.config.releases) else {
        return Vec::new();
    };
    let state = state_on(past, decide_by);
    let is_open = state.is_some_and(|state| {
        record.kind.category(state) == Some(Category::Open) && state != "deferred"
    });
    let decided = record.day(Role::Decided, &scene.program.config.releases);
    let is_in_time = decided.is_some_and(|decided| decided <= decide_by);
    match decide_by.tomorrow() {
        Ok(after) if is_open && !is_in_time => vec![(after, What::DecisionLate { decide_by })],
        _ => Vec::new(),
    }
}
