//! The day that words for a time would mean if they were written today.

use jiff::{Span, ToSpan, civil::Date};

use super::vague::{month, quarter, words};
use crate::model::date::{self, Calendar};

/// Returns the last workday of the stretch of time that words name, counted from today: of "next week", of "Q3", of "end of
/// June". A month or quarter without a year is the next one that is not over. `None` for words that name no time.
pub fn day_meant(text: &str, today: Date, calendar: &Calendar) -> Option<Date> {
    let words = words(text);
    let all: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let has = |word: &str| all.iter().any(|own| own == word);
    if has("tomorrow") {
        return calendar.add_workdays(today, 1);
    }
    let year = words
        .iter()
        .filter(|word| word.len() == 4)
        .find_map(|word| word.parse::<i16>().ok());
    let last = date::parse_period(text.trim()).map(|(_, last)| last);
    let last = last
        .or_else(|| end_of_months(words.iter().find_map(|word| month(word))?, 1, year, today))
        .or_else(|| {
            let quarter = words.iter().find_map(|word| quarter(word))?;
            end_of_months(quarter * 3 - 2, 3, year, today)
        })
        .or_else(|| {
            let steps = i32::from(has("next"));
            end_of_unit(&all, today, steps)
        })?;
    workday_up_to(last, calendar)
}

/// Returns the last day of some months, which begin with one: of a year, or of the first in which they are not over.
fn end_of_months(first: i8, months: i32, year: Option<i16>, today: Date) -> Option<Date> {
    let end = |year: i16| {
        let start = Date::new(year, first, 1).ok()?;
        let last = start.checked_add((months - 1).months()).ok()?;
        Some(last.last_of_month())
    };
    match year {
        Some(year) => end(year),
        None => end(today.year())
            .filter(|last| *last >= today)
            .or_else(|| end(today.year().checked_add(1)?)),
    }
}

/// Returns the last day of the week, month, quarter or year that today lies in, or of a later one.
fn end_of_unit(words: &[String], today: Date, steps: i32) -> Option<Date> {
    let has = |names: [&str; 2]| words.iter().any(|word| names.contains(&word.as_str()));
    let later = |span: Span| today.checked_add(span * i64::from(steps)).ok();
    if has(["week", "eow"]) {
        let sunday = 7 - i64::from(today.weekday().to_monday_one_offset());
        return later(1.week())?.checked_add(sunday.days()).ok();
    }
    if has(["month", "eom"]) {
        return Some(
            today
                .first_of_month()
                .checked_add(steps.months())
                .ok()?
                .last_of_month(),
        );
    }
    if has(["quarter", "eoq"]) {
        let month = today.month() - (today.month() - 1) % 3;
        let first = Date::new(today.year(), month, 1).ok()?;
        return Some(
            first
                .checked_add((3 * steps + 2).months())
                .ok()?
                .last_of_month(),
        );
    }
    has(["year", "eoy"]).then(|| later(1.year()).map(Date::last_of_year))?
}

/// Returns a day, or the last workday before it.
fn workday_up_to(day: Date, calendar: &Calendar) -> Option<Date> {
    if calendar.is_workday(day) {
        Some(day)
    } else {
        calendar.add_workdays(day, -1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_the_last_workday_of_their_time() {
        let today = jiff::civil::date(2026, 6, 3);
        let calendar = Calendar::default();
        for (text, expected) in [
            ("tomorrow", "2026-06-04"),
            ("this week", "2026-06-05"),
            ("eow", "2026-06-05"),
            ("next week", "2026-06-12"),
            ("end of the month", "2026-06-30"),
            ("next month", "2026-07-31"),
            ("end of May", "2027-05-31"),
            ("mid-June", "2026-06-30"),
            ("Q3-ish", "2026-09-30"),
            ("Q1 2028", "2028-03-31"),
            ("2026-08", "2026-08-31"),
            ("next quarter", "2026-09-30"),
            ("end of quarter", "2026-06-30"),
            ("next year", "2027-12-31"),
        ] {
            let day = day_meant(text, today, &calendar).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some(expected), "{text}");
        }
        for text in ["soon", "asap", "tbc", ""] {
            assert_eq!(day_meant(text, today, &calendar), None, "{text}");
        }
    }
}
