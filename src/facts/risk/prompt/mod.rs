//! Risks that nobody has written down, as far as the other records show.

mod known;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use jiff::civil::Date;

use known::Known;

use super::is_open;
use crate::{
    facts::{
        decision,
        dependency::{self, Slack},
        promise,
        schedule::{Schedule, schedule},
    },
    model::{
        date,
        kind::Class,
        program::{Program, natural},
        record::{Person, Record, is_tbd},
        role::{Role, ValueType},
    },
    text::phrase::counted,
};

/// A reason to write a risk down.
#[derive(Debug, Clone)]
pub struct Prompt<'a> {
    /// What makes one think of it.
    pub what: Concern,
    /// The records that show it.
    pub records: Vec<&'a Record>,
}

/// What makes one think of a risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concern {
    /// Something is needed soon, and nobody has promised it. Workdays until then.
    Unpromised {
        /// The day.
        need_by: Date,
        /// How far away; below 0 it is past.
        days: i64,
    },
    /// Something is promised for the day on which it is needed, or later. Workdays too late.
    NoSlack {
        /// How much.
        days: i64,
    },
    /// Nobody else is named on several pieces of work without float.
    OnlyPerson {
        /// Who.
        person: String,
    },
    /// Work has no float. Workdays; below 0 it is late.
    NoFloat {
        /// How much.
        days: i64,
    },
    /// A decision is not made and is needed soon. Workdays until then.
    Undecided {
        /// The day.
        decide_by: Date,
        /// How far away; below 0 it is past.
        days: i64,
    },
    /// An assumption is not validated, and its day is near. Calendar days until then.
    Unvalidated {
        /// The day.
        validate_by: Date,
        /// How far away; below 0 it is past.
        days: i64,
    },
    /// No open risk names work or any of its parts.
    NoRisk,
}

impl Concern {
    /// Returns what it is called in data.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unpromised { .. } => "unpromised dependency",
            Self::NoSlack { .. } => "no slack",
            Self::OnlyPerson { .. } => "only person",
            Self::NoFloat { .. } => "no float",
            Self::Undecided { .. } => "undecided decision",
            Self::Unvalidated { .. } => "unvalidated assumption",
            Self::NoRisk => "no risk",
        }
    }
}

impl fmt::Display for Concern {
    /// Writes the fact in one clause, without the records.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unpromised { need_by, days } => {
                let when = away(*days, "workday");
                write!(
                    out,
                    "needed by {need_by}, {when}, and nobody has promised it"
                )
            }
            Self::NoSlack { days: 0 } => {
                out.write_str("promised for the day on which it is needed")
            }
            Self::NoSlack { days } => {
                write!(
                    out,
                    "promised {} after it is needed",
                    counted(days, "workday")
                )
            }
            Self::OnlyPerson { person } => {
                write!(
                    out,
                    "{person} is the only person named on them, and none has float"
                )
            }
            Self::NoFloat { days: 0 } => out.write_str("no float, and no open risk names it"),
            Self::NoFloat { days } => {
                let late = counted(-days, "workday");
                write!(out, "no float, {late} late, and no open risk names it")
            }
            Self::Undecided { decide_by, days } => {
                let when = away(*days, "workday");
                write!(out, "needed by {decide_by}, {when}, and not made")
            }
            Self::Unvalidated { validate_by, days } => {
                let when = away(*days, "day");
                write!(
                    out,
                    "an assumption, to be validated by {validate_by}, {when}"
                )
            }
            Self::NoRisk => out.write_str("no open risk names it or a part of it"),
        }
    }
}

/// Returns how far away something is: "in 4 workdays", "today", "2 days ago".
fn away(distance: i64, unit: &str) -> String {
    match distance {
        ..0 => format!("{} ago", counted(-distance, unit)),
        0 => "today".to_owned(),
        _ => format!("in {}", counted(distance, unit)),
    }
}

/// Returns reasons to write a risk down, from the graph of records, in the order of [`Concern`], then by record.
///
/// They are: an open dependency that is not promised and needed within `thresholds.promise_lead_days` workdays; one whose promise
/// leaves no slack; one person who is the only human named on two or more pieces of work without float; such work; a
/// decision that is not made and is needed within `thresholds.decision_lead_days` workdays; an assumption whose
/// `validate_by` is past or within `thresholds.imminent_days` calendar days; work with parts that no open risk names. A
/// record that an open risk refers to, or that refers to one, is left out: somebody has thought of it. Source: ours, after
/// what practitioners ask in a risk review. Nothing is drawn by lot, and no text is interpreted.
pub fn prompts(program: &Program, today: Date) -> Vec<Prompt<'_>> {
    let known = Known::read(program);
    let schedule = schedule(program, today);
    let mut found = dependencies(program, &known, today);
    found.extend(only_person(program, &known, &schedule));
    found.extend(no_float(&known, &schedule));
    found.extend(decisions(program, &known, today));
    found.extend(assumptions(program, &known, today));
    found.extend(no_risk(program, &known));
    found
}

fn dependencies<'a>(program: &'a Program, known: &Known<'_>, today: Date) -> Vec<Prompt<'a>> {
    let config = &program.config;
    let open = || {
        let all = program.of_class(Class::Dependency);
        all.filter(|record| dependency::is_open(record) && !known.covers(record))
    };
    let what = |record: &Record| {
        let need_by = record.day(Role::NeedBy, &config.releases)?;
        match dependency::slack(record, config, today) {
            Slack::Nothing if !dependency::is_promised(record) => Some(Concern::Unpromised {
                need_by,
                days: config.calendar.workdays(today, need_by),
            }),
            Slack::Days(days @ ..=0) if !dependency::is_delivered(record) => {
                Some(Concern::NoSlack { days: -days })
            }
            _ => None,
        }
    };
    let found = open().filter_map(|record| {
        Some(Prompt {
            what: what(record)?,
            records: vec![record],
        })
    });
    let mut found: Vec<Prompt<'_>> = found.collect();
    found.sort_by_key(|prompt| matches!(prompt.what, Concern::NoSlack { .. }));
    found
}

