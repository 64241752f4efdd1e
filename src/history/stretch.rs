//! The newest part of history, as far back as a question needs: what one record, or all of them, went through.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    landing::Taker,
    walk::{Step, take},
};
use crate::{
    model::{
        change::{Gap, RecordChange},
        config::Config,
        program::Program,
        read,
    },
    store::{
        self, Entry, Moment, Result, Store,
        git::{FileChange, Link, ObjectId, Range},
    },
};

/// Commits that are looked at first. Where they do not answer the question, the rest is looked at in one go: reading
/// trees part by part means unpacking the same ones again.
const FIRST: usize = 512;

/// Says whether what was found, the oldest first, answers a question.
pub type IsEnough<'a> = &'a dyn Fn(&[Landing]) -> bool;

/// What is asked of history.
pub struct Question<'a> {
    /// The commits.
    pub range: Range,
    /// Whether every commit is told, not only those along first parents.
    pub is_all: bool,
    /// The record that is asked about; every one when left out.
    pub id: Option<&'a str>,
    /// The files that hold that record at the newest commit.
    pub holders: &'a [Arc<str>],
    /// The changes that count.
    pub counts: Option<&'a dyn Fn(&RecordChange) -> bool>,
    /// Whether what was found, the oldest first, answers the question. It is asked once this many commits were found,
    /// and where a file was added.
    pub is_enough: Option<(usize, IsEnough<'a>)>,
}

/// What one commit brought.
#[derive(Debug)]
pub struct Landing {
    /// The commit.
    pub id: ObjectId,
    /// When it counts, in seconds since 1970: see [`Link::effective`].
    pub effective: i64,
    /// What it changed.
    pub changes: Vec<RecordChange>,
    /// How many files with records it touched.
    pub files: usize,
    /// Files it left unreadable.
    pub gaps: Vec<Gap>,
    /// Files it left unreadable no longer.
    pub mended: Vec<Arc<str>>,
}

impl Landing {
    fn of(step: Step<'_>) -> Self {
        Self {
            id: step.link.id,
            effective: step.link.effective,
            changes: step.changes,
            files: 0,
            gaps: step.gaps,
            mended: step.mended,
        }
    }
}

/// The files that commits of a stretch changed, the oldest commit first.
#[derive(Default)]
struct Touched {
    links: Vec<Link>,
    changes: Vec<Vec<FileChange>>,
    /// How many files with records each commit touched, wanted or not.
    files: Vec<usize>,
}

impl Touched {
    /// Puts older commits before the ones that are known.
    fn prepend(&mut self, mut older: Self) {
        older.links.append(&mut self.links);
        older.changes.append(&mut self.changes);
        older.files.append(&mut self.files);
        *self = older;
    }
}

/// What a stretch of history holds.
pub struct Stretch {
    /// What commits brought, the oldest first.
    pub landings: Vec<Landing>,
    /// Whether older history is missing from this clone.
    pub is_shallow: bool,
}

/// Returns what commits brought, and goes no further back than the question needs.
///
/// # Errors
/// History cannot be read.
pub fn stretch(store: &Store, config: &Arc<Config>, question: &Question<'_>) -> Result<Stretch> {
    let repository = store.repository()?;
    let chain = match question.is_all {
        true => repository.all_commits(&question.range)?,
        false => repository.chain(&question.range)?,
    };
    let is_shallow = chain.iter().any(|link| link.is_cut);
    let mut touched = Touched::default();
    let roots = config.kinds.roots();
    let mut end = chain.len();
    loop {
        let is_first = question.is_enough.is_some() && end == chain.len();
        let begin = if is_first {
            end.saturating_sub(FIRST)
        } else {
            0
        };
        let links = &chain[begin..end];
        let changes = match question.is_all {
            true => repository.own_changes(links, &roots)?,
            false => repository.changes(links, &roots)?,
        };
        let older = wanted(config, question, links, changes);
        let is_new = |change: &FileChange| change.before.is_none();
        let has_new = older.changes.iter().flatten().any(is_new);
        let is_news = !older.links.is_empty();
        touched.prepend(older);
        end = begin;
        let Some((least, is_enough)) = question.is_enough.filter(|_| end > 0) else {
            let told = told(store, config, question, &touched, None)?;
            let landings = told.unwrap_or_default();
            return Ok(Stretch {
                landings,
                is_shallow,
            });
        };
        if is_news && (has_new || touched.links.len() >= least) {
            let told = told(store, config, question, &touched, Some(&chain[end]))?;
            if let Some(landings) = told.filter(|landings| is_enough(landings)) {
                return Ok(Stretch {
                    landings,
                    is_shallow,
                });
            }
        }
    }
}

