//! The references of a program, resolved once for the rules that follow them.

use std::collections::BTreeMap;

use crate::{
    model::{
        program::Program,
        record::Record,
        reference::{self, Target},
    },
    text::Span,
};

/// A reference from one record to another.
#[derive(Debug, Clone)]
pub(super) struct Edge<'a> {
    /// Who refers.
    pub(super) from: &'a Record,
    /// To whom.
    pub(super) to: &'a Record,
    /// The path of the field it stands in; `None` in the body.
    pub(super) field: Option<String>,
    /// Where it stands.
    pub(super) span: Span,
}

/// Returns every reference that leads to another record, in the order of records.
pub(super) fn edges(program: &Program) -> Vec<Edge<'_>> {
    let mut edges = Vec::new();
    for from in &program.records {
        for found in reference::references(from) {
            if let Target::Record(to) = reference::resolve(program, from, &found)
                && to.id != from.id
            {
                edges.push(Edge {
                    from,
                    to,
                    field: found.field,
                    span: found.span,
                });
            }
        }
    }
    edges
}

/// Returns the first cycle through each record, as ids in order, each cycle once.
pub(super) fn cycles<'a>(edges: &[Edge<'a>]) -> Vec<Vec<&'a str>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for edge in edges {
        next.entry(&edge.from.id).or_default().push(&edge.to.id);
    }
    let mut search = Search {
        next: &next,
        state: BTreeMap::new(),
        path: Vec::new(),
        cycles: Vec::new(),
    };
    for start in next.keys() {
        search.visit(start);
    }
    search.cycles
}

struct Search<'a, 'b> {
    next: &'b BTreeMap<&'a str, Vec<&'a str>>,
    /// Whether a record is finished; absent when it was not seen.
    state: BTreeMap<&'a str, bool>,
    path: Vec<&'a str>,
    cycles: Vec<Vec<&'a str>>,
}

impl<'a> Search<'a, '_> {
    /// Walks with a stack of its own: chains of records may be longer than the thread's stack is deep.
    fn visit(&mut self, start: &'a str) {
        let mut stack: Vec<(&'a str, usize)> = vec![(start, 0)];
        if self.state.contains_key(start) {
            return;
        }
        self.state.insert(start, false);
        self.path.push(start);
        while let Some((at, child)) = stack.last_mut() {
            let following = self.next.get(*at).and_then(|all| all.get(*child)).copied();
            *child += 1;
            match following {
                Some(to) => match self.state.get(to) {
                    None => {
                        self.state.insert(to, false);
                        self.path.push(to);
                        stack.push((to, 0));
                    }
                    Some(false) => {
                        let from = self.path.iter().position(|id| *id == to).unwrap_or(0);
                        self.cycles.push(self.path[from..].to_vec());
                    }
                    Some(true) => {}
                },
                None => {
                    self.state.insert(*at, true);
                    self.path.pop();
                    stack.pop();
                }
            }
        }
    }
}
