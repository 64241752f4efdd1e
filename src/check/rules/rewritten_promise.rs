//! Promises that are changed in place.

use crate::{
    check::{Context, Findings, Rule, revised::Revised},
    facts::promise,
    model::{
        change::{Delta, Edit},
        finding::Level,
        kind::Class,
        record::Record,
        role::Role,
        status::Category,
    },
    text::Span,
};

pub(super) static RULE: Rule = Rule {
    name: "rewritten-promise",
    level: Level::Error,
    why: "What was promised, decided or sent must be found as it was, or nobody can say what was kept.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
With `--since`, finds due dates that move, or go away, after somebody committed to them, without a decision that is newly
named in `rebaselined_by`; decisions whose text or terms change after they were accepted; and updates that change after
they were sent. Of an accepted decision the status, what it affects, who is informed, links, tags, actions and the day on
which it is looked at again may change; of a sent update who was told. The forecast may move at any time: that is what it
is for.

## Why it matters
A date that is moved in place was never missed. A decision that is edited in place was never that decision.

## Example
`decisions/DEC-1-region.md`
```markdown before
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
`decisions/DEC-1-region.md`
```markdown
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
One region.

## Why
The contract asks for them.
```

## How to fix
For a date, write the decision that moves it and name it: `rebaselined_by: [DEC-12]`. For a decision, write a new one with
`supersedes`. For an update, send another one.
";

/// What may change of a decision after it was accepted, and of an update after it was sent.
const OPEN: [Role; 10] = [
    Role::Status,
    Role::Affects,
    Role::Informed,
    Role::Related,
    Role::Supersedes,
    Role::SupersededBy,
    Role::Revisit,
    Role::Reviewed,
    Role::Visibility,
    Role::Told,
];

fn check(context: &Context<'_>, findings: &mut Findings) {
    for revised in context.revised() {
        let Some((before, _)) = revised.both() else {
            continue;
        };
        let is_done = before.category() == Some(Category::Done);
        match before.kind.class {
            Class::Work => due(&revised, before, findings),
            Class::Decision if is_done => {
                let help = "leave it as it was accepted, and write a decision that `supersedes` it";
                frozen(&revised, "accepted", help, findings);
            }
            Class::Update if is_done => {
                let help = "leave it as it was sent, and send another one";
                frozen(&revised, "sent", help, findings);
            }
            _ => {}
        }
    }
}

fn due(revised: &Revised<'_>, before: &Record, findings: &mut Findings) {
    let change = revised.change;
    let is_named = promise::names_a_new(change, Role::RebaselinedBy);
    if !promise::is_committed(before) || !before.is_unfinished() || is_named {
        return;
    }
    // Where there is no place for the decision, it cannot be asked for.
    let has_place = before.kind.has(Role::RebaselinedBy);
    let Some(delta) = change.field(Role::Due).filter(|_| has_place) else {
        return;
    };
    let Some(old) = delta.before.as_deref().filter(|old| !old.trim().is_empty()) else {
        return;
    };
    let id = &change.id;
    let message = match (&delta.after, delta.shift) {
        (Some(new), Some(_)) => format!(
            "{id} is committed to {old}, and `{}` becomes {new} without a decision",
            delta.path
        ),
        (None, _) => format!("{id} is committed to {old}, and `{}` goes away", delta.path),
        // Another spelling of the same day.
        _ => return,
    };
    revised
        .find(findings, revised.at(Role::Due), &message)
        .with_help("move `forecast`, or name the decision that moves the date in `rebaselined_by`");
}

fn frozen(revised: &Revised<'_>, state: &str, help: &str, findings: &mut Findings) {
    let id = &revised.change.id;
    for delta in &revised.change.deltas {
        let (what, span) = match delta {
            Delta::Section { title, edit } => (section(title, *edit), revised.at_section(title)),
            Delta::Task { .. } => continue,
            _ => match field(delta, revised) {
                Some(found) => found,
                None => continue,
            },
        };
        revised
            .find(findings, span, &format!("{id} was {state}, and {what}"))
            .with_help(help);
    }
}

fn section(title: &str, edit: Edit) -> String {
    let verb = match edit {
        Edit::Added => "is new",
        Edit::Removed => "is gone",
        Edit::Edited => "is edited",
    };
    match title {
        "" => format!("the text above the first heading {verb}"),
        _ => format!("the section \u{201c}{title}\u{201d} {verb}"),
    }
}

/// Returns what happened to a field, unless it may happen. A field that was empty may be filled.
fn field(delta: &Delta, revised: &Revised<'_>) -> Option<(String, Span)> {
    let path = delta.path()?;
    let is_own_business = path.split(['.', '[']).next() == Some("allow");
    let is_open = delta
        .role()
        .is_some_and(|role| OPEN.contains(&role) || matches!(role, Role::Links | Role::Tags));
    if is_open || is_own_business {
        return None;
    }
    if let Delta::Field(field) = delta {
        let was_empty = field
            .before
            .as_deref()
            .is_none_or(|old| old.trim().is_empty());
        if was_empty {
            return None;
        }
    }
    let span = delta
        .role()
        .map_or_else(Span::default, |role| revised.at(role));
    Some((format!("`{path}` changes"), span))
}
