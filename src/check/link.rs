//! Cycles of references.

use std::collections::BTreeMap;

use crate::model::reference::Edge;

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
