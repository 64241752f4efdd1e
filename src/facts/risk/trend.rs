//! How a risk moved since an earlier moment.

use super::{exposure, is_open, is_opportunity, score};
use crate::model::{config::Thresholds, record::Record};

/// How a risk moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trend {
    /// It was not open then.
    New,
    /// It was open, and nobody had rated it.
    Rated,
    /// It is larger.
    Up,
    /// It is smaller.
    Down,
    /// Neither.
    Same,
}

impl Trend {
    /// Returns the word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Rated => "first rated",
            Self::Up => "up",
            Self::Down => "down",
            Self::Same => "same",
        }
    }
}

/// Returns how a risk moved since an earlier moment: by its exposure where both are known and differ, else by its score.
///
/// What stood in the record then is worked out by the chances of today. A risk of which too little was known at either
/// moment is as it was.
pub fn trend(now: &Record, before: Option<&Record>, thresholds: &Thresholds) -> Trend {
    let Some(before) = before.filter(|before| is_open(before) || is_opportunity(before)) else {
        return Trend::New;
    };
    let size = |risk: &Record| (exposure(risk, thresholds), score(risk));
    let ((days, rank), (old_days, old_rank)) = (size(now), size(before));
    let by_days = days
        .zip(old_days)
        .map(|(now, before)| now.total_cmp(&before));
    let by_score = rank.zip(old_rank).map(|(now, before)| now.cmp(&before));
    let moved = by_days
        .filter(|order| order.is_ne())
        .or(by_score)
        .or(by_days);
    match moved {
        Some(order) if order.is_gt() => Trend::Up,
        Some(order) if order.is_lt() => Trend::Down,
        None if old_days.is_none() && old_rank.is_none() && (days.is_some() || rank.is_some()) => {
            Trend::Rated
        }
        _ => Trend::Same,
    }
}
