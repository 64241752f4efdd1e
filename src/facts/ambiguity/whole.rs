//! How ambiguous the program is as a whole.

use std::collections::BTreeSet;

use super::{Ambiguity, Surroundings, is_measured};
use crate::model::{
    kind::Class,
    record::{Person, Record},
    status::Category,
};

/// One record that is measured.
#[derive(Debug)]
pub struct Squishy<'a> {
    /// The record.
    pub record: &'a Record,
    /// What is ambiguous in it.
    pub ambiguity: Ambiguity<'a>,
    /// Its criticality: 1 + the number of unfinished records that depend on it.
    pub criticality: usize,
}

/// A record of which somebody whom it affects does not know.
#[derive(Debug)]
pub struct Untold<'a> {
    /// The record.
    pub record: &'a Record,
    /// They.
    pub people: Vec<Person>,
}

/// How ambiguous the program is.
#[derive(Debug)]
pub struct Whole<'a> {
    /// Every record that is measured, in the order of the program.
    pub records: Vec<Squishy<'a>>,
    /// Decisions that are open.
    pub decisions: Vec<&'a Record>,
    /// Values that are to be determined, with or without somebody who finds out.
    pub to_be_determined: usize,
    /// Records with news of which somebody whom they affect was never told.
    pub untold: Vec<Untold<'a>>,
}

impl<'a> Whole<'a> {
    /// Looks at a whole program.
    pub fn of(around: &Surroundings<'a>) -> Self {
        let program = around.program;
        let measured = program.records.iter().filter(|record| is_measured(record));
        let records: Vec<Squishy<'a>> = measured
            .map(|record| Squishy {
                record,
                ambiguity: Ambiguity::of(program, record, around.today),
                criticality: 1 + around.dependents.count(&record.id),
            })
            .collect();
        let is_open = |record: &&Record| {
            record.kind.class == Class::Decision && record.category() == Some(Category::Open)
        };
        let news = program
            .records
            .iter()
            .filter(|record| around.is_news(record));
        let untold = news.map(|record| Untold {
            record,
            people: around.untold(record),
        });
        let defects = records.iter().flat_map(|one| one.ambiguity.defects());
        let to_be_determined = defects.filter(|(_, defect)| defect.is_tbd()).count();
        Self {
            decisions: program.records.iter().filter(is_open).collect(),
            to_be_determined,
            untold: untold.filter(|one| !one.people.is_empty()).collect(),
            records,
        }
    }

    /// Returns the squishiness of the program, 0 to 1: the mean of its open records, each weighted by its criticality, which
    /// is 1 + the number of unfinished records that depend on it, directly or through others.
    ///
    /// Work depends on what it comes after and on its parts; whatever is affected, blocked or served by a record depends on
    /// that record. Records of which nothing is asked do not count; `None` without any other. Source: ours.
    pub fn squishiness(&self) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for one in &self.records {
            if let Some(squishiness) = one.ambiguity.squishiness() {
                #[expect(clippy::cast_precision_loss, reason = "a number of records")]
                let weight = one.criticality as f64;
                sum += weight * squishiness;
                weights += weight;
            }
        }
        (weights > 0.0).then(|| sum / weights)
    }

    /// Returns the squishiest records, those that are not squishy left out: by squishiness, then criticality.
    pub fn squishiest(&self, limit: usize) -> Vec<&Squishy<'a>> {
        let squishy = |one: &&Squishy<'a>| one.ambiguity.squishiness().is_some_and(|all| all > 0.0);
        let mut records: Vec<&Squishy<'a>> = self.records.iter().filter(squishy).collect();
        records.sort_by(|a, b| {
            let of = |one: &Squishy<'_>| one.ambiguity.squishiness().unwrap_or_default();
            of(b)
                .total_cmp(&of(a))
                .then(b.criticality.cmp(&a.criticality))
        });
        records.truncate(limit);
        records
    }

    /// Returns how many people do not know of something that affects them.
    pub fn people_untold(&self) -> usize {
        let people = self.untold.iter().flat_map(|one| &one.people);
        people.map(Person::key).collect::<BTreeSet<_>>().len()
    }
}
