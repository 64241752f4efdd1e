//! The tables of the slip ledger.

use std::collections::BTreeSet;

use super::totals::{self, Distance, Group};
use crate::{
    model::{
        config::Config,
        slip::{Ledger, Slip},
    },
    report::{Block, Inline, Tone, distance, words},
};

/// Rows of a table of totals; the rest is counted.
const ROWS: usize = 10;

/// More periods than this are told by year.
const QUARTERS: usize = 8;

/// A table, and how many rows are not in it.
pub(super) struct Part {
    pub(super) block: Block,
    pub(super) left_out: usize,
}

type Row = Vec<Vec<Inline>>;

fn table(columns: &[&str], rows: Vec<Row>) -> Block {
    Block::Table {
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        rows,
    }
}

/// Returns the first rows of a table.
fn first(columns: &[&str], mut rows: Vec<Row>) -> Part {
    let left_out = rows.len().saturating_sub(ROWS);
    rows.truncate(ROWS);
    Part {
        block: table(columns, rows),
        left_out,
    }
}

fn cell(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn number(number: usize) -> Vec<Inline> {
    cell(number.to_string())
}

/// Returns the dates that moved later, the one that did most often first.
pub(super) fn dates(config: &Config, ledger: &Ledger) -> Part {
    let groups = totals::by(ledger.slips.iter(), |slip| {
        format!("{} {}", slip.id, slip.field)
    });
    let moved = groups.iter().filter(|group| group.later().next().is_some());
    let rows = moved.filter_map(|group| date(config, ledger, group));
    first(
        &[
            "Record",
            "Date",
            "Later",
            "Earlier",
            "First → last",
            "In all",
        ],
        rows.collect(),
    )
}

fn date(config: &Config, ledger: &Ledger, group: &Group<'_>) -> Option<Row> {
    let (first, last) = (group.slips.first()?, group.slips.last()?);
    Some(vec![
        record(ledger, last),
        cell(date_words(last)),
        number(group.later().count()),
        number(group.earlier()),
        cell(format!("{} → {}", first.from, last.to)),
        cell(distance(group.distance(config))),
    ])
}

fn record(ledger: &Ledger, slip: &Slip) -> Vec<Inline> {
    let title = ledger.titles.get(&slip.id).unwrap_or(&slip.title);
    vec![
        Inline::link(&*slip.id, &*slip.path),
        Inline::text(format!(" {title}")),
    ]
}

/// Returns what people call the date. Where a field has several, its label does not tell them apart.
fn date_words(slip: &Slip) -> String {
    let field = slip.kind.field_at(&slip.field);
    match field {
        Some(field) if field.paths.len() > 1 => slip.field.clone(),
        _ => words::field_words(&slip.kind, &slip.field),
    }
}

/// Returns a distance in the unit in which people wrote the dates.
fn distance(distance: Distance) -> String {
    match (distance.releases, distance.workdays) {
        (Some(releases), _) => distance::releases(releases),
        (None, Some(workdays)) => distance::workdays(workdays),
        (None, None) => String::new(),
    }
}

/// Returns the moves by team.
pub(super) fn teams(ledger: &Ledger) -> Part {
    let groups = totals::by(ledger.slips.iter(), totals::team);
    let groups = groups.iter().filter(|group| group.later().next().is_some());
    let rows = groups.map(|group| with_numbers(cell(named(&group.name, "nobody")), group));
    first(
        &[
            "Team or owner",
            "Later",
            "Earlier",
            "Records",
            "Median lead",
            "Told after",
        ],
        rows.collect(),
    )
}

/// Returns the moves by what records are part of; `None` where none is part of anything.
pub(super) fn parents(ledger: &Ledger) -> Option<Part> {
    let groups = totals::by(ledger.slips.iter(), totals::parent);
    if groups.iter().all(|group| group.name.is_empty()) {
        return None;
    }
    let groups = groups.iter().filter(|group| group.later().next().is_some());
    let rows = groups.map(|group| {
        let title = ledger.titles.get(group.name.as_str());
        let title = title.map_or_else(String::new, |title| format!(" {title}"));
        let name = format!("{}{title}", named(&group.name, "nothing"));
        with_numbers(cell(name), group)
    });
    let columns = [
        "Part of",
        "Later",
        "Earlier",
        "Records",
        "Median lead",
        "Told after",
    ];
    Some(first(&columns, rows.collect()))
}

fn named<'a>(name: &'a str, nothing: &'a str) -> &'a str {
    if name.is_empty() { nothing } else { name }
}

/// Returns the moves by quarter; by year where there would be many quarters.
pub(super) fn periods(ledger: &Ledger) -> (&'static str, Part) {
    let quarters: BTreeSet<String> = ledger.slips.iter().map(Slip::quarter).collect();
    let (heading, column, period): (_, _, fn(&Slip) -> String) = if quarters.len() > QUARTERS {
        ("By year", "Year", Slip::year)
    } else {
        ("By quarter", "Quarter", Slip::quarter)
    };
    let groups = totals::in_order(ledger.slips.iter(), period);
    let rows = groups
        .iter()
        .map(|group| with_numbers(cell(&group.name), group));
    let columns = [
        column,
        "Later",
        "Earlier",
        "Records",
        "Median lead",
        "Told after",
    ];
    let part = Part {
        block: table(&columns, rows.collect()),
        left_out: 0,
    };
    (heading, part)
}

fn with_numbers(name: Vec<Inline>, group: &Group<'_>) -> Row {
    let disclosure = group.disclosure();
    let median = disclosure
        .median_days
        .map_or_else(String::new, |days| days.to_string());
    let after = match disclosure.known {
        0 => String::new(),
        _ => disclosure.after.to_string(),
    };
    vec![
        name,
        number(group.later().count()),
        number(group.earlier()),
        number(group.records()),
        cell(median),
        cell(after),
    ]
}

/// Returns some moves one by one: later ones first, the newest first.
pub(super) fn moves(ledger: &Ledger, limit: usize) -> Block {
    let mut slips: Vec<&Slip> = ledger.slips.iter().rev().collect();
    slips.sort_by_key(|slip| !slip.shift.later);
    let rows = slips
        .into_iter()
        .take(limit)
        .map(|slip| one_move(ledger, slip));
    table(&["Told", "Record", "Moved", "Lead", "Why"], rows.collect())
}

fn one_move(ledger: &Ledger, slip: &Slip) -> Row {
    let field = date_words(slip);
    let far = distance(Distance {
        workdays: slip.shift.workdays,
        releases: slip.releases,
    });
    let far = if far.is_empty() {
        far
    } else {
        format!(", {far}")
    };
    vec![
        cell(slip.day().to_string()),
        record(ledger, slip),
        cell(format!("{field} {} → {}{far}", slip.from, slip.to)),
        cell(lead(slip)),
        why(slip),
    ]
}

fn lead(slip: &Slip) -> String {
    slip.lead.map_or_else(String::new, |days| days.to_string())
}

/// Returns whether the record says nothing of why; what the change states as its reason, else the commit's subject; then
/// who made it.
fn why(slip: &Slip) -> Vec<Inline> {
    let mut words = Vec::new();
    if slip.is_silent {
        words.push(Inline::Status {
            word: "silent".into(),
            tone: Tone::Caution,
        });
        words.push(Inline::text(": "));
    }
    words.push(Inline::text(reason(slip)));
    words.extend(crate::report::changes::origin(&slip.commit, true));
    words
}

fn reason(slip: &Slip) -> String {
    let mut parts = slip.decisions.clone();
    parts.push(
        slip.reason
            .clone()
            .unwrap_or_else(|| slip.commit.subject.clone()),
    );
    parts.join(": ")
}

/// Returns all moves with everything about them, in the order of the other table.
pub(super) fn sheet(ledger: &Ledger) -> Block {
    let mut slips: Vec<&Slip> = ledger.slips.iter().rev().collect();
    slips.sort_by_key(|slip| !slip.shift.later);
    let columns = [
        "Date",
        "Id",
        "Title",
        "Field",
        "From",
        "To",
        "Direction",
        "Workdays",
        "Releases",
        "Lead",
        "Reason",
        "Decisions",
        "Silent",
        "Team",
        "Owner",
        "Part of",
        "Author",
        "Commit",
    ];
    table(&columns, slips.into_iter().map(sheet_row).collect())
}

fn sheet_row(slip: &Slip) -> Row {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let days = |days: Option<i64>| days.map_or_else(String::new, |days| days.to_string());
    let texts = [
        slip.day().to_string(),
        slip.id.to_string(),
        slip.title.to_string(),
        slip.field.clone(),
        slip.from.clone(),
        slip.to.clone(),
        if slip.shift.later { "later" } else { "earlier" }.to_owned(),
        days(slip.shift.workdays),
        days(slip.releases),
        days(slip.lead),
        slip.reason
            .clone()
            .unwrap_or_else(|| slip.commit.subject.clone()),
        slip.decisions.join(", "),
        if slip.is_silent { "yes" } else { "no" }.to_owned(),
        optional(&slip.team),
        optional(&slip.owner),
        optional(&slip.parent),
        slip.commit.author.clone(),
        slip.commit.id.clone(),
    ];
    texts.into_iter().map(cell).collect()
}