/// Returns the committed work without float, by id: what has parts is done by doing them.
fn critical<'a>(schedule: &Schedule<'a>) -> Vec<(&'a Record, i64)> {
    let open = || schedule.open().map(|item| item.record);
    let wholes: BTreeSet<String> = open()
        .flat_map(|record| record.values(Role::Parent))
        .map(|parent| parent.text.into_owned())
        .collect();
    let critical = schedule.open().filter(|item| {
        item.total_float <= 0
            && promise::is_committed(item.record)
            && !wholes.contains(&*item.record.id)
    });
    let mut found: Vec<(&Record, i64)> = critical
        .map(|item| (item.record, item.total_float))
        .collect();
    found.sort_by(|a, b| natural(&a.0.id, &b.0.id));
    found
}

fn only_person<'a>(
    program: &Program,
    known: &Known<'_>,
    schedule: &Schedule<'a>,
) -> Vec<Prompt<'a>> {
    let mut alone: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for (record, _) in critical(schedule) {
        if let [one] = &humans(program, record)[..] {
            alone.entry(one.clone()).or_default().push(record);
        }
    }
    let several = alone
        .into_iter()
        .filter(|(person, records)| records.len() > 1 && !known.names(program, person));
    several
        .map(|(person, records)| Prompt {
            what: Concern::OnlyPerson { person },
            records,
        })
        .collect()
}

/// Returns the humans whom a record names as more than readers, in a field or an open action, each once.
fn humans(program: &Program, record: &Record) -> Vec<String> {
    let fields = record.kind.fields.iter().filter(|field| {
        field.value_type() == ValueType::Person
            && !matches!(field.role, Some(Role::Informed | Role::Told))
    });
    let values = fields.flat_map(|field| record.values_of(field));
    let values = values.filter(|value| !is_tbd(&value.text));
    let mut people: Vec<Person> = values.map(|value| Person::new(&value.text)).collect();
    let tasks = record.body().map(|body| body.tasks.as_slice());
    let open = tasks.unwrap_or_default().iter().filter(|task| !task.done);
    people.extend(
        open.filter_map(|task| task.owner.as_deref())
            .map(Person::new),
    );
    let mut humans: Vec<String> = Vec::new();
    for person in people {
        let known = program.person(person.handle());
        let is_team = known.is_some_and(|known| {
            known.text(Role::Type).as_deref() == Some("team")
                || !known.values(Role::Members).is_empty()
        });
        let name = known.map_or_else(
            || person.to_string(),
            |known| Person::new(&known.id).to_string(),
        );
        if !is_team && !humans.contains(&name) {
            humans.push(name);
        }
    }
    humans
}

fn no_float<'a>(known: &Known<'_>, schedule: &Schedule<'a>) -> Vec<Prompt<'a>> {
    let open = critical(schedule).into_iter();
    let open = open.filter(|(record, _)| !known.covers(record));
    open.map(|(record, days)| Prompt {
        what: Concern::NoFloat { days },
        records: vec![record],
    })
    .collect()
}

fn decisions<'a>(program: &'a Program, known: &Known<'_>, today: Date) -> Vec<Prompt<'a>> {
    let config = &program.config;
    let waiting = program
        .of_class(Class::Decision)
        .filter(|record| decision::is_waiting(record) && !known.covers(record));
    let found = waiting.filter_map(|record| {
        let decide_by = record.day(Role::DecideBy, &config.releases)?;
        let days = config.calendar.workdays(today, decide_by);
        (days <= config.thresholds.decision_lead_days).then(|| Prompt {
            what: Concern::Undecided { decide_by, days },
            records: vec![record],
        })
    });
    found.collect()
}

fn assumptions<'a>(program: &'a Program, known: &Known<'_>, today: Date) -> Vec<Prompt<'a>> {
    let config = &program.config;
    let open = program.of_class(Class::Risk).filter(|record| {
        let is_assumption = record.text(Role::Type).as_deref() == Some("assumption");
        is_open(record) && is_assumption && !known.covers(record)
    });
    let found = open.filter_map(|record| {
        let validate_by = record.day(Role::ValidateBy, &config.releases)?;
        let days = date::days_between(today, validate_by);
        (days <= config.thresholds.imminent_days).then(|| Prompt {
            what: Concern::Unvalidated { validate_by, days },
            records: vec![record],
        })
    });
    found.collect()
}

/// Returns unfinished work that is no part of other work and that no open risk names, nor any of its parts.
fn no_risk<'a>(program: &'a Program, known: &Known<'_>) -> Vec<Prompt<'a>> {
    let work = || {
        program
            .of_class(Class::Work)
            .filter(|record| record.is_unfinished())
    };
    let is_part_of = |record: &Record, whole: &Record| {
        let mut parents = record.values(Role::Parent).into_iter();
        parents.any(|parent| *parent.text == *whole.id)
    };
    let wholes = work().filter(|record| {
        !record.kind.has(Role::Parent)
            && promise::is_committed(record)
            && program
                .of_class(Class::Work)
                .any(|part| is_part_of(part, record))
    });
    let bare = wholes.filter(|whole| {
        let mut parts = work().filter(|part| is_part_of(part, whole));
        !known.covers(whole) && !parts.any(|part| known.covers(part))
    });
    bare.map(|record| Prompt {
        what: Concern::NoRisk,
        records: vec![record],
    })
    .collect()
}
