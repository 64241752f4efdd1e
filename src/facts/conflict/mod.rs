//! Contradictions that the records show and nobody has raised.

mod load;

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;

use super::{dependency, schedule::schedule};
use crate::{
    model::{
        kind::{Class, Field},
        program::{Program, natural},
        record::{Person, Record, is_tbd},
        role::Role,
        schema::Shape,
    },
    text::phrase::counted,
};

/// A contradiction between records.
#[derive(Debug, Clone)]
pub struct Conflict<'a> {
    /// What it is.
    pub what: What,
    /// The records that it is between.
    pub records: Vec<&'a Record>,
}

/// What contradicts what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A promise comes after it is needed.
    TooLate {
        /// The day on which it is needed.
        need_by: Date,
        /// The day that is promised.
        promised: Date,
        /// Workdays between them.
        days: i64,
    },
    /// The same thing of the same provider has several days.
    SeveralDays {
        /// Which day it is: `need_by` or `promised`.
        role: Role,
        /// The thing.
        what: String,
        /// The days, each once.
        days: Vec<Date>,
    },
    /// Several people decide, or own, one thing.
    SeveralPeople {
        /// What they are.
        role: Role,
        /// The people.
        people: Vec<String>,
    },
    /// One owner carries more at a time than `thresholds.parallel_work`.
    Overloaded {
        /// The owner.
        owner: String,
        /// How much that is.
        capacity: usize,
        /// The first day on which it is so.
        from: Date,
        /// The last.
        until: Date,
    },
    /// Two pieces of work of one owner at the same time have the same priority.
    Tied {
        /// The owner.
        owner: String,
        /// The priority.
        priority: String,
    },
}

impl What {
    /// Returns what it is called in data.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TooLate { .. } => "too late",
            Self::SeveralDays { .. } => "several days",
            Self::SeveralPeople { .. } => "several people",
            Self::Overloaded { .. } => "overloaded",
            Self::Tied { .. } => "tied priorities",
        }
    }

    /// Returns the cause that an issue about it has.
    pub fn cause(&self) -> &'static str {
        match self {
            Self::TooLate { .. } | Self::Tied { .. } => "priority",
            Self::SeveralDays { .. } => "information",
            Self::SeveralPeople { .. } => "ownership",
            Self::Overloaded { .. } => "resource",
        }
    }
}

impl fmt::Display for What {
    /// Writes the fact in one clause, without the records.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLate {
                need_by,
                promised,
                days,
            } => {
                let days = counted(days, "workday");
                write!(
                    out,
                    "promised for {promised}, {days} after {need_by}, when it is needed"
                )
            }
            Self::SeveralDays { role, what, days } => {
                let days: Vec<String> = days.iter().map(Date::to_string).collect();
                write!(
                    out,
                    "\u{201c}{what}\u{201d} is {} {}",
                    role.words(),
                    days.join(" and ")
                )
            }
            Self::SeveralPeople { role, people } => {
                let noun = role.words();
                write!(out, "{} {noun}s: {}", people.len(), people.join(", "))
            }
            Self::Overloaded {
                owner,
                capacity,
                from,
                until,
            } => write!(
                out,
                "{owner} carries all of them from {from} to {until}, more than {capacity} at a time"
            ),
            Self::Tied { owner, priority } => {
                write!(
                    out,
                    "{owner} has both at the same time, and both have priority {priority}"
                )
            }
        }
    }
}

/// Returns the contradictions that the records show, those of promises first, then by record.
///
/// They are: a promise for a day after the one on which it is needed; two open dependencies on the same thing (`what`) of the
/// same provider that are promised for different days, or that one and the same consumer needs on different days; several
/// approvers of one decision, or owners of one record whose kind takes one; more work of one owner at a time, by the
/// schedule, than `thresholds.parallel_work`; the same priority of two pieces of work that one owner has at the same time. Nothing is
/// concluded from a day, a person or a priority that is not there. Source: ours, after the field's causes of conflict.
pub fn conflicts(program: &Program, today: Date) -> Vec<Conflict<'_>> {
    let mut found = too_late(program);
    found.extend(several_days(program));
    found.extend(several_people(program));
    let schedule = schedule(program, today);
    found.extend(load::overloaded(program, &schedule, today));
    found.extend(load::tied(program, &schedule, today));
    found
}

