//! Values that are to be determined, by nobody or too late.

use crate::{
    check::{Context, Findings, Rule},
    model::{finding::Level, record::Record, role::Role, tbd::Tbd},
    text::tree::Cursor,
};

pub(super) static RULE: Rule = Rule {
    name: "bare-tbd",
    level: Level::Warning,
    why: "What nobody is asked to find out stays unknown.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds fields that say `TBD` without saying who finds out and by when, and those whose day has passed. Records that are
done or dropped are left alone.

## Why it matters
An open question with a name and a date is a plan. Without them it is a hole that looks like one.

## Example
`workstreams/WS-1-platform.md`
```markdown
---
title: Platform
status: proposed
owner: \"@sam\"
objective: TBD
---
```
`deliverables/DEL-1-api.md`
```markdown
---
title: API
status: proposed
workstream: WS-1
owner: \"@sam\"
---
```

## How to fix
Give the value, or write `TBD(@maria, 2026-05-01)`: who finds out, and by when. `hum set WS-1 objective=…` does either.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let records = context.program.written();
    for record in records.filter(|record| record.is_unfinished()) {
        look(context, record, record.fields(), &mut Vec::new(), findings);
        sections(record, findings);
    }
}

/// Tells the sections that every record has and that are still open.
fn sections(record: &Record, findings: &mut Findings) {
    for title in &record.kind.lifecycle.always.sections {
        let body = record
            .body()
            .filter(|_| record.leaves_open(title) && !record.says(title));
        if let Some(section) = body.and_then(|body| body.section(title)) {
            let message = format!("the section `## {title}` is to be determined");
            let help = "write it below the heading";
            findings
                .at(record, section.heading, message)
                .with_help(help);
        }
    }
}

fn look<'a>(
    context: &Context<'_>,
    record: &'a Record,
    at: Cursor<'a>,
    keys: &mut Vec<&'a str>,
    findings: &mut Findings,
) {
    for entry in at.entries() {
        keys.push(&entry.key);
        look(context, record, at.follow(entry), keys, findings);
        keys.pop();
    }
    for item in at.items() {
        look(context, record, item, keys, findings);
    }
    if let Some(tbd) = at.text().and_then(Tbd::parse) {
        let path = keys.join(".");
        if commits_somebody(record, &path) {
            tell(context, record, at, (&path, &tbd), findings);
        }
    }
}

/// A record is always in some state, and what the kind does not know commits nobody.
fn commits_somebody(record: &Record, path: &str) -> bool {
    let fields = record.kind.fields.iter();
    let mut own = fields.filter(|field| field.role != Some(Role::Status));
    own.any(|field| {
        let mut paths = field.paths.iter();
        let is_below = |own: &str| {
            path.strip_prefix(own)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        paths.any(|own| is_below(own))
    })
}

fn tell(
    context: &Context<'_>,
    record: &Record,
    at: Cursor<'_>,
    (path, tbd): (&str, &Tbd),
    findings: &mut Findings,
) {
    match tbd {
        Tbd::Bare => {
            let message = format!("`{path}` is to be determined, and nobody is named to find out");
            let what = what_to_do(record, path);
            let help = format!("{what}, or write TBD(@who, YYYY-MM-DD)");
            findings.at(record, at.span(), message).with_help(help);
        }
        Tbd::Owned { owner, by } if *by < context.today => {
            let message = format!("{owner} was to determine `{path}` by {by}");
            let help = format!("{}, or agree on a new day", what_to_do(record, path));
            findings.at(record, at.span(), message).with_help(help);
        }
        Tbd::Owned { .. } => {}
    }
}

/// Returns what gives the field a value. Fields of maps in a list have no name on a command line.
fn what_to_do(record: &Record, path: &str) -> String {
    let lists = path.match_indices('.').map(|(at, _)| &path[..at]);
    let mut values = lists.filter_map(|list| record.fields().at_path(list));
    if values.any(|value| value.is_list()) {
        return "write the value".into();
    }
    format!("type `hum set {} {path}=\u{2026}`", record.id)
}
