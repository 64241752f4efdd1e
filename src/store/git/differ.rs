//! Trees: what is below some folders, and what differs between two commits there.
//!
//! Only the folders in question are read, and equal subtrees are passed over without being opened.

use gix::{
    ObjectId,
    bstr::{BStr, ByteSlice},
    objs::{FindExt, TreeRefIter, tree::EntryMode},
};

use super::{FileChange, Repository};
use crate::store::{
    Result, StoreError,
    snapshot::{inside, on_the_way},
};

/// One entry of a tree that is no folder.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    /// Path from the program's folder.
    pub(super) path: Vec<u8>,
    /// File, link or submodule.
    pub(super) mode: EntryMode,
    /// Its content.
    pub(super) id: ObjectId,
}

/// Reads trees below some folders.
pub(super) struct Differ<'a> {
    own: &'a Repository,
    pub(super) repository: &'a gix::Repository,
    roots: &'a [String],
    /// The folder that is being read.
    path: Vec<u8>,
    /// Buffers that are free for the next tree.
    pool: Vec<Vec<u8>>,
}

/// Something below a tree that differs and is to be looked at once its tree is no longer borrowed.
struct Job {
    name: Vec<u8>,
    before: Option<(EntryMode, ObjectId)>,
    after: Option<(EntryMode, ObjectId)>,
}

impl<'a> Differ<'a> {
    /// Returns one for these folders.
    pub(super) fn new(
        own: &'a Repository,
        repository: &'a gix::Repository,
        roots: &'a [String],
    ) -> Self {
        Self {
            own,
            repository,
            roots,
            path: Vec::new(),
            pool: Vec::new(),
        }
    }

    /// Returns the tree of a folder inside a tree.
    pub(super) fn folder(&self, tree: ObjectId, path: &str) -> Result<Option<ObjectId>> {
        if path.is_empty() {
            return Ok(Some(tree));
        }
        let found = self.entry(tree, path)?;
        Ok(found
            .filter(|(mode, _)| mode.is_tree())
            .map(|(_, folder)| folder))
    }

