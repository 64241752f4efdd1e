//! How far something is from what was promised.

use super::slip;
use crate::model::{
    config::Config,
    date::When,
    past::{Baseline, RecordPast},
    record::Record,
    role::Role,
};

/// The distance from the baseline to the day on which something is finished, as far as anyone knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Slip {
    /// Workdays of the program's calendar, positive when later; `None` where one of the two has no day.
    pub workdays: Option<i64>,
    /// Releases; `None` for days, and where they cannot be counted.
    pub releases: Option<i64>,
}

/// Returns the baseline of the due date that counts now: where a kind has several, the first one that has a value. Where
/// the due date was taken away, what it was measured against last.
pub fn baseline<'a>(
    record: &Record,
    past: &'a RecordPast,
    config: &Config,
) -> Option<&'a Baseline> {
    match record.dated(Role::Due, &config.releases) {
        Some((field, _)) => past.baseline(field),
        None => past.baselines.last(),
    }
}

/// Returns when something was finished, or is expected to be, and the field that says so: `actual`, else `forecast`, else
/// `due`.
pub fn expected<'a>(record: &'a Record, config: &Config) -> Option<(&'a str, When)> {
    let mut roles = [Role::Actual, Role::Forecast, Role::Due].into_iter();
    roles.find_map(|role| record.dated(role, &config.releases))
}

/// Returns the slip of a record: `actual`, else `forecast`, else `due` − baseline, in workdays.
///
/// 0 is on the baseline, negative is earlier. A due date without a forecast beside it is what people expect, so one that
/// was moved without a decision is a slip too. `None` without a baseline, or where no date is left. Source: milestone trend
/// analysis, against the schedule baseline of GAO-16-89G.
pub fn slip(record: &Record, past: &RecordPast, config: &Config) -> Option<Slip> {
    let old = &baseline(record, past, config)?.when;
    let (_, new) = expected(record, config)?;
    let days = old.day().zip(new.day());
    Some(Slip {
        workdays: days.map(|(old, new)| config.calendar.workdays(old, new)),
        releases: slip::releases(old, &new, &config.releases),
    })
}
