//! How deep a workstream is planned.

use super::Surroundings;
use crate::{
    facts::{dependents::Dependents, ownership},
    model::{
        kind::Class, program::Program, record::Record, role::Role, status::Category, tbd::Tbd,
    },
};

/// How deep one workstream is planned, and what the next level lacks.
#[derive(Debug)]
pub struct Depth<'a> {
    /// The workstream.
    pub record: &'a Record,
    /// The deepest level that is filled, with all above it: 0 to 4.
    pub level: u8,
    /// The records in which the next level is not filled.
    pub lacking: Vec<&'a Record>,
}

impl Depth<'_> {
    /// The level from which a workstream counts as planned.
    pub const ENOUGH: u8 = 3;

    /// Returns whether it is deep enough.
    pub fn is_enough(&self) -> bool {
        self.level >= Self::ENOUGH
    }
}

/// Returns whether a record is a workstream: work to which the kind of other work may belong.
pub fn is_workstream(program: &Program, record: &Record) -> bool {
    let kinds = program.config.kinds.iter();
    let mut parents = kinds
        .filter(|kind| kind.class == Class::Work)
        .flat_map(|kind| kind.fields_of(Role::Parent));
    record.kind.class == Class::Work && parents.any(|field| field.to.contains(&record.kind.name))
}

/// Returns how deep each workstream under way is planned, in the order of the program.
///
/// Level 1: it has an objective. Level 2: it has parts. Level 3: each unfinished part says when it is done, and has a place
/// in the order: it comes after something, something comes after it, or there is no other. Level 4: for each part under
/// way somebody has an open action with a day, in the part or in a risk, issue or dependency that bears on it. A level
/// counts where those above it do. Source: the advice to plan two or three levels deeper; the levels are ours.
pub fn depth<'a>(around: &Surroundings<'a>) -> Vec<Depth<'a>> {
    let program = around.program;
    let streams = program.records.iter().filter(|record| {
        record.category() == Some(Category::Active) && is_workstream(program, record)
    });
    streams.map(|record| depth_of(record, around)).collect()
}

/// Returns how deep one workstream is planned.
pub fn depth_of<'a>(stream: &'a Record, around: &Surroundings<'a>) -> Depth<'a> {
    let parts: Vec<&Record> = around
        .program
        .referring(&stream.id, Role::Parent)
        .filter(|part| part.category() != Some(Category::Dropped))
        .collect();
    let open = parts.iter().copied().filter(|part| part.is_unfinished());
    let open: Vec<&Record> = open.collect();
    let without = |is_filled: &dyn Fn(&Record) -> bool| -> Vec<&'a Record> {
        let open = open.iter().copied();
        open.filter(|part| !is_filled(part)).collect()
    };
    let unless = |is_filled: bool| if is_filled { Vec::new() } else { vec![stream] };
    let is_ordered = |part: &Record| {
        open.len() == 1 || part.is_filled(Role::After) || has_successor(part, &around.dependents)
    };
    let levels = [
        unless(is_said(stream, Role::Summary)),
        unless(!parts.is_empty()),
        without(&|part| is_said(part, Role::DoneWhen) && is_ordered(part)),
        without(&|part| part.category() != Some(Category::Active) || has_action(around, part)),
    ];
    let mut level = 0;
    for lacking in levels {
        if !lacking.is_empty() {
            return Depth {
                record: stream,
                level,
                lacking,
            };
        }
        level += 1;
    }
    Depth {
        record: stream,
        level,
        lacking: Vec::new(),
    }
}

/// Returns whether a role says something other than `TBD`.
fn is_said(record: &Record, role: Role) -> bool {
    let values = record.values(role);
    let is_open = |text: &str| Tbd::parse(text).is_some();
    record.is_filled(role) && !values.iter().any(|value| is_open(&value.text))
}

/// Returns whether other work comes after a part. That its parent depends on it says nothing about order.
fn has_successor(part: &Record, dependents: &Dependents<'_>) -> bool {
    let parents = part.values(Role::Parent);
    let is_parent = |record: &Record| parents.iter().any(|parent| *parent.text == *record.id);
    let mut direct = dependents.direct(&part.id).iter();
    direct.any(|record| record.kind.class == Class::Work && !is_parent(record))
}

/// Returns whether somebody has an open action with a day in a part, or in a record that bears on it.
fn has_action(around: &Surroundings<'_>, part: &Record) -> bool {
    let has_own = |record: &Record| ownership::next_action(record, around.today).is_some();
    let roles = [Role::Affects, Role::Blocks, Role::Consumer];
    let mut bearing = roles
        .iter()
        .flat_map(|role| around.program.referring(&part.id, *role));
    has_own(part) || bearing.any(|record| record.is_unfinished() && has_own(record))
}
