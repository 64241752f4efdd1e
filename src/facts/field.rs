//! The facts of a record that conditions, columns and sorting may name like its fields. A further one is a row here.

use jiff::civil::Date;

use super::{
    baseline, decision,
    dependency::{self, Slack},
    flips,
    risk::{self, Band},
    staleness, velocity,
};
use crate::model::{
    config::Config,
    date::When,
    past::{Mark, Past, RecordPast},
    query::{Derived, DerivedField, Meaning, Value},
    record::Record,
    role::ValueType,
};

/// A fact that is asked for by name.
#[derive(Debug)]
pub struct FactField {
    /// Its name, and what it is.
    pub field: DerivedField,
    /// Whether history must be read for it.
    pub needs_history: bool,
    of: fn(&Asked<'_>) -> Option<Value<'static>>,
}

/// What a fact is worked out from.
struct Asked<'a> {
    record: &'a Record,
    config: &'a Config,
    today: Date,
    /// What history says; `None` where it was not read, and of records that are in no commit.
    past: Option<&'a RecordPast>,
    /// The last commit that touched the record's file.
    touched: Option<&'a Mark>,
}

/// Every fact, by name.
pub const FIELDS: &[FactField] = &[
    history(
        "added",
        ValueType::Date,
        "the day on which it was first committed",
        |asked| day_of(asked.past?.added.as_ref()),
    ),
    FactField {
        field: DerivedField {
            words: Band::WORDS,
            ..derived(
                "band",
                ValueType::Text,
                "low, medium, high or extreme: the cell of a risk in the matrix",
            )
        },
        needs_history: false,
        of: |asked| {
            risk::is_open(asked.record).then_some(())?;
            let band = risk::band(asked.record)?;
            Some(Value::new(band.word(), Meaning::Rank(Band::WORDS)))
        },
    },
    history(
        "baseline",
        ValueType::Date,
        "the due date that it is measured against",
        |asked| {
            let baseline = baseline::baseline(asked.record, asked.past?, asked.config)?;
            Some(when(baseline.when.clone()))
        },
    ),
    history(
        "changed",
        ValueType::Date,
        "the day on which it last changed",
        |asked| day_of(asked.past?.changed.as_ref()),
    ),
    now(
        "decision_debt",
        ValueType::Number,
        "days since an open decision was to be taken",
        |asked| decision::debt(asked.record, asked.config, asked.today).map(whole),
    ),
    history(
        "decision_latency",
        ValueType::Number,
        "days that a decision took: from the commit that says `needed` to the one that decides",
        |asked| decision::latency(asked.record, asked.past?).map(whole),
    ),
    now(
        "exposure",
        ValueType::Number,
        "workdays that an open risk costs: chance × `impact_days`",
        |asked| {
            let open = Some(asked.record).filter(|record| risk::is_open(record))?;
            risk::exposure(open, &asked.config.thresholds).map(number)
        },
    ),
    history(
        "flips",
        ValueType::Number,
        "changes of its health in the last 90 days",
        |asked| {
            asked.record.health()?;
            count(flips::flips(asked.past?, asked.today).flips)
        },
    ),
    history(
        "health_since",
        ValueType::Date,
        "since when its health is what it is",
        |asked| {
            asked.record.health()?;
            let (since, _) = asked.past?.health_since()?;
            Some(when(When::Day(since)))
        },
    ),
    history(
        "moves",
        ValueType::Number,
        "commits that moved its due date or forecast later",
        |asked| dated(asked.past?).and_then(|past| count(past.later_moves)),
    ),
    now(
        "proximity",
        ValueType::Number,
        "days until the window of an open risk opens; 0 or less while it is open",
        |asked| {
            risk::is_open(asked.record).then_some(())?;
            risk::proximity(asked.record, asked.config, asked.today).map(whole)
        },
    ),
    now(
        "residual_exposure",
        ValueType::Number,
        "workdays that an open risk costs once its response has worked",
        |asked| {
            risk::is_open(asked.record).then_some(())?;
            risk::residual_exposure(asked.record, &asked.config.thresholds).map(number)
        },
    ),
    now(
        "score",
        ValueType::Number,
        "`probability` × `impact`, 1 to 25",
        |asked| risk::score(asked.record).map(whole),
    ),
    history(
        "silent_moves",
        ValueType::Number,
        "commits that did so silently",
        |asked| dated(asked.past?).and_then(|past| count(past.silent_moves)),
    ),
    history(
        "since",
        ValueType::Date,
        "since when its state is what it is",
        |asked| {
            asked.record.status()?;
            Some(when(When::Day(asked.past?.state_since()?)))
        },
    ),
    now(
        "slack",
        ValueType::Number,
        "workdays from what is promised of an open dependency to what is needed",
        |asked| {
            dependency::is_open(asked.record).then_some(())?;
            match dependency::slack(asked.record, asked.config, asked.today) {
                Slack::Days(days) => Some(whole(days)),
                Slack::Nothing | Slack::Unknown => None,
            }
        },
    ),
    history(
        "slip",
        ValueType::Number,
        "workdays from its baseline to when it is expected",
        |asked| {
            let slip = baseline::slip(asked.record, asked.past?, asked.config)?;
            slip.workdays.map(whole)
        },
    ),
    FactField {
        field: DerivedField {
            words: &["yes", "no"],
            ..derived(
                "stale",
                ValueType::Text,
                "`yes` where nobody changed or reviewed it for too long, else `no`",
            )
        },
        needs_history: true,
        of: |asked| {
            let is_over = staleness(asked)?.is_over();
            Some(Value::text(if is_over { "yes" } else { "no" }))
        },
    },
    history(
        "staleness",
        ValueType::Number,
        "days since it was last changed or reviewed",
        |asked| staleness(asked).map(|staleness| whole(staleness.days)),
    ),
    history(
        "touched",
        ValueType::Date,
        "the day on which its file last changed in any way",
        |asked| day_of(asked.touched),
    ),
    history(
        "velocity",
        ValueType::Number,
        "days by which its forecast moves later a day: 0 stands, 1 slides day for day",
        |asked| {
            let velocity =
                velocity::velocity(asked.record, asked.past?, asked.config, asked.today)?;
            Some(number(velocity))
        },
    ),
];

