//! Facts of dates that moved.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::model::date::{self, Releases, When};

/// Moves that are told less than this many calendar days before the old date leave no time to plan around them.
pub const SHORT_NOTICE_DAYS: i64 = 14;

/// Returns the disclosure lead of a move in calendar days: the old date − the day of the main-line commit that moved it.
///
/// Negative when the move was told after the old date had passed; 0 on the day itself. An old date that is a release
/// counts with the day of the release; without one the lead is not known. Source: ours; measured on the enhancement
/// proposals of Kubernetes.
pub fn lead(old: &When, told: Date) -> Option<i64> {
    Some(date::days_between(told, old.day()?))
}

/// How early moves were told.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Disclosure {
    /// Moves whose lead is known.
    pub known: usize,
    /// The median lead in calendar days: the middle one, or the mean of the two in the middle. `None` for no move.
    pub median_days: Option<f64>,
    /// Moves with a negative lead.
    pub after: usize,
    /// Their share in percent, to one decimal; `None` for no move.
    pub after_percent: Option<f64>,
    /// Moves with a lead of less than [`SHORT_NOTICE_DAYS`], negative ones too.
    pub short: usize,
    /// Their share in percent, to one decimal; `None` for no move.
    pub short_percent: Option<f64>,
}

/// Returns how early moves were told, from their leads. Only later moves count: nobody is hurt by an earlier one that
/// comes as a surprise, and mixing them in would flatter the median.
pub fn disclosure(leads: impl IntoIterator<Item = i64>) -> Disclosure {
    let mut leads: Vec<i64> = leads.into_iter().collect();
    leads.sort_unstable();
    let after = leads.partition_point(|lead| *lead < 0);
    let short = leads.partition_point(|lead| *lead < SHORT_NOTICE_DAYS);
    Disclosure {
        known: leads.len(),
        median_days: median(&leads),
        after,
        after_percent: percent(after, leads.len()),
        short,
        short_percent: percent(short, leads.len()),
    }
}

/// Returns the median of sorted numbers: the middle one, or the mean of the two in the middle. `None` for none.
#[expect(clippy::cast_precision_loss, reason = "they are days of this era")]
pub fn median(sorted: &[i64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper as f64);
    }
    Some((sorted[middle - 1] + upper) as f64 / 2.0)
}

#[expect(clippy::cast_precision_loss, reason = "nobody moves 2^52 dates")]
fn percent(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| (part as f64 * 1000.0 / whole as f64).round() / 10.0)
}

/// Returns by how many releases a moment moved: positive when later.
///
/// Where `releases:` lists both ends, the listed releases between them are counted, in their order. Otherwise the ends
/// must be versions that differ in their last number alone: from v1.35 to v1.37 is 2. `None` for days, and for versions
/// between which nobody knows how many there are, such as v1.9 and v2.0.
pub fn releases(from: &When, to: &When, listed: &Releases) -> Option<i64> {
    let (
        When::Release {
            name: from_name, ..
        },
        When::Release { name: to_name, .. },
    ) = (from, to)
    else {
        return None;
    };
    if let Some((old, new)) = place(from, listed).zip(place(to, listed)) {
        return Some(new - old);
    }
    let (old, new) = (date::version(from_name)?, date::version(to_name)?);
    let ((old_last, old_rest), (new_last, new_rest)) = (old.split_last()?, new.split_last()?);
    if old_rest != new_rest {
        return None;
    }
    i64::try_from(*new_last)
        .ok()?
        .checked_sub(i64::try_from(*old_last).ok()?)
}

/// Returns how many listed releases come before one; `None` when it is not listed.
fn place(release: &When, listed: &Releases) -> Option<i64> {
    let mut before = 0;
    let mut is_listed = false;
    for (name, date) in listed {
        let other = When::Release {
            name: name.clone(),
            date: *date,
        };
        match other.compare(release)? {
            Ordering::Less => before += 1,
            Ordering::Equal => is_listed = true,
            Ordering::Greater => {}
        }
    }
    is_listed.then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        date::parse_day(text).expect("a day")
    }

    #[test]
    fn a_lead_is_negative_when_the_date_had_passed() {
        let old = When::Day(day("2026-05-29"));
        assert_eq!(lead(&old, day("2026-05-15")), Some(14));
        assert_eq!(lead(&old, day("2026-05-29")), Some(0));
        assert_eq!(lead(&old, day("2026-06-01")), Some(-3));
        let undated = When::Release {
            name: "v9.9".into(),
            date: None,
        };
        assert_eq!(lead(&undated, day("2026-06-01")), None);
    }

    #[test]
    fn the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        let told = disclosure([30, -3, 13, 14]);
        let expected = Disclosure {
            known: 4,
            median_days: Some(13.5),
            after: 1,
            after_percent: Some(25.0),
            short: 2,
            short_percent: Some(50.0),
        };
        assert_eq!(told, expected);
        assert_eq!(disclosure([5, 1, 3]).median_days, Some(3.0));
        let nothing = disclosure([]);
        assert_eq!((nothing.median_days, nothing.after_percent), (None, None));
    }

    #[test]
    fn releases_are_counted_by_the_list_or_by_the_last_number() {
        let listed = Releases::from([
            ("v1.9".to_owned(), Some(day("2026-01-01"))),
            ("v2.0".to_owned(), Some(day("2026-04-01"))),
            ("v2.1".to_owned(), Some(day("2026-07-01"))),
        ]);
        let count = |from: &str, to: &str| {
            let when = |text| date::parse_when(text, &[], &listed).expect("a moment");
            releases(&when(from), &when(to), &listed)
        };
        assert_eq!(count("v1.9", "v2.1"), Some(2));
        assert_eq!(count("v2.1", "v1.9"), Some(-2));
        assert_eq!(count("2.0", "v2.1"), Some(1));
        // v2.3 is not listed.
        assert_eq!(count("v2.1", "v2.3"), Some(2));
        assert_eq!(count("v1.9", "v2.3"), None);
        assert_eq!(count("v3", "v2.3"), None);
        assert_eq!(count("2026-01-01", "2026-02-01"), None);
    }
}
