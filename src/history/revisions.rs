//! What changes a stretch of history holds for rules to judge: all together, or commit by commit.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    compare::commit_of,
    stretch::{Question, stretch},
    walk::{Step, walk},
};
use crate::{
    diff,
    facts::sign_off,
    model::{
        config::Config,
        program::Program,
        record::Record,
        revision::{Identity, Revision},
    },
    store::{
        Moment, Result, Store,
        git::{ObjectId, Range, Repository},
    },
};

/// The two ends of what is judged, and the program at each.
#[derive(Debug, Clone, Copy)]
pub struct Span<'a> {
    /// The older moment.
    pub from: Moment,
    /// The program then.
    pub before: &'a Program,
    /// The newer moment.
    pub to: Moment,
    /// The program then.
    pub after: &'a Program,
}

/// Returns what differs between two moments, as if it landed at once.
///
/// # Errors
/// History cannot be read.
pub fn net_revision(store: &Store, config: &Arc<Config>, span: Span<'_>) -> Result<Revision> {
    let mut revision = Revision {
        changes: diff::programs(span.before, span.after),
        is_uncommitted: commit_of(span.to).is_none(),
        ..Revision::default()
    };
    let newest = match span.to {
        Moment::Commit(id) => Some(id),
        Moment::Nothing => None,
        Moment::Index | Moment::Worktree => commit_of(store.repository()?.head()?),
    };
    if let Some(to) = newest {
        let range = Range {
            from: commit_of(span.from),
            to,
        };
        sign(store, config, range, span.after, &mut revision)?;
    }
    Ok(revision)
}

/// Returns what each first-parent commit between two moments changed, oldest first, and last what is not committed. The
/// commits that blame passes over are left out.
///
/// # Errors
/// History cannot be read.
pub fn revisions(store: &Store, config: &Arc<Config>, span: Span<'_>) -> Result<Vec<Revision>> {
    let repository = store.repository()?;
    let head = match span.to {
        Moment::Index | Moment::Worktree => repository.head()?,
        moment => moment,
    };
    let mut revisions = Vec::new();
    if let Some(to) = commit_of(head) {
        let range = Range {
            from: commit_of(span.from),
            to,
        };
        revisions = committed(store, config, range, span)?;
    }
    if head != span.to {
        let committed = store.program(config, head)?;
        let rest = Revision {
            changes: diff::programs(&committed, span.after),
            is_uncommitted: true,
            ..Revision::default()
        };
        revisions.extend((!rest.changes.is_empty()).then_some(rest));
    }
    Ok(revisions)
}

fn committed(
    store: &Store,
    config: &Arc<Config>,
    range: Range,
    span: Span<'_>,
) -> Result<Vec<Revision>> {
    let repository = store.repository()?;
    let ignored = repository.ignored_commits()?;
    let mut found: Vec<(ObjectId, Option<ObjectId>, Revision)> = Vec::new();
    walk(
        repository,
        config,
        &range,
        span.before,
        &mut |step: Step<'_>| {
            let parent = step.link.parents.first().copied();
            let revision = Revision {
                changes: step.changes,
                ..Revision::default()
            };
            found.push((step.link.id, parent, revision));
        },
    )?;
    let mut revisions = Vec::new();
    for (id, parent, mut revision) in found {
        if repository.brings_only(id, &ignored)? {
            continue;
        }
        let range = Range {
            from: parent.filter(|parent| repository.has(*parent)),
            to: id,
        };
        sign(store, config, range, span.after, &mut revision)?;
        revisions.push((id, revision));
    }
    let ids: Vec<ObjectId> = revisions.iter().map(|(id, _)| *id).collect();
    let commits = repository.describe(&ids)?;
    let described = revisions.into_iter().zip(commits);
    Ok(described
        .map(|((_, revision), commit)| Revision {
            day: Some(commit.date()),
            commit: Some(Arc::new(commit)),
            ..revision
        })
        .collect())
}

/// Adds who stands behind the changes that somebody has to sign, from every commit of a range: those that changed the
/// record, and those that say whose agreement they carry.
fn sign(
    store: &Store,
    config: &Arc<Config>,
    range: Range,
    program: &Program,
    revision: &mut Revision,
) -> Result<()> {
    let asked = revision.changes.iter();
    let asked = asked.filter(|change| sign_off::asked(program, change).is_some());
    let records: Vec<Record> = asked.map(|change| change.record.clone()).collect();
    if records.is_empty() {
        return Ok(());
    }
    let repository = store.repository()?;
    revision.acknowledged_by = acknowledged(repository, &range)?;
    for record in records {
        let authors = authors(store, repository, config, range, &record)?;
        revision.authors.insert(record.id.clone(), authors);
    }
    Ok(())
}

/// Returns who stands behind what a range of commits did to a record: who wrote those that changed it, and whose agreement
/// any of them carries.
pub(super) fn signers(
    store: &Store,
    config: &Arc<Config>,
    range: Range,
    record: &Record,
) -> Result<Vec<Identity>> {
    let repository = store.repository()?;
    let mut signers = authors(store, repository, config, range, record)?;
    signers.extend(acknowledged(repository, &range)?);
    Ok(signers)
}

/// Returns whose agreement the commits of a range carry.
fn acknowledged(repository: &Repository, range: &Range) -> Result<Vec<Identity>> {
    let mut acknowledged = BTreeSet::new();
    for link in repository.all_commits(range)? {
        acknowledged.extend(repository.signatures(link.id)?.acknowledged_by);
    }
    Ok(acknowledged.into_iter().collect())
}

/// Returns who wrote the commits of a range that changed a record.
fn authors(
    store: &Store,
    repository: &Repository,
    config: &Arc<Config>,
    range: Range,
    record: &Record,
) -> Result<Vec<Identity>> {
    let question = Question {
        range,
        is_all: true,
        id: Some(&record.id),
        holders: std::slice::from_ref(&record.file.path),
        counts: None,
        is_enough: None,
    };
    let mut authors = BTreeSet::new();
    for landing in stretch(store, config, &question)?.landings {
        authors.extend(repository.signatures(landing.id)?.authors);
    }
    Ok(authors.into_iter().collect())
}
