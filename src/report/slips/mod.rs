//! Which dates moved, how far, and how early that was told: the report behind `slips`.

mod data;
mod tables;
mod totals;

use super::{Document, Inline, Report, ends, words};
use crate::{
    facts::slip::{Disclosure, SHORT_NOTICE_DAYS},
    model::{config::Config, slip::Ledger},
    text,
};

use totals::Summary;

/// What is told of a ledger.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// The condition for records, as it was written.
    pub filter: Option<&'a str>,
    /// Moves that are told one by one; `None` for all. The data always has all.
    pub limit: Option<usize>,
    /// Whether the moves are all that is told: one table, for a spreadsheet.
    pub is_table: bool,
}

/// Returns the report.
pub fn report<'a>(config: &'a Config, ledger: &'a Ledger, telling: Telling<'a>) -> Report<'a> {
    Report::new(
        "slips",
        move || match telling.is_table {
            true => sheet(ledger),
            false => document(config, ledger, telling),
        },
        move || data::data(config, ledger, telling.filter, &totals::summary(ledger)),
    )
}

fn sheet(ledger: &Ledger) -> Document {
    let mut document = Document::new("Slips");
    document.blocks.push(tables::sheet(ledger));
    document
}

fn document(config: &Config, ledger: &Ledger, telling: Telling<'_>) -> Document {
    let name = match config.name.as_str() {
        "" => "Program",
        name => name,
    };
    let range = ends::range(&ledger.from, &ledger.to);
    let title = format!("{name}: dates that moved {range}");
    let summary = totals::summary(ledger);
    let mut document = Document::new(&title);
    document.heading(1, title);
    document.paragraph(headline(&summary, telling.filter));
    if ledger.is_shallow {
        document.paragraph(ends::shallow(Some(&ledger.from)));
    }
    if ledger.slips.is_empty() {
        return document;
    }
    if summary.later > 0 {
        document.paragraph(vec![Inline::text(told(&summary))]);
        document.paragraph(vec![Inline::text(silent(config, &summary))]);
        add(&mut document, "Most often", tables::dates(config, ledger));
        add(&mut document, "By team", tables::teams(ledger));
        if let Some(table) = tables::parents(ledger) {
            add(&mut document, "By parent", table);
        }
        let (heading, table) = tables::periods(ledger);
        add(&mut document, heading, table);
    }
    let shown = telling.limit.unwrap_or(usize::MAX).min(ledger.slips.len());
    document.heading(2, "Moves");
    if shown < ledger.slips.len() {
        let note = format!(
            "{shown} of {}: later ones first, the newest first. For all: ",
            ledger.slips.len()
        );
        document.paragraph(vec![Inline::text(note), Inline::code("--limit 0")]);
    }
    document.blocks.push(tables::moves(ledger, shown));
    document
}

fn add(document: &mut Document, heading: &str, table: tables::Part) {
    document.heading(2, heading);
    document.blocks.push(table.block);
    if table.left_out > 0 {
        let note = format!("{} more.", table.left_out);
        document.paragraph(vec![Inline::text(note)]);
    }
}

fn headline(summary: &Summary, filter: Option<&str>) -> Vec<Inline> {
    let mut words = Vec::new();
    if summary.later + summary.earlier == 0 {
        words.push(Inline::text("No due date and no forecast moved"));
    } else {
        let moves = words::count(summary.later, "move");
        let records = words::count(summary.records, "record");
        let later = format!("{moves} to a later date, of {records}");
        words.push(Inline::strong(later));
        words.push(Inline::text(format!(
            "; {} to an earlier one",
            summary.earlier
        )));
    }
    if let Some(filter) = filter {
        words.extend([Inline::text(", of records with "), Inline::code(filter)]);
    }
    words.push(Inline::text("."));
    words
}

/// Returns how many later moves nothing explains, and what that means.
fn silent(config: &Config, summary: &Summary) -> String {
    let Summary { later, silent, .. } = summary;
    let tolerance = config.thresholds.slip_tolerance_days;
    let days = text::phrase::counted(tolerance, "workday");
    format!(
        "{silent} of {later} silent: later by more than {days}, or to a release without a day, in a commit that changes no health, \
         gives no reason, brings no decision about the record and adds nothing to its text. Messages of commits do not count."
    )
}

/// Returns how early later moves were told, in words.
fn told(summary: &Summary) -> String {
    let Disclosure {
        known,
        median_days,
        after,
        short,
        ..
    } = summary.disclosure;
    let unknown = summary.later - known;
    let (Some(median), Some(late), Some(early)) = (
        median_days,
        summary.disclosure.after_percent,
        summary.disclosure.short_percent,
    ) else {
        return "How early they were told is not known: the old dates have no day.".to_owned();
    };
    let when = if median < 0.0 { "after" } else { "before" };
    let days = median.abs();
    let plural = if days == 1.0 { "" } else { "s" };
    let mut words = format!(
        "Told a median of {days} day{plural} {when} the old date: {after} of {known} ({late} %) after it had passed, \
         {short} ({early} %) with less than {SHORT_NOTICE_DAYS} days to go."
    );
    if unknown > 0 {
        words += &format!(" For {unknown} the old date has no day.");
    }
    words + " The lead is the days from the commit that moved a date to the old date."
}
