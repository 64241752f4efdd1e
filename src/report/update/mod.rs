//! Updates: the same facts for different people. One file an update; the facts they share are in `facts`.

mod contributors;
mod exec;
mod facts;

use jiff::civil::Date;

use super::Report;
use crate::model::{change::Changes, config::Config, past::Past, program::Program};

/// Everything an update may tell.
#[derive(Debug)]
pub struct Telling<'a> {
    /// The program as it is.
    pub program: &'a Program,
    /// What changed since the last time.
    pub changes: &'a Changes,
    /// What history says.
    pub past: &'a Past,
    /// Today.
    pub today: Date,
}

impl Telling<'_> {
    fn config(&self) -> &Config {
        &self.program.config
    }
}

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
