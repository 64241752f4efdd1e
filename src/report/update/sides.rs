//! What readers and program owe each other, and which records bear on the readers.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::{Asked, facts::Named};
use crate::{
    facts::{dependency, ownership},
    model::{
        kind::Class,
        record::{Person, Record},
        role::Role,
    },
    report::deps,
};

/// Something that one side is to give to the other.
#[derive(Debug, Serialize)]
pub(super) struct Owed {
    #[serde(flatten)]
    pub(super) record: Named,
    pub(super) need_by: Option<Date>,
    /// The day that the provider stands behind; `None` while nobody does.
    pub(super) promised: Option<Date>,
    pub(super) confirmed: Option<Date>,
    /// Who is asked for what next: "@kim asks @acquirer to promise a day".
    pub(super) ask: Option<String>,
}

/// Returns what the readers are to give, what is needed first before the rest.
pub(super) fn you_owe(asked: &Asked<'_>) -> Vec<Owed> {
    let program = asked.telling.program;
    owed(asked, |record, person| {
        dependency::gives(program, record, person)
    })
}

/// Returns what the readers are to get, what is needed first before the rest.
pub(super) fn we_owe(asked: &Asked<'_>) -> Vec<Owed> {
    let program = asked.telling.program;
    owed(asked, |record, person| {
        dependency::gets(program, record, person) && !dependency::gives(program, record, person)
    })
}

fn owed(asked: &Asked<'_>, is_theirs: impl Fn(&Record, &Person) -> bool) -> Vec<Owed> {
    let telling = asked.telling;
    let config = telling.config();
    let readers = readers(asked);
    let open = telling
        .of_class(Class::Dependency)
        .filter(|record| dependency::is_open(record));
    let theirs = open.filter(|record| readers.iter().any(|person| is_theirs(record, person)));
    let day = |record: &Record, role| record.day(role, &config.releases);
    let mut owed: Vec<Owed> = theirs
        .map(|record| Owed {
            record: Named::new(record),
            need_by: day(record, Role::NeedBy),
            promised: day(record, Role::Promised).filter(|_| dependency::is_promised(record)),
            confirmed: day(record, Role::Confirmed),
            ask: dependency::ask(telling.program, record, asked.promises, telling.today)
                .map(|ask| deps::ask_words(&ask)),
        })
        .collect();
    owed.sort_by_key(|owed| owed.need_by.or(owed.promised).unwrap_or(Date::MAX));
    owed
}

fn readers(asked: &Asked<'_>) -> Vec<Person> {
    let people = asked.audience.people.iter();
    people.map(|name| Person::new(name)).collect()
}

/// Returns the ids of the records that bear on the readers: promises that they give or get, the work that waits for these,
/// the work that they own, and the work that either comes after.
pub(super) fn touching(asked: &Asked<'_>) -> BTreeSet<String> {
    let program = asked.telling.program;
    let readers = readers(asked);
    let humans = readers
        .iter()
        .flat_map(|person| ownership::humans(program, person));
    let keys: BTreeSet<String> = readers
        .iter()
        .cloned()
        .chain(humans)
        .map(|person| ownership::key(program, &person))
        .collect();
    let is_theirs = |record: &Record| {
        let named = ownership::owners(record)
            .into_iter()
            .chain(record.people(Role::Team));
        named
            .map(|person| ownership::key(program, &person))
            .any(|key| keys.contains(&key))
    };
    let mut touching = BTreeSet::new();
    for record in &program.records {
        let is_between = || {
            let mut readers = readers.iter();
            readers.any(|one| {
                dependency::gives(program, record, one) || dependency::gets(program, record, one)
            })
        };
        if record.kind.class == Class::Dependency && is_between() {
            touching.insert(record.id.to_string());
            let waiting = dependency::consumers(program, record);
            touching.extend(waiting.iter().map(|one| one.id.to_string()));
        } else if record.kind.class == Class::Work && is_theirs(record) {
            touching.insert(record.id.to_string());
        }
    }
    let work = touching.iter().filter_map(|id| program.find(id));
    let before: Vec<String> = work
        .flat_map(|record| record.values(Role::After))
        .map(|value| value.text.to_string())
        .collect();
    touching.extend(before.into_iter().filter(|id| program.find(id).is_some()));
    touching
}
