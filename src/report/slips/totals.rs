//! Moves added up: by date, by team, by parent, by period.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    facts::slip::{self, Disclosure, disclosure},
    model::{
        config::Config,
        date::When,
        program::natural,
        slip::{Ledger, Slip},
    },
};

/// Everything about a ledger in a few numbers.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    /// Moves to a later date.
    pub(super) later: usize,
    /// Moves to an earlier date.
    pub(super) earlier: usize,
    /// Records of which a date moved later.
    pub(super) records: usize,
    /// Moves to a later date that nothing explains.
    pub(super) silent: usize,
    /// Moves to a later date, by year.
    pub(super) by_year: BTreeMap<String, usize>,
    /// Moves to a later date, by quarter.
    pub(super) by_quarter: BTreeMap<String, usize>,
    /// How early the later moves were told.
    pub(super) disclosure: Disclosure,
}

/// The moves that have something in common.
#[derive(Debug, Default)]
pub(super) struct Group<'a> {
    /// What they have in common; empty for what has no such thing.
    pub(super) name: String,
    /// The moves, oldest first.
    pub(super) slips: Vec<&'a Slip>,
}

/// How far a date moved over several moves.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Distance {
    /// Workdays; `None` without two days.
    pub(super) workdays: Option<i64>,
    /// Releases; `None` where they cannot be counted.
    pub(super) releases: Option<i64>,
}

impl<'a> Group<'a> {
    /// Returns the moves to a later date.
    pub(super) fn later(&self) -> impl Iterator<Item = &'a Slip> {
        self.slips.iter().copied().filter(|slip| slip.shift.later)
    }

    /// Returns how many moves went to an earlier date.
    pub(super) fn earlier(&self) -> usize {
        self.slips.len() - self.later().count()
    }

    /// Returns of how many records a date moved later.
    pub(super) fn records(&self) -> usize {
        let ids: BTreeSet<&str> = self.later().map(|slip| &*slip.id).collect();
        ids.len()
    }

    /// Returns how early the later moves were told.
    pub(super) fn disclosure(&self) -> Disclosure {
        disclosure(self.later().filter_map(|slip| slip.lead))
    }

    /// Returns how far one date moved in all: from where it was first to where it is after the last move. That is not
    /// the sum of the moves where it was taken away and set again.
    pub(super) fn distance(&self, config: &Config) -> Distance {
        self.ends(config)
            .map_or_else(Distance::default, |(old, new)| Distance {
                releases: slip::releases(&old, &new, &config.releases),
                workdays: old
                    .day()
                    .zip(new.day())
                    .map(|(old, new)| config.calendar.workdays(old, new)),
            })
    }

    fn ends(&self, config: &Config) -> Option<(When, When)> {
        let (first, last) = (self.slips.first()?, self.slips.last()?);
        let when = |slip: &Slip, text: &str| {
            let field = slip.kind.field_at(&slip.field)?;
            field.when(text, &config.releases)
        };
        when(first, &first.from).zip(when(last, &last.to))
    }
}

/// Returns the numbers of a ledger.
pub(super) fn summary(ledger: &Ledger) -> Summary {
    let all = Group {
        name: String::new(),
        slips: ledger.slips.iter().collect(),
    };
    let count = |period: fn(&Slip) -> String| {
        let mut counts = BTreeMap::new();
        for slip in all.later() {
            *counts.entry(period(slip)).or_default() += 1;
        }
        counts
    };
    Summary {
        later: all.later().count(),
        earlier: all.earlier(),
        records: all.records(),
        silent: all.slips.iter().filter(|slip| slip.is_silent).count(),
        by_year: count(Slip::year),
        by_quarter: count(Slip::quarter),
        disclosure: all.disclosure(),
    }
}

/// Returns the moves grouped by a name, the group with the most later moves first, then by name.
pub(super) fn by<'a>(
    slips: impl Iterator<Item = &'a Slip>,
    name: impl Fn(&Slip) -> String,
) -> Vec<Group<'a>> {
    let mut groups = in_order(slips, name);
    groups.sort_by(|a, b| {
        let numbers = b.later().count().cmp(&a.later().count());
        numbers.then_with(|| natural(&a.name, &b.name))
    });
    groups
}

/// Returns the moves grouped by a name, in the order of names.
pub(super) fn in_order<'a>(
    slips: impl Iterator<Item = &'a Slip>,
    name: impl Fn(&Slip) -> String,
) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<String, Vec<&'a Slip>> = BTreeMap::new();
    for slip in slips {
        groups.entry(name(slip)).or_default().push(slip);
    }
    let group = |(name, slips)| Group { name, slips };
    groups.into_iter().map(group).collect()
}

/// Returns whose date it is: the team, else the owner, else nothing.
pub(super) fn team(slip: &Slip) -> String {
    let team = slip.team.clone().or_else(|| slip.owner.clone());
    team.unwrap_or_default()
}

/// Returns the id of what the record is part of, or nothing.
pub(super) fn parent(slip: &Slip) -> String {
    slip.parent.clone().unwrap_or_default()
}
