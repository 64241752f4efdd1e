//! Walks first-parent history and says what each commit changed, record by record.
//!
//! Each commit is compared with its first parent. A version that does not parse keeps the last good one and is
//! reported as a gap: what it changed counts at the commit where the file parses again.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::state::{State, updates};
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
const BATCH: usize = 4096;

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
    /// How many records of each kind there are at the end.
    pub records: BTreeMap<String, usize>,
    /// Whether older history is missing from this clone, so that the first commit seems to add everything.
    pub shallow: bool,
}

/// The records of one version of a file; `None` when it cannot be read.
pub(super) type Version = std::result::Result<Vec<Record>, Unreadable>;

/// The versions of one batch, by path and content.
pub(super) type Versions = HashMap<(Arc<str>, ObjectId), Version>;

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
    let mut state = State::new(start);
    batches(repository, config, &chain, &mut |batch| {
        let mut landed = Vec::with_capacity(batch.len());
        for (link, changes) in batch.commits() {
            landed.push(land(&mut state, config, link, changes, &batch.versions));
        }
        let landed = landed
            .into_iter()
            .filter(|landed| !landed.is_empty())
            .collect::<Vec<_>>();
        let steps: Vec<Step<'_>> = landed
            .into_par_iter()
            .map(|landed| landed.into_step(config))
            .collect();
        let told = steps
            .into_iter()
            .filter(|step| !step.changes.is_empty() || !step.gaps.is_empty());
        told.for_each(&mut *each);
        Ok(())
    })?;
    Ok(Walk {
        commits: chain.len(),
        records: state.count(),
        shallow: repository.is_shallow()?,
    })
}

/// Some commits of a chain, with every version of a file that they brought.
pub(super) struct Batch<'a> {
    links: &'a [Link],
    changes: Vec<Vec<FileChange>>,
    pub(super) versions: Versions,
}

impl<'a> Batch<'a> {
    pub(super) fn len(&self) -> usize {
        self.links.len()
    }

    /// Returns the commits, oldest first, and the files that each changed.
    pub(super) fn commits(&self) -> impl Iterator<Item = (&'a Link, &[FileChange])> {
        self.links
            .iter()
            .zip(self.changes.iter().map(Vec::as_slice))
    }
}

/// Reads a chain batch by batch, each distinct version of a file in a batch once.
pub(super) fn batches<'a>(
    repository: &Repository,
    config: &Arc<Config>,
    chain: &'a [Link],
    each: &mut dyn FnMut(Batch<'a>) -> Result<()>,
) -> Result<()> {
    let roots = config.kinds.roots();
    for links in chain.chunks(BATCH) {
        let changes = repository.changes(links, &roots)?;
        let versions = read_versions(repository, config, &changes)?;
        each(Batch {
            links,
            changes,
            versions,
        })?;
    }
    Ok(())
}

/// Reads and parses each distinct version once, on all cores.
fn read_versions(
    repository: &Repository,
    config: &Config,
    changes: &[Vec<FileChange>],
) -> Result<Versions> {
    let mut seen = HashSet::new();
    // Path by path from new to old: see `Repository::changes`.
    let mut wanted: Vec<(Arc<str>, ObjectId)> = changes
        .iter()
        .rev()
        .flatten()
        .filter(|change| config.kinds.of_path(&change.path).is_some())
        .filter_map(|change| Some((change.path.clone(), change.after?)))
        .filter(|version| seen.insert(version.clone()))
        .collect();
    wanted.sort_by(|a, b| a.0.cmp(&b.0));
    let chunk = wanted
        .len()
        .div_ceil(rayon::current_num_threads() * 2)
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

/// Takes one commit in and returns what it changed.
fn land<'a>(
    state: &mut State,
    config: &Config,
    link: &'a Link,
    changes: &[FileChange],
    versions: &Versions,
) -> Landed<'a> {
    let updates = updates(config, changes, versions);
    let mut touched: BTreeMap<Arc<str>, Option<Record>> = BTreeMap::new();
    let mut gaps = Vec::new();
    for update in &updates {
        let records = match &update.version {
            Ok(records) => records,
            Err(unreadable) => {
                gaps.push(gap(unreadable));
                continue;
            }
        };
        for id in state
            .ids_at(&update.path)
            .chain(records.iter().map(|record| &record.id))
        {
            if !touched.contains_key(id) {
                touched.insert(id.clone(), state.find(id).cloned());
            }
        }
    }
    for update in updates {
        state.replace(update);
    }
    let versions = touched
        .into_iter()
        .map(|(id, before)| (before, state.find(&id).cloned()))
        .collect();
    Landed {
        link,
        versions,
        gaps,
    }
}

fn gap(unreadable: &Unreadable) -> Gap {
    let problem = unreadable.problems.first();
    Gap {
        path: unreadable.path.clone(),
        message: problem.map_or_else(String::new, |problem| problem.message.clone()),
    }
}

/// What one commit brought: versions of records before and after, not yet compared.
struct Landed<'a> {
    link: &'a Link,
    versions: Vec<(Option<Record>, Option<Record>)>,
    gaps: Vec<Gap>,
}

impl<'a> Landed<'a> {
    fn is_empty(&self) -> bool {
        self.versions.is_empty() && self.gaps.is_empty()
    }

    fn into_step(self, config: &Config) -> Step<'a> {
        let compare = |(before, after): &(Option<Record>, Option<Record>)| match (before, after) {
            (None, None) => None,
            (None, Some(after)) => Some(diff::added(after)),
            (Some(before), None) => Some(diff::removed(before)),
            (Some(before), Some(after)) => diff::records(config, before, after),
        };
        let mut changes: Vec<RecordChange> = self.versions.iter().filter_map(compare).collect();
        diff::sort(config, &mut changes);
        Step {
            link: self.link,
            changes,
            gaps: self.gaps,
        }
    }
}
