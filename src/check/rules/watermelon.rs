//! Work that is said to be better than its facts.

use std::collections::BTreeMap;

use crate::{
    check::{Context, Findings, Rule},
    facts::{
        health::{self, Scene, Verdict},
        schedule,
    },
    model::{finding::Level, kind::Class, past::Past, role::Role},
    text::Span,
};

pub(super) static RULE: Rule = Rule {
    name: "watermelon",
    level: Level::Warning,
    why: "Whoever reads the colour and not the facts is surprised later.",
    docs: DOCS,
    check,
};

/// Facts that are told in one message.
const FACTS: usize = 3;

const DOCS: &str = "\
## What it does
Finds unfinished work whose owner says something better than its facts: on track while a fact makes it at risk or off
track, or at risk while a fact makes it off track. The facts are a due date that has passed, a forecast after the due date,
promises that come too late or were not given in time, blockers past their day, float that is used up, large risks that
nobody treats, parts that are not on track, and, with `--since`, work that nobody has looked at. `hum status` shows both
sides. What the owner says is never overwritten.

## Why it matters
Green outside and red inside: reports get better on their way up, and the date does not.

## Example
`workstreams/WS-1-platform.md`
```markdown
---
title: Platform
status: active
owner: \"@sam\"
objective: One platform
health: on_track
---
Everything that [[PROGRAM]] needs.
```
`deliverables/DEL-7-auth.md`
```markdown
---
title: Auth API
status: active
workstream: WS-1
owner: \"@sam\"
due: 2026-06-12
forecast: 2026-06-26
done_when: [Partners sign in]
---
```

## How to fix
Set the health that the facts show, or mend the facts: a forecast that is too late, a promise that is missing. An owner who
knows better than a part says so after the part came to stand as it does: set `health` or `reviewed` of the whole again.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    // Where nobody says how work stands, nothing is said to be better than it is.
    let mut work = context.program.of_class(Class::Work);
    if !work.any(|record| record.is_unfinished() && record.health().is_some()) {
        return;
    }
    let nothing = Past::default();
    let floats = schedule::schedule(context.program, context.today).floats();
    let verdicts = health::verdicts(&Scene {
        program: context.program,
        today: context.today,
        past: context.past.unwrap_or(&nothing),
        floats: &floats,
    });
    for verdict in verdicts.values() {
        if verdict.watermelon().is_some() {
            tell(verdict, &verdicts, findings);
        }
    }
}

fn tell(verdict: &Verdict<'_>, all: &BTreeMap<&str, Verdict<'_>>, findings: &mut Findings) {
    let record = verdict.record;
    let Some(stated) = verdict.stated else { return };
    let worse = verdict.worse();
    let told: Vec<String> = worse
        .iter()
        .take(FACTS)
        .map(|reason| health::told(reason, all))
        .collect();
    let more = match worse.len().saturating_sub(FACTS) {
        0 => String::new(),
        more => format!("; {more} more"),
    };
    let message = format!(
        "{} is said to be {}, and the facts say {}: {}{more}",
        record.id,
        stated.words(),
        verdict.derived.words(),
        told.join("; ")
    );
    let gist = format!("{} {}", stated.words(), verdict.derived.words());
    let span = record
        .value(Role::Health)
        .map_or_else(Span::default, |value| value.span);
    let word = match verdict.derived {
        crate::model::status::Health::OffTrack => "off_track",
        _ => "at_risk",
    };
    findings
        .at(record, span, message)
        .with_gist(gist)
        .with_help(format!("set `health: {word}`, or mend what the facts say"));
}
