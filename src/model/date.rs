//! Days, releases and the working calendar.

use std::{cmp::Ordering, collections::BTreeMap, fmt};

use jiff::civil::{Date, Weekday};

/// When something is due: a day, or a release that may have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(Date),
    /// A release.
    Release {
        /// Its name, as written.
        name: String,
        /// Its day, where `releases:` gives one.
        date: Option<Date>,
    },
}

impl When {
    /// Returns the day, where one is known.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(*date),
            Self::Release { date, .. } => *date,
        }
    }

    /// Compares two moments: by day where both have one, else by version. `None` when neither works.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self.day(), other.day(), self, other) {
            (Some(a), Some(b), ..) => Some(a.cmp(&b)),
            (_, _, Self::Release { name: a, .. }, Self::Release { name: b, .. }) => {
                Some(version(a)?.cmp(&version(b)?))
            }
            _ => None,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(formatter, "{date}"),
            Self::Release { name, .. } => formatter.write_str(name),
        }
    }
}

/// Returns the numbers of a version such as `v1.30` or `2.0.1`, so that v1.9 comes before v1.10.
pub fn version(name: &str) -> Option<Vec<u64>> {
    let digits = name.trim().trim_start_matches(['v', 'V']);
    digits.split('.').map(|part| part.parse().ok()).collect()
}

/// Reads a day written `2026-03-01`, and nothing else: other spellings are for `formats:` to allow.
pub fn parse_day(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| {
            if at == 4 || at == 7 {
                *byte == b'-'
            } else {
                byte.is_ascii_digit()
            }
        });
    if shaped { text.parse().ok() } else { None }
}

/// Reads a day in one of several `strptime` formats.
pub fn parse_day_in(text: &str, formats: &[String]) -> Option<Date> {
    parse_day(text).or_else(|| {
        formats
            .iter()
            .find_map(|format| Date::strptime(format, text).ok())
    })
}

/// Reads a stretch of days: a day `2026-05-01`, a month `2026-05`, a quarter `2026-Q2` or a year `2026`. Returns its
/// first and its last day.
pub fn parse_period(text: &str) -> Option<(Date, Date)> {
    if let Some(day) = parse_day(text) {
        return Some((day, day));
    }
    let (year, rest) = text
        .split_once('-')
        .map_or((text, None), |(year, rest)| (year, Some(rest)));
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let year: i16 = year.parse().ok().filter(|_| is_year)?;
    let (first, last): (i8, i8) = match rest.map(str::as_bytes) {
        None => (1, 12),
        Some([b'Q' | b'q', quarter @ b'1'..=b'4']) => {
            let last = 3 * i8::try_from(quarter - b'0').ok()?;
            (last - 2, last)
        }
        Some([b'0'..=b'9', b'0'..=b'9']) => {
            let month = rest?.parse().ok()?;
            (month, month)
        }
        Some(_) => return None,
    };
    let last = Date::new(year, last, 1).ok()?.last_of_month();
    Some((Date::new(year, first, 1).ok()?, last))
}

/// The releases that a due may name, with their days.
pub type Releases = BTreeMap<String, Option<Date>>;

/// Reads a day or the name of a release: one that is listed, or one that looks like a version.
pub fn parse_when(text: &str, formats: &[String], releases: &Releases) -> Option<When> {
    if let Some(date) = parse_day_in(text, formats) {
        return Some(When::Day(date));
    }
    let date = listed(text, releases);
    if date.is_none() && version(text).is_none() {
        return None;
    }
    Some(When::Release {
        name: text.into(),
        date: date.copied().flatten(),
    })
}

/// Returns the entry of a release in the list, written with or without the `v`.
fn listed<'a>(name: &str, releases: &'a Releases) -> Option<&'a Option<Date>> {
    releases.get(name).or_else(|| match name.strip_prefix('v') {
        Some(number) => releases.get(number),
        None if name.starts_with(|first: char| first.is_ascii_digit()) => {
            releases.get(&format!("v{name}"))
        }
        None => None,
    })
}

