//! Risks that are open.

use serde::Serialize;

use super::{Action, Named, Telling, actions_of};
use crate::{
    facts::risk,
    model::{
        change::Change,
        kind::Class,
        record::{Person, Record},
        role::Role,
    },
};

/// A risk that is open.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct OpenRisk {
    #[serde(flatten)]
    pub(in crate::report) record: Named,
    pub(in crate::report) score: Option<i64>,
    pub(in crate::report) exposure_days: Option<f64>,
    pub(in crate::report) impact_days: Option<f64>,
    pub(in crate::report) response: Option<String>,
    pub(in crate::report) owner: Option<String>,
    /// The next open action.
    pub(in crate::report) next: Option<Action>,
    /// `new`, `up`, `down` or `same` since the last time.
    pub(in crate::report) trend: &'static str,
}

/// Returns open risks, the largest first. A risk that has occurred is no risk any more.
pub(in crate::report) fn risks(telling: &Telling<'_>) -> Vec<OpenRisk> {
    let thresholds = &telling.config().thresholds;
    let open = telling
        .of_class(Class::Risk)
        .filter(|record| risk::is_open(record));
    let mut risks: Vec<OpenRisk> = open
        .map(|record| OpenRisk {
            record: Named::new(record),
            score: risk::score(record),
            exposure_days: risk::exposure(record, thresholds),
            impact_days: record.number(Role::ImpactDays),
            response: record.text(Role::Response).map(String::from),
            owner: record.people(Role::Owner).first().map(Person::to_string),
            next: actions_of(record).into_iter().next(),
            trend: trend(telling, record),
        })
        .collect();
    let size = |risk: &OpenRisk| (risk.score.unwrap_or(0), risk.exposure_days.unwrap_or(0.0));
    risks.sort_by(|a, b| {
        let ((score_a, days_a), (score_b, days_b)) = (size(a), size(b));
        score_b
            .cmp(&score_a)
            .then(days_b.total_cmp(&days_a))
            .then_with(|| a.record.id.cmp(&b.record.id))
    });
    risks
}

fn trend(telling: &Telling<'_>, record: &Record) -> &'static str {
    let Some(entry) = telling.entries().find(|entry| entry.change.id == record.id) else {
        return "same";
    };
    if entry.change.change == Change::Added {
        return "new";
    }
    let number = |text: &Option<String>| {
        text.as_deref()
            .and_then(|text| text.trim().parse::<f64>().ok())
    };
    let moved: f64 = [Role::Probability, Role::Impact]
        .into_iter()
        .filter_map(|role| entry.change.field(role))
        .filter_map(|delta| Some(number(&delta.after)? - number(&delta.before)?))
        .sum();
    match moved {
        moved if moved > 0.0 => "up",
        moved if moved < 0.0 => "down",
        _ => "same",
    }
}
