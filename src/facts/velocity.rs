//! How fast a date runs away.

use jiff::civil::Date;

use crate::model::{config::Config, date, past::RecordPast, record::Record, role::Role};

/// Weekly points that are looked at.
const POINTS: i64 = 8;

/// Fewer known points than this show no direction.
const LEAST: usize = 3;

/// Returns the slip velocity of a record that is not finished: the days by which its forecast moves later, a day, to two
/// decimals.
///
/// The Theil–Sen slope of the forecast at the end of today and of the days 7, 14 … 49 days before: the median of the
/// slopes between every two of them, so that one jump does not count as a trend. 0 is a date that stands, 1 one that
/// slides day for day (the 45° line of a milestone trend analysis), negative one that comes nearer. Where there is no
/// forecast, the due date counts, of several the first that has a value. `None` for finished records, and where fewer
/// than three of the points have a day. Source: milestone trend analysis; Sen 1968 for the slope, which is our choice.
pub fn velocity(record: &Record, past: &RecordPast, config: &Config, today: Date) -> Option<f64> {
    if !record.is_unfinished() {
        return None;
    }
    let (role, field) = expected(record, config)?;
    let point = |week: i64| {
        let ago = week * 7;
        let day = today.checked_sub(jiff::Span::new().days(ago)).ok()?;
        let expected = past.stood(role, field, day)?.day()?;
        Some((-ago, date::days_between(today, expected)))
    };
    let points: Vec<(i64, i64)> = (0..POINTS).rev().filter_map(point).collect();
    let slope = slope(&points).filter(|_| points.len() >= LEAST)?;
    // Adding nothing makes a zero of a negative one.
    Some((slope * 100.0).round() / 100.0 + 0.0)
}

/// Returns the field that says when a record is expected to be finished.
fn expected<'a>(record: &'a Record, config: &Config) -> Option<(Role, &'a str)> {
    let mut roles = [Role::Forecast, Role::Due].into_iter();
    roles.find_map(|role| Some((role, record.dated(role, &config.releases)?.0)))
}

/// Returns the median of the slopes between every two of some points, whose first numbers differ; of an even number of
/// slopes the mean of the two in the middle. `None` for fewer than two points.
fn slope(points: &[(i64, i64)]) -> Option<f64> {
    let mut slopes = Vec::new();
    for (at, (from, before)) in points.iter().enumerate() {
        for (to, after) in &points[at + 1..] {
            #[expect(clippy::cast_precision_loss, reason = "these are days of this era")]
            slopes.push((after - before) as f64 / (to - from) as f64);
        }
    }
    slopes.sort_by(f64::total_cmp);
    let middle = slopes.len() / 2;
    let upper = *slopes.get(middle)?;
    if slopes.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(slopes[middle - 1], upper))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slope_is_the_median_of_all_pairs() {
        assert_eq!(slope(&[(0, 10), (7, 17), (14, 24)]), Some(1.0));
        // One jump among eight points is no trend.
        let jump: Vec<(i64, i64)> = (0..8)
            .map(|week| (week * 7, 30 * i64::from(week > 6)))
            .collect();
        assert_eq!(slope(&jump), Some(0.0));
        // 0, 0, 1 and 1/2 a day: two pairs of 7 days, one of 14.
        assert_eq!(slope(&[(0, 5), (7, 5), (14, 12)]), Some(0.5));
        assert_eq!(
            slope(&[(0, 5), (7, 12), (14, 12), (21, 12)]),
            Some(1.0 / 6.0)
        );
        assert_eq!(slope(&[(0, 5), (7, 1)]), Some(-4.0 / 7.0));
        assert_eq!(slope(&[(0, 5)]), None);
    }
}
