//! A moment's files as they would be after some of them were written.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Result,
    snapshot::{Entry, Listing, Reader, Snapshot, inside},
};
use crate::model::rewrite::Rewrite;

/// A snapshot with some files changed.
pub struct Patched<'a> {
    base: &'a dyn Snapshot,
    /// Path → new text; `None` for a file that goes away.
    files: BTreeMap<Arc<str>, Option<Arc<str>>>,
}

impl<'a> Patched<'a> {
    /// Returns the snapshot as it would be once these files were written.
    pub fn new(base: &'a dyn Snapshot, rewrites: &[Rewrite]) -> Self {
        let mut files = BTreeMap::new();
        for gone in rewrites.iter().filter(|rewrite| rewrite.is_move()) {
            files.extend(gone.before.iter().map(|before| (before.path.clone(), None)));
        }
        for Rewrite { after, .. } in rewrites {
            files.insert(after.path.clone(), Some(after.text.clone()));
        }
        Self { base, files }
    }

    /// Returns the same without some files.
    #[must_use]
    pub fn without(mut self, gone: impl IntoIterator<Item = Arc<str>>) -> Self {
        self.files.extend(gone.into_iter().map(|path| (path, None)));
        self
    }

    fn entry(path: &Arc<str>) -> Entry {
        Entry {
            path: path.clone(),
            blob: None,
        }
    }
}

impl Snapshot for Patched<'_> {
    fn list(&self, roots: &[String]) -> Result<Listing> {
        let mut listing = self.base.list(roots)?;
        listing
            .files
            .retain(|entry| !self.files.contains_key(&entry.path));
        let there = self.files.iter().filter(|(_, text)| text.is_some());
        let below = there.filter(|(path, _)| roots.iter().any(|root| inside(path, root)));
        listing
            .files
            .extend(below.map(|(path, _)| Self::entry(path)));
        listing.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(listing)
    }

    fn reader(&self) -> Reader<'_> {
        let mut base = self.base.reader();
        Box::new(move |entry| match self.files.get(&entry.path) {
            Some(text) => Ok(text.as_deref().unwrap_or_default().as_bytes().to_vec()),
            None => base(entry),
        })
    }

    fn find(&self, path: &str) -> Result<Option<Entry>> {
        match self.files.get(path) {
            Some(None) => return Ok(None),
            Some(Some(_)) => return Ok(Some(Self::entry(&path.into()))),
            None => {}
        }
        let is_folder = |(own, text): (&Arc<str>, &Option<_>)| text.is_some() && inside(own, path);
        if self.files.iter().any(is_folder) {
            return Ok(Some(Self::entry(&path.into())));
        }
        self.base.find(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Memory;

    #[test]
    fn written_moved_and_new_files_are_seen_as_they_would_be() {
        let base = Memory::new([("risks/a.md", "a"), ("risks/b.md", "b"), ("other.md", "o")]);
        let (a, b): (Arc<str>, Arc<str>) = ("risks/a.md".into(), "risks/b.md".into());
        let rewrites = [
            Rewrite::replace(&a, &"a".into(), "A".into()),
            Rewrite::relocate(&b, &"b".into(), "risks/c.md", "C".into()),
            Rewrite::create("risks/new/d.md", "D".into()),
        ];
        let patched = Patched::new(&base, &rewrites);
        let listing = patched.list(&["risks".into()]).expect("memory is readable");
        let mut read = patched.reader();
        let files: Vec<(String, String)> = listing
            .files
            .iter()
            .map(|entry| {
                let bytes = read(entry).expect("memory is readable");
                let text = String::from_utf8(bytes).expect("it is text");
                (entry.path.to_string(), text)
            })
            .collect();
        let expected = [
            ("risks/a.md", "A"),
            ("risks/c.md", "C"),
            ("risks/new/d.md", "D"),
        ];
        assert_eq!(
            files,
            expected.map(|(path, text)| (path.to_owned(), text.to_owned()))
        );
        let is_there = |path| patched.find(path).expect("memory is readable").is_some();
        assert!(is_there("risks/new") && is_there("other.md") && !is_there("risks/b.md"));
    }
}
