//! Everything that an update may tell, as data. The words leave out what does not fit; the data leave out nothing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Asked,
    changed::{Changed, changed},
    facts::{self, Blocker, Headline, Milestone, Named, OpenRisk, Path, Silent, Waiting},
    sides::{self, Owed},
    work::{self, Blocked, Decided, Delivered, Due, Moved},
};

/// Everything that an update may tell.
#[derive(Debug, Serialize)]
pub struct Facts {
    pub(super) headline: Headline,
    pub(super) decisions: Vec<Waiting>,
    pub(super) changed: Vec<Changed>,
    pub(super) risks: Vec<OpenRisk>,
    pub(super) paths_to_green: Vec<Path>,
    pub(super) blockers: Vec<Blocker>,
    pub(super) next: Vec<Milestone>,
    pub(super) silent: Vec<Silent>,
    pub(super) on_you: BTreeMap<String, Vec<Due>>,
    pub(super) waiting: Vec<Blocked>,
    pub(super) unblocked: Vec<Named>,
    pub(super) decided: Vec<Decided>,
    pub(super) moved: Vec<Moved>,
    pub(super) delivered: Vec<Delivered>,
    /// What the readers are to give.
    pub(super) you_owe: Vec<Owed>,
    /// What the readers are to get.
    pub(super) we_owe: Vec<Owed>,
}

impl Facts {
    /// Gathers everything that may be told.
    pub(super) fn of(asked: &Asked<'_>) -> Self {
        let telling = asked.telling;
        Self {
            headline: facts::headline(telling),
            decisions: facts::decisions(telling),
            changed: changed(telling),
            risks: facts::risks(telling),
            paths_to_green: facts::paths(telling),
            blockers: facts::blockers(telling),
            next: facts::milestones(telling),
            silent: facts::silent(telling),
            on_you: work::on_you(telling),
            waiting: work::blocked(telling),
            unblocked: work::unblocked(telling),
            decided: work::decided(telling),
            moved: work::moved(telling),
            delivered: work::delivered(telling),
            you_owe: sides::you_owe(asked),
            we_owe: sides::we_owe(asked),
        }
    }
}
