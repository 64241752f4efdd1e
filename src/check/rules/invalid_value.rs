//! Values that a field does not take.

use crate::{
    check::{Context, Findings, Rule, schema::RecordViolation},
    model::{
        finding::Level,
        schema::{About, Mistake},
    },
    text::{Span, suggest, tree::Cursor},
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
`risks/RISK-1-quota.md`
```markdown
---
title: Quota
status: identfied
type: threat
cause: Approval takes three weeks
event: The quota is refused
effect: The launch moves
affects: [PROGRAM]
---
```

## How to fix
Write one of the values that the message names.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for violation in &context.verdict.violations {
        if let Mistake::Value {
            expected,
            options,
            about,
        } = &violation.mistake
        {
            let finding = findings.at(violation.record, violation.span, message(violation));
            finding.with_label(format!("expected {expected}"));
            let text = violation.found.and_then(Cursor::text);
            let options = options.iter().map(String::as_str);
            let near = text.and_then(|text| suggest::nearest(text, options));
            finding.help = match (near, text) {
                (Some(near), Some(text)) => {
                    let written = violation.span.slice(&violation.record.file.text);
                    finding.replacement = (text == written).then(|| near.to_owned());
                    Some(format!("did you mean `{near}`?"))
                }
                (None, Some(text)) if expected == "a text" && !text.is_empty() => {
                    let quoted = format!("\"{text}\"");
                    finding.replacement = Some(quoted.clone());
                    Some(format!("write {quoted}: without quotes it is no text"))
                }
                _ => help(about, violation, expected),
            };
        }
    }
    for (record, message) in &context.verdict.broken {
        let kind = record.kind.one();
        let message = format!("the JSON Schema of {kind} cannot be used: {message}");
        findings
            .at(record, Span::default(), message)
            .with_help("mend the schema that `kinds:` names; until then nothing is checked by it");
    }
}

fn message(violation: &RecordViolation<'_>) -> String {
    if violation.path.is_empty() {
        return "the fields together are not what the schema allows".to_owned();
    }
    let path = &violation.path;
    match violation.found {
        Some(value) if value.text().is_none() => {
            let written = violation.span.slice(&violation.record.file.text);
            if !written.contains('\n') && !is_long(written) {
                format!("`{path}` is `{written}`")
            } else if value.is_list() {
                format!("`{path}` is a list")
            } else {
                format!("`{path}` is a map")
            }
        }
        Some(value) if !value.is_null() => {
            format!("`{path}` is `{}`", short(value.text().unwrap_or_default()))
        }
        _ => format!("`{path}` has no value"),
    }
}

/// Values longer than this are cut.
const LIMIT: usize = 60;

fn is_long(text: &str) -> bool {
    text.chars().count() > LIMIT
}

fn short(text: &str) -> String {
    if is_long(text) {
        text.chars().take(LIMIT).chain(['…']).collect()
    } else {
        text.to_owned()
    }
}

/// Returns what the field takes: an example, unless the label lists every word, and what the schema says of it.
fn help(about: &About, violation: &RecordViolation<'_>, expected: &str) -> Option<String> {
    let key = violation.path.rsplit('.').next().unwrap_or_default();
    let example = about
        .example_line(key)
        .filter(|_| !expected.starts_with("one of "))
        .map(|line| format!("write, for example, `{line}`"));
    let description = about.description.as_deref();
    let description = description.filter(|text| !is_said(text, expected));
    match (example, description) {
        (Some(example), Some(description)) => Some(format!("{example}. {description}")),
        (example, description) => example.or_else(|| description.map(str::to_owned)),
    }
}

/// Returns whether the label says what the description says.
fn is_said(description: &str, expected: &str) -> bool {
    let description = description.trim_end_matches('.').to_lowercase();
    description == expected.to_lowercase()
}
