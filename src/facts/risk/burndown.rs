//! How the exposure of a program came to be what it is, week by week.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{exposure, is_gain, is_open};
use crate::model::{config::Thresholds, kind::Class, record::Record};

/// How large one risk is at some moment.
#[derive(Debug, Clone, PartialEq)]
pub enum Size {
    /// It is open: its exposure in workdays, 0 where that is not known.
    Open(f64),
    /// It is not open any more: the state it is in.
    Over(Box<str>),
}

/// The threats of a program at the end of a day, by id.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// The day.
    pub day: Date,
    /// The risks.
    pub risks: BTreeMap<Arc<str>, Size>,
}

/// What one week did to the exposure of a program, in workdays.
///
/// `total` is that of the week before + `new` + `raised` − `burned`.
#[derive(Debug, Clone, PartialEq)]
pub struct Burn {
    /// The last day of the week.
    pub day: Date,
    /// The exposure of all open risks at its end.
    pub total: f64,
    /// That of risks that were not open at the end of the week before.
    pub new: f64,
    /// What is gone: risks that were closed, occurred or are no records any more, and what others are rated lower.
    pub burned: f64,
    /// What others are rated higher, or were rated for the first time.
    pub raised: f64,
    /// What happened to each risk that is not as it was, by id.
    pub steps: Vec<Step>,
}

/// What one week did to one risk.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The risk.
    pub id: Arc<str>,
    /// What happened.
    pub what: What,
    /// By how many workdays that changed the exposure of the program.
    pub days: f64,
}

/// What happened to a risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is open, and was not before.
    New,
    /// It is rated higher.
    Higher,
    /// It is rated lower.
    Lower,
    /// It is in a state in which it is not open: closed, occurred.
    Over(Box<str>),
    /// It is no record any more.
    Gone,
}

impl What {
    /// Returns the word for people.
    pub fn word(&self) -> &str {
        match self {
            Self::New => "new",
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Over(state) => state,
            Self::Gone => "removed",
        }
    }
}

/// Returns the threats among some records at the end of a day. Opportunities are left out: what may go better does not
/// make up for what may go wrong.
pub fn register<'a>(
    records: impl Iterator<Item = &'a Record>,
    thresholds: &Thresholds,
    day: Date,
) -> Register {
    let threats = records.filter(|record| record.kind.class == Class::Risk && !is_gain(record));
    let size = |record: &Record| match is_open(record) {
        true => Size::Open(exposure(record, thresholds).unwrap_or(0.0)),
        false => Size::Over(record.status().unwrap_or_default().into()),
    };
    let risks = threats.map(|record| (record.id.clone(), size(record)));
    Register {
        day,
        risks: risks.collect(),
    }
}

/// Returns what each week did to the exposure, the first one compared with nothing.
///
/// New: the exposure of risks that are open at the end of the week and were not at the end of the one before. Raised: what
/// open ones are rated higher by, or for the first time. Burned: the exposure of those that were closed, occurred or are gone,
/// and what others are rated lower by. So the total = that of the week before + new + raised − burned. Source: the risk
/// burndown of Cohn 2010, with what happened kept apart.
pub fn burndown(weeks: &[Register]) -> Vec<Burn> {
    let before = std::iter::once(None).chain(weeks.iter().map(Some));
    let pairs = before.zip(weeks);
    pairs.map(|(before, week)| burn(before, week)).collect()
}

