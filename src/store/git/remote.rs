//! Where the repository is on a server, and which commit holds a file.

use gix::{
    ObjectId,
    bstr::{BStr, ByteSlice},
    remote::Direction,
};

use super::Repository;
use crate::model::code_host::{CodeHost, CodeHostSettings, RemoteUrl};

/// The remote that counts where there are several.
const USUAL: &str = "origin";

impl Repository {
    /// Returns where the repository can be read with a browser: what is set, else what the remote's address tells.
    pub fn code_host(&self, settings: &CodeHostSettings) -> Option<CodeHost> {
        CodeHost::of(settings, self.remote_url().as_ref())
    }

    /// Returns the address of the remote that people fetch from, as `url.<base>.insteadOf` rewrites it: that of
    /// `origin`, else of the only one. `None` where there is no such remote, or it is a folder.
    fn remote_url(&self) -> Option<RemoteUrl> {
        let repository = self.local();
        let names = repository.remote_names();
        let name: &BStr = match names.iter().find(|name| name.as_bstr() == USUAL) {
            Some(usual) => usual.as_ref(),
            None if names.len() == 1 => names.first()?.as_ref(),
            None => return None,
        };
        let remote = repository.try_find_remote(name)?.ok()?;
        let url = remote.url(Direction::Fetch)?;
        Some(RemoteUrl {
            scheme: url.scheme.as_str().to_owned(),
            host: url.host()?.to_owned(),
            port: url.port,
            path: url.path.to_str().ok()?.to_owned(),
        })
    }

    /// Returns what finds the first of some commits in which there is a file or folder at a path from the top of the
    /// repository. A commit that cannot be read holds nothing.
    pub fn first_holder(&self, commits: &[ObjectId]) -> impl Fn(&str) -> Option<ObjectId> + use<> {
        let repository = self.local();
        let tree = |commit: &ObjectId| {
            let tree = repository.find_commit(*commit).ok()?.tree_id().ok()?;
            Some((*commit, tree.detach()))
        };
        let trees: Vec<(ObjectId, ObjectId)> = commits.iter().filter_map(tree).collect();
        move |path| {
            let holds = |tree: ObjectId| {
                let tree = repository.find_tree(tree).ok()?;
                tree.lookup_entry_by_path(path).ok()?
            };
            let found = trees.iter().find(|(_, tree)| holds(*tree).is_some());
            found.map(|(commit, _)| *commit)
        }
    }
}
