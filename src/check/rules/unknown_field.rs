//! Fields that nobody reads.

use crate::{
    check::{Context, Findings, RULES, Rule},
    model::{finding::Level, kind::Class, record::Record, schema::Mistake},
    text::{Span, suggest},
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
Finds fields that the JSON Schema of the kind does not know, and names in `rules:` and `allow:` that are no rules. Names
that start with `x-` are always allowed.

## Why it matters
`onwer: \"@maria\"` looks like an owner to people and like nothing to every report.

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
onwer: \"@maria\"
---
```

## How to fix
Write the field's proper name, or start it with `x-` when it is your own.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for violation in &context.verdict.violations {
        let Mistake::Unknown { field, known } = &violation.mistake else {
            continue;
        };
        let message = format!(
            "there is no field `{}` in {}",
            violation.path,
            violation.record.kind.one()
        );
        let finding = findings.at(violation.record, violation.span, message);
        let is_there = |name: &str| violation.found.is_some_and(|map| map.get(name).is_some());
        match suggest::nearest(field, known.iter().map(String::as_str)) {
            Some(near) if is_there(near) => {
                finding.with_help(format!("`{near}` is there too: remove this one"))
            }
            Some(near) => finding
                .with_help(format!("did you mean `{near}`?"))
                .with_replacement(near),
            None => finding.with_help(format!("write `x-{field}` if the field is your own")),
        };
    }
    for record in context.program.written() {
        rules(record, findings);
    }
}

/// Tells the names in `rules:` and `allow:` that are no rules: they would change nothing.
fn rules(record: &Record, findings: &mut Findings) {
    let is_program = record.kind.class == Class::Program;
    let levels = record.at_path("rules").filter(|_| is_program);
    for entry in levels.iter().flat_map(|levels| levels.entries()) {
        no_rule(record, &entry.key, entry.key_span, findings);
    }
    let allowed = record.at_path("allow");
    for name in allowed.iter().flat_map(|allowed| allowed.items()) {
        if let Some((name, text)) = name.get("rule").and_then(|name| Some((name, name.text()?))) {
            no_rule(record, text, name.span(), findings);
        }
    }
}

fn no_rule(record: &Record, name: &str, span: Span, findings: &mut Findings) {
    if name.is_empty() || Rule::find(name).is_some() {
        return;
    }
    let finding = findings.at(record, span, format!("there is no rule `{name}`"));
    match suggest::nearest(name, RULES.iter().map(|rule| rule.name)) {
        Some(near) => finding
            .with_help(format!("did you mean `{near}`?"))
            .with_replacement(near),
        None => finding.with_help("`hum explain` lists the rules"),
    };
}
