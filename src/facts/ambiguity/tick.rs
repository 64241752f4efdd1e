//! Whether what a record says is documented, discoverable and socialized.

use super::{Ambiguity, Surroundings};
use crate::model::record::{Person, Record};

/// The three ticks of one record. What is ambiguous ends when all three are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticks {
    /// No slot has a defect.
    pub is_documented: bool,
    /// Who reads the program comes across it: see [`Surroundings::is_tied`].
    pub is_discoverable: bool,
    /// Whether there is something to know: see [`Surroundings::is_news`].
    pub is_news: bool,
    /// How many people have to know: see [`Surroundings::affected`].
    pub affected: usize,
    /// Those of them whom no sent update has told of it, by handle.
    pub untold: Vec<Person>,
}

impl Ticks {
    /// Returns the ticks of a record.
    pub fn of(record: &Record, ambiguity: &Ambiguity<'_>, around: &Surroundings<'_>) -> Self {
        let is_news = around.is_news(record);
        Self {
            is_documented: ambiguity.defects().next().is_none(),
            is_discoverable: around.is_tied(record),
            is_news,
            affected: if is_news {
                around.affected(record).len()
            } else {
                0
            },
            untold: if is_news {
                around.untold(record)
            } else {
                Vec::new()
            },
        }
    }

    /// Returns whether everybody whom it affects was told; `None` where nobody else has to know.
    pub fn is_socialized(&self) -> Option<bool> {
        (self.affected > 0).then_some(self.untold.is_empty())
    }
}
