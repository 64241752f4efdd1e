//! Steps that nobody stood behind.

use crate::{
    check::{Context, Findings, Rule, revised::Revised},
    facts::sign_off::{self, SignOff},
    model::{finding::Level, record::Person, role::Role},
    text::phrase::any_of,
};

pub(super) static RULE: Rule = Rule {
    name: "missing-sign-off",
    level: Level::Warning,
    why: "A promise that somebody else wrote down is a hope, and so is a decision.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
With `--since`, finds decisions that become accepted, dependencies that become committed and dependencies that become
accepted, without a sign of the one who answers for it: the approver, somebody of the provider, the owner of what waits.
A sign is a commit of that person that changes the record, or a line `Acked-by: Name <mail>` at the end of the message of
any commit that lands with it. People are found by the names and `emails` of their records, through git's mail map, and a
member of a team signs for the team. What is not committed yet is not judged.

## Why it matters
Git shows who wrote a line, and not whether the one it names has ever seen it.

## Example
`people/sam.md`
```markdown
---
name: Sam Reis
emails: [sam@atlas.example]
---
```
`people/dana.md`
```markdown
---
name: Dana Roy
emails: [dana@atlas.example]
---
```
`decisions/DEC-1-region.md`
```markdown new
---
title: Region
status: accepted
driver: \"@sam\"
approver: \"@dana\"
decided: 2026-05-04
affects: [PROGRAM]
---
## Problem
Two regions cost twice as much.

## Options
- One region
- Two regions

## Decision
Two regions.

## Why
The contract asks for them.
```
`program.yaml`
```yaml
name: Atlas
objective: One platform
sponsor: dana
tpm: sam
target: 2026-06-30
```
```commit
Sam Reis <sam@atlas.example>

Accept DEC-1
```

## How to fix
Let the person commit the step, or get their answer in writing and end the commit message with `Acked-by: Dana Roy
<dana@atlas.example>`.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for revised in context.revised() {
        let Some(asked) = sign_off::asked(context.program, revised.change) else {
            continue;
        };
        let mut signers = revised.revision.signers(&revised.change.id);
        let is_signed =
            signers.any(|signer| sign_off::is_one_of(context.program, signer, &asked.people));
        if !is_signed && !revised.revision.is_uncommitted {
            tell(&revised, &asked, findings);
        }
    }
}

fn tell(revised: &Revised<'_>, asked: &SignOff<'_>, findings: &mut Findings) {
    let id = &revised.change.id;
    let names: Vec<String> = asked.people.iter().map(Person::to_string).collect();
    let names = any_of(&names);
    let who = match asked.role {
        Role::Approver => "its approver",
        Role::Provider => "its provider",
        _ => "the owner of what waits for it",
    };
    let message = format!(
        "{id} becomes {} without a sign of {who}, {names}",
        asked.state
    );
    revised
        .find(findings, revised.at(Role::Status), &message)
        .with_help("let them commit it, or end the commit message with `Acked-by: Name <mail>`");
}
