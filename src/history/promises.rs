//! What history says about promises: every day that was promised, and who stands behind it.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{
    past::{day_of, seen},
    revisions,
    walk::Step,
};
use crate::{
    model::{
        change::{Change, RecordChange},
        config::Config,
        kind::Class,
        program::Program,
        promise::{Promise, Promises},
        record::Record,
        role::Role,
        status::Category,
    },
    store::{
        Moment, Result, Store,
        git::{ObjectId, Range},
    },
};

/// A commit that changed a dependency, its first parent, and the dependency after it.
type Landed = (ObjectId, Option<ObjectId>, Record);

/// Reads the whole history up to a moment: what it says about records, and about the promises among them. Who stands
/// behind a promise is looked up for those that are open in the program. Without a commit there is no past.
///
/// # Errors
/// History cannot be read.
pub fn promises(
    store: &Store,
    config: &Arc<Config>,
    to: Moment,
    program: &Program,
) -> Result<Promises> {
    let Moment::Commit(to) = to else {
        return Ok(Promises::default());
    };
    let mut made: BTreeMap<Arc<str>, Promise> = BTreeMap::new();
    let mut landed: BTreeMap<Arc<str>, Vec<Landed>> = BTreeMap::new();
    let past = seen(store, config, to, &mut |step: &Step<'_>| {
        let dependencies = step.changes.iter();
        for change in dependencies.filter(|change| change.kind.class == Class::Dependency) {
            let promise = made.entry(change.id.clone()).or_default();
            note(promise, config, change, day_of(step.link.time));
            let parent = step.link.parents.first().copied();
            let commits = landed.entry(change.id.clone()).or_default();
            // Whoever agreed to a promise that was broken or made anew has not agreed to this one.
            if is_promise_made(change) || change.record.category() != Some(Category::Active) {
                commits.clear();
            }
            commits.push((step.link.id, parent, change.record.clone()));
        }
    })?;
    for (id, promise) in &mut made {
        let is_open = |record: &&Record| record.category() == Some(Category::Active);
        if program.find(id).filter(is_open).is_some() {
            let commits = landed.get(id).map(Vec::as_slice).unwrap_or_default();
            promise.signers = signers(store, config, commits)?;
        }
    }
    Ok(Promises { past, made })
}

/// Takes in for when a dependency is promised after a change.
fn note(promise: &mut Promise, config: &Config, change: &RecordChange, day: Date) {
    let is_there = change.change != Change::Removed;
    let promised = change.record.when(Role::Promised, &config.releases);
    let promised = promised.filter(|_| is_there);
    let last = promise.days.last().and_then(|(_, when)| when.as_ref());
    if last != promised.as_ref() {
        promise.days.push((day, promised));
    }
}

/// Returns whether a change takes a dependency from one that nobody promised to one that somebody did.
fn is_promise_made(change: &RecordChange) -> bool {
    let category = |record: &Record| record.category();
    let before = change.before.as_ref().and_then(category);
    category(&change.record) == Some(Category::Active) && before != Some(Category::Active)
}

/// Returns who stands behind what some commits did to a dependency, each once.
fn signers(
    store: &Store,
    config: &Arc<Config>,
    commits: &[Landed],
) -> Result<Vec<crate::model::revision::Identity>> {
    let mut signers = Vec::new();
    for (id, parent, record) in commits {
        let range = Range {
            from: parent.filter(|parent| store.repository().is_ok_and(|all| all.has(*parent))),
            to: *id,
        };
        signers.extend(revisions::signers(store, config, range, record)?);
    }
    signers.sort();
    signers.dedup();
    Ok(signers)
}
