//! Who gave each part of a record what it says now.

use std::sync::Arc;

use super::stretch::{Landing, Question, Stretch, stretch};
use crate::{
    diff,
    model::{
        blame::{Blame, Blamed, Part},
        change::{Change, RecordChange},
        commit::Commit,
        config::Config,
        record::Record,
    },
    store::{
        Result, Store,
        git::{ObjectId, Range},
    },
};

/// The record that is asked about.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The record as it is now.
    pub record: &'a Record,
    /// The files that hold its id.
    pub holders: &'a [Arc<str>],
    /// The newest commit; `None` where there is none.
    pub to: Option<ObjectId>,
    /// Whether every commit counts, not only those along first parents.
    pub is_all: bool,
}

/// One step in the life of the record.
struct Touch<'a> {
    change: &'a RecordChange,
    /// The place of its commit.
    at: usize,
    is_ignored: bool,
    /// The parts that the record had when it was added.
    added: Option<Vec<Part>>,
}

impl Touch<'_> {
    fn touches(&self, part: &Part) -> bool {
        let mut deltas = self.change.deltas.iter();
        match &self.added {
            Some(parts) => parts.contains(part),
            None => deltas.any(|delta| diff::touches(delta, part)),
        }
    }
}

/// What history says of the record.
#[derive(Default)]
struct Story {
    landings: Vec<Landing>,
    commits: Vec<Arc<Commit>>,
    /// Whether each commit is to be passed over.
    ignored: Vec<bool>,
    is_shallow: bool,
}

/// Returns, for each part of a record, the last commit that changed it: of a change and its revert that is the revert.
/// Commits of `.git-blame-ignore-revs` give way to the one before. Where all commits count, the last one after which the
/// part said what it says now.
///
/// # Errors
/// History cannot be read.
pub fn blame(store: &Store, config: &Arc<Config>, wanted: &Wanted<'_>) -> Result<Blame> {
    // What reports leave out is still written by somebody.
    let mut own = (**config).clone();
    own.history.ignore_fields.clear();
    let config = &Arc::new(own);
    let story = story(store, config, wanted)?;
    let touches = life(config, &story, wanted.is_all);
    let uncommitted = uncommitted(config, &touches, wanted.record);
    let parts = diff::parts(config, wanted.record).into_iter();
    let parts = parts.map(|(part, role, value)| {
        let own: Vec<&Touch<'_>> = touches
            .iter()
            .filter(|touch| touch.touches(&part))
            .collect();
        let says_so = |touch: &Touch<'_>| {
            let parts = || diff::parts(config, &touch.change.record);
            !wanted.is_all
                || parts()
                    .iter()
                    .any(|other| (&other.0, &other.2) == (&part, &value))
        };
        let last = match uncommitted(&part) {
            true => None,
            false => last(&own, &says_so),
        };
        let until = last.map_or(usize::MAX, |last| last.at);
        let earlier = own
            .iter()
            .filter(|touch| touch.at < until && !touch.is_ignored);
        Blamed {
            role,
            value,
            commit: last.map(|last| story.commits[last.at].clone()),
            is_ignored: last.is_some_and(|last| last.is_ignored),
            earlier: earlier.count(),
            part,
        }
    });
    Ok(Blame {
        parts: parts.collect(),
        is_shallow: story.is_shallow,
    })
}

/// Returns the last step that counts and is not passed over; where all are, the last one.
fn last<'a, 'b>(
    touches: &[&'a Touch<'b>],
    says_so: &dyn Fn(&Touch<'_>) -> bool,
) -> Option<&'a Touch<'b>> {
    let from_new = || touches.iter().rev().copied();
    from_new()
        .find(|touch| !touch.is_ignored && says_so(touch))
        .or_else(|| from_new().find(|touch| says_so(touch)))
}

fn story(store: &Store, config: &Arc<Config>, wanted: &Wanted<'_>) -> Result<Story> {
    let Some(to) = wanted.to else {
        return Ok(Story::default());
    };
    let is_enough = |landings: &[Landing]| landings.iter().any(is_birth);
    let question = Question {
        range: Range { from: None, to },
        is_all: wanted.is_all,
        id: Some(&*wanted.record.id),
        holders: wanted.holders,
        counts: None,
        is_enough: (!wanted.is_all).then_some((1, &is_enough)),
    };
    let Stretch {
        landings,
        is_shallow,
    } = stretch(store, config, &question)?;
    let repository = store.repository()?;
    let ids: Vec<ObjectId> = landings.iter().map(|landing| landing.id).collect();
    let listed = repository.ignored_commits()?;
    let ignored = ids.iter().map(|id| repository.brings_only(*id, &listed));
    Ok(Story {
        commits: repository
            .describe(&ids)?
            .into_iter()
            .map(Arc::new)
            .collect(),
        ignored: ignored.collect::<Result<_>>()?,
        is_shallow,
        landings,
    })
}

fn is_birth(landing: &Landing) -> bool {
    let mut changes = landing.changes.iter();
    changes.any(|change| change.change == Change::Added)
}

/// Returns the steps since the record was last added; none where it was removed since.
fn life<'a>(config: &Config, story: &'a Story, is_all: bool) -> Vec<Touch<'a>> {
    let mut touches: Vec<Touch<'_>> = Vec::new();
    for (at, landing) in story.landings.iter().enumerate() {
        for change in &landing.changes {
            // Side by side, a record may be added on one branch after it was changed on another.
            if !is_all && !matches!(change.change, Change::Changed { .. }) {
                touches.clear();
            }
            let parts = || diff::parts(config, &change.record).into_iter();
            if change.change != Change::Removed {
                touches.push(Touch {
                    change,
                    at,
                    is_ignored: story.ignored[at],
                    added: (change.change == Change::Added)
                        .then(|| parts().map(|(part, ..)| part).collect()),
                });
            }
        }
    }
    touches
}

/// Returns what says of a part whether it is in no commit as it is now.
fn uncommitted<'a>(
    config: &Config,
    touches: &[Touch<'_>],
    now: &'a Record,
) -> Box<dyn Fn(&Part) -> bool + 'a> {
    let Some(last) = touches.last() else {
        return Box::new(|_| true);
    };
    let change = diff::records(config, &last.change.record, now);
    Box::new(move |part| {
        let deltas = change.iter().flat_map(|change| &change.deltas);
        deltas.into_iter().any(|delta| diff::touches(delta, part))
    })
}
