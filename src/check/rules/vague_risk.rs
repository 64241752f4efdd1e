//! Risks that nobody could see coming.

use crate::{
    check::{Context, Findings, Rule},
    facts::risk,
    model::{
        finding::Level,
        kind::Class,
        program::Program,
        record::{Person, Record},
        role::Role,
        status::Category,
    },
    text::{Span, phrase::counted},
};

pub(super) static RULE: Rule = Rule {
    name: "vague-risk",
    level: Level::Warning,
    why: "A risk that names no event cannot be seen coming, and one that everybody shares is nobody's.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds open risks whose event is an outcome, such as `schedule slip` or `DEL-7 is late`; risks in files of their own that are being
treated without a trigger, or, of an assumption, a day in `validate_by`; and a register of four open risks or more of which
the program manager owns more than half. What a risk lacks by its schema or its state is for `missing-field` to tell.

## Why it matters
Every program may be late. What can be seen coming, and kept from happening, is the event that makes it late. A trigger says
when it is no risk any more but an issue, before somebody has to argue about it. Whoever owns a risk has to be able to do
something about it, and the program manager seldom is.

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
`risks/RISK-1-schedule.md`
```markdown
---
title: Schedule
status: identified
owner: \"@sam\"
type: threat
cause: Approval takes three weeks
event: The schedule slips
effect: The launch moves
affects: [WS-1]
---
```

## How to fix
Ask what happens first: `event: The quota is not granted on 2026-05-08`. Move what it leads to into `effect`. Write down what
would be seen early, and by when, in `trigger`. Give each risk to whoever is closest to its cause.
";

/// Registers with fewer open risks say nothing about who owns them.
const FEW: usize = 4;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let open: Vec<&Record> = context
        .program
        .of_class(Class::Risk)
        .filter(|record| risk::is_open(record) || risk::is_opportunity(record))
        .collect();
    for record in &open {
        outcome(context.program, record, findings);
        trigger(context, record, findings);
    }
    owner_of_all(context.program, &open, findings);
}

fn outcome(program: &Program, record: &Record, findings: &mut Findings) {
    let Some(event) = record.value(Role::Event) else {
        return;
    };
    if is_outcome(program, &event.text) {
        let message = format!(
            "the event of {} is an outcome: \u{201c}{}\u{201d}",
            record.id,
            event.text.trim()
        );
        findings.at(record, event.span, message).with_help(
            "say what happens first, that can be seen on a day; what follows is the `effect`",
        );
    }
}

/// What everything in a program has, and what becomes of it.
const THINGS: &str = "\
    budget cost costs date dates deadline deadlines deliverable deliverables delivery end finish launch \
    milestone milestones plan planned program programme project quality release schedule scope target \
    targets time timeline work";

/// What may become of it.
const OUTCOMES: &str = "\
    behind creep creeps delay delayed delays fail failed fails failure increase increased increases late \
    later lateness miss missed misses move moved moves overrun overruns slip slippage slipped slipping \
    slips";

/// Words that say nothing of their own.
const FILLERS: &str = "\
    a an and are be becomes been being by can comes could falls for get gets has have in is it its may \
    might of on or our possible potential risk runs than that the there this to was we will would";

/// Returns whether a text says no more than what becomes of dates, money or records, whatever the reason: every word of it
/// is one of these, and one of them says so.
fn is_outcome(program: &Program, text: &str) -> bool {
    let is_sign = |sign: char| !(sign.is_alphanumeric() || "-_".contains(sign));
    let words: Vec<&str> = text
        .split(is_sign)
        .filter(|word| !word.is_empty())
        .collect();
    let is_in = |list: &str, word: &str| {
        let word = word.to_lowercase();
        list.split_whitespace().any(|known| known == word)
    };
    let is_empty = |word: &&str| {
        is_in(FILLERS, word)
            || is_in(THINGS, word)
            || is_in(OUTCOMES, word)
            || program
                .find(word)
                .is_some_and(|found| found.kind.class != Class::Person)
    };
    words.iter().all(is_empty) && words.iter().any(|word| is_in(OUTCOMES, word))
}

fn trigger(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let status = record.value(Role::Status);
    let is_accepted = status
        .as_ref()
        .is_some_and(|value| value.text == "accepted");
    let is_treated = record.category() == Some(Category::Active) && !is_accepted;
    // The day on which an assumption is validated says when to look, as a trigger does.
    let mut says_when = [Role::Trigger, Role::ValidateBy].into_iter();
    let is_filled = says_when.any(|role| {
        let text = record.text(role);
        text.is_some_and(|text| !text.trim().is_empty())
    });
    // A line of a register has the columns that the register has.
    if !is_treated
        || is_filled
        || !record.owns_file()
        || !record.kind.has(Role::Trigger)
        || context.is_required(record, Role::Trigger)
    {
        return;
    }
    let message = format!("{} is being treated and has no trigger", record.id);
    let span = status.map_or_else(Span::default, |value| value.span);
    findings
        .at(record, span, message)
        .with_help("add `trigger: …`, what would be seen, and by when, before it happens");
}

fn owner_of_all(program: &Program, open: &[&Record], findings: &mut Findings) {
    let Some(itself) = program.itself() else {
        return;
    };
    for manager in itself
        .values(Role::Owner)
        .iter()
        .filter(|one| !one.is_tbd())
    {
        let person = Person::new(&manager.text);
        let own = open
            .iter()
            .filter(|record| record.people(Role::Owner).contains(&person));
        let own = own.count();
        if open.len() >= FEW && 2 * own > open.len() {
            let message = format!(
                "{person} manages the program and owns {own} of {}",
                counted(open.len(), "open risk")
            );
            findings.at(itself, manager.span, message).with_help(
                "give each risk to whoever is closest to its cause: `hum set RISK-… owner=@…`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn an_event_with_any_word_of_its_own_is_none() {
        let program = Program::new(Arc::default(), Vec::new(), Vec::new());
        for text in [
            "Schedule slip",
            "delay",
            "The project is late.",
            "Missed deadlines",
            "Cost overrun",
        ] {
            assert!(is_outcome(&program, text), "{text}");
        }
        for text in [
            "The quota is refused",
            "The vendor is late",
            "A merchant's calls fail",
            "The schedule",
            "DEL-7 slips",
            "",
        ] {
            assert!(!is_outcome(&program, text), "{text}");
        }
    }
}
