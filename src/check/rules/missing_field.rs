//! Fields that a record lacks.

use crate::{
    check::{Context, Findings, Rule},
    model::{finding::Level, record::Record, role::Role, schema::Mistake},
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
`workstreams/WS-1-platform.md`
```markdown
---
title: Platform
status: proposed
owner: \"@sam\"
objective: One platform
---
```
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
    for violation in &context.verdict.violations {
        if let Mistake::Missing { field, about } = &violation.mistake {
            let message = format!("the field `{}` is missing", violation.path);
            let example = about.example_line(field);
            let example = example.map(|line| format!(", for example `{line}`"));
            findings
                .at(violation.record, violation.span, message)
                .with_help(format!("add `{field}: …`{}", example.unwrap_or_default()));
        }
    }
    for record in &context.program.records {
        required_by_state(context, record, findings);
    }
}

fn required_by_state(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let Some(status) = record.value(Role::Status) else {
        return;
    };
    for role in record.required_roles() {
        if is_filled(record, *role) || context.is_violated(record, *role) {
            continue;
        }
        let mut fields = record.kind.fields_of(*role);
        let name = fields
            .next()
            .map_or(role.name(), |field| field.paths[0].as_str());
        let message = format!(
            "the field `{name}` is missing: {} that is {} needs it",
            record.kind.one(),
            status.text
        );
        findings
            .at(record, status.span, message)
            .with_help(format!("add `{name}: …`, or set the state back"));
    }
}

fn is_filled(record: &Record, role: Role) -> bool {
    let mut values = record.values(role).into_iter();
    let has_value = values.any(|value| !value.text.trim().is_empty());
    // A list of maps, such as `needs`, has no values of its own.
    let mut paths = record.kind.fields_of(role).flat_map(|field| &field.paths);
    has_value
        || paths.any(|path| {
            record
                .at_path(path)
                .is_some_and(|value| value.items().len() > 0)
        })
}
