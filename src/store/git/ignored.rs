//! Commits that blame passes over: `.git-blame-ignore-revs`.

use std::{collections::BTreeSet, path::PathBuf};

use gix::ObjectId;

use super::Repository;
use crate::store::{Result, StoreError};

/// The file that code hosts read, at the top of the repository.
const FILE: &str = ".git-blame-ignore-revs";

impl Repository {
    /// Returns the commits that blame passes over: those of the file at the top of the repository, and of the files that
    /// `blame.ignoreRevsFile` names. A file that is not there names none, and a line that is no id is left out.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn ignored_commits(&self) -> Result<BTreeSet<ObjectId>> {
        let local = self.local();
        let snapshot = local.config_snapshot();
        let settings = snapshot.plumbing().strings("blame.ignoreRevsFile");
        let named = settings.into_iter().flatten().map(|path| path.to_string());
        let mut commits = BTreeSet::new();
        for name in named.chain([FILE.to_owned()]) {
            let text = match &self.workdir {
                Some(folder) => read(folder.join(&name))?,
                None => self.at_head(&local, &name),
            };
            let lines = text
                .lines()
                .map(|line| line.split('#').next().unwrap_or(line));
            commits
                .extend(lines.filter_map(|line| ObjectId::from_hex(line.trim().as_bytes()).ok()));
        }
        Ok(commits)
    }

    /// Returns whether a commit is one of these, or a merge that brought nothing else.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn brings_only(&self, commit: ObjectId, these: &BTreeSet<ObjectId>) -> Result<bool> {
        if these.is_empty() || these.contains(&commit) {
            return Ok(!these.is_empty());
        }
        let fail = |error: &dyn std::fmt::Display| StoreError::git("walk the history", error);
        let local = self.local();
        let found = local.find_commit(commit).map_err(|error| fail(&error))?;
        let parents: Vec<ObjectId> = found.parent_ids().map(|id| id.detach()).collect();
        let Some((first, merged)) = parents.split_first().filter(|(_, rest)| !rest.is_empty())
        else {
            return Ok(false);
        };
        let brought = self.ancestors(merged, &[*first])?;
        Ok(!brought.is_empty() && brought.iter().all(|id| these.contains(id)))
    }

    /// Returns the text of a file of a bare repository, as the newest commit has it; nothing where it is not there.
    fn at_head(&self, local: &gix::Repository, path: &str) -> String {
        let read = || {
            let tree = local.head_commit().ok()?.tree().ok()?;
            let entry = tree.lookup_entry_by_path(path).ok()??;
            let blob = entry.object().ok()?;
            Some(String::from_utf8_lossy(&blob.data).into_owned())
        };
        read().unwrap_or_default()
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the store")]
fn read(path: PathBuf) -> Result<String> {
    match std::fs::read(&path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(StoreError::disk(path, error)),
    }
}
