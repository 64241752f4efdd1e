//! Decisions that wait, what waiting costs, and how long others took.

use serde_json::{Value, json};

use crate::world::{Output, PROGRAM, Repository, World};

/// Returns the example program at its end.
fn atlas() -> World {
    let world = World::empty();
    let output = world.hum(["demo", "."]).sound();
    assert_eq!(output.code, Some(0), "{output}");
    world
}

fn decisions(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["decisions"], arguments].concat()).sound()
}

fn data(world: &World, arguments: &[&str]) -> Value {
    decisions(world, &[arguments, &["--format", "json"]].concat()).data()
}

#[test]
fn atlas_at_its_end() {
    let world = atlas();
    insta::assert_snapshot!(decisions(&world, &["--as-of", "2026-06-26"]), @"
    exit: 0
    --- stdout
    Atlas migration: decisions on 2026-06-26
    ════════════════════════════════════════

    1 decision to be made. Median 7 days from asked for to made (7 decisions).

    To be made
    ──────────

    Decision                Needed by              Approver  Blocks                Cost of delay
    ──────────────────────  ─────────────────────  ────────  ────────────────────  ─────────────────────
    DEC-7 Which closed      2026-06-30, in 4 days  @dana     DEL-7, DEL-8, RISK-5  DEL-7: no slack, 10
    years have to move                                                             workdays late; DEL-8:
    before GA                                                                      no slack, 10 workdays
                                                                                   late

    Made
    ────

    Decision                                              State     Made        Took     Against its day
    ────────────────────────────────────────────────────  ────────  ──────────  ───────  ───────────────
    DEC-8 Who has the staging region in July              accepted  2026-06-11  2 days   1 day early
    DEC-6 Nightly reconciliation before and during        accepted  2026-05-27  7 days   2 days early
    cut-over
    DEC-5 Keep or drop the feed to the reporting          accepted  2026-05-13  7 days   2 days early
    warehouse
    DEC-4 Format of access tokens in the cloud            accepted  2026-04-20  20 days  2 days early
    DEC-3 Start the ledger copy on one circuit            accepted  2026-03-27  3 days   on the day
    DEC-2 All merchants at once or in cohorts             accepted  2026-02-20  10 days  on the day
    DEC-1 How many cloud regions at GA                    accepted  2026-01-28  13 days  2 days early
    ");
}

#[test]
fn atlas_a_week_after_the_day_of_the_open_decision() {
    let world = atlas();
    let arguments = [
        "--as-of",
        "2026-07-08",
        "--limit",
        "1",
        "--format",
        "markdown",
    ];
    insta::assert_snapshot!(decisions(&world, &arguments), @"
    exit: 0
    --- stdout
    # Atlas migration: decisions on 2026-07-08

    **1 decision to be made**; 1 past the day, 8 days in all. Median 7 days from asked for to made (7 decisions).

    ## To be made

    | Decision | Needed by | Approver | Blocks | Cost of delay |
    | --- | --- | --- | --- | --- |
    | [DEC-7](decisions/DEC-7-closed-years.md) Which closed years have to move before GA | 2026-06-30, ■ **8 days ago** | @dana | [DEL-7](deliverables/DEL-7-cutover-rehearsal.md), [DEL-8](deliverables/DEL-8-general-availability.md), [RISK-5](risks/RISK-5-reencryption-rate.md) | 6 workdays burnt; DEL-7: no slack, 10 workdays late; DEL-8: no slack, 10 workdays late |

    ## Made

    | Decision | State | Made | Took | Against its day |
    | --- | --- | --- | --- | --- |
    | [DEC-8](decisions/DEC-8-staging-region.md) Who has the staging region in July | accepted | 2026-06-11 | 2 days | 1 day early |

    6 more. For all: `--limit 0`
    ");
}

fn decision(state: &str, lines: &str) -> String {
    format!(
        "---\ntitle: Region\nstatus: {state}\ndriver: \"@sam\"\napprover: \"@dana\"\n{lines}---\n\n## Problem\n\nOne.\n"
    )
}

fn work(state: &str, lines: &str) -> String {
    format!(
        "---\ntitle: Work\nstatus: {state}\nworkstream: WS-1\nowner: \"@sam\"\ndone_when: [It works]\n{lines}---\n"
    )
}

const STREAM: &str = "---\ntitle: Platform\nstatus: active\nowner: \"@maria\"\nhealth: on_track\nobjective: One platform\n---\n";

/// Returns what is decided two weeks later.
fn decided() -> [(&'static str, String); 4] {
    let made = "decided: 2026-03-02\ndecide_by: 2026-03-02\n";
    [
        (
            "decisions/DEC-4-deferred.md",
            decision("deferred", "decide_by: 2026-05-01\n"),
        ),
        (
            "decisions/DEC-5-made.md",
            decision("accepted", "decide_by: 2026-04-17\ndecided: 2026-04-20\n"),
        ),
        (
            "decisions/DEC-6-no.md",
            decision("rejected", "decide_by: 2026-05-29\n"),
        ),
        ("decisions/DEC-7-old.md", decision("superseded", made)),
    ]
}

/// Returns a program with decisions in every state, and work before and behind them. Today is 2026-06-01.
fn program() -> (World, Repository) {
    let world = World::empty();
    let repository = world.repository();
    let first = "due: 2026-07-31\nestimate: [5, 5, 5]\n";
    let behind = "due: 2026-08-31\nestimate: [5, 5, 5]\nafter: [DEC-1]\n";
    let done = "due: 2026-05-29\nactual: 2026-05-28\n";
    let made = "decided: 2026-03-02\ndecide_by: 2026-03-02\n";
    let start = [
        ("workstreams/WS-1-platform.md", STREAM.to_owned()),
        ("deliverables/DEL-1-one.md", work("committed", first)),
        ("deliverables/DEL-2-two.md", work("committed", behind)),
        ("deliverables/DEL-3-three.md", work("done", done)),
        (
            "decisions/DEC-1-late.md",
            decision(
                "needed",
                "decide_by: 2026-05-20\naffects: [DEL-1, DEL-3, RISK-1]\n",
            ),
        ),
        (
            "decisions/DEC-2-soon.md",
            decision("needed", "decide_by: 2026-06-01\n"),
        ),
        ("decisions/DEC-3-no-day.md", decision("needed", "")),
        (
            "decisions/DEC-4-deferred.md",
            decision("needed", "decide_by: 2026-05-01\n"),
        ),
        (
            "decisions/DEC-5-made.md",
            decision("needed", "decide_by: 2026-04-17\n"),
        ),
        (
            "decisions/DEC-6-no.md",
            decision("needed", "decide_by: 2026-05-29\n"),
        ),
        ("decisions/DEC-7-old.md", decision("accepted", made)),
    ];
    let mut commit = repository.commit("Start").on("2026-04-06");
    commit = commit.file("program.yaml", PROGRAM);
    for (path, text) in start {
        commit = commit.file(path, text);
    }
    commit.write();
    let mut commit = repository.commit("Decide").on("2026-04-21");
    for (path, text) in decided() {
        commit = commit.file(path, text);
    }
    commit.write();
    repository.check_out();
    (world, repository)
}

#[test]
fn every_state_has_its_place() {
    let (world, _) = program();
    insta::assert_snapshot!(decisions(&world, &[]), @"
    exit: 0
    --- stdout
    Atlas: decisions on 2026-06-01
    ══════════════════════════════

    3 decisions to be made; 1 past the day, 12 days in all. Median 15 days from asked for to made (2
    decisions).

    To be made
    ──────────

    Decision      Needed by                  Approver  Blocks        Cost of delay
    ────────────  ─────────────────────────  ────────  ────────────  ───────────────────────────────────
    DEC-1 Region  2026-05-20, ■ 12 days ago  @dana     DEL-1, DEL-2  8 workdays burnt; DEL-2: 138
                                                                     workdays of slack; DEL-1: 139
                                                                     workdays of slack
    DEC-2 Region  2026-06-01, today          @dana                   slack not known
    DEC-3 Region  no day                     @dana                   slack not known

    Deferred
    ────────

    - DEC-4 Region, @dana

    Made
    ────

    Decision      State     Made        Took     Against its day
    ────────────  ────────  ──────────  ───────  ───────────────
    DEC-6 Region  rejected  2026-04-21  15 days  38 days early
    DEC-5 Region  accepted  2026-04-20  15 days  3 days late
    ");
}

#[test]
fn debt_and_what_waiting_burns_are_counted_from_the_day_that_is_past() {
    let (world, _) = program();
    let told = data(&world, &[]);
    let waiting = told["waiting"].as_array().expect("a list").iter();
    let waiting: Vec<Value> = waiting
        .map(|one| {
            json!([
                one["id"],
                one["debt_days"],
                one["burnt_workdays"],
                one["blocks"],
                one["slack"]
            ])
        })
        .collect();
    insta::assert_snapshot!(json!(waiting), @r#"[["DEC-1",12,8,["DEL-1","DEL-2"],[{"id":"DEL-2","slack_workdays":138},{"id":"DEL-1","slack_workdays":139}]],["DEC-2",null,0,[],[]],["DEC-3",null,null,[],[]]]"#);
    assert_eq!(told["debt_days"], 12);
    let decided = told["decided"].as_array().expect("a list").iter();
    let decided: Vec<Value> = decided
        .map(|one| {
            json!([
                one["id"],
                one["decided"],
                one["latency_days"],
                one["late_days"],
                one["burnt_workdays"]
            ])
        })
        .collect();
    insta::assert_snapshot!(json!(decided), @r#"[["DEC-6","2026-04-21",15,-38,null],["DEC-5","2026-04-20",15,3,1]]"#);
}

#[test]
fn a_condition_may_name_facts() {
    let (world, _) = program();
    let told = data(&world, &["--where", "decision_debt > 10"]);
    assert_eq!(told["waiting"][0]["id"], "DEC-1");
    assert_eq!(told["waiting"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["decided"], json!([]));
    insta::assert_snapshot!(decisions(&world, &["--where", "probability > 1"]), @"
    exit: 2
    --- stderr
    error: column 1: decisions have no field `probability`
      | probability > 1
      | ^^^^^^^^^^^
      hint: write one of: added, affects, allow, approver, band, baseline, category, changed, class, contributors, date, decide_by, decided, decision_debt, decision_latency, driver, exposure, flips, health_since, id, informed, kind, links, moves, owner, path, proximity, refers_to, residual_exposure, reversible, reviewed, revisit, score, silent_moves, since, slack, slip, stale, staleness, status, supersedes, tags, team, text, title, touched, velocity, visibility
    ");
}

#[test]
fn a_spreadsheet_gets_all_as_one_table() {
    let (world, _) = program();
    let output = decisions(&world, &["--limit", "1", "--format", "csv"]);
    insta::assert_snapshot!(output.stdout.replace("\r\n", "\n"), @r#"
    Id,Title,Status,Driver,Approver,Needed by,Days past it,Blocks,Workdays burnt,Least slack,Decided,Latency,Days late,Reversible
    DEC-1,Region,needed,'@sam,'@dana,2026-05-20,12,"DEL-1, DEL-2",8,138,,,,
    DEC-2,Region,needed,'@sam,'@dana,2026-06-01,,,0,,,,,
    DEC-3,Region,needed,'@sam,'@dana,,,,,,,,,
    DEC-4,Region,deferred,'@sam,'@dana,2026-05-01,,,,,,,,
    DEC-6,Region,rejected,'@sam,'@dana,2026-05-29,,,,,2026-04-21,15,-38,
    DEC-5,Region,accepted,'@sam,'@dana,2026-04-17,,,1,,2026-04-20,15,3,
    "#);
}
