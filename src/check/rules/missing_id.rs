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
                paths,
                pattern: Some(pattern),
            } => (
                "fields",
                format!(
                    "fill the field `{}` with what matches `{pattern}`",
                    paths[0]
                ),
            ),
            IdFrom::Field { paths, .. } => ("fields", format!("fill the field `{}`", paths[0])),
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
    let id = id.strip_prefix(&kind.id.prefix)?;
    let (stem, extension) = name.rsplit_once('.')?;
    let better = match without_number(stem) {
        "" => id.to_owned(),
        words => format!("{id}-{words}"),
    };
    let found = pattern.captures(&better)?.get(1)?;
    (found.as_str() == id).then(|| format!("{better}.{extension}"))
}

/// Returns a file name without the letters and the number that it may start with: `ADR-1-region` is `region`.
fn without_number(name: &str) -> &str {
    let sign = |one: char| matches!(one, '-' | '_' | ' ');
    let after_letters = name.trim_start_matches(|one: char| one.is_ascii_alphabetic());
    let from_number = after_letters.strip_prefix(sign).unwrap_or(after_letters);
    let rest = from_number.trim_start_matches(|one: char| one.is_ascii_digit());
    let has_both = after_letters.len() < name.len() && rest.len() < from_number.len();
    let rest = rest
        .strip_prefix(|one: char| one.is_ascii_alphabetic())
        .unwrap_or(rest);
    if has_both && (rest.is_empty() || rest.starts_with(sign)) {
        rest.trim_start_matches(sign)
    } else {
        name
    }
}
