//! Writing a fresh repository: objects, commits, index and worktree, without a git program.

use std::{collections::BTreeMap, path::Path};

use gix::{
    ObjectId,
    actor::Signature,
    bstr::BString,
    objs::{Tree, tree::Entry, tree::EntryKind},
};

use crate::store::{Result, StoreError};

/// Who makes a commit, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Seconds since 1970, UTC.
    pub seconds: i64,
}

/// A repository that is being written. Commits go to the branch that HEAD names.
#[derive(Debug)]
pub struct Writer {
    repository: gix::Repository,
    tip: Option<ObjectId>,
}

impl Writer {
    /// Makes a fresh repository in a folder.
    ///
    /// # Errors
    /// The folder cannot be written, or holds a repository already.
    pub fn create(folder: &Path) -> Result<Self> {
        let repository = gix::init(folder).map_err(|error| {
            StoreError::git(format!("make a repository in {}", folder.display()), error)
        })?;
        Ok(Self {
            repository,
            tip: None,
        })
    }

    /// Commits these files on the branch; nothing else is in the commit's tree.
    ///
    /// # Errors
    /// An object cannot be written.
    pub fn commit(
        &mut self,
        files: &BTreeMap<String, String>,
        author: &Author,
        message: &str,
    ) -> Result<()> {
        let tree = self.write_tree(files)?;
        let who = signature(author);
        let mut time = gix::date::parse::TimeBuf::default();
        let who = who.to_ref(&mut time);
        let id = self
            .repository
            .commit_as(who, who, "HEAD", message, tree, self.tip);
        self.tip = Some(
            id.map_err(|error| StoreError::git("write a commit", error))?
                .detach(),
        );
        Ok(())
    }

    /// Commits these files on a side branch and merges it: the merge is the newest commit of the branch.
    ///
    /// # Errors
    /// An object cannot be written.
    pub fn commit_merged(
        &mut self,
        files: &BTreeMap<String, String>,
        author: &Author,
        message: &str,
        merger: &Author,
        merge_message: &str,
    ) -> Result<()> {
        let tree = self.write_tree(files)?;
        let fail = |error: &dyn std::fmt::Display| StoreError::git("write a commit", error);
        let (who, by) = (signature(author), signature(merger));
        let (mut time, mut merge_time) = (
            gix::date::parse::TimeBuf::default(),
            gix::date::parse::TimeBuf::default(),
        );
        let (who, by) = (who.to_ref(&mut time), by.to_ref(&mut merge_time));
        let side = self
            .repository
            .new_commit_as(who, who, message, tree, self.tip)
            .map_err(|error| fail(&error))?
            .id;
        let parents: Vec<ObjectId> = self.tip.into_iter().chain([side]).collect();
        let id = self
            .repository
            .commit_as(by, by, "HEAD", merge_message, tree, parents);
        self.tip = Some(id.map_err(|error| fail(&error))?.detach());
        Ok(())
    }

    /// Makes the index hold what the newest commit holds.
    ///
    /// # Errors
    /// The index cannot be written.
    pub fn write_index(&self) -> Result<()> {
        let Some(tip) = self.tip else { return Ok(()) };
        let fail = |error: &dyn std::fmt::Display| StoreError::git("write the index", error);
        let commit = self
            .repository
            .find_commit(tip)
            .map_err(|error| fail(&error))?;
        let tree = commit.tree_id().map_err(|error| fail(&error))?;
        let mut index = self
            .repository
            .index_from_tree(&tree)
            .map_err(|error| fail(&error))?;
        index
            .write(gix::index::write::Options::default())
            .map_err(|error| fail(&error))?;
        Ok(())
    }

    fn write_tree(&self, files: &BTreeMap<String, String>) -> Result<ObjectId> {
        let mut entries = Vec::new();
        let mut folders: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
        let fail = |error: &dyn std::fmt::Display| StoreError::git("write a tree", error);
        for (path, text) in files {
            match path.split_once('/') {
                Some((folder, rest)) => {
                    folders
                        .entry(folder)
                        .or_default()
                        .insert(rest.to_owned(), text.clone());
                }
                None => {
                    let blob = self
                        .repository
                        .write_blob(text)
                        .map_err(|error| fail(&error))?
                        .detach();
                    entries.push(entry(EntryKind::Blob, path, blob));
                }
            }
        }
        for (folder, files) in folders {
            entries.push(entry(EntryKind::Tree, folder, self.write_tree(&files)?));
        }
        entries.sort();
        Ok(self
            .repository
            .write_object(Tree { entries })
            .map_err(|error| fail(&error))?
            .detach())
    }
}

fn entry(kind: EntryKind, name: &str, id: ObjectId) -> Entry {
    Entry {
        mode: kind.into(),
        filename: BString::from(name),
        oid: id,
    }
}

fn signature(author: &Author) -> Signature {
    Signature {
        name: author.name.as_str().into(),
        email: author.email.as_str().into(),
        time: gix::date::Time::new(author.seconds, 0),
    }
}
