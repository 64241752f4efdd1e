//! The update for the people who do the work: what is mine, what changed, why.

use super::{
    Asked, Facts, Telling,
    facts::{Milestone, Named},
    work::{AHEAD, Blocked, Decided, Delivered, Due, Moved},
};
use crate::report::{Document, Inline, Item, distance};

/// How many dates that come next are told.
const NEXT: usize = 5;

pub(super) fn document(asked: &Asked<'_>, facts: &Facts) -> Document {
    let telling = asked.telling;
    let title = asked.title(&format!("for {},", asked.name));
    let mut document = Document::new(&title);
    document.heading(1, title);
    if asked.line.is_some() {
        document.blocks.push(asked.so_what());
    }
    document.heading(2, format!("On you in the next {AHEAD} days"));
    let people = facts.on_you.iter();
    document.list_or_none(
        people
            .map(|(person, all)| person_item(telling, person, all))
            .collect(),
    );
    let mut list = |title: String, items: Vec<Item>| {
        document.heading(2, title);
        document.list_or_none(items);
    };
    list(
        "Waiting".into(),
        facts.waiting.iter().map(waiting).collect(),
    );
    let unblocked = facts.unblocked.iter().map(Named::line);
    list("Can go on".into(), unblocked.map(Item::new).collect());
    let decided = facts.decided.iter().map(Decided::line);
    list(asked.since("Decided"), decided.map(Item::new).collect());
    let moved = facts.moved.iter().map(Moved::line);
    list(
        asked.since("Dates that moved"),
        moved.map(Item::new).collect(),
    );
    let next = facts.next.iter().take(NEXT);
    list("Next".into(), next.map(milestone).collect());
    let delivered = facts.delivered.iter().map(thanks);
    list(
        format!("{}, thank you", asked.since("Delivered")),
        delivered.collect(),
    );
    document
}

fn person_item(telling: &Telling<'_>, person: &str, all: &[Due]) -> Item {
    let children = all.iter().map(|due| {
        let late = if due.due < telling.today {
            " (past due)"
        } else {
            ""
        };
        let mut line = vec![Inline::text(format!("{}{late} {} ", due.due, due.what))];
        line.extend(due.record.tag());
        Item::new(line)
    });
    Item {
        text: vec![Inline::strong(person)],
        children: children.collect(),
    }
}

fn waiting(blocked: &Blocked) -> Item {
    let mut line = blocked.record.line();
    line.push(Inline::text(format!(
        " waits for {}",
        blocked.waits_for.join(", ")
    )));
    Item::new(line)
}

fn milestone(milestone: &Milestone) -> Item {
    let mut line = vec![Inline::text(format!("{} ", milestone.finish))];
    line.extend(milestone.record.line());
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
    let mut line = delivered.record.line();
    if let Some(owner) = &delivered.owner {
        line.push(Inline::text(format!(", {owner}")));
    }
    Item::new(line)
}
