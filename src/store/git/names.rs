//! What people call commits.

use super::{ObjectId, Repository};
use crate::store::{Result, StoreError};

impl Repository {
    /// Returns the names of local branches, tags and remote branches, in this order, each with what it is.
    ///
    /// # Errors
    /// The references cannot be listed.
    pub fn revision_names(&self) -> Result<Vec<(String, &'static str)>> {
        self.refuse_other_references()?;
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

    /// Returns the tags whose names begin with these letters, by name, and the commit of each. A tag of something else
    /// than a commit is left out, and one whose commit is not in this clone.
    ///
    /// # Errors
    /// The references cannot be listed.
    pub fn tags(&self, start: &str) -> Result<Vec<(String, ObjectId)>> {
        self.refuse_other_references()?;
        let repository = self.local();
        let fail = |error: &dyn std::fmt::Display| StoreError::git("list tags", error);
        let references = repository.references().map_err(|error| fail(&error))?;
        let tags = references.tags().map_err(|error| fail(&error))?;
        let mut found = Vec::new();
        for mut tag in tags.filter_map(std::result::Result::ok) {
            let name = tag.name().shorten().to_string();
            if name.starts_with(start)
                && let Ok(commit) = tag.peel_to_commit()
            {
                found.push((name, commit.id));
            }
        }
        Ok(found)
    }
}
