//! Facts of risks.

mod band;
mod burndown;
mod prompt;
mod trend;

use jiff::civil::Date;

pub use band::{Band, band};
pub use burndown::{Burn, Register, Size, Step, What, burndown, register};
pub use prompt::{Concern, Prompt, prompts};
pub use trend::{Trend, trend};

use crate::model::{
    config::{Config, Thresholds},
    date,
    kind::Class,
    record::Record,
    role::Role,
};

/// Returns whether something may still go wrong here: a risk that is not finished, has not occurred, and is no
/// opportunity.
pub fn is_open(record: &Record) -> bool {
    is_pending(record) && !is_gain(record)
}

/// Returns whether something may still go better here than planned: an opportunity that is not finished and has not
/// occurred.
pub fn is_opportunity(record: &Record) -> bool {
    is_pending(record) && is_gain(record)
}

fn is_pending(record: &Record) -> bool {
    record.kind.class == Class::Risk
        && record.is_unfinished()
        && record.status().is_none_or(|status| status != "occurred")
}

fn is_gain(record: &Record) -> bool {
    record
        .text(Role::Type)
        .is_some_and(|kind| kind == "opportunity")
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
    Some(chance(rank(risk, Role::Probability)?, thresholds)? * risk.number(Role::ImpactDays)?)
}

/// Returns the score that is left once the response has worked, 1 to 25: as [`score`], from `residual`.
///
/// A half that `residual` leaves out is that of the risk itself. `None` where it states neither. Source: inherent and
/// residual risk, PRINCE2.
pub fn residual_score(risk: &Record) -> Option<i64> {
    let (probability, impact) = residual(risk)?;
    Some(probability? * impact?)
}

/// Returns the exposure that is left once the response has worked, in workdays: the chance of the residual probability ×
/// `impact_days`.
///
/// The days stay as they are, since a lower rank of impact does not say how many they become: the true number is this or
/// less. `None` where `residual` states nothing, or the exposure itself is not known.
pub fn residual_exposure(risk: &Record, thresholds: &Thresholds) -> Option<f64> {
    let (probability, _) = residual(risk)?;
    Some(chance(probability?, thresholds)? * risk.number(Role::ImpactDays)?)
}

/// Returns probability and impact after the response; `None` where nobody stated any.
fn residual(risk: &Record) -> Option<(Option<i64>, Option<i64>)> {
    let probability = rank(risk, Role::ResidualProbability);
    let impact = rank(risk, Role::ResidualImpact);
    (probability.is_some() || impact.is_some()).then(|| {
        (
            probability.or_else(|| rank(risk, Role::Probability)),
            impact.or_else(|| rank(risk, Role::Impact)),
        )
    })
}

/// Returns the proximity of a risk in calendar days: the day its window opens − today; 0 or less while the window is
/// open.
///
/// `None` without a day on which it opens, and once the window has closed. Source: PRINCE2.
pub fn proximity(risk: &Record, config: &Config, today: Date) -> Option<i64> {
    let from = risk.day(Role::WindowFrom, &config.releases)?;
    let until = risk.day(Role::WindowUntil, &config.releases);
    let is_over = until.is_some_and(|until| until < today);
    (!is_over).then(|| date::days_between(today, from))
}

/// Returns whether a risk is imminent: its window opens in `thresholds.imminent_days` calendar days or less, or is open.
pub fn is_imminent(risk: &Record, config: &Config, today: Date) -> bool {
    proximity(risk, config, today).is_some_and(|days| days <= config.thresholds.imminent_days)
}

/// Returns the chance of a probability from 1 to 5, as a fraction of 1.
fn chance(probability: i64, thresholds: &Thresholds) -> Option<f64> {
    let at = usize::try_from(probability).ok()?.checked_sub(1)?;
    Some(thresholds.risk_probability.get(at)? / 100.0)
}

/// Returns a probability or an impact, 1 to 5.
pub fn rank(risk: &Record, role: Role) -> Option<i64> {
    let number = risk.number(role)?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked first"
    )]
    (number.fract() == 0.0 && (1.0..=5.0).contains(&number)).then_some(number as i64)
}
