//! Walks history and says what each commit changed, record by record.
//!
//! Each commit is compared with its first parent. A version that does not parse keeps the last good one and is
//! reported as a gap: what it changed counts at the commit where the file parses again.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::landing::Taker;
use crate::{
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
    /// Files that it left unreadable no longer.
    pub mended: Vec<Arc<str>>,
    /// Files below the folders of records that it changed in any way, even where no record differs.
    pub(super) files: &'a [FileChange],
}

impl Step<'_> {
    /// Returns whether it did something to a record.
    pub(super) fn is_told(&self) -> bool {
        !self.changes.is_empty() || !self.gaps.is_empty() || !self.mended.is_empty()
    }
}

/// What a walk saw besides its steps.
#[derive(Debug, Default)]
pub struct Walk {
    /// Commits in the range, whether they changed a record or not.
    pub commits: usize,
    /// How many records of each kind there are at the end.
    pub records: BTreeMap<String, usize>,
    /// Whether older history is missing from this clone, so that the oldest commit seems to have done all of it.
    pub shallow: bool,
}

/// The records of one version of a file; `None` when it cannot be read.
pub(super) type Version = std::result::Result<Vec<Record>, Unreadable>;

/// The versions of one batch, by path and content.
pub(super) type Versions = HashMap<(Arc<str>, ObjectId), Version>;

/// Walks the first-parent commits of a range, oldest first, and hands over each that changed a record or left a file
/// unreadable. `start` is the program before the first of them.
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
    walk_files(repository, config, range, start, &mut |step| {
        if step.is_told() {
            each(step);
        }
    })
}

/// Walks like [`walk`], and hands over commits too that touched the file of a record without changing what it says.
pub(super) fn walk_files(
    repository: &Repository,
    config: &Arc<Config>,
    range: &Range,
    start: &Program,
    each: &mut dyn FnMut(Step<'_>),
) -> Result<Walk> {
    let chain = repository.chain(range)?;
    let roots = config.kinds.roots();
    let mut taker = Taker::line(start);
    for batch in chain.chunks(BATCH) {
        let changes = repository.changes(batch, &roots)?;
        take(repository, config, &mut taker, (batch, &changes), each)?;
    }
    Ok(Walk {
        commits: chain.len(),
        records: taker.count(),
        shallow: chain.iter().any(|link| link.is_cut),
    })
}

/// Walks every commit of a range, parents before children, and hands over each that changed a record against its first
/// parent. Of a merge only what is in none of its parents is told: the rest is told where it was made.
///
/// # Errors
/// History cannot be read.
pub fn walk_all(
    repository: &Repository,
    config: &Arc<Config>,
    range: &Range,
    each: &mut dyn FnMut(Step<'_>),
) -> Result<Walk> {
    let all = repository.all_commits(range)?;
    let roots = config.kinds.roots();
    let mut taker = Taker::branches();
    for batch in all.chunks(BATCH) {
        let changes = repository.own_changes(batch, &roots)?;
        let links = (batch, &changes[..]);
        take(repository, config, &mut taker, links, &mut |step| {
            if step.is_told() {
                each(step);
            }
        })?;
    }
    Ok(Walk {
        commits: all.len(),
        records: BTreeMap::new(),
        shallow: all.iter().any(|link| link.is_cut),
    })
}

/// Takes in commits with the files that each changed, and hands over each that touched the file of a record.
pub(super) fn take(
    repository: &Repository,
    config: &Arc<Config>,
    taker: &mut Taker,
    (links, changes): (&[Link], &[Vec<FileChange>]),
    each: &mut dyn FnMut(Step<'_>),
) -> Result<()> {
    let versions = read_versions(repository, config, changes, taker.needs_before())?;
    let mut landed = Vec::with_capacity(links.len());
    for (link, changes) in links.iter().zip(changes) {
        landed.push(taker.apply(config, link, changes, &versions));
    }
    let landed = landed
        .into_iter()
        .filter(|landed| !landed.is_empty())
        .collect::<Vec<_>>();
    let steps: Vec<Step<'_>> = landed
        .into_par_iter()
        .map(|landed| landed.into_step(config))
        .collect();
    steps.into_iter().for_each(&mut *each);
    Ok(())
}

/// Some commits of a chain, with every version of a file that they brought.
pub(super) struct Batch<'a> {
    links: &'a [Link],
    changes: Vec<Vec<FileChange>>,
    pub(super) versions: Versions,
}

impl<'a> Batch<'a> {
    /// Returns the commits, oldest first, and the files that each changed.
    pub(super) fn commits(&self) -> impl Iterator<Item = (&'a Link, &[FileChange])> {
        let changes = self.changes.iter().map(Vec::as_slice);
        self.links.iter().zip(changes)
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
        let versions = read_versions(repository, config, &changes, false)?;
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
    with_before: bool,
) -> Result<Versions> {
    let mut seen = HashSet::new();
    // Path by path from new to old: see `Repository::changes`.
    let mut wanted: Vec<(Arc<str>, ObjectId)> = changes
        .iter()
        .rev()
        .flatten()
        .filter(|change| !change.is_odd && config.kinds.of_path(&change.path).is_some())
        .flat_map(|change| {
            let before = change.before.filter(|_| with_before);
            let blobs = change.after.into_iter().chain(before);
            blobs.map(|blob| (change.path.clone(), blob))
        })
        .filter(|version| seen.insert(version.clone()))
        .collect();
    wanted.sort_by(|a, b| a.0.cmp(&b.0));
    let chunk = wanted
        .len()
        .div_ceil(rayon::current_num_threads() * 2)
        .max(1);
    let versions: Result<Vec<Versions>> = wanted
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
        .collect();
    let versions = versions.map_err(|error| {
        let wanted = wanted.iter().map(|(path, blob)| (&**path, *blob));
        repository.counted(error, wanted)
    })?;
    Ok(versions.into_iter().flatten().collect())
}
