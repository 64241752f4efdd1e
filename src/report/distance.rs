//! How far dates are from each other, in words.

use super::{Inline, Tone};
use crate::{model::change::Shift, text::phrase::counted};

/// Returns by how many workdays something comes after a day, or before it.
pub(super) fn lateness(late: i64) -> Inline {
    let word = match late {
        0 => "on the day".to_owned(),
        late if late < 0 => format!("{} before it", counted(-late, "workday")),
        late => format!("{} after it", counted(late, "workday")),
    };
    let tone = if late > 0 { Tone::Bad } else { Tone::Good };
    Inline::Status { word, tone }
}

/// Returns by how many workdays something is later, or earlier, than it was.
pub(super) fn later(workdays: i64) -> Inline {
    let (word, tone) = match workdays {
        days if days < 0 => (format!("{} earlier", counted(-days, "workday")), Tone::Good),
        days => (format!("{} later", counted(days, "workday")), Tone::Bad),
    };
    Inline::Status { word, tone }
}

/// Returns by how much a moment moved.
pub(super) fn shift_words(shift: Shift) -> Inline {
    let word = match shift.workdays {
        Some(days) => workdays(days),
        None if shift.later => "later".into(),
        None => "earlier".into(),
    };
    Inline::Status {
        word,
        tone: if shift.later {
            Tone::Caution
        } else {
            Tone::Good
        },
    }
}

/// Returns "+1 workday", "−3 workdays".
pub(super) fn workdays(days: i64) -> String {
    let plural = if days.abs() == 1 { "" } else { "s" };
    format!("{} workday{plural}", signed(days))
}

/// Returns "+1 release", "−3 releases".
pub(super) fn releases(count: i64) -> String {
    let plural = if count.abs() == 1 { "" } else { "s" };
    format!("{} release{plural}", signed(count))
}

/// Returns a number with its sign; the minus is a real one.
pub(super) fn signed(number: i64) -> String {
    match number {
        0 => "±0".into(),
        1.. => format!("+{number}"),
        _ => format!("−{}", number.unsigned_abs()),
    }
}