/// Which days are worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    weekend: Vec<Weekday>,
    holidays: Vec<Date>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            weekend: vec![Weekday::Saturday, Weekday::Sunday],
            holidays: Vec::new(),
        }
    }
}

impl Calendar {
    /// Returns a calendar. A week without a single workday counts as having no weekend at all.
    pub fn new(weekend: Vec<Weekday>, mut holidays: Vec<Date>) -> Self {
        holidays.sort_unstable();
        holidays.dedup();
        let weekend = if weekend.len() >= 7 {
            Vec::new()
        } else {
            weekend
        };
        Self { weekend, holidays }
    }

    /// Returns whether a day is worked.
    pub fn is_workday(&self, date: Date) -> bool {
        !self.weekend.contains(&date.weekday()) && self.holidays.binary_search(&date).is_err()
    }

    /// Returns the workdays from `from` to `to`: the worked days after `from` up to and including `to`; negative when
    /// `to` is earlier. From a Friday to the Monday after it is one workday.
    pub fn workdays(&self, from: Date, to: Date) -> i64 {
        if to < from {
            return -self.workdays(to, from);
        }
        let days = i64::from((to - from).get_days());
        let (weeks, rest) = (days / 7, days % 7);
        let per_week = 7 - i64::try_from(self.weekend.len()).unwrap_or(0);
        let tail = (0..rest).filter(|offset| {
            !self
                .weekend
                .contains(&to.saturating_sub(jiff::Span::new().days(*offset)).weekday())
        });
        let worked_holidays = self
            .holidays
            .iter()
            .filter(|day| **day > from && **day <= to && !self.weekend.contains(&day.weekday()));
        let holidays = i64::try_from(worked_holidays.count()).unwrap_or(0);
        weeks * per_week + i64::try_from(tail.count()).unwrap_or(0) - holidays
    }
}

/// Reads `today`, alone or with a distance: `today + 14d` calendar days, `2w` weeks, `3m` months, `5wd` workdays. A month
/// that is too short gives its last day.
pub fn parse_relative(text: &str, today: Date, calendar: &Calendar) -> Option<Date> {
    let rest = text.trim().strip_prefix("today")?.trim_start();
    if rest.is_empty() {
        return Some(today);
    }
    let sign = match rest.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let distance = rest[1..].trim();
    let digits = distance.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let count = sign * i64::from(digits.trim().parse::<u16>().ok()?);
    let span = jiff::Span::new();
    match &distance[digits.len()..] {
        "d" => today.checked_add(span.days(count)).ok(),
        "w" => today.checked_add(span.weeks(count)).ok(),
        "m" => today.checked_add(span.months(count)).ok(),
        "wd" => calendar.add_workdays(today, count),
        _ => None,
    }
}

impl Calendar {
    /// Returns the day that is some workdays after another, or before it where the number is negative; the day itself
    /// for none. `None` outside the years that can be written.
    pub fn add_workdays(&self, from: Date, workdays: i64) -> Option<Date> {
        let is_later = workdays > 0;
        let per_week = 7 - i64::try_from(self.weekend.len()).unwrap_or(0);
        let mut day = from;
        let mut left = workdays.saturating_abs();
        // Whole weeks hold no more workdays than this, so that the last one is still ahead after each leap.
        while left > per_week {
            let weeks = (left - 1) / per_week;
            let span = jiff::Span::new().try_weeks(weeks).ok()?;
            let next = if is_later {
                day.checked_add(span)
            } else {
                day.checked_sub(span)
            }
            .ok()?;
            left -= if is_later {
                self.workdays(day, next)
            } else {
                self.workdays(next.yesterday().ok()?, day.yesterday().ok()?)
            };
            day = next;
        }
        while left > 0 {
            day = if is_later {
                day.tomorrow()
            } else {
                day.yesterday()
            }
            .ok()?;
            left -= i64::from(self.is_workday(day));
        }
        Some(day)
    }
}

