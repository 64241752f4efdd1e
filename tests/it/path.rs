//! What must still happen to finish something.

use crate::world::{Output, World};

fn path(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["path"], arguments].concat()).sound()
}

/// Returns the example program.
fn atlas() -> World {
    let world = World::empty();
    assert_eq!(world.hum(["demo", "."]).sound().code, Some(0));
    world
}

#[test]
fn atlas_at_its_end_and_in_may() {
    let world = atlas();
    insta::assert_snapshot!(path(&world, &["DEL-7", "--as-of", "2026-06-26"]), @"
    exit: 0
    --- stdout
    DEL-7 Cut-over rehearsal: what is left
    ══════════════════════════════════════

    ▲ Not ready: it waits for DEC-7, DEP-4, ISS-4, DEL-15, DEL-11, DEL-4 and 2 more.

    It can be finished on 2026-08-05 at the earliest, due 2026-07-17: ■ 13 workdays after it.

    By          Who        What                                                                For
    ──────────  ─────────  ──────────────────────────────────────────────────────────────────  ──────
    2026-06-30  @dana      decide: Which closed years have to move before GA                   DEC-7
    2026-06-30  @kim       copy the nightly export for the warehouse from the cloud            DEL-11
    2026-06-30  @aisha     finish the runbook for the loss of a zone                           DEL-4
    2026-07-01  @acquirer  promise: The acquirer takes settlement files from the cloud         DEP-4
    2026-07-01  @maria     resolve: The copy of the closed years cannot be made faster         ISS-4
    2026-07-01  @kim       get the acquirer's answer or its first free test date               RISK-6
    2026-07-02  @kim       send one file from the cloud to the acquirer                        DEL-11
    2026-07-03  @sam       book one payment twice in staging and find it in the report         DEL-15
    2026-07-03  @aisha     switch off one zone at noon                                         DEL-4
    2026-07-06  @lee       read entries of 2019 to 2022 from Northgate in staging              RISK-5
    2026-07-06  @sam       finish: Nightly reconciliation report                               DEL-15
    2026-07-07  @kim       finish: Settlement batch                                            DEL-11
    2026-07-07  @aisha     finish: Failover drill and runbooks                                 DEL-4
    2026-07-09  @sam       give: Staging region at production size for seven workdays (asked)  DEL-7
    2026-07-27  @lee       finish: Copy of the closed years                                    DEL-6
    2026-08-05  @lee       finish: Cut-over rehearsal                                          DEL-7

    Left: 1 decision, 1 promise, 1 need, 1 blocker, 7 actions, 5 pieces of work.
    ");
    insta::assert_snapshot!(path(&world, &["DEL-7", "--at", "2026-05-15"]), @"
    exit: 0
    --- stdout
    DEL-7 Cut-over rehearsal: what is left
    ══════════════════════════════════════

    ▲ Not ready: it waits for DEL-9, DEL-13, DEL-5, DEL-10, DEL-6, DEL-3 and 3 more.

    It can be finished on 2026-07-23 at the earliest, due 2026-07-17: ■ 4 workdays after it.

    By          Who     What                                                                  For
    ──────────  ──────  ────────────────────────────────────────────────────────────────────  ──────
    2026-05-21  @kim    finish: Authorisation API                                             DEL-9
    2026-05-27  @lee    write a copy job that uses both HSMs                                  RISK-5
    2026-05-28  @priya  hold the ceremony and archive its signed protocol                     RISK-4
    2026-05-28  @priya  finish: Card vault with new keys                                      DEL-13
    2026-05-28  @lee    finish: Live replication of the ledger                                DEL-5
    2026-06-03  @kim    run the sign-in test with the 212 merchants                           RISK-3
    2026-06-08  @lee    measure the rate for one week on real data                            RISK-5
    2026-06-12  @kim    finish: Merchant API                                                  DEL-10
    2026-06-26  @lee    finish: Copy of the closed years                                      DEL-6
    2026-07-01  @aisha  finish: Load test at twice the December peak                          DEL-3
    2026-07-07  @kim    finish: Settlement batch                                              DEL-11
    2026-07-09  @sam    give: Staging region at production size for seven workdays (missing)  DEL-7
    2026-07-14  @aisha  finish: Failover drill and runbooks                                   DEL-4
    2026-07-23  @lee    finish: Cut-over rehearsal                                            DEL-7

    Left: 1 need, 4 actions, 9 pieces of work.
    ");
}

#[test]
fn atlas_in_march_and_what_is_finished() {
    let world = atlas();
    insta::assert_snapshot!(path(&world, &["DEL-8", "--at", "2026-03-15"]), @"
    exit: 0
    --- stdout
    DEL-8 General availability: what is left
    ════════════════════════════════════════

    ▲ Not ready: it waits for DEP-2, DEL-2, DEL-9, DEL-5, DEL-13, DEL-10 and 7 more.

    It can be finished on 2026-08-03 at the earliest, due 2026-07-31: ■ 1 workday after it.

    By          Who       What                                                                  For
    ──────────  ────────  ────────────────────────────────────────────────────────────────────  ──────
    2026-03-20  @sam      get the permit date from the city in writing                          RISK-2
    2026-03-20  @sam      ask the second carrier for a price through the old duct               RISK-2
    2026-03-27  @carrier  deliver: Second circuit into Northgate                                DEP-2
    2026-03-31  @sam      finish: Private link between Northgate and the cloud                  DEL-2
    2026-05-11  @tomas    finish: Authorisation API                                             DEL-9
    2026-05-15  @lee      finish: Live replication of the ledger                                DEL-5
    2026-05-28  @priya    finish: Card vault with new keys                                      DEL-13
    2026-06-12  @kim      finish: Merchant API                                                  DEL-10
    2026-06-26  @lee      finish: Copy of the closed years                                      DEL-6
    2026-07-01  @aisha    finish: Load test at twice the December peak                          DEL-3
    2026-07-07  @tomas    finish: Settlement batch                                              DEL-11
    2026-07-09  @sam      give: Staging region at production size for seven workdays (missing)  DEL-7
    2026-07-10  @priya    finish: PCI DSS assessment of the cloud region                        DEL-14
    2026-07-14  @aisha    finish: Failover drill and runbooks                                   DEL-4
    2026-07-23  @lee      finish: Cut-over rehearsal                                            DEL-7
    2026-08-03  @lee      finish: General availability                                          DEL-8

    Left: 1 promise, 1 need, 2 actions, 12 pieces of work.
    ");
    insta::assert_snapshot!(path(&world, &["DEL-1"]), @"
    exit: 0
    --- stdout
    DEL-1 Landing zone: what is left
    ════════════════════════════════

    Nothing is left. It was finished on 2026-02-26.
    ");
}

/// Writes what is said about the deliverables: decisions, dependencies, an issue, a risk.
fn around(world: &World) {
    let file = |path: &str, text: &str| world.write(path, text);
    file(
        "decisions/DEC-1-region.md",
        "---\ntitle: Region\nstatus: needed\napprover: \"@dana\"\ndecide_by: 2026-06-05\n---\n",
    );
    file(
        "decisions/DEC-2-cost.md",
        "---\ntitle: Cost\nstatus: needed\napprover: \"@dana\"\ndecide_by: 2026-06-04\naffects: [DEL-3]\n---\n",
    );
    file(
        "decisions/DEC-3-later.md",
        "---\ntitle: Later\nstatus: deferred\napprover: \"@dana\"\naffects: [DEL-3]\n---\n",
    );
    file(
        "dependencies/DEP-1-quota.md",
        "---\ntitle: Quota\nstatus: requested\nowner: \"@sam\"\nconsumer: DEL-3\nprovider: \"@ops\"\nwhat: Quota\n\
         need_by: 2026-06-12\nimpact_if_late: Late\n---\n",
    );
    file(
        "dependencies/DEP-2-line.md",
        "---\ntitle: Line\nstatus: delivered\nowner: \"@sam\"\nconsumer: DEL-2\nprovider: \"@ops\"\nwhat: Line\n\
         need_by: 2026-06-12\npromised: 2026-05-28\nimpact_if_late: Late\n---\n",
    );
    file(
        "issues/ISS-1-env.md",
        "---\ntitle: No environment\nstatus: working\nowner: \"@lee\"\ntype: blocker\nseverity: 2\nblocks: [DEL-2]\n---\n",
    );
    file(
        "risks/RISK-1-quota.md",
        "---\ntitle: Quota\nstatus: treating\nowner: \"@maria\"\ntype: threat\ncause: C\nevent: E\neffect: F\n\
         probability: 3\nimpact: 3\nresponse: mitigate\naffects: [DEL-3]\n---\n- [ ] @maria ask (due 2026-06-03)\n",
    );
}

/// A program in which one deliverable waits for one of everything.
fn program() -> World {
    let world = World::program();
    let file = |path: &str, text: &str| world.write(path, text);
    file(
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: active\nowner: \"@maria\"\nhealth: on_track\nobjective: One\n---\n",
    );
    let deliverable = |number: u32, status: &str, more: &str, body: &str| {
        let text = format!(
            "---\ntitle: Part {number}\nstatus: {status}\nworkstream: WS-1\n{more}---\n{body}"
        );
        world.write(format!("deliverables/DEL-{number}-part.md"), text);
    };
    deliverable(
        1,
        "done",
        "owner: \"@sam\"\ndue: 2026-05-29\nactual: 2026-05-29\ndone_when: [x]\n",
        "",
    );
    deliverable(
        2,
        "active",
        "owner: \"@sam\"\ndue: 2026-05-29\ndone_when: [x]\n",
        "- [ ] @lee write it (due 2026-06-02) ^a1\n- [x] @lee read it\n",
    );
    deliverable(
        3,
        "committed",
        "owner: \"@sam\"\ndue: 2026-06-26\nestimate: [5, 5, 5]\nafter: [DEL-1, DEL-2, DEC-1]\ndone_when: [x]\n\
         needs:\n  - {what: A test region, from: \"@ops\", by: 2026-06-05, state: asked}\n  - {what: Two people}\n  \
         - {what: A budget, state: have}\n",
        "- [ ] call the vendor\n",
    );
    deliverable(4, "cancelled", "", "");
    around(&world);
    world
}

#[test]
fn one_of_everything_in_order() {
    let world = program();
    insta::assert_snapshot!(path(&world, &["DEL-3"]), @"
    exit: 0
    --- stdout
    DEL-3 Part 3: what is left
    ══════════════════════════

    ▲ Not ready: it waits for DEP-2, DEL-2, DEC-2, DEC-1, “A test region” for DEL-3, DEP-1 and 2 more.

    It can be finished on 2026-06-12 at the earliest, due 2026-06-26: ● 10 workdays before it.

    By                    Who     What                         For
    ────────────────────  ──────  ───────────────────────────  ──────
    ■ 2026-05-28 overdue  @sam    accept: Line                 DEP-2
    ■ 2026-05-29 overdue  @sam    finish: Part 2               DEL-2
    2026-06-02            @lee    write it                     DEL-2
    2026-06-03            @maria  ask                          RISK-1
    2026-06-04            @dana   decide: Cost                 DEC-2
    2026-06-05            @dana   decide: Region               DEC-1
    2026-06-05            @ops    give: A test region (asked)  DEL-3
    2026-06-12            @ops    promise: Quota               DEP-1
    no day                nobody  give: Two people (missing)   DEL-3
    no day                @lee    resolve: No environment      ISS-1
    no day                nobody  call the vendor              DEL-3
    2026-06-12            @sam    finish: Part 3               DEL-3

    Left: 2 decisions, 2 promises, 2 needs, 1 blocker, 3 actions, 2 pieces of work; 2 without an owner,
    3 without a day, 2 overdue.
    ");
    insta::assert_snapshot!(path(&world, &["del-3", "--today", "--as-of", "2026-06-03"]), @"
    exit: 0
    --- stdout
    DEL-3 Part 3: what is left
    ══════════════════════════

    ▲ Not ready: it waits for DEP-2, DEL-2, DEC-2, DEC-1, “A test region” for DEL-3, DEP-1 and 2 more.

    It can be finished on 2026-06-12 at the earliest, due 2026-06-26: ● 10 workdays before it.

    By                    Who     What            For
    ────────────────────  ──────  ──────────────  ──────
    ■ 2026-05-28 overdue  @sam    accept: Line    DEP-2
    ■ 2026-05-29 overdue  @sam    finish: Part 2  DEL-2
    ■ 2026-06-02 overdue  @lee    write it        DEL-2
    2026-06-03            @maria  ask             RISK-1

    Left: 2 decisions, 2 promises, 2 needs, 1 blocker, 3 actions, 2 pieces of work; 2 without an owner,
    3 without a day, 3 overdue.
    ");
    insta::assert_snapshot!(path(&world, &["DEL-3", "--format", "csv"]), @"
    exit: 0
    --- stdout
    By,Who,What,For
    2026-05-28 overdue,'@sam,accept: Line,DEP-2
    2026-05-29 overdue,'@sam,finish: Part 2,DEL-2
    2026-06-02,'@lee,write it,DEL-2
    2026-06-03,'@maria,ask,RISK-1
    2026-06-04,'@dana,decide: Cost,DEC-2
    2026-06-05,'@dana,decide: Region,DEC-1
    2026-06-05,'@ops,give: A test region (asked),DEL-3
    2026-06-12,'@ops,promise: Quota,DEP-1
    no day,nobody,give: Two people (missing),DEL-3
    no day,'@lee,resolve: No environment,ISS-1
    no day,nobody,call the vendor,DEL-3
    2026-06-12,'@sam,finish: Part 3,DEL-3
    ");
}

#[test]
fn a_whole_and_the_program_are_finished_with_their_parts() {
    let world = program();
    let data = path(&world, &["WS-1", "--format", "json"]).data();
    let ids = |data: &serde_json::Value| -> Vec<String> {
        let steps = data["steps"].as_array().expect("a list").iter();
        let work = steps.filter(|step| step["what"] == "piece of work");
        work.map(|step| step["id"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(ids(&data), ["DEL-2", "DEL-3", "WS-1"]);
    let data = path(&world, &["PROGRAM", "--format", "json"]).data();
    assert_eq!(ids(&data), ["DEL-2", "DEL-3", "WS-1"]);
    assert_eq!(data["steps"].as_array().map(Vec::len), Some(13));
}

#[test]
fn nothing_in_the_way_is_ready() {
    let world = World::program();
    world.write(
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: active\nowner: \"@maria\"\nhealth: on_track\nobjective: One\n---\n",
    );
    insta::assert_snapshot!(path(&world, &["WS-1"]), @"
    exit: 0
    --- stdout
    WS-1 Platform: what is left
    ═══════════════════════════

    ● Ready: nothing that it waits for is open.

    When it can be finished is not known: see `hum schedule`.

    By      Who     What              For
    ──────  ──────  ────────────────  ────
    no day  @maria  finish: Platform  WS-1

    Left: 1 piece of work; 1 without a day.
    ");
    insta::assert_snapshot!(path(&world, &["WS-2"]), @"
    exit: 2
    --- stderr
    error: there is no record WS-2
      hint: did you mean WS-1?
    ");
}
