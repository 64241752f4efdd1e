//! The matrix of probability and impact, with the risks in its cells.

use super::{Rated, Risks};
use crate::{
    facts::risk::{Band, rank},
    model::role::Role,
    report::{Block, Inline, Tone, cells},
};

/// Returns the matrix: the most probable row first, the smallest impact to the left. Every cell says its band; those with
/// risks show them.
pub(super) fn table(risks: &Risks<'_>) -> Block {
    let mut columns = vec!["Probability".to_owned()];
    columns.extend((1..=5).map(|impact| format!("Impact {impact}")));
    let chances = risks.program.config.thresholds.risk_probability;
    let row = |probability: i64| {
        let chance = usize::try_from(probability - 1)
            .ok()
            .and_then(|at| chances.get(at));
        let chance = chance.map_or_else(String::new, |chance| format!(" ({chance} %)"));
        let mut row = vec![vec![Inline::text(format!("{probability}{chance}"))]];
        row.extend((1..=5).map(|impact| cell(risks, probability, impact)));
        row
    };
    Block::Table {
        columns,
        rows: (1..=5).rev().map(row).collect(),
    }
}

fn cell(risks: &Risks<'_>, probability: i64, impact: i64) -> Vec<Inline> {
    let Some(band) = Band::of_cell(probability, impact) else {
        return Vec::new();
    };
    let mut line = Vec::new();
    for risk in in_cell(risks, probability, impact) {
        line.push(Inline::text(if line.is_empty() { " " } else { ", " }));
        line.push(risk.link());
    }
    let word = match line.is_empty() {
        true => Inline::text(band.word()),
        false => status(band),
    };
    line.insert(0, word);
    line
}

/// Returns the risks of a cell, the largest exposure first.
pub(super) fn in_cell<'a>(
    risks: &'a Risks<'a>,
    probability: i64,
    impact: i64,
) -> impl Iterator<Item = &'a Rated<'a>> {
    risks.risks.iter().filter(move |risk| {
        rank(risk.record, Role::Probability) == Some(probability)
            && rank(risk.record, Role::Impact) == Some(impact)
    })
}

/// Returns a band with its mark.
pub(super) fn status(band: Band) -> Inline {
    Inline::Status {
        word: band.word().into(),
        tone: match band {
            Band::Low => Tone::Good,
            Band::Medium => Tone::Neutral,
            Band::High => Tone::Caution,
            Band::Extreme => Tone::Bad,
        },
    }
}

/// Returns the exposure in words: `3.3`, or nothing where it is not known.
pub(super) fn days(exposure: Option<f64>) -> String {
    exposure.map_or_else(String::new, |days| cells::tenths(days).to_string())
}
