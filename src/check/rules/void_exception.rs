//! Exceptions that let nothing pass any more.

use crate::{
    check::{Context, Findings, Rule},
    model::finding::Level,
};

pub(super) static RULE: Rule = Rule {
    name: "void-exception",
    level: Level::Warning,
    why: "Somebody counts on an exception that no longer counts, or nobody knows what it was for.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds entries of `allow:` that let nothing pass: their last day has passed, or they give no reason. The findings they were
for are reported again.

## Why it matters
An exception is a debt with a date. Once the date has passed, somebody pays it or agrees on a new one.

## Example
`risks/RISK-1-quota.md`
```markdown
---
title: Quota
status: identified
type: threat
cause: Approval takes three weeks
event: The quota is refused
effect: The launch moves
affects: [PROGRAM]
allow:
  - {rule: orphan, reason: The affected work is not named yet, until: 2026-05-31}
---
```

## How to fix
Remove the entry, or agree on a new day and say why.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for exception in &context.exceptions {
        let (record, rule) = (exception.record, exception.rule);
        if let Some(until) = exception.until.filter(|_| exception.is_over(context.today)) {
            let message = format!("the exception from `{rule}` ended on {until}");
            findings
                .at(record, exception.span, message)
                .with_help("remove it, or agree on a new day and say why");
        } else if !exception.has_reason {
            let message = format!("the exception from `{rule}` gives no reason and does not count");
            findings
                .at(record, exception.span, message)
                .with_help("add `reason: …`, why the rule does not apply here");
        }
    }
}
