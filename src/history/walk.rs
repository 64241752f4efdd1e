//! Walks first-parent history and says what each commit changed, record by record.
//!
//! Each commit is compared with its first parent. A version that does not parse keeps the last good one and is
//! reported as a gap: what it changed counts at the commit where the file parses again.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use rayon::prelude::*;

use crate::{
    diff,
    model::{
        change::{Gap, RecordChange},
        config::Config,
        program::{Program, Unreadable},
        record::Record,
    },
    store::{
        self, Entry, Result,
        git::{FileChange, Link, ObjectId, Range, Repository},
    },
};

/// Commits that are read and parsed at a time; bounds memory by the newest state plus one batch.
const BATCH: usize = 512;

/// What one commit changed.
#[derive(Debug)]
pub struct Step<'a> {
    /// The commit.
    pub link: &'a Link,
    /// Records it changed, by kind, then id.
    pub changes: Vec<RecordChange>,
    /// Files it left unreadable.
    pub gaps: Vec<Gap>,
}

/// What a walk saw besides its steps.
#[derive(Debug, Default)]
pub struct Walk {
    /// Commits in the range, whether they changed a record or not.
    pub commits: usize,
    /// Whether older history is missing from this clone, so that the first commit seems to add everything.
    pub shallow: bool,
}

/// The records of one version of a file; `None` when it cannot be read.
type Version = std::result::Result<Vec<Record>, Unreadable>;

/// The versions of one batch, by path and content.
type Versions = HashMap<(Arc<str>, ObjectId), Version>;

/// Walks the commits of a range, oldest first, and hands over each that changed a record or left a file unreadable.
/// `start` is the program before the first of them.
///
/// # Errors
/// History cannot be read.
pub fn walk(
    repository: &Repository,
    config: &Arc<Config>,
    range: &Range,
    start: &Program,
    each: &mut dyn FnMut(Step<'_>),
) -> Result<Walk> {
    let chain = repository.chain(range)?;
    let roots = config.kinds.roots();
    let mut state = State::new(start);
    for (at, batch) in chain.chunks(BATCH).enumerate() {
        // The commit before the batch is only there to be compared with.
        let first = at * BATCH;
        let from = first.saturating_sub(1);
        let changes = repository.changes(&chain[from..first + batch.len()], &roots)?;
        let changes = &changes[first - from..];
        let versions = read_versions(repository, config, changes)?;
        for (link, changes) in batch.iter().zip(changes) {
            let step = state.apply(config, link, changes, &versions);
            if !step.changes.is_empty() || !step.gaps.is_empty() {
                each(step);
            }
        }
    }
    Ok(Walk {
        commits: chain.len(),
        shallow: repository.is_shallow()?,
    })
}

/// Reads and parses each distinct version once, on all cores.
fn read_versions(
    repository: &Repository,
    config: &Config,
    changes: &[Vec<FileChange>],
) -> Result<Versions> {
    let mut wanted: Vec<(Arc<str>, ObjectId)> = changes
        .iter()
        .flatten()
        .filter(|change| config.kinds.of_path(&change.path).is_some())
        .filter_map(|change| Some((change.path.clone(), change.after?)))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let chunk = wanted
        .len()
        .div_ceil(rayon::current_num_threads() * 4)
        .max(1);
    let versions: Vec<Versions> = wanted
        .par_chunks(chunk)
        .map(|wanted| {
            let mut reader = repository.blob_reader();
            let mut read = |(path, blob): &(Arc<str>, ObjectId)| {
                let bytes = reader(&Entry {
                    path: path.clone(),
                    blob: Some(*blob),
                })?;
                Ok(((path.clone(), *blob), store::parse(config, path, bytes)))
            };
            wanted.iter().map(&mut read).collect()
        })
        .collect::<Result<_>>()?;
    Ok(versions.into_iter().flatten().collect())
}

/// Every record at one point of the walk.
#[derive(Default)]
struct State {
    files: BTreeMap<Arc<str>, Vec<Record>>,
    /// For each id the files that carry it; the first is the record.
    carriers: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
}

impl State {
    fn new(program: &Program) -> Self {
        let mut state = Self::default();
        for record in &program.records {
            let path = record.file.path.clone();
            state
                .carriers
                .entry(record.id.clone())
                .or_default()
                .insert(path.clone());
            state.files.entry(path).or_default().push(record.clone());
        }
        state
    }

    fn find(&self, id: &str) -> Option<&Record> {
        let path = self.carriers.get(id)?.first()?;
        self.files
            .get(path)?
            .iter()
            .find(|record| &*record.id == id)
    }

    fn replace(&mut self, path: &Arc<str>, records: Vec<Record>) {
        for old in self.files.remove(path).unwrap_or_default() {
            if let Some(paths) = self.carriers.get_mut(&old.id) {
                paths.remove(path);
                if paths.is_empty() {
                    self.carriers.remove(&old.id);
                }
            }
        }
        for new in &records {
            self.carriers
                .entry(new.id.clone())
                .or_default()
                .insert(path.clone());
        }
        if !records.is_empty() {
            self.files.insert(path.clone(), records);
        }
    }

    /// Takes one commit in and returns what it changed.
    fn apply<'a>(
        &mut self,
        config: &Config,
        link: &'a Link,
        changes: &[FileChange],
        versions: &Versions,
    ) -> Step<'a> {
        let mut gaps = Vec::new();
        let updates = updates(config, changes, versions, &mut gaps);
        let mut touched: BTreeMap<Arc<str>, Option<Record>> = BTreeMap::new();
        for (path, records) in &updates {
            let old = self.files.get(path).into_iter().flatten();
            for id in old.chain(records).map(|record| &record.id) {
                if !touched.contains_key(id) {
                    touched.insert(id.clone(), self.find(id).cloned());
                }
            }
        }
        for (path, records) in updates {
            self.replace(&path, records);
        }
        let mut found: Vec<RecordChange> = touched
            .into_iter()
            .filter_map(|(id, before)| match (before, self.find(&id)) {
                (None, None) => None,
                (None, Some(after)) => Some(diff::added(after)),
                (Some(before), None) => Some(diff::removed(&before)),
                (Some(before), Some(after)) => diff::records(config, &before, after),
            })
            .collect();
        diff::sort(config, &mut found);
        Step {
            link,
            changes: found,
            gaps,
        }
    }
}

/// Returns the records of each file after a commit; the files that it left unreadable are gaps.
fn updates(
    config: &Config,
    changes: &[FileChange],
    versions: &Versions,
    gaps: &mut Vec<Gap>,
) -> Vec<(Arc<str>, Vec<Record>)> {
    let mut updates = Vec::new();
    for change in changes {
        if config.kinds.of_path(&change.path).is_none() {
            continue;
        }
        let Some(blob) = change.after else {
            updates.push((change.path.clone(), Vec::new()));
            continue;
        };
        match versions.get(&(change.path.clone(), blob)) {
            Some(Ok(records)) => updates.push((change.path.clone(), records.clone())),
            Some(Err(unreadable)) => {
                let problem = unreadable.problems.first();
                gaps.push(Gap {
                    path: change.path.clone(),
                    message: problem.map_or_else(String::new, |problem| problem.message.clone()),
                });
            }
            None => {}
        }
    }
    updates
}
