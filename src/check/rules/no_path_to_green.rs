//! Work that is not on track, without a way back.

use crate::{
    check::{Context, Findings, Rule},
    facts::plan,
    model::{finding::Level, kind::Class, record::Record, role::Role, status::Health},
    text::{
        Span,
        markdown::{Body, Task},
        phrase::counted,
    },
};

pub(super) static RULE: Rule = Rule {
    name: "no-path-to-green",
    level: Level::Error,
    why: "A colour without a way back tells people to worry and not what to do.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds unfinished work that is at risk or off track without a section `Path to green`, or with one that has no open action
with a person and a date, or no line that says when it is green again. It also finds work that is called at risk although
its forecast is after its due date: at risk means that a clear path keeps the date (after Kindel, *Path to green*).

## Why it matters
The first question after \"at risk\" is \"what are you doing about it, who, by when\".

## Example
`workstreams/WS-1-platform.md`
```markdown
---
title: Platform
status: active
owner: \"@sam\"
objective: One platform
health: off_track
---
What stands in the way of [[PROGRAM]].
```

## How to fix
Add the section:

```markdown
## Path to green

- [ ] @sam stub the auth API (due 2026-06-04)

Green when the forecast is 2026-06-30 or earlier.
```
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for record in context.program.of_class(Class::Work) {
        let health = record.health().filter(|health| *health > Health::OnTrack);
        if let Some(health) = health.filter(|_| record.is_unfinished()) {
            late_at_risk(context, record, health, findings);
            path(record, health, findings);
        }
    }
}

fn late_at_risk(context: &Context<'_>, record: &Record, health: Health, findings: &mut Findings) {
    let config = context.config();
    let late =
        plan::lateness(record, config).filter(|late| *late > config.thresholds.slip_tolerance_days);
    if let (Health::AtRisk, Some(late)) = (health, late) {
        let message = format!(
            "{} is {}, and its forecast is {} after its due date",
            record.id,
            health.words(),
            counted(late, "workday")
        );
        findings
            .at(record, health_span(record), message)
            .with_help("set `health: off_track`, or bring the forecast back to the due date");
    }
}

fn path(record: &Record, health: Health, findings: &mut Findings) {
    let name = format!("{} is {}", record.id, health.words());
    let section = record
        .body()
        .and_then(|body| Some((body, body.section_index("Path to green")?)));
    let Some((body, index)) = section else {
        let message = format!("{name} and has no section `Path to green`");
        findings
            .at(record, health_span(record), message)
            .with_help("add it; see `hum explain no-path-to-green`");
        return;
    };
    let heading = body.sections[index].heading;
    if !body.tasks_under(index).any(is_complete) {
        let message =
            format!("{name} and its path to green has no open action with a person and a date");
        findings
            .at(record, heading, message)
            .with_help("add `- [ ] @name what (due YYYY-MM-DD)`");
    }
    if !has_criterion(record, body, index) {
        let message = format!("{name} and its path to green does not say when it is green again");
        findings
            .at(record, heading, message)
            .with_help("add a line `Green when …`");
    }
}

fn health_span(record: &Record) -> Span {
    record
        .value(Role::Health)
        .map_or_else(Span::default, |value| value.span)
}

fn is_complete(task: &Task) -> bool {
    !task.done
        && task.owner.is_some()
        && task
            .due
            .as_deref()
            .and_then(crate::model::date::parse_day)
            .is_some()
}

fn has_criterion(record: &Record, body: &Body, index: usize) -> bool {
    let own = std::iter::once(&body.sections[index]).chain(body.subsections(index));
    let text: String = own
        .map(|section| section.content.slice(&record.file.text))
        .collect();
    let text = text.to_lowercase();
    text.contains("green when") || text.contains("green once") || text.contains("green if")
}
