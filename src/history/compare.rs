//! The two questions about a stretch of history: what differs between its ends, and every step on the way.

use std::{collections::BTreeMap, sync::Arc};

use super::walk::{Step, walk, walk_all};
use crate::{
    diff,
    model::{
        change::{Change, Changes, Delta, End, Entry, Gap, Origin, RecordChange},
        commit::Commit,
        config::Config,
        program::Program,
    },
    store::{
        Moment, Result, Store, StoreError,
        git::{ObjectId, Range},
    },
};

/// The two ends of a comparison.
#[derive(Debug, Clone)]
pub struct Ends {
    /// The older moment.
    pub from: Moment,
    /// What the person called it.
    pub from_name: String,
    /// The newer moment.
    pub to: Moment,
    /// What the person called it.
    pub to_name: String,
}

/// Returns what differs between two moments. With `attributed`, each change names the last commit that made it, which
/// needs the newer moment to be a commit.
///
/// # Errors
/// A moment or the history between cannot be read.
pub fn net(store: &Store, config: &Arc<Config>, ends: &Ends, attributed: bool) -> Result<Changes> {
    let before = store.program(config, ends.from)?;
    let after = store.program(config, ends.to)?;
    between(store, ends, (&before, &after), attributed)
}

/// Returns the same for programs that were read already: as they are at the two moments.
///
/// # Errors
/// The history between cannot be read.
pub fn between(
    store: &Store,
    ends: &Ends,
    (before, after): (&Program, &Program),
    attributed: bool,
) -> Result<Changes> {
    let config = &after.config;
    let found = diff::programs(before, after);
    let mut changes = Changes {
        records: counts(config, before, &after.count()),
        ..described(ends, false)
    };
    changes.gaps = unreadable(after);
    match (attributed, ends.to) {
        (true, Moment::Commit(to)) => {
            let authors = Authors::of(store, config, ends.from, to, before)?;
            changes.is_shallow = authors.is_shallow;
            changes.entries = found
                .into_iter()
                .map(|change| authors.entry(change))
                .collect();
        }
        _ => {
            changes.entries = found
                .into_iter()
                .map(|change| entry(change, None))
                .collect()
        }
    }
    Ok(changes)
}

/// Returns every step between two moments along first parents, oldest first.
///
/// # Errors
/// The newer moment is no commit, or history cannot be read.
pub fn steps(store: &Store, config: &Arc<Config>, ends: &Ends) -> Result<Changes> {
    told(store, config, ends, false)
}

/// Returns what every commit between two moments did, parents before children: see [`walk_all`].
///
/// # Errors
/// The newer moment is no commit, or history cannot be read.
pub fn all_steps(store: &Store, config: &Arc<Config>, ends: &Ends) -> Result<Changes> {
    told(store, config, ends, true)
}

fn told(store: &Store, config: &Arc<Config>, ends: &Ends, is_all: bool) -> Result<Changes> {
    let mut changes = described(ends, true);
    let before = store.program(config, ends.from)?;
    let Moment::Commit(to) = ends.to else {
        return Ok(changes);
    };
    let repository = store.repository()?;
    let mut found: Vec<(ObjectId, Vec<RecordChange>, Vec<Gap>)> = Vec::new();
    let from = commit_of(ends.from);
    let range = Range { from, to };
    let mut note = |step: Step<'_>| {
        found.push((step.link.id, step.changes, step.gaps));
    };
    let (is_shallow, records) = if is_all {
        let walked = walk_all(repository, config, &range, &mut note)?;
        (walked.shallow, store.program(config, ends.to)?.count())
    } else {
        let walked = walk(repository, config, &range, &before, &mut note)?;
        (walked.shallow, walked.records)
    };
    changes.is_shallow = is_shallow;
    let ids: Vec<ObjectId> = found.iter().map(|(id, ..)| *id).collect();
    let commits = repository.describe(&ids)?;
    for ((_, records, gaps), commit) in found.into_iter().zip(commits) {
        let commit = Arc::new(commit);
        let origin = Origin {
            commit: commit.clone(),
            records: records.len(),
        };
        changes.entries.extend(
            records
                .into_iter()
                .map(|change| entry(change, Some(origin.clone()))),
        );
        changes
            .gaps
            .extend(gaps.into_iter().map(|gap| (Some(commit.clone()), gap)));
    }
    changes.records = counts(config, &before, &records);
    Ok(changes)
}

