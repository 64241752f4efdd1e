//! What came as a surprise, and what will come as one next.

use serde_json::json;

use crate::world::{Output, PROGRAM, World};

/// Returns the example program.
fn atlas() -> World {
    let world = World::empty();
    let output = world.hum(["demo", "."]).sound();
    assert_eq!(output.code, Some(0), "{output}");
    world
}

fn surprises(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["surprises"], arguments].concat()).sound()
}

#[test]
fn atlas_at_its_end() {
    let world = atlas();
    insta::assert_snapshot!(surprises(&world, &["--as-of", "2026-06-26"]), @"
    exit: 0
    --- stdout
    Atlas migration: surprises, 2026-03-28 to 2026-06-26
    ════════════════════════════════════════════════════

    Next
    ────

    - DEL-6 Copy of the closed years: forecast 2026-07-27 is 13 workdays after 2026-07-08
      - contributors has not heard of it; no update was sent yet
      - exec last heard of it on 2026-06-12; the next update is due today
    - DEL-7 Cut-over rehearsal: forecast 2026-08-05 is 13 workdays after 2026-07-17
      - contributors has not heard of it; no update was sent yet
      - exec last heard of it on 2026-06-12; the next update is due today
    - DEL-8 General availability: forecast 2026-08-14 is 10 workdays after 2026-07-31
      - contributors has not heard of it; no update was sent yet
      - exec last heard of it on 2026-06-12; the next update is due today
    - DEL-11 Settlement batch: DEP-4 is needed by 2026-07-02 and not promised
      - contributors has not heard of it; no update was sent yet
    - WS-3 Payment services: nobody changed or reviewed it since 2026-06-05, 21 days ago
      - contributors has not heard of it; no update was sent yet
      - exec last heard of it on 2026-05-29; the next update is due today

    What went wrong, and who knew
    ─────────────────────────────

    Day         Record                 What                   team           contributors  exec
    ──────────  ─────────────────────  ─────────────────────  ─────────────  ────────────  ─────────────
    2026-04-01  DEP-2 Second circuit   was not delivered by   83 days ahead  not told      not told
                into Northgate         2026-03-31, when it
                                       was needed
    2026-06-08  RISK-5 Re-encryption   occurred               54 days ahead  not told      24 days ahead
                of the closed years
                is slower than
                planned
    2026-06-08  WS-2 Ledger and        turned off track       25 days ahead  not told      24 days ahead
                cut-over

    Surprise index: team 0.03, contributors 1.00, exec 0.39. 0 means that everybody was told two cycles
    ahead of everything; 1 that nobody was told of anything.
    ");
}

#[test]
fn atlas_in_march_and_in_may() {
    let world = atlas();
    insta::assert_snapshot!(surprises(&world, &["--at", "2026-03-15"]), @"
    exit: 0
    --- stdout
    Atlas migration: surprises, 2025-12-12 to 2026-03-12
    ════════════════════════════════════════════════════

    Next
    ────

    - DEL-8 General availability: it has 1 workday less than it needs
      - contributors has not heard of it; no update was sent yet
      - exec has not heard of it; no update was sent yet
    - DEL-2 Private link between Northgate and the cloud: nobody changed or reviewed it since
      2026-01-21, 50 days ago
      - contributors has not heard of it; no update was sent yet
      - exec has not heard of it; no update was sent yet
    - DEL-10 Merchant API: RISK-3 scores 16 and nothing is done about it
      - contributors has not heard of it; no update was sent yet
      - exec has not heard of it; no update was sent yet

    What went wrong, and who knew
    ─────────────────────────────

    Nothing.
    ");
    insta::assert_snapshot!(surprises(&world, &["--at", "2026-05-15"]), @"
    exit: 0
    --- stdout
    Atlas migration: surprises, 2026-02-13 to 2026-05-14
    ════════════════════════════════════════════════════

    Next
    ────

    - DEL-8 General availability: it has 1 workday less than it needs
      - contributors has not heard of it; no update was sent yet
      - exec has not heard of it; no update was sent yet
    - DEL-13 Card vault with new keys: nobody changed or reviewed it since 2026-03-03, 72 days ago
      - contributors has not heard of it; no update was sent yet
      - exec has not heard of it; no update was sent yet

    What went wrong, and who knew
    ─────────────────────────────

    Day         Record                    What                     team           contributors  exec
    ──────────  ────────────────────────  ───────────────────────  ─────────────  ────────────  ────────
    2026-03-24  RISK-2 Second circuit of  occurred                 75 days ahead  not told      not told
                the private link is
                installed late
    2026-04-01  DEP-2 Second circuit      was not delivered by     83 days ahead  not told      not told
                into Northgate            2026-03-31, when it was
                                          needed

    Surprise index: team 0.00, contributors 1.00, exec 1.00. 0 means that everybody was told two cycles
    ahead of everything; 1 that nobody was told of anything.
    ");
}

/// The files of a small program in which everything that can go wrong does.
const RISK: &str = "---\ntitle: Quota\nstatus: STATE\nowner: \"@sam\"\ntype: threat\ncause: C\nevent: E\neffect: F\n\
                    probability: 3\nimpact: 3\naffects: [DEL-7]\nBECAME---\n";

fn deliverable(state: &str, due: &str, forecast: &str, more: &str) -> String {
    format!(
        "---\ntitle: Auth API\nstatus: {state}\nworkstream: WS-1\nowner: \"@sam\"\ndue: {due}\nforecast: {forecast}\n\
         done_when: [Partners sign in]\n{more}---\n"
    )
}

const WORKSTREAM: &str = "---\ntitle: Platform\nstatus: active\nowner: \"@maria\"\nhealth: on_track\n\
                          objective: One platform\n---\n";

fn update(day: &str, names: &str) -> String {
    format!(
        "---\ntitle: Update\nstatus: sent\naudience: exec\nfrom: \"1111111\"\nto: \"2222222\"\nsent: {day}\n\
         told: [dana]\n---\n{names}\n"
    )
}

/// Returns a program whose deliverable is missed and whose risk occurs; one update came too early to warn of it.
fn missed() -> World {
    let world = World::empty();
    let repository = world.repository();
    let seven = "deliverables/DEL-7-auth.md";
    let settings = format!("{PROGRAM}audiences: {{exec: {{people: [dana], cadence_days: 10}}}}\n");
    let risk = |state: &str| RISK.replace("STATE", state).replace("BECAME", "");
    repository
        .commit("Start")
        .file("program.yaml", settings)
        .file("workstreams/WS-1-platform.md", WORKSTREAM)
        .file(seven, deliverable("active", "2026-05-20", "2026-05-20", ""))
        .on("2026-03-02")
        .write();
    // Named while everything is fine: no warning.
    repository
        .commit("Tell that all is well")
        .file(
            "updates/UPD-2026-04-01-exec.md",
            update("2026-04-01", "DEL-7 is fine."),
        )
        .on("2026-04-01")
        .write();
    repository
        .commit("The vendor is late")
        .file(seven, deliverable("active", "2026-05-20", "2026-05-28", ""))
        .file("risks/RISK-1-quota.md", risk("analyzed"))
        .on("2026-05-05")
        .write();
    repository
        .commit("Tell that it is late")
        .file(
            "updates/UPD-2026-05-06-exec.md",
            update("2026-05-06", "DEL-7 is late."),
        )
        .on("2026-05-06")
        .write();
    repository
        .commit("The risk occurs")
        .file("risks/RISK-1-quota.md", risk("occurred"))
        .on("2026-05-15")
        .write();
    repository.check_out();
    world
}

#[test]
fn leads_count_from_the_first_update_that_names_what_was_not_on_track() {
    let world = missed();
    let data = surprises(&world, &["--format", "json"]).data();
    // DEL-7 was due on 2026-05-20: 2026-05-21 − 2026-05-06 = 15 days, H = 20 days, 1 − 15/20 = 0.25; weight 3.
    // RISK-1 occurred on 2026-05-15 and no update names it: 1; weight 3. Together (0.25 + 1) · 3 / 6 = 0.625.
    // The team saw both on 2026-05-05; its cycle is 14 days, so H = 28: 1 − 16/28 and 1 − 10/28.
    assert_eq!(
        data["events"],
        json!([
            {
                "day": "2026-05-15", "id": "RISK-1", "what": "risk-occurred", "words": "occurred", "weight": 3.0,
                "told": [
                    {"to": "team", "told": "2026-05-05", "lead_days": 10, "surprise": 0.64},
                    {"to": "exec", "told": null, "lead_days": null, "surprise": 1.0},
                ],
            },
            {
                "day": "2026-05-21", "id": "DEL-7", "what": "missed-due",
                "words": "was not finished on 2026-05-20, when it was due", "weight": 3.0,
                "told": [
                    {"to": "team", "told": "2026-05-05", "lead_days": 16, "surprise": 0.43},
                    {"to": "exec", "told": "2026-05-06", "lead_days": 15, "surprise": 0.25},
                ],
            },
        ])
    );
    assert_eq!(
        data["indexes"],
        json!([
            {"to": "team", "cadence_days": 14, "index": 0.54},
            {"to": "exec", "cadence_days": 10, "index": 0.63},
        ])
    );
    // The overdue work and its forecast were told before they were so; the update is overdue.
    assert_eq!(data["next"][0]["id"], "DEL-7");
    assert_eq!(
        data["next"][0]["unaware"],
        json!([{"audience": "exec", "last_named": "2026-05-06", "next_update_days": -16}])
    );
}

#[test]
fn dates_that_were_moved_or_met_in_time_are_no_surprise() {
    let world = World::empty();
    let repository = world.repository();
    let seven = "deliverables/DEL-7-auth.md";
    let write = |text: String, day: &str| {
        repository
            .commit("Change")
            .file(seven, text)
            .on(day)
            .write();
    };
    repository
        .commit("Start")
        .file("program.yaml", PROGRAM)
        .file("workstreams/WS-1-platform.md", WORKSTREAM)
        .file(seven, deliverable("active", "2026-05-04", "2026-05-04", ""))
        .on("2026-04-01")
        .write();
    write(
        deliverable("active", "2026-05-15", "2026-05-15", ""),
        "2026-05-04",
    );
    // Finished on the day, written down three days later.
    let done = deliverable("done", "2026-05-15", "2026-05-15", "actual: 2026-05-15\n");
    write(done, "2026-05-18");
    repository.check_out();
    let data = surprises(&world, &["--format", "json"]).data();
    assert_eq!(data["events"], json!([]));
    assert_eq!(
        data["indexes"],
        json!([{"to": "team", "cadence_days": 14, "index": null}])
    );
    insta::assert_snapshot!(surprises(&world, &[]), @"
    exit: 0
    --- stdout
    Atlas: surprises, 2026-03-03 to 2026-06-01
    ══════════════════════════════════════════

    Next
    ────

    None.

    What went wrong, and who knew
    ─────────────────────────────

    Nothing.
    ");
}