const fn derived(name: &'static str, value_type: ValueType, about: &'static str) -> DerivedField {
    DerivedField {
        name,
        value_type,
        words: &[],
        about,
    }
}

/// Returns the row of a fact that history says.
const fn history(
    name: &'static str,
    value_type: ValueType,
    about: &'static str,
    of: fn(&Asked<'_>) -> Option<Value<'static>>,
) -> FactField {
    FactField {
        field: derived(name, value_type, about),
        needs_history: true,
        of,
    }
}

/// Returns the row of a fact that the record says as it is now.
const fn now(
    name: &'static str,
    value_type: ValueType,
    about: &'static str,
    of: fn(&Asked<'_>) -> Option<Value<'static>>,
) -> FactField {
    FactField {
        field: derived(name, value_type, about),
        needs_history: false,
        of,
    }
}

fn day_of(mark: Option<&Mark>) -> Option<Value<'static>> {
    mark.map(|mark| when(When::Day(mark.day)))
}

fn when(when: When) -> Value<'static> {
    Value::new(when.to_string(), Meaning::When(Some(when)))
}

fn whole(number: i64) -> Value<'static> {
    Value::text(number.to_string())
}

fn count(number: usize) -> Option<Value<'static>> {
    Some(Value::text(number.to_string()))
}

/// Returns a number to two decimals.
fn number(number: f64) -> Value<'static> {
    // Adding nothing makes a zero of a negative one.
    let rounded = (number * 100.0).round() / 100.0 + 0.0;
    Value::text(rounded.to_string())
}

/// Returns the past of a record that ever had a date: of others "0 moves" would say nothing.
fn dated(past: &RecordPast) -> Option<&RecordPast> {
    (!past.dates.is_empty()).then_some(past)
}

fn staleness(asked: &Asked<'_>) -> Option<staleness::Staleness> {
    staleness::staleness(asked.record, asked.past?, asked.config, asked.today)
}

/// Returns the fact with a name.
pub fn find(name: &str) -> Option<&'static FactField> {
    FIELDS.iter().find(|fact| fact.field.name == name)
}

/// Returns what conditions may say of facts.
pub fn fields() -> Vec<DerivedField> {
    FIELDS.iter().map(|fact| fact.field).collect()
}

/// The facts of a program's records on some day.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Calendar, releases and thresholds.
    pub config: &'a Config,
    /// What history says; `None` where it is not asked for.
    pub past: Option<&'a Past>,
    /// The day.
    pub today: Date,
}

impl Derived for Facts<'_> {
    fn value(&self, record: &Record, name: &str) -> Option<Value<'static>> {
        (find(name)?.of)(&Asked {
            record,
            config: self.config,
            today: self.today,
            past: self.past.and_then(|past| past.of(&record.id)),
            touched: self.past.and_then(|past| past.touched(&record.file.path)),
        })
    }
}
