//! Who owns what, how much of it, and what nobody owns.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{ambiguity::vague, ask};
use crate::model::{
    action::{Action, ActionState, actions, actions_of},
    config::Config,
    date,
    kind::Class,
    past::Past,
    program::Program,
    record::{Person, Record, is_tbd},
    role::{Role, ValueType},
};

/// The word by which a record of a person says that it is a team.
const TEAM: &str = "team";

/// Returns who owns a record: its owner, and the driver of a decision. `TBD` is nobody.
pub fn owners(record: &Record) -> Vec<Person> {
    named_in(record, &[Role::Owner, Role::Driver])
}

/// Returns the people in some roles, each once. `TBD` is nobody.
pub fn named_in(record: &Record, roles: &[Role]) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for value in roles.iter().flat_map(|role| record.values(*role)) {
        let person = Person::new(&value.text);
        if !is_tbd(&value.text) && !people.contains(&person) {
            people.push(person);
        }
    }
    people
}

/// Returns whether a name is somebody's: not "someone" or "the team", unless a record is called so.
pub fn is_somebody(program: &Program, person: &Person) -> bool {
    !vague::is_nobody(person.handle()) || program.person(person.handle()).is_some()
}

/// Returns whether the day to which its owner is held is past. What was delivered waits for who accepts it.
pub fn is_overdue(record: &Record, config: &Config, today: Date) -> bool {
    record.is_unfinished()
        && !ask::is_delivered(record)
        && day(record, config).is_some_and(|day| day < today)
}

/// Returns who has an open action in a record.
pub fn doers(record: &Record) -> Vec<Person> {
    let tasks = record.body().map(|body| body.tasks.as_slice());
    let open = tasks.unwrap_or_default().iter().filter(|task| !task.done);
    open.filter_map(|task| task.owner.as_deref())
        .map(Person::new)
        .collect()
}

/// Returns what a person is compared by: the id of their record, in lower case, else the handle.
pub fn key(program: &Program, person: &Person) -> String {
    let record = program.person(person.handle());
    record.map_or_else(|| person.key(), |record| record.id.to_lowercase())
}

/// Returns whether a record of a person is that of a team: it says so, or has members.
pub fn is_team(record: &Record) -> bool {
    let says_so = record
        .text(Role::Type)
        .is_some_and(|text| text.eq_ignore_ascii_case(TEAM));
    says_so || record.is_filled(Role::Members)
}

/// Returns the people behind a name: of a team its members, who are named by it or name it; else the person. A team of
/// whom no member is known stands for itself.
pub fn humans(program: &Program, person: &Person) -> Vec<Person> {
    let Some(team) = program
        .person(person.handle())
        .filter(|record| is_team(record))
    else {
        return vec![person.clone()];
    };
    let mut members = team.people(Role::Members);
    for record in program.of_class(Class::Person) {
        let teams = record
            .kind
            .fields_of(Role::Team)
            .flat_map(|field| record.values_of(field));
        let mut teams = teams.filter_map(|value| program.person(&value.text));
        let member = Person::new(&record.id);
        if teams.any(|own| own.id == team.id) && !members.contains(&member) {
            members.push(member);
        }
    }
    if members.is_empty() {
        members.push(person.clone());
    }
    members
}

/// Returns whether something is still to be done: the state says so, and is not one that leads nowhere on, such as a risk
/// that has occurred, without an open action.
pub fn is_open(record: &Record) -> bool {
    let status = record.status().unwrap_or_default();
    let mut steps = record.kind.lifecycle.transitions.iter();
    let found = steps.find(|(state, _)| state.eq_ignore_ascii_case(&status));
    let is_last = found.is_some_and(|(_, next)| next.is_empty());
    let tasks = record.body().map(|body| body.tasks.as_slice());
    let has_action = tasks.unwrap_or_default().iter().any(|task| !task.done);
    record.is_unfinished() && (!is_last || has_action)
}

/// Returns whether a record is one that somebody has to own: open work, risk, decision, dependency or issue, of a kind that
/// has a field for it.
fn is_ownable(record: &Record) -> bool {
    let class = record.kind.class;
    let is_item = matches!(
        class,
        Class::Work | Class::Risk | Class::Decision | Class::Dependency | Class::Issue
    );
    is_item && is_open(record) && (record.kind.has(Role::Owner) || record.kind.has(Role::Driver))
}

/// Returns the records that somebody has to own, one for each id, in the order of the program.
fn ownable(program: &Program) -> impl Iterator<Item = &Record> {
    let is_it = |record: &&Record| {
        let counts = program.find(&record.id);
        is_ownable(record) && counts.is_some_and(|own| std::ptr::eq(own, *record))
    };
    program.records.iter().filter(is_it)
}

/// A record that nobody owns.
#[derive(Debug, Clone, Copy)]
pub struct Unowned<'a> {
    /// The record.
    pub record: &'a Record,
    /// Calendar days for which nobody has owned it; `None` where history does not say.
    pub days: Option<i64>,
}

