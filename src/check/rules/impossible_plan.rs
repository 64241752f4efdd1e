//! Dates and orders that cannot come true.

use crate::{
    check::{Context, Findings, Rule},
    facts::plan,
    model::{
        date::When,
        finding::{Level, Place},
        kind::{Class, Field},
        record::{FieldValue, Record},
        reference::{self, Edge},
        role::Role,
        status::Category,
    },
    text::{Span, phrase::counted},
};

pub(super) static RULE: Rule = Rule {
    name: "impossible-plan",
    level: Level::Error,
    why: "A plan that cannot come true is a surprise with a date.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds what cannot come true: work that waits for itself, work that is to finish before what it waits for, a due date
after that of the whole it is part of or after the program's target, a due date on a day nobody works, a finish in the
future, a start after the due date.

## Why it matters
Every such date will move. The only question is who learns of it when.

## Example
`workstreams/WS-1-platform.md`
```markdown
---
title: Platform
status: proposed
owner: \"@sam\"
objective: One platform
---
```
`deliverables/DEL-1-api.md`
```markdown
---
title: API
status: committed
workstream: WS-1
owner: \"@sam\"
due: 2026-06-06
done_when: [It answers]
---
```

## How to fix
Move the date that is wrong. A committed date moves with the decision that moved it, in `rebaselined_by`.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let edges = &context.edges;
    cycles(context, edges, findings);
    for record in &context.program.records {
        if record.category() == Some(Category::Dropped) {
            continue;
        }
        if record.is_unfinished() {
            days_off(context, record, findings);
            after_target(context, record, findings);
        }
        finished_in_future(context, record, findings);
        start_after_due(context, record, findings);
    }
    for edge in edges {
        if !edge.from.is_unfinished() || edge.to.category() == Some(Category::Dropped) {
            continue;
        }
        match field_of(edge).and_then(|field| field.role) {
            Some(Role::After) => before_predecessor(context, edge, findings),
            Some(Role::Parent) => after_parent(context, edge, findings),
            _ => {}
        }
    }
}

/// Returns the field in which a reference stands.
fn field_of<'a>(edge: &Edge<'a>) -> Option<&'a Field> {
    edge.from.kind.field_at(edge.reference.field.as_deref()?)
}

fn cycles(context: &Context<'_>, edges: &[Edge<'_>], findings: &mut Findings) {
    let is_acyclic = |field: &Field| field.acyclic;
    let edges: Vec<_> = edges
        .iter()
        .filter(|edge| field_of(edge).is_some_and(is_acyclic))
        .cloned()
        .collect();
    let pairs = edges.iter().map(|edge| (&*edge.from.id, &*edge.to.id));
    for cycle in reference::cycles(pairs) {
        let (first, second) = (cycle[0], cycle.get(1).copied().unwrap_or(cycle[0]));
        let closing = edges
            .iter()
            .find(|edge| *edge.from.id == *first && *edge.to.id == *second);
        if let Some((edge, path)) =
            closing.and_then(|edge| Some((edge, edge.reference.field.as_ref()?)))
        {
            tell_cycle(
                edge.from,
                path,
                edge.reference.span,
                &reference::around(&cycle),
                findings,
            );
        }
    }
    // A record that names itself is no edge between two.
    for record in &context.program.records {
        for field in record.kind.fields.iter().filter(|field| field.acyclic) {
            for value in record.values_of(field) {
                if *value.text == *record.id {
                    let around = reference::around(&[&*record.id]);
                    tell_cycle(record, value.path, value.span, &around, findings);
                }
            }
        }
    }
}

fn tell_cycle(record: &Record, path: &str, span: Span, around: &str, findings: &mut Findings) {
    let role = record.kind.field_at(path).and_then(|field| field.role);
    let what = match role {
        Some(Role::After) => "waits for itself".to_owned(),
        _ => format!("leads back to itself by `{path}`"),
    };
    findings
        .at(record, span, format!("{} {what}: {around}", record.id))
        .with_help("remove one of these references");
}

fn days_off(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let config = context.config();
    for role in [Role::Due, Role::Forecast] {
        for value in record.values(role) {
            // The day of a release is set in one place, and not this one.
            let Some(When::Day(day)) = value.when(&config.releases) else {
                continue;
            };
            if !config.calendar.is_workday(day) {
                let (path, weekday) = (value.path, day.strftime("%A"));
                let message = format!("`{path}` is {day}, a {weekday} on which nobody works");
                findings
                    .at(record, value.span, message)
                    .with_help("choose a workday, or change `calendar:` in program.yaml");
            }
        }
    }
}

