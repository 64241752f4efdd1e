//! Dates and orders that cannot come true.

use crate::{
    check::{Context, Findings, Rule, link},
    facts::plan,
    model::{
        finding::{Level, Place},
        record::{FieldValue, Record},
        role::Role,
        status::Category,
    },
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
    cycles(context, findings);
    for record in context
        .program
        .records
        .iter()
        .filter(|record| record.category() != Some(Category::Dropped))
    {
        own_dates(context, record, findings);
        if record.is_unfinished() {
            after_target(context, record, findings);
        }
    }
    for edge in &context.edges {
        let role = edge
            .field
            .as_deref()
            .and_then(|path| edge.from.kind.field_at(path))
            .and_then(|field| field.role);
        if !edge.from.is_unfinished() || edge.to.category() == Some(Category::Dropped) {
            continue;
        }
        match role {
            Some(Role::After) => before_predecessor(context, edge, findings),
            Some(Role::Parent) => after_parent(context, edge, findings),
            _ => {}
        }
    }
}

fn cycles(context: &Context<'_>, findings: &mut Findings) {
    let edges: Vec<_> = context
        .edges
        .iter()
        .filter(|edge| {
            let field = edge
                .field
                .as_deref()
                .and_then(|path| edge.from.kind.field_at(path));
            field.is_some_and(|field| field.acyclic)
        })
        .cloned()
        .collect();
    for cycle in link::cycles(&edges) {
        let (first, second) = (cycle[0], cycle.get(1).copied().unwrap_or(cycle[0]));
        let Some(edge) = edges
            .iter()
            .find(|edge| *edge.from.id == *first && *edge.to.id == *second)
        else {
            continue;
        };
        let around: Vec<&str> = cycle.iter().copied().chain([first]).collect();
        findings
            .at(
                edge.from,
                edge.span,
                format!("{first} waits for itself: {}", around.join(" → ")),
            )
            .with_help("remove one of these references");
    }
}

fn own_dates(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let config = context.config();
    if record.is_unfinished() {
        for value in record
            .values(Role::Due)
            .into_iter()
            .chain(record.values(Role::Forecast))
        {
            let Some(day) = value
                .when(&config.releases)
                .filter(|when| matches!(when, crate::model::date::When::Day(_)))
            else {
                continue;
            };
            let Some(day) = day.day().filter(|day| !config.calendar.is_workday(*day)) else {
                continue;
            };
            let weekday = day.strftime("%A");
            findings
                .at(
                    record,
                    value.span,
                    format!(
                        "`{}` is {day}, a {weekday} on which nobody works",
                        value.path
                    ),
                )
                .with_help("choose a workday, or change `calendar:` in program.yaml");
        }
    }
    if let Some((value, actual)) = dated(context, record, Role::Actual)
        && actual > context.today
    {
        findings
            .at(
                record,
                value.span,
                format!(
                    "`{}` is {actual}, after today ({})",
                    value.path, context.today
                ),
            )
            .with_help("write the day on which it was finished, or use `forecast`");
    }
    if let (Some((start, from)), Some((due, to))) = (
        dated(context, record, Role::Start),
        dated(context, record, Role::Due),
    ) && from > to
    {
        findings
            .at(
                record,
                start.span,
                format!("`{}` is {from}, after `{}` {to}", start.path, due.path),
            )
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

fn after_parent(context: &Context<'_>, edge: &link::Edge<'_>, findings: &mut Findings) {
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

fn before_predecessor(context: &Context<'_>, edge: &link::Edge<'_>, findings: &mut Findings) {
    if link_type(edge) == Some("SS") || link_type(edge) == Some("SF") {
        return;
    }
    let config = context.config();
    let (Some(own), Some(theirs)) = (
        plan::finish(edge.from, config),
        plan::finish(edge.to, config),
    ) else {
        return;
    };
    if own < theirs {
        let message = format!(
            "{} is to finish {own}, before {} which it waits for finishes ({theirs})",
            edge.from.id, edge.to.id
        );
        findings
            .at(edge.from, edge.span, message)
            .with_help("move the later one, or remove the reference");
    }
}

/// Returns the type of a dependency written `{ref: DEL-2, type: SS}`.
fn link_type<'a>(edge: &link::Edge<'a>) -> Option<&'a str> {
    let list = edge.from.at_path(edge.field.as_deref()?)?;
    let item = list.items().find(|item| {
        item.get("ref")
            .is_some_and(|id| id.text() == Some(&edge.to.id))
    })?;
    item.get("type").and_then(|value| value.text())
}
