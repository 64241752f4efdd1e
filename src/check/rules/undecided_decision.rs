//! Decisions that cannot be made, or were made without saying why.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::{
    check::{Context, Findings, Rule},
    facts::{option, plan},
    model::{date, finding::Level, kind::Class, record::Record, role::Role, status::Category},
    text::{Span, phrase::counted},
};

pub(super) static RULE: Rule = Rule {
    name: "undecided-decision",
    level: Level::Error,
    why: "Work waits for this decision, and the decision waits for nobody.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds open decisions without exactly one approver or without a day by which they are needed, whose day has passed, or
whose day leaves what they affect less than `thresholds.decision_lead_days` (5) workdays; proposed and accepted decisions
with fewer than two options; accepted ones that do not say what was decided and why. A deferred decision needs an
approver and nothing else. A kind whose form has no such field or section is not asked for it.

## Why it matters
Two approvers are none. A choice with one option is an announcement. Without the why, the question comes back.

## Example
`decisions/DEC-1-region.md`
```markdown
---
title: Region
status: proposed
driver: \"@sam\"
approver: \"@dana\"
decide_by: 2026-06-09
affects: [PROGRAM]
---
## Problem
The contract with EU-2 ends.

## Options

### Two regions
```

## How to fix
Name one approver and a day, write each option (doing nothing is one) below `## Options` as a heading, list item or table
row, and after the decision fill `## Decision` and `## Why`.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for record in context.program.of_class(Class::Decision) {
        match record.category() {
            Some(Category::Open | Category::Active) => open(context, record, findings),
            Some(Category::Done) => accepted(context, record, findings),
            _ => {}
        }
    }
}

fn open(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    approver(context, record, findings);
    let status = record.status().unwrap_or_default();
    // Whoever defers a decision says that no day waits for it.
    if status.eq_ignore_ascii_case("deferred") {
        return;
    }
    decide_by(context, record, findings);
    let mut states = record.kind.lifecycle.states.iter();
    let is_first = states
        .next()
        .is_some_and(|(first, _)| first.eq_ignore_ascii_case(&status));
    if !is_first {
        options(record, findings);
    }
}

fn approver(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    // A form that has no place for an approver cannot be asked for one.
    if !record.kind.has(Role::Approver) {
        return;
    }
    let approvers = record.values(Role::Approver);
    if let [_, second, ..] = &approvers[..]
        && !context.is_violated(record, Role::Approver)
    {
        let message = format!("{} has {} approvers", record.id, approvers.len());
        findings
            .at(record, second.span, message)
            .with_help("name the one person who decides; the others are `contributors`");
    } else if approvers.is_empty() && !context.is_required(record, Role::Approver) {
        findings
            .at(
                record,
                status_span(record),
                format!("{} has no approver", record.id),
            )
            .with_help("add `approver: …`, the one person who decides");
    }
}

fn decide_by(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let Some(value) = record.value(Role::DecideBy) else {
        if record.kind.has(Role::DecideBy) && !context.is_required(record, Role::DecideBy) {
            let message = format!("{} has no day by which it is needed", record.id);
            findings
                .at(record, status_span(record), message)
                .with_help("add `decide_by: YYYY-MM-DD`");
        }
        return;
    };
    let when = value.when(&context.config().releases);
    let Some(day) = when.and_then(|when| when.day()) else {
        return;
    };
    if day < context.today {
        let days = counted(date::days_between(day, context.today), "day");
        let message = format!("{} was needed by {day}, {days} ago", record.id);
        findings
            .at(record, value.span, message)
            .with_help("decide, defer it, or move the day and say why");
    } else {
        too_late(context, record, value.span, day, findings);
    }
}

/// A decision on the day before what it affects is due is made too late to matter.
fn too_late(
    context: &Context<'_>,
    record: &Record,
    span: Span,
    day: Date,
    findings: &mut Findings,
) {
    let config = context.config();
    let lead = config.thresholds.decision_lead_days;
    for value in record.values(Role::Affects) {
        let Some(affected) = context.program.find(&value.text) else {
            continue;
        };
        if affected.kind.class != Class::Work || !affected.is_unfinished() {
            continue;
        }
        let (limit, what) = match affected.day(Role::Start, &config.releases) {
            Some(start) => (Some(start), "starts"),
            None => (plan::finish(affected, config), "is to finish"),
        };
        let Some(limit) = limit else { continue };
        let left = config.calendar.workdays(day, limit);
        if left < lead {
            let how_long = match day.cmp(&limit) {
                Ordering::Less => format!("{} before", counted(left, "workday")),
                Ordering::Equal => "the day on which".to_owned(),
                Ordering::Greater => "after".to_owned(),
            };
            let message = format!(
                "{} is needed by {day}, {how_long} {} {what} ({limit})",
                record.id, affected.id
            );
            let help = format!("decide {} or more before it", counted(lead, "workday"));
            findings.at(record, span, message).with_help(help);
        }
    }
}

fn accepted(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    options(record, findings);
    for title in ["Decision", "Decision Outcome", "Why"] {
        let is_asked = record.kind.section(title).is_some() && !option::is_of_another_form(record);
        if is_asked && !record.says(title) && !context.is_section_required(record, title) {
            let message = format!(
                "{} is decided and its section `{title}` is empty or missing",
                record.id
            );
            findings
                .at(record, status_span(record), message)
                .with_help(format!("fill `## {title}`"));
        }
    }
}

fn options(record: &Record, findings: &mut Findings) {
    let Some(title) = option::section(record) else {
        return;
    };
    let count = option::options(record).len();
    if count < 2 {
        let section = record.body().and_then(|body| body.section(title));
        let span = section.map_or_else(|| status_span(record), |section| section.heading);
        let message = format!(
            "{} has {}; a choice needs two or more",
            record.id,
            counted(count, "option")
        );
        findings.at(record, span, message).with_help(format!(
            "write each option as a heading, list item or table row below `## {title}`"
        ));
    }
}

fn status_span(record: &Record) -> Span {
    record
        .value(Role::Status)
        .map_or_else(Span::default, |value| value.span)
}
