//! What one owner has at the same time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Conflict, What, named};
use crate::{
    facts::{promise, schedule::Schedule},
    model::{
        kind::Class,
        program::{Program, natural},
        record::Record,
        role::Role,
        status::Category,
    },
};

/// A piece of work, and the days on which its owner is at it.
#[derive(Debug, Clone, Copy)]
struct Busy<'a> {
    record: &'a Record,
    from: Date,
    until: Date,
}

/// Returns what each owner is busy with, by the key of the owner: work that is committed or under way, from the day on which
/// the schedule starts it, or today where that is past, to the day on which it finishes it.
///
/// What is paused takes nobody's time, and work that has parts is done by doing them.
fn by_owner<'a>(
    program: &Program,
    schedule: &Schedule<'a>,
    today: Date,
) -> BTreeMap<String, (String, Vec<Busy<'a>>)> {
    let open = || schedule.open().map(|item| item.record);
    let wholes: BTreeSet<String> = open()
        .flat_map(|record| record.values(Role::Parent))
        .map(|parent| parent.text.into_owned())
        .collect();
    let mut owners: BTreeMap<String, (String, Vec<Busy<'_>>)> = BTreeMap::new();
    for item in schedule.open() {
        let record = item.record;
        if !is_carried(record) || wholes.contains(&*record.id) {
            continue;
        }
        let is_begun = record.category() == Some(Category::Active);
        let from = if is_begun { today } else { item.start };
        let until = item.finish.max(today);
        let busy = Busy {
            record,
            from: from.max(today).min(until),
            until,
        };
        for owner in named(record, Role::Owner) {
            let known = program.person(owner.handle());
            let key = known.map_or_else(|| owner.key(), |known| known.id.to_lowercase());
            let entry = owners.entry(key);
            let (_, all) = entry.or_insert_with(|| (owner.to_string(), Vec::new()));
            all.push(busy);
        }
    }
    owners
}

/// Returns whether somebody has committed to work and nobody has paused it.
fn is_carried(record: &Record) -> bool {
    let is_paused = record.status().is_some_and(|status| status == "paused");
    record.kind.class == Class::Work && promise::is_committed(record) && !is_paused
}

/// Returns the owners who have more at a time than `thresholds.parallel_work`: for each the first days on which it is
/// most.
pub(super) fn overloaded<'a>(
    program: &Program,
    schedule: &Schedule<'a>,
    today: Date,
) -> Vec<Conflict<'a>> {
    let capacity = program.config.thresholds.parallel_work;
    let mut found = Vec::new();
    for (owner, all) in by_owner(program, schedule, today).into_values() {
        let most = all
            .iter()
            .map(|one| one.from)
            .map(|day| (day, at(&all, day)))
            // The first of several days with as many.
            .max_by(|a, b| a.1.len().cmp(&b.1.len()).then_with(|| b.0.cmp(&a.0)));
        let Some((from, together)) = most.filter(|(_, all)| all.len() > capacity) else {
            continue;
        };
        let until = together.iter().map(|one| one.until).min().unwrap_or(from);
        let mut records: Vec<&Record> = together.iter().map(|one| one.record).collect();
        records.sort_by(|a, b| natural(&a.id, &b.id));
        found.push(Conflict {
            what: What::Overloaded {
                owner,
                capacity,
                from,
                until,
            },
            records,
        });
    }
    found
}

/// Returns what somebody is busy with on a day.
fn at<'a>(all: &[Busy<'a>], day: Date) -> Vec<Busy<'a>> {
    let on = |one: &&Busy<'_>| one.from <= day && day <= one.until;
    all.iter().filter(on).copied().collect()
}

/// Returns pairs of work that one owner has at the same time, with the same priority.
pub(super) fn tied<'a>(
    program: &Program,
    schedule: &Schedule<'a>,
    today: Date,
) -> Vec<Conflict<'a>> {
    let mut found = Vec::new();
    for (owner, all) in by_owner(program, schedule, today).into_values() {
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                let priority = one.record.text(Role::Priority);
                let same = priority.filter(|own| {
                    let other = other.record.text(Role::Priority);
                    other.is_some_and(|other| other.eq_ignore_ascii_case(own))
                });
                let overlap = one.from <= other.until && other.from <= one.until;
                if let Some(priority) = same.filter(|_| overlap) {
                    let mut records = vec![one.record, other.record];
                    records.sort_by(|a, b| natural(&a.id, &b.id));
                    found.push(Conflict {
                        what: What::Tied {
                            owner: owner.clone(),
                            priority: priority.into_owned(),
                        },
                        records,
                    });
                }
            }
        }
    }
    found
}
