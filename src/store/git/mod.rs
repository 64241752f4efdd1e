//! Git, read through `gix` alone: no other module knows that library.

mod branches;
mod chain;
mod commit;
mod describe;
mod differ;
mod hook;
mod ignored;
mod index;
mod lacking;
mod moment;
mod names;
mod remote;
mod signed;
mod tree;
mod walk;
mod write;

use std::path::{Path, PathBuf};

pub use chain::{Link, Range};
pub use commit::CommitSnapshot;
pub use gix::ObjectId;
pub use index::IndexSnapshot;
pub use moment::Moment;
pub use signed::Signatures;
pub use tree::FileChange;
pub use write::{Author, Writer};

use gix::odb::pack::cache::lru::MemoryCappedHashmap;

use super::{Result, StoreError, worktree::slashed};

/// Objects that were read are kept up to this many bytes on each thread; more made no difference on a repository of 10,000 commits.
const OBJECT_CACHE: usize = 16 << 20;
/// Bases of deltas are kept up to this many bytes on each thread, so that a chain of versions is unpacked once.
const DELTA_CACHE: usize = 32 << 20;

/// A git repository and the folder of the program in it.
#[derive(Debug)]
pub struct Repository {
    shared: gix::ThreadSafeRepository,
    workdir: Option<PathBuf>,
    /// The program's folder inside the repository, with `/` between its parts; empty for the top.
    prefix: String,
}

impl Repository {
    /// Finds the repository that a folder is in.
    ///
    /// # Errors
    /// There is one and it cannot be opened.
    pub fn discover(folder: &Path) -> Result<Option<Self>> {
        // A relative path to a bare repository makes discovery go wrong, so the path is made absolute first.
        let folder = folder
            .canonicalize()
            .map_err(|error| StoreError::disk(folder, error))?;
        let Ok((found, _)) = gix::discover::upwards(&folder) else {
            return Ok(None);
        };
        let git_dir = found.into_repository_and_work_tree_directories().0;
        let repository = gix::open(&git_dir)
            .map_err(|error| StoreError::git(format!("open {}", git_dir.display()), error))?;
        let workdir = repository
            .workdir()
            .map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned()));
        Ok(Some(Self {
            shared: repository.into_sync(),
            workdir,
            prefix: String::new(),
        }))
    }

    /// Sets the program's folder.
    pub fn at_folder(mut self, folder: &Path) -> Self {
        let relative = self.workdir.as_ref().and_then(|workdir| {
            let folder = folder.canonicalize().ok()?;
            slashed(folder.strip_prefix(workdir).ok()?)
        });
        self.prefix = relative.unwrap_or_default();
        self
    }

    /// Returns the mail address of whoever works here, as git is configured.
    pub fn user_email(&self) -> Option<String> {
        self.local()
            .config_snapshot()
            .string("user.email")
            .map(|email| email.to_string())
    }

    /// Returns a path of the program as a path from the top of the repository.
    pub fn from_the_top(&self, path: &str) -> String {
        self.in_repository(path)
    }

    /// Returns the top folder of the worktree; `None` for a bare repository.
    pub fn workdir(&self) -> Option<&Path> {
        self.workdir.as_deref()
    }

    /// Returns a handle for one thread.
    fn local(&self) -> gix::Repository {
        let mut repository = self.shared.to_thread_local();
        repository.object_cache_size(OBJECT_CACHE);
        repository
            .objects
            .set_pack_cache(|| Box::new(MemoryCappedHashmap::new(DELTA_CACHE)));
        repository
    }

    /// Reads the content of one version of a file.
    fn read_blob(
        &self,
        repository: &gix::Repository,
        blob: ObjectId,
        path: &str,
    ) -> Result<Vec<u8>> {
        let found = repository
            .try_find_object(blob)
            .map_err(|error| StoreError::git(format!("read {path}"), error))?;
        match found {
            Some(object) => Ok(object.detach().data),
            None => Err(self.lacks(format!("a version of {path}"))),
        }
    }

    /// Returns a path of the program as a path of the repository.
    fn in_repository(&self, path: &str) -> String {
        match (self.prefix.is_empty(), path.is_empty()) {
            (true, _) => path.to_owned(),
            (false, true) => self.prefix.clone(),
            (false, false) => format!("{}/{path}", self.prefix),
        }
    }
}
