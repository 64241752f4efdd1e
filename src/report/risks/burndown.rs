//! How the exposure came to be what it is.

use super::Risks;
use crate::{
    facts::risk::{self, Burn, Step},
    report::{Block, Document, Inline, cells},
};

/// Weeks that are shown, the newest ones.
const WEEKS: usize = 8;

/// Adds the burndown, where more than one week is known.
pub(super) fn tell(risks: &Risks<'_>, document: &mut Document) {
    let weeks = risk::burndown(&risks.before.weeks);
    if weeks.len() < 2 {
        return;
    }
    let hidden = weeks.len().saturating_sub(WEEKS);
    document.heading(2, "Burndown");
    let note = "Exposure in workdays at the end of each week. New: risks that are open and were not. Burned: closed, \
                occurred or rated lower. Raised: rated higher.";
    document.paragraph(vec![Inline::text(note)]);
    let columns = ["Week to", "Exposure", "New", "Burned", "Raised", "What"];
    document.blocks.push(Block::Table {
        columns: columns.map(str::to_owned).to_vec(),
        rows: weeks[hidden..].iter().map(row).collect(),
    });
    if hidden > 0 {
        let note = format!("{hidden} before these. For all: ");
        let all = match risks.question.filter {
            Some(_) => "--format json",
            None => "hum trend exposure",
        };
        document.paragraph(vec![Inline::text(note), Inline::code(all)]);
    }
}

fn row(burn: &Burn) -> Vec<Vec<Inline>> {
    let days = |sign: &str, days: f64| {
        let days = cells::tenths(days);
        if days > 0.0 {
            format!("{sign}{days}")
        } else {
            String::new()
        }
    };
    let steps: Vec<String> = burn.steps.iter().map(step).collect();
    let cells = [
        burn.day.to_string(),
        cells::tenths(burn.total).to_string(),
        days("+", burn.new),
        days("−", burn.burned),
        days("+", burn.raised),
        steps.join(", "),
    ];
    cells
        .into_iter()
        .map(|text| vec![Inline::text(text)])
        .collect()
}

fn step(step: &Step) -> String {
    format!("{} {}", step.id, step.what.word())
}
