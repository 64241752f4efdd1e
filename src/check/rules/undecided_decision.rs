//! Decisions that cannot be made, or were made without saying why.

use crate::{
    check::{Context, Findings, Rule},
    facts::plan,
    model::{finding::Level, kind::Class, record::Record, role::Role, status::Category},
    text::Span,
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
whose day leaves what they affect less than `thresholds.decision_lead_days` workdays; proposed and accepted decisions
with fewer than two options; accepted ones that do not say what was decided and why.

## Why it matters
Two approvers are none. A choice with one option is an announcement. Without the why, the question comes back.

## Example
`decisions/DEC-1-region.md`
```markdown
---
title: Region
status: proposed
driver: \"@sam\"
approver: [\"@dana\", \"@lee\"]
decide_by: 2026-06-09
---
## Options

### Two regions
### One region
```

## How to fix
Name one approver and a day, write each option (doing nothing is one) below `## Options` as a heading or list item, and
after the decision fill `## Decision` and `## Why`.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for record in context.program.of_class(Class::Decision) {
        match record.category() {
            Some(Category::Open | Category::Active) => open(context, record, findings),
            Some(Category::Done) => accepted(record, findings),
            _ => {}
        }
    }
}

fn open(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let status = record
        .value(Role::Status)
        .map_or_else(Span::default, |value| value.span);
    let approvers = record.values(Role::Approver);
    if approvers.len() > 1 {
        findings
            .at(
                record,
                approvers[1].span,
                format!("{} has {} approvers", record.id, approvers.len()),
            )
            .with_help("name the one person who decides; the others are `contributors`");
    } else if approvers.is_empty() && !is_required(record, Role::Approver) {
        findings
            .at(record, status, format!("{} has no approver", record.id))
            .with_help("add `approver: \"@…\"`");
    }
    match record.value(Role::DecideBy) {
        None if is_required(record, Role::DecideBy) => {}
        None => {
            findings
                .at(
                    record,
                    status,
                    format!("{} has no day by which it is needed", record.id),
                )
                .with_help("add `decide_by: YYYY-MM-DD`");
        }
        Some(value) => {
            let day = value
                .when(&context.config().releases)
                .and_then(|when| when.day());
            if let Some(day) = day.filter(|day| *day < context.today) {
                let days = crate::model::date::days_between(day, context.today);
                findings
                    .at(
                        record,
                        value.span,
                        format!("{} was needed by {day}, {days} days ago", record.id),
                    )
                    .with_help("decide, defer it, or move the day and say why");
            } else if let Some(day) = day {
                too_late(context, record, value.span, day, findings);
            }
        }
    }
    let first_state = record
        .kind
        .lifecycle
        .states
        .first()
        .map(|(state, _)| state.as_str());
    if record.status().as_deref() != first_state {
        options(record, findings);
    }
}

/// Whether `missing-field` already speaks of it in this state.
fn is_required(record: &Record, role: Role) -> bool {
    let status = record.status().unwrap_or_default();
    record
        .kind
        .lifecycle
        .requires
        .get(&*status)
        .is_some_and(|roles| roles.contains(&role))
}

/// A decision on the day before what it affects is due is made too late to matter.
fn too_late(
    context: &Context<'_>,
    record: &Record,
    span: Span,
    day: jiff::civil::Date,
    findings: &mut Findings,
) {
    let config = context.config();
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
        if left < config.thresholds.decision_lead_days {
            let message = format!(
                "{} is needed by {day}, {left} workdays before {} {what} ({limit})",
                record.id, affected.id
            );
            let help = format!(
                "decide {} workdays or more before it",
                config.thresholds.decision_lead_days
            );
            findings.at(record, span, message).with_help(help);
        }
    }
}

fn accepted(record: &Record, findings: &mut Findings) {
    let is_superseded = record.status().is_some_and(|status| status == "superseded");
    if is_superseded {
        return;
    }
    options(record, findings);
    let status = record
        .value(Role::Status)
        .map_or_else(Span::default, |value| value.span);
    for title in ["Decision", "Why"] {
        let filled = record.body().and_then(|body| {
            let index = body.section_index(title)?;
            let mut own = std::iter::once(&body.sections[index]).chain(body.subsections(index));
            Some(own.any(|section| !section.content.slice(&record.file.text).trim().is_empty()))
        });
        if filled != Some(true) {
            findings
                .at(
                    record,
                    status,
                    format!(
                        "{} is decided and its section `{title}` is empty or missing",
                        record.id
                    ),
                )
                .with_help(format!("add `## {title}`"));
        }
    }
}

fn options(record: &Record, findings: &mut Findings) {
    let status = record
        .value(Role::Status)
        .map_or_else(Span::default, |value| value.span);
    let (count, span) = match record
        .body()
        .and_then(|body| Some((body, body.section_index("Options")?)))
    {
        Some((body, index)) => {
            let section = &body.sections[index];
            let below = body
                .subsections(index)
                .filter(|below| below.level == section.level + 1)
                .count();
            let items = section
                .content
                .slice(&record.file.text)
                .lines()
                .filter(|line| is_item(line))
                .count();
            (below.max(items), section.heading)
        }
        None => (0, status),
    };
    if count < 2 {
        let plural = if count == 1 { "" } else { "s" };
        findings
            .at(
                record,
                span,
                format!(
                    "{} has {count} option{plural}; a choice needs two or more",
                    record.id
                ),
            )
            .with_help("write each option as a heading or list item below `## Options`");
    }
}

fn is_item(line: &str) -> bool {
    let numbered = line.split_once(['.', ')']).is_some_and(|(number, rest)| {
        !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && rest.starts_with(' ')
    });
    numbered || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
}
