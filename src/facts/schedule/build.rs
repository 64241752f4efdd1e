//! From records to tasks and links.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Item, Schedule,
    network::{Kind, Link, Task, Times},
};
use crate::model::{
    config::Config,
    kind::Class,
    program::Program,
    record::Record,
    reference::{self, Edge},
    role::Role,
    status::Category,
};

/// A program as a network.
pub(super) struct Built<'a> {
    records: Vec<&'a Record>,
    pub(super) tasks: Vec<Task>,
    pub(super) links: Vec<Link>,
    /// Whether a task has a date or an estimate, or something that it waits for.
    is_placed: Vec<bool>,
}

/// Returns work and decisions as tasks, with what waits for what.
pub(super) fn build(program: &Program, today: Date) -> Built<'_> {
    let is_task = |record: &&Record| matches!(record.kind.class, Class::Work | Class::Decision);
    let records: Vec<&Record> = program.distinct().filter(is_task).collect();
    let places: BTreeMap<&str, usize> = records
        .iter()
        .enumerate()
        .map(|(at, record)| (&*record.id, at))
        .collect();
    let mut links = Vec::new();
    for edge in reference::edges(program) {
        let ends = places.get(&*edge.from.id).zip(places.get(&*edge.to.id));
        if let Some((from, to)) = ends {
            links.extend(link(&edge, *from, *to));
        }
    }
    let mut built = Built {
        tasks: vec![Task::default(); records.len()],
        is_placed: vec![false; records.len()],
        links,
        records,
    };
    built.fill(program, today);
    built
}

/// What is around one record in the network.
#[derive(Debug, Clone, Default)]
struct Around {
    /// Whether it waits for something, and something for it.
    waits: bool,
    is_waited_for: bool,
    has_parts: bool,
    /// The last due date of what it starts after.
    due_before: Option<Date>,
}

/// Returns whether a record is part of another.
fn is_whole(part: &Record, whole: &Record) -> bool {
    let parents = part.values(Role::Parent);
    parents.iter().any(|parent| *parent.text == *whole.id)
}

/// Returns how one task waits for the other, where a reference says that it does.
fn link(edge: &Edge<'_>, from: usize, to: usize) -> Option<Link> {
    let path = edge.reference.field.as_deref()?;
    let role = edge.from.kind.field_at(path)?.role?;
    let given_up = |record: &Record| record.category() == Some(Category::Dropped);
    match role {
        // A whole waits for its parts.
        Role::Parent if !given_up(edge.from) => Some(Link {
            from,
            to,
            kind: Kind::FinishFinish,
            lag: 0,
        }),
        Role::After if !given_up(edge.to) => {
            let (kind, lag) = terms(edge.from, path, &edge.reference.text);
            Some(Link {
                from: to,
                to: from,
                kind,
                lag,
            })
        }
        _ => None,
    }
}

/// Returns the kind of link and the lag that stand beside a reference: `{ref: DEL-2, type: SS, lag: 3}`.
fn terms(record: &Record, path: &str, id: &str) -> (Kind, i64) {
    let found = record.at_path(path);
    let mut items = found.iter().flat_map(|list| list.items());
    let own = items.find(|item| {
        let reference = item.get("ref").and_then(|value| value.text());
        reference.is_some_and(|text| text.trim() == id.trim())
    });
    let text = |key| own.and_then(|item| item.get(key)?.text());
    let kind = text("type").and_then(Kind::find);
    let lag = text("lag").and_then(|lag| lag.trim().parse().ok());
    (kind.unwrap_or(Kind::FinishStart), lag.unwrap_or(0))
}

/// Returns the expected duration of a record in workdays and its standard deviation.
fn estimate(record: &Record) -> Option<(f64, f64)> {
    let field = record.kind.fields_of(Role::Estimate).next()?;
    let values = record.values_of(field);
    let numbers = values.iter().map(|value| value.text.trim().parse::<f64>());
    let numbers: Vec<f64> = numbers.collect::<Result<_, _>>().ok()?;
    let is_sound = numbers.iter().all(|days| days.is_finite() && *days >= 0.0);
    match numbers[..] {
        [likely] if is_sound => Some((likely, 0.0)),
        [best, likely, worst] if is_sound => {
            Some(((best + 4.0 * likely + worst) / 6.0, (worst - best) / 6.0))
        }
        _ => None,
    }
}

/// Returns a duration in whole workdays: a part of a day takes the day.
#[expect(
    clippy::cast_possible_truncation,
    reason = "estimates are days of this era"
)]
fn whole(days: f64) -> i64 {
    // 7.000000000000001 is 7.
    (days - 1e-9).ceil().clamp(0.0, 1e6) as i64
}

