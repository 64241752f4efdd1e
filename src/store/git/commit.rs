//! The files of one commit.

use gix::{ObjectId, bstr::ByteSlice};

use super::{Repository, differ::Leaf};
use crate::{
    store::{
        Result, StoreError,
        snapshot::{Entry, Listing, Reader, Snapshot, odd_link, odd_name},
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
            |error: &dyn std::fmt::Display| self.unread(commit, &format!("commit {commit}"), error);
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
            Some(blob) => self.read_blob(&repository, blob, &entry.path),
            None => Err(StoreError::git(
                format!("read {}", entry.path),
                "it has no content in git",
            )),
        })
    }
}

impl Repository {
    /// Adds what git has at one path.
    pub(super) fn add(
        &self,
        local: &gix::Repository,
        leaf: Leaf,
        listing: &mut Listing,
    ) -> Result<()> {
        let Ok(path) = leaf.path.to_str() else {
            let shown = leaf.path.to_str_lossy();
            listing.odd.push((shown.as_ref().into(), odd_name()));
            return Ok(());
        };
        if leaf.mode.is_blob() {
            listing.files.push(Entry {
                path: path.into(),
                blob: Some(leaf.id),
            });
        } else if leaf.mode.is_link() {
            let target = self.read_blob(local, leaf.id, path)?;
            let problem = odd_link(path, &target.to_str_lossy());
            listing
                .odd
                .extend(problem.map(|problem| (path.into(), problem)));
        } else if leaf.mode.is_commit() {
            listing.odd.push((path.into(), submodule()));
        }
        Ok(())
    }
}

fn submodule() -> Problem {
    let message = "the folder is a submodule: git keeps its files in a repository of their own";
    Problem::new(Span::default(), message)
        .with_help("move the records into this repository, or make the submodule a program")
}

impl Snapshot for CommitSnapshot<'_> {
    fn list(&self, roots: &[String]) -> Result<Listing> {
        let mut listing = Listing::default();
        let local = self.repository.local();
        for leaf in self.repository.leaves(self.tree, roots)? {
            self.repository.add(&local, leaf, &mut listing)?;
        }
        Ok(listing)
    }

    fn reader(&self) -> Reader<'_> {
        self.repository.blob_reader()
    }

    fn find(&self, path: &str) -> Result<Option<Entry>> {
        let there = self.repository.in_repository(path);
        let found = match there.is_empty() {
            true => {
                return Ok(Some(Entry {
                    path: path.into(),
                    blob: None,
                }));
            }
            false => self.repository.entry(self.tree, &there)?,
        };
        Ok(found.map(|(mode, id)| Entry {
            path: path.into(),
            blob: mode.is_blob().then_some(id),
        }))
    }
}
