//! Steps from one state to another that the lifecycle does not have, or that lack what they need.

use crate::{
    check::{Context, Findings, Rule, revised::Revised},
    facts::promise,
    model::{
        finding::Level,
        kind::Class,
        record::Record,
        role::Role,
        status::{Category, Health},
    },
    text::phrase::{any_of, counted},
};

pub(super) static RULE: Rule = Rule {
    name: "illegal-transition",
    level: Level::Error,
    why: "A state that is skipped is a question that nobody asked.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
With `--since`, finds records that go from one state to another although the lifecycle of their kind has no such step
(`transitions:` in kinds.yaml); work that is paused or cancelled without an accepted decision that affects it, or its
workstream; finished records that are opened again without a word in their text; and work that is called on track again
while actions of its `Path to green` are open. What lands together is one step: a branch may take several only where each
is merged on its own.

## Why it matters
Each state asks for something: a promise for an owner and a date, an acceptance for options and a reason. Whoever jumps
over it does not answer.

## Example
`workstreams/WS-1-platform.md`
```markdown before
---
title: Platform
status: proposed
owner: \"@sam\"
objective: One platform
health: on_track
---
Everything that [[PROGRAM]] needs.
```
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

## How to fix
Take the steps between, each with what it asks for. Where the jump is meant, say so in the record:
`allow: [{rule: illegal-transition, reason: …, until: 2026-07-01}]`.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for revised in context.revised() {
        if let Some((before, after)) = revised.both() {
            jump(&revised, before, after, findings);
            reopening(&revised, before, after, findings);
            unearned_green(&revised, before, after, findings);
            stop(context, &revised, before, after, findings);
        }
    }
}

fn jump(revised: &Revised<'_>, before: &Record, after: &Record, findings: &mut Findings) {
    let (Some(from), Some(to)) = (before.status(), after.status()) else {
        return;
    };
    let lifecycle = &after.kind.lifecycle;
    if before.kind.name != after.kind.name || lifecycle.allows(&from, &to) {
        return;
    }
    let next = lifecycle.next(&from);
    let (expected, help) = match next {
        [] => (
            format!("nothing follows {from}"),
            "leave it as it is, and start a new record".to_owned(),
        ),
        next => (
            format!("after {from} comes {}", any_of(next)),
            format!("set `status: {}` first, and let that land", next[0]),
        ),
    };
    let message = format!("{} goes from {from} to {to}; {expected}", after.id);
    revised
        .find(findings, revised.at(Role::Status), &message)
        .with_help(help);
}

fn reopening(revised: &Revised<'_>, before: &Record, after: &Record, findings: &mut Findings) {
    let was_finished = before
        .category()
        .is_some_and(|category| !category.is_unfinished());
    let is_open = after.category().is_some_and(Category::is_unfinished);
    if !was_finished || !is_open || revised.change.is_reworded() {
        return;
    }
    let (from, to) = (
        before.status().unwrap_or_default(),
        after.status().unwrap_or_default(),
    );
    let message = format!(
        "{} was {from} and is {to} again, without a word why",
        after.id
    );
    revised
        .find(findings, revised.at(Role::Status), &message)
        .with_help("say in the text of the record what turned out not to be finished");
}

fn unearned_green(revised: &Revised<'_>, before: &Record, after: &Record, findings: &mut Findings) {
    let was_bad = before.health() > Some(Health::OnTrack);
    if !was_bad || after.health() != Some(Health::OnTrack) || !after.is_unfinished() {
        return;
    }
    let section = after.body().and_then(|body| {
        let index = body.section_index("Path to green")?;
        Some(body.tasks_under(index).filter(|task| !task.done).count())
    });
    let Some(open) = section.filter(|open| *open > 0) else {
        return;
    };
    let message = format!(
        "{} is on track again, and its path to green has {}",
        after.id,
        counted(open, "open action")
    );
    revised
        .find(findings, revised.at(Role::Health), &message)
        .with_help("tick what is done and remove what is not needed any more, or keep the health");
}

/// Work stops by a decision.
fn stop(
    context: &Context<'_>,
    revised: &Revised<'_>,
    before: &Record,
    after: &Record,
    findings: &mut Findings,
) {
    let status = after.status().unwrap_or_default();
    let is_stopped = |record: &Record| {
        let is_paused = record.status().is_some_and(|status| status == "paused");
        is_paused || record.category() == Some(Category::Dropped)
    };
    let kinds = &mut context.config().kinds.iter();
    let has_decisions = kinds.any(|kind| kind.class == Class::Decision && kind.has(Role::Affects));
    if after.kind.class != Class::Work
        || !has_decisions
        || !is_stopped(after)
        || is_stopped(before)
        || is_decided(context, after)
    {
        return;
    }
    let names_one = promise::names_a_new(revised.change, Role::RebaselinedBy);
    if !names_one {
        let message = format!(
            "{} is {status}, and no accepted decision affects it",
            after.id
        );
        revised
            .find(findings, revised.at(Role::Status), &message)
            .with_help(format!(
                "write the decision, with `affects: [{}]`",
                after.id
            ));
    }
}

fn is_decided(context: &Context<'_>, record: &Record) -> bool {
    let parents = record.values(Role::Parent);
    let mut decisions = context.program.of_class(Class::Decision);
    decisions.any(|decision| {
        let mut affected = decision.values(Role::Affects).into_iter();
        decision.category() == Some(Category::Done)
            && affected.any(|affected| {
                *affected.text == *record.id
                    || parents.iter().any(|parent| parent.text == affected.text)
            })
    })
}
