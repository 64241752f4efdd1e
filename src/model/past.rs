//! What the whole of history says about each record. `history` reads it; reports tell it.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{date::When, role::Role, status::Health};

/// What history says about every record.
#[derive(Debug, Default)]
pub struct Past {
    /// By id.
    pub records: BTreeMap<Arc<str>, RecordPast>,
    /// The last commit that touched each file, in any way. A file that got another path is a new one.
    pub files: BTreeMap<Arc<str>, Mark>,
    /// The worst stated health of unfinished work, each time it changed.
    pub health: Vec<(Date, Option<Health>)>,
    /// Whether older history is missing from this clone.
    pub is_shallow: bool,
}

/// A commit that did something to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day of the commit, in UTC.
    pub day: Date,
    /// The full id of the commit.
    pub commit: Arc<str>,
}

/// What history says about one record.
#[derive(Debug, Default, Clone)]
pub struct RecordPast {
    /// When it was first there.
    pub added: Option<Mark>,
    /// When what it says last changed in a commit that changed fewer records than a bulk commit does. Another path alone
    /// changes nothing.
    pub changed: Option<Mark>,
    /// Its due dates and forecasts, each time one changed.
    pub dates: Vec<Stand>,
    /// What it was to be measured against, oldest first: see [`Baseline`].
    pub baselines: Vec<Baseline>,
    /// How often its due date or forecast moved later.
    pub later_moves: usize,
    /// How often that happened without a word.
    pub silent_moves: usize,
    /// Its states, each time it changed.
    pub states: Vec<(Date, Option<Box<str>>)>,
    /// Its stated health, each time it changed.
    pub health: Vec<(Date, Option<Health>)>,
    /// Since when it names nobody who owns it; `None` where somebody does.
    pub unowned: Option<Date>,
}

/// What a due date or a forecast says from some day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// The day.
    pub day: Date,
    /// `due` or `forecast`.
    pub role: Role,
    /// The field: keys joined by dots.
    pub field: Box<str>,
    /// The moment; `None` where there is none any more.
    pub when: Option<When>,
}

/// A due date that a record is measured against.
///
/// The first one is what the record was due when it was first committed to, or first due where its kind knows no such
/// state. Later ones come with a decision alone: a commit that names one more in `rebaselined_by`, or a tag `baseline/…`
/// on a commit of the main line, which stands for everything that is due there. Each due date of a kind that has several
/// has its own.
///
/// Source: the schedule baseline of GAO-16-89G, read from git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// The field: keys joined by dots.
    pub field: Box<str>,
    /// The due date.
    pub when: When,
    /// Since when.
    pub since: Date,
    /// The decisions or the tag behind it; empty for the first commitment.
    pub by: Box<str>,
}

impl RecordPast {
    /// Returns the day on which it last changed.
    pub fn changed_on(&self) -> Option<Date> {
        self.changed.as_ref().map(|mark| mark.day)
    }

    /// Returns the day on which its due date or forecast last changed.
    pub fn moved_on(&self) -> Option<Date> {
        self.dates.last().map(|stand| stand.day)
    }

    /// Returns the day that was first committed to.
    pub fn first_due(&self) -> Option<Date> {
        self.baselines.first()?.when.day()
    }

    /// Returns since when the health is what it is, and what it was before.
    pub fn health_since(&self) -> Option<(Date, Option<Health>)> {
        since(&self.health)
    }

    /// Returns since when the state is what it is.
    pub fn state_since(&self) -> Option<Date> {
        self.states.last().map(|(day, _)| *day)
    }

    /// Returns what a due date or a forecast said at the end of a day.
    pub fn stood(&self, role: Role, field: &str, day: Date) -> Option<&When> {
        let mut stands = self.dates.iter().rev();
        let found =
            stands.find(|one| one.role == role && *one.field == *field && one.day <= day)?;
        found.when.as_ref()
    }

    /// Returns what stands now in each field of a role, in the order in which they changed.
    pub fn standing(&self, role: Role) -> Vec<&Stand> {
        let mut last: Vec<&Stand> = Vec::new();
        for stand in self.dates.iter().rev().filter(|one| one.role == role) {
            if last.iter().all(|other| other.field != stand.field) {
                last.push(stand);
            }
        }
        last.reverse();
        last
    }

    /// Returns what a due date is measured against now.
    pub fn baseline(&self, field: &str) -> Option<&Baseline> {
        self.baselines.iter().rfind(|one| *one.field == *field)
    }

    /// Returns what a due date was measured against at first.
    pub fn first_baseline(&self, field: &str) -> Option<&Baseline> {
        self.baselines.iter().find(|one| *one.field == *field)
    }
}

impl Past {
    /// Returns since when the worst stated health is what it is, and what it was before.
    pub fn health_since(&self) -> Option<(Date, Option<Health>)> {
        since(&self.health)
    }

    /// Returns what history says about a record.
    pub fn of(&self, id: &str) -> Option<&RecordPast> {
        self.records.get(id)
    }

    /// Returns the last commit that touched a file.
    pub fn touched(&self, path: &str) -> Option<&Mark> {
        self.files.get(path)
    }
}

fn since(timeline: &[(Date, Option<Health>)]) -> Option<(Date, Option<Health>)> {
    let (day, _) = timeline.last()?;
    let before = timeline.len().checked_sub(2).and_then(|at| timeline[at].1);
    Some((*day, before))
}