fn burn(before: Option<&Register>, week: &Register) -> Burn {
    let nothing = BTreeMap::new();
    let old = before.map_or(&nothing, |before| &before.risks);
    let mut ids: Vec<&Arc<str>> = old.keys().chain(week.risks.keys()).collect();
    ids.sort_by(|a, b| crate::model::program::natural(a, b));
    ids.dedup();
    let steps = ids
        .into_iter()
        .filter_map(|id| step(id, old.get(id), week.risks.get(id)));
    let steps: Vec<Step> = steps.collect();
    let sum = |counts: &dyn Fn(&What) -> bool| -> f64 {
        let counted = steps.iter().filter(|step| counts(&step.what));
        // An empty sum of fractions is minus zero.
        counted.map(|step| step.days).sum::<f64>() + 0.0
    };
    let open = week.risks.values().map(|size| match size {
        Size::Open(days) => *days,
        Size::Over(_) => 0.0,
    });
    Burn {
        day: week.day,
        total: open.sum::<f64>() + 0.0,
        new: sum(&|what| *what == What::New),
        burned: 0.0 - sum(&|what| matches!(what, What::Lower | What::Over(_) | What::Gone)),
        raised: sum(&|what| *what == What::Higher),
        steps,
    }
}

/// Returns what happened to one risk between two moments; `None` where nothing did, or it was never open.
fn step(id: &Arc<str>, before: Option<&Size>, after: Option<&Size>) -> Option<Step> {
    let (what, days) = match (before, after) {
        (Some(Size::Open(before)), Some(Size::Open(after))) if after > before => {
            (What::Higher, after - before)
        }
        (Some(Size::Open(before)), Some(Size::Open(after))) if after < before => {
            (What::Lower, after - before)
        }
        (Some(Size::Open(before)), Some(Size::Over(state))) => {
            (What::Over(state.clone()), 0.0 - before)
        }
        (Some(Size::Open(before)), None) => (What::Gone, 0.0 - before),
        (None | Some(Size::Over(_)), Some(Size::Open(after))) => (What::New, *after),
        _ => return None,
    };
    Some(Step {
        id: id.clone(),
        what,
        days,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(day: &str, risks: &[(&str, Size)]) -> Register {
        Register {
            day: crate::model::date::parse_day(day).expect("a day"),
            risks: risks
                .iter()
                .map(|(id, size)| ((*id).into(), size.clone()))
                .collect(),
        }
    }

    fn told(burn: &Burn) -> String {
        let steps = burn.steps.iter();
        let steps = steps.map(|step| format!("{} {} {:+}", step.id, step.what.word(), step.days));
        format!(
            "{} +{} -{} ^{}: {}",
            burn.total,
            burn.new,
            burn.burned,
            burn.raised,
            steps.collect::<Vec<_>>().join(", ")
        )
    }

    #[test]
    fn every_week_adds_up_and_says_which_risks_moved() {
        use Size::{Open, Over};
        let weeks = [
            week(
                "2026-03-01",
                &[("RISK-9", Open(4.0)), ("RISK-10", Open(0.0))],
            ),
            week(
                "2026-03-08",
                &[("RISK-9", Open(2.5)), ("RISK-10", Open(6.0))],
            ),
            week(
                "2026-03-15",
                &[
                    ("RISK-9", Over("occurred".into())),
                    ("RISK-10", Open(6.0)),
                    ("RISK-11", Open(1.0)),
                ],
            ),
            week(
                "2026-03-22",
                &[("RISK-9", Open(3.0)), ("RISK-11", Over("closed".into()))],
            ),
        ];
        let burns = burndown(&weeks);
        assert_eq!(
            burns.iter().map(told).collect::<Vec<_>>(),
            [
                "4 +4 -0 ^0: RISK-9 new +4, RISK-10 new +0",
                "8.5 +0 -1.5 ^6: RISK-9 lower -1.5, RISK-10 higher +6",
                "7 +1 -2.5 ^0: RISK-9 occurred -2.5, RISK-11 new +1",
                "3 +3 -7 ^0: RISK-9 new +3, RISK-10 removed -6, RISK-11 closed -1",
            ]
        );
        for pair in burns.windows(2) {
            let [before, after] = pair else {
                unreachable!("two at a time")
            };
            let expected = before.total + after.new + after.raised - after.burned;
            assert!((after.total - expected).abs() < 1e-9);
        }
        assert_eq!(burndown(&[]), []);
    }
}
