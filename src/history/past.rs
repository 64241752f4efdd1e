//! What the whole of history says about each record: its baseline, its moves, its states and health over time.

use std::{collections::HashMap, sync::Arc};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    walk::{Step, walk_files},
    witness::Witness,
};
use crate::{
    model::{config::Config, past::Past, program::Program},
    store::{
        Moment, Result, Store,
        git::{ObjectId, Range},
    },
};

/// Tags whose names begin so say that what is due at their commit is a baseline.
const BASELINES: &str = "baseline/";

/// Reads the whole history up to a moment. Without one, or without a repository, there is no past.
///
/// # Errors
/// History cannot be read.
pub fn past(store: &Store, config: &Arc<Config>, to: Moment) -> Result<Past> {
    match to {
        Moment::Commit(to) => seen(store, config, to, &mut |_| {}),
        _ => Ok(Past::default()),
    }
}

/// Reads the whole history up to a commit, and hands over each commit that touched the file of a record.
pub(super) fn seen(
    store: &Store,
    config: &Arc<Config>,
    to: ObjectId,
    each: &mut dyn FnMut(&Step<'_>),
) -> Result<Past> {
    let range = Range { from: None, to };
    let mut tags = Tags::read(store, &range)?;
    let mut witness = Witness::new(config);
    let nothing = Program::new(config.clone(), Vec::new(), Vec::new());
    let walked = walk_files(
        store.repository()?,
        config,
        &range,
        &nothing,
        &mut |step: Step<'_>| {
            for tag in tags.before(step.link.id) {
                witness.rebaseline(&tag.name, tag.day);
            }
            witness.take(&step);
            each(&step);
        },
    )?;
    for tag in tags.rest() {
        witness.rebaseline(&tag.name, tag.day);
    }
    let mut past = witness.past();
    past.is_shallow = walked.shallow;
    Ok(past)
}

/// Returns the day of a moment in seconds since 1970, in UTC.
pub(super) fn day_of(seconds: i64) -> Date {
    let moment = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    moment.to_zoned(TimeZone::UTC).date()
}

/// A tag that makes a baseline.
struct Tag {
    name: String,
    day: Date,
    /// Its place among the commits.
    at: usize,
}

/// The tags that make baselines, in the order of their commits.
#[derive(Default)]
struct Tags {
    tags: Vec<Tag>,
    /// How many were told.
    told: usize,
    /// The place of each commit; empty where there are no tags.
    places: HashMap<ObjectId, usize>,
}

impl Tags {
    /// Finds the tags on the first-parent commits of a range. A tag elsewhere says nothing of what landed.
    fn read(store: &Store, range: &Range) -> Result<Self> {
        let repository = store.repository()?;
        let named = repository.tags(BASELINES)?;
        if named.is_empty() {
            return Ok(Self::default());
        }
        let chain = repository.chain(range)?;
        let ids = chain.iter().map(|link| link.id);
        let places: HashMap<ObjectId, usize> = ids.zip(0..).collect();
        let found = named.into_iter().filter_map(|(name, id)| {
            let at = *places.get(&id)?;
            let day = day_of(chain[at].time);
            Some(Tag { name, day, at })
        });
        let mut tags: Vec<Tag> = found.collect();
        tags.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.name.cmp(&b.name)));
        Ok(Self {
            tags,
            told: 0,
            places,
        })
    }

    /// Returns the tags that stand before a commit and were not told yet.
    fn before(&mut self, commit: ObjectId) -> &[Tag] {
        let at = self.places.get(&commit).copied().unwrap_or(0);
        let left = &self.tags[self.told..];
        let found = left.partition_point(|tag| tag.at < at);
        self.told += found;
        &self.tags[self.told - found..self.told]
    }

    /// Returns the tags that were not told yet.
    fn rest(&self) -> &[Tag] {
        &self.tags[self.told..]
    }
}
