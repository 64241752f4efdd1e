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
            self.refuse_skipped(path)?;
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
            self.refuse_skipped(&rewrite.after.path)?;
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// Returns a program with two records, and its store.
    #[expect(clippy::disallowed_methods, reason = "the files that are written over")]
    fn program() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().expect("the system gives a folder");
        for (path, text) in [
            ("program.yaml", "name: A\n"),
            ("a.md", "old a"),
            ("b.md", "old b"),
        ] {
            std::fs::write(folder.path().join(path), text).expect("the folder is ours");
        }
        let store = Store::open(folder.path(), None).expect("it is a program");
        (folder, store)
    }

    #[expect(clippy::disallowed_methods, reason = "what was written")]
    fn read(folder: &tempfile::TempDir, path: &str) -> String {
        std::fs::read_to_string(folder.path().join(path)).unwrap_or_default()
    }

    fn replace(path: &str, before: &str, after: &str) -> Rewrite {
        let (path, before): (Arc<str>, Arc<str>) = (path.into(), before.into());
        Rewrite::replace(&path, &before, after.into())
    }

    fn names(folder: &tempfile::TempDir) -> usize {
        let files = crate::store::Worktree::new(folder.path().to_owned());
        use crate::store::Snapshot;
        files
            .list(&[String::new()])
            .expect("it can be listed")
            .files
            .len()
    }

    #[test]
    fn a_file_that_changed_underneath_stops_all_of_them() {
        let (folder, store) = program();
        let rewrites = [
            replace("a.md", "old a", "new a"),
            replace("b.md", "read before", "new b"),
        ];
        let error = store.write(&rewrites).expect_err("b.md is another");
        assert!(matches!(error, StoreError::Changed { .. }), "{error}");
        assert_eq!(
            (read(&folder, "a.md"), read(&folder, "b.md")),
            ("old a".into(), "old b".into())
        );
    }

    #[test]
    fn a_place_that_is_taken_stops_all_of_them() {
        let (folder, store) = program();
        let rewrites = [
            replace("a.md", "old a", "new a"),
            Rewrite::create("b.md", "new b".into()),
        ];
        let error = store.write(&rewrites).expect_err("b.md is there");
        assert!(matches!(error, StoreError::Exists { .. }), "{error}");
        assert_eq!(
            (read(&folder, "a.md"), read(&folder, "b.md")),
            ("old a".into(), "old b".into())
        );
    }

    #[test]
    fn when_one_cannot_be_put_in_its_place_the_others_get_their_text_back() {
        let (folder, store) = program();
        // Both are free when they are looked at; the second is not when its turn comes.
        let rewrites = [
            replace("a.md", "old a", "new a"),
            Rewrite::create("c.md", "one".into()),
            Rewrite::create("c.md", "two".into()),
        ];
        let error = store.write(&rewrites).expect_err("c.md is taken by then");
        assert!(matches!(error, StoreError::Disk { .. }), "{error}");
        assert_eq!(read(&folder, "a.md"), "old a");
        assert_eq!(read(&folder, "c.md"), "");
        assert_eq!(names(&folder), 3, "nothing is left beside them");
    }

    #[test]
    fn a_move_takes_the_old_file_away() {
        let (folder, store) = program();
        let (path, before): (Arc<str>, Arc<str>) = ("a.md".into(), "old a".into());
        let rewrite = Rewrite::relocate(&path, &before, "deep/c.md", "new".into());
        store
            .write(&[rewrite])
            .expect("both places are free to use");
        assert_eq!(
            (read(&folder, "a.md"), read(&folder, "deep/c.md")),
            (String::new(), "new".into())
        );
    }
}
