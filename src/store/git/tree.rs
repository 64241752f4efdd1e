//! Trees: what is below some folders, and what differs between two commits there.
//!
//! Only the folders in question are read, and equal subtrees are passed over without being opened.

use std::collections::BTreeMap;

use gix::{
    ObjectId,
    bstr::{BStr, ByteSlice},
    objs::{FindExt, TreeRefIter, tree::EntryMode},
};
use rayon::prelude::*;

use super::{Link, Repository};
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

/// A file that differs between two commits; its content is `None` on the side where it is no regular file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Path from the program's folder.
    pub path: std::sync::Arc<str>,
    /// Content before.
    pub before: Option<ObjectId>,
    /// Content after.
    pub after: Option<ObjectId>,
}

impl Repository {
    /// Returns what each commit of a chain changed below these folders, against its first parent.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn changes(&self, chain: &[Link], roots: &[String]) -> Result<Vec<Vec<FileChange>>> {
        self.compared(chain, roots, false)
    }

    /// Returns what each commit changed below these folders, against its first parent; of a merge only the files that
    /// are in none of its parents as they are in it. Those that its first parent lacks are compared with the next one.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn own_changes(&self, links: &[Link], roots: &[String]) -> Result<Vec<Vec<FileChange>>> {
        self.compared(links, roots, true)
    }

    fn compared(
        &self,
        chain: &[Link],
        roots: &[String],
        own: bool,
    ) -> Result<Vec<Vec<FileChange>>> {
        let chunk = chain
            .len()
            .div_ceil(rayon::current_num_threads() * 2)
            .max(1);
        let starts: Vec<usize> = (0..chain.len()).step_by(chunk).collect();
        let changes: Vec<Vec<Vec<FileChange>>> = starts
            .par_iter()
            .map(|start| {
                let end = (*start + chunk).min(chain.len());
                self.changes_of(chain, *start..end, roots, own)
            })
            .collect::<Result<_>>()?;
        Ok(changes.into_iter().flatten().collect())
    }

    /// Goes from new to old: packs keep new versions whole and older ones as deltas to them, so that each is unpacked
    /// from one that was just read.
    fn changes_of(
        &self,
        chain: &[Link],
        part: std::ops::Range<usize>,
        roots: &[String],
        own: bool,
    ) -> Result<Vec<Vec<FileChange>>> {
        let repository = self.local();
        let mut differ = Differ {
            repository: &repository,
            roots,
            path: Vec::new(),
            pool: Vec::new(),
        };
        let mut all = Vec::with_capacity(part.len());
        for at in part.rev() {
            let link = &chain[at];
            let older = at.checked_sub(1).map(|older| &chain[older]);
            let before = match older.filter(|older| link.parents.first() == Some(&older.id)) {
                Some(older) => Some(older.tree),
                None => parent_tree(&repository, link)?,
            };
            let before = match before {
                Some(tree) => differ.folder(tree, &self.prefix)?,
                None => None,
            };
            let after = differ.folder(link.tree, &self.prefix)?;
            let mut changes = Vec::new();
            differ.diff(before, after, &mut changes)?;
            changes.sort_by(|a, b| a.path.cmp(&b.path));
            if own && !changes.is_empty() {
                self.keep_own(&mut differ, link, after, &mut changes)?;
            }
            all.push(changes);
        }
        all.reverse();
        Ok(all)
    }

    /// Drops the changes that a merge has from another parent than its first.
    fn keep_own(
        &self,
        differ: &mut Differ<'_>,
        link: &Link,
        after: Option<ObjectId>,
        changes: &mut Vec<FileChange>,
    ) -> Result<()> {
        for parent in link.parents.iter().skip(1) {
            let Some(tree) = tree_of(differ.repository, *parent)? else {
                continue;
            };
            let before = differ.folder(tree, &self.prefix)?;
            let mut other = Vec::new();
            differ.diff(before, after, &mut other)?;
            let other: BTreeMap<_, _> = other
                .into_iter()
                .map(|change| (change.path, change.before))
                .collect();
            changes.retain(|change| other.contains_key(&change.path));
            // A file that the first parent lacks came from another one.
            for change in changes.iter_mut().filter(|change| change.before.is_none()) {
                change.before = other.get(&change.path).copied().flatten();
            }
        }
        Ok(())
    }

    /// Returns everything below these folders of a tree.
    pub(super) fn leaves(&self, tree: ObjectId, roots: &[String]) -> Result<Vec<Leaf>> {
        let repository = self.local();
        let mut differ = Differ {
            repository: &repository,
            roots,
            path: Vec::new(),
            pool: Vec::new(),
        };
        let folder = differ.folder(tree, &self.prefix)?;
        let mut leaves = Vec::new();
        if let Some(folder) = folder {
            differ.list(folder, &mut leaves)?;
        }
        leaves.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(leaves)
    }
}

/// Returns the tree of a commit's first parent; `None` for the first commit, and where a shallow clone ends.
fn parent_tree(repository: &gix::Repository, link: &Link) -> Result<Option<ObjectId>> {
    match link.parents.first() {
        Some(parent) => tree_of(repository, *parent),
        None => Ok(None),
    }
}

/// Returns the tree of a commit; `None` where this clone lacks the commit.
fn tree_of(repository: &gix::Repository, commit: ObjectId) -> Result<Option<ObjectId>> {
    let Ok(commit) = repository.find_commit(commit) else {
        return Ok(None);
    };
    let tree = commit.tree_id();
    tree.map(|tree| Some(tree.detach()))
        .map_err(|error| StoreError::git("read a parent commit", error))
}

struct Differ<'a> {
    repository: &'a gix::Repository,
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

impl Differ<'_> {
    /// Returns the tree of a folder inside a tree.
    fn folder(&self, tree: ObjectId, path: &str) -> Result<Option<ObjectId>> {
        let mut tree = tree;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let mut buffer = Vec::new();
            let entries = self.open(Some(tree), &mut buffer)?;
            let found = entries
                .filter_map(std::result::Result::ok)
                .find(|entry| entry.filename == part);
            match found.filter(|entry| entry.mode.is_tree()) {
                Some(entry) => tree = entry.oid.to_owned(),
                None => return Ok(None),
            }
        }
        Ok(Some(tree))
    }

    fn open<'b>(&self, tree: Option<ObjectId>, buffer: &'b mut Vec<u8>) -> Result<TreeRefIter<'b>> {
        match tree {
            Some(id) => self
                .repository
                .objects
                .find_tree_iter(&id, buffer)
                .map_err(|error| StoreError::git(format!("read tree {id}"), error)),
            None => Ok(TreeRefIter::from_bytes(&[], self.repository.object_hash())),
        }
    }

    fn wants(&self, name: &BStr, is_tree: bool) -> bool {
        let mut path = self.path.clone();
        push_name(&mut path, name);
        // A name that is not UTF-8 can still be below a folder that matters.
        let path = path.to_str_lossy();
        if is_tree {
            on_the_way(&path, self.roots)
        } else {
            self.roots.iter().any(|root| inside(&path, root))
        }
    }

    fn diff(
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
            if before != after
                && let Ok(path) = self.path.to_str()
            {
                out.push(FileChange {
                    path: path.into(),
                    before,
                    after,
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
                entry.filter(|entry| differs && self.wants(entry.filename, entry.mode.is_tree()))
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
            if !self.wants(entry.filename, entry.mode.is_tree()) {
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
