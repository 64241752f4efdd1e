//! Facts of dates.

use jiff::civil::Date;

use crate::model::{config::Config, kind::Class, record::Record, role::Role};

/// Returns the day on which something is finished, as far as anyone knows: `actual`, else `forecast`, else `due`, else
/// for a decision the day by which it is needed.
pub fn finish(record: &Record, config: &Config) -> Option<Date> {
    [
        Role::Actual,
        Role::Forecast,
        Role::Due,
        Role::Decided,
        Role::DecideBy,
    ]
    .into_iter()
    .find_map(|role| record.day(role, &config.releases))
}

/// Returns by how many workdays something is forecast, or was finished, later than it is due; negative when earlier.
/// `None` without both days.
pub fn lateness(record: &Record, config: &Config) -> Option<i64> {
    let due = record.day(Role::Due, &config.releases)?;
    let expected = [Role::Actual, Role::Forecast]
        .into_iter()
        .find_map(|role| record.day(role, &config.releases))?;
    Some(config.calendar.workdays(due, expected))
}

/// Returns whether a piece of work is overdue at the end of a day: it is not finished, and its due date, or the day of
/// the release that it names, is that day or before it.
pub fn is_overdue(record: &Record, config: &Config, day: Date) -> bool {
    record.kind.class == Class::Work
        && record.is_unfinished()
        && record
            .day(Role::Due, &config.releases)
            .is_some_and(|due| due <= day)
}
