//! Risks with nothing in motion.

use jiff::civil::Date;

use crate::{
    check::{Context, Findings, Rule},
    facts::risk,
    model::{date, finding::Level, kind::Class, record::Record, role::Role, status::Category},
    text::{Span, markdown::Task},
};

pub(super) static RULE: Rule = Rule {
    name: "untreated-risk",
    level: Level::Error,
    why: "A risk that everybody knows and nobody treats is a decision nobody made.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds open risks whose score is `thresholds.untreated_score` (12) or more, or whose exposure is
`thresholds.untreated_exposure_days` (5) workdays or more, without a response or an owner; risks that are being treated
without an open action that has a person and a date; and open actions of risks that are past due.

## Why it matters
Writing a risk down changes nothing. Someone doing something by a day does.

## Example
`risks/RISK-1-quota.md`
```markdown
---
title: Quota
status: treating
owner: \"@maria\"
type: threat
cause: Approval takes three weeks
event: The quota is refused
effect: The launch moves
probability: 4
impact: 5
trigger: No answer by 2026-05-22
response: mitigate
affects: [PROGRAM]
---
## Actions
```

## How to fix
Add a response and an action: `- [ ] @maria ask for the quota (due 2026-05-08)`. To live with the risk is a response too:
`status: accepted`, with the approver's name.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for record in context
        .program
        .of_class(Class::Risk)
        .filter(|record| record.is_unfinished())
    {
        let settled = record
            .status()
            .is_some_and(|status| status == "accepted" || status == "occurred");
        if settled {
            continue;
        }
        high_without_response(context, record, findings);
        actions(context, record, findings);
    }
}

fn high_without_response(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let thresholds = &context.config().thresholds;
    let score = risk::score(record).filter(|score| *score >= thresholds.untreated_score);
    let exposure = risk::exposure(record, thresholds)
        .filter(|days| *days >= thresholds.untreated_exposure_days);
    let size = match (score, exposure) {
        (Some(score), Some(days)) => format!("score {score}, exposure {days:.1} workdays"),
        (Some(score), None) => format!("score {score}"),
        (None, Some(days)) => format!("exposure {days:.1} workdays"),
        (None, None) => return,
    };
    let span = record
        .value(Role::Probability)
        .map_or_else(Span::default, |value| value.span);
    let response = match record.text(Role::Type).as_deref() {
        Some("opportunity") => "add `response: enhance` (or exploit, share, accept, escalate)",
        _ => "add `response: mitigate` (or avoid, transfer, accept, escalate)",
    };
    for (role, help) in [(Role::Response, response), (Role::Owner, "add `owner: …`")] {
        let is_filled = record
            .text(role)
            .is_some_and(|text| !text.trim().is_empty());
        if !is_filled && record.kind.has(role) && !context.is_required(record, role) {
            let message = format!("{} has no {} ({size})", record.id, role.words());
            findings.at(record, span, message).with_help(help);
        }
    }
}

fn actions(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let tasks = record
        .body()
        .map(|body| body.tasks.as_slice())
        .unwrap_or_default();
    let open: Vec<&Task> = tasks.iter().filter(|task| !task.done).collect();
    for task in &open {
        if let Some(day) = due(task).filter(|day| *day < context.today) {
            let owner = task.owner.as_ref();
            let owner = owner.map_or_else(String::new, |owner| format!(" (@{owner})"));
            let message = format!(
                "an action of {} was due {day}: {}{owner}",
                record.id, task.text
            );
            findings
                .at(record, task.span, message)
                .with_help("tick it, or move its date");
        }
    }
    // A record of a register has no text for actions: its response is all there is.
    if !record.owns_file() {
        return;
    }
    let is_treated = record.category() == Some(Category::Active);
    let is_moving = |task: &&Task| task.owner.is_some() && due(task).is_some();
    if is_treated && !open.iter().any(is_moving) {
        let heading = record
            .body()
            .and_then(|body| body.section("Actions"))
            .map(|section| section.heading);
        let status = || record.value(Role::Status).map(|value| value.span);
        let message = format!(
            "{} is being treated and has no open action with a person and a date",
            record.id
        );
        findings
            .at(record, heading.or_else(status).unwrap_or_default(), message)
            .with_help("add `- [ ] @name what (due YYYY-MM-DD)` below `## Actions`");
    }
}

fn due(task: &Task) -> Option<Date> {
    date::parse_day(task.due.as_deref()?)
}
