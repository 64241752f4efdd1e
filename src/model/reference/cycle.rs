//! Cycles of references.

use std::collections::BTreeMap;

/// Returns the first cycle through each record, as ids in order, each cycle once: `[DEL-1, DEL-2]` where DEL-1 leads to DEL-2
/// and that back to DEL-1.
pub fn cycles<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Vec<&'a str>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in pairs {
        next.entry(from).or_default().push(to);
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

/// Returns the way around a cycle, "DEL-1 → DEL-2 → DEL-1"; the middle of a long one is left out.
pub fn around(cycle: &[&str]) -> String {
    const SHOWN: usize = 8;
    let mut steps: Vec<String> = cycle.iter().map(|id| (*id).to_owned()).collect();
    if let Some(more) = steps.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        steps.splice(SHOWN / 2..SHOWN / 2 + more, [format!("{more} more")]);
    }
    steps.extend(cycle.first().map(|id| (*id).to_owned()));
    steps.join(" \u{2192} ")
}
