//! The files and folders to which a command is narrowed.

use std::path::{Path, PathBuf};

use super::{CliError, Context};
use crate::{
    model::{config::Config, program::Program},
    store::{Moment, Store},
};

/// The files that a report is narrowed to; all when empty.
pub(super) struct Narrow {
    paths: Vec<String>,
    all: bool,
}

impl Narrow {
    /// Reads files and folders from the command line.
    ///
    /// # Errors
    /// One of them is not there.
    pub(super) fn new(
        context: &Context,
        store: &Store,
        program: &Program,
        paths: &[PathBuf],
        moment: Moment,
    ) -> Result<Self, CliError> {
        let mut narrow = Self {
            paths: Vec::new(),
            all: paths.is_empty(),
        };
        for path in paths {
            let Some(inside) = inside_program(context, store, &program.config, path) else {
                continue;
            };
            let is_known = inside.is_empty()
                || program
                    .written()
                    .any(|record| within(&record.file.path, &inside))
                || program
                    .unreadable
                    .iter()
                    .any(|file| within(&file.path, &inside));
            // A hook hands over every changed file, whether it is a record or not, and even when it is gone.
            if !is_known && moment == Moment::Worktree && !context.directory().join(path).exists() {
                let message = format!("there is no {} here", path.display());
                return Err(CliError::usage(
                    message,
                    "give files or folders of the program",
                ));
            }
            narrow.paths.push(inside);
        }
        Ok(narrow)
    }

    /// Returns whether a path is told.
    pub(super) fn includes(&self, path: &str) -> bool {
        self.all || self.paths.iter().any(|own| within(path, own))
    }
}

fn within(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns a path from the command line as a path of the program; `None` when it is outside.
fn inside_program(
    context: &Context,
    store: &Store,
    config: &Config,
    path: &Path,
) -> Option<String> {
    let folder = context.directory().canonicalize().ok()?;
    let joined = if path.is_absolute() {
        path.to_owned()
    } else {
        folder.join(path)
    };
    let absolute = joined.canonicalize().unwrap_or(joined);
    for overlay in &config.overlays {
        let folder = store.overlay_folder(overlay).canonicalize().ok();
        if let Some(inside) = folder.and_then(|folder| slashed(absolute.strip_prefix(folder).ok()?))
        {
            let slash = if inside.is_empty() { "" } else { "/" };
            return Some(format!("{overlay}{slash}{inside}"));
        }
    }
    slashed(absolute.strip_prefix(store.root()).ok()?)
}

/// Returns a path with `/` between its parts; `None` when a part is not UTF-8.
fn slashed(inside: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = inside
        .components()
        .filter(|part| !matches!(part, std::path::Component::CurDir))
        .map(|part| part.as_os_str().to_str())
        .collect();
    Some(parts?.join("/"))
}
