//! Facts of dates.

use jiff::civil::Date;

use crate::model::{config::Config, record::Record, role::Role};

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
