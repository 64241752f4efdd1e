//! When work can be finished, by estimates, dates and what waits for what.

mod build;
pub mod network;

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use crate::model::{program::Program, record::Record, role::Role};

/// One piece of work in the schedule.
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// The record.
    pub record: &'a Record,
    /// The first day on which it can be worked on; for what has no estimate, the day on which it is finished.
    pub start: Date,
    /// The day on which it can be finished at the earliest.
    pub finish: Date,
    /// The last day on which it may be finished so that everything behind it keeps its dates.
    pub latest: Date,
    /// Workdays that it takes; `None` where nobody estimated it.
    pub duration: Option<f64>,
    /// Standard deviation of the estimate in workdays.
    pub deviation: Option<f64>,
    /// Workdays by which it can slip before a date behind it does; below 0 one is missed.
    pub total_float: i64,
    /// Workdays by which it can slip before anything that waits for it does.
    pub free_float: i64,
    /// What it waits for longest; `None` where its own dates decide.
    pub driver: Option<&'a Record>,
    /// Whether it is finished or given up.
    pub is_finished: bool,
}

/// When everything can be finished.
#[derive(Debug, Default)]
pub struct Schedule<'a> {
    /// Everything that has a place in time: by start, finish, then the order of the program.
    pub items: Vec<Item<'a>>,
    /// Work that waits for itself, as the ids on the way around, each cycle once.
    pub cycles: Vec<Vec<&'a str>>,
    /// Work that waits for such work, or is such work.
    pub circular: Vec<&'a Record>,
    /// Unfinished work without a date and an estimate that nothing places in time.
    pub undated: Vec<&'a Record>,
    /// The day by which the program must be finished.
    pub target: Option<Date>,
}

/// Returns the schedule of a program.
///
/// Durations are the expected values of three-point estimates, (o + 4m + p) ÷ 6, rounded up to whole workdays; their
/// deviation is (p − o) ÷ 6. Source: PERT, Malcolm et al. 1959. Work that nobody estimated takes the workdays that the plan
/// leaves between the last due date before it and its own. What is not begun starts after today and after everything in
/// `after`; what is under way is finished by its forecast, or where there is none takes its whole estimate from today. No
/// unfinished work is finished before its forecast says so, nor before the next workday. A workstream is finished with the
/// last of its parts; an open decision by the day by which it is needed. What is finished stays on the day on which it was; what was
/// given up holds nothing up. The latest dates count back from the program's target and, for work that nothing waits for,
/// from its own due date.
///
/// Source of the passes: the critical path method (see [`network`]) and the schedule guide GAO-16-89G.
pub fn schedule(program: &Program, today: Date) -> Schedule<'_> {
    let built = build::build(program, today);
    let config = &program.config;
    let target = program
        .itself()
        .and_then(|itself| itself.day(Role::Due, &config.releases));
    let horizon = target.map(|target| config.calendar.workdays(today, target));
    let times = network::solve(&built.tasks, &built.links, horizon);
    built.schedule(program, today, &times, target)
}

impl<'a> Schedule<'a> {
    /// Returns the unfinished work.
    pub fn open(&self) -> impl Iterator<Item = &Item<'a>> {
        self.items.iter().filter(|item| !item.is_finished)
    }

    /// Returns the work with an id.
    pub fn find(&self, id: &str) -> Option<&Item<'a>> {
        self.items.iter().find(|item| *item.record.id == *id)
    }

    /// Returns the total float of unfinished work, by id.
    pub fn floats(&self) -> BTreeMap<Arc<str>, i64> {
        let open = self.open();
        open.map(|item| (item.record.id.clone(), item.total_float))
            .collect()
    }

    /// Returns the day on which everything can be finished.
    pub fn finish(&self) -> Option<Date> {
        self.open().map(|item| item.finish).max()
    }

    /// Returns the chain of unfinished work that decides when everything can be finished, the first link first: from the
    /// work that finishes last, of several the one with the least float, back to what each waits for longest. A workstream
    /// takes no time of its own and is left out.
    pub fn driving_chain(&self) -> Vec<&Item<'a>> {
        let Some(finish) = self.finish() else {
            return Vec::new();
        };
        let is_leaf =
            |item: &&Item<'a>| item.record.kind.has(Role::Parent) || item.driver.is_none();
        let last = self.open().filter(|item| item.finish == finish);
        let mut at = last.filter(is_leaf).min_by_key(|item| item.total_float);
        let mut chain = Vec::new();
        while let Some(item) = at {
            chain.push(item);
            let driver = item.driver.and_then(|driver| self.find(&driver.id));
            at = driver.filter(|driver| !driver.is_finished && chain.len() <= self.items.len());
        }
        chain.reverse();
        chain
    }
}
