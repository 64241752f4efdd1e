//! How long decisions take, and what waits for them.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::plan;
use crate::model::{
    config::Config,
    date,
    kind::Class,
    past::RecordPast,
    program::{Program, natural},
    record::Record,
    role::Role,
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
    let by = record.day(Role::DecideBy, &config.releases)?;
    let days = date::days_between(by, today);
    (is_waiting(record) && days > 0).then_some(days)
}

/// Returns whether a decision still has to be made: it is open, and nobody has deferred it.
pub fn is_waiting(record: &Record) -> bool {
    let is_deferred = record
        .status()
        .is_some_and(|status| status.eq_ignore_ascii_case("deferred"));
    record.kind.class == Class::Decision && record.is_unfinished() && !is_deferred
}

/// Returns what a decision blocks, by id: the unfinished records that it affects, and those that come after it.
pub fn blocked<'a>(program: &'a Program, decision: &Record) -> Vec<&'a Record> {
    let affected = decision.values(Role::Affects).into_iter();
    let affected = affected.filter_map(|value| program.find(&value.text));
    let comes_after = |record: &&Record| {
        let mut after = record.values(Role::After).into_iter();
        after.any(|value| *value.text == *decision.id)
    };
    let mut blocked: Vec<&Record> = affected
        .chain(program.records.iter().filter(comes_after))
        .filter(|record| record.is_unfinished() && record.id != decision.id)
        .collect();
    blocked.sort_by(|a, b| natural(&a.id, &b.id));
    blocked.dedup_by(|a, b| a.id == b.id);
    blocked
}

/// What waiting for a decision costs one piece of work.
#[derive(Debug, Clone)]
pub struct Cost<'a> {
    /// The work.
    pub record: &'a Record,
    /// The slack it has left in workdays, 0 or less where there is none; `None` where that is not known.
    pub slack: Option<i64>,
}

/// Returns the cost of delay of a decision: the slack that is left of each piece of unfinished work that it blocks, in
/// workdays, the least first.
///
/// Every workday on which it is not made burns one workday of each ([`slack`]); with none left, it moves the work. Where
/// slack is not known nothing is guessed, and the work comes last.
pub fn costs<'a>(
    program: &'a Program,
    decision: &Record,
    floats: &BTreeMap<Arc<str>, i64>,
) -> Vec<Cost<'a>> {
    let blocked = blocked(program, decision).into_iter();
    let work = blocked.filter(|record| record.kind.class == Class::Work);
    let mut costs: Vec<Cost<'_>> = work
        .map(|record| Cost {
            record,
            slack: slack(record, &program.config, floats),
        })
        .collect();
    // The order of ids stays where the slack is the same: the sort is stable.
    costs.sort_by_key(|cost| cost.slack.unwrap_or(i64::MAX));
    costs
}

/// Returns the slack of work in workdays: its total float where a schedule gives one, else its due date − its forecast.
pub fn slack(record: &Record, config: &Config, floats: &BTreeMap<Arc<str>, i64>) -> Option<i64> {
    let float = floats.get(&record.id).copied();
    float.or_else(|| Some(-plan::lateness(record, config)?))
}

/// Returns the workdays that a decision burnt so far: those from `decide_by` to today while it waits, to the day on which
/// it was decided otherwise.
///
/// 0 where it is, or was, in time. `None` without a day by which it is needed, or, of one that is decided, on which it was.
pub fn burnt(record: &Record, config: &Config, today: Date) -> Option<i64> {
    let by = record.day(Role::DecideBy, &config.releases)?;
    let until = match is_waiting(record) {
        true => today,
        false => record.day(Role::Decided, &config.releases)?,
    };
    Some(config.calendar.workdays(by, until).max(0))
}