pub(super) fn described(ends: &Ends, is_walk: bool) -> Changes {
    Changes {
        from: end(&ends.from_name, ends.from),
        to: end(&ends.to_name, ends.to),
        is_walk,
        ..Changes::default()
    }
}

pub(super) fn end(name: &str, moment: Moment) -> End {
    End {
        name: name.to_owned(),
        commit: commit_of(moment).map(|id| id.to_string()),
    }
}

pub(super) fn commit_of(moment: Moment) -> Option<ObjectId> {
    match moment {
        Moment::Commit(id) => Some(id),
        _ => None,
    }
}

fn entry(change: RecordChange, origin: Option<Origin>) -> Entry {
    let delta_origins = vec![origin.clone(); change.deltas.len()];
    Entry {
        change,
        origin,
        delta_origins,
    }
}

/// Returns the number of records of each kind at both ends.
fn counts(
    config: &Config,
    before: &Program,
    after: &BTreeMap<String, usize>,
) -> BTreeMap<String, (usize, usize)> {
    let before = before.count();
    let at = |counts: &BTreeMap<String, usize>, name: &str| counts.get(name).copied().unwrap_or(0);
    let kinds = config.kinds.iter().map(|kind| &kind.name);
    kinds
        .map(|name| (name.clone(), (at(&before, name), at(after, name))))
        .collect()
}

fn unreadable(program: &Program) -> Vec<(Option<Arc<Commit>>, Gap)> {
    let gap = |file: &crate::model::program::Unreadable| {
        let message = file
            .problems
            .first()
            .map(|problem| problem.message.clone())
            .unwrap_or_default();
        (
            None,
            Gap {
                path: file.path.clone(),
                message,
            },
        )
    };
    program.unreadable.iter().map(gap).collect()
}

/// What tells one difference of a record from another across commits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Whole,
    Existence,
    Field(String),
    Section(String),
    Task(String),
}

impl Part {
    fn of(delta: &Delta) -> Self {
        match delta {
            Delta::Field(delta) => Self::Field(delta.path.clone()),
            Delta::Members { path, .. } => Self::Field(path.clone()),
            Delta::Section { title, .. } => Self::Section(title.clone()),
            Delta::Task { text, .. } => Self::Task(text.clone()),
        }
    }
}

/// The last commit that touched each part of each record.
struct Authors {
    origins: Vec<Origin>,
    last: BTreeMap<(Arc<str>, Part), usize>,
    is_shallow: bool,
}

impl Authors {
    fn of(
        store: &Store,
        config: &Arc<Config>,
        from: Moment,
        to: ObjectId,
        before: &Program,
    ) -> Result<Self> {
        if !matches!(from, Moment::Nothing | Moment::Commit(_)) {
            let folder = store.root().to_owned();
            return Err(StoreError::NoRepository { folder });
        }
        let repository = store.repository()?;
        let (mut ids, mut sizes, mut last) = (Vec::new(), Vec::new(), BTreeMap::new());
        let range = Range {
            from: commit_of(from),
            to,
        };
        let mut note = |step: Step<'_>| {
            let at = ids.len();
            ids.push(step.link.id);
            sizes.push(step.changes.len());
            for change in step.changes {
                last.insert((change.id.clone(), Part::Whole), at);
                if !matches!(change.change, Change::Changed { .. }) {
                    last.insert((change.id.clone(), Part::Existence), at);
                }
                for delta in &change.deltas {
                    last.insert((change.id.clone(), Part::of(delta)), at);
                }
            }
        };
        let walked = walk(repository, config, &range, before, &mut note)?;
        let commits = repository.describe(&ids)?.into_iter().map(Arc::new);
        let origins = commits
            .zip(sizes)
            .map(|(commit, records)| Origin { commit, records })
            .collect();
        Ok(Self {
            origins,
            last,
            is_shallow: walked.shallow,
        })
    }

    fn entry(&self, change: RecordChange) -> Entry {
        let find = |part: Part| {
            let at = self.last.get(&(change.id.clone(), part))?;
            self.origins.get(*at).cloned()
        };
        let part = if matches!(change.change, Change::Changed { .. }) {
            Part::Whole
        } else {
            Part::Existence
        };
        let origin = find(part).or_else(|| find(Part::Whole));
        let delta_origin = |delta| find(Part::of(delta)).or_else(|| origin.clone());
        Entry {
            delta_origins: change.deltas.iter().map(delta_origin).collect(),
            origin,
            change,
        }
    }
}
