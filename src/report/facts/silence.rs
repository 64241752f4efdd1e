//! Who has said nothing for a while.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::Telling;
use crate::model::{date, record::Person, role::Role, status::Category};

/// Somebody who has said nothing for a while about work that is under way.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct Silent {
    pub(in crate::report) owner: String,
    pub(in crate::report) since: Date,
    pub(in crate::report) days: i64,
    pub(in crate::report) records: Vec<String>,
}

/// Returns owners none of whose records under way was changed or reviewed for `thresholds.silence_days` days.
pub(in crate::report) fn silent(telling: &Telling<'_>) -> Vec<Silent> {
    let config = telling.config();
    let mut last: BTreeMap<String, (Person, Date, Vec<String>)> = BTreeMap::new();
    for record in telling
        .program
        .records
        .iter()
        .filter(|record| record.category() == Some(Category::Active))
    {
        let Some(owner) = record.people(Role::Owner).into_iter().next() else {
            continue;
        };
        let reviewed = record.day(Role::Reviewed, &config.releases);
        let past = telling.past.of(&record.id);
        let changed = past.and_then(|past| Some(past.changed.as_ref()?.day));
        let Some(day) = reviewed.max(changed) else {
            continue;
        };
        let entry = last
            .entry(owner.key())
            .or_insert_with(|| (owner, day, Vec::new()));
        entry.1 = entry.1.max(day);
        entry.2.push(record.id.to_string());
    }
    last.into_values()
        .map(|(owner, since, records)| Silent {
            owner: owner.to_string(),
            since,
            days: date::days_between(since, telling.today),
            records,
        })
        .filter(|silent| silent.days > config.thresholds.silence_days)
        .collect()
}
