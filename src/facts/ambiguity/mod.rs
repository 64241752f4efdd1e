//! How much of the program is still ambiguous: what is not known, and what is known and not to everybody.
//!
//! Counting incomplete statements and weak phrases follows NASA's ARM tool for requirements (Wilson, Rosenberg and Hyatt,
//! ICSE 1997); slots, weights and the split are ours.

mod acronym;
mod action;
mod around;
mod depth;
mod field;
mod meant;
mod slot;
mod tick;
pub mod vague;
mod whole;

use jiff::civil::Date;

pub use acronym::Acronym;
pub use around::Surroundings;
pub use depth::{Depth, depth, depth_of, is_workstream};
pub use meant::day_meant;
pub use slot::{Defect, Slot, What, commitments};
pub use tick::Ticks;
pub use whole::{Squishy, Untold, Whole};

use crate::{
    facts::ownership,
    model::{kind::Class, program::Program, record::Record},
};

/// What is ambiguous in one record.
#[derive(Debug)]
pub struct Ambiguity<'a> {
    /// The facts that its stage asks for, and what else is said and defective.
    pub slots: Vec<Slot<'a>>,
    /// Short forms that the glossary does not know.
    pub acronyms: Vec<Acronym>,
}

/// What one undefined short form weighs.
const ACRONYM: f64 = 0.1;

impl<'a> Ambiguity<'a> {
    /// Looks at one record.
    pub fn of(program: &'a Program, record: &'a Record, today: Date) -> Self {
        Self {
            slots: slot::slots(program, record, today),
            acronyms: acronym::undefined(program, record),
        }
    }

    /// Returns the slots that have a defect, with it.
    pub fn defects(&self) -> impl Iterator<Item = (&Slot<'a>, &Defect)> {
        let slots = self.slots.iter();
        slots.filter_map(|slot| Some((slot, slot.defect.as_ref()?)))
    }

    /// Returns the weights of all defects: see [`Self::squishiness`].
    pub fn weight(&self) -> f64 {
        let slots: f64 = self.defects().map(|(_, defect)| defect.weight()).sum();
        #[expect(clippy::cast_precision_loss, reason = "no text has 2^52 short forms")]
        let acronyms = self.acronyms.len() as f64;
        slots + ACRONYM * acronyms
    }

    /// Returns the squishiness of a record, 0 to 1: the weights of its defects ÷ the number of its slots.
    ///
    /// A slot is a fact that the schema or the state of the record requires: a field, a section, the options of a decision
    /// that is proposed, the way back of work that is not on track; and each open action, which says who does what by
    /// when. Title and state are none. What is said though nobody asks for it is a slot only where it is defective, so that
    /// no record looks better for saying more.
    ///
    /// Weights: missing 1; `TBD` without somebody who finds out by a day, or past that day, 1, with them 0.25; vague words
    /// in a commitment 0.5; a reference that leads nowhere 1, all links of a text together 1; a short form that the
    /// glossary lacks 0.1, nothing where there is no glossary. A slot counts by its worst defect; the sum ends at the
    /// number of slots. `None` for a record of which nothing is asked.
    ///
    /// Source: ours, after the counts of incompletes and weak phrases in NASA's ARM (Wilson and others, ICSE 1997).
    pub fn squishiness(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "no record has 2^52 slots")]
        let slots = self.slots.len() as f64;
        (slots > 0.0).then(|| (self.weight() / slots).min(1.0))
    }
}

/// Returns whether a record is one that can be squishy: open, and neither a person, a meeting nor an update.
pub fn is_measured(record: &Record) -> bool {
    let class = record.kind.class;
    ownership::is_open(record) && !matches!(class, Class::Person | Class::Meeting | Class::Update)
}
