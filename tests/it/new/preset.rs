//! Records of programs that read files as they were before.

use crate::world::World;

#[test]
fn a_register_takes_records_in_and_is_made_where_it_is_missing() {
    let world = World::empty();
    world.write("program.yaml", "name: Shop\npreset: register\n");
    let told = world.session(&[
        &["new", "risk", "Quota is late"],
        &[
            "new",
            "risk",
            "Second: one",
            "owner=@maria,@lee",
            "probability=3",
            "due=2026-07-01",
        ],
        &["set", "R-1", "owner=@lee", "status=mitigating"],
        &["set", "R-1", "owner+=@maria"],
        &["set", "R-1", "action+=@lee ask"],
        &["mv", "R-1", "R-9"],
        &["new", "risk", "Third"],
        &["check"],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum new risk "Quota is late"
    New risk R-1: Quota is late

    Wrote risks.yaml.

    $ hum new risk "Second: one" owner=@maria,@lee probability=3 due=2026-07-01
    New risk R-2: Second: one

    Wrote risks.yaml.

    $ hum set R-1 owner=@lee status=mitigating
    R-1 Quota is late

    - status open → mitigating
    - owner set to @lee

    Wrote risks.yaml.

    $ hum set R-1 owner+=@maria
    R-1 Quota is late

    - owner @lee → ["@lee","@maria"]

    Wrote risks.yaml.

    $ hum set R-1 action+="@lee ask"
    error: R-1 stands in a register and has no text of its own
      hint: keep it in a field: hum set R-1 x-next="…"
    exit: 2

    $ hum mv R-1 R-9
    R-1 is now R-9: Quota is late

    Wrote risks.yaml.

    $ hum new risk Third
    New risk R-10: Third

    Wrote risks.yaml.

    $ hum check
    4 records in 2 files: no findings
    "#);
    insta::assert_snapshot!(world.read("risks.yaml"), @r#"
    risks:
      - id: R-9
        title: Quota is late
        status: mitigating
        owner: ["@lee", "@maria"]
      - id: R-2
        title: "Second: one"
        status: open
        owner: ["@maria", "@lee"]
        probability: 3
        due: 2026-07-01
      - id: R-10
        title: Third
        status: open
    "#);
}

#[test]
fn a_register_that_is_a_map_gets_a_key() {
    let world = World::empty();
    world.write("program.yaml", "name: Shop\npreset: register\n");
    world.write(
        "risks.yaml",
        "# Ours\nR-07:\n  title: Old\n  status: open\n",
    );
    let told = world.session(&[&["new", "risk", "Late"], &["check"]]);
    insta::assert_snapshot!(told, @"
    $ hum new risk Late
    New risk R-08: Late

    Wrote risks.yaml.

    $ hum check
    3 records in 2 files: no findings
    ");
    insta::assert_snapshot!(world.read("risks.yaml"), @"
    # Ours
    R-07:
      title: Old
      status: open
    R-08:
      title: Late
      status: open
    ");
}

#[test]
fn decisions_are_made_as_nygard_writes_them() {
    let world = World::empty();
    world.write("program.yaml", "name: Shop\npreset: nygard\n");
    let told = world.session(&[
        &["new", "decision", "Use one queue"],
        &[
            "new",
            "decision",
            "Keep: the \"cache\"",
            "status=accepted",
            "date=2026-05-01",
            "context=It is slow.",
            "decision=Keep it.",
            "consequences=More memory.",
        ],
        &["set", "ADR-1", "status=accepted"],
        &[
            "set",
            "ADR-0001",
            "status=accepted",
            "context=Two queues.",
            "decision=One.",
            "consequences+=Less to run",
            "consequences+=One point of failure",
        ],
        &["check"],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum new decision "Use one queue"
    New decision ADR-0001: Use one queue

    Wrote doc/adr/0001-use-one-queue.md.

    $ hum new decision "Keep: the \"cache\"" status=accepted date=2026-05-01 context="It is slow." decision="Keep it." consequences="More memory."
    New decision ADR-0002: Keep: the "cache"

    Wrote doc/adr/0002-keep-the-cache.md.

    $ hum set ADR-1 status=accepted
    error: there is no record ADR-1
      hint: did you mean ADR-0001?
    exit: 2

    $ hum set ADR-0001 status=accepted context="Two queues." decision=One. consequences+="Less to run" consequences+="One point of failure"
    ADR-0001 Use one queue

    - status proposed → accepted
    - sections edited: “Context”, “Decision”, “Consequences”

    Wrote doc/adr/0001-use-one-queue.md.

    $ hum check
    3 records in 3 files: no findings
    "#);
    insta::assert_snapshot!(world.read("doc/adr/0001-use-one-queue.md"), @"
    # 1. Use one queue

    Date: 2026-06-01

    ## Status

    Accepted

    ## Context

    Two queues.

    ## Decision

    One.

    ## Consequences

    - Less to run
    - One point of failure
    ");
    insta::assert_snapshot!(world.read("doc/adr/0002-keep-the-cache.md"), @r#"
    # 2. Keep: the "cache"

    Date: 2026-05-01

    ## Status

    Accepted

    ## Context

    It is slow.

    ## Decision

    Keep it.

    ## Consequences

    More memory.
    "#);
}

#[test]
fn decisions_are_made_as_madr_writes_them() {
    let world = World::empty();
    world.write("program.yaml", "name: Shop\npreset: madr\n");
    let told = world.session(&[
        &["new", "decision", "Use one queue", "owner=@maria,@lee"],
        &[
            "set",
            "ADR-0001",
            "considered_options+=One queue",
            "considered_options+=Two queues",
            "decision_outcome=One queue, because one team is on call.",
            "status=accepted",
            "owner+=@kim",
            "owner-=@lee",
        ],
        &["check"],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum new decision "Use one queue" owner=@maria,@lee
    New decision ADR-0001: Use one queue

    Wrote docs/decisions/0001-use-one-queue.md.

    $ hum set ADR-0001 considered_options+="One queue" considered_options+="Two queues" decision_outcome="One queue, because one team is on call." status=accepted owner+=@kim owner-=@lee
    ADR-0001 Use one queue

    - status proposed → accepted
    - decision makers maria, @lee → maria, @kim
    - sections edited: “Considered Options”, “Decision Outcome”

    Wrote docs/decisions/0001-use-one-queue.md.

    $ hum check
    2 records in 2 files: no findings
    "#);
    insta::assert_snapshot!(world.read("docs/decisions/0001-use-one-queue.md"), @r#"
    ---
    status: accepted
    date: 2026-06-01
    decision-makers: "@maria, @kim"
    ---

    # Use one queue

    ## Context and Problem Statement

    <!-- What is to be decided and why now, in two or three sentences or as a question. -->

    ## Decision Drivers

    <!-- The forces and concerns that count, a line each. -->

    ## Considered Options

    - One queue
    - Two queues

    ## Decision Outcome

    One queue, because one team is on call.
    "#);
}
