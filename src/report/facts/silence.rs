//! Who has said nothing for a while.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::{Named, Telling};
use crate::{
    model::{date, record::Person, role::Role, status::Category},
    report::Inline,
    text::phrase::counted,
};

/// Somebody who has said nothing for a while about work that is under way.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct Silent {
    pub(in crate::report) owner: String,
    pub(in crate::report) since: Date,
    pub(in crate::report) days: i64,
    #[serde(serialize_with = "ids")]
    pub(in crate::report) records: Vec<Named>,
}

/// Returns owners none of whose records under way was changed or reviewed for `thresholds.silence_days` days.
pub(in crate::report) fn silent(telling: &Telling<'_>) -> Vec<Silent> {
    let config = telling.config();
    let mut last: BTreeMap<String, (Person, Date, Vec<Named>)> = BTreeMap::new();
    for record in telling
        .records()
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
        entry.2.push(Named::new(record));
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

fn ids<S: Serializer>(records: &[Named], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(records.iter().map(|record| &record.id))
}

impl Silent {
    /// Returns who is silent, for how long, about what.
    pub(in crate::report) fn line(&self) -> Vec<Inline> {
        let days = counted(self.days, "day");
        let mut line = vec![Inline::text(format!("{} ({days}: ", self.owner))];
        for (at, record) in self.records.iter().enumerate() {
            if at > 0 {
                line.push(Inline::text(", "));
            }
            line.push(Inline::link(&record.id, &record.path));
        }
        line.push(Inline::text(")"));
        line
    }
}
