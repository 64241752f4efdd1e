//! Records without an id.

use crate::{
    check::{Context, Findings, Rule},
    model::{finding::Level, kind::IdFrom},
    text::Span,
};

pub(super) static RULE: Rule = Rule {
    name: "missing-id",
    level: Level::Error,
    why: "A record that cannot be named cannot be referred to or followed through history.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds records in which the kind's rule finds no id.

## Why it matters
Until it has an id the record goes by its path, and every rename looks like a new record.

## Example
`risks/quota.md`
```markdown
---
title: Quota
status: identified
type: threat
cause: Approval takes three weeks
event: The quota is refused
effect: The launch moves
---
```

## How to fix
Start the file name with the prefix of its kind and a number: `RISK-4-quota.md`.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for record in context
        .program
        .records
        .iter()
        .filter(|record| !record.has_own_id)
    {
        let (place, help) = match &record.kind.id.from {
            IdFrom::FileName(pattern) => (
                "file name",
                format!("rename the file so that its name matches `{pattern}`"),
            ),
            IdFrom::Folder(pattern) => (
                "folder",
                format!("rename the folder so that its name matches `{pattern}`"),
            ),
            IdFrom::Path(pattern) => (
                "path",
                format!("move the file so that its path matches `{pattern}`"),
            ),
            IdFrom::Field { path, .. } => ("fields", format!("fill the field `{path}`")),
            IdFrom::Key | IdFrom::Constant(_) => (
                "register",
                "put the record below a key that is its id".to_owned(),
            ),
        };
        let span = if record.owns_file() {
            Span::default()
        } else {
            Span {
                end: record.fields().span().start,
                ..record.fields().span()
            }
        };
        let message = format!(
            "this {} has no id in its {place}",
            record.kind.title.to_lowercase()
        );
        findings.at(record, span, message).with_help(help);
    }
}
