//! What a clone may lack, and what of git is not read here. Nothing is ever fetched.

use std::collections::BTreeSet;

use gix::{ObjectId, bstr::ByteSlice};

use super::Repository;
use crate::{
    store::{Result, StoreError},
    text::phrase,
};

/// Parents that git takes from a file of its own, and not from commits.
const GRAFTS: &str = "info/grafts";

impl Repository {
    /// Returns the error of content that is not in this clone.
    pub(super) fn lacks(&self, what: impl Into<String>) -> StoreError {
        StoreError::Lacking {
            what: what.into(),
            remote: self.promisor(),
        }
    }

    /// Returns why an object could not be read: it is not here, or what the library says.
    pub(super) fn unread(
        &self,
        id: ObjectId,
        what: &str,
        error: impl std::fmt::Display,
    ) -> StoreError {
        if self.has(id) {
            StoreError::git(format!("read {what}"), error)
        } else {
            self.lacks(what)
        }
    }

    /// Returns an error with all that is missing where it says that one version of a file is.
    pub fn counted<'a>(
        &self,
        error: StoreError,
        versions: impl Iterator<Item = (&'a str, ObjectId)>,
    ) -> StoreError {
        let StoreError::Lacking { .. } = error else {
            return error;
        };
        let local = self.local();
        let missing: BTreeSet<(&str, ObjectId)> = versions
            .filter(|(_, blob)| !local.has_object(*blob))
            .collect();
        let Some((path, _)) = missing.first() else {
            return error;
        };
        let versions = phrase::counted(missing.len(), "version");
        self.lacks(match missing.len() {
            1 => format!("a version of {path}"),
            _ => format!("at least {versions} of files, one of them of {path}"),
        })
    }

    /// Refuses to walk where git itself would take another way.
    ///
    /// # Errors
    /// There are grafts.
    pub(super) fn refuse_grafts(&self) -> Result<()> {
        match has_entries(&self.local().common_dir().join(GRAFTS)) {
            false => Ok(()),
            true => Err(StoreError::Unsupported {
                what: "info/grafts of this repository gives commits other parents, and is not read here",
                hint: "run `git replace --convert-graft-file`, which says the same in a way that is read",
            }),
        }
    }

    /// Refuses to look for branches and tags where they are not files.
    ///
    /// # Errors
    /// They are kept in another format.
    pub(super) fn refuse_other_references(&self) -> Result<()> {
        let local = self.local();
        let format = local.config_snapshot().string("extensions.refStorage");
        match format.is_none_or(|format| format.as_bstr() == "files") {
            true => Ok(()),
            false => Err(StoreError::Unsupported {
                what: "this repository keeps its branches in the reftable format, which is not read here",
                hint: "run `git refs migrate --ref-format=files`",
            }),
        }
    }

    /// Returns the remote from which a partial clone gets what it lacks; `None` for a whole clone.
    fn promisor(&self) -> Option<String> {
        let local = self.local();
        let settings = local.config_snapshot();
        let mut named = local.remote_names().into_iter().filter(|name| {
            let key = format!("remote.{name}.promisor");
            settings.boolean(key.as_str()).unwrap_or(false)
        });
        let named = named.next().map(|name| name.to_string());
        let older = || settings.string("extensions.partialClone");
        named.or_else(|| older().map(|name| name.to_string()))
    }
}

/// Returns whether a file is there and has a line that is no remark.
#[expect(clippy::disallowed_methods, reason = "this is the store")]
fn has_entries(file: &std::path::Path) -> bool {
    let text = std::fs::read(file).unwrap_or_default();
    let mut lines = text.lines().map(ByteSlice::trim);
    lines.any(|line| !line.is_empty() && !line.starts_with(b"#"))
}
