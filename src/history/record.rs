//! What one record went through.

use std::{collections::BTreeMap, sync::Arc};

use super::past::seen;
use crate::{
    model::{
        change::{Change, Entry, Origin, RecordChange},
        commit::Commit,
        config::Config,
        past::Past,
        record::Record,
    },
    store::{Moment, Result, Store, git::ObjectId},
};

/// What one record went through.
#[derive(Debug, Default)]
pub struct Story {
    /// Its last changes, the newest first. What came before it was last added is no part of them.
    pub changes: Vec<Entry>,
    /// What history says about it, and about every other record.
    pub past: Past,
    /// The commits that added it, changed it last and touched its file last, by their full ids.
    pub commits: BTreeMap<Arc<str>, Commit>,
}

/// A change, the commit behind it, and how many files with records that commit touched.
type Found = (ObjectId, RecordChange, usize);

/// Returns what a record went through up to a moment, with its last changes; nothing without a repository or for a
/// moment that is no commit.
///
/// # Errors
/// History cannot be read.
pub fn story(
    store: &Store,
    config: &Arc<Config>,
    to: Moment,
    record: &Record,
    limit: usize,
) -> Result<Story> {
    let (Moment::Commit(to), Ok(repository)) = (to, store.repository()) else {
        return Ok(Story::default());
    };
    let mut found: Vec<Found> = Vec::new();
    let past = seen(store, config, to, &mut |step| {
        let mut changes = step.changes.iter();
        let Some(change) = changes.find(|change| change.id == record.id) else {
            return;
        };
        if change.change == Change::Added {
            found.clear();
        }
        let files = step.files.iter();
        let files = files.filter(|file| config.kinds.of_path(&file.path).is_some());
        found.push((step.link.id, change.clone(), files.count()));
    })?;
    found.reverse();
    found.truncate(limit);
    let ids: Vec<ObjectId> = found.iter().map(|(id, ..)| *id).collect();
    let described = repository.describe(&ids)?.into_iter();
    let changes = found.into_iter().zip(described);
    let marked = marked(&past, record);
    let commits = repository.describe(&marked)?.into_iter();
    Ok(Story {
        changes: changes.map(entry).collect(),
        commits: commits
            .map(|commit| (commit.id.as_str().into(), commit))
            .collect(),
        past,
    })
}

fn entry(((_, change, records), commit): (Found, Commit)) -> Entry {
    let origin = Some(Origin {
        commit: Arc::new(commit),
        records,
    });
    Entry {
        delta_origins: vec![origin.clone(); change.deltas.len()],
        origin,
        change,
    }
}

/// Returns the commits that history names for a record.
fn marked(past: &Past, record: &Record) -> Vec<ObjectId> {
    let own = past.of(&record.id);
    let marks = own.into_iter().flat_map(|own| [&own.added, &own.changed]);
    let marks = marks.flatten().chain(past.touched(&record.file.path));
    let ids = marks.filter_map(|mark| ObjectId::from_hex(mark.commit.as_bytes()).ok());
    ids.collect()
}
