//! Fields that nobody reads.

use crate::{
    check::{Context, Findings, Rule},
    model::{finding::Level, schema::Mistake},
    text::suggest,
};

pub(super) static RULE: Rule = Rule {
    name: "unknown-field",
    level: Level::Error,
    why: "Nobody reads this field, so what it says is told to nobody.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds fields that the JSON Schema of the kind does not know. Names that start with `x-` are always allowed.

## Why it matters
`onwer: \"@maria\"` looks like an owner to people and like nothing to every report.

## Example
`workstreams/WS-1-platform.md`
```markdown
---
title: Platform
status: proposed
owner: \"@sam\"
objective: One platform
onwer: \"@maria\"
---
```

## How to fix
Write the field's proper name, or start it with `x-` when it is your own.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for violation in &context.violations {
        let Mistake::Unknown { field, known } = &violation.mistake else {
            continue;
        };
        let message = format!(
            "there is no field `{}` in {}",
            violation.path,
            violation.record.kind.one()
        );
        let finding = findings.at(violation.record, violation.span, message);
        match suggest::nearest(field, known.iter().map(String::as_str)) {
            Some(near) => finding
                .with_help(format!("did you mean `{near}`?"))
                .with_replacement(near),
            None => finding.with_help(format!("write `x-{field}` if the field is your own")),
        };
    }
}
