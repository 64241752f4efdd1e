//! Health that turns from on track to off track at once.

use crate::{
    check::{Context, Findings, Rule},
    model::{finding::Level, role::Role, status::Health},
};

pub(super) static RULE: Rule = Rule {
    name: "green-to-red",
    level: Level::Warning,
    why: "What turns red overnight was not green the day before: the reporting was wrong, not the program.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
With `--since`, finds records whose health goes from on track to off track without having been at risk.

## Why it matters
Whoever relies on the date had no warning. Either somebody knew and did not say, or nobody looked.

## Example
`workstreams/WS-1-platform.md`
```markdown before
---
title: Platform
status: active
owner: \"@sam\"
objective: One platform
health: on_track
---
What stands in the way of [[PROGRAM]].
```
`workstreams/WS-1-platform.md`
```markdown
---
title: Platform
status: active
owner: \"@sam\"
objective: One platform
health: off_track
---
What stands in the way of [[PROGRAM]].

## Path to green

- [ ] @sam stub the auth API (due 2026-06-04)

Green when the stub answers.
```

## How to fix
Say in the record since when it was known and who was warned. Next time set `at_risk` on the day on which the date is in
doubt.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for revised in context.revised() {
        let Some((before, after)) = revised.both() else {
            continue;
        };
        let turned = (before.health(), after.health());
        if turned == (Some(Health::OnTrack), Some(Health::OffTrack)) && after.is_unfinished() {
            let message = format!("{} goes from on track to off track at once", after.id);
            revised
                .find(findings, revised.at(Role::Health), &message)
                .with_help("write into the record since when it was known, and who was warned");
        }
    }
}
