//! What the people who do the work are told: what is on each person, what waits, what was decided, moved and delivered.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{
    Telling,
    facts::{self, Named},
};

use crate::{
    facts::plan,
    model::{
        change::{Change, Delta, Entry},
        kind::Class,
        record::{Person, Record},
        role::Role,
        status::Category,
    },
    report::{Inline, words},
};

/// How far ahead people are reminded of what they are to do, in days.
pub(super) const AHEAD: i32 = 14;

/// Something that somebody is to do soon.
#[derive(Debug, Serialize)]
pub(super) struct Due {
    #[serde(flatten)]
    pub(super) record: Named,
    pub(super) what: String,
    pub(super) due: Date,
}

/// Work that waits for something.
#[derive(Debug, Serialize)]
pub(super) struct Blocked {
    #[serde(flatten)]
    pub(super) record: Named,
    pub(super) waits_for: Vec<String>,
}

/// A decision that was made.
#[derive(Debug, Serialize)]
pub(super) struct Decided {
    #[serde(flatten)]
    pub(super) record: Named,
    pub(super) by: Option<String>,
    pub(super) why: Option<String>,
    /// What it bears on.
    pub(super) affects: Vec<String>,
}

/// Work whose date moved.
#[derive(Debug, Serialize)]
pub(super) struct Moved {
    #[serde(flatten)]
    pub(super) record: Named,
    /// From when to when, and by how much.
    text: String,
    #[serde(skip)]
    words: Vec<Inline>,
    /// Who moved it, and what they wrote about it.
    by: Option<String>,
    why: Option<String>,
}

/// Work that was finished.
#[derive(Debug, Serialize)]
pub(super) struct Delivered {
    #[serde(flatten)]
    pub(super) record: Named,
    pub(super) owner: Option<String>,
}

/// Returns, for each person, actions, parts of the program and decisions that are due soon or past due.
pub(super) fn on_you(telling: &Telling<'_>) -> BTreeMap<String, Vec<Due>> {
    let limit = telling.today.saturating_add(jiff::Span::new().days(AHEAD));
    let mut people: BTreeMap<String, Vec<Due>> = BTreeMap::new();
    for record in telling.records().filter(|record| record.is_unfinished()) {
        let own = own_duty(telling, record).into_iter();
        let actions = facts::actions_of(record).into_iter().filter_map(|action| {
            let due = Due {
                record: action.record,
                what: action.text,
                due: action.due?,
            };
            Some((action.owner?, due))
        });
        for (person, due) in actions.chain(own).filter(|(_, due)| due.due <= limit) {
            people.entry(person).or_default().push(due);
        }
    }
    let order = |a: &Due, b: &Due| a.due.cmp(&b.due).then_with(|| a.what.cmp(&b.what));
    people.values_mut().for_each(|all| all.sort_by(order));
    people
}

/// Returns what the record itself asks of one person: to finish it, or to decide it.
fn own_duty(telling: &Telling<'_>, record: &Record) -> Option<(String, Due)> {
    let config = telling.config();
    let (role, verb, due) = match record.kind.class {
        Class::Work if record.kind.fields_of(Role::Parent).next().is_some() => {
            (Role::Owner, "finish", plan::finish(record, config))
        }
        Class::Decision => (
            Role::Approver,
            "decide",
            record.day(Role::DecideBy, &config.releases),
        ),
        _ => return None,
    };
    let person = record.people(role).first()?.to_string();
    let what = format!("{verb}: {}", record.title());
    Some((
        person,
        Due {
            record: Named::new(record),
            what,
            due: due?,
        },
    ))
}

/// Returns what a piece of work still waits for: unfinished predecessors and needs that nobody has.
fn waits_for(telling: &Telling<'_>, record: &Record) -> Vec<String> {
    let mut waits = Vec::new();
    for value in record.values(Role::After) {
        if telling
            .program
            .find(&value.text)
            .is_some_and(Record::is_unfinished)
        {
            waits.push(value.text.to_string());
        }
    }
    for field in record.kind.fields_of(Role::Needs) {
        for need in field
            .paths
            .iter()
            .filter_map(|path| record.at_path(path))
            .flat_map(|needs| needs.items())
        {
            let text = |key| need.get(key).and_then(|value| value.text());
            if text("state").is_some_and(|state| state != "have") {
                waits.extend(text("what").map(str::to_owned));
            }
        }
    }
    waits
}

fn is_promised(record: &Record) -> bool {
    record.is_unfinished()
        && record
            .status()
            .is_some_and(|status| status == "committed" || status == "active")
}

