//! What is staged: the files that the next commit would hold.

use gix::{
    bstr::{BStr, ByteSlice},
    index::entry::{Mode, Stage},
};

use super::{Repository, read_blob};
use crate::{
    store::{
        Result, StoreError,
        snapshot::{Entry, Listing, Reader, Snapshot, inside, odd_link},
    },
    text::{Problem, Span},
};

/// The files in the index.
pub struct IndexSnapshot<'a> {
    repository: &'a Repository,
    index: gix::worktree::Index,
}

impl Repository {
    /// Returns what is staged.
    ///
    /// # Errors
    /// The index cannot be read, or there is none because the repository is bare.
    pub fn index(&self) -> Result<IndexSnapshot<'_>> {
        if self.workdir().is_none() {
            let reason = "a bare repository has nothing staged";
            return Err(StoreError::git("read the index", reason));
        }
        let index = self
            .local()
            .index_or_empty()
            .map_err(|error| StoreError::git("read the index", error))?;
        Ok(IndexSnapshot {
            repository: self,
            index,
        })
    }
}

impl IndexSnapshot<'_> {
    /// Returns the path inside the program's folder.
    fn own_path<'b>(&self, path: &'b BStr) -> Option<&'b BStr> {
        let prefix = &self.repository.prefix;
        if prefix.is_empty() {
            return Some(path);
        }
        let rest = path.strip_prefix(prefix.as_bytes())?.strip_prefix(b"/")?;
        Some(rest.as_bstr())
    }
}

impl Snapshot for IndexSnapshot<'_> {
    fn list(&self, roots: &[String]) -> Result<Listing> {
        let mut listing = Listing::default();
        let local = self.repository.local();
        for entry in self.index.entries() {
            let Some(path) = self.own_path(entry.path(&self.index)) else {
                continue;
            };
            let lossy = path.to_str_lossy();
            if !roots.iter().any(|root| inside(&lossy, root)) {
                continue;
            }
            let Ok(path) = path.to_str() else {
                let problem = Problem::new(Span::default(), "the file name is not UTF-8")
                    .with_help("rename the file");
                listing.odd.push((lossy.as_ref().into(), problem));
                continue;
            };
            if entry.stage() != Stage::Unconflicted {
                let problem = Problem::new(Span::default(), "the file has a merge conflict")
                    .with_help("resolve it, then run `git add`");
                if listing.odd.last().is_none_or(|(last, _)| **last != *path) {
                    listing.odd.push((path.into(), problem));
                }
            } else if entry.mode == Mode::FILE || entry.mode == Mode::FILE_EXECUTABLE {
                listing.files.push(Entry {
                    path: path.into(),
                    blob: Some(entry.id),
                });
            } else if entry.mode == Mode::SYMLINK {
                let target = read_blob(&local, entry.id, path)?;
                listing.odd.extend(
                    odd_link(path, &target.to_str_lossy()).map(|problem| (path.into(), problem)),
                );
            }
        }
        Ok(listing)
    }

    fn reader(&self) -> Reader<'_> {
        self.repository.blob_reader()
    }

    fn find(&self, path: &str) -> Result<Option<Entry>> {
        let there = self.repository.in_repository(path);
        let file = self.index.entry_by_path(there.as_bytes().as_bstr());
        if let Some(file) = file {
            return Ok(Some(Entry {
                path: path.into(),
                blob: Some(file.id),
            }));
        }
        let folder = self.index.path_is_directory(there.as_bytes().as_bstr());
        Ok(folder.then(|| Entry {
            path: path.into(),
            blob: None,
        }))
    }
}
