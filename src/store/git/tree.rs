//! What commits changed below some folders, and what is there.

use std::collections::BTreeMap;

use gix::{ObjectId, objs::tree::EntryMode};
use rayon::prelude::*;

use super::{
    Link, Repository,
    differ::{Differ, Leaf},
};
use crate::store::Result;

/// A file that differs between two commits; its content is `None` on the side where it is no regular file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Path from the program's folder.
    pub path: std::sync::Arc<str>,
    /// Content before.
    pub before: Option<ObjectId>,
    /// Content after.
    pub after: Option<ObjectId>,
    /// Whether the name is no text; the path shows it as well as can be.
    pub is_odd: bool,
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
        let mut differ = Differ::new(self, &repository, roots);
        let mut all = Vec::with_capacity(part.len());
        for at in part.rev() {
            let link = &chain[at];
            let older = at.checked_sub(1).map(|older| &chain[older]);
            let before = match older.filter(|older| link.parents.first() == Some(&older.id)) {
                Some(older) => Some(older.tree),
                None => self.parent_tree(&repository, link)?,
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
            let tree = self.tree_of(differ.repository, *parent)?;
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

    /// Returns the tree of a commit's first parent; `None` for the first commit.
    fn parent_tree(&self, repository: &gix::Repository, link: &Link) -> Result<Option<ObjectId>> {
        let parent = link.parents.first();
        parent
            .map(|parent| self.tree_of(repository, *parent))
            .transpose()
    }

    /// Returns the tree of a commit.
    fn tree_of(&self, repository: &gix::Repository, commit: ObjectId) -> Result<ObjectId> {
        let unread =
            |error: &dyn std::fmt::Display| self.unread(commit, &format!("commit {commit}"), error);
        let found = repository.find_commit(commit);
        let tree = found.map_err(|error| unread(&error))?.tree_id();
        tree.map(gix::Id::detach).map_err(|error| unread(&error))
    }

    /// Returns everything below these folders of a tree.
    pub(super) fn leaves(&self, tree: ObjectId, roots: &[String]) -> Result<Vec<Leaf>> {
        let repository = self.local();
        let differ = Differ::new(self, &repository, roots);
        match differ.folder(tree, &self.prefix)? {
            Some(folder) => differ.leaves(folder, ""),
            None => Ok(Vec::new()),
        }
    }

    /// Returns what is at a path of a tree, which is a path of the repository.
    pub(super) fn entry(
        &self,
        tree: ObjectId,
        path: &str,
    ) -> Result<Option<(EntryMode, ObjectId)>> {
        let repository = self.local();
        Differ::new(self, &repository, &[]).entry(tree, path)
    }
}