pub(super) fn blocked(telling: &Telling<'_>) -> Vec<Blocked> {
    let work = telling
        .of_class(Class::Work)
        .filter(|record| is_promised(record));
    work.filter_map(|record| {
        let waits_for = waits_for(telling, record);
        (!waits_for.is_empty()).then(|| Blocked {
            record: Named::new(record),
            waits_for,
        })
    })
    .collect()
}

/// Returns work that waited for something which was finished since the last time, and now waits for nothing.
pub(super) fn unblocked(telling: &Telling<'_>) -> Vec<Named> {
    let finished: Vec<&str> = telling
        .entries()
        .filter(|entry| {
            entry.change.field(Role::Status).is_some() && !entry.change.record.is_unfinished()
        })
        .map(|entry| &*entry.change.id)
        .collect();
    let work = telling
        .of_class(Class::Work)
        .filter(|record| is_promised(record));
    work.filter(|record| {
        record
            .values(Role::After)
            .iter()
            .any(|value| finished.contains(&&*value.text))
            && waits_for(telling, record).is_empty()
    })
    .map(Named::new)
    .collect()
}

pub(super) fn decided(telling: &Telling<'_>) -> Vec<Decided> {
    let entries = telling.entries().filter(|entry| {
        let change = &entry.change;
        let is_new = change.change == Change::Added || change.field(Role::Status).is_some();
        change.kind.class == Class::Decision
            && is_new
            && change.record.category() == Some(Category::Done)
    });
    entries
        .map(|entry| {
            let record = &entry.change.record;
            let why = record.body().and_then(|body| body.section("Why"));
            Decided {
                record: Named::new(record),
                by: record.people(Role::Approver).first().map(Person::to_string),
                why: why.and_then(|section| {
                    facts::first_sentences(section.content.slice(&record.file.text), 1)
                }),
                affects: record
                    .values(Role::Affects)
                    .iter()
                    .map(|value| value.text.to_string())
                    .collect(),
            }
        })
        .collect()
}

pub(super) fn delivered(telling: &Telling<'_>) -> Vec<Delivered> {
    let entries = telling.entries().filter(|entry| {
        let change = &entry.change;
        change.kind.class == Class::Work
            && change.field(Role::Status).is_some()
            && change.record.category() == Some(Category::Done)
    });
    entries
        .map(|entry| Delivered {
            record: Named::new(&entry.change.record),
            owner: entry
                .change
                .record
                .people(Role::Owner)
                .first()
                .map(Person::to_string),
        })
        .collect()
}

/// Returns the work with a date that moved.
pub(super) fn moved(telling: &Telling<'_>) -> Vec<Moved> {
    telling.entries().filter_map(one_move).collect()
}

fn one_move(entry: &Entry) -> Option<Moved> {
    let change = &entry.change;
    if !matches!(change.kind.class, Class::Work | Class::Dependency) {
        return None;
    }
    let moved: Vec<usize> = (0..change.deltas.len())
        .filter(|at| is_move(&change.deltas[*at]))
        .collect();
    let origins = moved.iter().map(|at| entry.delta_origins[*at].as_ref());
    let commit = origins.flatten().next_back().map(|origin| &origin.commit);
    let parts = moved
        .iter()
        .map(|at| words::delta(&change.kind, &change.deltas[*at]));
    let words = words::joined(parts.collect());
    (!words.is_empty()).then(|| Moved {
        record: Named::new(&change.record),
        text: words.iter().map(Inline::plain).collect(),
        words,
        by: commit.map(|commit| commit.author.to_string()),
        why: commit.map(|commit| commit.subject.to_string()),
    })
}

fn is_move(delta: &Delta) -> bool {
    let Delta::Field(delta) = delta else {
        return false;
    };
    let is_date = matches!(
        delta.role,
        Some(Role::Due | Role::Forecast | Role::Start | Role::Promised | Role::NeedBy)
    );
    is_date && delta.shift.is_some()
}

impl Moved {
    /// Returns what moved, by how much, who moved it and why.
    pub(super) fn line(&self) -> Vec<Inline> {
        let mut line = self.record.line();
        line.push(Inline::text(": "));
        line.extend(self.words.iter().cloned());
        if let (Some(by), Some(why)) = (&self.by, &self.why) {
            line.push(Inline::text(format!(" — {by}: {why}")));
        }
        line
    }
}

impl Decided {
    /// Returns what was decided, by whom and why.
    pub(super) fn line(&self) -> Vec<Inline> {
        let mut line = self.record.line();
        if let Some(by) = &self.by {
            line.push(Inline::text(format!(", decided by {by}")));
        }
        if let Some(why) = &self.why {
            line.push(Inline::text(format!(". Why: {why}")));
        }
        line
    }
}
