//! References that lead from one record to another, and the same the other way round.

use std::collections::BTreeMap;

use super::{Reference, Target, references, resolve};
use crate::model::{program::Program, record::Record};

/// A reference from one record to another.
#[derive(Debug, Clone, Copy)]
pub struct Edge<'a> {
    /// Who refers.
    pub from: &'a Record,
    /// To whom.
    pub to: &'a Record,
    /// Where and how.
    pub reference: &'a Reference,
}

/// A reference between two records, each by its place among the records of its program.
#[derive(Debug)]
pub(in crate::model) struct Joint {
    from: usize,
    to: usize,
    reference: Reference,
}

/// Returns every reference that leads to another record: by record, then in the order of its references. The text of the
/// records is read for them once in the life of a program, whoever asks first.
pub fn edges(program: &Program) -> Vec<Edge<'_>> {
    let joints = program.joints.get_or_init(|| joints(program));
    let edges = joints.iter().filter_map(|joint| {
        Some(Edge {
            from: program.records.get(joint.from)?,
            to: program.records.get(joint.to)?,
            reference: &joint.reference,
        })
    });
    edges.collect()
}

fn joints(program: &Program) -> Vec<Joint> {
    let records = program.records.iter().enumerate();
    // Ids and paths are not of one record alone; where it stands in memory is.
    let places: BTreeMap<*const Record, usize> = records
        .map(|(at, record)| (std::ptr::from_ref(record), at))
        .collect();
    let mut joints = Vec::new();
    for (at, from) in program.records.iter().enumerate() {
        for reference in references(program, from).iter() {
            if let Target::Record(to) = resolve(program, from, reference)
                && to.id != from.id
                && let Some(to) = places.get(&std::ptr::from_ref(to))
            {
                joints.push(Joint {
                    from: at,
                    to: *to,
                    reference: reference.clone(),
                });
            }
        }
    }
    joints
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
