//! A value of an expression: text that may also be a number, a stretch of days or a release.

use jiff::civil::Date;

use super::Scope;
use crate::{
    model::{
        date::{self, Calendar, Releases, When},
        record,
    },
    text::expression::{Operand, Shift, Unit},
};

/// A value that a field is compared with.
#[derive(Debug, Clone)]
pub(super) struct Literal {
    text: String,
    is_quoted: bool,
    shift: Option<Shift>,
}

/// When something is, as an expression says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Moment {
    /// From the first of these days to the last.
    Days(Date, Date),
    /// A release.
    Release(When),
}

impl Literal {
    pub(super) fn new(operand: &Operand) -> Self {
        Self {
            text: operand.text.clone(),
            is_quoted: operand.is_quoted,
            shift: operand.shift,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn is_tbd(&self) -> bool {
        record::is_tbd(&self.text)
    }

    /// Returns the number that this is.
    pub(super) fn number(&self) -> Option<f64> {
        let number: f64 = self.text.trim().parse().ok()?;
        (self.shift.is_none() && number.is_finite()).then_some(number)
    }

    /// Returns when this is; `None` for what is no day, month, quarter, year or release.
    pub(super) fn moment(&self, scope: &Scope<'_>) -> Option<Moment> {
        let (first, last) = match self.period(scope) {
            Some(period) => period,
            None => return self.release(&scope.config.releases).map(Moment::Release),
        };
        let shift = |day| {
            self.shift.map_or(Some(day), |shift| {
                shifted(day, shift, &scope.config.calendar)
            })
        };
        Some(Moment::Days(shift(first)?, shift(last)?))
    }

    fn period(&self, scope: &Scope<'_>) -> Option<(Date, Date)> {
        if self.text == "today" && !self.is_quoted {
            return Some((scope.today, scope.today));
        }
        let is_release = scope.config.releases.contains_key(&self.text);
        date::parse_period(&self.text).filter(|_| !is_release)
    }

    fn release(&self, releases: &Releases) -> Option<When> {
        let release = date::parse_when(&self.text, &[], releases)?;
        self.shift.is_none().then_some(release)
    }
}

/// Returns a day moved by a length of time; `None` outside the years that can be written.
pub(super) fn shifted(day: Date, shift: Shift, calendar: &Calendar) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match shift.unit {
        Unit::Workdays => return calendar.add_workdays(day, shift.count.into()),
        Unit::Days => span.try_days(shift.count),
        Unit::Weeks => span.try_weeks(shift.count),
        Unit::Months => span.try_months(shift.count),
    };
    day.checked_add(span.ok()?).ok()
}
