//! What a change does to the plan: the program before it beside the program after it.

mod reviewer;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    dependents::Dependents,
    health::Verdict,
    risk,
    schedule::{Item, Schedule},
};
use crate::model::{
    change::{Change, FieldDelta, RecordChange},
    kind::Class,
    program::Program,
    record::Record,
    role::Role,
    status::Health,
};

pub use reviewer::{Because, Reviewer, reviewers};

/// One side of a change.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The program.
    pub program: &'a Program,
    /// When its work can be finished.
    pub schedule: &'a Schedule<'a>,
    /// How its work stands.
    pub verdicts: &'a BTreeMap<&'a str, Verdict<'a>>,
}

impl Side<'_> {
    /// Returns the day on which the program can be finished at the earliest, and the one by which it has to be.
    pub fn finish(&self) -> (Option<Date>, Option<Date>) {
        (self.schedule.finish(), self.schedule.target)
    }

    /// Returns the worst health that the facts say of unfinished work; `None` without any.
    pub fn health(&self) -> Option<Health> {
        self.verdicts.values().map(|verdict| verdict.derived).max()
    }

    /// Returns the exposure of all open risks in workdays.
    pub fn exposure(&self) -> f64 {
        let open = self
            .program
            .distinct()
            .filter(|record| risk::is_open(record));
        let thresholds = &self.program.config.thresholds;
        let days = open.filter_map(|record| risk::exposure(record, thresholds));
        days.sum::<f64>() + 0.0
    }

    /// Returns the ids of the unfinished work without float.
    fn critical(&self) -> BTreeSet<&str> {
        let critical = self.schedule.open().filter(|item| item.total_float <= 0);
        critical.map(|item| &*item.record.id).collect()
    }
}

/// A date that a change moves, and what follows from it.
#[derive(Debug)]
pub struct Move<'a> {
    /// The change.
    pub change: &'a RecordChange,
    /// The date.
    pub delta: &'a FieldDelta,
    /// Unfinished work that depends on the record, directly or through others, and has less float than before or can only be
    /// finished later, the one that loses most first.
    pub blast: Vec<Touched<'a>>,
}

/// Work that a change moves without changing it.
#[derive(Debug, Clone)]
pub struct Touched<'a> {
    /// The work.
    pub record: &'a Record,
    /// Workdays of total float before and after.
    pub float: (i64, i64),
    /// The days on which it could and can be finished at the earliest.
    pub finish: (Date, Date),
}

impl Touched<'_> {
    /// Returns how many workdays of float are lost.
    pub fn lost(&self) -> i64 {
        self.float.0 - self.float.1
    }
}

/// Returns the dates that changes move, those that move latest first: due dates, forecasts and promises.
///
/// The blast radius of a move is the work that depends on the record, directly or through others, and of which the schedules
/// before and after say that it lost float or can only be finished later. Where several dates move at once, work is told with
/// each that it depends on. Source: ours, on the critical path method.
pub fn moves<'a>(
    before: &Side<'a>,
    after: &Side<'a>,
    changes: &'a [RecordChange],
) -> Vec<Move<'a>> {
    let dependents = Dependents::of(after.program);
    let (old, new) = (open(before), open(after));
    let mut moves = Vec::new();
    for change in changes {
        for role in [
            Role::Due,
            Role::Forecast,
            Role::Promised,
            Role::NeedBy,
            Role::DecideBy,
        ] {
            let Some(delta) = change.field(role).filter(|delta| delta.shift.is_some()) else {
                continue;
            };
            moves.push(Move {
                change,
                delta,
                blast: blast(&old, &new, &dependents, &change.id),
            });
        }
    }
    moves.sort_by_key(|one| {
        let days = one.delta.shift.and_then(|shift| shift.workdays);
        std::cmp::Reverse(days.unwrap_or(0))
    });
    moves
}

/// The unfinished work of a schedule, by id.
type Open<'a> = BTreeMap<&'a str, &'a Item<'a>>;