/// Returns the open issue that is about a contradiction already: a conflict that refers to one of its records.
pub fn raised<'a>(program: &'a Program, conflict: &Conflict<'_>) -> Option<&'a Record> {
    let refers = |issue: &Record| {
        let mut blocks = issue.values(Role::Blocks).into_iter();
        blocks.any(|value| {
            conflict
                .records
                .iter()
                .any(|record| *record.id == *value.text)
        })
    };
    program.of_class(Class::Issue).find(|issue| {
        let is_conflict = issue.text(Role::Type).as_deref() == Some("conflict");
        is_conflict && issue.is_unfinished() && refers(issue)
    })
}

fn promised(program: &Program) -> impl Iterator<Item = &Record> {
    let all = program.of_class(Class::Dependency);
    all.filter(|record| dependency::is_promised(record) && !dependency::is_delivered(record))
}

fn too_late(program: &Program) -> Vec<Conflict<'_>> {
    let config = &program.config;
    let late = promised(program).filter_map(|record| {
        let need_by = record.day(Role::NeedBy, &config.releases)?;
        let promised = record.day(Role::Promised, &config.releases)?;
        let days = config.calendar.workdays(need_by, promised);
        (promised > need_by).then(|| Conflict {
            what: What::TooLate {
                need_by,
                promised,
                days,
            },
            records: vec![record],
        })
    });
    late.collect()
}

fn several_days(program: &Program) -> Vec<Conflict<'_>> {
    let releases = &program.config.releases;
    let mut by_promise: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    let mut by_need: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for record in program.of_class(Class::Dependency) {
        let Some(thing) = thing(record).filter(|_| dependency::is_open(record)) else {
            continue;
        };
        if dependency::is_promised(record) {
            by_promise.entry(thing.clone()).or_default().push(record);
        }
        let mut consumers = record.values(Role::Consumer);
        consumers.sort_by(|a, b| a.text.cmp(&b.text));
        let consumers: Vec<&str> = consumers.iter().map(|value| &*value.text).collect();
        let key = format!("{thing}\n{}", consumers.join("\n"));
        by_need.entry(key).or_default().push(record);
    }
    let mut found = Vec::new();
    for (role, groups) in [(Role::Promised, by_promise), (Role::NeedBy, by_need)] {
        for records in groups.into_values() {
            let days = records
                .iter()
                .filter_map(|record| record.day(role, releases));
            let mut days: Vec<Date> = days.collect();
            days.sort_unstable();
            days.dedup();
            if days.len() > 1 {
                let what = records[0].text(Role::What).unwrap_or_default();
                let what = what.trim().trim_end_matches('.').to_owned();
                found.push(Conflict {
                    what: What::SeveralDays { role, what, days },
                    records,
                });
            }
        }
    }
    found
}

/// Returns what a dependency is about, and of whom, for comparison: words without case and marks; `None` where it does not
/// say.
fn thing(record: &Record) -> Option<String> {
    let what = record.text(Role::What)?.to_lowercase();
    let words = what.split(|sign: char| !sign.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut providers: Vec<String> = dependency::providers(record)
        .iter()
        .map(Person::key)
        .collect();
    providers.sort();
    (!words.is_empty() && !providers.is_empty())
        .then(|| format!("{} of {}", words.join(" "), providers.join(" ")))
}

fn several_people(program: &Program) -> Vec<Conflict<'_>> {
    let mut found = Vec::new();
    for record in &program.records {
        let roles: &[Role] = match record.kind.class {
            Class::Decision => &[Role::Approver, Role::Owner, Role::Driver],
            Class::Work | Class::Risk | Class::Dependency | Class::Issue => &[Role::Owner],
            _ => continue,
        };
        for role in roles.iter().filter(|_| record.is_unfinished()) {
            let people = named(record, *role);
            let takes_one = *role == Role::Approver
                || record
                    .kind
                    .fields_of(*role)
                    .all(|field| is_one(record, field));
            if people.len() > 1 && takes_one {
                let people = people.iter().map(Person::to_string).collect();
                found.push(Conflict {
                    what: What::SeveralPeople {
                        role: *role,
                        people,
                    },
                    records: vec![record],
                });
            }
        }
    }
    found.sort_by(|a, b| natural(&a.records[0].id, &b.records[0].id));
    found
}

/// Returns whether a field takes one value, by the schema of the kind; where that does not say, several may be meant.
fn is_one(record: &Record, field: &Field) -> bool {
    let schema = record.kind.schema.as_ref();
    let mut paths = field.paths.iter();
    paths.all(|path| schema.and_then(|schema| schema.shape(path)) == Some(Shape::Text))
}

fn named(record: &Record, role: Role) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for value in record.values(role) {
        let person = Person::new(&value.text);
        if !is_tbd(&value.text) && !people.contains(&person) {
            people.push(person);
        }
    }
    people
}
