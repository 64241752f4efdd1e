//! The files of one commit.

use gix::{ObjectId, bstr::ByteSlice};

use super::{Repository, read_blob};
use crate::{
    store::{
        Result, StoreError,
        snapshot::{Entry, Listing, Reader, Snapshot, odd_link},
    },
    text::{Problem, Span},
};

/// The files of one commit.
#[derive(Debug)]
pub struct CommitSnapshot<'a> {
    repository: &'a Repository,
    tree: ObjectId,
}

impl Repository {
    /// Returns the files of a commit.
    ///
    /// # Errors
    /// The commit cannot be read.
    pub fn snapshot(&self, commit: ObjectId) -> Result<CommitSnapshot<'_>> {
        let repository = self.local();
        let fail =
            |error: &dyn std::fmt::Display| StoreError::git(format!("read commit {commit}"), error);
        let found = repository
            .find_commit(commit)
            .map_err(|error| fail(&error))?;
        let tree = found.tree_id().map_err(|error| fail(&error))?.detach();
        Ok(CommitSnapshot {
            repository: self,
            tree,
        })
    }

    /// Returns a reader of blobs for one thread.
    pub fn blob_reader(&self) -> Reader<'_> {
        let repository = self.local();
        Box::new(move |entry| match entry.blob {
            Some(blob) => read_blob(&repository, blob, &entry.path),
            None => Err(StoreError::git(
                format!("read {}", entry.path),
                "it has no content in git",
            )),
        })
    }
}

impl Snapshot for CommitSnapshot<'_> {
    fn list(&self, roots: &[String]) -> Result<Listing> {
        let mut listing = Listing::default();
        let local = self.repository.local();
        for leaf in self.repository.leaves(self.tree, roots)? {
            let Ok(path) = leaf.path.to_str() else {
                let problem = Problem::new(Span::default(), "the file name is not UTF-8")
                    .with_help("rename the file");
                listing.odd.push((leaf.path.to_str_lossy().into(), problem));
                continue;
            };
            if leaf.mode.is_blob() {
                listing.files.push(Entry {
                    path: path.into(),
                    blob: Some(leaf.id),
                });
            } else if leaf.mode.is_link() {
                let target = read_blob(&local, leaf.id, path)?;
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
        let repository = self.repository.local();
        let fail =
            |error: &dyn std::fmt::Display| StoreError::git(format!("look up {path}"), error);
        let tree = repository
            .find_tree(self.tree)
            .map_err(|error| fail(&error))?;
        let path_there = self.repository.in_repository(path);
        let parts = path_there.split('/').filter(|part| !part.is_empty());
        let found = tree.lookup_entry(parts).map_err(|error| fail(&error))?;
        Ok(found.map(|entry| Entry {
            path: path.into(),
            blob: entry.mode().is_blob().then(|| entry.object_id()),
        }))
    }
}
