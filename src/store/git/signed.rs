//! Who signed commits, and where two histories meet.

use gix::ObjectId;

use super::Repository;
use crate::{
    model::revision::Identity,
    store::{Result, StoreError},
    text::trailer,
};

/// Who stands behind one commit.
#[derive(Debug, Default)]
pub struct Signatures {
    /// Its author, and whoever a `Co-authored-by:` line names: hosts that squash a branch put its authors there.
    pub authors: Vec<Identity>,
    /// Whom an `Acked-by:` line names.
    pub acknowledged_by: Vec<Identity>,
}

impl Repository {
    /// Returns who stands behind a commit, names and addresses as the mail map has them.
    ///
    /// # Errors
    /// The commit cannot be read.
    pub fn signatures(&self, commit: ObjectId) -> Result<Signatures> {
        let repository = self.local();
        let mailmap = repository.open_mailmap();
        let fail =
            |error: &dyn std::fmt::Display| StoreError::git(format!("read commit {commit}"), error);
        let object = repository
            .find_commit(commit)
            .map_err(|error| fail(&error))?;
        let decoded = object.decode().map_err(|error| fail(&error))?;
        let author = decoded.author().map_err(|error| fail(&error))?;
        let known = |name: &str, email: &str| {
            let who = gix::actor::SignatureRef {
                name: name.into(),
                email: email.into(),
                time: "0 +0000",
            };
            let who = mailmap.resolve_cow(who);
            Identity {
                name: who.name.to_string(),
                email: who.email.to_string(),
            }
        };
        let mut signatures = Signatures::default();
        let author = known(&author.name.to_string(), &author.email.to_string());
        signatures.authors.push(author);
        let message = decoded.message.to_string();
        for (key, value) in trailer::trailers(&message) {
            let (name, email) = trailer::identity(value);
            if key.eq_ignore_ascii_case("acked-by") {
                signatures.acknowledged_by.push(known(name, email));
            } else if key.eq_ignore_ascii_case("co-authored-by") {
                signatures.authors.push(known(name, email));
            }
        }
        Ok(signatures)
    }

    /// Returns the newest commit that two commits have in common.
    ///
    /// # Errors
    /// They have none, or a shallow clone lacks it.
    pub fn merge_base(&self, one: ObjectId, other: ObjectId) -> Result<ObjectId> {
        let repository = self.local();
        let found = repository.merge_base(one, other);
        if let Some(base) =
            found.map_err(|error| StoreError::git("find where two commits meet", error))?
        {
            return Ok(base.detach());
        }
        let reason = match self.is_shallow()? {
            true => {
                "this clone is shallow, and where the two part is cut off; run `git fetch --unshallow`"
            }
            false => "the two have no commit in common",
        };
        Err(StoreError::Unmerged {
            reason: reason.into(),
        })
    }
}
