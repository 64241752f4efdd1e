//! For how long nobody has said anything about a record.

use jiff::civil::Date;

use crate::model::{config::Config, date, past::RecordPast, record::Record, role::Role};

/// Calendar days before its due date from which on a record must be looked at twice as often.
const NEAR_DAYS: i64 = 30;

/// The roles that say by when something must be done.
const DUE: [Role; 4] = [Role::Due, Role::DecideBy, Role::NeedBy, Role::NeededBy];

/// For how long nobody has said anything about a record, and how long that may last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Staleness {
    /// When somebody last did.
    pub since: Date,
    /// Calendar days since then.
    pub days: i64,
    /// Calendar days after which the record is stale.
    pub limit: i64,
}

impl Staleness {
    /// Returns whether the limit is passed.
    pub fn is_over(self) -> bool {
        self.days > self.limit
    }
}

/// Returns the staleness of a record in calendar days: today − the latest of its last substantive change, its `reviewed`
/// day and the day on which it was added.
///
/// A change is substantive where a field or a part of the text differs and the commit changed fewer than
/// `history.bulk_records` records: reformatting, renames and edits of everything at once say nothing of one record. A
/// `reviewed` day to come counts as today. The limit is `thresholds.silence_days`, halved (rounded down) from 30 days
/// before the record is due. `None` for records that are finished, that history does not know, and of kinds without
/// states: nobody has to keep saying that a meeting took place. Source: the thresholds of trackers' staleness audits; ours.
pub fn staleness(
    record: &Record,
    past: &RecordPast,
    config: &Config,
    today: Date,
) -> Option<Staleness> {
    if record.kind.lifecycle.states.is_empty() || !record.is_unfinished() {
        return None;
    }
    let day = |role| record.day(role, &config.releases);
    let reviewed = day(Role::Reviewed).map(|reviewed| reviewed.min(today));
    let marks = [&past.added, &past.changed].into_iter().flatten();
    let since = marks.map(|mark| mark.day).chain(reviewed).max()?;
    let silence = config.thresholds.silence_days;
    let is_near = DUE
        .into_iter()
        .find_map(day)
        .is_some_and(|due| date::days_between(today, due) <= NEAR_DAYS);
    Some(Staleness {
        since,
        days: date::days_between(since, today).max(0),
        limit: if is_near { silence / 2 } else { silence },
    })
}
