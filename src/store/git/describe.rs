//! Who made a commit, when and why.

use gix::ObjectId;
use jiff::Timestamp;
use rayon::prelude::*;

use super::Repository;
use crate::{
    model::commit::Commit,
    store::{Result, StoreError},
};

impl Repository {
    /// Returns who made a commit, when and why. For a merge that is the author of the merged commits: the merge itself
    /// is often a robot's.
    ///
    /// # Errors
    /// The commit cannot be read.
    pub fn describe(&self, ids: &[ObjectId]) -> Result<Vec<Commit>> {
        let mailmap = self.local().open_mailmap();
        let chunk = ids.len().div_ceil(rayon::current_num_threads() * 4).max(1);
        let commits: Vec<Vec<Commit>> = ids
            .par_chunks(chunk)
            .map(|ids| {
                let repository = self.local();
                ids.iter()
                    .map(|id| describe_one(&repository, &mailmap, *id))
                    .collect()
            })
            .collect::<Result<_>>()?;
        Ok(commits.into_iter().flatten().collect())
    }
}

/// How far into the merged branch its author is looked for: past merges of the main line into the branch.
const MERGE_DEPTH: usize = 16;

fn describe_one(
    repository: &gix::Repository,
    mailmap: &gix::mailmap::Snapshot,
    id: ObjectId,
) -> Result<Commit> {
    let fail = |error: &dyn std::fmt::Display| StoreError::git(format!("read commit {id}"), error);
    let object = repository.find_commit(id).map_err(|error| fail(&error))?;
    let commit = object.decode().map_err(|error| fail(&error))?;
    let time = commit
        .committer()
        .and_then(|who| who.time())
        .map_err(|error| fail(&error))?;
    let merged = commit.parents().nth(1);
    let who = match merged.and_then(|merged| branch_author(repository, mailmap, merged)) {
        Some(who) => who,
        None => name_and_email(mailmap, commit.author().map_err(|error| fail(&error))?),
    };
    let committed = Timestamp::from_second(time.seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    let message = commit.message.to_string();
    Ok(Commit::new(
        id.to_string(),
        who.0,
        who.1,
        committed,
        &message,
    ))
}

/// Returns who wrote the newest commit of a merged branch that is no merge itself; `None` in a clone that lacks it.
fn branch_author(
    repository: &gix::Repository,
    mailmap: &gix::mailmap::Snapshot,
    tip: ObjectId,
) -> Option<(String, String)> {
    let mut next = tip;
    for _ in 0..MERGE_DEPTH {
        let object = repository.find_commit(next).ok()?;
        let commit = object.decode().ok()?;
        let parents: Vec<ObjectId> = commit.parents().collect();
        if parents.len() < 2 {
            return Some(name_and_email(mailmap, commit.author().ok()?));
        }
        next = parents[0];
    }
    None
}

fn name_and_email(
    mailmap: &gix::mailmap::Snapshot,
    who: gix::actor::SignatureRef<'_>,
) -> (String, String) {
    let who = mailmap.resolve_cow(who);
    (who.name.to_string(), who.email.to_string())
}
