//! Repositories that are not simply a folder with a worktree: clones that lack something, worktrees elsewhere, history
//! that is told in another way. Written as git writes them.

use std::path::Path;

use gix::{
    ObjectId,
    bstr::{BStr, ByteSlice},
    index::{
        File as IndexFile, State,
        entry::{Flags, Mode, Stat},
    },
};

use super::Repository;

impl Repository {
    /// Makes a repository whose ids are SHA-256.
    pub(crate) fn create_sha256(folder: &Path) -> Self {
        let hash = Some(gix::hash::Kind::Sha256);
        Self::create_as(folder, gix::create::Kind::WithWorktree, hash)
    }

    /// Adds lines to the settings of the repository.
    pub(crate) fn configure(&self, lines: &str) {
        self.add_to("config", lines);
    }

    /// Removes objects.
    pub(crate) fn forget(&self, objects: &[ObjectId]) {
        for id in objects {
            let id = id.to_string();
            let folder = self.git_dir().join("objects").join(&id[..2]);
            std::fs::remove_file(folder.join(&id[2..])).expect("every object is a file of its own");
        }
    }

    /// Makes this a partial clone that was cloned with a filter, and removes what the filter leaves out.
    pub(crate) fn filter(&self, filter: &str, left_out: &[ObjectId]) {
        self.configure(&format!(
            "[remote \"origin\"]\n\turl = ../nowhere\n\tpromisor = true\n\tpartialclonefilter = {filter}\n"
        ));
        self.forget(left_out);
    }

    /// Returns the id of a file or folder of a commit.
    pub(crate) fn at(&self, commit: ObjectId, path: &str) -> ObjectId {
        let commit = self.repository.find_commit(commit).expect("it was written");
        let tree = commit.tree().expect("a commit has a tree");
        let entry = tree.lookup_entry_by_path(path).expect("it was written");
        entry.expect("the file is there").object_id()
    }

    /// Gives a commit other parents, in the file that git read before it had replacements.
    pub(crate) fn graft(&self, commit: ObjectId, parents: &[ObjectId]) {
        let ids = [commit].into_iter().chain(parents.iter().copied());
        let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
        self.add_to("info/grafts", &format!("{}\n", ids.join(" ")));
    }

    /// Makes another object count for one.
    pub(crate) fn replace(&self, object: ObjectId, by: ObjectId) {
        self.reference(&format!("refs/replace/{object}"), by);
    }

    /// Adds a worktree with HEAD as this line says, and checks it out.
    pub(crate) fn add_worktree(&self, folder: &Path, head: &str) -> Self {
        let name = folder.file_name().expect("a folder has a name");
        let own = self.git_dir().join("worktrees").join(name);
        for made in [&own, folder] {
            std::fs::create_dir_all(made).expect("the world takes folders");
        }
        let dot_git = folder.join(".git");
        let write = |path: &Path, text: String| {
            std::fs::write(path, text).expect("the repository is ours");
        };
        write(&own.join("commondir"), "../..\n".into());
        write(&own.join("gitdir"), format!("{}\n", dot_git.display()));
        write(&own.join("HEAD"), format!("{head}\n"));
        write(&dot_git, format!("gitdir: {}\n", own.display()));
        let worktree = Self::open(folder);
        worktree.check_out();
        worktree
    }

    /// Moves the repository of a folder of this one's worktree to where git keeps those of submodules.
    pub(crate) fn absorb(&self, name: &str) {
        let folder = self.repository.workdir().expect("there is a worktree");
        let (dot_git, modules) = (
            folder.join(name).join(".git"),
            self.git_dir().join("modules"),
        );
        std::fs::create_dir_all(&modules)
            .and_then(|()| std::fs::rename(&dot_git, modules.join(name)))
            .and_then(|()| std::fs::write(&dot_git, format!("gitdir: ../.git/modules/{name}\n")))
            .expect("the world is ours");
        let own = format!("modules/{name}/config");
        self.add_to(&own, &format!("[core]\n\tworktree = ../../../{name}\n"));
    }

