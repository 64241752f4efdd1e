//! A fact over time.

use jiff::civil::{Date, Weekday};

use super::date::When;

/// How long one period of a series is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// From a Monday to the Sunday after it.
    Week,
    /// A month of the calendar.
    Month,
}

/// What a fact was at the end of a day.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A date of a record, as it was written and as it is read.
    Moment(String, When),
}

/// One point of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The last day of the period; the state is that of its end.
    pub day: Date,
    /// The last commit before that.
    pub commit: Option<String>,
    /// What the fact was; `None` where there is no such date.
    pub value: Option<Value>,
}

impl Every {
    /// Returns the last day of the period that a day is in.
    pub fn end(self, day: Date) -> Date {
        match self {
            Self::Week => {
                let left = day.weekday().until(Weekday::Sunday);
                day.saturating_add(jiff::Span::new().days(left))
            }
            Self::Month => day.last_of_month(),
        }
    }

    /// Returns the last day of the period after the one that ends on a day; `None` at the end of time.
    pub fn after(self, end: Date) -> Option<Date> {
        Some(self.end(end.tomorrow().ok()?))
    }

    /// Returns "week" or "month".
    pub fn word(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}