/// Returns the commits that touched a wanted file.
fn wanted(
    config: &Config,
    question: &Question<'_>,
    links: &[Link],
    changes: Vec<Vec<FileChange>>,
) -> Touched {
    let mut touched = Touched::default();
    for (link, mut changes) in links.iter().zip(changes) {
        changes.retain(|change| config.kinds.of_path(&change.path).is_some());
        let files = changes.len();
        if let Some(id) = question.id {
            changes.retain(|change| read::may_hold(&config.kinds, &change.path, id));
        }
        if !changes.is_empty() {
            touched.links.push(link.clone());
            touched.changes.push(changes);
            touched.files.push(files);
        }
    }
    touched
}

/// Returns what these commits did to records; `first` is the one with which the stretch begins, where that is not the
/// whole range. `None` where a wanted file cannot be read as it was before them: its last good version is older.
fn told(
    store: &Store,
    config: &Arc<Config>,
    question: &Question<'_>,
    touched: &Touched,
    first: Option<&Link>,
) -> Result<Option<Vec<Landing>>> {
    let mut taker = if question.is_all {
        Taker::branches()
    } else {
        let start = before(store, config, question, touched, first)?;
        if first.is_some() && !start.unreadable.is_empty() {
            return Ok(None);
        }
        Taker::line(&start)
    };
    let mut landings = Vec::new();
    let parts = (&touched.links[..], &touched.changes[..]);
    take(
        store.repository()?,
        config,
        &mut taker,
        parts,
        &mut |step| {
            if step.is_told() {
                landings.push(Landing::of(step));
            }
        },
    )?;
    for landing in &mut landings {
        let at = touched.links.iter().position(|link| link.id == landing.id);
        landing.files = at.map_or(0, |at| touched.files[at]);
    }
    keep(config, question, &mut landings);
    Ok(Some(landings))
}

/// Returns the records that are asked about as they were before all commits of a stretch.
fn before(
    store: &Store,
    config: &Arc<Config>,
    question: &Question<'_>,
    touched: &Touched,
    first: Option<&Link>,
) -> Result<Program> {
    let parent = first.map_or(question.range.from, |link| link.parents.first().copied());
    let is_here = |id: &ObjectId| store.repository().is_ok_and(|own| own.has(*id));
    let moment = parent.filter(is_here).map(Moment::Commit);
    let Some(moment) = moment else {
        return Ok(Program::new(config.clone(), Vec::new(), Vec::new()));
    };
    let Some(id) = question.id else {
        return store.program(config, moment);
    };
    if first.is_none() {
        // The older end may be on another branch, where files are not what the oldest commit found.
        return store.some_of_program(config, moment, &|path| {
            read::may_hold(&config.kinds, path, id)
        });
    }
    let mut seen = BTreeSet::new();
    let mut wanted: Vec<Entry> = Vec::new();
    for change in touched.changes.iter().flatten() {
        if seen.insert(change.path.clone()) && change.before.is_some() && !change.is_odd {
            wanted.push(Entry {
                path: change.path.clone(),
                blob: change.before,
            });
        }
    }
    // What no commit of the stretch touched is as it was.
    let newest = store.snapshot(Moment::Commit(question.range.to))?;
    for path in question.holders.iter().filter(|path| !seen.contains(*path)) {
        wanted.extend(newest.find(path)?);
    }
    let mut reader = newest.reader();
    let (mut records, mut unreadable) = (Vec::new(), Vec::new());
    for entry in wanted {
        match store::parse(config, &entry.path, reader(&entry)?) {
            Ok(found) => records.extend(found),
            Err(file) => unreadable.push(file),
        }
    }
    Ok(Program::new(config.clone(), records, unreadable))
}

/// Drops what was not asked for. A file that cannot be read counts where it is known to hold a record that does.
fn keep(config: &Config, question: &Question<'_>, landings: &mut Vec<Landing>) {
    if question.id.is_none() && question.counts.is_none() {
        return;
    }
    let mut paths = BTreeSet::new();
    for landing in landings.iter_mut() {
        landing.changes.retain(|change| {
            question.id.is_none_or(|id| *change.id == *id)
                && question.counts.is_none_or(|counts| counts(change))
        });
        for change in &landing.changes {
            paths.insert(change.path.clone());
            paths.extend(change.moved_from.clone());
        }
    }
    let is_told = |path: &str| {
        let is_own = || {
            let kind = config.kinds.of_path(path)?;
            Some(read::id_in_path(&kind.id, path)?.as_str() == question.id?)
        };
        paths.contains(path) || is_own().unwrap_or(false)
    };
    for landing in landings.iter_mut() {
        landing.gaps.retain(|gap| is_told(&gap.path));
        landing.mended.retain(|path| is_told(path));
    }
    landings.retain(|landing| {
        !landing.changes.is_empty() || !landing.gaps.is_empty() || !landing.mended.is_empty()
    });
}
