//! When work can be finished: estimates, dates, what waits for what.

use serde_json::{Value, json};

use crate::world::{Output, PROGRAM, World};

fn schedule(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["schedule"], arguments].concat()).sound()
}

/// Writes a deliverable; lines without a workstream belong to WS-1.
fn deliverable(world: &World, number: u32, status: &str, more: &str) {
    let text = format!(
        "---\ntitle: Part {number}\nstatus: {status}\nworkstream: WS-1\nowner: \"@sam\"\n{more}---\n"
    );
    world.write(format!("deliverables/DEL-{number}-part.md"), text);
}

fn program() -> World {
    let world = World::program();
    let workstream =
        "---\ntitle: Platform\nstatus: planned\nowner: \"@maria\"\nobjective: One platform\n---\n";
    world.write("workstreams/WS-1-platform.md", workstream);
    world
}

/// Returns some values of every piece of work, one a line.
fn listed(world: &World, keys: &[&str]) -> String {
    let data = schedule(world, &["--format", "json"]).data();
    let work = data["work"].as_array().expect("a list").iter();
    let line = |one: &Value| {
        let values: Vec<String> = keys.iter().map(|key| one[key].to_string()).collect();
        values.join(" ") + "\n"
    };
    work.map(line).collect()
}

#[test]
fn atlas_at_its_end_and_in_march() {
    let world = World::empty();
    assert_eq!(world.hum(["demo", "."]).sound().code, Some(0));
    insta::assert_snapshot!(schedule(&world, &["--as-of", "2026-06-26"]), @"
    exit: 0
    --- stdout
    Atlas migration: schedule, 2026-06-26
    ═════════════════════════════════════

    Everything can be finished on 2026-08-14 at the earliest, target 2026-07-31: ■ 10 workdays after it.
    What decides that: DEL-6 → DEL-7 → DEL-8.

    Work               Owner   Start       Finish      Forecast    Due         Float           Waits for
    ─────────────────  ──────  ──────────  ──────────  ──────────  ──────────  ──────────────  ─────────
    DEL-15 Nightly     @sam    2026-06-01  2026-07-06  2026-07-06  2026-07-08  ▲ 5 near
    reconciliation
    report
    DEL-14 PCI DSS     @priya  2026-06-01  2026-07-16  2026-07-16  2026-07-17  ▲ 1 near
    assessment of the
    cloud region
    DEL-6 Copy of the  @lee    2026-06-01  2026-07-27  2026-07-27  2026-07-08  ■ -10 critical
    closed years
    DEL-11 Settlement  @kim    2026-06-02  2026-07-07  2026-07-07  2026-07-08  ▲ 1 near
    batch
    DEL-4 Failover     @aisha  2026-06-25  2026-07-07  2026-07-07  2026-07-08  ▲ 1 near        DEL-3
    drill and
    runbooks
    WS-1 Cloud         @sam    2026-07-07  2026-07-07              2026-07-08  ▲ 1 near        DEL-4
    platform
    WS-3 Payment       @kim    2026-07-07  2026-07-07              2026-07-08  ▲ 1 near        DEL-11
    services
    WS-4 Security and  @priya  2026-07-16  2026-07-16              2026-07-17  ▲ 1 near        DEL-14
    assessment
    DEL-7 Cut-over     @lee    2026-07-28  2026-08-05  2026-08-05  2026-07-17  ■ -10 critical  DEL-6
    rehearsal
    DEL-8 General      @lee    2026-08-06  2026-08-14  2026-08-14  2026-07-31  ■ -10 critical  DEL-7
    availability
    WS-2 Ledger and    @lee    2026-08-14  2026-08-14              2026-07-31  ■ -10 critical  DEL-8
    cut-over
    ");
    insta::assert_snapshot!(schedule(&world, &["--at", "2026-03-15", "--critical", "--where", "owner = @aisha"]), @"
    exit: 0
    --- stdout
    Atlas migration: schedule, 2026-03-12
    ═════════════════════════════════════

    Everything can be finished on 2026-08-03 at the earliest, target 2026-07-31: ■ 1 workday after it.
    What decides that: DEL-10 → DEL-3 → DEL-4 → DEL-7 → DEL-8.

    Work              Owner   Start       Finish        Forecast    Due         Float          Waits for
    ────────────────  ──────  ──────────  ────────────  ──────────  ──────────  ─────────────  ─────────
    DEL-3 Load test   @aisha  2026-06-15  ▲ 2026-07-01  2026-06-22  2026-06-26  ■ -4 critical  DEL-10
    at twice the
    December peak
    DEL-4 Failover    @aisha  2026-07-02  ▲ 2026-07-14  2026-07-07  2026-07-08  ■ -4 critical  DEL-3
    drill and
    runbooks
    ");
}

#[test]
fn estimates_and_links_are_worked_out_by_hand() {
    let world = program();
    // Today is Monday 2026-06-01. DEL-1: (2 + 4·3 + 4) ÷ 6 = 3 workdays, σ = (4 − 2) ÷ 6 = 0.33; it starts tomorrow,
    // 06-02, and is finished on 06-04.
    deliverable(&world, 1, "planned", "estimate: [2, 3, 4]\n");
    // DEL-2: (4 + 4·5 + 12) ÷ 6 = 6, after DEL-1: 06-05 to 06-12.
    deliverable(
        &world,
        2,
        "planned",
        "estimate: [4, 5, 12]\nafter: [DEL-1]\n",
    );
    // DEL-3: 2 workdays, starts 1 workday after DEL-1 starts: the start of DEL-1 is the end of 06-01, one workday on is the
    // end of 06-02, so 06-03 to 06-04.
    deliverable(
        &world,
        3,
        "planned",
        "estimate: [2, 2, 2]\nafter: [{ref: DEL-1, type: SS, lag: 1}]\n",
    );
    // DEL-4: 1 workday, finishes 2 workdays after DEL-2: 06-16.
    deliverable(
        &world,
        4,
        "planned",
        "estimate: [1, 1, 1]\nafter: [{ref: DEL-2, type: FF, lag: 2}]\n",
    );
    // DEL-5: (1 + 4·1 + 2) ÷ 6 = 1.17, which takes 2 workdays, after DEL-3 and DEL-4: 06-17 to 06-18.
    deliverable(
        &world,
        5,
        "planned",
        "estimate: [1, 1, 2]\nafter: [DEL-3, DEL-4]\n",
    );
    // The target is 2026-12-18, 131 workdays after 2026-06-18; DEL-3 has 8 workdays more, from 06-04 to 06-16.
    insta::assert_snapshot!(
        listed(&world, &["id", "start", "finish", "expected_workdays", "deviation_workdays", "total_float", "free_float", "waits_for"]),
        @r#"
    "DEL-1" "2026-06-02" "2026-06-04" 3.0 0.33 131 0 null
    "DEL-3" "2026-06-03" "2026-06-04" 2.0 0.0 139 8 "DEL-1"
    "DEL-2" "2026-06-05" "2026-06-12" 6.0 1.33 131 0 "DEL-1"
    "DEL-4" "2026-06-16" "2026-06-16" 1.0 0.0 131 0 "DEL-2"
    "DEL-5" "2026-06-17" "2026-06-18" 1.17 0.17 131 0 "DEL-4"
    "WS-1" "2026-06-18" "2026-06-18" null null 131 131 "DEL-5"
    "#
    );
    let data = schedule(&world, &["--format", "json"]).data();
    assert_eq!(data["chain"], json!(["DEL-1", "DEL-2", "DEL-4", "DEL-5"]));
    assert_eq!(data["finish"], "2026-06-18");
    assert_eq!(data["late_workdays"], -131);
}

#[test]
fn weekends_and_holidays_are_not_worked() {
    let world = program();
    world.write(
        "program.yaml",
        format!("{PROGRAM}calendar: {{weekend: [fri, sat], holidays: [2026-06-03]}}\n"),
    );
    // Tue 06-02, then 06-03 is a holiday, Thu 06-04, Sun 06-07.
    deliverable(&world, 1, "planned", "estimate: [3, 3, 3]\n");
    insta::assert_snapshot!(listed(&world, &["id", "start", "finish"]), @r#"
    "DEL-1" "2026-06-02" "2026-06-07"
    "WS-1" "2026-06-07" "2026-06-07"
    "#);
}

#[test]
fn without_estimates_the_dates_of_the_plan_decide() {
    let world = program();
    // DEL-1 was due on 06-05 and is forecast for 06-12; the plan leaves DEL-2 five workdays after it, so it cannot be
    // finished before 06-19, whatever its forecast says.
    deliverable(
        &world,
        1,
        "active",
        "due: 2026-06-05\nforecast: 2026-06-12\ndone_when: [x]\n",
    );
    deliverable(
        &world,
        2,
        "committed",
        "due: 2026-06-12\nforecast: 2026-06-12\nafter: [DEL-1]\ndone_when: [x]\n",
    );
    // An open decision holds up what is after it until the day by which it is needed.
    let decision = "---\ntitle: Region\nstatus: needed\napprover: dana\ndecide_by: 2026-06-26\naffects: [DEL-3]\n---\n";
    world.write("decisions/DEC-1-region.md", decision);
    deliverable(
        &world,
        3,
        "planned",
        "due: 2026-06-24\nestimate: [2, 2, 2]\nafter: [DEC-1]\n",
    );
    insta::assert_snapshot!(listed(&world, &["id", "start", "finish", "forecast", "due", "total_float", "waits_for"]), @r#"
    "DEL-1" "2026-06-12" "2026-06-12" "2026-06-12" "2026-06-05" 130 null
    "DEL-2" "2026-06-15" "2026-06-19" "2026-06-12" "2026-06-12" 130 "DEL-1"
    "DEL-3" "2026-06-29" "2026-06-30" null "2026-06-24" 123 "DEC-1"
    "WS-1" "2026-06-30" "2026-06-30" null null 123 "DEL-3"
    "#);
}

#[test]
fn what_has_no_place_in_time_is_named() {
    let world = program();
    deliverable(&world, 1, "planned", "after: [DEL-2]\n");
    deliverable(&world, 2, "planned", "after: [DEL-1]\n");
    deliverable(&world, 3, "proposed", "");
    deliverable(
        &world,
        4,
        "done",
        "due: 2026-05-29\nactual: 2026-05-29\ndone_when: [x]\n",
    );
    insta::assert_snapshot!(schedule(&world, &[]), @"
    exit: 0
    --- stdout
    Atlas: schedule, 2026-06-01
    ═══════════════════════════

    There is no unfinished work with a place in time.

    None.

    No date, no estimate and nothing before it: DEL-3

    Waits for itself: DEL-1 → DEL-2 → DEL-1. Remove one of these.

    Waits for something that does: WS-1
    ");
    insta::assert_snapshot!(schedule(&World::program(), &[]), @"
    exit: 0
    --- stdout
    Atlas: schedule, 2026-06-01
    ═══════════════════════════

    There is no unfinished work with a place in time.

    None.
    ");
}

#[test]
fn csv_holds_the_table_alone() {
    let world = program();
    deliverable(&world, 1, "planned", "estimate: [3, 3, 3]\n");
    insta::assert_snapshot!(schedule(&world, &["--format", "csv"]), @"
    exit: 0
    --- stdout
    Work,Owner,Start,Finish,Forecast,Due,Float,Waits for
    DEL-1 Part 1,'@sam,2026-06-02,2026-06-04,,,141,
    WS-1 Platform,'@maria,2026-06-04,2026-06-04,,,141,DEL-1
    ");
}
