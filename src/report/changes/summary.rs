//! Counts by kind, and the transitions of every field with a closed vocabulary.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{
        change::{Change, Changes, Delta},
        config::Config,
        kind::{Field, Kind},
        role::Role,
    },
    report::{Block, Inline},
};

/// Counts of one kind. In a net report they count records, in a walk they count steps.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Records at the older end.
    pub records_a: usize,
    /// Records at the newer end.
    pub records_b: usize,
    /// New records.
    pub added: usize,
    /// Records that are gone.
    pub removed: usize,
    /// Records whose path differs.
    pub moved: usize,
    /// Records whose fields differ.
    pub changed: usize,
    /// Value to value of fields that take only certain words, by field, most frequent first.
    pub transitions: Vec<Transition>,
}

/// How often a field went from one value to another.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Transition {
    /// The field: keys joined by dots.
    pub field: String,
    /// The literal before; "None" when absent.
    pub from: String,
    /// The literal after; "None" when absent.
    pub to: String,
    /// How often.
    pub count: usize,
}

impl Counts {
    /// Returns whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.added + self.removed + self.moved + self.changed == 0
    }
}

/// Returns the counts of every kind of the program.
pub(super) fn summarise(config: &Config, changes: &Changes) -> BTreeMap<String, Counts> {
    let mut summary: BTreeMap<String, Counts> = BTreeMap::new();
    for kind in config.kinds.iter() {
        let (records_a, records_b) = changes.records.get(&kind.name).copied().unwrap_or_default();
        summary.insert(
            kind.name.clone(),
            Counts {
                records_a,
                records_b,
                ..Counts::default()
            },
        );
    }
    for entry in &changes.entries {
        let change = &entry.change;
        let counts = summary.entry(change.kind.name.clone()).or_default();
        match change.change {
            Change::Added => counts.added += 1,
            Change::Removed => counts.removed += 1,
            Change::Changed { metadata } => counts.changed += usize::from(metadata),
        }
        counts.moved += usize::from(change.moved_from.is_some());
    }
    for (kind, tally) in tally_transitions(config, changes) {
        if let Some(counts) = summary.get_mut(kind) {
            counts.transitions = by_frequency(tally);
        }
    }
    summary
}

/// How often each step was taken: field, before, after.
type Tally = BTreeMap<(String, String, String), usize>;

/// Counts the steps of fields that take only certain words, by kind.
fn tally_transitions<'a>(config: &Config, changes: &'a Changes) -> BTreeMap<&'a str, Tally> {
    let closed: BTreeMap<&str, BTreeSet<String>> = config
        .kinds
        .iter()
        .map(|kind| (kind.name.as_str(), closed_fields(kind)))
        .collect();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for entry in &changes.entries {
        let kind = entry.change.kind.name.as_str();
        for delta in &entry.change.deltas {
            let Delta::Field(delta) = delta else { continue };
            let is_closed = closed
                .get(kind)
                .is_some_and(|fields| fields.contains(&delta.path));
            if is_closed {
                let field = entry.change.kind.field_at(&delta.path);
                let (before, after) = (word(field, &delta.before), word(field, &delta.after));
                let tally = tallies.entry(kind).or_default();
                *tally
                    .entry((delta.path.clone(), before, after))
                    .or_default() += 1;
            }
        }
    }
    tallies
}

/// Returns the word that a text is counted as: the part of it that counts, as it is written.
fn word(field: Option<&Field>, text: &Option<String>) -> String {
    let text = text.as_deref();
    let part = text.map(|text| field.and_then(|field| field.part(text)).unwrap_or(text));
    part.unwrap_or("None").to_owned()
}

fn by_frequency(tally: Tally) -> Vec<Transition> {
    let mut list: Vec<Transition> = tally
        .into_iter()
        .map(|((field, from, to), count)| Transition {
            field,
            from,
            to,
            count,
        })
        .collect();
    list.sort_by(|a, b| {
        a.field
            .cmp(&b.field)
            .then(b.count.cmp(&a.count))
            .then_with(|| (&a.from, &a.to).cmp(&(&b.from, &b.to)))
    });
    list
}

/// Returns the fields of a kind that take only certain words: enumerations of its schema, and its state.
fn closed_fields(kind: &Kind) -> BTreeSet<String> {
    let enumerations = kind
        .schema
        .as_ref()
        .map(|schema| schema.closed_fields())
        .unwrap_or_default();
    let states = kind
        .fields_of(Role::Status)
        .filter(|_| !kind.lifecycle.states.is_empty());
    enumerations
        .into_iter()
        .chain(states.flat_map(|field| field.paths.clone()))
        .collect()
}

/// Returns the transitions of states, stages and health as a table; `None` when there are none.
pub(super) fn transitions_table(
    config: &Config,
    summary: &BTreeMap<String, Counts>,
) -> Option<Block> {
    let mut rows = Vec::new();
    for kind in config.kinds.iter() {
        let Some(counts) = summary.get(&kind.name) else {
            continue;
        };
        for transition in &counts.transitions {
            let cells = [
                &kind.title,
                &transition.field,
                &transition.from,
                &transition.to,
            ];
            let mut row: Vec<Vec<Inline>> = cells
                .into_iter()
                .map(|cell| vec![Inline::text(cell)])
                .collect();
            row.push(vec![Inline::text(transition.count.to_string())]);
            rows.push(row);
        }
    }
    let columns = ["Kind", "Field", "From", "To", "Count"]
        .map(str::to_owned)
        .to_vec();
    (!rows.is_empty()).then_some(Block::Table { columns, rows })
}