    /// Makes the worktree a sparse checkout of HEAD without these files.
    pub(crate) fn skip(&self, paths: &[&str]) {
        self.write_sparse(&|path| paths.iter().any(|own| path == *own), &[]);
    }

    /// Makes the worktree a sparse checkout of HEAD without this folder, of which the index holds nothing but the tree.
    pub(crate) fn skip_folder(&self, folder: &str) {
        let inside = format!("{folder}/");
        self.write_sparse(&|path| path.starts_with(inside.as_bytes()), &[&inside]);
    }

    fn write_sparse(&self, is_left_out: &dyn Fn(&BStr) -> bool, folders: &[&str]) {
        self.configure("[core]\n\tsparseCheckout = true\n");
        let worktree = self.repository.workdir().expect("there is a worktree");
        let head = self.tip().expect("there is a commit");
        let mut state = State::new(self.repository.object_hash());
        let mut push = |path: &BStr, mode: Mode, id: ObjectId, flags: Flags| {
            state.dangerously_push_entry(Stat::default(), id, flags, mode, path);
        };
        for (path, (mode, id)) in self.files(Some(head)) {
            let mode = Mode::from_bits_truncate(mode.value().into());
            if !is_left_out(path.as_bstr()) {
                push(path.as_bstr(), mode, id, Flags::empty());
                continue;
            }
            let file = worktree.join(path.to_string());
            std::fs::remove_file(&file).expect("it was checked out");
            // Git leaves no empty folders.
            for folder in file
                .ancestors()
                .skip(1)
                .take_while(|folder| *folder != worktree)
            {
                if std::fs::remove_dir(folder).is_err() {
                    break;
                }
            }
            let is_in_folder = folders.iter().any(|folder| path.starts_with_str(folder));
            if !is_in_folder {
                push(path.as_bstr(), mode, id, skipped());
            }
        }
        for folder in folders {
            let tree = self.at(head, folder.trim_end_matches('/'));
            push(BStr::new(folder), Mode::DIR, tree, skipped());
        }
        state.sort_entries();
        let path = self.git_dir().join("index");
        let write = |index: &mut IndexFile| {
            index
                .write(gix::index::write::Options::default())
                .expect("the repository is ours");
        };
        write(&mut IndexFile::from_state(state, path.clone()));
        // Only an index that was read knows of the folders in it, and says so where git looks for it.
        let hash = self.repository.object_hash();
        let read = IndexFile::at(path, hash, false, gix::index::decode::Options::default());
        write(&mut read.expect("it was written"));
    }

    /// Makes the index hold HEAD, and a file that is only meant to be added: `git add --intent-to-add`.
    pub(crate) fn intend_to_add(&self, path: &str) {
        let mut state = State::new(self.repository.object_hash());
        let mut push = |path: &BStr, mode: Mode, id: ObjectId, flags: Flags| {
            state.dangerously_push_entry(Stat::default(), id, flags, mode, path);
        };
        for (path, (mode, id)) in self.files(self.tip()) {
            let mode = Mode::from_bits_truncate(mode.value().into());
            push(path.as_bstr(), mode, id, Flags::empty());
        }
        // Git names the empty file, and does not write it.
        let nothing = ObjectId::empty_blob(self.repository.object_hash());
        let flags = Flags::EXTENDED | Flags::INTENT_TO_ADD;
        push(BStr::new(path), Mode::FILE, nothing, flags);
        state.sort_entries();
        IndexFile::from_state(state, self.git_dir().join("index"))
            .write(gix::index::write::Options::default())
            .expect("the repository is ours");
    }

    pub(crate) fn open(folder: &Path) -> Self {
        let options = gix::open::Options::isolated();
        let repository = gix::open_opts(folder, options).expect("it is a repository");
        Self { repository }
    }

    fn add_to(&self, file: &str, lines: &str) {
        let path = self.git_dir().join(file);
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        let folder = path.parent().expect("a file stands in a folder");
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&path, old + lines))
            .expect("the repository is ours");
    }
}

fn skipped() -> Flags {
    Flags::EXTENDED | Flags::SKIP_WORKTREE
}