/// Returns the open records that nobody owns, in the order of the program, and for how long nobody has: calendar days since
/// the first commit of the main line after which no owner was named in it, up to today.
///
/// `TBD` is nobody; "someone" and "the team" are nobody either, for days that are not known. After `thresholds.unowned_days` it
/// is for who runs the program to find an owner. Source: ours.
pub fn unowned<'a>(program: &'a Program, past: &Past, today: Date) -> Vec<Unowned<'a>> {
    let open = ownable(program);
    let open = open.filter(|record| !owners(record).iter().any(|one| is_somebody(program, one)));
    let unowned = |record: &'a Record| {
        let since = past.of(&record.id).and_then(|past| past.unowned);
        Unowned {
            record,
            days: since.map(|since| date::days_between(since, today)),
        }
    };
    open.map(unowned).collect()
}

/// Returns the records with a bus factor of one, by the key of each person: open ones that name this human and no other, in
/// a field or an open action.
///
/// A team is no human here. Who is only told counts for nothing, and neither does prose. Source: the bus factor of software
/// teams, read from who is named.
pub fn alone(program: &Program) -> BTreeMap<String, Vec<&Record>> {
    let mut alone: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for record in ownable(program) {
        let named = humans_of(program, record);
        if let [one] = &named[..] {
            alone.entry(one.clone()).or_default().push(record);
        }
    }
    alone
}

/// Returns the keys of the humans that a record names as more than readers.
fn humans_of(program: &Program, record: &Record) -> Vec<String> {
    let fields = record.kind.fields.iter().filter(|field| {
        field.value_type() == ValueType::Person
            && !matches!(field.role, Some(Role::Informed | Role::Told))
    });
    let values = fields.flat_map(|field| record.values_of(field));
    let people = values.filter(|value| !value.is_tbd());
    let mut people: Vec<Person> = people.map(|value| Person::new(&value.text)).collect();
    people.extend(doers(record));
    let is_human = |person: &&Person| {
        is_somebody(program, person) && !program.person(person.handle()).is_some_and(is_team)
    };
    let keys = people
        .iter()
        .filter(is_human)
        .map(|person| key(program, person));
    let mut keys: Vec<String> = keys.collect();
    keys.sort();
    keys.dedup();
    keys
}

/// What one person answers for.
#[derive(Debug, Default)]
pub struct Load<'a> {
    /// Open work, risks, decisions, dependencies and issues that the person owns.
    pub records: Vec<&'a Record>,
    /// Open actions of the person, in any record.
    pub actions: Vec<Action<'a>>,
    /// How many of the records have a day that is past.
    pub overdue_records: usize,
    /// How many of the actions have.
    pub overdue_actions: usize,
}

impl Load<'_> {
    /// Returns how many open items there are.
    pub fn open(&self) -> usize {
        self.records.len() + self.actions.len()
    }

    /// Returns how many of them are overdue.
    pub fn overdue(&self) -> usize {
        self.overdue_records + self.overdue_actions
    }
}

/// Returns the load of everybody who owns something open, by the key of each person: a count of items, not of hours.
///
/// Items are open work, risks, decisions, dependencies and issues that the person owns or prepares, and open actions of the
/// person in any record. Overdue are those whose day is past: due, decide_by, promised or else need_by, needed_by,
/// validate_by or the end of the window. Source: ours.
pub fn loads(program: &Program, today: Date) -> BTreeMap<String, Load<'_>> {
    let mut loads: BTreeMap<String, Load<'_>> = BTreeMap::new();
    for record in ownable(program) {
        let is_overdue = is_overdue(record, &program.config, today);
        for owner in owners(record)
            .iter()
            .filter(|one| is_somebody(program, one))
        {
            let load = loads.entry(key(program, owner)).or_default();
            load.records.push(record);
            load.overdue_records += usize::from(is_overdue);
        }
    }
    for action in actions(program, today) {
        let Some(owner) = action
            .owner()
            .filter(|_| action.state() != ActionState::Done)
        else {
            continue;
        };
        let load = loads.entry(key(program, &owner)).or_default();
        load.overdue_actions += usize::from(action.state() == ActionState::Overdue);
        load.actions.push(action);
    }
    loads
}

/// Returns the day to which its owner is held: of work its due date, of a decision the day by which it is needed, of a
/// dependency the promised one, else the one by which it is needed, of an issue the day by which it is decided or solved,
/// of an assumption the one by which it is validated, of a risk the end of its window.
pub fn day(record: &Record, config: &Config) -> Option<Date> {
    let roles: &[Role] = match record.kind.class {
        Class::Work | Class::Program => &[Role::Due],
        Class::Decision => &[Role::DecideBy],
        Class::Dependency => &[Role::Promised, Role::NeedBy],
        Class::Issue => &[Role::DecideBy, Role::NeededBy],
        Class::Risk => &[Role::ValidateBy, Role::WindowUntil],
        Class::Meeting => &[Role::Date],
        Class::Person | Class::Update | Class::Other => &[Role::Due, Role::DecideBy],
    };
    roles
        .iter()
        .find_map(|role| record.day(*role, &config.releases))
}

/// Returns the next open action of a record that has an owner and a day: the one that is due first.
pub fn next_action<'a>(record: &'a Record, today: Date) -> Option<Action<'a>> {
    let mut open = actions_of(record, today);
    open.retain(|action| action.state() != ActionState::Done && action.owner().is_some());
    let dated = open
        .into_iter()
        .filter_map(|action| Some((action.due()?, action)));
    dated.min_by_key(|(due, _)| *due).map(|(_, action)| action)
}
