//! What is not clear yet, of one record and of the program, from outside.

mod commands;
mod whole;

use insta::assert_snapshot;

use crate::world::World;

const PROGRAM: &str = "\
name: Atlas
objective: Payments run in two regions
sponsor: \"@dana\"
tpm: \"@maria\"
start: 2026-01-05
target: 2026-12-18
audiences:
  exec: {update: exec, people: [\"@dana\"]}
  teams: {update: contributors, people: [\"@lee\", \"@sam\"]}
glossary:
  GA: General availability
";

const WORKSTREAM: &str = "\
---
title: Platform
status: active
owner: \"@maria\"
health: at_risk
objective: One platform
---
";

const DELIVERABLE: &str = "\
---
title: API for the FRB
status: active
workstream: WS-1
owner: \"@someone\"
due: 2026-05-29
after: [DEL-99]
done_when:
  - Partners should be able to sign in
needs:
  - {what: Staging region, kind: environment, from: \"@sam\", by: 2026-05-20, state: asked}
---

## Notes

- [ ] @lee write to the bank (due 2026-05-27) ^a1
- [ ] @lee look into the logs next week ^a2
";

const DECISION: &str = "\
---
title: Region
status: proposed
driver: \"@maria\"
approver: \"@dana\"
decide_by: \"TBD(@lee, 2026-05-20)\"
informed: [\"@sam\"]
affects: [DEL-1]
---

## Problem

TBD

## Options

### One region

1.3 million euros a year.

### Two regions

Safer.
";

const DEPENDENCY: &str = "\
---
title: Keys
status: requested
owner: \"@lee\"
consumer: DEL-1
provider: \"@bank\"
what: Hopefully all keys
need_by: 2026-06-12
impact_if_late: DEL-1 waits
---
";

/// Returns a program in which little is clear.
fn program() -> World {
    let world = World::program();
    world.write("program.yaml", PROGRAM);
    for (path, text) in [
        ("workstreams/WS-1-platform.md", WORKSTREAM),
        ("deliverables/DEL-1-api.md", DELIVERABLE),
        ("decisions/DEC-1-region.md", DECISION),
        ("dependencies/DEP-1-keys.md", DEPENDENCY),
    ] {
        world.write(path, text);
    }
    world
}

#[test]
fn a_record_is_asked_about_everything_that_is_not_clear() {
    let world = program();
    assert_snapshot!(world.hum(["probe", "del-1"]), @r#"
    exit: 0
    --- stdout
    DEL-1 API for the FRB
    ═════════════════════

    Deliverable in deliverables/DEL-1-api.md, active

    Questions
    ─────────

    - Has @lee done this: “write to the bank”? Due 2026-05-27, 5 days ago. deliverables/DEL-1-api.md:16
      - `hum set DEL-1^a1 done=yes`
    - Does @sam give it: Staging region? Asked for, needed by 2026-05-20, 12 days ago.
      deliverables/DEL-1-api.md:11
      - Change its `state` there.
    - When will it be done, and who has to know that today? `due` was 2026-05-29, 3 days ago.
      deliverables/DEL-1-api.md:6
      - `hum set DEL-1 forecast=YYYY-MM-DD`
    - Who answers for it? `owner` is “@someone”. deliverables/DEL-1-api.md:5
      - `hum set DEL-1 owner=@…`
    - What is meant by DEL-99? `after` names it, and it is not there. deliverables/DEL-1-api.md:7
      - `hum set DEL-1 after-=DEL-99 after+=…`
    - How does anybody see that it is done? `done_when` says “should be able to”.
      deliverables/DEL-1-api.md:9
      - Say what can be seen to be so, without these words.
    - On which day is this done: “look into the logs next week”? It says “next week”.
      deliverables/DEL-1-api.md:17
      - `hum set DEL-1^a2 due=2026-06-12`
    - What could keep it from its day? No open risk is about it.
      - `hum new risk "…" owner=@… affects=DEL-1`
    - How many workdays does it take: at best, most likely, at worst? `estimate` is not filled.
      - `hum set DEL-1 estimate=…,…,…`
    - What does “FRB” mean? The glossary does not say. deliverables/DEL-1-api.md:2
      - Explain it under `glossary:` in program.yaml.

    How clear it is
    ───────────────

    - Squishiness 37 %: 4 of 7 slots open or vague, 1 undefined short form
    - 1 unfinished record depends on it
    - ▲ not documented
    - ● discoverable
    - nobody to tell but the people whom it names
    "#);
}

#[test]
fn a_decision_is_asked_for_what_makes_it_one() {
    let world = program();
    assert_snapshot!(world.hum(["probe", "DEC-1"]), @r#"
    exit: 0
    --- stdout
    DEC-1 Region
    ════════════

    Decision in decisions/DEC-1-region.md, proposed

    Questions
    ─────────

    - By when is it decided? @lee was to find out `decide_by` by 2026-05-20. decisions/DEC-1-region.md:6
      - `hum set DEC-1 decide_by=YYYY-MM-DD`
    - What does “Two regions” cost, and which dates does it move? The option names neither.
      decisions/DEC-1-region.md:21
      - Say it there.
    - What happens if nobody decides? No option leaves things as they are. decisions/DEC-1-region.md:17
      - Add it as an option, with what it costs.
    - Which option would @maria take, and why? None is recommended.
      - `hum set DEC-1 "Recommendation=…"`
    - What stands below `## Problem`? It is to be determined; it is for: the question, and what makes it
      one today. decisions/DEC-1-region.md:11
      - `hum set DEC-1 "Problem=…"`
    - Who tells @sam? It affects them, and no update that names it was sent to them.
      - `hum update teams`
    - Can it be undone later? `reversible` is not filled.
      - `hum set DEC-1 reversible=two_way`

    How clear it is
    ───────────────

    - Squishiness 40 %: 2 of 5 slots open or vague
    - 2 unfinished records depend on it
    - ▲ not documented
    - ● discoverable
    - ▲ not socialized: 0 of 1 told, not @sam
    "#);
}

#[test]
fn a_dependency_is_asked_who_has_promised_what() {
    let world = program();
    assert_snapshot!(world.hum(["probe", "DEP-1"]), @r#"
    exit: 0
    --- stdout
    DEP-1 Keys
    ══════════

    Dependency in dependencies/DEP-1-keys.md, requested

    Questions
    ─────────

    - Has @bank said yes, and to which day? Requested, not promised; it is needed by 2026-06-12, in 9
      workdays. dependencies/DEP-1-keys.md:3
      - `hum set DEP-1 status=committed promised=YYYY-MM-DD`
    - How does the consumer see that it is what was asked for? `## Acceptance criteria` says nothing.
      - `hum set DEP-1 "Acceptance criteria+=…"`
    - What exactly is to be there? `what` says “Hopefully”. dependencies/DEP-1-keys.md:7
      - Say what can be seen to be so, without these words.
    - What do we do if it does not come? `fallback` is not filled.
      - `hum set DEP-1 fallback="…"`

    How clear it is
    ───────────────

    - Squishiness 10 %: 1 of 5 slots open or vague
    - 2 unfinished records depend on it
    - ▲ not documented
    - ● discoverable
    - nobody to tell but the people whom it names
    "#);
    world.write(
        "dependencies/DEP-1-keys.md",
        DEPENDENCY.replace("requested", "committed").replace(
            "need_by",
            "promised: 2026-06-16\nconfirmed: 2026-04-01\nneed_by",
        ),
    );
    assert_snapshot!(world.hum(["probe", "DEP-1"]), @r#"
    exit: 0
    --- stdout
    DEP-1 Keys
    ══════════

    Dependency in dependencies/DEP-1-keys.md, committed

    Questions
    ─────────

    - What gives: the promise, the need, or what waits for it? Promised for 2026-06-16, needed by
      2026-06-12: 2 workdays too late. dependencies/DEP-1-keys.md:8
      - `hum set DEP-1 promised=YYYY-MM-DD`
    - Does @bank still stand by it? Last confirmed 2026-04-01, 61 days ago.
      - `hum set DEP-1 confirmed=2026-06-01`
    - How does the consumer see that it is what was asked for? `## Acceptance criteria` says nothing.
      - `hum set DEP-1 "Acceptance criteria+=…"`
    - What exactly is to be there? `what` says “Hopefully”. dependencies/DEP-1-keys.md:7
      - Say what can be seen to be so, without these words.
    - What do we do if it does not come? `fallback` is not filled.
      - `hum set DEP-1 fallback="…"`

    How clear it is
    ───────────────

    - Squishiness 7 %: 1 of 7 slots open or vague
    - 2 unfinished records depend on it
    - ▲ not documented
    - ● discoverable
    - nobody to tell but the people whom it names
    "#);
}

#[test]
fn a_workstream_is_asked_about_its_next_level() {
    let world = program();
    assert_snapshot!(world.hum(["probe", "WS-1"]), @r#"
    exit: 0
    --- stdout
    WS-1 Platform
    ═════════════

    Workstream in workstreams/WS-1-platform.md, active

    Questions
    ─────────

    - How does it get back on track, by whom, until when? It is at risk, and `## Path to green` says
      nothing.
      - `hum set WS-1 "action+=@… … (due YYYY-MM-DD)"`

    How clear it is
    ───────────────

    - Squishiness 25 %: 1 of 4 slots open or vague
    - ▲ not documented
    - ● discoverable
    - nobody to tell but the people whom it names
    "#);
    world.write(
        "deliverables/DEL-1-api.md",
        DELIVERABLE.replace("WS-1", "WS-2"),
    );
    let output = world.hum(["probe", "WS-1", "--format", "json"]);
    let data = output.data();
    assert_eq!(
        data["questions"][0]["run"],
        "hum new deliverable \"\u{2026}\" workstream=WS-1"
    );
}

#[test]
fn what_is_told_is_not_asked_again() {
    let world = program();
    let update = "---\ntitle: Update\nstatus: sent\nowner: maria\naudience: teams\nfrom: aaaaaaa\nto: bbbbbbb\nsent: 2026-05-30\ntold: [sam]\n---\n\nAbout DEC-1.\n";
    let socialized = |world: &World| {
        let data = world.hum(["probe", "DEC-1", "--format", "json"]).data();
        (data["ticks"]["socialized"].clone(), data["untold"].clone())
    };
    let no = (serde_json::json!(false), serde_json::json!(["@sam"]));
    assert_eq!(socialized(&world), no);
    // A draft tells nobody, and neither does what is to be sent tomorrow.
    world.write(
        "updates/UPD-2026-05-30-teams.md",
        update.replace("status: sent", "status: draft"),
    );
    assert_eq!(socialized(&world), no);
    world.write(
        "updates/UPD-2026-05-30-teams.md",
        update.replace("sent: 2026-05-30", "sent: 2026-06-02"),
    );
    assert_eq!(socialized(&world), no);
    world.write("updates/UPD-2026-05-30-teams.md", update);
    let yes = (serde_json::json!(true), serde_json::json!([]));
    assert_eq!(socialized(&world), yes);
}

#[test]
fn what_is_over_is_asked_nothing() {
    let world = program();
    world.write(
        "deliverables/DEL-1-api.md",
        "---\ntitle: API\nstatus: done\nworkstream: WS-1\nowner: lee\nactual: 2026-05-29\ndue: 2026-05-29\n---\n",
    );
    assert_snapshot!(world.hum(["probe", "DEL-1"]), @"
    exit: 0
    --- stdout
    DEL-1 API
    ═════════

    Deliverable in deliverables/DEL-1-api.md, done

    Questions
    ─────────

    None.
    ");
    let data = world.hum(["probe", "DEL-1", "--format", "json"]).data();
    assert_eq!(
        (&data["squishiness"], &data["ticks"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
}

#[test]
fn what_is_not_there_gets_a_suggestion() {
    let world = program();
    assert_snapshot!(world.hum(["probe", "DLE-1"]), @"
    exit: 2
    --- stderr
    error: there is no record DLE-1
      hint: did you mean DEL-1?
    ");
}
