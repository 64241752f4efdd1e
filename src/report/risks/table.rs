//! The risks one by one.

use super::{Rated, Risks, matrix};
use crate::{
    facts::risk::Trend,
    model::{
        action::{Action, ActionState},
        record::Person,
        role::Role,
    },
    report::{Block, Inline, Item, Tone, actions},
    text::phrase::counted,
};

type Row = Vec<Vec<Inline>>;

fn block(columns: &[&str], rows: Vec<Row>) -> Block {
    Block::Table {
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        rows,
    }
}

/// Returns some risks with what is done about each.
pub(super) fn table(shown: &[Rated<'_>]) -> Block {
    let columns = [
        "Risk",
        "Band",
        "Workdays",
        "4 weeks",
        "Response",
        "Next action",
    ];
    block(&columns, shown.iter().map(row).collect())
}

fn row(risk: &Rated<'_>) -> Row {
    let mut named = vec![
        risk.link(),
        Inline::text(format!(" {}", risk.record.title())),
    ];
    named.extend(imminent(risk));
    if let Some(day) = risk.record.text(Role::ValidateBy) {
        named.push(Inline::text(format!(", validate by {day}")));
    }
    let trend = risk.trend.map_or("not known", Trend::word);
    let (response, next) = (response(risk), next(risk));
    vec![
        named,
        match risk.band {
            Some(band) => vec![matrix::status(band)],
            None => vec![Inline::text("not rated")],
        },
        vec![Inline::text(match risk.exposure {
            Some(_) => matrix::days(risk.exposure),
            None => "not known".to_owned(),
        })],
        vec![Inline::text(trend)],
        vec![Inline::text(response)],
        next,
    ]
}

fn imminent(risk: &Rated<'_>) -> Vec<Inline> {
    let Some(days) = risk.proximity.filter(|_| risk.is_imminent) else {
        return Vec::new();
    };
    let word = match days {
        1.. => format!("imminent: opens in {}", counted(days, "day")),
        0 => "imminent: opens today".to_owned(),
        _ => format!("imminent: open for {}", counted(-days, "day")),
    };
    vec![
        Inline::text(", "),
        Inline::Status {
            word,
            tone: Tone::Caution,
        },
    ]
}

/// Returns the state, the response and who owns it: "treating: mitigate, @aisha".
fn response(risk: &Rated<'_>) -> String {
    let record = risk.record;
    let response = record.text(Role::Response);
    let response = response.as_deref().unwrap_or("no response").to_owned();
    let state = record.status().unwrap_or_default();
    let owner = owner(risk).unwrap_or_else(|| "no owner".to_owned());
    match &*state {
        "" => format!("{response}, {owner}"),
        state => format!("{state}: {response}, {owner}"),
    }
}

fn owner(risk: &Rated<'_>) -> Option<String> {
    let owners = risk.record.people(Role::Owner);
    owners.first().map(Person::to_string)
}

fn next(risk: &Rated<'_>) -> Vec<Inline> {
    let Some(action) = &risk.next else {
        return vec![Inline::text("none")];
    };
    let mut words = Vec::new();
    if action.state() == ActionState::Overdue {
        words.push(actions::state(ActionState::Overdue));
        words.push(Inline::text(" "));
    }
    words.push(Inline::text(said(action)));
    words
}

/// Returns an action in words: "2026-07-02 @aisha ask four engineers".
fn said(action: &Action<'_>) -> String {
    let due = action
        .task
        .due
        .as_deref()
        .map_or_else(|| "no day ".to_owned(), |due| format!("{due} "));
    let owner = action
        .owner()
        .map_or_else(|| "nobody: ".to_owned(), |owner| format!("{owner} "));
    format!("{due}{owner}{}", action.task.text)
}

/// Returns the line of an opportunity.
pub(super) fn opportunity(risk: &Rated<'_>) -> Item {
    let mut line = vec![
        risk.link(),
        Inline::text(format!(" {}: {}", risk.record.title(), response(risk))),
    ];
    if let Some(effect) = risk.record.text(Role::Effect) {
        line.push(Inline::text(format!(". {}", effect.trim_end_matches('.'))));
    }
    line.push(Inline::text(". Next: "));
    line.extend(next(risk));
    Item::new(line)
}

/// Returns all risks and opportunities with everything about them, in the order of the other table.
pub(super) fn sheet(risks: &Risks<'_>) -> Block {
    let columns = [
        "Id",
        "Title",
        "Type",
        "Status",
        "Owner",
        "Probability",
        "Impact",
        "Score",
        "Band",
        "Impact days",
        "Exposure",
        "Residual exposure",
        "4 weeks",
        "Response",
        "Window opens",
        "Window closes",
        "Days to window",
        "Imminent",
        "Next action",
        "Next owner",
        "Next due",
        "Affects",
    ];
    let all = risks.risks.iter().chain(&risks.opportunities);
    block(&columns, all.map(sheet_row).collect())
}

fn sheet_row(risk: &Rated<'_>) -> Row {
    let record = risk.record;
    let text = |role| record.text(role).unwrap_or_default().into_owned();
    let next = risk.next.as_ref();
    let owner_of = |action: &Action<'_>| action.owner().map(|owner| owner.to_string());
    let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let affects = record.values(Role::Affects);
    let affects: Vec<&str> = affects.iter().map(|value| &*value.text).collect();
    let cells = [
        record.id.to_string(),
        record.title().into_owned(),
        text(Role::Type),
        text(Role::Status),
        owner(risk).unwrap_or_default(),
        text(Role::Probability),
        text(Role::Impact),
        number(risk.score),
        risk.band.map_or("", |band| band.word()).to_owned(),
        text(Role::ImpactDays),
        matrix::days(risk.exposure),
        matrix::days(risk.residual_exposure),
        risk.trend.map_or("", Trend::word).to_owned(),
        text(Role::Response),
        text(Role::WindowFrom),
        text(Role::WindowUntil),
        number(risk.proximity),
        if risk.is_imminent { "yes" } else { "no" }.to_owned(),
        next.map(|action| action.task.text.clone())
            .unwrap_or_default(),
        next.and_then(owner_of).unwrap_or_default(),
        next.and_then(|action| action.task.due.clone())
            .unwrap_or_default(),
        affects.join(", "),
    ];
    cells
        .into_iter()
        .map(|text| vec![Inline::text(text)])
        .collect()
}