    /// Returns what is at a path of a tree.
    pub(super) fn entry(
        &self,
        tree: ObjectId,
        path: &str,
    ) -> Result<Option<(EntryMode, ObjectId)>> {
        let mut found: Option<(EntryMode, ObjectId)> = None;
        let mut folder = Some(tree);
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let Some(tree) = folder else {
                return Ok(None);
            };
            let mut buffer = Vec::new();
            let entries = self.open(Some(tree), &mut buffer)?;
            let own = entries
                .filter_map(std::result::Result::ok)
                .find(|entry| entry.filename == part);
            found = own.map(|entry| (entry.mode, entry.oid.to_owned()));
            folder = found.filter(|(mode, _)| mode.is_tree()).map(|(_, id)| id);
        }
        Ok(found)
    }

    /// Returns everything below a folder, sorted by path. The folder has a path of its own.
    pub(super) fn leaves(mut self, folder: ObjectId, path: &str) -> Result<Vec<Leaf>> {
        self.path = path.into();
        let mut leaves = Vec::new();
        self.list(folder, &mut leaves)?;
        leaves.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(leaves)
    }

    fn open<'b>(&self, tree: Option<ObjectId>, buffer: &'b mut Vec<u8>) -> Result<TreeRefIter<'b>> {
        match tree {
            Some(id) => self
                .repository
                .objects
                .find_tree_iter(&id, buffer)
                .map_err(|error| {
                    self.own
                        .unread(id, "folders as older commits have them", error)
                }),
            None => Ok(TreeRefIter::from_bytes(&[], self.repository.object_hash())),
        }
    }

    /// Returns whether an entry of the folder that is being read can be, or lead to, what is asked for. A submodule stands
    /// where a folder could.
    fn wants(&self, name: &BStr, mode: EntryMode) -> bool {
        let mut path = self.path.clone();
        push_name(&mut path, name);
        // A name that is not UTF-8 can still be below a folder that matters.
        let path = path.to_str_lossy();
        if mode.is_tree() || mode.is_commit() {
            on_the_way(&path, self.roots)
        } else {
            self.roots.iter().any(|root| inside(&path, root))
        }
    }

    /// Adds the files that differ between two trees.
    pub(super) fn diff(
        &mut self,
        before: Option<ObjectId>,
        after: Option<ObjectId>,
        out: &mut Vec<FileChange>,
    ) -> Result<()> {
        if before == after {
            return Ok(());
        }
        let (mut left, mut right) = (
            self.pool.pop().unwrap_or_default(),
            self.pool.pop().unwrap_or_default(),
        );
        let jobs = self.compare(before, after, &mut left, &mut right);
        self.pool.extend([left, right]);
        for job in jobs? {
            let length = self.path.len();
            push_name(&mut self.path, job.name.as_bstr());
            let tree = |side: Option<(EntryMode, ObjectId)>| {
                side.filter(|(mode, _)| mode.is_tree()).map(|(_, id)| id)
            };
            let blob = |side: Option<(EntryMode, ObjectId)>| {
                side.filter(|(mode, _)| mode.is_blob()).map(|(_, id)| id)
            };
            self.diff(tree(job.before), tree(job.after), out)?;
            let (before, after) = (blob(job.before), blob(job.after));
            if before != after {
                let path = self.path.to_str();
                out.push(FileChange {
                    path: self.path.to_str_lossy().as_ref().into(),
                    before,
                    after,
                    is_odd: path.is_err(),
                });
            }
            self.path.truncate(length);
        }
        Ok(())
    }

    /// Merges two sorted lists of entries by name.
    fn compare(
        &self,
        before: Option<ObjectId>,
        after: Option<ObjectId>,
        left: &mut Vec<u8>,
        right: &mut Vec<u8>,
    ) -> Result<Vec<Job>> {
        let fail = |error| StoreError::git("read a tree", error);
        let (mut left, mut right) = (self.open(before, left)?, self.open(after, right)?);
        let mut jobs = Vec::new();
        let (mut a, mut b) = (
            left.next().transpose().map_err(fail)?,
            right.next().transpose().map_err(fail)?,
        );
        loop {
            use std::cmp::Ordering::{Equal, Greater, Less};
            let order = match (&a, &b) {
                (None, None) => return Ok(jobs),
                (Some(_), None) => Less,
                (None, Some(_)) => Greater,
                (Some(x), Some(y)) => x.cmp(y),
            };
            let before = a.filter(|_| order != Greater);
            let after = b.filter(|_| order != Less);
            let entry = before.or(after);
            let differs = order != Equal
                || before
                    .zip(after)
                    .is_some_and(|(x, y)| x.oid != y.oid || x.mode != y.mode);
            if let Some(entry) =
                entry.filter(|entry| differs && self.wants(entry.filename, entry.mode))
            {
                jobs.push(Job {
                    name: entry.filename.to_vec(),
                    before: before.map(|entry| (entry.mode, entry.oid.to_owned())),
                    after: after.map(|entry| (entry.mode, entry.oid.to_owned())),
                });
            }
            if order != Greater {
                a = left.next().transpose().map_err(fail)?;
            }
            if order != Less {
                b = right.next().transpose().map_err(fail)?;
            }
        }
    }

    fn list(&mut self, tree: ObjectId, out: &mut Vec<Leaf>) -> Result<()> {
        let mut buffer = self.pool.pop().unwrap_or_default();
        let mut folders = Vec::new();
        for entry in self.open(Some(tree), &mut buffer)? {
            let entry = entry.map_err(|error| StoreError::git("read a tree", error))?;
            if !self.wants(entry.filename, entry.mode) {
                continue;
            }
            if entry.mode.is_tree() {
                folders.push((entry.filename.to_vec(), entry.oid.to_owned()));
            } else {
                let mut path = self.path.clone();
                push_name(&mut path, entry.filename);
                out.push(Leaf {
                    path,
                    mode: entry.mode,
                    id: entry.oid.to_owned(),
                });
            }
        }
        self.pool.push(buffer);
        for (name, folder) in folders {
            let length = self.path.len();
            push_name(&mut self.path, name.as_bstr());
            self.list(folder, out)?;
            self.path.truncate(length);
        }
        Ok(())
    }
}

fn push_name(path: &mut Vec<u8>, name: &BStr) {
    if !path.is_empty() {
        path.push(b'/');
    }
    path.extend_from_slice(name);
}
