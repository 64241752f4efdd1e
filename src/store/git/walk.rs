//! Which commits lead to others.

use std::collections::HashSet;

use gix::{ObjectId, objs::FindExt};

use super::Repository;
use crate::store::{Result, StoreError};

/// The commits with which a shallow clone begins.
pub(super) struct Cuts(Option<gix::shallow::Commits>);

impl Cuts {
    /// Returns whether git takes a commit for one without parents.
    pub(super) fn has(&self, commit: ObjectId) -> bool {
        let commits = self.0.as_ref();
        commits.is_some_and(|commits| commits.binary_search(&commit).is_ok())
    }
}

impl Repository {
    /// Returns where this clone is cut off.
    pub(super) fn cuts(&self, repository: &gix::Repository) -> Result<Cuts> {
        let commits = repository.shallow_commits();
        commits
            .map(Cuts)
            .map_err(|error| StoreError::git("read the shallow list", error))
    }

    /// Returns every commit that leads to one of the tips and to none of the hidden ones, in no order that counts.
    ///
    /// # Errors
    /// A commit cannot be read, or the repository has grafts.
    pub(super) fn ancestors(
        &self,
        tips: &[ObjectId],
        hidden: &[ObjectId],
    ) -> Result<Vec<ObjectId>> {
        self.refuse_grafts()?;
        let repository = self.local();
        let cuts = self.cuts(&repository)?;
        if cuts.0.is_some() {
            // The library passes over a commit that is cut off on one way and known on another.
            let mut known = HashSet::new();
            self.reach(&repository, hidden, &cuts, &mut known)?;
            return self.reach(&repository, tips, &cuts, &mut known);
        }
        let fail = |error: &dyn std::fmt::Display| StoreError::git("walk the history", error);
        let walk = repository.rev_walk(tips.iter().copied());
        let walk = walk.with_hidden(hidden.iter().copied()).all();
        let ids = walk.map_err(|error| fail(&error))?;
        ids.map(|info| info.map(|info| info.id).map_err(|error| fail(&error)))
            .collect()
    }

    /// Returns the commits that lead to some and are not known yet, and notes them.
    fn reach(
        &self,
        repository: &gix::Repository,
        tips: &[ObjectId],
        cuts: &Cuts,
        known: &mut HashSet<ObjectId>,
    ) -> Result<Vec<ObjectId>> {
        let mut buffer = Vec::new();
        let mut reached = Vec::new();
        let mut open = tips.to_vec();
        while let Some(id) = open.pop() {
            if !known.insert(id) {
                continue;
            }
            reached.push(id);
            if !cuts.has(id) {
                let commit = repository.objects.find_commit_iter(&id, &mut buffer);
                let commit =
                    commit.map_err(|error| self.unread(id, &format!("commit {id}"), error))?;
                open.extend(commit.parent_ids());
            }
        }
        Ok(reached)
    }
}
