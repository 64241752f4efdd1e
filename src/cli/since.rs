//! The changes that `check --since` judges.

use std::sync::Arc;

use jiff::civil::Date;

use super::{CliError, Context, range};
use crate::{
    check::{self, Overrides, Subject},
    history,
    model::{
        config::Config, finding::Finding, overlay::Laying, past::Past, program::Program,
        revision::Revision,
    },
    render::finding,
    store::{Moment, Store},
};

/// The changes since some moment, and the program then.
pub(super) struct Since {
    /// The program before all of them.
    pub(super) before: Program,
    /// The changes.
    pub(super) revisions: Vec<Revision>,
    /// What history says of each record.
    pub(super) past: Past,
    /// Where the branch left what is named.
    pub(super) from: Moment,
    name: String,
    commit: Option<String>,
    is_walk: bool,
}

impl Since {
    /// Reads the changes between what a person names and a moment: from where the two part.
    ///
    /// # Errors
    /// What is named is no revision or day, or the two have nothing in common.
    pub(super) fn read(
        context: &Context,
        store: &Store,
        config: &Arc<Config>,
        (name, is_walk): (&str, bool),
        (to, after): (Moment, &Program),
    ) -> Result<Self, CliError> {
        let repository = store.repository()?;
        let head = match to {
            Moment::Worktree | Moment::Index => repository.head()?,
            moment => moment,
        };
        let named = range::moment(store, name)?;
        let from = match (named, head) {
            (Moment::Commit(base), Moment::Commit(head)) => {
                Moment::Commit(repository.merge_base(base, head)?)
            }
            _ => named,
        };
        let before = store.program(config, from)?;
        // What an overlay holds has no history: it is neither new nor gone.
        let has_overlays = after.written().any(|record| record.is_private());
        let shared = match has_overlays {
            false => None,
            true => Some(store.program(config, to)?),
        };
        let span = history::Span {
            from,
            before: &before,
            to,
            after: shared.as_ref().unwrap_or(after),
        };
        let revisions = match is_walk {
            true => history::revisions(store, config, span)?,
            false => vec![history::net_revision(store, config, span)?],
        };
        let past = history::past(store, config, head)?;
        let what = "how long records stayed unchanged, and how often dates moved, is not known";
        range::say_shallow(context, &past, what);
        Ok(Self {
            commit: match from {
                Moment::Commit(id) => Some(id.to_string()),
                _ => None,
            },
            before: match shared {
                None => before,
                Some(_) => store.program_beside_overlays(config, from, Laying::Apart)?,
            },
            revisions,
            past,
            from,
            name: name.to_owned(),
            is_walk,
        })
    }

    /// Returns what is told of it in a report.
    pub(super) fn told(&self, older: usize) -> finding::Since {
        finding::Since {
            name: self.name.clone(),
            commit: self.commit.clone(),
            walk: self.is_walk,
            revisions: self.revisions.len(),
            older,
        }
    }
}

/// Runs the rules; with changes to judge, only what is new is returned, and from where on.
pub(super) fn judge(
    program: &Program,
    today: Date,
    overrides: &Overrides,
    since: Option<&Since>,
) -> (Vec<Finding>, Option<finding::Since>) {
    let state = Subject::state(program, today);
    let Some(since) = since else {
        return (check::judge(state, overrides), None);
    };
    let changed = Subject {
        revisions: &since.revisions,
        past: Some(&since.past),
        ..state
    };
    // Days go by on both sides: what is stale now is so without the change too.
    let before = Subject {
        past: Some(&since.past),
        ..Subject::state(&since.before, today)
    };
    let before = check::judge(before, overrides);
    let (findings, older) = check::new_ones(&before, check::judge(changed, overrides));
    (findings, Some(since.told(older)))
}
