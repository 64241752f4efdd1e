//! Records without an id.

use regex::Regex;

use crate::{
    check::{Context, Findings, Rule},
    model::{
        finding::Level,
        kind::{IdFrom, Kind},
        record::Record,
    },
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
affects: [PROGRAM]
---
```

## How to fix
Start the file name with the prefix of its kind and a number: `RISK-4-quota.md`.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let records = context.program.records.iter();
    for record in records.filter(|record| !record.has_own_id) {
        let (place, help) = match &record.kind.id.from {
            IdFrom::FileName(pattern) => ("file name", file_name_help(context, record, pattern)),
            IdFrom::Folder(pattern) => (
                "folder",
                format!("rename the folder so that its name matches `{pattern}`"),
            ),
            IdFrom::Path(pattern) => (
                "path",
                format!("move the file so that its path matches `{pattern}`"),
            ),
            IdFrom::Field {
                path,
                pattern: Some(pattern),
            } => (
                "fields",
                format!("fill the field `{path}` with what matches `{pattern}`"),
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
        let message = format!("this {} has no id in its {place}", record.kind.word());
        findings.at(record, span, message).with_help(help);
    }
}

/// Returns the file name to use: that of the next free number, where the pattern shows how numbers are written.
fn file_name_help(context: &Context<'_>, record: &Record, pattern: &Regex) -> String {
    let (_, name) = record
        .file
        .path
        .rsplit_once('/')
        .unwrap_or(("", &record.file.path));
    let better = next_free_name(context, &record.kind, pattern, name);
    better.map_or_else(
        || format!("rename the file so that its name matches `{pattern}`"),
        |better| format!("rename the file to `{better}`"),
    )
}

fn next_free_name(
    context: &Context<'_>,
    kind: &Kind,
    pattern: &Regex,
    name: &str,
) -> Option<String> {
    let letters = pattern.as_str().trim_start_matches('^');
    let (letters, _) = letters.trim_start_matches('(').split_once("\\d")?;
    let id = context
        .program
        .free_id(&format!("{}{letters}0", kind.id.prefix))?;
    let better = format!("{}-{name}", id.strip_prefix(&kind.id.prefix)?);
    let found = pattern.captures(better.rsplit_once('.')?.0)?;
    let is_found = found
        .get(1)
        .is_some_and(|group| better.starts_with(group.as_str()));
    is_found.then_some(better)
}
