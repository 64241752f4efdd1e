//! Repositories for tests: commits with given people, dates and parents, written object by object.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use gix::{
    ObjectId,
    actor::Signature,
    bstr::{BStr, BString, ByteSlice},
    index::{
        File as IndexFile, State,
        entry::{Flags, Mode, Stage, Stat},
    },
    objs::{
        Tree,
        tree::{Entry, EntryKind, EntryMode},
    },
};

/// Every file of a commit, by path.
pub(super) type Files = BTreeMap<BString, (EntryMode, ObjectId)>;

/// A repository that a test is writing. HEAD names the branch `main` until a test says otherwise.
pub(crate) struct Repository {
    pub(super) repository: gix::Repository,
}

impl Repository {
    /// Makes a repository in a folder that is there.
    pub(crate) fn create(folder: &Path) -> Self {
        Self::create_as(folder, gix::create::Kind::WithWorktree, None)
    }

    /// Makes a repository without a worktree.
    pub(crate) fn create_bare(folder: &Path) -> Self {
        std::fs::create_dir_all(folder).expect("the world takes folders");
        Self::create_as(folder, gix::create::Kind::Bare, None)
    }

    /// Makes a repository; without a kind of ids, with those that git has had from its start.
    pub(super) fn create_as(
        folder: &Path,
        kind: gix::create::Kind,
        object_hash: Option<gix::hash::Kind>,
    ) -> Self {
        // Isolated: neither the settings nor the environment of whoever runs the tests can change what is written.
        let options = gix::open::Options::isolated();
        let create = gix::create::Options {
            object_hash: object_hash.or(Some(gix::hash::Kind::Sha1)),
            ..Default::default()
        };
        let repository = gix::ThreadSafeRepository::init_opts(folder, kind, create, options)
            .expect("a fresh folder takes a repository");
        let repository = Self {
            repository: repository.to_thread_local(),
        };
        repository.head("ref: refs/heads/main");
        repository
    }

    /// Returns the folder with the repository's own files.
    pub(crate) fn git_dir(&self) -> PathBuf {
        self.repository.git_dir().to_owned()
    }