/// Returns calendar days from `from` to `to`.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        parse_day(text).expect("a day")
    }

    #[test]
    fn only_the_iso_form_is_a_day() {
        assert!(parse_day("2026-03-01").is_some());
        for text in [
            "20260301",
            "2026-3-1",
            "2026-03-01T10:00",
            "2026-02-30",
            "tomorrow",
            "",
        ] {
            assert_eq!(parse_day(text), None, "{text}");
        }
        assert_eq!(
            parse_day_in("01.03.2026", &["%d.%m.%Y".into()]),
            Some(day("2026-03-01"))
        );
    }

    #[test]
    fn days_are_told_from_today() {
        let calendar = Calendar::default();
        let told = |text| parse_relative(text, day("2026-01-30"), &calendar);
        for (text, expected) in [
            ("today", "2026-01-30"),
            ("today+14d", "2026-02-13"),
            ("today - 2w", "2026-01-16"),
            ("today + 1m", "2026-02-28"),
            // 2026-01-30 is a Friday.
            ("today+1wd", "2026-02-02"),
            ("today-5wd", "2026-01-23"),
        ] {
            assert_eq!(told(text), Some(day(expected)), "{text}");
        }
        for text in [
            "tomorrow",
            "today+",
            "today+2",
            "today+2y",
            "today 3d",
            "today+-3d",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_is_a_day_a_month_a_quarter_or_a_year() {
        let period = |text| parse_period(text).map(|(first, last)| format!("{first} {last}"));
        for (text, days) in [
            ("2026-02-03", "2026-02-03 2026-02-03"),
            ("2028-02", "2028-02-01 2028-02-29"),
            ("2026-Q2", "2026-04-01 2026-06-30"),
            ("2026", "2026-01-01 2026-12-31"),
        ] {
            assert_eq!(period(text).as_deref(), Some(days), "{text}");
        }
        for text in [
            "",
            "26",
            "2026-13",
            "2026-5",
            "2026-Q5",
            "2026-02-30",
            "v2026",
            "-026",
        ] {
            assert_eq!(period(text), None, "{text}");
        }
    }

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        let when = |text| parse_when(text, &[], &Releases::new()).expect("a release");
        assert_eq!(when("v1.9").compare(&when("v1.10")), Some(Ordering::Less));
        assert_eq!(when("1.10").compare(&when("v1.10")), Some(Ordering::Equal));
        assert_eq!(when("v1.9").compare(&When::Day(day("2026-01-01"))), None);
        assert_eq!(parse_when("TBD", &[], &Releases::new()), None);
    }

    #[test]
    fn dated_releases_compare_with_days() {
        let releases = Releases::from([("spring".to_owned(), Some(day("2026-04-01")))]);
        let spring = parse_when("spring", &[], &releases).expect("it is listed");
        assert_eq!(
            spring.compare(&When::Day(day("2026-03-31"))),
            Some(Ordering::Greater)
        );
    }

    #[test]
    fn workdays_skip_weekends_and_holidays() {
        let calendar = Calendar::new(
            vec![Weekday::Saturday, Weekday::Sunday],
            vec![day("2026-05-25"), day("2026-05-24")],
        );
        assert_eq!(calendar.workdays(day("2026-05-29"), day("2026-06-01")), 1);
        assert_eq!(calendar.workdays(day("2026-05-22"), day("2026-05-29")), 4);
        assert_eq!(calendar.workdays(day("2026-06-12"), day("2026-05-29")), -10);
        assert_eq!(calendar.workdays(day("2026-05-29"), day("2026-05-29")), 0);
        let mut from = day("2026-04-27");
        while from < day("2026-06-20") {
            let mut to = from;
            let mut counted = 0;
            while to < day("2026-06-20") {
                to = to.tomorrow().expect("in range");
                counted += i64::from(calendar.is_workday(to));
                assert_eq!(calendar.workdays(from, to), counted, "{from} to {to}");
                if calendar.is_workday(to) {
                    assert_eq!(calendar.add_workdays(from, counted), Some(to));
                }
                if calendar.is_workday(from) && calendar.is_workday(to) {
                    assert_eq!(calendar.add_workdays(to, -counted), Some(from));
                }
            }
            from = from.tomorrow().expect("in range");
        }
    }
}
