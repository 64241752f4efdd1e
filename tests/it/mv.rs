//! Other names for records, and the same names wherever the program refers to them.

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
    - WS-1 Platform
      - section edited: “Latest”
    - RISK-1 Quota

    Wrote 2 files, and moved risks/RISK-1-quota.md to risks/RISK-1-quota-board.md.

    2 references to RISK-1 changed with it.

    $ hum mv RISK-1 risks/open/RISK-1-quota.md
    - WS-1 Platform
      - section edited: “Latest”
    - RISK-1 Quota
      - section edited: “Actions”

    Wrote 2 files, and moved risks/RISK-1-quota-board.md to risks/open/RISK-1-quota.md.

    3 references to RISK-1 changed with it.

    $ hum mv RISK-1 RISK-1-back.md
    - WS-1 Platform
      - section edited: “Latest”
    - RISK-1 Quota

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
    - RISK-2 Blank
    - ISS-1 Load
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

#[test]
fn a_handle_changes_wherever_the_person_is_named() {
    let world = world();
    let told = world.session(&[&["mv", "maria", "mlopez"], &["check"]]);
    insta::assert_snapshot!(told, @"
    $ hum mv maria mlopez
    - PROGRAM Atlas
      - owner @maria → @mlopez
    - WS-1 Platform
      - owner @maria → @mlopez
      - section edited: “Latest”
    - RISK-1 Quota
      - owner @maria → @mlopez
      - action handed over: @maria → @mlopez ask (due 2026-07-01)
    - RISK-10 Other
      - owner @maria → @mlopez
    - maria is now mlopez: Maria Lopez

    Wrote 5 files, and moved people/maria.md to people/mlopez.md.

    7 references to maria changed with it.

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
    ");
    insta::assert_snapshot!(world.read("workstreams/WS-1-platform.md"), @"
    ---
    title: Platform
    status: proposed
    owner: mlopez # for now
    objective: One
    links: [{ref: RISK-1, why: late}]
    ---

    ## Latest

    See [[RISK-1]], [the risk](../risks/RISK-1-quota.md), [its
    actions](../risks/RISK-1-quota.md#actions) and RISK-1, not RISK-10.

    `RISK-1` is code. @mlopez knows; TBD(@mlopez, 2026-07-01).
    ");
    insta::assert_snapshot!(world.read("risks/RISK-1-quota.md"), @"
    ---
    title: Quota
    status: identified
    owner: mlopez
    type: threat
    cause: a
    event: b
    effect: c
    affects: [WS-1]
    ---

    ## Actions

    - [ ] @mlopez ask (due 2026-07-01) ^a1

    See [the work](../workstreams/WS-1-platform.md).
    ");
    assert!(world.read("program.yaml").contains("tpm: \"@mlopez\"\n"));
}

#[test]
fn two_branches_that_took_one_number_are_told_apart() {
    let world = world();
    world.write("risks/RISK-10-merged.md", risk("Merged", ""));
    world.write(
        "decisions/DEC-1-queue.md",
        "---\ntitle: Queue\nstatus: needed\napprover: \"@dana\"\ndecide_by: 2026-07-01\naffects: [RISK-10]\n---\n\n[Merged](../risks/RISK-10-merged.md)\n",
    );
    let told = world.session(&[
        &["check", "--format", "compact"],
        &["mv", "RISK-10"],
        &["mv", "risks/RISK-10-merged.md"],
        &["check"],
    ]);
    insta::assert_snapshot!(told, @"
    $ hum check --format compact
    error: there is no format `compact`
      hint: use one of: github, json, sarif, text
    exit: 2

    $ hum mv RISK-10
    error: RISK-10 is the id of risks/RISK-10-merged.md and of risks/RISK-10-other.md
      hint: give the path; `hum mv risks/RISK-10-other.md` gives the second another id
    exit: 2

    $ hum mv risks/RISK-10-merged.md
    - RISK-10 Other
      - title “Merged” → “Other”
    - New risk RISK-11: Merged
    - DEC-1 Queue
      - text edited

    Wrote 2 files, and moved risks/RISK-10-merged.md to risks/RISK-11-merged.md.

    - 1 reference to RISK-10 changed with it.
    - RISK-10 still stands in workstreams/WS-1-platform.md:12:60, decisions/DEC-1-queue.md:6:11; change
      what means RISK-11.

    $ hum check
    error[invalid-value]: `links.0` is `{ref: RISK-1, why: late}`
     --> workstreams/WS-1-platform.md:6:9
      |
    6 | links: [{ref: RISK-1, why: late}]
      |         ^^^^^^^^^^^^^^^^^^^^^^^^ expected a text
      |
      = note: A value outside the schema is left out of counts, dates and transitions.

    To read about a rule, type:
      hum explain invalid-value

    1 error in 8 records (8 files)
    exit: 1
    ");
    insta::assert_snapshot!(world.read("decisions/DEC-1-queue.md"), @r#"
    ---
    title: Queue
    status: needed
    approver: "@dana"
    decide_by: 2026-07-01
    affects: [RISK-10]
    ---

    [Merged](../risks/RISK-11-merged.md)
    "#);
}

#[test]
fn an_id_that_is_taken_on_another_branch_is_refused() {
    let world = world();
    let repository = world.repository();
    repository
        .commit("Start")
        .file("program.yaml", PROGRAM)
        .write();
    let aside = repository
        .commit("More")
        .file("risks/RISK-30-branch.md", risk("Branch", ""))
        .write_aside();
    repository.remote_branch("topic", aside);
    let told = world.session(&[
        &["mv", "RISK-1", "RISK-30"],
        &["mv", "RISK-1", "RISK-10"],
        &["mv", "RISK-1", "RISK-31"],
    ]);
    insta::assert_snapshot!(told, @"
    $ hum mv RISK-1 RISK-30
    error: RISK-30 is taken, here or on another branch
      hint: RISK-31 is free
    exit: 2

    $ hum mv RISK-1 RISK-10
    error: RISK-10 is taken, here or on another branch
      hint: RISK-31 is free
    exit: 2

    $ hum mv RISK-1 RISK-31
    - WS-1 Platform
      - section edited: “Latest”
    - RISK-1 is now RISK-31: Quota
    - DEC-1 Queue
      - affects: added RISK-31; removed RISK-1

    Wrote 3 files, and moved risks/RISK-1-quota.md to risks/RISK-31-quota.md.

    5 references to RISK-1 changed with it.
    ");
}

#[test]
fn an_id_in_a_folder_is_not_changed_from_here() {
    let world = World::empty();
    let kinds = "kinds:\n  proposal:\n    title: Proposal\n    class: work\n    sources: [{include: [\"keps/**/kep.yaml\"], extract: yaml-file}]\n    id: {folder: '^(\\d+)', prefix: KEP-}\n    fields: {title: title}\n";
    world.write("program.yaml", format!("{PROGRAM}{kinds}"));
    world.write("keps/12-queue/kep.yaml", "title: Queue\n");
    let told = world.session(&[
        &["mv", "KEP-12", "KEP-13"],
        &["set", "KEP-12", "title=One queue"],
        &["new", "proposal", "Other"],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum mv KEP-12 KEP-13
    error: the id of KEP-12 is in the name of its folder
      hint: rename the folder with `git mv`
    exit: 2

    $ hum set KEP-12 title="One queue"
    KEP-12 One queue

    - title “Queue” → “One queue”

    Wrote keps/12-queue/kep.yaml.

    $ hum new proposal Other
    error: the kind `proposal` does not say where a new record goes
      hint: add `new: folder/{number}-{slug}.md` to it in program.yaml
    exit: 2
    "#);
}
