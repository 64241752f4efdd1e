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
        self.refuse_other_references()?;
        let fail = |error: &dyn std::fmt::Display| StoreError::git("list the branches", error);
        let repository = self.local();
        let references = repository.references().map_err(|error| fail(&error))?;
        let local = references.local_branches().map_err(|error| fail(&error))?;
        let remote = references.remote_branches().map_err(|error| fail(&error))?;
        let mut tips = BTreeSet::new();
        for mut branch in local.chain(remote).flatten() {
            tips.extend(branch.peel_to_commit().ok().map(|commit| commit.id));
        }
        Ok(tips)
    }
}