    /// Starts a commit on top of HEAD, on the branch that HEAD names.
    pub(crate) fn commit(&self, message: &str) -> CommitBuilder<'_> {
        CommitBuilder {
            repository: self,
            message: message.into(),
            author: ("Maria".into(), "maria@atlas.example".into()),
            written: "2026-01-05".into(),
            committed: None,
            parents: None,
            edits: Vec::new(),
        }
    }

    /// Makes HEAD hold this line: `ref: refs/heads/…`, or a commit id for a detached head.
    pub(crate) fn head(&self, line: &str) {
        std::fs::write(self.git_dir().join("HEAD"), format!("{line}\n"))
            .expect("the repository is ours");
    }

    /// Makes a branch, or moves it.
    pub(crate) fn branch(&self, name: &str, commit: ObjectId) {
        self.reference(&format!("refs/heads/{name}"), commit);
    }

    /// Makes a branch that was fetched from `origin`.
    pub(crate) fn remote_branch(&self, name: &str, commit: ObjectId) {
        self.reference(&format!("refs/remotes/origin/{name}"), commit);
    }

    /// Makes a lightweight tag.
    pub(crate) fn tag(&self, name: &str, commit: ObjectId) {
        self.reference(&format!("refs/tags/{name}"), commit);
    }

    pub(super) fn reference(&self, name: &str, commit: ObjectId) {
        let path = self.repository.common_dir().join(name);
        std::fs::create_dir_all(path.parent().expect("a name has a folder"))
            .and_then(|()| std::fs::write(&path, format!("{commit}\n")))
            .expect("the repository is ours");
    }

    /// Makes this a shallow clone: history begins with a commit, and the objects of older ones are gone.
    pub(crate) fn forget_before(&self, oldest: ObjectId, forgotten: &[ObjectId]) {
        std::fs::write(self.git_dir().join("shallow"), format!("{oldest}\n"))
            .expect("the repository is ours");
        self.forget(forgotten);
    }

    /// Returns the commit that HEAD leads to.
    pub(crate) fn tip(&self) -> Option<ObjectId> {
        let head = std::fs::read_to_string(self.git_dir().join("HEAD")).expect("HEAD is there");
        let head = head.trim();
        let id = match head.strip_prefix("ref: ") {
            Some(name) => std::fs::read_to_string(self.repository.common_dir().join(name)).ok()?,
            None => head.to_owned(),
        };
        Some(ObjectId::from_hex(id.trim().as_bytes()).expect("a reference holds an id"))
    }

    /// Makes worktree and index hold what HEAD holds. Other files of the worktree stay.
    pub(crate) fn check_out(&self) {
        let files = self.files(self.tip());
        let folder = self.repository.workdir().expect("there is a worktree");
        for (path, (mode, id)) in &files {
            if mode.is_commit() {
                continue;
            }
            let path = folder.join(path.to_str().expect("a name for this disk"));
            let data = self.repository.find_blob(*id).expect("it was written");
            std::fs::create_dir_all(path.parent().expect("a file stands in a folder"))
                .and_then(|()| std::fs::write(&path, &data.data))
                .expect("the worktree is ours");
        }
        self.write_index(&files, &[]);
    }

    /// Makes the index hold HEAD with these files added or replaced; the worktree stays as it is.
    pub(crate) fn stage(&self, files: &[(&str, &str)]) {
        let mut staged = self.files(self.tip());
        for (path, text) in files {
            staged.insert((*path).into(), (EntryKind::Blob.into(), self.blob(text)));
        }
        self.write_index(&staged, &[]);
    }

    /// Makes the index hold HEAD with a merge conflict in one file.
    pub(crate) fn stage_conflict(&self, path: &str, base: &str, ours: &str, theirs: &str) {
        let mut files = self.files(self.tip());
        files.remove(BStr::new(path));
        let stages = [
            (Stage::Base, base),
            (Stage::Ours, ours),
            (Stage::Theirs, theirs),
        ];
        let conflict = stages.map(|(stage, text)| (path, stage, self.blob(text)));
        self.write_index(&files, &conflict);
    }

    fn write_index(&self, files: &Files, conflicts: &[(&str, Stage, ObjectId)]) {
        let mut state = State::new(self.repository.object_hash());
        let mut push = |path: &BStr, stage: Stage, mode: Mode, id: ObjectId| {
            state.dangerously_push_entry(Stat::default(), id, Flags::from_stage(stage), mode, path);
        };
        for (path, (mode, id)) in files {
            let mode = Mode::from_bits_truncate(mode.value().into());
            push(path.as_bstr(), Stage::Unconflicted, mode, *id);
        }
        for (path, stage, id) in conflicts {
            push(BStr::new(path), *stage, Mode::FILE, *id);
        }
        state.sort_entries();
        IndexFile::from_state(state, self.git_dir().join("index"))
            .write(gix::index::write::Options::default())
            .expect("the repository is ours");
    }

    fn blob(&self, bytes: impl AsRef<[u8]>) -> ObjectId {
        let written = self.repository.write_blob(bytes);
        written.expect("the repository takes objects").detach()
    }

    /// Returns the files of a commit; none without one.
    pub(super) fn files(&self, commit: Option<ObjectId>) -> Files {
        let mut files = Files::new();
        if let Some(id) = commit {
            let commit = self.repository.find_commit(id).expect("it was written");
            let tree = commit.tree_id().expect("a commit has a tree").detach();
            self.list(tree, &BString::default(), &mut files);
        }
        files
    }

    fn list(&self, tree: ObjectId, above: &BString, files: &mut Files) {
        let tree = self.repository.find_tree(tree).expect("it was written");
        for entry in tree.iter() {
            let entry = entry.expect("it was written whole");
            let mut path = above.clone();
            if !path.is_empty() {
                path.push(b'/');
            }
            path.extend_from_slice(entry.filename());
            if entry.mode().is_tree() {
                self.list(entry.object_id(), &path, files);
            } else {
                files.insert(path, (entry.mode(), entry.object_id()));
            }
        }
    }

    pub(super) fn tree(&self, files: &Files) -> ObjectId {
        let mut folders: BTreeMap<BString, Files> = BTreeMap::new();
        let mut entries = Vec::new();
        for (path, found) in files {
            match path.split_once_str("/") {
                Some((folder, rest)) => {
                    let inside = folders.entry(folder.into()).or_default();
                    inside.insert(rest.into(), *found);
                }
                None => entries.push(Entry {
                    mode: found.0,
                    filename: path.clone(),
                    oid: found.1,
                }),
            }
        }
        entries.extend(folders.into_iter().map(|(filename, files)| Entry {
            mode: EntryKind::Tree.into(),
            filename,
            oid: self.tree(&files),
        }));
        entries.sort();
        let written = self.repository.write_object(Tree { entries });
        written.expect("the repository takes objects").detach()
    }
}

/// What a commit does to one path.
enum Edit {
    Write(BString, EntryKind, Vec<u8>),
    Submodule(BString, ObjectId),
    Remove(BString),
    Move(BString, BString),
}

