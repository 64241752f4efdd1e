//! Facts of promises between teams.

mod ask;
mod reliability;

use std::fmt;

use jiff::civil::Date;

use super::sign_off;
use crate::model::{
    config::Config,
    date,
    kind::Class,
    program::Program,
    promise::{Promise, Promises},
    record::{Person, Record, is_tbd},
    reference::{self, Target},
    revision::Identity,
    role::Role,
    status::Category,
};

pub use ask::{Ask, Request, ask};
pub use reliability::{Kept, Reliability, reliability};

/// A promise counts as confirmed for this many calendar days.
pub const CONFIRMED_DAYS: i64 = 30;

/// How much time there is between what is promised and what is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slack {
    /// Nothing is promised, and it is needed so soon that it should be.
    Nothing,
    /// So many workdays; below 0 it comes too late.
    Days(i64),
    /// Nothing is promised yet, and there is time; or nobody says when it is needed.
    Unknown,
}

/// Returns whether a dependency is open: somebody waits for it still.
pub fn is_open(record: &Record) -> bool {
    record.kind.class == Class::Dependency && record.is_unfinished()
}

/// Returns whether the provider has committed to a dependency that is open.
pub fn is_promised(record: &Record) -> bool {
    is_open(record) && record.category() == Some(Category::Active)
}

/// Returns whether a dependency was delivered and waits to be accepted.
pub fn is_delivered(record: &Record) -> bool {
    is_promised(record) && has_state(record, "delivered")
}

fn has_state(record: &Record, state: &str) -> bool {
    record
        .status()
        .is_some_and(|own| own.eq_ignore_ascii_case(state))
}

/// Returns the slack of a dependency in workdays: `need_by` − `promised`.
///
/// Nothing at all where the provider has not committed and it is needed in `thresholds.promise_lead_days` workdays or less,
/// or was needed already: a day that nobody stands behind is no promise. Source: give and get lists, as practitioners keep
/// them.
pub fn slack(record: &Record, config: &Config, today: Date) -> Slack {
    let Some(need_by) = record.day(Role::NeedBy, &config.releases) else {
        return Slack::Unknown;
    };
    let promised = record.day(Role::Promised, &config.releases);
    match promised.filter(|_| is_promised(record)) {
        Some(promised) => Slack::Days(config.calendar.workdays(promised, need_by)),
        None if is_in_lead(need_by, config, today) => Slack::Nothing,
        None => Slack::Unknown,
    }
}

/// Returns whether a day is so near, or past, that what is needed by it should be promised.
pub fn is_in_lead(need_by: Date, config: &Config, today: Date) -> bool {
    config.calendar.workdays(today, need_by) <= config.thresholds.promise_lead_days
}

/// Returns who is to give something; nobody while that is to be determined.
pub fn providers(record: &Record) -> Vec<Person> {
    let mut providers = record.values(Role::Provider);
    providers.retain(|provider| !is_tbd(&provider.text));
    providers.iter().map(|one| Person::new(&one.text)).collect()
}

/// Returns the records that wait for a dependency.
pub fn consumers<'a>(program: &'a Program, record: &Record) -> Vec<&'a Record> {
    let ids = record.values(Role::Consumer).into_iter();
    ids.filter_map(|id| program.find(&id.text)).collect()
}

/// Returns who looks after a dependency on the side that gets it: its owner, else the owners of what waits for it.
pub fn askers(program: &Program, record: &Record) -> Vec<Person> {
    let own = owners(record);
    if !own.is_empty() {
        return own;
    }
    let waiting = consumers(program, record).into_iter();
    waiting.flat_map(owners).collect()
}

fn owners(record: &Record) -> Vec<Person> {
    let mut owners = record.values(Role::Owner);
    owners.retain(|owner| !is_tbd(&owner.text));
    owners.iter().map(|one| Person::new(&one.text)).collect()
}

/// Returns whether a team, or a person, gives what a dependency is about: it is the provider, or the provider is of it.
pub fn gives(program: &Program, record: &Record, team: &Person) -> bool {
    providers(record)
        .iter()
        .any(|one| is_of(program, one, team))
}

/// Returns whether a team, or a person, gets what a dependency is about: the dependency or what waits for it names the
/// team, or an owner of either is of it.
pub fn gets(program: &Program, record: &Record, team: &Person) -> bool {
    let waiting = consumers(program, record).into_iter();
    let mut sides = std::iter::once(record).chain(waiting);
    sides.any(|side| {
        let named = side.people(Role::Team).into_iter().chain(owners(side));
        named
            .collect::<Vec<_>>()
            .iter()
            .any(|one| is_of(program, one, team))
    })
}

fn is_of(program: &Program, person: &Person, team: &Person) -> bool {
    let known = Identity {
        name: person.handle().to_owned(),
        email: String::new(),
    };
    sign_off::is_one_of(program, &known, std::slice::from_ref(team))
}

/// Returns whether the provider stands behind a promise: somebody of its side wrote one of the commits that made or changed
/// it, or is named in an `Acked-by:` line of one.
pub fn has_evidence(program: &Program, record: &Record, promise: &Promise) -> bool {
    let providers = providers(record);
    let mut signers = promise.signers.iter();
    is_promised(record) && signers.any(|who| sign_off::is_one_of(program, who, &providers))
}

