//! Records that belong to nothing.

use std::collections::BTreeSet;

use crate::{
    check::{Context, Findings, Rule},
    model::{
        finding::Level,
        kind::Class,
        program::Program,
        record::{Person, Record},
        reference::{self, Edge, Form},
        role::{Role, ValueType},
        status::Category,
    },
    text::Span,
};

use super::unknown_person;

pub(super) static RULE: Rule = Rule {
    name: "orphan",
    level: Level::Warning,
    why: "What belongs to nothing is looked after by nobody.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds unfinished work, risks, decisions, dependencies and issues that belong to nothing: no owner although work has begun,
an owner who is not among the records of people, where a program keeps some, or no record that they refer to and none that
refers to them.

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
    let edges = &context.edges;
    let tied: BTreeSet<&str> = edges
        .iter()
        .filter(|edge| is_tie(edge))
        .flat_map(|edge| [&*edge.from.id, &*edge.to.id])
        .collect();
    for record in &context.program.records {
        if !can_be_lost(record) || !record.is_unfinished() {
            continue;
        }
        owner_left(context, record, findings);
        if is_unowned(context, record) {
            let message = format!("{} is under way and has no owner", record.id);
            findings
                .at(record, title_span(record), message)
                .with_help(format!("add `{}: …`", path_of(record, Role::Owner)));
        } else if !tied.contains(&*record.id)
            && takes_references(record)
            && !names_anything(context.program, record)
        {
            let message = format!(
                "{} refers to no record, and no record refers to it",
                record.id
            );
            findings
                .at(record, title_span(record), message)
                .with_help(help(record));
        }
    }
}

/// Returns whether a record can belong to nothing. Of those this rule also tells an owner whom no record knows.
pub(super) fn can_be_lost(record: &Record) -> bool {
    let class = record.kind.class;
    matches!(
        class,
        Class::Work | Class::Risk | Class::Decision | Class::Dependency | Class::Issue
    )
}

fn owner_left(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let program = context.program;
    if !program.has_people() {
        return;
    }
    for value in record.values(Role::Owner) {
        if value.is_tbd() || program.person(&value.text).is_some() {
            continue;
        }
        let owner = Person::new(&value.text);
        let message = format!("{} is owned by {owner}, who has no record", record.id);
        let (help, near) = unknown_person::help(context, value.text.trim().trim_start_matches('@'));
        let help = match near {
            Some(_) => help,
            None => format!("{help}; if they have left, name another owner"),
        };
        findings.at(record, value.span, message).with_help(help);
    }
}

/// Returns whether two records belong together by a reference. A name does not tie anything to the work of a person,
/// and an update tells of everything.
fn is_tie(edge: &Edge<'_>) -> bool {
    let class = edge.from.kind.class;
    !matches!(edge.reference.form, Form::Person | Form::Handle)
        && !matches!(class, Class::Person | Class::Update)
}

fn is_unowned(context: &Context<'_>, record: &Record) -> bool {
    record.category() == Some(Category::Active)
        && record.kind.fields_of(Role::Owner).next().is_some()
        && record.people(Role::Owner).is_empty()
        && !context.is_required(record, Role::Owner)
}

/// Returns whether the kind has a field for what a record belongs to. What it replaces says nothing about that.
fn takes_references(record: &Record) -> bool {
    let mut fields = record.kind.fields.iter();
    fields.any(|field| {
        field.value_type() == ValueType::Reference
            && !matches!(
                field.role,
                Some(Role::Supersedes | Role::SupersededBy | Role::Related)
            )
    })
}

/// Returns whether a field names something else, in the program or outside it. A name that leads nowhere is for
/// `dangling-ref` to tell.
fn names_anything(program: &Program, record: &Record) -> bool {
    reference::references(program, record)
        .iter()
        .any(|found| found.form == Form::Field && *found.text != *record.id)
}

fn help(record: &Record) -> String {
    let takes = |role| record.kind.fields_of(role).next().is_some();
    if takes(Role::Parent) {
        let path = path_of(record, Role::Parent);
        format!("add `{path}: …`, the record it is part of")
    } else if record.kind.class == Class::Work {
        "add a record that is part of it, or drop it".to_owned()
    } else {
        let role = match record.kind.class {
            Class::Issue => Role::Blocks,
            Class::Dependency => Role::Consumer,
            _ => Role::Affects,
        };
        let (path, words) = (path_of(record, role), role.words());
        match role {
            Role::Consumer => format!("add `{path}: …`, what waits for it"),
            _ => format!("add `{path}: …`, what it {words}"),
        }
    }
}

/// Returns where a role is written, or its name where the kind has no field for it.
fn path_of(record: &Record, role: Role) -> &str {
    let field = record.kind.fields_of(role).next();
    field.map_or(role.name(), |field| field.paths[0].as_str())
}

fn title_span(record: &Record) -> Span {
    record
        .value(Role::Title)
        .map_or_else(Span::default, |title| title.span)
}
