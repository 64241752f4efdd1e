//! How large a risk is, in one of four words.

use super::rank;
use crate::model::{record::Record, role::Role};

/// How large a risk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// Watch it.
    Low,
    /// Somebody owns it and has a response.
    Medium,
    /// Something is done about it.
    High,
    /// It is talked about until it is smaller.
    Extreme,
}

use Band::{Extreme as E, High as H, Low as L, Medium as M};

/// The bands by probability, 1 to 5 downwards, and impact, 1 to 5 to the right.
///
/// The choice is ours, cell by cell. Impact weighs more than probability, because the ranks of impact are steps that
/// roughly double what is lost, while those of probability are steps along one scale to certain (as in the example of a
/// probability and impact matrix that PMI prints): 1 × 5 is medium and 5 × 1 low. One rank more of either never crosses
/// more than one band, so that no two neighbours are told apart as low and high (after the consistency rules of Cox 2008,
/// *What's Wrong with Risk Matrices?*).
const CELLS: [[Band; 5]; 5] = [
    [L, L, L, L, M],
    [L, L, M, M, H],
    [L, L, M, H, E],
    [L, M, M, H, E],
    [L, M, H, E, E],
];

impl Band {
    /// The words for people, the smallest first.
    pub const WORDS: &[&str] = &["low", "medium", "high", "extreme"];

    /// Returns the band of a cell of the matrix; `None` where probability or impact is not 1 to 5.
    pub fn of_cell(probability: i64, impact: i64) -> Option<Self> {
        let at = |rank: i64| usize::try_from(rank).ok()?.checked_sub(1);
        let row = CELLS.get(at(probability)?)?;
        row.get(at(impact)?).copied()
    }

    /// Returns the word for people.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// Returns the band of a risk: that of its cell in the matrix of probability and impact, not of their product. `None`
/// where either is missing or outside 1 to 5.
///
/// For impacts 1 to 5, a probability of 1 gives low, low, low, low, medium; of 2 low, low, medium, medium, high; of 3 low,
/// low, medium, high, extreme; of 4 low, medium, medium, high, extreme; of 5 low, medium, high, extreme, extreme. The choice is ours; one
/// rank more never crosses more than one band, after Cox 2008, *What's Wrong with Risk Matrices?*.
pub fn band(risk: &Record) -> Option<Band> {
    Band::of_cell(rank(risk, Role::Probability)?, rank(risk, Role::Impact)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_rank_more_never_makes_it_smaller_nor_skips_a_band() {
        let cell = |probability, impact| Band::of_cell(probability, impact);
        for probability in 1..=5 {
            for impact in 1..=5 {
                let here = cell(probability, impact).expect("it is in the matrix");
                for next in [cell(probability + 1, impact), cell(probability, impact + 1)] {
                    let steps = next.map_or(0, |next| next as i64 - here as i64);
                    assert!((0..=1).contains(&steps), "{probability} × {impact}");
                }
            }
        }
        assert_eq!([cell(0, 1), cell(1, 0), cell(6, 1), cell(1, -1)], [None; 4]);
    }

    #[test]
    fn the_same_product_may_be_another_band() {
        let pairs = [(1, 5), (5, 1), (2, 5), (5, 2), (1, 4), (2, 2)];
        let bands = pairs.map(|(probability, impact)| Band::of_cell(probability, impact));
        assert_eq!(bands, [M, L, H, M, L, L].map(Some));
    }
}
