//! The facts that make work at risk or off track.

use std::fmt;

use jiff::civil::Date;

use super::Scene;
use crate::{
    facts::{plan, risk, staleness},
    model::{
        kind::Class,
        record::Record,
        reference::Edge,
        role::Role,
        status::{Category, Health},
    },
    text::phrase::counted,
};

/// One fact that is not on track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// How bad it is.
    pub health: Health,
    /// What it is.
    pub why: Why,
    /// The first day on which it was so, where that is known.
    pub since: Option<Date>,
}

/// What is not on track. Days are workdays unless the name says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It was due and is not finished.
    Overdue {
        /// The day.
        due: Date,
    },
    /// It is forecast later than it is due.
    Late {
        /// When it is due.
        due: Date,
        /// When it is forecast.
        forecast: Date,
        /// By how much.
        days: i64,
    },
    /// What is promised comes too late.
    PromisedLate {
        /// The dependency.
        dependency: String,
        /// When it is needed.
        need_by: Date,
        /// When it is promised.
        promised: Date,
    },
    /// A blocker had to be gone.
    Blocked {
        /// The issue.
        issue: String,
        /// By when.
        needed_by: Date,
    },
    /// Its float is used up.
    NoFloat {
        /// What is left; below 0 it is late for what waits.
        days: i64,
    },
    /// What it needs soon is not promised.
    Unpromised {
        /// The dependency.
        dependency: String,
        /// When it is needed.
        need_by: Date,
    },
    /// A large risk is not treated.
    UntreatedRisk {
        /// The risk.
        risk: String,
        /// Its score.
        score: i64,
    },
    /// Nobody has looked at it.
    Stale {
        /// When it was last changed or reviewed.
        last: Date,
        /// How long ago, in calendar days.
        calendar_days: i64,
    },
    /// A part of it stands so.
    Part {
        /// The part.
        id: String,
        /// How the part stands.
        health: Health,
    },
}

impl fmt::Display for Reason {
    /// Writes the fact in one clause, without the record that it is about.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.why {
            Why::Overdue { due } => write!(out, "it was due {due}"),
            Why::Late {
                due,
                forecast,
                days,
            } => {
                let days = counted(days, "workday");
                write!(out, "forecast {forecast} is {days} after {due}")
            }
            Why::PromisedLate {
                dependency,
                need_by,
                promised,
            } => write!(
                out,
                "{dependency} is promised for {promised} and needed by {need_by}"
            ),
            Why::Blocked { issue, needed_by } => {
                write!(out, "{issue} had to be gone by {needed_by}")
            }
            Why::NoFloat { days } if *days < 0 => {
                let days = counted(-days, "workday");
                write!(out, "it has {days} less than it needs")
            }
            Why::NoFloat { days } => write!(out, "it has {} of float", counted(days, "workday")),
            Why::Unpromised {
                dependency,
                need_by,
            } => write!(out, "{dependency} is needed by {need_by} and not promised"),
            Why::UntreatedRisk { risk, score } => {
                write!(out, "{risk} scores {score} and nothing is done about it")
            }
            Why::Stale {
                last,
                calendar_days,
            } => {
                let days = counted(calendar_days, "day");
                write!(
                    out,
                    "nobody changed or reviewed it since {last}, {days} ago"
                )
            }
            Why::Part { id, health } => write!(out, "{id} is {}", health.words()),
        }
    }
}

impl Why {
    /// Returns the record that makes it so, where it is another one.
    pub fn record(&self) -> Option<&str> {
        match self {
            Self::PromisedLate { dependency: id, .. }
            | Self::Unpromised { dependency: id, .. }
            | Self::Blocked { issue: id, .. }
            | Self::UntreatedRisk { risk: id, .. }
            | Self::Part { id, .. } => Some(id),
            _ => None,
        }
    }
}

/// Returns what a piece of work itself says.
pub(super) fn of(scene: &Scene<'_>, record: &Record) -> Vec<Reason> {
    let found = [
        overdue(scene, record),
        late(scene, record),
        no_float(scene, record),
        stale(scene, record),
    ];
    found.into_iter().flatten().collect()
}

fn overdue(scene: &Scene<'_>, record: &Record) -> Option<Reason> {
    let due = record.day(Role::Due, &scene.program.config.releases)?;
    (due < scene.today).then(|| Reason {
        health: Health::OffTrack,
        why: Why::Overdue { due },
        since: due.tomorrow().ok(),
    })
}

fn late(scene: &Scene<'_>, record: &Record) -> Option<Reason> {
    let config = &scene.program.config;
    let days = plan::lateness(record, config)?;
    let (due, forecast) = (
        record.day(Role::Due, &config.releases)?,
        record.day(Role::Forecast, &config.releases)?,
    );
    (days > config.thresholds.slip_tolerance_days).then(|| Reason {
        health: Health::OffTrack,
        why: Why::Late {
            due,
            forecast,
            days,
        },
        since: scene.past.of(&record.id).and_then(|past| past.moved_on()),
    })
}

