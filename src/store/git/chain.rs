//! History in order: what landed, along first parents, and every commit.

use std::collections::{BTreeSet, HashMap, HashSet};

use gix::{ObjectId, objs::FindExt};
use jiff::Timestamp;
use rayon::prelude::*;

use super::Repository;
use crate::{
    model::commit::Commit,
    store::{Result, StoreError},
};

/// The commits of `to` that are not in `from`, along first parents.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// Where history is already known; nothing for the beginning.
    pub from: Option<ObjectId>,
    /// The newest commit.
    pub to: ObjectId,
}

/// One commit.
#[derive(Debug, Clone)]
pub struct Link {
    /// The commit.
    pub id: ObjectId,
    /// Its parents, the first one first.
    pub parents: Vec<ObjectId>,
    /// Its files.
    pub tree: ObjectId,
    /// Committer date in seconds since 1970, UTC.
    pub time: i64,
    /// The latest committer date up to here: a commit with an old date that landed late counts when it landed.
    pub effective: i64,
}

impl Repository {
    /// Returns a range's commits, oldest first.
    ///
    /// # Errors
    /// A commit cannot be read. Where a shallow clone ends, the chain begins.
    pub fn chain(&self, range: &Range) -> Result<Vec<Link>> {
        let repository = self.local();
        let mut buffer = Vec::new();
        let mut links: Vec<Link> = Vec::new();
        let mut next = Some(range.to);
        while let Some(id) = next.filter(|id| Some(*id) != range.from) {
            let is_cut_off = !links.is_empty() && !repository.has_object(id);
            if is_cut_off {
                break;
            }
            let link = read_link(&repository, id, &mut buffer)?;
            next = link.parents.first().copied();
            links.push(link);
        }
        if let Some(from) = range.from.filter(|_| next.is_none()) {
            // The older end is on another branch: what is known there is left out commit by commit.
            let known = known_commits(&repository, from, range.to)?;
            links.retain(|link| !known.contains(&link.id));
        }
        links.reverse();
        let mut latest = i64::MIN;
        for link in &mut links {
            latest = latest.max(link.time);
            link.effective = latest;
        }
        Ok(links)
    }

    /// Returns every commit of a range, parents before children; of those that could come next the one with the oldest
    /// committer date does, then the one with the smallest id.
    ///
    /// # Errors
    /// A commit cannot be read. What a shallow clone lacks is left out.
    pub fn all_commits(&self, range: &Range) -> Result<Vec<Link>> {
        let repository = self.local();
        let fail = |error: &dyn std::fmt::Display| StoreError::git("walk the history", error);
        let walk = repository.rev_walk([range.to]).with_hidden(range.from);
        let walk = walk.all().map_err(|error| fail(&error))?;
        let mut buffer = Vec::new();
        let links = walk.map(|info| {
            let id = info.map_err(|error| fail(&error))?.id;
            read_link(&repository, id, &mut buffer)
        });
        Ok(parents_first(links.collect::<Result<_>>()?))
    }

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

    /// Returns whether this clone has a commit.
    pub fn has(&self, commit: ObjectId) -> bool {
        self.local().has_object(commit)
    }

    /// Returns whether older history is missing from this clone.
    ///
    /// # Errors
    /// The list of missing history cannot be read.
    pub fn is_shallow(&self) -> Result<bool> {
        self.local()
            .is_shallow()
            .map_err(|error| StoreError::git("read the shallow list", error))
    }
}

fn parents_first(links: Vec<Link>) -> Vec<Link> {
    let mut left: HashMap<ObjectId, Link> = links.into_iter().map(|link| (link.id, link)).collect();
    let mut waits: HashMap<ObjectId, usize> = HashMap::new();
    let mut children: HashMap<ObjectId, Vec<ObjectId>> = HashMap::new();
    let mut ready = BTreeSet::new();
    #[expect(
        clippy::iter_over_hash_type,
        reason = "what is collected is looked up or sorted; the order does not show"
    )]
    for link in left.values() {
        let parents: BTreeSet<ObjectId> = link.parents.iter().copied().collect();
        let known: Vec<ObjectId> = parents
            .into_iter()
            .filter(|parent| left.contains_key(parent))
            .collect();
        if known.is_empty() {
            ready.insert((link.time, link.id));
        }
        waits.insert(link.id, known.len());
        for parent in known {
            children.entry(parent).or_default().push(link.id);
        }
    }
    let mut ordered: Vec<Link> = Vec::with_capacity(left.len());
    let mut effective: HashMap<ObjectId, i64> = HashMap::new();
    while let Some((_, id)) = ready.pop_first() {
        let Some(mut link) = left.remove(&id) else {
            continue;
        };
        let before = link
            .parents
            .iter()
            .filter_map(|parent| effective.get(parent));
        link.effective = before.copied().max().unwrap_or(i64::MIN).max(link.time);
        effective.insert(id, link.effective);
        ordered.push(link);
        for child in children.remove(&id).unwrap_or_default() {
            let Some(waiting) = waits.get_mut(&child) else {
                continue;
            };
            *waiting -= 1;
            if *waiting == 0
                && let Some(link) = left.get(&child)
            {
                ready.insert((link.time, child));
            }
        }
    }
    ordered
}

/// Returns the first-parent commits of `to` that `from` reaches too.
fn known_commits(
    repository: &gix::Repository,
    from: ObjectId,
    to: ObjectId,
) -> Result<HashSet<ObjectId>> {
    let fail = |error: &dyn std::fmt::Display| StoreError::git("walk the history", error);
    let ids = |hidden: Option<ObjectId>| -> Result<HashSet<ObjectId>> {
        let walk = repository
            .rev_walk([to])
            .first_parent_only()
            .with_hidden(hidden);
        let walk = walk.all().map_err(|error| fail(&error))?;
        walk.map(|info| info.map(|info| info.id).map_err(|error| fail(&error)))
            .collect()
    };
    let new = ids(Some(from))?;
    Ok(ids(None)?
        .into_iter()
        .filter(|id| !new.contains(id))
        .collect())
}

fn read_link(repository: &gix::Repository, id: ObjectId, buffer: &mut Vec<u8>) -> Result<Link> {
    let fail = |error: &dyn std::fmt::Display| StoreError::git(format!("read commit {id}"), error);
    let mut commit = repository
        .objects
        .find_commit_iter(&id, buffer)
        .map_err(|error| fail(&error))?;
    let tree = commit.tree_id().map_err(|error| fail(&error))?;
    let parents = commit.parent_ids().collect();
    let committer = commit.committer().map_err(|error| fail(&error))?;
    let time = committer.time().map_err(|error| fail(&error))?.seconds;
    Ok(Link {
        id,
        parents,
        tree,
        time,
        effective: time,
    })
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
