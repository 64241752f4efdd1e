//! Values that a field does not take.

use serde_json::Value;

use crate::{
    check::{Context, Findings, Rule},
    model::{finding::Level, schema::Mistake},
    text::suggest,
};

pub(super) static RULE: Rule = Rule {
    name: "invalid-value",
    level: Level::Error,
    why: "A value outside the schema is left out of counts, dates and transitions.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds values that the JSON Schema of the kind does not allow: words outside an enumeration, dates that are none, numbers
out of range, a list where one value belongs.

## Why it matters
Reports count states and add up days. A state that is misspelt is in no count, and nobody sees that it is missing.

## Example
`workstreams/WS-1-platform.md`
```markdown
---
title: Platform
status: plannned
owner: \"@sam\"
objective: One platform
---
```

## How to fix
Write one of the values that the message names.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for violation in &context.violations {
        let Mistake::Value { expected, options } = &violation.mistake else {
            continue;
        };
        let written = violation.span.slice(&violation.record.file.text);
        let found = match &violation.found {
            None | Some(Value::Null) => "nothing".to_owned(),
            Some(Value::String(text)) => format!("`{}`", short(text)),
            Some(Value::Array(_)) => "a list".to_owned(),
            Some(Value::Object(_)) => "a map".to_owned(),
            Some(other) => format!("`{other}`"),
        };
        let field = if violation.path.is_empty() {
            "the record".to_owned()
        } else {
            format!("`{}`", violation.path)
        };
        let finding = findings.at(
            violation.record,
            violation.span,
            format!("{field} is {found}"),
        );
        finding.with_label(format!("expected {expected}"));
        let Some(Value::String(text)) = &violation.found else {
            continue;
        };
        if let Some(near) = suggest::nearest(text, options.iter().map(String::as_str)) {
            finding.with_help(format!("did you mean `{near}`?"));
            if written == text {
                finding.with_replacement(near);
            }
        }
    }
}

fn short(text: &str) -> String {
    const LIMIT: usize = 60;
    if text.chars().count() <= LIMIT {
        text.to_owned()
    } else {
        text.chars().take(LIMIT).chain(['…']).collect()
    }
}
