//! What each commit changed, from the versions of files before and after it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use super::{
    state::{State, Update, updates},
    walk::{Step, Versions},
};
use crate::{
    diff,
    model::{
        change::{Gap, RecordChange},
        config::Config,
        program::Program,
        record::Record,
    },
    store::git::{FileChange, Link, ObjectId},
};

/// A version of a file.
type VersionId = (Arc<str>, ObjectId);

/// Takes commits in, parents before children.
pub(super) struct Taker {
    known: Known,
    /// Versions that could not be read.
    broken: HashSet<VersionId>,
}

/// What is known of the files before a commit.
enum Known {
    /// Along first parents each commit builds on the one before it.
    Line(State),
    /// Branches are told side by side: what a commit builds on is read from its parent. Here are the last good versions
    /// of those that cannot be read.
    Branches(HashMap<VersionId, Vec<Record>>),
}

impl Taker {
    /// Returns one for the commits of a line that begins after a program.
    pub(super) fn line(start: &Program) -> Self {
        Self {
            known: Known::Line(State::new(start)),
            broken: HashSet::new(),
        }
    }

    /// Returns one for all commits.
    pub(super) fn branches() -> Self {
        Self {
            known: Known::Branches(HashMap::new()),
            broken: HashSet::new(),
        }
    }

    /// Returns whether the version before a change must be read too.
    pub(super) fn needs_before(&self) -> bool {
        matches!(self.known, Known::Branches(_))
    }

    /// Returns how many records of each kind there are; nothing where several branches are walked.
    pub(super) fn count(&self) -> BTreeMap<String, usize> {
        match &self.known {
            Known::Line(state) => state.count(),
            Known::Branches(_) => BTreeMap::new(),
        }
    }

    /// Takes one commit in and returns what it changed.
    pub(super) fn apply<'a>(
        &mut self,
        config: &Config,
        link: &'a Link,
        changes: &'a [FileChange],
        versions: &Versions,
    ) -> Landed<'a> {
        let updates = updates(config, changes, versions);
        let gaps = gaps(&updates);
        let mended = self.mended(changes, &gaps);
        let pairs = match &mut self.known {
            Known::Line(state) => in_line(state, updates),
            Known::Branches(good) => side_by_side(good, changes, updates, versions),
        };
        for gap in &gaps {
            let after = changes.iter().find(|change| change.path == gap.path);
            let blob = after.and_then(|change| change.after);
            self.broken
                .extend(blob.map(|blob| (gap.path.clone(), blob)));
        }
        Landed {
            link,
            versions: pairs,
            gaps,
            mended,
            files: changes,
        }
    }

    /// Returns the files that could not be read before a commit, and can be, or are gone, after it.
    fn mended(&self, changes: &[FileChange], gaps: &[Gap]) -> Vec<Arc<str>> {
        if self.broken.is_empty() {
            return Vec::new();
        }
        let was_broken = |change: &&FileChange| {
            let before = change.before.map(|blob| (change.path.clone(), blob));
            before.is_some_and(|version| self.broken.contains(&version))
        };
        let mended = changes.iter().filter(was_broken);
        let mended = mended.filter(|change| gaps.iter().all(|gap| gap.path != change.path));
        mended.map(|change| change.path.clone()).collect()
    }
}

/// Pairs the records of files before and after a commit by their ids.
fn side_by_side(
    good: &mut HashMap<VersionId, Vec<Record>>,
    changes: &[FileChange],
    updates: Vec<Update>,
    versions: &Versions,
) -> Vec<Pair> {
    let readable = updates.into_iter();
    let mut after: BTreeMap<Arc<str>, Vec<Record>> = readable
        .filter_map(|update| Some((update.path, update.version.ok()?)))
        .collect();
    let mut pairs: BTreeMap<Arc<str>, Pair> = BTreeMap::new();
    for change in changes {
        let before = change.before.map(|blob| (change.path.clone(), blob));
        let before = before.map_or_else(Vec::new, |version| match versions.get(&version) {
            Some(Ok(records)) => records.clone(),
            _ => good.get(&version).cloned().unwrap_or_default(),
        });
        let Some(after) = after.remove(&change.path) else {
            if let Some(blob) = change.after {
                good.insert((change.path.clone(), blob), before);
            }
            continue;
        };
        // Of several files with one id the alphabetically first counts: changes come by path.
        for record in before {
            let pair = pairs.entry(record.id.clone()).or_default();
            pair.0.get_or_insert(record);
        }
        for record in after {
            let pair = pairs.entry(record.id.clone()).or_default();
            pair.1.get_or_insert(record);
        }
    }
    pairs.into_values().collect()
}

/// Takes one commit of a line in and returns what it changed; files that cannot be read are left out.
pub(super) fn land<'a>(
    state: &mut State,
    config: &Config,
    link: &'a Link,
    changes: &'a [FileChange],
    versions: &Versions,
) -> Landed<'a> {
    Landed {
        link,
        versions: in_line(state, updates(config, changes, versions)),
        gaps: Vec::new(),
        mended: Vec::new(),
        files: changes,
    }
}

/// Takes the files of one commit in and returns the records they touch, before and after.
fn in_line(state: &mut State, updates: Vec<Update>) -> Vec<Pair> {
    let mut touched: BTreeMap<Arc<str>, Option<Record>> = BTreeMap::new();
    for update in &updates {
        let Ok(records) = &update.version else {
            continue;
        };
        let new = records.iter().map(|record| &record.id);
        for id in state.ids_at(&update.path).chain(new) {
            if !touched.contains_key(id) {
                touched.insert(id.clone(), state.find(id).cloned());
            }
        }
    }
    for update in updates {
        state.replace(update);
    }
    touched
        .into_iter()
        .map(|(id, before)| (before, state.find(&id).cloned()))
        .collect()
}

/// A record before and after a commit.
type Pair = (Option<Record>, Option<Record>);

/// What one commit brought: versions of records before and after, not yet compared.
pub(super) struct Landed<'a> {
    link: &'a Link,
    versions: Vec<Pair>,
    gaps: Vec<Gap>,
    mended: Vec<Arc<str>>,
    files: &'a [FileChange],
}

impl<'a> Landed<'a> {
    /// Returns whether it touched no record.
    pub(super) fn is_empty(&self) -> bool {
        self.versions.is_empty() && self.gaps.is_empty() && self.mended.is_empty()
    }

    /// Compares the versions.
    pub(super) fn into_step(self, config: &Config) -> Step<'a> {
        let compare = |(before, after): &Pair| match (before, after) {
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
            mended: self.mended,
            files: self.files,
        }
    }
}

/// Returns the files that a commit left unreadable.
fn gaps(updates: &[Update]) -> Vec<Gap> {
    let unreadable = updates
        .iter()
        .filter_map(|update| update.version.as_ref().err());
    unreadable
        .map(|file| Gap {
            path: file.path.clone(),
            message: file
                .problems
                .first()
                .map_or_else(String::new, |problem| problem.message.clone()),
        })
        .collect()
}
