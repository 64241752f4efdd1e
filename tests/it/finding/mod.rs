//! Finding things: `list`, `show` and `actions` from outside, with their exact output.

mod actions;
mod list;
mod show;

use crate::world::{Repository, World};

const RISK: &str = "\
---
title: =Quota approval is late
status: treating
owner: \"@maria\"
type: threat
cause: Approval takes three weeks
event: The quota is refused
effect: The launch moves
probability: 4
impact: 3
response: mitigate
affects: [DEL-7]
---

## Actions

- [ ] @maria ask for the quota (due 2026-05-29) ^a1
- [x] @sam find the form (due 2026-05-04) ^a2
- [ ] @sam: read the contract (due 2026-06-05)
- [ ] call the vendor
";

const SECOND: &str = "\
---
title: Key people leave
status: analyzed
owner: \"@sam\"
type: threat
cause: Two have other offers
event: One of them leaves
effect: Everything takes longer
probability: 2
impact: 5
affects: [DEL-7]
---
";

const DELIVERABLE: &str = "\
---
title: Auth API
status: active
workstream: WS-1
owner: \"@sam\"
due: 2026-06-05
forecast: 2026-06-12
health: amber
after: []
done_when: [Partners sign in]
needs: [{what: Staging region, kind: environment, from: \"@ops\", by: 2026-05-20, state: have}]
x-ticket: ATLAS-7
---

Read [the risk](../risks/RISK-2-quota.md) first.

## Path to green

- [ ] @sam stub the API (due 2026-06-03) ^p1

Green when a partner signs in.
";

const WORKSTREAM: &str = "\
---
title: Platform
status: active
owner: \"@maria\"
health: on_track
objective: One platform
---
";

/// Returns a program with a workstream, a deliverable and two risks, and its repository with nothing in it.
fn program() -> (World, Repository) {
    let world = World::program();
    let repository = world.repository();
    for (path, text) in FILES {
        world.write(path, text);
    }
    (world, repository)
}

const FILES: [(&str, &str); 4] = [
    ("workstreams/WS-1-platform.md", WORKSTREAM),
    ("deliverables/DEL-7-auth.md", DELIVERABLE),
    ("risks/RISK-2-quota.md", RISK),
    ("risks/RISK-10-people.md", SECOND),
];
