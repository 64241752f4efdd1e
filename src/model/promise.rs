//! What history says about promises between teams. `history` reads it; facts are worked out from it.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{
    date::When,
    past::{Past, RecordPast},
    revision::Identity,
};

/// What history says about every promise, and about all other records.
#[derive(Debug, Default)]
pub struct Promises {
    /// About records of every kind.
    pub past: Past,
    /// About dependencies, by id.
    pub made: BTreeMap<Arc<str>, Promise>,
}

/// What history says about one dependency.
#[derive(Debug, Default, Clone)]
pub struct Promise {
    /// When it was promised for, each time that changed; `None` where it was promised no more.
    pub days: Vec<(Date, Option<When>)>,
    /// Who wrote the commits that changed it since it was last committed to, that one among them, or is named in an
    /// `Acked-by:` line of one. Known where it is open.
    pub signers: Vec<Identity>,
}

impl Promise {
    /// Returns when it was promised for at first.
    pub fn first(&self) -> Option<&When> {
        self.days.iter().find_map(|(_, when)| when.as_ref())
    }

    /// Returns how often it was promised for a later moment than before.
    pub fn later_moves(&self) -> usize {
        let moments: Vec<&When> = self
            .days
            .iter()
            .filter_map(|(_, when)| when.as_ref())
            .collect();
        let later = moments.windows(2).filter(|pair| {
            let order = pair[0].compare(pair[1]);
            order.is_some_and(std::cmp::Ordering::is_lt)
        });
        later.count()
    }
}

impl Promises {
    /// Returns what history says about a dependency as a promise, and as a record.
    pub fn of(&self, id: &str) -> Option<(&Promise, &RecordPast)> {
        Some((self.made.get(id)?, self.past.of(id)?))
    }
}
