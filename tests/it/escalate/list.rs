//! Open issues, and contradictions that nobody has raised.

use serde_json::{Value, json};

use super::{data, escalate};
use crate::world::{PROGRAM, World};

#[test]
fn the_most_pressing_issue_comes_first() {
    let world = World::program();
    let issue = |number: u8, state: &str, lines: &str| {
        let text = format!(
            "---\ntitle: Issue {number}\nstatus: {state}\nowner: \"@sam\"\ntype: blocker\n{lines}---\n"
        );
        world.write(format!("issues/ISS-{number}-x.md"), text);
    };
    issue(1, "working", "needed_by: 2026-06-12\n");
    issue(
        2,
        "working",
        "escalate_on: 2026-06-01\nneeded_by: 2026-06-12\n",
    );
    issue(
        3,
        "escalated",
        "decide_by: 2026-05-29\nescalate_on: 2026-05-20\n",
    );
    issue(
        4,
        "escalated",
        "decide_by: 2026-06-01\nescalate_to: \"@dana\"\n",
    );
    issue(5, "open", "");
    issue(
        6,
        "working",
        "escalate_on: 2026-06-02\nneeded_by: 2026-05-29\n",
    );
    issue(7, "resolved", "needed_by: 2026-05-01\n");
    insta::assert_snapshot!(escalate(&world, &[]), @"
    exit: 0
    --- stdout
    Atlas: issues on 2026-06-01
    ═══════════════════════════

    6 open issues; 3 past a day.

    Issue          Type     State      Owner  To     Next
    ─────────────  ───────  ─────────  ─────  ─────  ──────────────────────────────────
    ISS-3 Issue 3  blocker  escalated  @sam          ■ had to be decided by 2026-05-29
    ISS-2 Issue 2  blocker  working    @sam          ■ to be escalated since 2026-06-01
    ISS-6 Issue 6  blocker  working    @sam          ■ had to be solved by 2026-05-29
    ISS-4 Issue 4  blocker  escalated  @sam   @dana  to be decided by 2026-06-01
    ISS-1 Issue 1  blocker  working    @sam          to be solved by 2026-06-12
    ISS-5 Issue 5  blocker  open       @sam          no day

    The note for whoever decides: `hum escalate ISS-3`

    Contradictions in the records
    ─────────────────────────────

    None.
    ");
    let told = data(&world, &["--where", "status = escalated"]);
    assert_eq!(told["issues"].as_array().map(Vec::len), Some(2));
    assert_eq!(told["conflicts"], json!([]));
}

/// Writes a deliverable of Sam.
fn work(world: &World, number: u8, state: &str, lines: &str) {
    let text = format!(
        "---\ntitle: Work {number}\nstatus: {state}\nworkstream: WS-1\nowner: \"@Sam\"\ndone_when: [It works]\n{lines}---\n"
    );
    world.write(format!("deliverables/DEL-{number}-x.md"), text);
}

/// Writes a dependency that Identity gives.
fn dependency(world: &World, number: u8, state: &str, lines: &str) {
    let text = format!(
        "---\ntitle: Auth\nstatus: {state}\nowner: \"@sam\"\nprovider: \"@identity\"\nimpact_if_late: Waits\n{lines}---\n"
    );
    world.write(format!("dependencies/DEP-{number}-x.md"), text);
}

const STREAM: &str = "---\ntitle: Platform\nstatus: active\nhealth: on_track\nowner: \"@sam\"\nobjective: One\n---\n";

const DECISION: &str = "---\ntitle: Region\nstatus: needed\ndriver: \"@sam\"\napprover: [\"@dana\", \"@lee\"]\ndecide_by: 2026-06-12\naffects: [DEL-1]\n---\n";

/// Returns a program whose records contradict one another in every way that is looked for.
fn contradictions() -> World {
    let world = World::empty();
    let kinds = "kinds:\n  deliverable:\n    fields: {priority: x-priority}\n";
    world.write("program.yaml", format!("{PROGRAM}{kinds}"));
    world.write("workstreams/WS-1-platform.md", STREAM);
    let soon = "due: 2026-06-30\nestimate: [5, 5, 5]\nx-priority: P1\n";
    work(&world, 1, "active", soon);
    work(
        &world,
        2,
        "active",
        "due: 2026-07-31\nforecast: 2026-06-26\n",
    );
    work(
        &world,
        3,
        "committed",
        "due: 2026-06-19\nestimate: [5, 10, 15]\nx-priority: P1\n",
    );
    // Not committed, paused, and after the others.
    work(&world, 4, "proposed", soon);
    work(&world, 5, "paused", soon);
    let later =
        "due: 2026-09-30\nestimate: [5, 5, 5]\nafter: [DEL-1, DEL-2, DEL-3]\nx-priority: P2\n";
    work(&world, 6, "committed", later);
    let late =
        "consumer: DEL-1\nwhat: Auth API, version 2.\nneed_by: 2026-06-12\npromised: 2026-06-16\n";
    dependency(&world, 1, "committed", late);
    let other =
        "consumer: DEL-2\nwhat: auth API version 2\nneed_by: 2026-06-30\npromised: 2026-06-10\n";
    dependency(&world, 2, "committed", other);
    let again = "consumer: DEL-1\nwhat: Auth API (version 2)\nneed_by: 2026-06-15\n";
    dependency(&world, 3, "requested", again);
    let over =
        "consumer: DEL-1\nwhat: Auth API version 2\nneed_by: 2026-01-15\npromised: 2026-05-01\n";
    dependency(&world, 4, "accepted", over);
    world.write("decisions/DEC-1-x.md", DECISION);
    world
}

#[test]
fn contradictions_are_found_where_the_records_show_them() {
    let world = contradictions();
    insta::assert_snapshot!(escalate(&world, &[]), @r#"
    exit: 0
    --- stdout
    Atlas: issues on 2026-06-01
    ═══════════════════════════

    0 open issues; 0 past a day.

    Contradictions in the records
    ─────────────────────────────

    - DEP-1 Auth: promised for 2026-06-16, 2 workdays after 2026-06-12, when it is needed. `hum new
      issue "Promised after it is needed" type=conflict cause=priority blocks=DEL-1`
    - DEP-1, DEP-2: “Auth API, version 2” is promised 2026-06-10 and 2026-06-16. `hum new issue "One
      promise with several days" type=conflict cause=information blocks=DEL-1,DEL-2`
    - DEP-1, DEP-3: “Auth API, version 2” is needed by 2026-06-12 and 2026-06-15. `hum new issue "One
      promise with several days" type=conflict cause=information blocks=DEL-1`
    - DEC-1 Region: 2 approvers: @dana, @lee. `hum new issue "One thing with several people"
      type=conflict cause=ownership blocks=DEC-1`
    - DEL-1, DEL-2, DEL-3: @Sam carries all of them from 2026-06-02 to 2026-06-08, more than 2 at a
      time. `hum new issue "More than one owner can carry" type=conflict cause=resource
      blocks=DEL-1,DEL-2,DEL-3`
    - DEL-1, DEL-3: @Sam has both at the same time, and both have priority P1. `hum new issue "Two
      things that come first" type=conflict cause=priority blocks=DEL-1,DEL-3`
    "#);
    insta::assert_snapshot!(escalate(&world, &["--format", "csv"]).stdout.replace("\r\n", "\n"), @r#"
    What,Records,Title,Status,Owner,To,Next,Day
    too late,DEP-1,"promised for 2026-06-16, 2 workdays after 2026-06-12, when it is needed",,,,,
    several days,"DEP-1, DEP-2","“Auth API, version 2” is promised 2026-06-10 and 2026-06-16",,,,,
    several days,"DEP-1, DEP-3","“Auth API, version 2” is needed by 2026-06-12 and 2026-06-15",,,,,
    several people,DEC-1,"2 approvers: @dana, @lee",,,,,
    overloaded,"DEL-1, DEL-2, DEL-3","'@Sam carries all of them from 2026-06-02 to 2026-06-08, more than 2 at a time",,,,,
    tied priorities,"DEL-1, DEL-3","'@Sam has both at the same time, and both have priority P1",,,,,
    "#);
}

#[test]
fn an_issue_about_a_contradiction_is_named_with_it_and_capacity_is_a_setting() {
    let world = contradictions();
    let conflict = "---\ntitle: Who waits\nstatus: open\nowner: \"@maria\"\ntype: conflict\nblocks: [DEC-1]\n---\n";
    world.write("issues/ISS-1-who.md", conflict);
    let settings = world.read("program.yaml") + "thresholds: {parallel_work: 3}\n";
    world.write("program.yaml", settings);
    let told = data(&world, &[]);
    let conflicts = told["conflicts"].as_array().expect("a list").iter();
    let conflicts: Vec<Value> = conflicts
        .map(|one| json!([one["conflict"], one["records"], one["issue"]]))
        .collect();
    insta::assert_snapshot!(json!(conflicts), @r#"[["too late",["DEP-1"],null],["several days",["DEP-1","DEP-2"],null],["several days",["DEP-1","DEP-3"],null],["several people",["DEC-1"],"ISS-1"],["tied priorities",["DEL-1","DEL-3"],null]]"#);
}
