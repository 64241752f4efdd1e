//! The latest changes of one record.

use std::sync::Arc;

use super::stretch::{Landing, Question, stretch};
use crate::{
    model::{
        change::{Change, Entry, Origin},
        config::Config,
    },
    store::{
        Moment, Result, Store,
        git::{ObjectId, Range},
    },
};

/// Returns the last changes of the record with an id, now in these files, up to a moment, the newest first; none without a repository or for
/// a moment that is no commit. What came before it was last added is not looked for.
///
/// # Errors
/// History cannot be read.
pub fn latest(
    store: &Store,
    config: &Arc<Config>,
    to: Moment,
    (id, holders): (&str, &[Arc<str>]),
    limit: usize,
) -> Result<Vec<Entry>> {
    let (Moment::Commit(to), Ok(repository)) = (to, store.repository()) else {
        return Ok(Vec::new());
    };
    let is_enough = |landings: &[Landing]| {
        let changes = || landings.iter().flat_map(|landing| &landing.changes);
        changes().count() >= limit || changes().any(|change| change.change == Change::Added)
    };
    let question = Question {
        range: Range { from: None, to },
        is_all: false,
        id: Some(id),
        holders,
        counts: None,
        is_enough: Some((limit, &is_enough)),
    };
    let mut found = stretch(store, config, &question)?;
    let is_birth = |landing: &Landing| {
        let mut changes = landing.changes.iter();
        changes.any(|change| change.change == Change::Added)
    };
    if let Some(birth) = found.iter().rposition(is_birth) {
        found.drain(..birth);
    }
    found.retain(|landing| !landing.changes.is_empty());
    found.reverse();
    found.truncate(limit);
    let ids: Vec<ObjectId> = found.iter().map(|landing| landing.id).collect();
    let commits = repository.describe(&ids)?;
    let entries = found
        .into_iter()
        .zip(commits)
        .flat_map(|(landing, commit)| {
            let origin = Some(Origin {
                commit: Arc::new(commit),
                records: landing.files,
            });
            landing.changes.into_iter().map(move |change| Entry {
                delta_origins: vec![origin.clone(); change.deltas.len()],
                origin: origin.clone(),
                change,
            })
        });
    Ok(entries.collect())
}
