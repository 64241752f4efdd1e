//! How the program stands, in one line.

use jiff::civil::Date;
use serde::Serialize;

use super::{Named, Telling};
use crate::{
    facts::{baseline, plan},
    model::{
        date,
        kind::Class,
        record::Record,
        role::Role,
        status::{Category, Health},
    },
};

/// How the program stands.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Headline {
    /// The worst of what owners state and what the dates say.
    pub(in crate::report) health: Option<Health>,
    /// The worst that owners state.
    pub(in crate::report) stated: Option<Health>,
    /// Since when owners state it.
    pub(in crate::report) since: Option<Date>,
    /// What they stated before.
    pub(in crate::report) before: Option<Health>,
    /// When the program is to be finished.
    pub(in crate::report) target: Option<Date>,
    /// What the target is measured against.
    pub(in crate::report) baseline: Option<String>,
    /// When its last unfinished part is forecast to be finished.
    pub(in crate::report) forecast: Option<Date>,
    /// Workdays from target to forecast.
    pub(in crate::report) late: Option<i64>,
    /// Workdays by which that forecast moved since the last time, where it did.
    pub(in crate::report) moved: Option<i64>,
    /// The part that finishes last.
    pub(in crate::report) driver: Option<Named>,
    /// Days before the target on which the part that finishes last, or what it is part of, was first stated to be less
    /// than on track, and has been since.
    pub(in crate::report) flagged_ahead: Option<i64>,
}

pub(in crate::report) fn headline(telling: &Telling<'_>) -> Headline {
    let config = telling.config();
    let itself = telling.program.itself();
    let target = itself.and_then(|program| program.day(Role::Due, &config.releases));
    let unfinished = || {
        telling
            .program
            .of_class(Class::Work)
            .filter(|record| record.is_unfinished())
    };
    let driver = unfinished()
        .filter(|record| record.category() != Some(Category::Open) || is_promised(record))
        .filter_map(|record| Some((plan::finish(record, config)?, record)))
        .max_by(|a, b| {
            a.0.cmp(&b.0)
                .then_with(|| has_forecast(a.1).cmp(&has_forecast(b.1)))
                .then_with(|| b.1.id.cmp(&a.1.id))
        });
    let forecast = driver.as_ref().map(|(day, _)| *day);
    let late = target
        .zip(forecast)
        .map(|(target, forecast)| config.calendar.workdays(target, forecast));
    let stated = unfinished().filter_map(Record::health).max();
    let by_dates = late
        .filter(|late| *late > config.thresholds.slip_tolerance_days)
        .map(|_| Health::OffTrack);
    let (since, before) = telling
        .past
        .health_since()
        .map_or((None, None), |(day, before)| (Some(day), before));
    let flagged = driver
        .as_ref()
        .and_then(|(_, record)| flagged(telling, record));
    let baseline = itself.and_then(|program| {
        let past = telling.past.of(&program.id)?;
        baseline::baseline(program, past, config)
    });
    Headline {
        health: stated.max(by_dates),
        stated,
        since,
        before,
        target,
        baseline: baseline.map(|baseline| baseline.when.to_string()),
        forecast,
        late,
        moved: driver
            .as_ref()
            .and_then(|(_, record)| moved(telling, record)),
        driver: driver.map(|(_, record)| Named::new(record)),
        flagged_ahead: target
            .zip(flagged)
            .map(|(target, day)| date::days_between(day, target)),
    }
}

/// Returns since when a record, or what it is part of, has been stated to be less than on track.
fn flagged(telling: &Telling<'_>, record: &Record) -> Option<Date> {
    let parents = record.values(Role::Parent);
    let ids = std::iter::once(&*record.id).chain(parents.iter().map(|value| &*value.text));
    ids.filter_map(|id| {
        let timeline = telling.past.of(id)?.health.iter().rev();
        let bad = timeline.take_while(|(_, health)| *health > Some(Health::OnTrack));
        bad.last().map(|(day, _)| *day)
    })
    .min()
}

/// Returns by how many workdays the day on which a record is to be finished moved.
fn moved(telling: &Telling<'_>, record: &Record) -> Option<i64> {
    let mut entries = telling.changes.entries.iter();
    let change = &entries.find(|entry| entry.change.id == record.id)?.change;
    let config = telling.config();
    let before = plan::finish(change.before.as_ref()?, config)?;
    let after = plan::finish(record, config)?;
    let moved = config.calendar.workdays(before, after);
    (moved != 0).then_some(moved)
}

fn has_forecast(record: &Record) -> bool {
    record.text(Role::Forecast).is_some()
}

fn is_promised(record: &Record) -> bool {
    record.status().is_some_and(|status| status == "committed")
}
