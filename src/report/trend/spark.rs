//! A series drawn in one line.

use crate::model::trend::{Point, Value};

/// From low to high.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// More points than this share a bar: the last of them is drawn.
const WIDTH: usize = 60;

/// Returns one bar for each point, the lowest for the lowest value and the highest for the highest; a point between
/// them is a `·` where there is no value. Later dates are higher. A series that never moves is drawn low.
pub(super) fn line(points: &[Point]) -> String {
    let heights = heights(points);
    let known = || heights.iter().flatten().copied();
    let low = known().fold(f64::INFINITY, f64::min);
    let high = known().fold(f64::NEG_INFINITY, f64::max);
    let share = points.len().div_ceil(WIDTH).max(1);
    let bars = heights
        .rchunks(share)
        .rev()
        .map(|chunk| chunk.last().copied().flatten());
    bars.map(|height| height.map_or('·', |height| bar(height, low, high)))
        .collect()
}

fn bar(height: f64, low: f64, high: f64) -> char {
    if high <= low {
        return BARS[0];
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to 7: the height lies between low and high"
    )]
    let at = ((height - low) / (high - low) * 7.0).round() as usize;
    BARS[at.min(7)]
}

/// Returns where each point stands: numbers as they are, dates by their day; releases without days by their order.
#[expect(
    clippy::cast_precision_loss,
    reason = "days of this era and a few releases"
)]
fn heights(points: &[Point]) -> Vec<Option<f64>> {
    let mut moments: Vec<_> = points
        .iter()
        .filter_map(|point| match &point.value {
            Some(Value::Moment(_, when)) => Some(when),
            _ => None,
        })
        .collect();
    let have_days = moments.iter().all(|when| when.day().is_some());
    moments.sort_by(|a, b| a.compare(b).unwrap_or(std::cmp::Ordering::Equal));
    moments.dedup();
    let height = |point: &Point| match point.value.as_ref()? {
        Value::Number(number) => Some(*number),
        Value::Moment(_, when) if have_days => {
            let day = when.day()?;
            Some(crate::model::date::days_between(jiff::civil::Date::ZERO, day) as f64)
        }
        Value::Moment(_, when) => Some(moments.iter().position(|one| *one == when)? as f64),
    };
    points.iter().map(height).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(values: &[Option<f64>]) -> String {
        let point = |value: &Option<f64>| Point {
            day: jiff::civil::Date::ZERO,
            commit: None,
            value: value.map(Value::Number),
        };
        line(&values.iter().map(point).collect::<Vec<_>>())
    }

    #[test]
    fn the_lowest_is_low_and_the_highest_high() {
        let values = [Some(0.0), Some(7.0), None, Some(3.0), Some(3.6)];
        assert_eq!(drawn(&values), "▁█·▄▅");
        assert_eq!(drawn(&[Some(4.0), Some(4.0)]), "▁▁");
        assert_eq!(drawn(&[]), "");
    }

    #[test]
    fn a_long_series_is_drawn_by_the_last_of_each_share() {
        let values: Vec<Option<f64>> = (0..121).map(|at| Some(f64::from(at))).collect();
        let line = drawn(&values);
        assert_eq!(line.chars().count(), 41);
        assert_eq!(
            (line.chars().next(), line.chars().last()),
            (Some('▁'), Some('█'))
        );
    }
}