/// Returns how many calendar days ago a promise was last confirmed; `None` where it never was.
pub fn confirmed_days(record: &Record, config: &Config, today: Date) -> Option<i64> {
    let confirmed = record.day(Role::Confirmed, &config.releases)?;
    Some(date::days_between(confirmed, today))
}

/// Returns whether both sides shook hands on a promise: the provider stands behind it ([`has_evidence`]), and it was
/// confirmed in the last [`CONFIRMED_DAYS`] calendar days.
pub fn is_handshake(program: &Program, record: &Record, promise: &Promise, today: Date) -> bool {
    let confirmed = confirmed_days(record, &program.config, today);
    confirmed.is_some_and(|days| days <= CONFIRMED_DAYS) && has_evidence(program, record, promise)
}

/// How many promises both sides shook hands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Coverage {
    /// Open dependencies.
    pub open: usize,
    /// Those that were committed to, signed by the provider and confirmed lately.
    pub covered: usize,
}

/// Returns the handshake coverage of some dependencies: those with a handshake ÷ those that are open.
///
/// A handshake: the provider has committed; somebody of its side wrote one of the commits that made or changed the promise
/// since, or is named in an `Acked-by:` line of one; and `confirmed` lies no more than 30 calendar days back. Source: suspect
/// links of requirements tools (doorstop), turned round; the days are ours.
pub fn coverage<'a>(
    program: &Program,
    records: impl Iterator<Item = &'a Record>,
    promises: &Promises,
    today: Date,
) -> Coverage {
    let mut coverage = Coverage {
        open: 0,
        covered: 0,
    };
    for record in records.filter(|record| is_open(record)) {
        coverage.open += 1;
        let promise = promises.made.get(&record.id);
        let is_covered =
            promise.is_some_and(|promise| is_handshake(program, record, promise, today));
        coverage.covered += usize::from(is_covered);
    }
    coverage
}

/// What changed since a promise was confirmed, so that nobody knows whether it still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suspect {
    /// The promised day.
    Promise {
        /// When it changed.
        changed: Date,
    },
    /// A record of the provider.
    Record {
        /// Its id.
        id: String,
        /// When it changed.
        changed: Date,
    },
}

impl fmt::Display for Suspect {
    /// Writes what changed and when, in one clause.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Promise { changed } => write!(out, "the promise changed on {changed}"),
            Self::Record { id, changed } => write!(out, "{id} changed on {changed}"),
        }
    }
}

/// Returns why a promise is suspect: what changed on a later day than the one on which it was `confirmed`. That is the
/// promised day, or a piece of work of the provider that the dependency refers to.
///
/// What is not committed yet changed today. Nothing where it was never confirmed. Source: the suspect links of
/// requirements tools (doorstop).
pub fn suspect(
    program: &Program,
    record: &Record,
    promises: &Promises,
    today: Date,
) -> Vec<Suspect> {
    let config = &program.config;
    let confirmed = record.day(Role::Confirmed, &config.releases);
    let Some(confirmed) = confirmed.filter(|_| is_promised(record)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let known = promises
        .made
        .get(&record.id)
        .and_then(|made| made.days.last());
    if let Some((day, when)) = known {
        let now = record.when(Role::Promised, &config.releases);
        let changed = if *when == now { *day } else { today };
        found.extend((changed > confirmed).then_some(Suspect::Promise { changed }));
    }
    for given in given(program, record) {
        let changed = promises
            .past
            .of(&given.id)
            .and_then(|past| past.changed_on());
        if let Some(changed) = changed.filter(|changed| *changed > confirmed) {
            let id = given.id.to_string();
            found.push(Suspect::Record { id, changed });
        }
    }
    found
}

/// Returns the work of the provider that a dependency refers to: the provider itself where it is named as a record, and
/// what is owned by the provider or is of its team.
fn given<'a>(program: &'a Program, record: &Record) -> Vec<&'a Record> {
    let providers = providers(record);
    let own = |one: &Record| {
        let named = one
            .people(Role::Owner)
            .into_iter()
            .chain(one.people(Role::Team));
        let named: Vec<Person> = named.collect();
        providers.iter().any(|provider| {
            Person::new(&one.id) == *provider
                || named.iter().any(|who| is_of(program, who, provider))
        })
    };
    let consumers = consumers(program, record);
    let mut given: Vec<&Record> = providers
        .iter()
        .filter_map(|provider| program.find(provider.handle()))
        .collect();
    for reference in reference::references(program, record).iter() {
        if let Target::Record(found) = reference::resolve(program, record, reference) {
            given.push(found);
        }
    }
    given.retain(|one| {
        let waits = consumers.iter().any(|consumer| consumer.id == one.id);
        one.kind.class == Class::Work && !waits && own(one)
    });
    given.sort_by(|a, b| crate::model::program::natural(&a.id, &b.id));
    given.dedup_by(|a, b| a.id == b.id);
    given
}
