//! The worktree of a sparse checkout: what git leaves out of it is unchanged, and read from the index.

use std::collections::BTreeSet;

use super::{
    Result, Store, StoreError,
    git::IndexSnapshot,
    snapshot::{Entry, Listing, Reader, Snapshot},
    worktree::Worktree,
};
use crate::model::config::Config;

/// The files on disk, and those that are not checked out.
pub(super) struct Sparse<'a> {
    pub(super) disk: Worktree,
    pub(super) skipped: IndexSnapshot<'a>,
}

impl Snapshot for Sparse<'_> {
    fn list(&self, roots: &[String]) -> Result<Listing> {
        let mut listing = self.disk.list(roots)?;
        let skipped = self.skipped.list(roots)?;
        let files = listing.files.iter().map(|file| file.path.clone());
        let odd = listing.odd.iter().map(|(path, _)| path.clone());
        let here: BTreeSet<_> = files.chain(odd).collect();
        let left = |file: &Entry| !here.contains(&file.path);
        listing.files.extend(skipped.files.into_iter().filter(left));
        let left = skipped
            .odd
            .into_iter()
            .filter(|(path, _)| !here.contains(path));
        listing.odd.extend(left);
        listing.files.sort_by(|a, b| a.path.cmp(&b.path));
        listing.odd.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(listing)
    }

    fn reader(&self) -> Reader<'_> {
        let (mut disk, mut skipped) = (self.disk.reader(), self.skipped.reader());
        Box::new(move |entry| match entry.blob {
            Some(_) => skipped(entry),
            None => disk(entry),
        })
    }

    fn find(&self, path: &str) -> Result<Option<Entry>> {
        match self.disk.find(path)? {
            Some(found) => Ok(Some(found)),
            None => self.skipped.find(path),
        }
    }
}

impl Store {
    /// Returns the files on disk, as git sees them.
    pub(super) fn worktree(&self) -> Result<Box<dyn Snapshot + '_>> {
        let disk = Worktree::new(self.root().to_owned());
        let skipped = match self.repository() {
            Ok(repository) => repository.skipped()?,
            Err(_) => None,
        };
        Ok(match skipped {
            Some(skipped) => Box::new(Sparse { disk, skipped }),
            None => Box::new(disk),
        })
    }

    /// Returns how many files of the worktree's program are not checked out.
    ///
    /// # Errors
    /// The worktree cannot be listed.
    pub fn count_skipped(&self, config: &Config) -> Result<usize> {
        let repository = self.repository().ok();
        let skipped = repository.map(|repository| repository.skipped());
        if skipped.transpose()?.flatten().is_none() {
            return Ok(0);
        }
        let listing = self.worktree()?.list(&config.kinds.roots())?;
        let skipped = listing.files.iter().filter(|file| {
            let is_record = || config.kinds.of_path(&file.path).is_some();
            file.blob.is_some() && is_record()
        });
        Ok(skipped.count())
    }

    /// Refuses to write where git has a file that it leaves out of the worktree.
    pub(super) fn refuse_skipped(&self, path: &str) -> Result<()> {
        let Ok(repository) = self.repository() else {
            return Ok(());
        };
        let there = self.root().join(path);
        let is_skipped = match repository.skipped()? {
            Some(skipped) => skipped.find(path)?.is_some() && there.symlink_metadata().is_err(),
            None => false,
        };
        if !is_skipped {
            return Ok(());
        }
        let top = repository.from_the_top(path);
        let pattern = match top.rsplit_once('/') {
            Some((folder, _)) => folder.to_owned(),
            None => format!("/{top}"),
        };
        Err(StoreError::NotCheckedOut {
            path: there,
            pattern,
        })
    }
}
