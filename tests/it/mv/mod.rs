//! Other names for records, and the same names wherever the program refers to them.

mod shared;

use crate::world::{PROGRAM, World};

fn risk(title: &str, more: &str) -> String {
    format!(
        "---\ntitle: {title}\nstatus: identified\nowner: maria\ntype: threat\ncause: a\nevent: b\neffect: c\naffects: [WS-1]\n{more}---\n"
    )
}

/// Returns a world in which everything refers to RISK-1 and to the person maria.
fn world() -> World {
    let world = World::program();
    world.write("people/maria.md", "---\nname: Maria Lopez\n---\n");
    world.write("people/dana.md", "---\nname: Dana Kim\n---\n");
    world.write(
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: proposed\nowner: maria # for now\nobjective: One\nlinks: [{ref: RISK-1, why: late}]\n---\n\n## Latest\n\nSee [[RISK-1]], [the risk](../risks/RISK-1-quota.md), [its\nactions](../risks/RISK-1-quota.md#actions) and RISK-1, not RISK-10.\n\n`RISK-1` is code. @maria knows; TBD(@maria, 2026-07-01).\n",
    );
    world.write("risks/RISK-1-quota.md", format!("{}\n## Actions\n\n- [ ] @maria ask (due 2026-07-01) ^a1\n\nSee [the work](../workstreams/WS-1-platform.md).\n", risk("Quota", "")));
    world.write(
        "decisions/DEC-1-queue.md",
        "---\ntitle: Queue\nstatus: needed\napprover: \"@dana\"\ndecide_by: 2026-07-01\naffects: [WS-1, RISK-1]\n---\n\n## Problem\n\n[[risk-1]] and RISK-10 and <../risks/RISK-1-quota.md>.\n",
    );
    world.write("risks/RISK-10-other.md", risk("Other", ""));
    world
}