fn no_float(scene: &Scene<'_>, record: &Record) -> Option<Reason> {
    let days = *scene.floats.get(&record.id)?;
    let buffer = scene.program.config.thresholds.float_buffer_days;
    (days < buffer).then_some(Reason {
        health: Health::AtRisk,
        why: Why::NoFloat { days },
        since: None,
    })
}

fn stale(scene: &Scene<'_>, record: &Record) -> Option<Reason> {
    if record.category() != Some(Category::Active) {
        return None;
    }
    let past = scene.past.of(&record.id)?;
    let stale = staleness::staleness(record, past, &scene.program.config, scene.today)?;
    let limit = 2 * stale.limit;
    let after = jiff::Span::new().days(limit + 1);
    (stale.days > limit).then(|| Reason {
        health: Health::AtRisk,
        why: Why::Stale {
            last: stale.since,
            calendar_days: stale.days,
        },
        since: Some(stale.since.saturating_add(after)),
    })
}

/// Returns what a record says about the work that it refers to.
pub(super) fn from(scene: &Scene<'_>, edge: &Edge<'_>) -> Option<Reason> {
    let record = edge.from;
    let is_in = |role: Role| {
        let path = edge.reference.field.as_deref().unwrap_or_default();
        let mut fields = record.kind.fields_of(role);
        fields.any(|field| field.paths.iter().any(|own| own == path))
    };
    match record.kind.class {
        Class::Dependency if record.is_unfinished() && is_in(Role::Consumer) => {
            promise(scene, record)
        }
        Class::Issue if record.is_unfinished() && is_in(Role::Blocks) => blocker(scene, record),
        Class::Risk if risk::is_open(record) && is_in(Role::Affects) => untreated(scene, record),
        _ => None,
    }
}

fn promise(scene: &Scene<'_>, record: &Record) -> Option<Reason> {
    let config = &scene.program.config;
    let need_by = record.day(Role::NeedBy, &config.releases)?;
    let dependency = record.id.to_string();
    if record.category() == Some(Category::Open) {
        let lead = config.thresholds.promise_lead_days;
        let is_near = |day: Date| config.calendar.workdays(day, need_by) <= lead;
        return is_near(scene.today).then(|| Reason {
            health: Health::AtRisk,
            why: Why::Unpromised {
                dependency,
                need_by,
            },
            since: first_day(need_by.min(scene.today), &is_near),
        });
    }
    let is_delivered = record.status().is_some_and(|status| status == "delivered");
    let has_fallback = record
        .text(Role::Fallback)
        .is_some_and(|text| !text.trim().is_empty());
    let promised = record.day(Role::Promised, &config.releases)?;
    (promised > need_by && !has_fallback && !is_delivered).then(|| Reason {
        health: Health::OffTrack,
        why: Why::PromisedLate {
            dependency,
            need_by,
            promised,
        },
        since: scene.past.of(&record.id).and_then(|past| past.changed_on()),
    })
}

/// Returns the first of the days up to one on which something has been so without a break.
fn first_day(last: Date, is_so: &dyn Fn(Date) -> bool) -> Option<Date> {
    let days = std::iter::successors(Some(last), |day| day.yesterday().ok());
    days.take_while(|day| is_so(*day)).last()
}

fn blocker(scene: &Scene<'_>, record: &Record) -> Option<Reason> {
    let needed_by = record.day(Role::NeededBy, &scene.program.config.releases)?;
    (needed_by < scene.today).then(|| Reason {
        health: Health::OffTrack,
        why: Why::Blocked {
            issue: record.id.to_string(),
            needed_by,
        },
        since: needed_by.tomorrow().ok(),
    })
}

/// A risk is treated once somebody does something by a day, or it was accepted.
fn untreated(scene: &Scene<'_>, record: &Record) -> Option<Reason> {
    let score = risk::score(record)?;
    let is_accepted = record.status().is_some_and(|status| status == "accepted");
    let tasks = record.body().map(|body| body.tasks.as_slice());
    let mut tasks = tasks.unwrap_or_default().iter();
    let is_moving = tasks.any(|task| !task.done && task.owner.is_some() && task.due.is_some());
    let limit = scene.program.config.thresholds.at_risk_score;
    (score >= limit && !is_accepted && !is_moving).then(|| Reason {
        health: Health::AtRisk,
        why: Why::UntreatedRisk {
            risk: record.id.to_string(),
            score,
        },
        since: scene.past.of(&record.id).and_then(|past| past.changed_on()),
    })
}
