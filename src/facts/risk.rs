//! Facts of risks.

use crate::model::{config::Thresholds, kind::Class, record::Record, role::Role};

/// Returns whether something may still go wrong here: a risk that is not finished, has not occurred, and is no
/// opportunity.
pub fn is_open(record: &Record) -> bool {
    record.kind.class == Class::Risk
        && record.is_unfinished()
        && record.status().is_none_or(|status| status != "occurred")
        && record
            .text(Role::Type)
            .is_none_or(|kind| kind != "opportunity")
}

/// Returns the score of a risk, 1 to 25: probability × impact, each 1 to 5.
///
/// For ordering only. Products of ranks are not quantities: 2 × 5 and 5 × 2 are not the same risk (Cox 2008, *What's
/// Wrong with Risk Matrices?*). `None` where either is missing or outside 1 to 5.
pub fn score(risk: &Record) -> Option<i64> {
    Some(rank(risk, Role::Probability)? * rank(risk, Role::Impact)?)
}

/// Returns the exposure of a risk in workdays: the chance of its probability × `impact_days`.
///
/// The chances are `thresholds.risk_probability`, in percent; by default 5, 20, 40, 65 and 90. Expected value, as in a
/// risk burndown (Cohn 2010). `None` where probability or `impact_days` is missing: nothing is guessed.
pub fn exposure(risk: &Record, thresholds: &Thresholds) -> Option<f64> {
    let probability = usize::try_from(rank(risk, Role::Probability)?).ok()?;
    Some(thresholds.risk_probability[probability - 1] / 100.0 * risk.number(Role::ImpactDays)?)
}

fn rank(risk: &Record, role: Role) -> Option<i64> {
    let number = risk.number(role)?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked first"
    )]
    (number.fract() == 0.0 && (1.0..=5.0).contains(&number)).then_some(number as i64)
}