#[test]
fn every_reference_follows_a_new_number() {
    let world = world();
    let told = world.session(&[
        &["mv", "RISK-1", "--dry-run"],
        &["mv", "RISK-1"],
        &["mv", "RISK-11", "RISK-10"],
        &["check"],
    ]);
    insta::assert_snapshot!(told, @"
    $ hum mv RISK-1 --dry-run
    - WS-1 Platform
      - section edited: “Latest”
    - RISK-1 is now RISK-11: Quota
    - DEC-1 Queue
      - affects: added RISK-11; removed RISK-1

    Nothing was written: this would change 3 files, and move risks/RISK-1-quota.md to
    risks/RISK-11-quota.md.

    5 references to RISK-1 changed with it.

    $ hum mv RISK-1
    - WS-1 Platform
      - section edited: “Latest”
    - RISK-1 is now RISK-11: Quota
    - DEC-1 Queue
      - affects: added RISK-11; removed RISK-1

    Wrote 3 files, and moved risks/RISK-1-quota.md to risks/RISK-11-quota.md.

    5 references to RISK-1 changed with it.

    $ hum mv RISK-11 RISK-10
    error: RISK-10 is taken, here or on another branch
      hint: RISK-12 is free
    exit: 2

    $ hum check
    error[dangling-ref]: there is no record `risk-1`
      --> decisions/DEC-1-queue.md:11:1
       |
    11 | [[risk-1]] and RISK-10 and <../risks/RISK-1-quota.md>.
       | ^^^^^^^^^^
       |
       = note: A dependency that leads nowhere is followed by nobody.
       = help: write the id of a record, or a path that exists

    error[invalid-value]: `links.0` is `{ref: RISK-1, why: late}`
     --> workstreams/WS-1-platform.md:6:9
      |
    6 | links: [{ref: RISK-1, why: late}]
      |         ^^^^^^^^^^^^^^^^^^^^^^^^ expected a text
      |
      = note: A value outside the schema is left out of counts, dates and transitions.

    To read about a rule, type:
      hum explain dangling-ref
      hum explain invalid-value

    2 errors in 7 records (7 files)
    exit: 1
    ");
    insta::assert_snapshot!(world.read("workstreams/WS-1-platform.md"), @"
    ---
    title: Platform
    status: proposed
    owner: maria # for now
    objective: One
    links: [{ref: RISK-1, why: late}]
    ---

    ## Latest

    See [[RISK-11]], [the risk](../risks/RISK-11-quota.md), [its
    actions](../risks/RISK-11-quota.md#actions) and RISK-11, not RISK-10.

    `RISK-1` is code. @maria knows; TBD(@maria, 2026-07-01).
    ");
    insta::assert_snapshot!(world.read("decisions/DEC-1-queue.md"), @r#"
    ---
    title: Queue
    status: needed
    approver: "@dana"
    decide_by: 2026-07-01
    affects: [WS-1, RISK-11]
    ---

    ## Problem

    [[risk-1]] and RISK-10 and <../risks/RISK-1-quota.md>.
    "#);
}

#[test]
fn other_words_for_the_file_change_links_and_nothing_else() {
    let world = world();
    let told = world.session(&[
        &["mv", "RISK-1", "Quota board"],
        &["mv", "RISK-1", "risks/open/RISK-1-quota.md"],
        &["mv", "RISK-1", "RISK-1-back.md"],
        &["check"],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum mv RISK-1 "Quota board"
    WS-1 Platform

    - section edited: “Latest”

    Wrote 2 files, and moved risks/RISK-1-quota.md to risks/RISK-1-quota-board.md.

    2 references to RISK-1 changed with it.

    $ hum mv RISK-1 risks/open/RISK-1-quota.md
    WS-1 Platform

    - section edited: “Latest”

    Wrote 2 files, and moved risks/RISK-1-quota-board.md to risks/open/RISK-1-quota.md.

    3 references to RISK-1 changed with it.

    $ hum mv RISK-1 RISK-1-back.md
    WS-1 Platform

    - section edited: “Latest”

    Wrote 2 files, and moved risks/open/RISK-1-quota.md to risks/open/RISK-1-back.md.

    2 references to RISK-1 changed with it.

    $ hum check
    error[dangling-ref]: there is no record `risk-1`
      --> decisions/DEC-1-queue.md:11:1
       |
    11 | [[risk-1]] and RISK-10 and <../risks/RISK-1-quota.md>.
       | ^^^^^^^^^^
       |
       = note: A dependency that leads nowhere is followed by nobody.
       = help: did you mean `RISK-1`?

    error[invalid-value]: `links.0` is `{ref: RISK-1, why: late}`
     --> workstreams/WS-1-platform.md:6:9
      |
    6 | links: [{ref: RISK-1, why: late}]
      |         ^^^^^^^^^^^^^^^^^^^^^^^^ expected a text
      |
      = note: A value outside the schema is left out of counts, dates and transitions.

    To read about a rule, type:
      hum explain dangling-ref
      hum explain invalid-value

    2 errors in 7 records (7 files)
    exit: 1
    "#);
    insta::assert_snapshot!(world.read("workstreams/WS-1-platform.md"), @"
    ---
    title: Platform
    status: proposed
    owner: maria # for now
    objective: One
    links: [{ref: RISK-1, why: late}]
    ---

    ## Latest

    See [[RISK-1]], [the risk](../risks/open/RISK-1-back.md), [its
    actions](../risks/open/RISK-1-back.md#actions) and RISK-1, not RISK-10.

    `RISK-1` is code. @maria knows; TBD(@maria, 2026-07-01).
    ");
    insta::assert_snapshot!(world.read("risks/open/RISK-1-back.md"), @"
    ---
    title: Quota
    status: identified
    owner: maria
    type: threat
    cause: a
    event: b
    effect: c
    affects: [WS-1]
    ---

    ## Actions

    - [ ] @maria ask (due 2026-07-01) ^a1

    See [the work](../../workstreams/WS-1-platform.md).
    ");
}

#[test]
fn names_with_blanks_stay_links() {
    let world = world();
    world.write("risks/RISK-2-a b.md", risk("Blank", ""));
    world.write(
        "issues/ISS-1-load.md",
        "---\ntitle: Load\nstatus: open\nowner: maria\ntype: problem\nseverity: 3\nblocks: [WS-1]\n---\n\n## Latest\n\n[a](../risks/RISK-2-a%20b.md#x) and [b](<../risks/RISK-2-a b.md>).\n",
    );
    let told = world.session(&[&["mv", "RISK-2", "risks/RISK-2-c d.md"], &["check"]]);
    insta::assert_snapshot!(told, @r#"
    $ hum mv RISK-2 "risks/RISK-2-c d.md"
    ISS-1 Load

    - section edited: “Latest”

    Wrote 2 files, and moved risks/RISK-2-a b.md to risks/RISK-2-c d.md.

    2 references to RISK-2 changed with it.

    $ hum check
    error[dangling-ref]: there is no record `risk-1`
      --> decisions/DEC-1-queue.md:11:1
       |
    11 | [[risk-1]] and RISK-10 and <../risks/RISK-1-quota.md>.
       | ^^^^^^^^^^
       |
       = note: A dependency that leads nowhere is followed by nobody.
       = help: did you mean `RISK-1`?

    error[invalid-value]: `links.0` is `{ref: RISK-1, why: late}`
     --> workstreams/WS-1-platform.md:6:9
      |
    6 | links: [{ref: RISK-1, why: late}]
      |         ^^^^^^^^^^^^^^^^^^^^^^^^ expected a text
      |
      = note: A value outside the schema is left out of counts, dates and transitions.

    To read about a rule, type:
      hum explain dangling-ref
      hum explain invalid-value

    2 errors in 9 records (9 files)
    exit: 1
    "#);
    insta::assert_snapshot!(world.read("issues/ISS-1-load.md"), @"
    ---
    title: Load
    status: open
    owner: maria
    type: problem
    severity: 3
    blocks: [WS-1]
    ---

    ## Latest

    [a](../risks/RISK-2-c%20d.md#x) and [b](<../risks/RISK-2-c%20d.md>).
    ");
}
