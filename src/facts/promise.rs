//! Dates that somebody answers for, and moves that nobody explains.

use crate::model::{
    change::{Delta, FieldDelta, RecordChange, Shift},
    config::Thresholds,
    kind::Class,
    record::{FieldValue, Record},
    role::Role,
    status::Category,
};

/// The roles in which a change names the decision behind it.
pub const DECISIONS: [Role; 2] = [Role::RebaselinedBy, Role::Decision];

/// Returns whether somebody answers for the date: the state is `committed` or further. Where the kind has no such state,
/// a date counts from the start.
pub fn is_committed(record: &Record) -> bool {
    if record.kind.lifecycle.category("committed").is_none() {
        return true;
    }
    let status = record.status();
    status.as_deref() == Some("committed")
        || record
            .category()
            .is_some_and(|category| category != Category::Open)
}

/// Returns the moves of a due date or a forecast in a change.
pub fn moves(change: &RecordChange) -> impl Iterator<Item = (&FieldDelta, Shift)> {
    change.deltas.iter().filter_map(|delta| match delta {
        Delta::Field(delta) if matches!(delta.role, Some(Role::Due | Role::Forecast)) => {
            Some((delta, delta.shift?))
        }
        _ => None,
    })
}

/// Returns whether a move is a slip that has to be explained: later, by more than `thresholds.slip_tolerance_days`
/// workdays. A move to a later release counts whatever its days, since where they are not known nobody can say that it
/// is a small one.
pub fn is_slip(shift: Shift, thresholds: &Thresholds) -> bool {
    shift.later
        && shift
            .workdays
            .is_none_or(|days| days > thresholds.slip_tolerance_days)
}

/// Returns whether a slip is silent: nothing that lands with it says why or warns of it. What counts is another health, a
/// reason, a decision that the record names anew, words that are added to its text, or a decision among the other changes
/// that affects the record or what it is part of.
///
/// Source: ours; of 556 moves of target releases in the enhancement proposals of Kubernetes, 5 % were announced as such.
pub fn is_silent(change: &RecordChange, others: &[RecordChange]) -> bool {
    let roles = [Role::Health, Role::Reason].into_iter().chain(DECISIONS);
    let is_told = roles
        .into_iter()
        .any(|role| change.deltas.iter().any(|delta| delta.role() == Some(role)));
    !is_told && !change.is_reworded() && !others.iter().any(|other| decides(other, &change.record))
}

/// Returns whether a change brings a decision about a record, or about what it is part of.
fn decides(change: &RecordChange, record: &Record) -> bool {
    let parents = record.values(Role::Parent);
    let mut affected = change.record.values(Role::Affects).into_iter();
    change.kind.class == Class::Decision
        && affected.any(|affected| {
            *affected.text == *record.id
                || parents.iter().any(|parent| parent.text == affected.text)
        })
}

/// Returns the decisions that a change names in a role and the record did not name there before.
pub fn new_ones(change: &RecordChange, role: Role) -> Vec<String> {
    let before = change.before.as_ref().map(|before| before.values(role));
    let before = before.unwrap_or_default();
    let is_new = |after: &FieldValue<'_>| before.iter().all(|before| before.text != after.text);
    let after = change.record.values(role).into_iter().filter(is_new);
    after.map(|after| after.text.into_owned()).collect()
}

/// Returns whether a change names a decision in a role that the record did not name there before.
pub fn names_a_new(change: &RecordChange, role: Role) -> bool {
    !new_ones(change, role).is_empty()
}
