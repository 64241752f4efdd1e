//! History in order: what landed, along first parents, and every commit.

use std::collections::{BTreeSet, HashMap, HashSet};

use gix::{ObjectId, objs::FindExt};

use super::{Repository, walk::Cuts};
use crate::store::{Result, StoreError};

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
    /// Its parents, the first one first. Where a shallow clone ends that is the older end of the range, if there is one.
    pub parents: Vec<ObjectId>,
    /// Its files.
    pub tree: ObjectId,
    /// Committer date in seconds since 1970, UTC.
    pub time: i64,
    /// The latest committer date up to here: a commit with an old date that landed late counts when it landed.
    pub effective: i64,
    /// Whether this clone lacks what came before it: it seems to have done all of that.
    pub is_cut: bool,
}

impl Repository {
    /// Returns a range's commits, oldest first. Where a shallow clone ends, the chain begins.
    ///
    /// # Errors
    /// A commit cannot be read, or the repository has grafts.
    pub fn chain(&self, range: &Range) -> Result<Vec<Link>> {
        self.refuse_grafts()?;
        let repository = self.local();
        let cuts = self.cuts(&repository)?;
        let mut buffer = Vec::new();
        let mut links: Vec<Link> = Vec::new();
        let mut next = Some(range.to);
        while let Some(id) = next.filter(|id| Some(*id) != range.from) {
            let link = self.link(&repository, id, (range.from, &cuts), &mut buffer)?;
            next = link.parents.first().copied();
            links.push(link);
        }
        let reached = next.is_some() && !links.last().is_some_and(|link| link.is_cut);
        if let Some(from) = range.from.filter(|_| !reached) {
            // The older end is on another branch: what is known there is left out commit by commit.
            let new = self.ancestors(&[range.to], &[from])?;
            let new: HashSet<ObjectId> = new.into_iter().collect();
            links.retain(|link| new.contains(&link.id));
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
    /// committer date does, then the one with the smallest id. What a shallow clone lacks is left out.
    ///
    /// # Errors
    /// A commit cannot be read, or the repository has grafts.
    pub fn all_commits(&self, range: &Range) -> Result<Vec<Link>> {
        let repository = self.local();
        let cuts = self.cuts(&repository)?;
        let hidden: Vec<ObjectId> = range.from.into_iter().collect();
        let mut buffer = Vec::new();
        let ids = self.ancestors(&[range.to], &hidden)?.into_iter();
        let links = ids.map(|id| self.link(&repository, id, (range.from, &cuts), &mut buffer));
        Ok(parents_first(links.collect::<Result<_>>()?))
    }

    fn link(
        &self,
        repository: &gix::Repository,
        id: ObjectId,
        (from, cuts): (Option<ObjectId>, &Cuts),
        buffer: &mut Vec<u8>,
    ) -> Result<Link> {
        let fail = |error: &dyn std::fmt::Display| self.unread(id, &format!("commit {id}"), error);
        let mut commit = repository
            .objects
            .find_commit_iter(&id, buffer)
            .map_err(|error| fail(&error))?;
        let tree = commit.tree_id().map_err(|error| fail(&error))?;
        let mut parents: Vec<ObjectId> = commit.parent_ids().collect();
        let committer = commit.committer().map_err(|error| fail(&error))?;
        let time = committer.time().map_err(|error| fail(&error))?.seconds;
        let is_known = from.is_some() && parents.first() == from.as_ref();
        let is_cut = cuts.has(id) && !parents.is_empty() && !is_known;
        if is_cut {
            parents = from.into_iter().collect();
        }
        Ok(Link {
            id,
            parents,
            tree,
            time,
            effective: time,
            is_cut,
        })
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
