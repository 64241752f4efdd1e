//! Dates that move later without a word.

use crate::{
    check::{Context, Findings, Rule, revised::Revised},
    facts::promise,
    model::{
        change::{FieldDelta, Shift},
        finding::Level,
        status::Health,
    },
    text::{Span, phrase::counted},
};

pub(super) static RULE: Rule = Rule {
    name: "silent-slip",
    level: Level::Error,
    why: "A date that moves without a word surprises everybody who planned around it.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
With `--since`, finds due dates and forecasts of unfinished work that move later by more than
`thresholds.slip_tolerance_days` (2) workdays, or to a later release, while nothing that lands with them says why: the
health stays, no reason is filled, no decision is named in `rebaselined_by`, no decision that lands with them affects the
record, and no words or actions are added to its text.

## Why it matters
The date itself tells nobody what happened, whether it will move again, and what is done about it.

## Example
`workstreams/WS-1-platform.md`
```markdown
---
title: Platform
status: active
owner: \"@sam\"
objective: One platform
health: on_track
---
Everything that [[PROGRAM]] needs.
```
`deliverables/DEL-7-auth.md`
```markdown before
---
title: Auth API
status: active
workstream: WS-1
owner: \"@sam\"
due: 2026-06-26
forecast: 2026-06-12
done_when: [Partners sign in]
---
```
`deliverables/DEL-7-auth.md`
```markdown
---
title: Auth API
status: active
workstream: WS-1
owner: \"@sam\"
due: 2026-06-26
forecast: 2026-06-19
done_when: [Partners sign in]
---
```

## How to fix
Say why in the text of the record, set `health: at_risk` or `off_track`, or name the decision behind the move.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let thresholds = &context.config().thresholds;
    for revised in context.revised() {
        let change = revised.change;
        if revised.both().is_none() || !change.record.is_unfinished() {
            continue;
        }
        let slips: Vec<_> = promise::moves(change)
            .filter(|(_, shift)| promise::is_slip(*shift, thresholds))
            .collect();
        if !slips.is_empty() && promise::is_silent(change, &revised.revision.changes) {
            for (delta, shift) in slips {
                tell(&revised, delta, shift, context, findings);
            }
        }
    }
}

fn tell(
    revised: &Revised<'_>,
    delta: &FieldDelta,
    shift: Shift,
    context: &Context<'_>,
    findings: &mut Findings,
) {
    let record = &revised.change.record;
    let literal = |text: &Option<String>| text.clone().unwrap_or_default();
    let (old, new) = (literal(&delta.before), literal(&delta.after));
    let by = shift.workdays.map_or_else(String::new, |days| {
        format!(", {}", counted(days, "workday"))
    });
    let health = record
        .health()
        .filter(|health| *health == Health::OnTrack)
        .map_or_else(String::new, |health| {
            format!(" and still {}", health.words())
        });
    let moves = context.past.and_then(|past| past.of(&record.id));
    let times = moves
        .filter(|past| past.later_moves > 1)
        .map_or_else(String::new, |past| {
            format!("; its dates moved later {} times in all", past.later_moves)
        });
    let message = format!(
        "`{}` of {} moves from {old} to {new}{by}, without a word{health}{times}",
        delta.path, record.id
    );
    let span = delta
        .role
        .map_or_else(Span::default, |role| revised.at(role));
    revised.find(findings, span, &message).with_help(
        "say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`",
    );
}
