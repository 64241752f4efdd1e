//! What people call commits.

use super::Repository;
use crate::store::{Result, StoreError};

impl Repository {
    /// Returns the names of local branches, tags and remote branches, in this order, each with what it is.
    ///
    /// # Errors
    /// The references cannot be listed.
    pub fn revision_names(&self) -> Result<Vec<(String, &'static str)>> {
        let repository = self.local();
        let fail = |error: &dyn std::fmt::Display| StoreError::git("list branches and tags", error);
        let references = repository.references().map_err(|error| fail(&error))?;
        let groups = [
            ("branch", references.local_branches()),
            ("tag", references.tags()),
            ("remote branch", references.remote_branches()),
        ];
        let mut names = Vec::new();
        for (what, group) in groups {
            let group = group.map_err(|error| fail(&error))?;
            names.extend(
                group
                    // A reference that is damaged cannot be named either.
                    .filter_map(std::result::Result::ok)
                    .map(|reference| (reference.name().shorten().to_string(), what)),
            );
        }
        Ok(names)
    }
}
