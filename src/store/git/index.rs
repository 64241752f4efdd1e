//! What is staged: the files that the next commit would hold.

use gix::{
    bstr::{BStr, ByteSlice},
    index::{
        Entry as IndexEntry,
        entry::{Flags, Mode, Stage},
    },
};

use super::{
    Repository,
    differ::{Differ, Leaf},
};
use crate::{
    store::{
        Result, StoreError,
        snapshot::{Entry, Listing, Reader, Snapshot, inside, on_the_way},
    },
    text::{Problem, Span},
};

/// The files in the index.
pub struct IndexSnapshot<'a> {
    repository: &'a Repository,
    index: gix::worktree::Index,
    /// Whether only those files count that a sparse checkout leaves out of the worktree.
    is_skipped: bool,
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
            is_skipped: false,
        })
    }

    /// Returns the files that a sparse checkout leaves out of the worktree; `None` where everything is checked out.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn skipped(&self) -> Result<Option<IndexSnapshot<'_>>> {
        let is_sparse = self
            .local()
            .config_snapshot()
            .boolean("core.sparseCheckout");
        if self.workdir().is_none() || is_sparse != Some(true) {
            return Ok(None);
        }
        Ok(Some(IndexSnapshot {
            is_skipped: true,
            ..self.index()?
        }))
    }
}

impl IndexSnapshot<'_> {
    /// Returns whether the next commit would hold an entry, and, where that is asked, the worktree does not.
    fn counts(&self, entry: &IndexEntry) -> bool {
        let is_skipped = entry.flags.contains(Flags::SKIP_WORKTREE);
        !entry.flags.contains(Flags::INTENT_TO_ADD) && (is_skipped || !self.is_skipped)
    }

    /// Returns the path inside the program's folder.
    fn own_path<'b>(&self, path: &'b BStr) -> Option<&'b BStr> {
        let prefix = &self.repository.prefix;
        if prefix.is_empty() {
            return Some(path);
        }
        let rest = path.strip_prefix(prefix.as_bytes())?.strip_prefix(b"/")?;
        Some(rest.as_bstr())
    }

    /// Adds what is below a folder of which the index holds nothing but its tree.
    fn add_folder(
        &self,
        local: &gix::Repository,
        (path, tree): (&BStr, gix::ObjectId),
        roots: &[String],
        listing: &mut Listing,
    ) -> Result<()> {
        let path = path.to_str_lossy();
        let path = path.trim_end_matches('/');
        let prefix = self.repository.prefix.as_str();
        let differ = Differ::new(self.repository, local, roots);
        let leaves = if let Some(below) = below(path, prefix) {
            match on_the_way(below, roots) {
                true => differ.leaves(tree, below)?,
                false => Vec::new(),
            }
        } else if let Some(rest) = below(prefix, path) {
            match differ.folder(tree, rest)? {
                Some(own) => differ.leaves(own, "")?,
                None => Vec::new(),
            }
        } else {
            Vec::new()
        };
        for leaf in leaves {
            self.repository.add(local, leaf, listing)?;
        }
        Ok(())
    }

    /// Returns what is at a path in a folder of which the index holds nothing but its tree.
    fn in_folder(&self, path: &str, there: &str) -> Result<Option<Entry>> {
        for (at, _) in there.match_indices('/') {
            let folder = self.index.entry_by_path(there.as_bytes()[..=at].as_bstr());
            if let Some(folder) = folder.filter(|folder| folder.mode == Mode::DIR) {
                let found = self.repository.entry(folder.id, &there[at + 1..])?;
                return Ok(found.map(|(mode, id)| Entry {
                    path: path.into(),
                    blob: mode.is_blob().then_some(id),
                }));
            }
        }
        Ok(None)
    }
}

impl Snapshot for IndexSnapshot<'_> {
    fn list(&self, roots: &[String]) -> Result<Listing> {
        let mut listing = Listing::default();
        let local = self.repository.local();
        let entries = self.index.entries().iter();
        for entry in entries.filter(|entry| self.counts(entry)) {
            let path = entry.path(&self.index);
            if entry.mode == Mode::DIR {
                self.add_folder(&local, (path, entry.id), roots, &mut listing)?;
                continue;
            }
            let Some(path) = self.own_path(path) else {
                continue;
            };
            let lossy = path.to_str_lossy();
            let is_wanted = match entry.mode == Mode::COMMIT {
                true => on_the_way(&lossy, roots),
                false => roots.iter().any(|root| inside(&lossy, root)),
            };
            if !is_wanted {
                continue;
            }
            if entry.stage() != Stage::Unconflicted {
                let problem = Problem::new(Span::default(), "the file has a merge conflict")
                    .with_help("resolve it, then run `git add`");
                if listing.odd.last().is_none_or(|(last, _)| **last != *lossy) {
                    listing.odd.push((lossy.as_ref().into(), problem));
                }
            } else if let Some(mode) = entry.mode.to_tree_entry_mode() {
                let leaf = Leaf {
                    path: path.to_vec(),
                    mode,
                    id: entry.id,
                };
                self.repository.add(&local, leaf, &mut listing)?;
            }
        }
        listing.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(listing)
    }

    fn reader(&self) -> Reader<'_> {
        self.repository.blob_reader()
    }

    fn find(&self, path: &str) -> Result<Option<Entry>> {
        let there = self.repository.in_repository(path);
        let key = there.as_bytes().as_bstr();
        let file = self.index.entry_by_path(key);
        if let Some(file) = file.filter(|file| self.counts(file)) {
            let is_file = file.mode == Mode::FILE || file.mode == Mode::FILE_EXECUTABLE;
            return Ok(Some(Entry {
                path: path.into(),
                blob: is_file.then_some(file.id),
            }));
        }
        let folder = match there.is_empty() {
            true => String::new(),
            false => format!("{there}/"),
        };
        let inside = self.index.prefixed_entries(folder.as_bytes().as_bstr());
        if inside.is_some_and(|inside| inside.iter().any(|entry| self.counts(entry))) {
            return Ok(Some(Entry {
                path: path.into(),
                blob: None,
            }));
        }
        match self.index.is_sparse() {
            true => self.in_folder(path, &there),
            false => Ok(None),
        }
    }
}

/// Returns the rest of a path inside a folder; empty for the folder itself.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() || path == folder {
        return Some(&path[folder.len()..]);
    }
    path.strip_prefix(folder)?.strip_prefix('/')
}
