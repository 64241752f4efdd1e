//! Private overlays: folders beside the program that only some people have.

use std::{path::PathBuf, sync::Arc};

use super::{Moment, Result, Snapshot, Store, Worktree, load::load_with_overlays};
use crate::model::{config::Config, overlay::Laying, program::Program};

impl Store {
    /// Reads the program of a moment with its overlays. An overlay has no past: it is read as it is on disk, for the
    /// worktree and for what is staged, and left out of every other moment. One that is not there is left out too.
    ///
    /// # Errors
    /// The moment cannot be read.
    pub fn program_with_overlays(
        &self,
        config: &Arc<Config>,
        moment: Moment,
        laying: Laying,
    ) -> Result<Program> {
        if config.overlays.is_empty() || !matches!(moment, Moment::Worktree | Moment::Index) {
            return self.program(config, moment);
        }
        self.program_beside_overlays(config, moment, laying)
    }

    /// Reads the program of any moment beside its overlays as they are now, since these have no past: for whoever compares
    /// two moments, so that what an overlay holds is neither new nor gone.
    ///
    /// # Errors
    /// A folder or an object could not be read.
    pub fn program_beside_overlays(
        &self,
        config: &Arc<Config>,
        moment: Moment,
        laying: Laying,
    ) -> Result<Program> {
        let shared = self.snapshot(moment)?;
        let folders = config
            .overlays
            .iter()
            .map(|path| (path, self.overlay_folder(path)));
        // Who has no access to an overlay works as if it were not there.
        let there: Vec<(&str, Worktree)> = folders
            .filter(|(_, folder)| is_readable(folder))
            .map(|(path, folder)| (path.as_str(), Worktree::new(folder)))
            .collect();
        let overlays: Vec<(&str, &dyn Snapshot)> = there
            .iter()
            .map(|(path, files)| (*path, files as &dyn Snapshot))
            .collect();
        load_with_overlays(config, &*shared, &overlays, laying)
    }

    /// Returns the overlays that the settings name and that are not here, as they are written.
    pub fn missing_overlays<'a>(&self, config: &'a Config) -> Vec<&'a str> {
        let paths = config.overlays.iter().map(String::as_str);
        paths
            .filter(|path| !is_readable(&self.overlay_folder(path)))
            .collect()
    }

    /// Returns where an overlay is: its path starts at the folder of `program.yaml`.
    pub fn overlay_folder(&self, path: &str) -> PathBuf {
        self.settings_folder().join(path)
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the store")]
fn is_readable(folder: &std::path::Path) -> bool {
    std::fs::read_dir(folder).is_ok()
}
