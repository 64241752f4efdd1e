//! The update for the people who do the work: what is mine, what changed, why.

mod work;

use serde_json::json;

use super::{
    Telling,
    facts::{self, Milestone, Named},
};
use crate::{
    model::{
        change::{Delta, Entry, Origin},
        kind::Class,
        role::Role,
    },
    report::{Document, Inline, Item, Report, distance, words},
};
use work::{Blocked, Decided, Delivered, Due, Facts};

/// How far ahead a contributor is reminded, in days.
const AHEAD: i32 = 14;

pub(in crate::report) fn report(telling: &Telling<'_>) -> Report<'static> {
    let facts = work::facts(telling);
    let document = document(telling, &facts);
    let data = json!({ "audience": "contributors", "today": telling.today, "facts": facts });
    Report::new("update", || document, || data)
}

fn document(telling: &Telling<'_>, facts: &Facts) -> Document {
    let name = &telling.config().name;
    let title = format!("{name}: for contributors, {}", telling.today);
    let mut document = Document::new(&title);
    document.heading(1, title);
    document.heading(2, format!("On you in the next {AHEAD} days"));
    document.list_or_none(
        facts
            .on_you
            .iter()
            .map(|(person, all)| person_item(telling, person, all))
            .collect(),
    );
    document.heading(2, "Waiting");
    document.list_or_none(facts.blocked.iter().map(waiting).collect());
    document.heading(2, "Can go on");
    document.list_or_none(
        facts
            .unblocked
            .iter()
            .map(|record| Item::new(named(record)))
            .collect(),
    );
    let since = if facts.since.is_empty() {
        String::new()
    } else {
        format!(" since {}", facts.since)
    };
    document.heading(2, format!("Decided{since}"));
    document.list_or_none(facts.decided.iter().map(decision).collect());
    document.heading(2, format!("Dates that moved{since}"));
    document.list_or_none(telling.changes.entries.iter().filter_map(moved).collect());
    document.heading(2, "Next");
    document.list_or_none(facts.next.iter().map(milestone).collect());
    document.heading(2, format!("Delivered{since}, thank you"));
    document.list_or_none(facts.delivered.iter().map(thanks).collect());
    document
}

/// Returns a link with the title.
fn named(record: &Named) -> Vec<Inline> {
    vec![
        Inline::link(&record.id, &record.path),
        Inline::text(format!(" {}", record.title)),
    ]
}

fn person_item(telling: &Telling<'_>, person: &str, all: &[Due]) -> Item {
    let children = all.iter().map(|due| {
        let late = if due.due < telling.today {
            " (past due)"
        } else {
            ""
        };
        let mut line = vec![Inline::text(format!("{}{late} {} ", due.due, due.what))];
        line.extend([
            Inline::text("("),
            Inline::link(&due.record.id, &due.record.path),
            Inline::text(")"),
        ]);
        Item::new(line)
    });
    Item {
        text: vec![Inline::strong(person)],
        children: children.collect(),
    }
}

fn waiting(blocked: &Blocked) -> Item {
    let mut line = named(&blocked.record);
    line.push(Inline::text(format!(
        " waits for {}",
        blocked.waits_for.join(", ")
    )));
    Item::new(line)
}

fn decision(decided: &Decided) -> Item {
    let mut line = named(&decided.record);
    if let Some(by) = &decided.by {
        line.push(Inline::text(format!(", decided by {by}")));
    }
    if let Some(why) = &decided.why {
        line.push(Inline::text(format!(". Why: {why}")));
    }
    Item::new(line)
}

fn milestone(milestone: &Milestone) -> Item {
    let mut line = vec![Inline::text(format!("{} ", milestone.finish))];
    line.extend(named(&milestone.record));
    if let Some(owner) = &milestone.owner {
        line.push(Inline::text(format!(", {owner}")));
    }
    if let Some(late) = milestone.late.filter(|late| *late != 0) {
        line.push(Inline::text(format!(
            ", {} against the baseline",
            distance::workdays(late)
        )));
    }
    Item::new(line)
}

fn thanks(delivered: &Delivered) -> Item {
    let mut line = named(&delivered.record);
    if let Some(owner) = &delivered.owner {
        line.push(Inline::text(format!(", {owner}")));
    }
    Item::new(line)
}

fn moved(entry: &Entry) -> Option<Item> {
    let change = &entry.change;
    if change.kind.class != Class::Work {
        return None;
    }
    let moved: Vec<usize> = (0..change.deltas.len())
        .filter(|at| is_move(&change.deltas[*at]))
        .collect();
    let origin = moved
        .iter()
        .filter_map(|at| entry.delta_origins[*at].as_ref())
        .next_back();
    let parts: Vec<Vec<Inline>> = moved
        .iter()
        .map(|at| words::delta(&change.kind, &change.deltas[*at]))
        .collect();
    if parts.is_empty() {
        return None;
    }
    let mut line = named(&Named::new(&change.record));
    line.push(Inline::text(": "));
    line.extend(words::joined(parts));
    if let Some(Origin { commit, .. }) = origin {
        let why = format!(" — {}: {}", commit.author, commit.subject);
        line.push(Inline::text(why));
    }
    Some(Item::new(line))
}

fn is_move(delta: &Delta) -> bool {
    let Delta::Field(delta) = delta else {
        return false;
    };
    let is_date = matches!(delta.role, Some(Role::Due | Role::Forecast | Role::Start));
    is_date && delta.shift.is_some()
}
