//! The ids that are taken, here and on every branch.

use std::{collections::BTreeSet, sync::Arc};

use super::{Moment, Result, Store, load, snapshot::Snapshot};
use crate::model::{config::Config, kind::Kind, read};

impl Store {
    /// Returns the ids that records of a kind carry in the worktree, in the index, and at the tip of every branch here
    /// and of every remote-tracking one.
    ///
    /// # Errors
    /// One of them cannot be listed.
    pub fn taken_ids(&self, config: &Arc<Config>, kind: &Arc<Kind>) -> Result<BTreeSet<String>> {
        let mut moments = vec![self.now()?];
        if let Ok(repository) = self.repository() {
            if repository.workdir().is_some() {
                moments.push(Moment::Index);
            }
            moments.extend(repository.tips()?.into_iter().map(Moment::Commit));
        }
        let mut taken = BTreeSet::new();
        for moment in moments {
            collect(config, kind, &*self.snapshot(moment)?, &mut taken)?;
        }
        Ok(taken)
    }
}

/// Adds the ids of one moment. Where the path tells the id, no file is read.
fn collect(
    config: &Arc<Config>,
    kind: &Arc<Kind>,
    snapshot: &dyn Snapshot,
    taken: &mut BTreeSet<String>,
) -> Result<()> {
    let sources = kind.sources.iter();
    let roots: Vec<String> = sources.flat_map(|source| source.roots.clone()).collect();
    let listing = snapshot.list(&roots)?;
    let is_own = |path: &str| {
        config
            .kinds
            .of_path(path)
            .is_some_and(|own| own.name == kind.name)
    };
    let mut reader = snapshot.reader();
    for entry in listing.files.iter().filter(|entry| is_own(&entry.path)) {
        if kind.id.is_in_path() {
            taken.extend(read::id_in_path(&kind.id, &entry.path));
            continue;
        }
        // What cannot be read has no id that anybody could take for its own.
        let Ok(bytes) = reader(entry) else { continue };
        let records = load::parse(config, &entry.path, bytes).unwrap_or_default();
        taken.extend(records.iter().map(|record| record.id.to_string()));
    }
    Ok(())
}