fn finished_in_future(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let Some((value, actual)) = dated(context, record, Role::Actual) else {
        return;
    };
    if actual > context.today {
        let message = format!(
            "`{}` is {actual}, after today ({})",
            value.path, context.today
        );
        findings
            .at(record, value.span, message)
            .with_help("write the day on which it was finished, or use `forecast`");
    }
}

fn start_after_due(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let start = dated(context, record, Role::Start);
    let due = dated(context, record, Role::Due);
    if let (Some((start, from)), Some((due, to))) = (start, due)
        && from > to
    {
        let message = format!("`{}` is {from}, after `{}` {to}", start.path, due.path);
        findings
            .at(record, start.span, message)
            .with_help("move one of the two");
    }
}

fn dated<'a>(
    context: &Context<'_>,
    record: &'a Record,
    role: Role,
) -> Option<(FieldValue<'a>, jiff::civil::Date)> {
    let releases = &context.config().releases;
    record.values(role).into_iter().find_map(|value| {
        value
            .when(releases)
            .and_then(|when| when.day())
            .map(|day| (value, day))
    })
}

fn after_target(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let Some(program) = context
        .program
        .itself()
        .filter(|program| program.id != record.id)
    else {
        return;
    };
    let (Some((_, target)), Some((value, due))) = (
        dated(context, program, Role::Due),
        dated(context, record, Role::Due),
    ) else {
        return;
    };
    if due > target {
        findings
            .at(
                record,
                value.span,
                format!(
                    "{} is due {due}, after the program's target {target}",
                    record.id
                ),
            )
            .with_help("move one of the two, or take it out of the program");
    }
}

fn after_parent(context: &Context<'_>, edge: &Edge<'_>, findings: &mut Findings) {
    let parent = dated(context, edge.to, Role::Due);
    let (Some((of_parent, limit)), Some((value, due))) =
        (parent, dated(context, edge.from, Role::Due))
    else {
        return;
    };
    if due > limit {
        let message = format!(
            "{} is due {due}, after {} of which it is part ({limit})",
            edge.from.id, edge.to.id
        );
        let place = Place::new(
            edge.to.file.path.clone(),
            &edge.to.file.text,
            of_parent.span,
        );
        findings
            .at(edge.from, value.span, message)
            .with_help("move one of the two")
            .with_related(place, format!("{} is due here", edge.to.id));
    }
}

fn before_predecessor(context: &Context<'_>, edge: &Edge<'_>, findings: &mut Findings) {
    let (kind, lag) = link_terms(edge);
    // These two say when it may start, and only its finish is known.
    if matches!(kind, Some("SS" | "SF")) {
        return;
    }
    let config = context.config();
    let (Some(own), Some(theirs)) = (
        plan::finish(edge.from, config),
        plan::finish(edge.to, config),
    ) else {
        return;
    };
    let is_too_early = match lag {
        0 => own < theirs,
        lag => config.calendar.workdays(theirs, own) < lag,
    };
    if !is_too_early {
        return;
    }
    let more = match lag {
        0 => String::new(),
        1.. => format!(", and {} more", counted(lag, "workday")),
        _ => format!(", less {}", counted(-lag, "workday")),
    };
    let message = format!(
        "{} is to finish {own} and waits for {}, which {} {theirs}{more}",
        edge.from.id,
        edge.to.id,
        finish_words(edge.to)
    );
    findings
        .at(edge.from, edge.reference.span, message)
        .with_help("move one of the two dates, or remove the reference");
}

fn finish_words(record: &Record) -> &'static str {
    match (record.kind.class, record.is_unfinished()) {
        (Class::Decision, true) => "is needed by",
        (Class::Decision, false) => "was decided",
        (_, true) => "is to finish",
        (_, false) => "finished",
    }
}

/// Returns type and lag of a dependency written `{ref: DEL-2, type: SS, lag: 3}`.
fn link_terms<'a>(edge: &Edge<'a>) -> (Option<&'a str>, i64) {
    let list = edge
        .reference
        .field
        .as_deref()
        .and_then(|path| edge.from.at_path(path));
    let item = list.and_then(|list| {
        list.items().find(|item| {
            let target = item.get("ref");
            target.is_some_and(|id| id.text() == Some(&edge.to.id))
        })
    });
    let text = |key| item?.get(key)?.text();
    let lag = text("lag").and_then(|text| text.parse().ok()).unwrap_or(0);
    (text("type"), lag)
}
