//! Where the records of a report can be read with a browser.

use crate::{
    model::config::Config,
    report::Links,
    store::{Moment, Store, git::ObjectId},
};

/// Returns where the records are that a report tells as they are at the first moment; what is no longer there is looked
/// for at the others. `None` where the first is no commit, or there is no code host: then links stay paths.
pub(super) fn at(store: &Store, config: &Config, moments: &[Moment]) -> Option<Links> {
    let repository = store.repository().ok()?;
    let Some(Moment::Commit(told)) = moments.first() else {
        return None;
    };
    let host = repository.code_host(&config.code_host)?;
    let commits: Vec<ObjectId> = moments
        .iter()
        .filter_map(|moment| match moment {
            Moment::Commit(id) => Some(*id),
            _ => None,
        })
        .collect();
    let holder = repository.first_holder(&commits);
    let holder = move |path: &str| holder(path).map(|commit| commit.to_string());
    Some(Links {
        host,
        folder: repository.from_the_top(""),
        commit: told.to_string(),
        holder: Box::new(holder),
        is_sent: false,
    })
}
