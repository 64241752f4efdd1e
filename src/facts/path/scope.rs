//! The work that must be finished before something else is.

use std::collections::{BTreeMap, BTreeSet};

use super::is_open_decision;
use crate::model::{
    kind::Class,
    program::Program,
    record::Record,
    reference::{self, Edge},
    role::Role,
};

/// The work and decisions that lead to a record, and what is said about them.
pub(super) struct Scope<'a> {
    /// The record, and unfinished work and open decisions before it, by id.
    pub(super) before: BTreeMap<&'a str, &'a Record>,
    /// Unfinished dependencies, issues and risks for any of these, by id.
    pub(super) around: BTreeMap<&'a str, &'a Record>,
    is_everything: bool,
}

impl<'a> Scope<'a> {
    /// Returns what leads to a record.
    pub(super) fn of(program: &'a Program, record: &'a Record) -> Self {
        let edges = reference::edges(program);
        let is_everything = record.kind.class == Class::Program;
        let mut scope = Self {
            before: BTreeMap::new(),
            around: BTreeMap::new(),
            is_everything,
        };
        scope.follow(program, &edges, record);
        let targets: BTreeSet<&str> = scope.before.keys().copied().chain([&*record.id]).collect();
        for edge in &edges {
            if targets.contains(&*edge.to.id) || is_everything {
                scope.take(edge);
            }
        }
        scope
    }

    /// Returns whether the record is the program itself.
    pub(super) fn is_everything(&self) -> bool {
        self.is_everything
    }

    fn follow(&mut self, program: &'a Program, edges: &[Edge<'a>], record: &'a Record) {
        let mut waits_for: BTreeMap<&str, Vec<&'a Record>> = BTreeMap::new();
        for edge in edges {
            match role(edge) {
                Some(Role::After) => waits_for.entry(&edge.from.id).or_default().push(edge.to),
                Some(Role::Parent) => waits_for.entry(&edge.to.id).or_default().push(edge.from),
                _ => {}
            }
        }
        let mut next: Vec<&'a Record> = match self.is_everything {
            true => program.distinct().filter(|one| is_left(one)).collect(),
            false => vec![record],
        };
        while let Some(at) = next.pop() {
            if is_left(at) && self.before.insert(&at.id, at).is_none() {
                next.extend(waits_for.get(&*at.id).into_iter().flatten());
            }
        }
    }

    /// Takes in what a record says about one that must be finished.
    fn take(&mut self, edge: &Edge<'a>) {
        let from = edge.from;
        let is_about = match (from.kind.class, role(edge)) {
            (Class::Decision, Some(Role::Affects)) if is_open_decision(from) => {
                self.before.insert(&from.id, from);
                return;
            }
            (Class::Dependency, Some(Role::Consumer)) => true,
            (Class::Issue, Some(Role::Blocks)) => true,
            (Class::Risk, Some(Role::Affects)) => true,
            _ => false,
        };
        if is_about && from.is_unfinished() {
            self.around.insert(&from.id, from);
        }
    }
}

fn role(edge: &Edge<'_>) -> Option<Role> {
    let path = edge.reference.field.as_deref()?;
    edge.from.kind.field_at(path)?.role
}

/// Returns whether something must be finished or decided.
fn is_left(record: &Record) -> bool {
    match record.kind.class {
        Class::Work => record.is_unfinished(),
        Class::Decision => is_open_decision(record),
        _ => false,
    }
}
