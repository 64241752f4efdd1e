//! The promises one by one.

use super::{Deps, Given};
use crate::{
    facts::dependency::{self, Slack},
    model::{
        record::{Person, Record},
        role::Role,
    },
    report::{Block, Inline, Tone, distance},
    text::phrase::counted,
};

type Row = Vec<Vec<Inline>>;

fn block(columns: &[&str], rows: Vec<Row>) -> Block {
    Block::Table {
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        rows,
    }
}

/// Returns the open promises, those needed first first.
pub(super) fn table(deps: &Deps<'_>) -> Block {
    let columns = [
        "Promise",
        "From → to",
        "State",
        "Needed",
        "Promised",
        "Slack",
        "Confirmed",
        "Fallback",
    ];
    block(&columns, deps.open.iter().map(row).collect())
}

fn row(given: &Given<'_>) -> Row {
    let record = given.record;
    let text = |role| record.text(role).unwrap_or_default().into_owned();
    let has_fallback = !text(Role::Fallback).trim().is_empty();
    vec![
        vec![
            Inline::link(&*record.id, &*record.file.path),
            Inline::text(format!(" {}", record.title())),
        ],
        vec![Inline::text(format!(
            "{} → {}",
            providers(record),
            text(Role::Consumer)
        ))],
        state(given),
        vec![Inline::text(text(Role::NeedBy))],
        vec![Inline::text(promised(given))],
        vec![slack(given.slack)],
        confirmed(given),
        match has_fallback {
            true => vec![Inline::text("yes")],
            false => vec![Inline::text("none")],
        },
    ]
}

/// Returns the promised day, and the first one where it moved; without one the day of the answer.
fn promised(given: &Given<'_>) -> String {
    let text = |role| given.record.text(role).unwrap_or_default().into_owned();
    if !dependency::is_promised(given.record) {
        return match text(Role::AnswerBy).as_str() {
            "" => String::new(),
            day => format!("answer by {day}"),
        };
    }
    match &given.first {
        Some(first) => format!("{}, first {first}", text(Role::Promised)),
        None => text(Role::Promised),
    }
}

fn providers(record: &Record) -> String {
    let people = dependency::providers(record);
    let names: Vec<String> = people.iter().map(Person::to_string).collect();
    match names.is_empty() {
        true => record.text(Role::Provider).unwrap_or_default().into_owned(),
        false => names.join(", "),
    }
}

fn state(given: &Given<'_>) -> Vec<Inline> {
    let status = given.record.status().unwrap_or_default().into_owned();
    let mut words = vec![Inline::text(status)];
    if given.has_evidence == Some(false) {
        words.push(Inline::text(", not signed"));
    }
    words
}

fn slack(slack: Slack) -> Inline {
    let (word, tone) = match slack {
        Slack::Nothing => ("none, no promise".to_owned(), Tone::Bad),
        Slack::Unknown => return Inline::text("no promise yet"),
        Slack::Days(0) => ("none".to_owned(), Tone::Caution),
        Slack::Days(days @ 1..) => (counted(days, "workday"), Tone::Good),
        Slack::Days(days) => (distance::workdays(days), Tone::Bad),
    };
    Inline::Status { word, tone }
}

fn confirmed(given: &Given<'_>) -> Vec<Inline> {
    if !dependency::is_promised(given.record) {
        return Vec::new();
    }
    let age = match given.confirmed_days {
        None => "never".to_owned(),
        Some(0) => "today".to_owned(),
        Some(days) => format!("{} ago", counted(days, "day")),
    };
    let mut words = vec![Inline::text(age)];
    if !given.suspect.is_empty() {
        words.push(Inline::text(", "));
        words.push(Inline::Status {
            word: "suspect".into(),
            tone: Tone::Caution,
        });
    }
    words
}

/// Returns the open promises with everything about them.
pub(super) fn sheet(deps: &Deps<'_>) -> Block {
    let columns = [
        "Id",
        "Title",
        "Status",
        "Provider",
        "Consumer",
        "Owner",
        "Team",
        "Needed by",
        "Promised",
        "First promised",
        "Slack",
        "Answer by",
        "Confirmed",
        "Days since confirmed",
        "Signed",
        "Suspect",
        "Later moves",
        "Confidence",
        "Impact if late",
        "Fallback",
    ];
    block(&columns, deps.open.iter().map(sheet_row).collect())
}

fn sheet_row(given: &Given<'_>) -> Row {
    let record = given.record;
    let text = |role| record.text(role).unwrap_or_default().into_owned();
    let owners = record.people(Role::Owner);
    let suspect: Vec<String> = given.suspect.iter().map(ToString::to_string).collect();
    let cells = [
        record.id.to_string(),
        record.title().into_owned(),
        text(Role::Status),
        providers(record),
        text(Role::Consumer),
        owners.first().map(Person::to_string).unwrap_or_default(),
        text(Role::Team),
        text(Role::NeedBy),
        text(Role::Promised),
        given
            .first
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        match given.slack {
            Slack::Days(days) => days.to_string(),
            Slack::Nothing => "none".to_owned(),
            Slack::Unknown => String::new(),
        },
        text(Role::AnswerBy),
        text(Role::Confirmed),
        given
            .confirmed_days
            .map_or_else(String::new, |days| days.to_string()),
        match given.has_evidence {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        }
        .to_owned(),
        suspect.join("; "),
        given.later_moves.to_string(),
        text(Role::Confidence),
        text(Role::ImpactIfLate),
        text(Role::Fallback),
    ];
    cells
        .into_iter()
        .map(|text| vec![Inline::text(text)])
        .collect()
}
