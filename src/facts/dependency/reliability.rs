//! How well promises are kept.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::providers;
use crate::model::{
    kind::Class,
    past::RecordPast,
    program::Program,
    promise::Promises,
    record::{Person, Record},
    role::Role,
    status::Category,
};

/// How one promise that was due ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The dependency.
    pub id: String,
    /// The day that was promised at first.
    pub promised: Date,
    /// The day on which it was accepted; `None` where it is not.
    pub accepted: Option<Date>,
    /// The day on which it was delivered, where it was accepted later.
    pub delivered: Option<Date>,
}

impl Kept {
    /// Returns whether the promise was kept: it was accepted no later than the day that was promised at first.
    pub fn is_kept(&self) -> bool {
        self.accepted.is_some_and(|day| day <= self.promised)
    }

    /// Returns whether it was delivered in time, and accepted too late for that to count.
    pub fn is_only_accepted_late(&self) -> bool {
        let is_in_time = self.delivered.is_some_and(|day| day <= self.promised);
        is_in_time && self.accepted.is_some() && !self.is_kept()
    }
}

/// How well one team keeps its promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reliability {
    /// The team; `None` for all providers of whom no record says where they belong.
    pub team: Option<String>,
    /// Its promises that were due, by id.
    pub due: Vec<Kept>,
}

impl Reliability {
    /// Returns how many promises were kept.
    pub fn kept(&self) -> usize {
        self.due.iter().filter(|one| one.is_kept()).count()
    }
}

/// Returns the promise reliability of each team, by name: promises that were accepted no later than the day first promised
/// ÷ those that were due.
///
/// Due is what was accepted, and what was promised at first for a day before today; not what was withdrawn or declined by
/// then. The days are those of the commits of the main line. Never per person: a person counts for the team or, without one, the
/// organization that the person's record names. Source: Sull and Spinosa, *Promise-Based Management*, HBR 2007.
pub fn reliability<'a>(
    program: &Program,
    records: impl Iterator<Item = &'a Record>,
    promises: &Promises,
    today: Date,
) -> Vec<Reliability> {
    let mut teams: BTreeMap<Option<String>, Vec<Kept>> = BTreeMap::new();
    for record in records.filter(|record| record.kind.class == Class::Dependency) {
        let Some(kept) = ended(record, promises, today) else {
            continue;
        };
        let mut named: Vec<Option<String>> = providers(record)
            .iter()
            .map(|provider| team(program, provider))
            .collect();
        named.sort();
        named.dedup();
        for team in named {
            teams.entry(team).or_default().push(kept.clone());
        }
    }
    let teams = teams.into_iter();
    teams.map(|(team, due)| Reliability { team, due }).collect()
}

/// Returns how a promise ended; `None` where it was not due.
fn ended(record: &Record, promises: &Promises, today: Date) -> Option<Kept> {
    let (promise, past) = promises.of(&record.id)?;
    let promised = promise.first()?.day()?;
    let is_done = |state: &str| record.kind.category(state) == Some(Category::Done);
    let is_dropped = |state: &str| record.kind.category(state) == Some(Category::Dropped);
    let accepted = first_day(past, &is_done).filter(|_| record.category() == Some(Category::Done));
    let dropped =
        first_day(past, &is_dropped).filter(|_| record.category() == Some(Category::Dropped));
    let is_due = promised < today && dropped.is_none_or(|day| day > promised);
    let delivered = first_day(past, &|state| state.eq_ignore_ascii_case("delivered"));
    (accepted.is_some() || is_due).then(|| Kept {
        id: record.id.to_string(),
        promised,
        accepted,
        delivered: delivered.filter(|_| accepted.is_some()),
    })
}

/// Returns the first day of a state.
fn first_day(past: &RecordPast, is_it: &dyn Fn(&str) -> bool) -> Option<Date> {
    let mut states = past.states.iter();
    let found = states.find(|(_, state)| state.as_deref().is_some_and(is_it));
    found.map(|(day, _)| *day)
}

/// Returns the team that answers for what a provider promises: the provider where it is a team, else the team or the
/// organization of the person.
fn team(program: &Program, provider: &Person) -> Option<String> {
    let handle = provider.handle();
    let Some(record) = program.person(handle) else {
        // `orion:DEL-7` is of another program, and `acme/identity` a team of a code host.
        let before = handle.split_once(':').map(|(program, _)| program);
        return before
            .or(handle.contains('/').then_some(handle))
            .map(str::to_owned);
    };
    let is_team = record.text(Role::Type).is_some_and(|text| text == "team")
        || !record.values(Role::Members).is_empty();
    if is_team {
        return Some(record.id.to_string());
    }
    let team = record.people(Role::Team).into_iter().next();
    let team = team.map(|team| team.handle().to_owned());
    team.or_else(|| record.text(Role::Org).map(String::from))
}
