//! What stops work.

use jiff::civil::Date;
use serde::Serialize;

use super::{Named, Telling};
use crate::{
    model::{
        kind::Class,
        record::{Person, Record},
        role::Role,
    },
    report::Inline,
};

/// An open issue that stops unfinished work.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct Blocker {
    #[serde(flatten)]
    pub(in crate::report) record: Named,
    pub(in crate::report) owner: Option<String>,
    /// When it has to be gone.
    pub(in crate::report) needed_by: Option<Date>,
    /// The work that it stops.
    pub(in crate::report) blocks: Vec<Named>,
}

/// Returns the open issues that stop unfinished work, the first needed first.
pub(in crate::report) fn blockers(telling: &Telling<'_>) -> Vec<Blocker> {
    let program = telling.program;
    let releases = &telling.config().releases;
    let open = telling
        .of_class(Class::Issue)
        .filter(|record| record.is_unfinished());
    let blocks = |record: &Record| -> Vec<Named> {
        let values = record.values(Role::Blocks).into_iter();
        let work = values.filter_map(|value| program.find(&value.text));
        work.filter(|work| work.is_unfinished())
            .map(Named::new)
            .collect()
    };
    let mut blockers: Vec<Blocker> = open
        .map(|record| Blocker {
            record: Named::new(record),
            owner: record.people(Role::Owner).first().map(Person::to_string),
            needed_by: record.day(Role::NeededBy, releases),
            blocks: blocks(record),
        })
        .filter(|blocker| !blocker.blocks.is_empty())
        .collect();
    blockers.sort_by_key(|blocker| blocker.needed_by.unwrap_or(Date::MAX));
    blockers
}

impl Blocker {
    /// Returns what stops which work, who sees to it, by when.
    pub(in crate::report) fn line(&self) -> Vec<Inline> {
        let mut line = vec![Inline::text(format!("{} ", self.record.title))];
        line.extend(self.record.tag());
        line.push(Inline::text(" stops "));
        for (at, work) in self.blocks.iter().enumerate() {
            if at > 0 {
                line.push(Inline::text(", "));
            }
            line.push(Inline::link(&work.id, &work.path));
        }
        let owner = self.owner.as_deref().unwrap_or("nobody");
        let by = self
            .needed_by
            .map_or_else(String::new, |day| format!(" by {day}"));
        line.push(Inline::text(format!(", {owner}{by}")));
        line
    }
}
