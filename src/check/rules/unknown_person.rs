//! Names of people that no record knows.

use crate::{
    check::{Context, Findings, Rule},
    facts::ambiguity::vague,
    model::{
        finding::Level,
        kind::Class,
        record::{Person, Record},
        reference::{Form, Target, references, resolve},
        role::Role,
    },
    text::{Span, suggest},
};

use super::orphan;

pub(super) static RULE: Rule = Rule {
    name: "unknown-person",
    level: Level::Warning,
    why: "Nobody knows how to reach them, and a slip of the pen gives work to nobody.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Once a program has a record of any person or team, finds the names in fields and in open actions that have none. Records
that are done or dropped, and meetings of the past, may name people who have left. Owners of open work are told by
`orphan`.

## Why it matters
Whoever approves, provides or pays has to be reached before they are needed. A name without a record is nobody's contact,
or a slip of the pen.

## Example
`people/sam.md`
```markdown
---
name: Sam Reis
---
```
`people/maria.md`
```markdown
---
name: Maria Silva
---
```
`decisions/DEC-1-region.md`
```markdown
---
title: Region
status: needed
approver: dana
decide_by: 2026-06-09
affects: [PROGRAM]
---
```
`program.yaml`
```yaml
name: Atlas
objective: One platform
sponsor: maria
tpm: maria
target: 2026-06-30
```

## How to fix
Write the handle of somebody who has a record, or add one: `people/dana.md` with a `name`.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    if !context.program.has_people() {
        return;
    }
    for record in &context.program.records {
        if is_past(context, record) {
            continue;
        }
        fields(context, record, findings);
        actions(context, record, findings);
    }
}

/// Returns whether a record may name people who have left since.
fn is_past(context: &Context<'_>, record: &Record) -> bool {
    let day = record.day(Role::Date, &context.config().releases);
    !record.is_unfinished() || day.is_some_and(|day| day < context.today)
}

fn fields(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let program = context.program;
    for found in references(program, record).iter() {
        // `orion:DEL-7` is a record of another program.
        let is_name = found.form == Form::Person && !found.text.contains(':');
        let is_known = !matches!(resolve(program, record, found), Target::Outside);
        let path = found.field.as_deref().unwrap_or_default();
        if is_name && !is_known && !(orphan::can_be_lost(record) && is_owner(record, path)) {
            unknown(
                context,
                record,
                &found.text,
                Some(path),
                found.target,
                findings,
            );
        }
    }
}

fn is_owner(record: &Record, path: &str) -> bool {
    let mut owners = record.kind.fields_of(Role::Owner);
    owners.any(|field| field.paths.iter().any(|own| own == path))
}

fn actions(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let tasks = record
        .body()
        .map(|body| body.tasks.as_slice())
        .unwrap_or_default();
    for task in tasks.iter().filter(|task| !task.done) {
        let Some(owner) = &task.owner else { continue };
        if context.program.person(owner).is_none() {
            unknown(context, record, owner, None, task.span, findings);
        }
    }
}

fn unknown(
    context: &Context<'_>,
    record: &Record,
    name: &str,
    path: Option<&str>,
    span: Span,
    findings: &mut Findings,
) {
    let place = path.map_or_else(|| "an open action".to_owned(), |path| format!("`{path}`"));
    let message = format!("{place}: there is no record of {}", Person::new(name));
    let (help, near) = help(context, name);
    let is_exact = span.slice(&record.file.text) == name;
    let finding = findings.at(record, span, message).with_help(help);
    finding.replacement = near.filter(|_| is_exact);
}

/// Returns what to type instead of a name that is not known, and the handle that is meant where it is near.
pub(super) fn help(context: &Context<'_>, name: &str) -> (String, Option<String>) {
    if vague::is_nobody(name) {
        return ("name one person, who can be asked".to_owned(), None);
    }
    let people = context.program.of_class(Class::Person);
    match suggest::nearest(name, people.map(|person| &*person.id)) {
        Some(near) => (format!("did you mean `{near}`?"), Some(near.to_owned())),
        None => (format!("add `people/{name}.md` with a `name`"), None),
    }
}
