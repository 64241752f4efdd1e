//! References that lead from one record to another, and the same the other way round.

use std::collections::BTreeMap;

use super::{Reference, Target, references, resolve};
use crate::model::{program::Program, record::Record};

/// A reference from one record to another.
#[derive(Debug, Clone)]
pub struct Edge<'a> {
    /// Who refers.
    pub from: &'a Record,
    /// To whom.
    pub to: &'a Record,
    /// Where and how.
    pub reference: Reference,
}

/// Returns every reference that leads to another record: by record, then in the order of its references.
pub fn edges(program: &Program) -> Vec<Edge<'_>> {
    let mut edges = Vec::new();
    for from in &program.records {
        for reference in references(program, from) {
            if let Target::Record(to) = resolve(program, from, &reference)
                && to.id != from.id
            {
                edges.push(Edge {
                    from,
                    to,
                    reference,
                });
            }
        }
    }
    edges
}

impl Program {
    /// Returns who refers to each record, by id: what no reference leads to is not in it. References of one record stand
    /// together, in the order of [`edges`].
    pub fn backlinks(&self) -> BTreeMap<&str, Vec<Edge<'_>>> {
        let mut backlinks: BTreeMap<&str, Vec<Edge<'_>>> = BTreeMap::new();
        for edge in edges(self) {
            backlinks.entry(&edge.to.id).or_default().push(edge);
        }
        backlinks
    }
}