impl<'a> Built<'a> {
    /// Works out each task from its record.
    fn fill(&mut self, program: &Program, today: Date) {
        let config = &program.config;
        let around = self.around(config);
        for (at, record) in self.records.iter().enumerate() {
            let around = &around[at];
            let due = record.day(Role::Due, &config.releases);
            let between = around.due_before.zip(due);
            // The workdays that the plan leaves it after the last due date of what it waits for.
            let planned = between.map_or(0, |(before, own)| config.calendar.workdays(before, own));
            let task = task(record, config, today, (planned.max(0), around.has_parts));
            let deadline = due.filter(|_| !around.is_waited_for && record.is_unfinished());
            self.tasks[at] = Task {
                deadline: deadline.map(|due| config.calendar.workdays(today, due)),
                ..task
            };
            let has_own = estimate(record).is_some() || finish(record, config).is_some();
            self.is_placed[at] = has_own || around.waits;
        }
    }

    /// Returns what is around each record.
    fn around(&self, config: &Config) -> Vec<Around> {
        let mut around = vec![Around::default(); self.records.len()];
        for link in &self.links {
            let before = self.records[link.from];
            let is_part = link.kind == Kind::FinishFinish && before.kind.has(Role::Parent);
            around[link.from].is_waited_for = true;
            let own = &mut around[link.to];
            own.waits = true;
            own.has_parts |= is_part && is_whole(before, self.records[link.to]);
            if link.kind == Kind::FinishStart {
                own.due_before = own.due_before.max(before.day(Role::Due, &config.releases));
            }
        }
        around
    }

    /// Returns the schedule that these times are.
    pub(super) fn schedule(
        self,
        program: &'a Program,
        today: Date,
        times: &[Option<Times>],
        target: Option<Date>,
    ) -> Schedule<'a> {
        let mut schedule = Schedule {
            target,
            ..Schedule::default()
        };
        for (at, record) in self.records.iter().enumerate() {
            let is_work = record.kind.class == Class::Work;
            match &times[at] {
                _ if !is_work => {}
                None => schedule.circular.push(record),
                Some(_) if !self.is_placed[at] => {
                    schedule
                        .undated
                        .extend(record.is_unfinished().then_some(*record));
                }
                Some(times) => schedule.items.extend(self.item(program, today, at, times)),
            }
        }
        let waits = self
            .links
            .iter()
            .filter(|link| times[link.from].is_none() && times[link.to].is_none());
        let ids = |at: usize| -> &'a str { &self.records[at].id };
        schedule.cycles = reference::cycles(waits.map(|link| (ids(link.to), ids(link.from))));
        let items = &mut schedule.items;
        items.sort_by(|a, b| a.start.cmp(&b.start).then_with(|| a.finish.cmp(&b.finish)));
        schedule
    }

    /// Returns a task with its times as days; `None` outside the years that can be written.
    fn item(&self, program: &Program, today: Date, at: usize, times: &Times) -> Option<Item<'a>> {
        let record = self.records[at];
        let day = |workdays| program.config.calendar.add_workdays(today, workdays);
        let estimate = estimate(record);
        let start = match self.tasks[at].duration {
            0 => times.early_finish,
            _ => times.early_start + 1,
        };
        Some(Item {
            record,
            start: day(start)?,
            finish: day(times.early_finish)?,
            latest: day(times.late_finish)?,
            duration: estimate.map(|(days, _)| days),
            deviation: estimate.map(|(_, deviation)| deviation),
            total_float: times.total_float,
            free_float: times.free_float,
            driver: times.driver.map(|driver| self.records[driver]),
            is_finished: !record.is_unfinished(),
        })
    }
}

/// Returns the day on which a record was finished, or is said to be.
fn finish(record: &Record, config: &Config) -> Option<Date> {
    let roles = [
        Role::Actual,
        Role::Decided,
        Role::Forecast,
        Role::Due,
        Role::DecideBy,
    ];
    roles
        .into_iter()
        .find_map(|role| record.day(role, &config.releases))
}

/// Returns the task that a record is, without its deadline; with the duration that the plan leaves it where nobody
/// estimated it, and whether it has parts, with the last of which it is finished.
fn task(record: &Record, config: &Config, today: Date, (planned, has_parts): (i64, bool)) -> Task {
    let at = |day: Date| config.calendar.workdays(today, day);
    let day = |role| record.day(role, &config.releases);
    let expected = estimate(record).map(|(days, _)| whole(days));
    let duration = expected.unwrap_or(if has_parts { 0 } else { planned });
    if !record.is_unfinished() {
        let finished = finish(record, config).map_or(0, at);
        return Task {
            duration,
            finished: Some(finished),
            ..Task::default()
        };
    }
    if record.kind.class == Class::Decision {
        return Task {
            finish_not_before: day(Role::DecideBy).map(|day| at(day).max(1)),
            ..Task::default()
        };
    }
    let stated = day(Role::Forecast).or_else(|| {
        // Without an estimate the due date is all that is known.
        estimate(record).is_none().then(|| day(Role::Due)).flatten()
    });
    let stated = stated.filter(|_| !has_parts).map(|day| at(day).max(1));
    let is_begun = record.category() == Some(Category::Active);
    match stated {
        // What is under way began some time ago: how much is left is what its forecast says.
        Some(stated) if is_begun => Task {
            duration,
            not_before: Some(stated - duration),
            ..Task::default()
        },
        _ => Task {
            duration,
            not_before: day(Role::Start).map(|start| at(start) - 1).max(Some(0)),
            finish_not_before: stated,
            ..Task::default()
        },
    }
}
