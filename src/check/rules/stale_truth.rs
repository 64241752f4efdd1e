//! Statements that were true once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    check::{Context, Findings, Rule},
    facts::staleness::staleness,
    model::{finding::Level, kind::Class, record::Record, role::Role, status::Category},
    text::{Span, phrase::counted},
};

pub(super) static RULE: Rule = Rule {
    name: "stale-truth",
    level: Level::Warning,
    why: "Nobody can tell a statement that still holds from one that nobody looked at again.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds open risks whose window has closed, assumptions whose `validate_by` has passed, and accepted decisions whose
`revisit` day has passed without a later `reviewed`. With `--since`, it also finds records under way that refer to a
record that changes, or are referred to by it, and that were neither changed nor reviewed for more than twice
`thresholds.silence_days` (14) calendar days, or half of that from 30 days before they are due. Commits that touch `history.bulk_records` (10) records or more do not count
as a change of each.

## Why it matters
A plan is read as a whole. Where one date moves, what hangs on it is either moved too or known to hold.

## Example
`risks/RISK-1-quota.md`
```markdown
---
title: Quota
status: accepted
owner: \"@maria\"
type: threat
cause: Approval takes three weeks
event: The quota is refused
effect: The launch moves
probability: 2
impact: 3
window: {from: 2026-04-01, until: 2026-05-15}
affects: [PROGRAM]
---
```

## How to fix
Close the risk, or say that it occurred, or move its window; validate the assumption; look at the decision again and set
`reviewed`. For a neighbour: update it, or confirm it with `hum set DEL-3 reviewed=2026-06-01`.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for record in &context.program.records {
        match record.kind.class {
            Class::Risk if record.is_unfinished() => risk(context, record, findings),
            Class::Decision if record.category() == Some(Category::Done) => {
                revisit(context, record, findings);
            }
            _ => {}
        }
    }
    neighbours(context, findings);
}

/// Returns the day of a role, with its place, where it has passed.
fn passed(context: &Context<'_>, record: &Record, role: Role) -> Option<(Date, Span)> {
    let value = record.value(role)?;
    let day = value.when(&context.config().releases)?.day()?;
    (day < context.today).then_some((day, value.span))
}

fn risk(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let status = record.status().unwrap_or_default();
    if status == "occurred" {
        return;
    }
    if let Some((day, span)) = passed(context, record, Role::WindowUntil) {
        let message = format!(
            "the window of {} closed on {day}, and it is {status}",
            record.id
        );
        findings
            .at(record, span, message)
            .with_help("close it, say that it occurred, or move its window");
    }
    if let Some((day, span)) = passed(context, record, Role::ValidateBy) {
        let message = format!(
            "{} was to be validated by {day}, and it is {status}",
            record.id
        );
        findings
            .at(record, span, message)
            .with_help("write down what was found and close it, or move the day");
    }
}

fn revisit(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let Some((day, span)) = passed(context, record, Role::Revisit) else {
        return;
    };
    let reviewed = record.day(Role::Reviewed, &context.config().releases);
    if reviewed.is_none_or(|reviewed| reviewed < day) {
        let message = format!("{} was to be looked at again on {day}", record.id);
        let id = &record.id;
        let today = context.today;
        findings.at(record, span, message).with_help(format!(
            "look at it; if it holds, `hum set {id} reviewed={today}`"
        ));
    }
}

fn neighbours(context: &Context<'_>, findings: &mut Findings) {
    let Some(past) = context.past else { return };
    let touched: BTreeSet<&str> = context
        .revised()
        .map(|revised| &*revised.change.id)
        .collect();
    let mut stale: BTreeMap<&str, (&Record, &Record)> = BTreeMap::new();
    for edge in &context.edges {
        for (own, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
            let is_judged = own.category() == Some(Category::Active);
            if is_judged && !touched.contains(&*own.id) && touched.contains(&*other.id) {
                stale.entry(&own.id).or_insert((own, other));
            }
        }
    }
    for (record, neighbour) in stale.into_values() {
        let past = past.of(&record.id);
        let stale = past.and_then(|past| staleness(record, past, context.config(), context.today));
        if let Some(stale) = stale.filter(|stale| stale.days > 2 * stale.limit) {
            let message = format!(
                "{} changes, and {} beside it was last changed or reviewed on {}, {} ago",
                neighbour.id,
                record.id,
                stale.since,
                counted(stale.days, "day")
            );
            let span = record
                .value(Role::Status)
                .map_or_else(Span::default, |value| value.span);
            let (id, today) = (&record.id, context.today);
            findings.at(record, span, message).with_help(format!(
                "update it, or confirm it: `hum set {id} reviewed={today}`"
            ));
        }
    }
}
