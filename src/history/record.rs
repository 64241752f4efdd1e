//! The latest changes of one record.

use std::{collections::VecDeque, sync::Arc};

use super::walk::{Step, walk};
use crate::{
    model::{
        change::{Entry, Origin},
        config::Config,
        program::Program,
    },
    store::{
        Moment, Result, Store,
        git::{ObjectId, Range},
    },
};

/// Returns the last changes of the record with an id up to a moment, the newest first; none without a repository or for
/// a moment that is no commit.
///
/// # Errors
/// History cannot be read.
pub fn latest(
    store: &Store,
    config: &Arc<Config>,
    to: Moment,
    id: &str,
    limit: usize,
) -> Result<Vec<Entry>> {
    let (Moment::Commit(to), Ok(repository)) = (to, store.repository()) else {
        return Ok(Vec::new());
    };
    let nothing = Program::new(config.clone(), Vec::new(), Vec::new());
    let mut found = VecDeque::new();
    let range = Range { from: None, to };
    walk(repository, config, &range, &nothing, &mut |step: Step<
        '_,
    >| {
        let records = step.changes.len();
        let own = step.changes.into_iter().find(|change| *change.id == *id);
        if let Some(change) = own {
            found.push_back((step.link.id, records, change));
            if found.len() > limit {
                found.pop_front();
            }
        }
    })?;
    let ids: Vec<ObjectId> = found.iter().map(|(id, ..)| *id).collect();
    let commits = repository.describe(&ids)?;
    let entries = found
        .into_iter()
        .zip(commits)
        .map(|((_, records, change), commit)| {
            let origin = Some(Origin {
                commit: Arc::new(commit),
                records,
            });
            Entry {
                delta_origins: vec![origin.clone(); change.deltas.len()],
                origin,
                change,
            }
        });
    let mut entries: Vec<Entry> = entries.collect();
    entries.reverse();
    Ok(entries)
}
