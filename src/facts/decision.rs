//! How long decisions take.

use jiff::civil::Date;

use crate::model::{
    config::Config, date, kind::Class, past::RecordPast, record::Record, role::Role,
};

/// The state of a decision that somebody has to take.
const NEEDED: &str = "needed";

/// Returns the latency of a decision in calendar days: the day of the commit that decided it − that of the first commit in
/// which it was `needed`, or in which it was there at all where it never was.
///
/// Decided is a state that is not open any more: accepted or rejected. What happens to it later, superseded say, changes
/// nothing. `None` while it is open, and for other records.
pub fn latency(record: &Record, past: &RecordPast) -> Option<i64> {
    if record.kind.class != Class::Decision || record.is_unfinished() {
        return None;
    }
    let is_needed = |state: &Option<Box<str>>| {
        let state = state.as_deref().unwrap_or_default();
        state.eq_ignore_ascii_case(NEEDED)
    };
    let needed = past.states.iter().find(|(_, state)| is_needed(state));
    let first = past.added.as_ref().map(|mark| mark.day);
    let from = needed.map(|(day, _)| *day).or(first)?;
    let is_decided = |state: &Option<Box<str>>| {
        let category = record.kind.category(state.as_deref().unwrap_or_default());
        category.is_some_and(|category| !category.is_unfinished())
    };
    let mut decided = past.states.iter();
    let (to, _) = decided.find(|(_, state)| is_decided(state))?;
    Some(date::days_between(from, *to))
}

/// Returns the debt of a decision in calendar days: today − `decide_by`, while it is open and that day is past.
///
/// `None` where it is decided, not late, without a day, or deferred: whoever defers a decision says that no day waits
/// for it.
pub fn debt(record: &Record, config: &Config, today: Date) -> Option<i64> {
    let is_waiting = record.kind.class == Class::Decision
        && record.is_unfinished()
        && record
            .status()
            .is_none_or(|status| !status.eq_ignore_ascii_case("deferred"));
    let by = record.day(Role::DecideBy, &config.releases)?;
    let days = date::days_between(by, today);
    (is_waiting && days > 0).then_some(days)
}
