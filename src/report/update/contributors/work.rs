//! What contributors are told, as data: what is on each person, what waits, what was decided and delivered.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{
    AHEAD, Telling,
    facts::{self, Milestone, Named},
};
use crate::{
    facts::plan,
    model::{
        change::Change,
        kind::Class,
        record::{Person, Record},
        role::Role,
        status::Category,
    },
};

/// Everything that contributors are told.
#[derive(Debug, Serialize)]
pub(super) struct Facts {
    pub(super) since: String,
    pub(super) on_you: BTreeMap<String, Vec<Due>>,
    pub(super) blocked: Vec<Blocked>,
    pub(super) unblocked: Vec<Named>,
    pub(super) decided: Vec<Decided>,
    pub(super) next: Vec<Milestone>,
    pub(super) delivered: Vec<Delivered>,
}

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
}

/// Work that was finished.
#[derive(Debug, Serialize)]
pub(super) struct Delivered {
    #[serde(flatten)]
    pub(super) record: Named,
    pub(super) owner: Option<String>,
}

/// Returns everything that contributors are told.
pub(super) fn facts(telling: &Telling<'_>) -> Facts {
    Facts {
        since: telling.changes.from.name.clone(),
        on_you: on_you(telling),
        blocked: blocked(telling),
        unblocked: unblocked(telling),
        decided: decided(telling),
        next: facts::milestones(telling).into_iter().take(5).collect(),
        delivered: delivered(telling),
    }
}

/// Returns, for each person, actions, parts of the program and decisions that are due soon or past due.
fn on_you(telling: &Telling<'_>) -> BTreeMap<String, Vec<Due>> {
    let limit = telling.today.saturating_add(jiff::Span::new().days(AHEAD));
    let mut people: BTreeMap<String, Vec<Due>> = BTreeMap::new();
    for record in telling
        .program
        .records
        .iter()
        .filter(|record| record.is_unfinished())
    {
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

fn blocked(telling: &Telling<'_>) -> Vec<Blocked> {
    let work = telling
        .program
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
fn unblocked(telling: &Telling<'_>) -> Vec<Named> {
    let finished: Vec<&str> = telling
        .changes
        .entries
        .iter()
        .filter(|entry| {
            entry.change.field(Role::Status).is_some() && !entry.change.record.is_unfinished()
        })
        .map(|entry| &*entry.change.id)
        .collect();
    let work = telling
        .program
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

fn decided(telling: &Telling<'_>) -> Vec<Decided> {
    let entries = telling.changes.entries.iter().filter(|entry| {
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
            }
        })
        .collect()
}

fn delivered(telling: &Telling<'_>) -> Vec<Delivered> {
    let entries = telling.changes.entries.iter().filter(|entry| {
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