/// A commit that is being put together. Dates are days (noon, UTC) or moments such as `2026-01-05T10:00:00Z`.
#[must_use = "end with `.write()`"]
pub(crate) struct CommitBuilder<'a> {
    repository: &'a Repository,
    message: String,
    author: (String, String),
    written: String,
    committed: Option<String>,
    parents: Option<Vec<ObjectId>>,
    edits: Vec<Edit>,
}

impl CommitBuilder<'_> {
    /// Adds or replaces a file.
    pub(crate) fn file(mut self, path: impl AsRef<[u8]>, bytes: impl AsRef<[u8]>) -> Self {
        let path = path.as_ref().into();
        let bytes = bytes.as_ref().to_vec();
        self.edits.push(Edit::Write(path, EntryKind::Blob, bytes));
        self
    }

    /// Adds a symbolic link.
    pub(crate) fn link(mut self, path: &str, target: &str) -> Self {
        let edit = Edit::Write(path.into(), EntryKind::Link, target.into());
        self.edits.push(edit);
        self
    }

    /// Adds a submodule that is at this commit of its own repository.
    pub(crate) fn submodule(mut self, path: &str, commit: ObjectId) -> Self {
        self.edits.push(Edit::Submodule(path.into(), commit));
        self
    }

    /// Removes a file.
    pub(crate) fn remove(mut self, path: impl AsRef<[u8]>) -> Self {
        self.edits.push(Edit::Remove(path.as_ref().into()));
        self
    }

    /// Gives a file another path.
    pub(crate) fn rename(mut self, from: &str, to: &str) -> Self {
        self.edits.push(Edit::Move(from.into(), to.into()));
        self
    }

    /// Sets who wrote it: the name; the mail address is that name at atlas.example.
    pub(crate) fn by(mut self, name: &str) -> Self {
        let address = format!("{}@atlas.example", name.to_lowercase().replace(' ', "."));
        self.author = (name.into(), address);
        self
    }

    /// Sets when it was written, and committed unless that is set too.
    pub(crate) fn on(mut self, date: &str) -> Self {
        self.written = date.into();
        self
    }

    /// Sets when it was committed.
    pub(crate) fn committed(mut self, date: &str) -> Self {
        self.committed = Some(date.into());
        self
    }

    /// Sets the parents, the first one first; without this it is the commit of HEAD.
    pub(crate) fn parents(mut self, parents: impl Into<Vec<ObjectId>>) -> Self {
        self.parents = Some(parents.into());
        self
    }

    /// Writes the commit, moves HEAD's branch (or a detached HEAD) to it, and returns its id.
    pub(crate) fn write(self) -> ObjectId {
        let repository = self.repository;
        let id = self.write_aside();
        let head =
            std::fs::read_to_string(repository.git_dir().join("HEAD")).expect("HEAD is there");
        match head.trim().strip_prefix("ref: ") {
            Some(name) => repository.reference(name, id),
            None => repository.head(&id.to_string()),
        }
        id
    }

    /// Writes the commit without moving anything: for the side of a merge.
    pub(crate) fn write_aside(self) -> ObjectId {
        let repository = self.repository;
        let parents = self
            .parents
            .unwrap_or_else(|| repository.tip().into_iter().collect());
        let mut files = repository.files(parents.first().copied());
        for edit in self.edits {
            match edit {
                Edit::Write(path, kind, bytes) => {
                    files.insert(path, (kind.into(), repository.blob(bytes)));
                }
                Edit::Submodule(path, commit) => {
                    files.insert(path, (EntryKind::Commit.into(), commit));
                }
                Edit::Remove(path) => {
                    files.remove(&path).expect("only what is there is removed");
                }
                Edit::Move(from, to) => {
                    let file = files.remove(&from).expect("only what is there is moved");
                    files.insert(to, file);
                }
            }
        }
        let committed = self.committed.as_deref().unwrap_or(&self.written);
        let (author, committer) = (
            signature(&self.author, &self.written),
            signature(&self.author, committed),
        );
        let commit = gix::objs::Commit {
            tree: repository.tree(&files),
            parents: parents.into_iter().collect(),
            author,
            committer,
            encoding: None,
            message: self.message.into(),
            extra_headers: Vec::new(),
        };
        let written = repository.repository.write_object(commit);
        written.expect("the repository takes objects").detach()
    }
}

fn signature((name, email): &(String, String), date: &str) -> Signature {
    let moment = if date.len() == "2026-01-05".len() {
        format!("{date}T12:00:00Z")
    } else {
        date.to_owned()
    };
    let moment: jiff::Timestamp = moment.parse().expect("a day or a moment");
    Signature {
        name: name.as_str().into(),
        email: email.as_str().into(),
        time: gix::date::Time::new(moment.as_second(), 0),
    }
}
