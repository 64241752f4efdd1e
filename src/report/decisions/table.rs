//! The decisions one by one.

use super::{Decided, Decisions, Waiting, approver};
use crate::{
    facts::decision::{Cost, burnt},
    model::{date, record::Record, role::Role},
    report::{Block, Inline, Tone},
    text::phrase::counted,
};

/// Work whose slack is told in a row.
const SHOWN: usize = 3;

type Row = Vec<Vec<Inline>>;

fn block(columns: &[&str], rows: Vec<Row>) -> Block {
    Block::Table {
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        rows,
    }
}

/// Returns the decisions that have to be made, those needed first first.
pub(super) fn waiting(decisions: &Decisions<'_>) -> Block {
    let columns = [
        "Decision",
        "Needed by",
        "Approver",
        "Blocks",
        "Cost of delay",
    ];
    let rows = decisions.waiting.iter();
    block(
        &columns,
        rows.map(|one| waiting_row(decisions, one)).collect(),
    )
}

fn waiting_row(decisions: &Decisions<'_>, one: &Waiting<'_>) -> Row {
    let mut blocks = Vec::new();
    for record in &one.blocked {
        if !blocks.is_empty() {
            blocks.push(Inline::text(", "));
        }
        blocks.push(Inline::link(&*record.id, &*record.file.path));
    }
    vec![
        named(one.record),
        needed_by(decisions, one),
        vec![Inline::text(approver(one.record))],
        blocks,
        vec![Inline::text(cost(one))],
    ]
}

fn named(record: &Record) -> Vec<Inline> {
    vec![
        Inline::link(&*record.id, &*record.file.path),
        Inline::text(format!(" {}", record.title())),
    ]
}

fn needed_by(decisions: &Decisions<'_>, one: &Waiting<'_>) -> Vec<Inline> {
    let Some(day) = one.decide_by else {
        return vec![Inline::text("no day")];
    };
    let left = date::days_between(decisions.scene.today, day);
    let mut words = vec![Inline::text(format!("{day}, "))];
    words.push(match (one.debt, left) {
        (Some(debt), _) => Inline::Status {
            word: format!("{} ago", counted(debt, "day")),
            tone: Tone::Bad,
        },
        (None, 0) => Inline::text("today"),
        (None, left) => Inline::text(format!("in {}", counted(left, "day"))),
    });
    words
}

/// Returns what waiting burnt so far, and what is left to burn: "2 workdays burnt; DEL-7: 3 workdays of slack".
fn cost(one: &Waiting<'_>) -> String {
    let mut parts = Vec::new();
    if let Some(days) = one.burnt.filter(|days| *days > 0) {
        parts.push(format!("{} burnt", counted(days, "workday")));
    }
    let known = one
        .costs
        .iter()
        .filter_map(|cost| Some((cost, cost.slack?)));
    let known: Vec<(&Cost<'_>, i64)> = known.collect();
    for (cost, slack) in known.iter().take(SHOWN) {
        let id = &cost.record.id;
        parts.push(match slack {
            ..0 => format!("{id}: no slack, {} late", counted(-slack, "workday")),
            0 => format!("{id}: no slack"),
            _ => format!("{id}: {} of slack", counted(slack, "workday")),
        });
    }
    if known.len() > SHOWN {
        parts.push(format!("{} more", known.len() - SHOWN));
    }
    if known.is_empty() {
        parts.push("slack not known".to_owned());
    }
    parts.join("; ")
}

/// Returns decisions that were made, the latest first.
pub(super) fn decided(shown: &[Decided<'_>]) -> Block {
    let columns = ["Decision", "State", "Made", "Took", "Against its day"];
    block(&columns, shown.iter().map(decided_row).collect())
}

fn decided_row(one: &Decided<'_>) -> Row {
    let text = |text: String| vec![Inline::text(text)];
    let late = one.late.map_or_else(String::new, |days| match days {
        ..0 => format!("{} early", counted(-days, "day")),
        0 => "on the day".to_owned(),
        _ => format!("{} late", counted(days, "day")),
    });
    vec![
        named(one.record),
        text(one.record.status().unwrap_or_default().into_owned()),
        text(one.on.map_or_else(String::new, |day| day.to_string())),
        text(
            one.latency
                .map_or_else(String::new, |days| counted(days, "day")),
        ),
        text(late),
    ]
}

/// Returns every decision with everything about it: those that wait, those put off, those that were made.
pub(super) fn sheet(decisions: &Decisions<'_>) -> Block {
    let columns = [
        "Id",
        "Title",
        "Status",
        "Driver",
        "Approver",
        "Needed by",
        "Days past it",
        "Blocks",
        "Workdays burnt",
        "Least slack",
        "Decided",
        "Latency",
        "Days late",
        "Reversible",
    ];
    let waiting = decisions.waiting.iter().map(|one| {
        let blocked: Vec<&str> = one.blocked.iter().map(|record| &*record.id).collect();
        let least = one.costs.iter().find_map(|cost| cost.slack);
        let found = [
            number(one.debt),
            blocked.join(", "),
            number(one.burnt),
            number(least),
            String::new(),
            String::new(),
            String::new(),
        ];
        sheet_row(one.record, found)
    });
    let deferred = decisions.deferred.iter();
    let deferred = deferred.map(|record| sheet_row(record, Default::default()));
    let scene = &decisions.scene;
    let decided = decisions.decided.iter().map(|one| {
        let day = one.on.map_or_else(String::new, |day| day.to_string());
        let burnt = burnt(one.record, &scene.program.config, scene.today);
        let (blocked, least) = (String::new(), String::new());
        let (latency, late) = (number(one.latency), number(one.late));
        let found = [
            String::new(),
            blocked,
            number(burnt),
            least,
            day,
            latency,
            late,
        ];
        sheet_row(one.record, found)
    });
    block(&columns, waiting.chain(deferred).chain(decided).collect())
}

fn number(number: Option<i64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

fn sheet_row(record: &Record, found: [String; 7]) -> Row {
    let text = |role| record.text(role).unwrap_or_default().into_owned();
    let people = |role| {
        let people = record.people(role);
        let names = people.iter().map(ToString::to_string);
        names.collect::<Vec<_>>().join(", ")
    };
    let mut cells = vec![
        record.id.to_string(),
        record.title().into_owned(),
        text(Role::Status),
        people(Role::Driver),
        people(Role::Approver),
        text(Role::DecideBy),
    ];
    cells.extend(found);
    cells.push(text(Role::Reversible));
    cells
        .into_iter()
        .map(|text| vec![Inline::text(text)])
        .collect()
}
