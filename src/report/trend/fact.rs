//! The facts whose trend can be asked for: a table of those of the program, and the dates of a record.

use jiff::civil::Date;

use crate::{
    facts::{decision, plan, risk, staleness},
    model::{
        config::Config,
        kind::Class,
        past::Past,
        record::{FieldValue, Record},
        role::{Role, ValueType},
        trend::Value,
    },
};

/// A fact of the whole program.
#[derive(Debug)]
pub struct Fact {
    /// What people type.
    pub name: &'static str,
    /// What it is, in a few words that begin with its unit.
    pub about: &'static str,
    /// How it is worked out.
    pub measure: Measure,
}

/// How a fact of the program is worked out.
#[derive(Debug, Clone, Copy)]
pub enum Measure {
    /// Added up over the records, one for each id: what one adds at the end of a day.
    Sum(fn(&Record, &Config, Date) -> f64),
    /// The same, from what history says until then too.
    SumOfPast(fn(&Record, &Past, &Config, Date) -> f64),
    /// What `hum check` finds in the whole program, at the end of a day.
    Findings,
}

/// Every fact of the program, by name.
pub const FACTS: &[Fact] = &[
    Fact {
        name: "decision-debt",
        about: "Days since open decisions were needed, added up",
        measure: Measure::Sum(|record, config, day| {
            #[expect(clippy::cast_precision_loss, reason = "days of this era")]
            decision::debt(record, config, day).map_or(0.0, |days| days as f64)
        }),
    },
    Fact {
        name: "exposure",
        about: "Workdays that open risks cost, chance × days each",
        measure: Measure::Sum(|record, config, _| match risk::is_open(record) {
            true => risk::exposure(record, &config.thresholds).unwrap_or(0.0),
            false => 0.0,
        }),
    },
    Fact {
        name: "findings",
        about: "Findings of hum check, by the rules of today",
        measure: Measure::Findings,
    },
    Fact {
        name: "open-decisions",
        about: "Decisions that are not taken",
        measure: Measure::Sum(|record, _, _| {
            one(record.kind.class == Class::Decision && record.is_unfinished())
        }),
    },
    Fact {
        name: "open-risks",
        about: "Risks that are open and have not occurred",
        measure: Measure::Sum(|record, _, _| one(risk::is_open(record))),
    },
    Fact {
        name: "overdue",
        about: "Unfinished pieces of work whose due date has come",
        measure: Measure::Sum(|record, config, day| one(plan::is_overdue(record, config, day))),
    },
    Fact {
        name: "records",
        about: "Records of every kind",
        measure: Measure::Sum(|_, _, _| 1.0),
    },
    Fact {
        name: "stale",
        about: "Unfinished records that nobody changed or reviewed for too long",
        measure: Measure::SumOfPast(|record, past, config, day| {
            let past = past.of(&record.id);
            let found = past.and_then(|past| staleness::staleness(record, past, config, day));
            one(found.is_some_and(staleness::Staleness::is_over))
        }),
    },
];

fn one(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

/// What a trend is asked of.
#[derive(Debug)]
pub enum Subject<'a> {
    /// A fact of the program.
    Fact(&'static Fact),
    /// A date of a record: its id, and the role or path of the field.
    Date(&'a str, &'a str),
}

impl<'a> Subject<'a> {
    /// Reads `open-risks`, `DEL-7.due` or `KEP-1287.milestone.beta`; `None` for anything else.
    pub fn parse(text: &'a str, config: &Config) -> Option<Self> {
        if let Some(fact) = FACTS.iter().find(|fact| fact.name == text) {
            return Some(Self::Fact(fact));
        }
        // Ids that are paths have points too.
        let points = text.match_indices('.').map(|(at, _)| at);
        let mut splits = points.map(|at| (&text[..at], &text[at + 1..]));
        let found = splits.find(|(id, field)| !id.is_empty() && is_date(field, config))?;
        Some(Self::Date(found.0, found.1))
    }
}

impl Subject<'_> {
    /// Returns whether it is read from what history says of records too.
    pub fn needs_past(&self) -> bool {
        let measure = match self {
            Self::Fact(fact) => Some(fact.measure),
            Self::Date(..) => None,
        };
        matches!(measure, Some(Measure::SumOfPast(_)))
    }

    /// Returns what it is, in a few words.
    pub fn about(&self) -> &'static str {
        match self {
            Self::Fact(fact) => fact.about,
            Self::Date(..) => "The date as it stood then",
        }
    }
}

fn is_date(name: &str, config: &Config) -> bool {
    let is_moment = |found: ValueType| matches!(found, ValueType::Date | ValueType::Release);
    Role::find(name).is_some_and(|role| is_moment(role.value_type()))
        || config.kinds.iter().any(|kind| {
            let field = kind.field_at(name);
            field.is_some_and(|field| is_moment(field.value_type()))
        })
}

/// Returns a date of a record, by the role or the path of the field; `None` where it has none.
pub fn date(record: &Record, name: &str, config: &Config) -> Option<Value> {
    let of_role = |role| record.values(role);
    let of_path = || {
        let field = record.kind.field_at(name);
        let values = field
            .map(|field| record.values_of(field))
            .unwrap_or_default();
        values
            .into_iter()
            .filter(|value| value.path == name)
            .collect()
    };
    let values: Vec<FieldValue<'_>> = Role::find(name).map_or_else(of_path, of_role);
    values.iter().find_map(|value| {
        let when = value.when(&config.releases)?;
        Some(Value::Moment(value.text.trim().to_owned(), when))
    })
}
