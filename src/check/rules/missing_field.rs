//! Fields that a record lacks.

use crate::{
    check::{Context, Findings, Rule},
    model::{finding::Level, record::Record, role::Role, schema::Mistake},
    text::Span,
};

pub(super) static RULE: Rule = Rule {
    name: "missing-field",
    level: Level::Error,
    why: "Whoever answers for this cannot be asked, or nobody knows by when.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds fields that the JSON Schema of the kind requires, and fields that the record's state requires: something
committed has an owner, a due date and a way to tell that it is done.

## Why it matters
A promise without a name and a date is a wish.

## Example
`deliverables/DEL-1-api.md`
```markdown
---
title: API
status: committed
workstream: WS-1
owner: \"@sam\"
due: 2026-06-01
---
```

## How to fix
Add the field. Where the value is not known, write `TBD(@owner, 2026-05-01)`: who finds out, and by when.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for violation in &context.violations {
        if let Mistake::Missing { field } = &violation.mistake {
            let message = format!("the field `{}` is missing", violation.path);
            findings
                .at(violation.record, violation.span, message)
                .with_help(format!("add `{field}: …`"));
        }
    }
    for record in &context.program.records {
        required_by_state(record, findings);
    }
}

fn required_by_state(record: &Record, findings: &mut Findings) {
    let Some(status) = record.value(Role::Status) else {
        return;
    };
    let Some(roles) = record.kind.lifecycle.requires.get(&*status.text) else {
        return;
    };
    for role in roles {
        let filled = record
            .values(*role)
            .iter()
            .any(|value| !value.text.trim().is_empty());
        // A list of maps, such as `needs`, has no values of its own.
        let present = record.kind.fields_of(*role).any(|field| {
            field.paths.iter().any(|path| {
                record
                    .at_path(path)
                    .is_some_and(|value| value.items().len() > 0)
            })
        });
        if filled || present {
            continue;
        }
        let name = record
            .kind
            .fields_of(*role)
            .next()
            .map_or(role.name(), |field| field.paths[0].as_str());
        let span: Span = status.span;
        findings
            .at(
                record,
                span,
                format!(
                    "the field `{name}` is missing: {} that is {} needs it",
                    record.kind.one(),
                    status.text
                ),
            )
            .with_help(format!("add `{name}: …`, or set the state back"));
    }
}
