//! Some of the files of a snapshot.

use super::{
    Result,
    snapshot::{Entry, Listing, Reader, Snapshot},
};

/// Those files of a snapshot whose paths are wanted.
pub(super) struct Narrowed<'a> {
    pub(super) inner: &'a dyn Snapshot,
    pub(super) is_wanted: &'a (dyn Fn(&str) -> bool + Sync),
}

impl Snapshot for Narrowed<'_> {
    fn list(&self, roots: &[String]) -> Result<Listing> {
        let mut listing = self.inner.list(roots)?;
        listing.files.retain(|file| (self.is_wanted)(&file.path));
        listing.odd.retain(|(path, _)| (self.is_wanted)(path));
        Ok(listing)
    }

    fn reader(&self) -> Reader<'_> {
        self.inner.reader()
    }

    fn find(&self, path: &str) -> Result<Option<Entry>> {
        self.inner.find(path)
    }
}
