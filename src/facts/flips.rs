//! How steady a health is.

use jiff::civil::Date;

use crate::model::{date, past::RecordPast, status::Health};

/// Calendar days that are looked at.
pub const DAYS: i64 = 90;

/// How often a health changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Flips {
    /// Changes from one health to another.
    pub flips: usize,
    /// Those from on track to off track: nobody was warned in between.
    pub skips: usize,
}

/// Returns how often the stated health of a record changed in the 90 calendar days up to today, today included.
///
/// A health that is stated for the first time, or no longer, is no change from one to another. Source: practice of red,
/// amber and green reporting; what turns red overnight was not green the day before.
pub fn flips(past: &RecordPast, today: Date) -> Flips {
    let mut flips = Flips::default();
    for pair in past.health.windows(2) {
        let [(_, before), (day, after)] = pair else {
            continue;
        };
        let age = date::days_between(*day, today);
        let (Some(before), Some(after)) = (before, after) else {
            continue;
        };
        if (0..DAYS).contains(&age) {
            flips.flips += 1;
            let is_skip = (*before, *after) == (Health::OnTrack, Health::OffTrack);
            flips.skips += usize::from(is_skip);
        }
    }
    flips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_the_last_ninety_days_count() {
        let day = |text| date::parse_day(text).expect("a day");
        let health = [
            ("2026-01-05", None),
            ("2026-03-02", Some(Health::OnTrack)),
            ("2026-03-03", Some(Health::OffTrack)),
            ("2026-04-01", Some(Health::AtRisk)),
            ("2026-04-02", None),
            ("2026-04-03", Some(Health::OnTrack)),
            ("2026-05-31", Some(Health::OffTrack)),
        ];
        let past = RecordPast {
            health: health.map(|(text, health)| (day(text), health)).to_vec(),
            ..RecordPast::default()
        };
        let told = |today| {
            let Flips { flips, skips } = flips(&past, day(today));
            (flips, skips)
        };
        assert_eq!(told("2026-05-31"), (3, 2));
        assert_eq!(told("2026-06-01"), (2, 1));
        assert_eq!(told("2026-03-03"), (1, 1));
        assert_eq!(told("2026-03-02"), (0, 0));
        assert_eq!(told("2026-12-01"), (0, 0));
    }
}
