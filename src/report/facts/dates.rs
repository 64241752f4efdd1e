//! The dates that come next.

use jiff::civil::Date;
use serde::Serialize;

use super::{Named, Telling};
use crate::{
    facts::{baseline, plan},
    model::{kind::Class, record::Person, role::Role},
};

/// A date that comes next.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct Milestone {
    #[serde(flatten)]
    pub(in crate::report) record: Named,
    pub(in crate::report) finish: Date,
    pub(in crate::report) baseline: Option<Date>,
    /// Workdays from baseline to finish.
    pub(in crate::report) late: Option<i64>,
    pub(in crate::report) owner: Option<String>,
}

/// Returns the unfinished parts of the program by the day on which they are to be finished.
pub(in crate::report) fn milestones(telling: &Telling<'_>) -> Vec<Milestone> {
    let config = telling.config();
    let parts = telling.of_class(Class::Work).filter(|record| {
        record.is_unfinished() && record.kind.fields_of(Role::Parent).next().is_some()
    });
    let mut milestones: Vec<Milestone> = parts
        .filter_map(|record| {
            let finish = plan::finish(record, config)?;
            let past = telling.past.of(&record.id);
            let baseline = past.and_then(|past| {
                let baseline = baseline::baseline(record, past, config)?;
                baseline.when.day()
            });
            let baseline = baseline.or_else(|| record.day(Role::Due, &config.releases));
            Some(Milestone {
                record: Named::new(record),
                finish,
                baseline,
                late: baseline.map(|baseline| config.calendar.workdays(baseline, finish)),
                owner: record.people(Role::Owner).first().map(Person::to_string),
            })
        })
        .collect();
    milestones.sort_by(|a, b| {
        a.finish
            .cmp(&b.finish)
            .then_with(|| a.record.id.cmp(&b.record.id))
    });
    milestones
}
