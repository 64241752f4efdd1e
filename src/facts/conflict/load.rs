//! What one owner has at the same time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Conflict, What, named};
use crate::{
    facts::{plan, promise},
    model::{
        config::Config, kind::Class, program::Program, record::Record, role::Role, status::Category,
    },
};

/// A piece of work, and the days on which its owner is at it.
#[derive(Debug, Clone, Copy)]
struct Busy<'a> {
    record: &'a Record,
    from: Date,
    until: Date,
}

/// Returns the days on which the owner of a piece of work is at it; `None` where nobody has committed to it, or where they
/// are not known.
///
/// Until the day on which it is to be finished, or today where that is past. From its `start`; else, while it is under way,
/// from today; else from that day − the workdays that it is expected to take, which are (o + 4m + p) ÷ 6 of its `estimate`
/// (PERT). What is paused takes nobody's time.
fn busy<'a>(record: &'a Record, config: &Config, today: Date) -> Option<Busy<'a>> {
    let is_paused = record.status().is_some_and(|status| status == "paused");
    if !record.is_unfinished() || is_paused || !promise::is_committed(record) {
        return None;
    }
    let until = plan::finish(record, config)?.max(today);
    let start = record.day(Role::Start, &config.releases);
    let from = match start {
        Some(start) => start,
        None if record.category() == Some(Category::Active) => today,
        None => {
            let before = config.calendar.add_workdays(until, -expected(record)?)?;
            before.tomorrow().ok()?
        }
    };
    Some(Busy {
        record,
        from: from.max(today).min(until),
        until,
    })
}

/// Returns the workdays that work is expected to take, rounded up.
fn expected(record: &Record) -> Option<i64> {
    let values = record.values(Role::Estimate).into_iter();
    let numbers: Option<Vec<f64>> = values.map(|value| value.text.trim().parse().ok()).collect();
    let days = match numbers?[..] {
        [one] => one,
        [best, likely, worst] => (best + 4.0 * likely + worst) / 6.0,
        _ => return None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked first"
    )]
    (1.0..10_000.0).contains(&days).then(|| days.ceil() as i64)
}

/// Returns what each owner is busy with, by the key of the owner. Work that has parts is done by doing them.
fn by_owner(program: &Program, today: Date) -> BTreeMap<String, (String, Vec<Busy<'_>>)> {
    let work = || program.of_class(Class::Work).filter(|record| record.is_unfinished());
    let wholes: BTreeSet<String> = work()
        .flat_map(|record| record.values(Role::Parent))
        .map(|parent| parent.text.into_owned())
        .collect();
    let mut owners: BTreeMap<String, (String, Vec<Busy<'_>>)> = BTreeMap::new();
    for record in work().filter(|record| !wholes.contains(&*record.id)) {
        let Some(busy) = busy(record, &program.config, today) else {
            continue;
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

/// Returns the owners who have more at a time than `thresholds.parallel_work`: for each the first days on which it is
/// most.
pub(super) fn overloaded(program: &Program, today: Date) -> Vec<Conflict<'_>> {
    let capacity = program.config.thresholds.parallel_work;
    let mut found = Vec::new();
    for (owner, all) in by_owner(program, today).into_values() {
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
        found.push(Conflict {
            what: What::Overloaded { owner, from, until },
            records: together.iter().map(|one| one.record).collect(),
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
pub(super) fn tied(program: &Program, today: Date) -> Vec<Conflict<'_>> {
    let mut found = Vec::new();
    for (owner, all) in by_owner(program, today).into_values() {
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                let priority = one.record.text(Role::Priority);
                let same = priority.filter(|own| {
                    let other = other.record.text(Role::Priority);
                    other.is_some_and(|other| other.eq_ignore_ascii_case(own))
                });
                let overlap = one.from <= other.until && other.from <= one.until;
                if let Some(priority) = same.filter(|_| overlap) {
                    found.push(Conflict {
                        what: What::Tied {
                            owner: owner.clone(),
                            priority: priority.into_owned(),
                        },
                        records: vec![one.record, other.record],
                    });
                }
            }
        }
    }
    found
}
