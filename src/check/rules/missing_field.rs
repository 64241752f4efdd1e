//! Fields that a record lacks.

use crate::{
    check::{Context, Findings, Rule},
    model::{finding::Level, record::Record, role::Role, schema::Mistake, tbd::Tbd},
    text::Span,
};

pub(super) static RULE: Rule = Rule {
    name: "missing-field",
    level: Level::Error,
    why: "Whoever answers for this cannot be asked, or nobody knows by when.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds fields that the JSON Schema of the kind requires, and fields and sections that the record's state requires:
something committed has an owner, a due date and a way to tell that it is done; a decision that is accepted has a section
`Why`. A section that holds only `TBD` or a comment says nothing.

## Why it matters
A promise without a name and a date is a wish.

## Example
`workstreams/WS-1-platform.md`
```markdown
---
title: Platform
status: proposed
owner: \"@sam\"
objective: One platform
---
```
`deliverables/DEL-1-api.md`
```markdown
---
title: API
status: committed
workstream: WS-1
owner: \"@sam\"
due: 2026-06-01
---
```

## How to fix
Add the field or the section. Where the value of a field is not known, write `TBD(@owner, 2026-05-01)`: who finds out, and by when.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for violation in &context.verdict.violations {
        if let Mistake::Missing { field, about } = &violation.mistake {
            let message = format!("the field `{}` is missing", violation.path);
            let example = about.example_line(field);
            let example = example.map(|line| format!(", for example `{line}`"));
            findings
                .at(violation.record, violation.span, message)
                .with_help(format!("add `{field}: …`{}", example.unwrap_or_default()));
        }
    }
    for record in &context.program.records {
        required_by_state(context, record, findings);
    }
}

/// What a record is in, and how it is told.
struct State<'a> {
    record: &'a Record,
    /// Its state; the title of a record without one.
    span: Span,
    /// `a risk that is treating`.
    who: String,
    /// What may be done instead.
    otherwise: &'static str,
    /// Whether it is in the first state: then what it needs may be left open.
    has_only_begun: bool,
}

fn required_by_state(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let one = record.kind.one();
    let state = match record.value(Role::Status) {
        Some(status) => {
            let first = record.kind.lifecycle.states.first();
            State {
                record,
                span: status.span,
                who: format!("{one} that is {}", status.text),
                otherwise: ", or set the state back",
                has_only_begun: first.is_some_and(|(name, _)| *name == status.text),
            }
        }
        None => State {
            record,
            span: title_span(record),
            who: one,
            otherwise: "",
            has_only_begun: false,
        },
    };
    required_roles(context, &state, findings);
    required_sections(&state, findings);
}

fn required_roles(context: &Context<'_>, state: &State<'_>, findings: &mut Findings) {
    let record = state.record;
    let always = &record.kind.lifecycle.always;
    for role in record.required_roles() {
        let is_filled = if always.roles.contains(&role) || state.has_only_begun {
            record.is_filled(role)
        } else {
            is_decided(record, role)
        };
        if is_filled || context.is_violated(record, role) {
            continue;
        }
        let mut fields = record.kind.fields_of(role);
        let name = fields
            .next()
            .map_or(role.name(), |field| field.paths[0].as_str());
        let message = format!("the field `{name}` is missing: {} needs it", state.who);
        findings
            .at(record, state.span, message)
            .with_help(format!("add `{name}: …`{}", state.otherwise));
    }
}

fn required_sections(state: &State<'_>, findings: &mut Findings) {
    let record = state.record;
    let always = &record.kind.lifecycle.always;
    for title in record.required_sections() {
        // What every record says may be open for a while; a rule of its own tells it.
        let may_be_open = always.sections.iter().any(|own| own == title);
        if record.says(title) || (may_be_open && record.leaves_open(title)) {
            continue;
        }
        let is_there = record.body().and_then(|body| body.section(title)).is_some();
        let lack = if is_there {
            "says nothing"
        } else {
            "is missing"
        };
        let message = format!("the section `## {title}` {lack}: {} needs it", state.who);
        let rule = record.kind.section(title);
        let guidance = rule.map(|rule| format!(" ({})", rule.guidance.trim_end_matches('.')));
        let help = format!(
            "write `## {title}`{}{}",
            guidance.unwrap_or_default(),
            state.otherwise
        );
        findings.at(record, state.span, message).with_help(help);
    }
}

fn title_span(record: &Record) -> Span {
    record
        .value(Role::Title)
        .map_or_else(Span::default, |title| title.span)
}

/// Returns whether a role has a value, or somebody who finds it out: what a state needs is not met by a bare `TBD`.
fn is_decided(record: &Record, role: Role) -> bool {
    let values = record.values(role);
    let is_bare = |text: &str| Tbd::parse(text) == Some(Tbd::Bare);
    record.is_filled(role)
        && (values.is_empty() || values.iter().any(|value| !is_bare(&value.text)))
}
