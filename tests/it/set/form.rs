//! Forms that were there before, and overlays.

use super::{RISK, world};
use crate::world::{PROGRAM, World};

#[test]
fn decisions_in_other_forms_are_changed_where_they_stand() {
    let world = World::empty();
    world.write("program.yaml", "name: Shop\npreset: madr\n");
    let bullets = "# Keep the cache\n\n* Status: Proposed <!-- for now -->\n* Deciders: Maria Lopez, @lee\n* Date: 2026-03-01\n\n## Context and Problem Statement\n\nSlow.\n\n## Considered Options\n\n* Keep\n* Drop\n\n## Decision Outcome\n\nKeep.\n";
    world.write("docs/decisions/0002-keep.md", bullets);
    let nygard = "# 3. Use one queue\n\nDate: 2026-03-01\n\n## Status\n\nProposed\n\n## Context\n\nTwo.\n\n## Decision\n\nOne.\n";
    world.write("docs/decisions/0003-queue.md", nygard);
    let told = world.session(&[
        &[
            "set",
            "ADR-0002",
            "status=accepted",
            "deciders+=@kim",
            "deciders-=@lee",
            "date=2026-06-01",
        ],
        &["set", "ADR-0003", "status=accepted", "date=today"],
        &["set", "ADR-0003", "title=Use a queue", "consequences=Less."],
        &["set", "ADR-0003", "owner=@kim"],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum set ADR-0002 status=accepted deciders+=@kim deciders-=@lee date=2026-06-01
    ADR-0002 Keep the cache

    - Status proposed → accepted
    - date moved 2026-03-01 → 2026-06-01, ▲ +66 workdays
    - decision makers Maria Lopez, @lee → Maria Lopez, @kim
    - section edited: “Keep the cache”

    Wrote docs/decisions/0002-keep.md.

    $ hum set ADR-0003 status=accepted date=today
    ADR-0003 Use one queue

    - Status proposed → accepted
    - date moved 2026-03-01 → 2026-06-01, ▲ +66 workdays

    Wrote docs/decisions/0003-queue.md.

    $ hum set ADR-0003 title="Use a queue" consequences=Less.
    error: a decision has no field or section `consequences`
      hint: it has Title, Status, decision-makers, team, reviewed, links, tags, visibility, supersedes, Amends, Date, consulted, informed, context_and_problem_statement, decision_drivers, considered_options, decision_outcome; a field of your own starts with x-
    exit: 2

    $ hum set ADR-0003 owner=@kim
    error: docs/decisions/0003-queue.md:4:1: this edit would change something else in the file, so nothing was written
      hint: change the file by hand
    exit: 2
    "#);
    insta::assert_snapshot!(world.read("docs/decisions/0002-keep.md"), @"
    # Keep the cache

    * Status: Accepted <!-- for now -->
    * Deciders: Maria Lopez, @kim
    * Date: 2026-06-01

    ## Context and Problem Statement

    Slow.

    ## Considered Options

    * Keep
    * Drop

    ## Decision Outcome

    Keep.
    ");
    insta::assert_snapshot!(world.read("docs/decisions/0003-queue.md"), @"
    # 3. Use one queue

    Date: 2026-06-01

    ## Status

    Accepted

    ## Context

    Two.

    ## Decision

    One.
    ");
}

#[test]
fn items_of_a_register_and_rows_of_tables_are_changed_where_they_stand() {
    let world = World::empty();
    let kinds = "kinds:\n  asset:\n    title: Asset\n    class: other\n    sources: [{include: [assets.md], extract: row-table}]\n    id: {field: [id]}\n    fields: {title: name, owner: owner}\n";
    world.write(
        "program.yaml",
        format!("name: Shop\npreset: register\n{kinds}"),
    );
    world.write("risks.yaml", "# Ours\nR-07: # first\n  Title: Old\n  Status: open\n  Owner: maria\nR-08:\n  Title: New\n  Status: Open\n");
    world.write("assets.md", "| id | name | owner |\n|----|------|-------|\n| A-1 | Queue | maria |\n| A-2 | Cache | |\n");
    let told = world.session(&[
        &[
            "set",
            "R-07",
            "owner=@dana",
            "probability=high",
            "status=closed",
        ],
        &["set", "R-08", "status=mitigating"],
        &["set", "A-1", "A-2", "owner=dana"],
        &["set", "A-1", "owner="],
        &["mv", "R-07", "R-09"],
        &["new", "risk", "Late", "owner=@dana"],
    ]);
    insta::assert_snapshot!(told, @"
    $ hum set R-07 owner=@dana probability=high status=closed
    R-07 Old

    - Status open → closed
    - Owner @maria → @dana
    - probability set to 4

    Wrote risks.yaml.

    $ hum set R-08 status=mitigating
    R-08 New

    - Status open → mitigating

    Wrote risks.yaml.

    warning: risks.yaml:8: R-08 is under way and has no owner

    $ hum set A-1 A-2 owner=dana
    - A-1 Queue
      - owner @maria → @dana
    - A-2 Cache
      - owner set to @dana

    Wrote assets.md.

    $ hum set A-1 owner=
    A-1 Queue

    - owner removed, was @dana

    Wrote assets.md.

    $ hum mv R-07 R-09
    error: R-07 is a key of risks.yaml
      hint: change it in the file
    exit: 2

    $ hum new risk Late owner=@dana
    New risk R-09: Late

    Wrote risks.yaml.
    ");
    insta::assert_snapshot!(world.read("risks.yaml"), @r#"
    # Ours
    R-07: # first
      Title: Old
      Status: closed
      Owner: dana
      probability: high
    R-08:
      Title: New
      Status: Mitigating
    R-09:
      Title: Late
      Status: open
      Owner: "@dana"
    "#);
    insta::assert_snapshot!(world.read("assets.md"), @"
    | id | name | owner |
    |----|------|-------|
    | A-1 | Queue |  |
    | A-2 | Cache | dana |
    ");
}

#[test]
fn an_overlay_is_never_written_nor_run_over() {
    let world = world();
    world.write("program.yaml", format!("{PROGRAM}overlay: ../private\n"));
    world.write(
        "../private/risks/RISK-2-merger.md",
        RISK.replace("Quota", "Merger"),
    );
    world.write(
        "../private/deliverables/DEL-1-api.md",
        "---\nforecast: 2027-11-11\n---\n",
    );
    let private = world.read("../private/risks/RISK-2-merger.md");
    let told = world.session(&[
        &["set", "RISK-2", "owner=@dana"],
        &["set", "../private/risks/RISK-2-merger.md", "owner=@dana"],
        &["mv", "RISK-2"],
        &["set", "DEL-1", "forecast=2026-10-01"],
        &["set", "DEL-1", "due=2026-10-01"],
        &["new", "risk", "Late", "owner=@dana", "affects=WS-1"],
        &["mv", "DEL-1", "DEL-7"],
    ]);
    insta::assert_snapshot!(told, @"
    $ hum set RISK-2 owner=@dana
    error: RISK-2 stands in an overlay, which is changed by hand
      hint: change it in ../private/risks/RISK-2-merger.md
    exit: 2

    $ hum set ../private/risks/RISK-2-merger.md owner=@dana
    error: RISK-2 stands in an overlay, which is changed by hand
      hint: change it in ../private/risks/RISK-2-merger.md
    exit: 2

    $ hum mv RISK-2
    error: RISK-2 stands in an overlay, which is changed by hand
      hint: change it in ../private/risks/RISK-2-merger.md
    exit: 2

    $ hum set DEL-1 forecast=2026-10-01
    error: `forecast` of DEL-1 stands in ../private/deliverables/DEL-1-api.md, which counts before deliverables/DEL-1-api.md
      hint: change it in ../private/deliverables/DEL-1-api.md
    exit: 2

    $ hum set DEL-1 due=2026-10-01
    DEL-1 API

    - due moved 2026-09-01 → 2026-10-01, ▲ +22 workdays

    Wrote deliverables/DEL-1-api.md.

    $ hum new risk Late owner=@dana affects=WS-1
    New risk RISK-3: Late

    Wrote risks/RISK-3-late.md.

    To fill in: hum set RISK-3 type=… cause=… event=… effect=…

    $ hum mv DEL-1 DEL-7
    DEL-1 is now DEL-7: API

    Moved deliverables/DEL-1-api.md to deliverables/DEL-7-api.md.

    ../private/deliverables/DEL-1-api.md still says more about DEL-1: rename it too.
    ");
    assert_eq!(world.read("../private/risks/RISK-2-merger.md"), private);
}
