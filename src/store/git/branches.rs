//! What stands at the tip of every branch.

use std::collections::BTreeSet;

use super::{ObjectId, Repository};
use crate::store::{Result, StoreError};

impl Repository {
    /// Returns the newest commit of every branch here and of every remote-tracking one, each once. A branch whose commit
    /// is not in this clone is left out.
    ///
    /// # Errors
    /// The list of branches cannot be read.
    pub fn tips(&self) -> Result<BTreeSet<ObjectId>> {
        let branches = self.branches()?.into_iter();
        Ok(branches.map(|(_, tip)| tip).collect())
    }

    /// Returns every branch here, by name, then every remote-tracking one, each with its newest commit. A branch whose
    /// commit is not in this clone is left out, and so is a name that stands for another branch, such as `origin/HEAD`.
    ///
    /// # Errors
    /// The list of branches cannot be read.
    pub fn branches(&self) -> Result<Vec<(String, ObjectId)>> {
        self.refuse_other_references()?;
        let fail = |error: &dyn std::fmt::Display| StoreError::git("list the branches", error);
        let repository = self.local();
        let references = repository.references().map_err(|error| fail(&error))?;
        let local = references.local_branches().map_err(|error| fail(&error))?;
        let remote = references.remote_branches().map_err(|error| fail(&error))?;
        let mut branches = Vec::new();
        for mut branch in local.chain(remote).flatten() {
            let is_name = branch.target().try_name().is_some();
            let name = branch.name().shorten().to_string();
            if let Ok(commit) = branch.peel_to_commit()
                && !is_name
            {
                branches.push((name, commit.id));
            }
        }
        Ok(branches)
    }
}
