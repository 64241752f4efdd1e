//! Conflicts in which somebody is not heard.

use crate::{
    check::{Context, Findings, Rule},
    model::{
        finding::Level,
        kind::Class,
        record::{Person, Record},
        role::Role,
        status::Category,
    },
    text::Span,
};

pub(super) static RULE: Rule = Rule {
    name: "one-sided-conflict",
    level: Level::Warning,
    why: "Whoever is not heard does not keep to what was agreed.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Looks at unfinished issues of the type `conflict`. It finds those whose facilitator is a party, and, once somebody works on
them, those with fewer than two parties, those that put nothing at risk, and those in which a party has no section of its
own: a heading with its handle or name, and words below it.

## Why it matters
A conflict is settled by somebody whom both sides trust, once both have read their own view in their own words.

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
`issues/ISS-1-environment.md`
```markdown
---
title: Both programs booked the environment
status: working
owner: maria
type: conflict
blocks: [WS-1]
parties: [sam, lee]
facilitator: lee
---
## Positions

### @sam
Needs five days in a row before 2026-06-19.
```

## How to fix
Name a facilitator who is no party, name what is at risk in `blocks`, and give each party a heading with what they want,
why, and what they fear.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for record in context.program.of_class(Class::Issue) {
        let is_conflict = record.text(Role::Type).as_deref() == Some("conflict");
        if !is_conflict || !record.is_unfinished() {
            continue;
        }
        facilitator(record, findings);
        if record.category() == Some(Category::Active) {
            stakes(record, findings);
            parties(context, record, findings);
        }
    }
}

fn facilitator(record: &Record, findings: &mut Findings) {
    let parties = record.people(Role::Parties);
    if let Some(value) = record.value(Role::Facilitator) {
        let facilitator = Person::new(&value.text);
        if parties.contains(&facilitator) {
            let message = format!(
                "{facilitator} is a party of {} and facilitates it",
                record.id
            );
            findings
                .at(record, value.span, message)
                .with_help("name somebody whom all parties trust and who is none of them");
        }
    }
}

fn stakes(record: &Record, findings: &mut Findings) {
    if record.values(Role::Blocks).is_empty() {
        let message = format!("{} does not say what it puts at risk", record.id);
        findings
            .at(record, type_span(record), message)
            .with_help("add `blocks: …`, what cannot finish before it is resolved");
    }
}

fn parties(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let parties = record.values(Role::Parties);
    if parties.len() < 2 {
        let number = if parties.is_empty() {
            "no party"
        } else {
            "one party"
        };
        let message = format!("{} names {number}; a conflict has two or more", record.id);
        let span = parties
            .first()
            .map_or_else(|| type_span(record), |party| party.span);
        findings
            .at(record, span, message)
            .with_help("add `parties: …`, everybody who wants something else");
    }
    for party in parties {
        let person = Person::new(&party.text);
        let known = context.program.person(&party.text);
        let names = [
            Some(person.key()),
            known.map(|known| known.title().to_lowercase()),
        ];
        if !has_section(record, &names) {
            let message = format!("{person} is a party of {} and has no section", record.id);
            findings.at(record, party.span, message).with_help(format!(
                "add `### {person}`: what they want, why, what they fear"
            ));
        }
    }
}

/// Returns whether words stand below a heading with one of these names.
fn has_section(record: &Record, names: &[Option<String>]) -> bool {
    let Some(body) = record.body() else {
        return false;
    };
    let mut sections = body.sections.iter().enumerate();
    sections.any(|(at, section)| {
        let title = section.title.to_lowercase();
        let words = title.split(|sign: char| !(sign.is_alphanumeric() || "._-/".contains(sign)));
        let words: Vec<&str> = words.collect();
        let is_named = |name: &String| words.contains(&name.as_str()) || title == *name;
        names.iter().flatten().any(is_named) && body.says_something(&record.file.text, at)
    })
}

fn type_span(record: &Record) -> Span {
    record
        .value(Role::Type)
        .map_or_else(Span::default, |value| value.span)
}
