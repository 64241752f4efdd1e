//! Which records an audience wants to hear of.

use std::{collections::BTreeSet, sync::Arc};

use crate::model::{
    audience::Interest,
    kind::Class,
    program::Program,
    record::Record,
    reference::{self, Edge, Form},
    role::Role,
};

/// Returns the ids of the records that an audience wants to hear of; `None` where it wants to hear of all.
///
/// Of the workstreams that it names: they, the work that is part of them, and every risk, decision, dependency, issue and
/// meeting with a field that names one of these. Of those, what is of a kind that it names and has a tag that it names.
/// What it names nothing of limits nothing. Source: ours.
pub fn cared(program: &Program, interest: &Interest) -> Option<BTreeSet<Arc<str>>> {
    if interest.is_everything() {
        return None;
    }
    let ids = |records: &mut dyn Iterator<Item = &Record>| {
        records
            .map(|record| record.id.clone())
            .collect::<BTreeSet<_>>()
    };
    let mut cared = match interest.workstreams.as_slice() {
        [] => ids(&mut program.records.iter()),
        named => {
            let edges = reference::edges(program);
            let work = parts(&edges, named);
            let bears = edges.iter().filter(|edge| {
                let is_other = !matches!(edge.from.kind.class, Class::Work | Class::Person);
                is_other && edge.reference.form == Form::Field && work.contains(&edge.to.id)
            });
            let bears: Vec<Arc<str>> = bears.map(|edge| edge.from.id.clone()).collect();
            work.into_iter().chain(bears).collect()
        }
    };
    let fits = ids(&mut program
        .records
        .iter()
        .filter(|record| interest.wants(record)));
    cared.retain(|id| fits.contains(id));
    Some(cared)
}

/// Returns some work and everything that is part of it.
fn parts(edges: &[Edge<'_>], named: &[String]) -> BTreeSet<Arc<str>> {
    let mut work: BTreeSet<Arc<str>> = named.iter().map(|id| id.as_str().into()).collect();
    loop {
        let before = work.len();
        for edge in edges {
            let path = edge.reference.field.as_deref().unwrap_or_default();
            let field = edge.from.kind.field_at(path);
            let is_parent = field.is_some_and(|field| field.role == Some(Role::Parent));
            if is_parent && work.contains(&edge.to.id) {
                work.insert(edge.from.id.clone());
            }
        }
        if work.len() == before {
            return work;
        }
    }
}
