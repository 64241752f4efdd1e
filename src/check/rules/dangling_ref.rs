//! References that lead nowhere.

use crate::{
    check::{Context, Findings, Rule},
    model::{
        finding::Level,
        kind::Class,
        program::Program,
        record::Record,
        reference::{self, Form, Reference, Target},
    },
    text::{
        phrase::{any_of, with_article},
        suggest,
    },
};

pub(super) static RULE: Rule = Rule {
    name: "dangling-ref",
    level: Level::Error,
    why: "A dependency that leads nowhere is followed by nobody.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds references that lead nowhere: ids and paths in reference fields, `[[ID]]` and relative links in the text. It also
finds references to a record of a kind that the field does not take. Addresses, teams (`@payments`), records of other
programs (`infra:DEL-7`) and links to what lies above the program's folder are not followed, nor is the text of an update
that was sent: it led somewhere on that day.

## Why it matters
The blast radius of a change is computed from references. One that leads nowhere hides who is affected.

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
affects: [DEL-7]
---
```

## How to fix
Write the id of a record that exists, or create the record that is meant.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let program = context.program;
    for record in program.written() {
        for reference in reference::references(program, record).iter() {
            if is_frozen(record, reference) {
                continue;
            }
            match reference::resolve(program, record, reference) {
                Target::Dangling => dangling(program, record, reference, findings),
                Target::Record(target) => wrong_kind(program, record, reference, target, findings),
                Target::Outside | Target::File => {}
            }
        }
    }
}

/// Returns whether a reference stands in a text that was sent: it led somewhere on that day, and nobody may change it.
fn is_frozen(record: &Record, reference: &Reference) -> bool {
    let is_sent = record.kind.class == Class::Update && !record.is_unfinished();
    is_sent && reference.field.is_none()
}

fn dangling(program: &Program, record: &Record, reference: &Reference, findings: &mut Findings) {
    let text = &reference.text;
    let field = reference.field.as_ref();
    let prefix = field.map_or_else(String::new, |field| format!("`{field}`: "));
    let what = if text.contains(['/', '.']) {
        "record or file"
    } else {
        "record"
    };
    let others = program.ids().filter(|id| *id != &*record.id);
    let near = suggest::nearest(text, others.filter(|id| has_same_number(text, id)));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if field.is_some() => "write the id of a record that exists".to_owned(),
        None => "write the id of a record, or a path that exists".to_owned(),
    };
    findings
        .at(
            record,
            reference.span,
            format!("{prefix}there is no {what} `{text}`"),
        )
        .with_help(help);
}

/// Returns whether two ids have the same number. Nobody can guess which number is meant; letters can be guessed.
fn has_same_number(a: &str, b: &str) -> bool {
    number(a).eq(number(b))
}

/// Returns the digits of an id without zeros before them.
fn number(id: &str) -> impl Iterator<Item = u8> {
    let digits = id.bytes().filter(u8::is_ascii_digit);
    digits.skip_while(|digit| *digit == b'0')
}

fn wrong_kind(
    program: &Program,
    record: &Record,
    reference: &Reference,
    target: &Record,
    findings: &mut Findings,
) {
    if reference.form != Form::Field {
        return;
    }
    let path = reference.field.as_deref().unwrap_or_default();
    let Some(field) = record.kind.field_at(path) else {
        return;
    };
    if field.to.is_empty() || field.to.contains(&target.kind.name) {
        return;
    }
    let kinds = &program.config.kinds;
    let taken: Vec<String> = field
        .to
        .iter()
        .map(|name| {
            kinds
                .find(name)
                .map_or_else(|| with_article(name), |kind| kind.one())
        })
        .collect();
    let message = format!("`{path}`: {} is {}", target.id, target.kind.one());
    findings
        .at(record, reference.span, message)
        .with_help(format!("refer to {}", any_of(&taken)));
}
