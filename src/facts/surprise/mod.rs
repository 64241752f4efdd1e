//! What went wrong, and who had been told before it did.

mod event;
mod warning;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use event::{Event, What, events};
pub use warning::{Ear, Warnings};

use crate::model::{date, past::Past, program::Program};

/// What surprises are worked out from.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The program.
    pub program: &'a Program,
    /// What history says of each record.
    pub past: &'a Past,
    /// The first day that counts.
    pub since: Date,
    /// Today.
    pub today: Date,
}

/// How much of a surprise one event was to some people.
#[derive(Debug, Clone)]
pub struct Surprise<'a> {
    /// What went wrong.
    pub event: &'a Event,
    /// The day on which they were first told that it might; `None` where they never were.
    pub told: Option<Date>,
    /// Calendar days from then to the event; 0 where nobody told them.
    pub lead: i64,
    /// From 0, told two cycles ahead or more, to 1, not told at all.
    pub surprise: f64,
}

/// Returns how much of a surprise each event was to somebody: max(0, 1 − lead ÷ H), where H is two cycles of theirs.
///
/// The lead is the day of the event − the day of the first update sent to them that names the record, or a risk for it,
/// while it was not on track. The team reads the main line itself: for it the day counts on which that was first to be seen
/// there. Source: ours, from the rule that there are no surprises.
pub fn surprises<'a>(
    events: &'a [Event],
    ear: &Ear<'_>,
    warnings: &Warnings<'_>,
) -> Vec<Surprise<'a>> {
    let horizon = 2 * ear.cadence_days.max(1);
    let surprise = |event: &'a Event| {
        let told = warnings.first(event, ear);
        let lead = told.map_or(0, |told| date::days_between(told, event.day).max(0));
        Surprise {
            event,
            told,
            lead,
            surprise: share(horizon - lead, horizon),
        }
    };
    events.iter().map(surprise).collect()
}

#[expect(clippy::cast_precision_loss, reason = "days of this era")]
fn share(part: i64, whole: i64) -> f64 {
    (part as f64 / whole as f64).clamp(0.0, 1.0)
}

/// Returns the surprise index: Σ weight · surprise ÷ Σ weight. 0 is boring, 1 means that every event was a surprise;
/// `None` where nothing went wrong, which is no merit of anybody's warnings.
///
/// A due date that was missed and a risk that occurred weigh 3; a promise that was not kept and work that turned off track
/// 2; a decision that came late 1. A surprise is worked out as `hum explain surprise` says. Source: ours.
pub fn index(surprises: &[Surprise<'_>]) -> Option<f64> {
    let weight: f64 = surprises.iter().map(|one| one.event.weight()).sum();
    let weighed = surprises
        .iter()
        .map(|one| one.event.weight() * one.surprise);
    (weight > 0.0).then(|| weighed.sum::<f64>() / weight)
}

/// How often a warning came to nothing, so that nobody keeps the index low by warning of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CryWolf {
    /// Finished work that had been said to be at risk or off track.
    pub warned: usize,
    /// Those of it that ended by their first committed date although no action in them was ever done.
    pub for_nothing: usize,
}

/// Returns how often a warning came to nothing: work that was warned of, finished on time, and has no action that was
/// done ÷ finished work that was warned of. Source: ours.
pub fn cry_wolf(scene: &Scene<'_>) -> CryWolf {
    let mut counted = CryWolf {
        warned: 0,
        for_nothing: 0,
    };
    let finished: BTreeMap<&str, bool> = warning::finished_work(scene);
    for (id, is_on_time) in finished {
        let was_warned = scene.past.of(id).is_some_and(warning::was_warned);
        if !was_warned {
            continue;
        }
        counted.warned += 1;
        let record = scene.program.find(id);
        let tasks = record
            .and_then(|record| record.body())
            .map(|body| &body.tasks);
        let is_treated = tasks.is_some_and(|tasks| tasks.iter().any(|task| task.done));
        counted.for_nothing += usize::from(is_on_time && !is_treated);
    }
    counted
}
