//! Facts as names in conditions, columns and sorting: which come first, who knows them, what they cost.

use insta::assert_snapshot;

use super::{RISK, SEVEN, deliverable, found, listed, program};
use crate::world::{PROGRAM, World};

#[test]
fn a_field_of_the_file_comes_before_a_fact() {
    let (world, _) = program();
    let kinds = "kinds:\n  bet:\n    title: Bet\n    sources: [{include: [bets/*.yaml], extract: yaml-file}]\n    \
                 id: {file-name: '^(BET-[0-9]+)'}\n    fields: {title: title, slip: slip}\n";
    world.write("program.yaml", format!("{PROGRAM}{kinds}"));
    world.write("bets/BET-1.yaml", "title: First\nslip: none at all\n");
    world.write("bets/BET-2.yaml", "title: Second\nmoves: 7\n");
    assert_eq!(found(&world, "slip = 'none at all'"), "BET-1");
    assert_eq!(found(&world, "has slip"), "PROGRAM DEL-7 BET-1");
    assert_eq!(found(&world, "moves = 7"), "BET-2");
}

#[test]
fn what_the_record_says_now_needs_no_history() {
    let world = World::program();
    world.write("risks/RISK-1-quota.md", RISK);
    assert_snapshot!(listed(&world, &["risks", "--columns", "id,score,exposure", "--sort=-exposure"]), @"
    exit: 0
    --- stdout
    Id      Score  Exposure
    ──────  ─────  ────────
    RISK-1     12       7.8

    1 risk.
    ");
    assert_snapshot!(listed(&world, &["risks", "--sort", "touched"]), @"
    exit: 2
    --- stderr
    error: $WORLD/work is not in a git repository
      hint: run `git init` and commit the program
    ");
}

#[test]
fn commands_that_ask_for_records_know_facts_and_others_say_so() {
    let (world, _) = program();
    assert_snapshot!(world.hum(["set", "--where", "stale = yes", "reviewed=2026-06-01"]).sound(), @"
    exit: 0
    --- stdout
    - WS-1 Platform
      - reviewed set to 2026-06-01
    - RISK-1 Quota
      - reviewed set to 2026-06-01
    - DEC-4 Region
      - reviewed set to 2026-06-01

    Nothing was written: this would change 3 files.

    Add --write to write it.
    ");
    let slips = world
        .hum(["slips", "--where", "velocity >= 1", "--format", "json"])
        .data();
    assert_eq!(slips["summary"]["records"], 1);
    assert_snapshot!(world.hum(["log", "--where", "moves > 2"]).sound(), @"
    exit: 2
    --- stderr
    error: column 1: `moves` is no field but a fact, and `hum log` asks for fields alone
      | moves > 2
      | ^^^^^
      hint: see for which records it holds with `hum list --where`
    ");
    assert_snapshot!(world.hum(["actions", "--where", "moves > 2"]).sound(), @"
    exit: 2
    --- stderr
    error: column 1: actions have no field `moves`
      | moves > 2
      | ^^^^^
      hint: write one of: address, done, due, kind, overdue, owner, record, section, text
    ");
    assert_snapshot!(listed(&world, &["--where", "slip > high"]), @"
    exit: 2
    --- stderr
    error: column 8: `slip` is a number and `high` is none
      | slip > high
      |        ^^^^
      hint: write a number such as 3
    ");
}

#[test]
fn a_shallow_clone_says_that_the_past_is_cut_off() {
    let world = World::empty();
    let repository = world.repository();
    let ids = ["2026-03-02", "2026-03-09"].map(|day| {
        let lines = format!("status: active\nhealth: on_track\ndue: {day}");
        let commit = repository.commit("Change it").on(day);
        let commit = commit.file("program.yaml", PROGRAM);
        commit.file(SEVEN, deliverable(&lines)).write()
    });
    repository.forget_before(ids[1], &ids[..1]);
    repository.check_out();
    assert_snapshot!(listed(&world, &["deliverables", "--columns", "id,added,baseline"]), @"
    exit: 0
    --- stdout
    Id     Added       Baseline
    ─────  ──────────  ──────────
    DEL-7  2026-03-09  2026-03-09

    1 deliverable.
    --- stderr
    note: this clone is shallow, and what came before it is not counted; run `git fetch --unshallow`
    ");
}
