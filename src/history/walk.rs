//! Walks first-parent history and says what each commit changed, record by record.
//!
//! Each commit is compared with its first parent. A version that does not parse keeps the last good one and is
//! reported as a gap: what it changed counts at the commit where the file parses again.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
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
    for batch in chain.chunks(BATCH) {
        let changes = repository.changes(batch, &roots)?;
        let versions = read_versions(repository, config, &changes)?;
        let mut landed = Vec::with_capacity(batch.len());
        for (link, changes) in batch.iter().zip(&changes) {
            landed.push(state.apply(config, link, changes, &versions));
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
    }
    Ok(Walk {
        commits: chain.len(),
        records: state.count(),
        shallow: repository.is_shallow()?,
    })
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

    fn count(&self) -> BTreeMap<String, usize> {
        let mut count = BTreeMap::new();
        for record in self.carriers.keys().filter_map(|id| self.find(id)) {
            *count.entry(record.kind.name.clone()).or_default() += 1;
        }
        count
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
    ) -> Landed<'a> {
        let (updates, gaps) = updates(config, changes, versions);
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
        let versions = touched
            .into_iter()
            .map(|(id, before)| (before, self.find(&id).cloned()))
            .collect();
        Landed {
            link,
            versions,
            gaps,
        }
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

/// A file and its records after a commit; none when it is gone.
type Update = (Arc<str>, Vec<Record>);

/// Returns the records of each file after a commit, and the files that it left unreadable.
fn updates(
    config: &Config,
    changes: &[FileChange],
    versions: &Versions,
) -> (Vec<Update>, Vec<Gap>) {
    let mut updates = Vec::new();
    let mut gaps = Vec::new();
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
    (updates, gaps)
}
