//! What needs the program manager today, each with the command that acts on it: the report behind `brief`.

mod items;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Document, Inline, Item, Report};
use crate::{
    facts::{health::Verdict, schedule::Schedule},
    model::{past::Past, program::Program},
};

use super::surprises::Unheard;

/// Lines that are told where nobody asks for all.
const LINES: usize = 20;
/// Lines of one sort that are told before those of the next.
const EACH: usize = 4;

/// What the brief is worked out from.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The program.
    pub program: &'a Program,
    /// What history says of each record.
    pub past: &'a Past,
    /// Today.
    pub today: jiff::civil::Date,
    /// When work can be finished.
    pub schedule: &'a Schedule<'a>,
    /// How work stands.
    pub verdicts: &'a BTreeMap<&'a str, Verdict<'a>>,
    /// What some audience has not heard of.
    pub unheard: &'a [Unheard],
}

/// Something that needs the program manager.
#[derive(Debug, Clone, Serialize)]
struct Matter {
    /// What sort of thing it is.
    sort: &'static str,
    /// The record; `None` where it is about people or an audience.
    id: Option<String>,
    /// The fact.
    what: String,
    /// What to type next.
    #[serde(rename = "next")]
    command: String,
    #[serde(skip)]
    path: Option<String>,
}

/// Returns the brief: everything with `is_all`, else at most 20 lines, the first of every sort before the rest of any.
pub fn report(desk: Desk<'_>, is_all: bool) -> Report<'_> {
    let matters = items::matters(&desk);
    let told = match is_all {
        true => matters.clone(),
        false => chosen(&matters),
    };
    let document = document(&desk, &told, matters.len());
    let data = serde_json::json!({
        "today": desk.today,
        "matters": told,
        "left_out": matters.len() - told.len(),
    });
    Report::new("brief", || document, || data)
}

/// Returns as many matters as fit, in their order: a few of every sort, then of the rest what room there is.
fn chosen(matters: &[Matter]) -> Vec<Matter> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut is_told = vec![false; matters.len()];
    for limit in [EACH, usize::MAX] {
        for (at, matter) in matters.iter().enumerate() {
            let room = is_told.iter().filter(|told| **told).count() < LINES;
            let count = counts.entry(matter.sort).or_default();
            if room && !is_told[at] && *count < limit {
                *count += 1;
                is_told[at] = true;
            }
        }
    }
    let told = matters.iter().zip(is_told).filter(|(_, is_told)| *is_told);
    told.map(|(matter, _)| matter.clone()).collect()
}

fn document(desk: &Desk<'_>, told: &[Matter], all: usize) -> Document {
    let title = format!("{}: brief, {}", desk.program.config.name, desk.today);
    let mut document = Document::new(&title);
    document.heading(1, title);
    if told.is_empty() {
        document.paragraph(vec![Inline::text("Nothing needs you today.")]);
        return document;
    }
    document.list_or_none(told.iter().map(line).collect());
    if all > told.len() {
        document.paragraph(vec![
            Inline::text(format!("{} more: ", all - told.len())),
            Inline::code("hum brief --all"),
        ]);
    }
    document
}

fn line(matter: &Matter) -> Item {
    let mut line = vec![Inline::strong(format!("{}: ", matter.sort))];
    if let (Some(id), Some(path)) = (&matter.id, &matter.path) {
        line.push(Inline::link(id.as_str(), path.as_str()));
        line.push(Inline::text(" "));
    }
    line.push(Inline::text(format!("{}; ", matter.what)));
    line.push(Inline::code(matter.command.as_str()));
    Item::new(line)
}
