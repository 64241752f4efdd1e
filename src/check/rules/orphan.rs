//! Records that belong to nothing.

use std::collections::BTreeSet;

use crate::{
    check::{Context, Findings, Rule},
    model::{finding::Level, kind::Class, record::Record, role::Role, status::Category},
    text::Span,
};

pub(super) static RULE: Rule = Rule {
    name: "orphan",
    level: Level::Warning,
    why: "What belongs to nothing is looked after by nobody.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds unfinished work, risks and decisions that belong to nothing: no owner although work has begun, no record that they
refer to and none that refers to them.

## Why it matters
Work that falls between teams is found late, by the people it was meant to protect.

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

## How to fix
Name an owner, name what it is part of or what it affects, or drop it.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let program = context.program;
    let tied: BTreeSet<&str> = context
        .edges
        .iter()
        .flat_map(|edge| [&*edge.from.id, &*edge.to.id])
        .collect();
    for record in &program.records {
        if !matches!(
            record.kind.class,
            Class::Work | Class::Risk | Class::Decision
        ) || !record.is_unfinished()
        {
            continue;
        }
        let span = title_span(record);
        if record.category() == Some(Category::Active)
            && takes(record, Role::Owner)
            && record.people(Role::Owner).is_empty()
        {
            findings
                .at(
                    record,
                    span,
                    format!("{} is under way and has no owner", record.id),
                )
                .with_help("add `owner: \"@…\"`");
        } else if !tied.contains(&*record.id) && takes_references(record) {
            let help = match record.kind.class {
                Class::Work if takes(record, Role::Parent) => "name the record it is part of",
                Class::Work => "add a record that is part of it, or drop it",
                _ => "name what it affects",
            };
            let message = format!(
                "{} refers to no record, and no record refers to it",
                record.id
            );
            findings.at(record, span, message).with_help(help);
        }
    }
}

fn takes(record: &Record, role: Role) -> bool {
    record.kind.fields_of(role).next().is_some()
}

fn takes_references(record: &Record) -> bool {
    use crate::model::role::ValueType;
    record
        .kind
        .fields
        .iter()
        .any(|field| field.value_type() == ValueType::Reference)
}

fn title_span(record: &Record) -> Span {
    record
        .value(Role::Title)
        .map_or_else(Span::default, |title| title.span)
}
