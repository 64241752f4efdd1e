//! Files in a record folder that cannot be read.

use crate::{
    check::{Context, Findings, Rule},
    model::finding::{Level, Place},
};

pub(super) static RULE: Rule = Rule {
    name: "unreadable-file",
    level: Level::Error,
    why: "What is in this file is missing from every report.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds files in a record folder whose metadata cannot be read: broken YAML, front matter that is missing or never closed,
text that is not UTF-8, files that are too large, symbolic links that leave the program, merge conflicts.

## Why it matters
The record is not counted, not told and not compared. Everything else still is.

## Example
`risks/RISK-1-quota.md`
```markdown
---
title: Quota
owner: @maria
---
```

## How to fix
Do what the help line says. A value that starts with `@`, or contains `: `, needs quotes. A file that is no record
belongs in another folder.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for file in &context.program.unreadable {
        for problem in &file.problems {
            let finding = findings.in_file(
                &file.path,
                file.text.as_deref(),
                problem.span,
                &problem.message,
            );
            finding.help.clone_from(&problem.help);
            if let (Some((span, label)), Some(text)) = (&problem.related, &file.text) {
                finding.with_related(Place::new(file.path.clone(), text, *span), label);
            }
        }
    }
}
