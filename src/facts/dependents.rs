//! What depends on what: the order of work, and everything else that waits.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    program::Program,
    record::Record,
    reference::{self, Edge, Form},
    role::Role,
};

/// Who depends on each record, by id.
///
/// Work depends on what it comes `after`, and on its parts; whatever is affected, blocked or served by a record depends on
/// that record.
#[derive(Debug, Default)]
pub struct Dependents<'a> {
    direct: BTreeMap<&'a str, Vec<&'a Record>>,
}

impl<'a> Dependents<'a> {
    /// Reads who depends on what in a program. Records without a state count as unfinished.
    pub fn of(program: &'a Program) -> Self {
        Self::from_edges(&reference::edges(program))
    }

    /// Reads the same from references that are resolved already.
    pub fn from_edges(edges: &[Edge<'a>]) -> Self {
        let mut direct: BTreeMap<&'a str, Vec<&'a Record>> = BTreeMap::new();
        for edge in edges
            .iter()
            .filter(|edge| edge.reference.form == Form::Field)
        {
            let path = edge.reference.field.as_deref().unwrap_or_default();
            let field = edge.from.kind.field_at(path);
            let (on, who) = match field.and_then(|field| field.role) {
                Some(Role::After) => (edge.to, edge.from),
                Some(Role::Parent | Role::Affects | Role::Blocks | Role::Consumer) => {
                    (edge.from, edge.to)
                }
                _ => continue,
            };
            let all = direct.entry(&on.id).or_default();
            if !all.iter().any(|known| known.id == who.id) {
                all.push(who);
            }
        }
        Self { direct }
    }

    /// Returns the records that depend on one directly, whatever their state.
    pub fn direct(&self, id: &str) -> &[&'a Record] {
        self.direct.get(id).map_or(&[], Vec::as_slice)
    }

    /// Returns how many unfinished records depend on one, directly or through others. Cycles are walked once, and no
    /// record depends on itself.
    pub fn count(&self, id: &str) -> usize {
        let mut seen = BTreeSet::from([id]);
        let mut next = vec![id];
        let mut count = 0;
        while let Some(id) = next.pop() {
            for record in self.direct(id) {
                if record.is_unfinished() && seen.insert(&record.id) {
                    count += 1;
                    next.push(&record.id);
                }
            }
        }
        count
    }
}
