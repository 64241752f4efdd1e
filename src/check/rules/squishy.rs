//! Commitments in words that leave open by when, who or whether.

use crate::{
    check::{Context, Findings, Rule},
    facts::{
        ambiguity::{
            self, Defect, Slot, What, day_meant,
            vague::Vague::{self, When, Whether, Who},
        },
        ownership,
    },
    model::{action, finding::Level, record::Record, role::Role},
    text::markdown::Task,
};

pub(super) static RULE: Rule = Rule {
    name: "squishy",
    level: Level::Warning,
    why: "Everybody reads such words in their own way, and finds out on the day.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds words that leave something open where somebody is held to what is said: no day (\"next week\", \"soon\", \"Q3-ish\")
in a field for one, nobody (\"someone\", \"the team\") in a field for an owner, approver, driver, provider or sponsor, and
hedges (\"should be able to\", \"hopefully\") in `done_when`, `what`, `trigger` and `needs`; and all of these in open
actions, where \"try to\" and \"look into\" count too. An action with a day and an owner may name other times and people.
Everything else is prose and is left alone, and so are records that are done or dropped.

What the schema already refuses, `invalid-value` tells; a name without a record, `unknown-person`; `TBD`, `bare-tbd`.

## Why it matters
\"Next week\" is another week each time it is read. \"The team\" will do it, so nobody does.

## Example
`risks/RISK-1-quota.md`
```markdown
---
title: Quota
status: identified
owner: \"@sam\"
type: threat
cause: Approval takes three weeks
event: The quota is refused
effect: The launch moves
affects: [PROGRAM]
---

## Actions

- [ ] @sam ask for the quota next week
```

## How to fix
Write the day, the name, or what can be seen to be so: `hum set RISK-1:14 due=2026-06-12`. Where it is not known, write
`TBD(@maria, 2026-05-01)`: who finds out, and by when.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let (program, today) = (context.program, context.today);
    let open = program
        .records
        .iter()
        .filter(|record| record.is_unfinished());
    for record in open {
        for slot in ambiguity::commitments(program, record, today) {
            let Some(Defect::Vague {
                words,
                vague,
                is_all,
            }) = &slot.defect
            else {
                continue;
            };
            let found = Words {
                context,
                record,
                words,
                vague: *vague,
            };
            if found.is_told(&slot) {
                continue;
            }
            let (message, help) = match &slot.what {
                What::Action(task) => found.of_action(task),
                What::Field(path, _) if !is_all => found.in_text(path),
                What::Field(path, role) => found.of_field(path, *role),
                What::Section(_) | What::Options(_) | What::Links(_) => continue,
            };
            findings.at(record, slot.span, message).with_help(help);
        }
    }
}

/// Vague words of a record.
struct Words<'a> {
    context: &'a Context<'a>,
    record: &'a Record,
    words: &'a str,
    vague: Vague,
}

impl Words<'_> {
    /// Returns whether another rule speaks of the same words: they are no value of the schema, or no record of a person.
    fn is_told(&self, slot: &Slot<'_>) -> bool {
        let violations = self.context.verdict.violations.iter();
        let mut of_record = violations.filter(|found| std::ptr::eq(found.record, self.record));
        let is_name = match &slot.what {
            What::Action(task) => task.owner.is_some(),
            _ => true,
        };
        of_record.any(|found| found.span.range().contains(&slot.span.range().start))
            || (self.vague == Who && is_name && self.context.program.has_people())
    }

    /// Returns the day that the words would mean if they were written today, or the form of one.
    fn day(&self) -> String {
        let calendar = &self.context.config().calendar;
        let day = day_meant(self.words, self.context.today, calendar);
        day.map_or_else(|| "YYYY-MM-DD".to_owned(), |day| day.to_string())
    }

    fn quoted(&self) -> String {
        format!("\u{201c}{}\u{201d}", self.words)
    }

    fn of_action(&self, task: &Task) -> (String, String) {
        let (said, record) = (self.quoted(), self.record);
        let all = action::actions_of(record, self.context.today);
        let own = all
            .into_iter()
            .find(|action| std::ptr::eq(action.task, task));
        let address = own.map_or_else(|| record.id.to_string(), |action| action.address);
        match self.vague {
            When => (
                format!("an action says {said} and has no day"),
                format!("type `hum set {address} due={}`", self.day()),
            ),
            Who => {
                let owner = ownership::owners(record).first().map(ToString::to_string);
                let owner = owner.as_deref().unwrap_or("@\u{2026}");
                (
                    format!("an action is for {said}: nobody is named"),
                    format!("type `hum set {address} owner={owner}`"),
                )
            }
            Whether => (
                format!("an action says {said}: nobody can see when it is done"),
                "say what is there once it is done, without these words".to_owned(),
            ),
        }
    }

    fn in_text(&self, path: &str) -> (String, String) {
        let what = match self.vague {
            When => "which names no day",
            Who => "which names nobody",
            Whether => "which leaves open whether it is meant",
        };
        let message = format!("`{path}` says {}, {what}", self.quoted());
        let help = match self.vague {
            When => "name the day, or how long it may take, in their place",
            Who => "name one person in their place",
            Whether => "say what can be seen to be so, without these words",
        };
        (message, help.to_owned())
    }

    fn of_field(&self, path: &str, role: Option<Role>) -> (String, String) {
        let (what, value) = match self.vague {
            Who => ("whom nobody can ask", "@\u{2026}".to_owned()),
            _ => ("which is no day", self.day()),
        };
        let message = format!("`{path}` is {}, {what}", self.quoted());
        // Fields of maps in a list have no name on a command line.
        let write = match role {
            Some(Role::Needs) if self.vague == Who => "write one name".to_owned(),
            Some(Role::Needs) => "write the day".to_owned(),
            _ => format!("type `hum set {} {path}={value}`", self.record.id),
        };
        (message, format!("{write}, or write TBD(@who, YYYY-MM-DD)"))
    }
}
