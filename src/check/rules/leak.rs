//! What is private and stands where others read it.

use std::collections::BTreeSet;

use crate::{
    check::{Context, Findings, Rule},
    model::{
        config::Config,
        finding::Level,
        kind::Class,
        overlay::Visibility,
        program::Program,
        record::Record,
        reference::{self, Form, Reference, Target},
        role::Role,
    },
};

pub(super) static RULE: Rule = Rule {
    name: "leak",
    level: Level::Error,
    why: "What has been in the history of a shared repository cannot be taken back.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds in shared files: records with `visibility: private`; fields that belong in a private overlay (of a person:
`engagement`, `power`, `interest`, `touches`); conflicts whose cause is personal; references to records that only an
overlay has, by id, `[[ID]]`, link or path. A handle is no such reference: people are named everywhere.

It also finds texts that name a record to people who may not be told of it: a link or id in the text of a record with
`visibility: public` that leads to a record which is not public, and an update that names a record narrower than its
audience may see (`may_see` of the audience, `team` when left out). Fields of public records are not looked at: reports
leave out what their readers may not see, and a text is shown as it is.

## Why it matters
What is pushed is copied. A judgement about a colleague, or a risk that a customer must not read about, stays in every
clone and every notification after the file is gone.

## Example
`risks/RISK-1-supplier.md`
```markdown
---
title: Supplier
status: identified
type: threat
cause: The contract ends in May
event: The supplier gives up
effect: The launch moves
affects: [PROGRAM]
visibility: private
---
```

## How to fix
Move the record or the field to the overlay, the folder that `overlay:` in program.yaml names, under the same path. Leave
out the reference; the private record may refer to the shared one. If it was pushed, tell the person concerned: deleting
the file does not delete the history.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let program = context.program;
    for record in program.records.iter().filter(|record| !record.is_private()) {
        marked(context.config(), record, findings);
        fields(context.config(), record, findings);
        personal(context.config(), record, findings);
        let audience = Audience::of(context.config(), record);
        for found in reference::references(program, record).iter() {
            if !matches!(found.form, Form::Person | Form::Handle) {
                names(program, record, found, &audience, findings);
            }
        }
    }
}

/// Returns what to type to get a file out of the shared folder.
fn move_to(config: &Config, record: &Record) -> String {
    match config.overlays.first() {
        Some(overlay) => format!("{overlay}/{}", record.file.path),
        None => "a private folder, and name it with `overlay:` in program.yaml".to_owned(),
    }
}

fn marked(config: &Config, record: &Record, findings: &mut Findings) {
    if record.visibility() != Visibility::Private {
        return;
    }
    let span = record.value(Role::Visibility).map(|value| value.span);
    let message = format!("{} is private and stands in a shared file", record.id);
    let place = move_to(config, record);
    findings
        .at(record, span.unwrap_or_default(), message)
        .with_help(format!("move it to {place}, or write `visibility: team`"));
}

fn fields(config: &Config, record: &Record, findings: &mut Findings) {
    let private = record.kind.fields.iter().filter(|field| field.is_private);
    let paths = private.flat_map(|field| &field.paths);
    let keys: BTreeSet<&str> = paths.filter_map(|path| path.split('.').next()).collect();
    for entry in record.fields().entries() {
        if keys.contains(&*entry.key) {
            let message = format!("`{}` is private and stands in a shared file", entry.key);
            let place = move_to(config, record);
            findings
                .at(record, entry.key_span, message)
                .with_help(format!("move it to {place}"));
        }
    }
}

fn personal(config: &Config, record: &Record, findings: &mut Findings) {
    let Some(cause) = record.value(Role::Cause) else {
        return;
    };
    if record.kind.class == Class::Issue && cause.text.trim().eq_ignore_ascii_case("personal") {
        let message = format!(
            "{} is a conflict between persons and stands in a shared file",
            record.id
        );
        let place = move_to(config, record);
        let help = format!(
            "talk to them first; move it to {place}, and keep here what the program must decide"
        );
        findings.at(record, cause.span, message).with_help(help);
    }
}

/// Who reads the text of a record, and what they may be told of.
struct Audience {
    /// The words for them.
    words: String,
    /// The narrowest records that they may see.
    may_see: Visibility,
}

impl Audience {
    fn of(config: &Config, record: &Record) -> Self {
        let named = record.value(Role::Audience);
        match named.filter(|_| record.kind.class == Class::Update) {
            Some(name) => Self {
                may_see: config
                    .audiences
                    .get(&*name.text)
                    .map_or_else(Visibility::default, |audience| audience.may_see),
                words: format!("{} goes to `{}`", record.id, name.text),
            },
            None => Self {
                may_see: match record.visibility() {
                    Visibility::Public => Visibility::Public,
                    _ => Visibility::Private,
                },
                words: format!("{} is public", record.id),
            },
        }
    }
}

fn names(
    program: &Program,
    record: &Record,
    found: &Reference,
    audience: &Audience,
    findings: &mut Findings,
) {
    let overlays = &program.config.overlays;
    let target = match reference::resolve(program, record, found) {
        Target::Record(target) => Some(target),
        _ => None,
    };
    if let Some(target) = target.filter(|target| target.is_private()) {
        let message = format!(
            "{} refers to {}, which only a private overlay has",
            record.id, target.id
        );
        findings
            .at(record, found.span, message)
            .with_help("leave it out; the private record may refer to this one");
        return;
    }
    let path = reference::path(record, found).filter(|_| found.form == Form::Link);
    let inside = |overlay: &&String| {
        let rest = path
            .as_deref()
            .and_then(|path| path.strip_prefix(overlay.as_str()));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if let Some(overlay) = overlays.iter().find(inside) {
        let message = format!("{} has a link into {overlay}, a private overlay", record.id);
        findings
            .at(record, found.span, message)
            .with_help("leave it out; the private record may refer to this one");
        return;
    }
    let Some(target) = target.filter(|target| target.id != record.id) else {
        return;
    };
    if found.form != Form::Field && target.visibility() > audience.may_see {
        let message = format!(
            "{} and names {}, which is {}",
            audience.words,
            target.id,
            target.visibility().words()
        );
        findings.at(record, found.span, message).with_help(format!(
            "leave it out, or write `visibility: {}` in {}",
            audience.may_see.word(),
            target.id
        ));
    }
}
