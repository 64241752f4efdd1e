//! Who has to look at a change of the plan.

use std::collections::BTreeMap;

use super::Move;
use crate::{
    facts::{dependency, ownership, sign_off},
    model::{
        change::{Change, RecordChange},
        kind::Class,
        program::Program,
        record::{Person, Record},
        revision::Identity,
        role::Role,
    },
};

/// Somebody who has to look.
#[derive(Debug)]
pub struct Reviewer<'a> {
    /// Who.
    pub person: Person,
    /// Why, each record once, with the strongest reason.
    pub because: Vec<(&'a Record, Because)>,
}

/// Why somebody has to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// They decide it.
    Approves,
    /// They are to give it.
    Provides,
    /// They wait for it.
    Waits,
    /// They own what changes.
    Owns,
    /// They own what loses float, or can only be finished later.
    Loses,
}

impl Because {
    /// Returns what stands before the records.
    pub fn words(self) -> &'static str {
        match self {
            Self::Approves => "approves",
            Self::Provides => "provides",
            Self::Waits => "waits for",
            Self::Owns => "owns",
            Self::Loses => "has less time for",
        }
    }
}

/// Returns who has to look at changes, those with the most reasons first: the owners of what changes, before and after; the
/// approvers of decisions; both sides of dependencies; the owners of what loses float or can only be finished later. Who made
/// the changes is left out. Source: ours; the idea is that of owners of code.
pub fn reviewers<'a>(
    program: &'a Program,
    changes: &'a [RecordChange],
    moves: &[Move<'a>],
    authors: &[Identity],
) -> Vec<Reviewer<'a>> {
    let mut found: BTreeMap<String, Reviewer<'a>> = BTreeMap::new();
    let mut asked: BTreeMap<String, bool> = BTreeMap::new();
    let mut add = |people: Vec<Person>, record: &'a Record, because: Because| {
        for person in people {
            let key = ownership::key(program, &person);
            let is_asked = *asked.entry(key.clone()).or_insert_with(|| {
                !is_author(program, &person, authors) && ownership::is_somebody(program, &person)
            });
            if !is_asked {
                continue;
            }
            let reviewer = found.entry(key).or_insert_with(|| Reviewer {
                person,
                because: Vec::new(),
            });
            match reviewer
                .because
                .iter_mut()
                .find(|(own, _)| own.id == record.id)
            {
                Some((_, own)) => *own = because.min(*own),
                None => reviewer.because.push((record, because)),
            }
        }
    };
    for change in changes.iter().filter(|change| is_plan(change)) {
        let record = &change.record;
        for side in std::iter::once(record).chain(&change.before) {
            add(ownership::owners(side), record, Because::Owns);
            match change.kind.class {
                Class::Decision => add(side.people(Role::Approver), record, Because::Approves),
                Class::Dependency => {
                    add(dependency::providers(side), record, Because::Provides);
                    add(dependency::askers(program, side), record, Because::Waits);
                }
                _ => {}
            }
        }
    }
    for touched in moves.iter().flat_map(|one| &one.blast) {
        add(
            ownership::owners(touched.record),
            touched.record,
            Because::Loses,
        );
    }
    let mut reviewers: Vec<Reviewer<'_>> = found.into_values().collect();
    reviewers.sort_by_key(|one| std::cmp::Reverse(one.because.len()));
    reviewers
}

/// Returns whether somebody is among the authors; a team has looked when all of it has.
fn is_author(program: &Program, person: &Person, authors: &[Identity]) -> bool {
    let humans = ownership::humans(program, person);
    humans.iter().all(|human| {
        let human = std::slice::from_ref(human);
        let mut authors = authors.iter();
        authors.any(|who| sign_off::is_one_of(program, who, human))
    })
}

/// Returns whether a change says something of the plan: more than another path, of more than a person or an update.
fn is_plan(change: &RecordChange) -> bool {
    let says_something =
        !matches!(change.change, Change::Changed { .. }) || !change.deltas.is_empty();
    says_something && !matches!(change.kind.class, Class::Person | Class::Update)
}
