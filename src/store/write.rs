//! Writing files of a program: all of them or none, and only over the text that was read.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::{Result, Store, StoreError};
use crate::model::rewrite::{Rewrite, Version};

/// A file that is ready beside its place.
struct Staged<'a> {
    rewrite: &'a Rewrite,
    file: NamedTempFile,
}

impl Store {
    /// Writes files. Every one is first written beside its place and only then put there, so that no reader ever sees
    /// half of one; when one cannot be put there, those before it get their old text back.
    ///
    /// # Errors
    /// A file changed since it was read, a new one exists already, a place is a link, or the disk refuses. Nothing is
    /// changed then.
    pub fn write(&self, rewrites: &[Rewrite]) -> Result<()> {
        for rewrite in rewrites {
            self.verify(rewrite)?;
        }
        let mut staged = Vec::new();
        for rewrite in rewrites {
            let file = stage(
                &self.root().join(&*rewrite.after.path),
                rewrite,
                &self.old(rewrite),
            )?;
            staged.push(Staged { rewrite, file });
        }
        let mut done: Vec<&Rewrite> = Vec::new();
        for Staged { rewrite, file } in staged {
            if let Err(error) = self.put(rewrite, file) {
                for rewrite in done.iter().rev() {
                    self.undo(rewrite);
                }
                return Err(error);
            }
            done.push(rewrite);
        }
        Ok(())
    }

    fn old(&self, rewrite: &Rewrite) -> Option<PathBuf> {
        let before = rewrite.before.as_ref()?;
        Some(self.root().join(&*before.path))
    }

    /// Refuses what would overwrite anything but the text that was read.
    #[expect(clippy::disallowed_methods, reason = "this is the store")]
    fn verify(&self, rewrite: &Rewrite) -> Result<()> {
        if let Some(Version { path, text }) = &rewrite.before {
            let place = self.root().join(&**path);
            self.refuse_links(path)?;
            let disk = |error| StoreError::disk(&place, error);
            // A new file in its place would need no right to write the old one. Whoever took that right away meant it.
            let about = std::fs::metadata(&place).map_err(disk)?;
            if about.permissions().readonly() {
                return Err(StoreError::ReadOnly { path: place });
            }
            let now = std::fs::read(&place).map_err(disk)?;
            if now != text.as_bytes() {
                return Err(StoreError::Changed { path: place });
            }
        }
        if rewrite.before.is_none() || rewrite.is_move() {
            self.refuse_links(&rewrite.after.path)?;
            let place = self.root().join(&*rewrite.after.path);
            if place.symlink_metadata().is_ok() {
                return Err(StoreError::Exists { path: place });
            }
        }
        Ok(())
    }

    /// A link at the place, or above it inside the program, may lead anywhere.
    fn refuse_links(&self, path: &str) -> Result<()> {
        let mut place = self.root().to_owned();
        for part in path.split('/') {
            place.push(part);
            if place.is_symlink() {
                return Err(StoreError::Link { path: place });
            }
        }
        Ok(())
    }

    #[expect(clippy::disallowed_methods, reason = "this is the store")]
    fn put(&self, rewrite: &Rewrite, file: NamedTempFile) -> Result<()> {
        let place = self.root().join(&*rewrite.after.path);
        let put = match &rewrite.before {
            Some(_) if !rewrite.is_move() => file.persist(&place),
            _ => file.persist_noclobber(&place),
        };
        put.map_err(|error| StoreError::disk(&place, error.error))?;
        if let Some(old) = self.old(rewrite).filter(|_| rewrite.is_move()) {
            std::fs::remove_file(&old).map_err(|error| {
                // Two files would carry one id.
                let _ = std::fs::remove_file(&place);
                StoreError::disk(&old, error)
            })?;
        }
        Ok(())
    }

    /// Puts the old text back. What fails here cannot be told better than by the first failure.
    #[expect(clippy::disallowed_methods, reason = "this is the store")]
    fn undo(&self, rewrite: &Rewrite) {
        let place = self.root().join(&*rewrite.after.path);
        if rewrite.before.is_none() || rewrite.is_move() {
            let _ = std::fs::remove_file(&place);
        }
        if let Some(before) = &rewrite.before {
            let _ = std::fs::write(self.root().join(&*before.path), before.text.as_bytes());
        }
    }
}

/// Writes the new text beside its place, with the rights of the old file.
#[expect(clippy::disallowed_methods, reason = "this is the store")]
fn stage(place: &Path, rewrite: &Rewrite, old: &Option<PathBuf>) -> Result<NamedTempFile> {
    let folder = place.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| StoreError::disk(folder, error))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hum-");
    let rights = match old {
        Some(old) => {
            let about = std::fs::metadata(old).map_err(|error| StoreError::disk(old, error))?;
            Some(about.permissions())
        }
        None => fresh_rights(),
    };
    if let (Some(rights), None) = (&rights, old) {
        builder.permissions(rights.clone());
    }
    let mut file = builder
        .tempfile_in(folder)
        .map_err(|error| StoreError::disk(place, error))?;
    let written = file
        .write_all(rewrite.after.text.as_bytes())
        .and_then(|()| match (&rights, old) {
            (Some(rights), Some(_)) => file.as_file().set_permissions(rights.clone()),
            _ => Ok(()),
        })
        .and_then(|()| file.as_file().sync_all());
    written.map_err(|error| StoreError::disk(place, error))?;
    Ok(file)
}

/// Returns the rights of any new file, of which the system takes away what the person's mask says.
#[cfg(unix)]
fn fresh_rights() -> Option<std::fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn fresh_rights() -> Option<std::fs::Permissions> {
    None
}
