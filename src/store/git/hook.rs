//! The hooks that git runs.

use std::path::PathBuf;

use super::Repository;
use crate::store::{Result, StoreError};

impl Repository {
    /// Returns the folder of the hooks: `core.hooksPath`, else that of the repository, which all its worktrees share.
    ///
    /// # Errors
    /// The repository is bare, so nothing is ever committed in it, or the setting is no path.
    pub fn hooks_folder(&self) -> Result<PathBuf> {
        let Some(workdir) = self.workdir() else {
            let reason = "nobody commits in a bare repository; run this in a clone of it";
            return Err(StoreError::git("find the hooks", reason));
        };
        let repository = self.local();
        let set = repository.config_snapshot().trusted_path("core.hooksPath");
        let set = set.map_err(|error| StoreError::git("read core.hooksPath", error))?;
        Ok(match set {
            Some(path) => workdir.join(path),
            None => self.real(repository.common_dir().join("hooks")),
        })
    }

    /// Returns a path without links and `..`, where it is there.
    fn real(&self, path: PathBuf) -> PathBuf {
        let (parent, name) = (path.parent(), path.file_name());
        match (parent.map(|parent| parent.canonicalize()), name) {
            (Some(Ok(parent)), Some(name)) => parent.join(name),
            _ => path,
        }
    }
}
