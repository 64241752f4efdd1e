//! The update for the people who do the work: what is mine, what changed, why.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;

use super::{
    Telling,
    facts::{self, Action, Milestone, Named},
};
use crate::{
    facts::plan,
    model::{
        change::{Change, Delta, Entry, Origin},
        kind::Class,
        record::{Person, Record},
        role::Role,
        status::Category,
    },
    report::{Document, Inline, Item, Report, words},
};

/// How far ahead a contributor is reminded, in days.
const AHEAD: i32 = 14;

#[derive(Debug, Serialize)]
struct Facts {
    since: String,
    on_you: BTreeMap<String, Vec<Due>>,
    blocked: Vec<Blocked>,
    unblocked: Vec<Named>,
    decided: Vec<Decided>,
    next: Vec<Milestone>,
    delivered: Vec<Delivered>,
}

/// Something that somebody is to do soon.
#[derive(Debug, Serialize)]
struct Due {
    #[serde(flatten)]
    record: Named,
    what: String,
    due: Date,
}

/// Work that waits for something.
#[derive(Debug, Serialize)]
struct Blocked {
    #[serde(flatten)]
    record: Named,
    waits_for: Vec<String>,
}

/// A decision that was made.
#[derive(Debug, Serialize)]
struct Decided {
    #[serde(flatten)]
    record: Named,
    by: Option<String>,
    why: Option<String>,
}

/// Work that was finished.
#[derive(Debug, Serialize)]
struct Delivered {
    #[serde(flatten)]
    record: Named,
    owner: Option<String>,
}

pub(super) fn report(telling: &Telling<'_>) -> Report<'static> {
    let facts = Facts {
        since: telling.changes.from.name.clone(),
        on_you: on_you(telling),
        blocked: blocked(telling),
        unblocked: unblocked(telling),
        decided: decided(telling),
        next: facts::milestones(telling).into_iter().take(5).collect(),
        delivered: delivered(telling),
    };
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
            words::workdays(late)
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

/// Returns, for each person, actions, parts of the program and decisions that are due soon or past due.
fn on_you(telling: &Telling<'_>) -> BTreeMap<String, Vec<Due>> {
    let limit = telling.today.saturating_add(jiff::Span::new().days(AHEAD));
    let mut people: BTreeMap<String, Vec<Due>> = BTreeMap::new();
    let mut add = |owner: Option<String>, record: Named, what: String, due: Option<Date>| {
        if let (Some(owner), Some(due)) = (owner, due.filter(|due| *due <= limit)) {
            people
                .entry(owner)
                .or_default()
                .push(Due { record, what, due });
        }
    };
    for record in telling
        .program
        .records
        .iter()
        .filter(|record| record.is_unfinished())
    {
        for Action {
            owner,
            text,
            due,
            record,
        } in facts::actions_of(record)
        {
            add(owner, record, text, due);
        }
        let first = |role| record.people(role).first().map(Person::to_string);
        let config = telling.config();
        match record.kind.class {
            Class::Work if record.kind.fields_of(Role::Parent).next().is_some() => {
                add(
                    first(Role::Owner),
                    Named::new(record),
                    format!("finish: {}", record.title()),
                    plan::finish(record, config),
                );
            }
            Class::Decision => {
                let day = record.day(Role::DecideBy, &config.releases);
                add(
                    first(Role::Approver),
                    Named::new(record),
                    format!("decide: {}", record.title()),
                    day,
                );
            }
            _ => {}
        }
    }
    people
        .values_mut()
        .for_each(|all| all.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.what.cmp(&b.what))));
    people
}

/// Returns what a piece of work still waits for: unfinished predecessors and needs that nobody has.
fn waits_for(telling: &Telling<'_>, record: &Record) -> Vec<String> {
    let mut waits = Vec::new();
    for value in record.values(Role::After) {
        if telling
            .program
            .find(&value.text)
            .is_some_and(Record::is_unfinished)
        {
            waits.push(value.text.to_string());
        }
    }
    for field in record.kind.fields_of(Role::Needs) {
        for need in field
            .paths
            .iter()
            .filter_map(|path| record.at_path(path))
            .flat_map(|needs| needs.items())
        {
            let text = |key| need.get(key).and_then(|value| value.text());
            if text("state").is_some_and(|state| state != "have") {
                waits.extend(text("what").map(str::to_owned));
            }
        }
    }
    waits
}

fn is_promised(record: &Record) -> bool {
    record.is_unfinished()
        && record
            .status()
            .is_some_and(|status| status == "committed" || status == "active")
}

fn blocked(telling: &Telling<'_>) -> Vec<Blocked> {
    let work = telling
        .program
        .of_class(Class::Work)
        .filter(|record| is_promised(record));
    work.filter_map(|record| {
        let waits_for = waits_for(telling, record);
        (!waits_for.is_empty()).then(|| Blocked {
            record: Named::new(record),
            waits_for,
        })
    })
    .collect()
}

/// Returns work that waited for something which was finished since the last time, and now waits for nothing.
fn unblocked(telling: &Telling<'_>) -> Vec<Named> {
    let finished: Vec<&str> = telling
        .changes
        .entries
        .iter()
        .filter(|entry| {
            entry.change.field(Role::Status).is_some() && !entry.change.record.is_unfinished()
        })
        .map(|entry| &*entry.change.id)
        .collect();
    let work = telling
        .program
        .of_class(Class::Work)
        .filter(|record| is_promised(record));
    work.filter(|record| {
        record
            .values(Role::After)
            .iter()
            .any(|value| finished.contains(&&*value.text))
            && waits_for(telling, record).is_empty()
    })
    .map(Named::new)
    .collect()
}

fn decided(telling: &Telling<'_>) -> Vec<Decided> {
    let entries = telling.changes.entries.iter().filter(|entry| {
        let change = &entry.change;
        let is_new = change.change == Change::Added || change.field(Role::Status).is_some();
        change.kind.class == Class::Decision
            && is_new
            && change.record.category() == Some(Category::Done)
    });
    entries
        .map(|entry| {
            let record = &entry.change.record;
            let why = record.body().and_then(|body| body.section("Why"));
            Decided {
                record: Named::new(record),
                by: record.people(Role::Approver).first().map(Person::to_string),
                why: why.and_then(|section| {
                    facts::first_sentences(section.content.slice(&record.file.text), 1)
                }),
            }
        })
        .collect()
}

fn delivered(telling: &Telling<'_>) -> Vec<Delivered> {
    let entries = telling.changes.entries.iter().filter(|entry| {
        let change = &entry.change;
        change.kind.class == Class::Work
            && change.field(Role::Status).is_some()
            && change.record.category() == Some(Category::Done)
    });
    entries
        .map(|entry| Delivered {
            record: Named::new(&entry.change.record),
            owner: entry
                .change
                .record
                .people(Role::Owner)
                .first()
                .map(Person::to_string),
        })
        .collect()
}
