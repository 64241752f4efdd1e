//! Updates: the same facts for different people. One file an update; the facts they share are in `report/facts`.

mod contributors;
mod exec;

pub use super::facts::Telling;
use super::{Report, facts};

/// One kind of update.
#[derive(Debug)]
pub struct Update {
    /// Its name in `audiences:`.
    pub name: &'static str,
    /// The question it answers.
    pub about: &'static str,
    report: fn(&Telling<'_>) -> Report<'static>,
}

/// Every kind of update, by name.
pub const UPDATES: &[Update] = &[
    Update {
        name: "contributors",
        about: "what is mine, what changed, why",
        report: contributors::report,
    },
    Update {
        name: "exec",
        about: "should I worry, must I decide",
        report: exec::report,
    },
];

/// Returns the update with this name; `None` when there is none.
pub fn report(name: &str, telling: &Telling<'_>) -> Option<Report<'static>> {
    UPDATES
        .iter()
        .find(|update| update.name == name)
        .map(|update| (update.report)(telling))
}