fn open<'a>(side: &Side<'a>) -> Open<'a> {
    let open = side.schedule.open();
    open.map(|item| (&*item.record.id, item)).collect()
}

fn blast<'a>(
    old: &Open<'a>,
    new: &Open<'a>,
    dependents: &Dependents<'a>,
    id: &'a str,
) -> Vec<Touched<'a>> {
    let mut seen = BTreeSet::from([id]);
    let mut next = vec![id];
    let mut found = Vec::new();
    while let Some(id) = next.pop() {
        for record in dependents.direct(id) {
            if !record.is_unfinished() || !seen.insert(&record.id) {
                continue;
            }
            next.push(&record.id);
            let sides = old.get(&*record.id).zip(new.get(&*record.id));
            let touched = sides.map(|(old, new)| Touched {
                record: new.record,
                float: (old.total_float, new.total_float),
                finish: (old.finish, new.finish),
            });
            found.extend(touched.filter(|one| one.lost() > 0 || one.finish.1 > one.finish.0));
        }
    }
    found.sort_by(|a, b| {
        b.lost()
            .cmp(&a.lost())
            .then_with(|| a.record.id.cmp(&b.record.id))
    });
    found
}

/// Work that has no float any more, or has some again.
#[derive(Debug, Default)]
pub struct Critical<'a> {
    /// It has none any more.
    pub entered: Vec<&'a Record>,
    /// It has some again, or is finished.
    pub left: Vec<&'a Record>,
}

/// Returns how the critical path changes: the unfinished work with a float of 0 or less on one side alone.
pub fn critical<'a>(before: &Side<'a>, after: &Side<'a>) -> Critical<'a> {
    let (old, new) = (before.critical(), after.critical());
    let records = |side: &Side<'a>, own: &BTreeSet<&str>, other: &BTreeSet<&str>| {
        let items = side.schedule.open().map(|item| item.record);
        let only = items.filter(|record| own.contains(&*record.id) && !other.contains(&*record.id));
        only.collect()
    };
    Critical {
        entered: records(after, &new, &old),
        left: records(before, &old, &new),
    }
}

/// Work of which the facts say something else than before.
#[derive(Debug)]
pub struct Turned<'a> {
    /// The work.
    pub record: &'a Record,
    /// What the facts said.
    pub before: Health,
    /// What they say.
    pub after: Health,
}

/// Returns the work of which the facts say something else, what turns worse first.
pub fn turned<'a>(before: &Side<'a>, after: &Side<'a>) -> Vec<Turned<'a>> {
    let both = after.verdicts.values().filter_map(|verdict| {
        let old = before.verdicts.get(&*verdict.record.id)?;
        Some(Turned {
            record: verdict.record,
            before: old.derived,
            after: verdict.derived,
        })
    });
    let mut turned: Vec<Turned<'_>> = both.filter(|one| one.before != one.after).collect();
    turned.sort_by_key(|one| (one.after <= one.before, std::cmp::Reverse(one.after)));
    turned
}

/// What became of a risk, a decision, an issue or a dependency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is open now.
    Opened,
    /// It is not open any more.
    Closed,
}

/// Returns the risks, decisions, issues and dependencies that a change opens or closes, in the order of the changes.
pub fn fates(changes: &[RecordChange]) -> Vec<(&RecordChange, Fate)> {
    let is_told = |change: &&RecordChange| {
        matches!(
            change.kind.class,
            Class::Risk | Class::Decision | Class::Issue | Class::Dependency
        )
    };
    let fate = |change: &RecordChange| {
        let was = match change.change {
            Change::Added => false,
            Change::Removed => change.record.is_unfinished(),
            Change::Changed { .. } => change.before.as_ref().is_some_and(Record::is_unfinished),
        };
        let is = change.change != Change::Removed && change.record.is_unfinished();
        match (was, is) {
            (false, true) => Some(Fate::Opened),
            (true, false) => Some(Fate::Closed),
            _ => None,
        }
    };
    let told = changes.iter().filter(is_told);
    told.filter_map(|change| Some((change, fate(change)?)))
        .collect()
}
