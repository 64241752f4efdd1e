//! A fact at the end of every week or month.

use std::sync::Arc;

use jiff::{civil::Date, tz::TimeZone};

use super::{
    landing::land,
    past::day_of,
    state::State,
    walk::{Batch, Versions, batches},
    witness::Witness,
};
use crate::{
    model::{
        config::Config,
        past::Past,
        program::Program,
        trend::{Every, Point, Value},
    },
    store::{
        Moment, Result, Store,
        git::{FileChange, Link, ObjectId, Range},
    },
};

/// Which points are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Periods {
    /// The newest commit that counts.
    pub to: ObjectId,
    /// A day of the first period; without one, the day of the first record.
    pub since: Option<Date>,
    /// The last day.
    pub until: Date,
    /// How long a period is.
    pub every: Every,
    /// Whether a value is read from what history says of records too.
    pub needs_past: bool,
}

/// Everything at the end of a day.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The records.
    pub state: &'a State,
    /// What history says of them until then; nothing unless it is asked for.
    pub past: &'a Past,
    /// The day.
    pub day: Date,
    /// The last commit before its end.
    pub commit: Option<ObjectId>,
}

/// Reads a value at the end of a day.
pub type Measure<'a> = dyn FnMut(Scene<'_>) -> Result<Option<Value>> + 'a;

/// A value at the end of each period.
#[derive(Debug, Default)]
pub struct Series {
    /// The points, oldest first.
    pub points: Vec<Point>,
    /// Whether older history is missing from this clone.
    pub is_shallow: bool,
}

/// Returns a value at the end of each period: that of the last first-parent commit whose effective date is not after it.
/// The last period ends on the last day that is asked for. Periods before the first record are left out. Each distinct
/// version of a file is read and parsed once.
///
/// # Errors
/// History cannot be read, or the value.
pub fn series(
    store: &Store,
    config: &Arc<Config>,
    question: &Periods,
    measure: &mut Measure<'_>,
) -> Result<Series> {
    let repository = store.repository()?;
    let mut chain = repository.chain(&Range {
        from: None,
        to: question.to,
    })?;
    let oldest = chain.first().filter(|link| link.is_cut);
    let oldest = oldest.map(|link| link.effective);
    let end = second_after(question.until);
    chain.truncate(chain.partition_point(|link| link.effective < end));
    // Whoever asks for the past of records asks for what came before the first period too.
    let since = question.since.filter(|_| !question.needs_past);
    let start = since.map_or(i64::MIN, second_of);
    let (known, rest) = chain.split_at(chain.partition_point(|link| link.effective < start));
    let before = known.last().map(|link| link.id);
    let program = match before {
        Some(id) => store.program(config, Moment::Commit(id))?,
        None => Program::new(config.clone(), Vec::new(), Vec::new()),
    };
    let mut stepper = Stepper {
        question,
        measure,
        state: State::new(&program),
        witness: Witness::new(config),
        commit: before,
        next: question.since.map(|day| question.every.end(day)),
        points: Vec::new(),
    };
    batches(repository, config, rest, &mut |batch| {
        stepper.take(config, &batch)
    })?;
    Ok(Series {
        points: stepper.finish()?,
        is_shallow: oldest.is_some_and(|oldest| oldest >= start),
    })
}

/// The state between two commits, and the points before it.
struct Stepper<'a, 'b> {
    question: &'a Periods,
    measure: &'a mut Measure<'b>,
    state: State,
    witness: Witness<'a>,
    commit: Option<ObjectId>,
    /// The last day of the period under way; `None` before the first record.
    next: Option<Date>,
    points: Vec<Point>,
}

impl Stepper<'_, '_> {
    fn take(&mut self, config: &Config, batch: &Batch<'_>) -> Result<()> {
        for (link, changes) in batch.commits() {
            self.points_before(link)?;
            self.land(config, link, changes, &batch.versions);
            self.commit = Some(link.id);
            if self.next.is_none() && self.state.records().next().is_some() {
                self.next = Some(self.question.every.end(day_of(link.effective)));
            }
        }
        Ok(())
    }

    fn land(&mut self, config: &Config, link: &Link, changes: &[FileChange], versions: &Versions) {
        if !self.question.needs_past {
            return self.state.take(config, changes, versions);
        }
        let landed = land(&mut self.state, config, link, changes, versions);
        if !landed.is_empty() {
            self.witness.take(&landed.into_step(config));
        }
    }

    /// Adds the points of the periods that were over when a commit landed.
    fn points_before(&mut self, link: &Link) -> Result<()> {
        while let Some(day) = self.next.filter(|day| link.effective >= second_after(*day)) {
            self.point(day)?;
            self.next = self.question.every.after(day);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Point>> {
        while let Some(day) = self.next.filter(|day| *day < self.question.until) {
            self.point(day)?;
            self.next = self.question.every.after(day);
        }
        if self.next.is_some() {
            self.point(self.question.until)?;
        }
        Ok(self.points)
    }

    fn point(&mut self, day: Date) -> Result<()> {
        if self.points.is_empty() && self.state.records().next().is_none() {
            return Ok(());
        }
        let value = (self.measure)(Scene {
            state: &self.state,
            past: self.witness.seen(),
            day,
            commit: self.commit,
        })?;
        self.points.push(Point {
            day,
            commit: self.commit.map(|id| id.to_string()),
            value,
        });
        Ok(())
    }
}

/// Returns the first second of a day.
fn second_of(day: Date) -> i64 {
    let zoned = day.to_zoned(TimeZone::UTC);
    zoned.map_or(i64::MAX, |zoned| zoned.timestamp().as_second())
}

fn second_after(day: Date) -> i64 {
    day.tomorrow().map_or(i64::MAX, second_of)
}
