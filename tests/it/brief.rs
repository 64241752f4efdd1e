//! What needs the program manager today.

use crate::world::{Output, PROGRAM, World};

/// Returns the example program.
fn atlas() -> World {
    let world = World::empty();
    assert_eq!(world.hum(["demo", "."]).sound().code, Some(0));
    world
}

fn brief(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["brief"], arguments].concat()).sound()
}

#[test]
fn atlas_at_its_end() {
    let world = atlas();
    insta::assert_snapshot!(brief(&world, &["--as-of", "2026-06-26"]), @"
    exit: 0
    --- stdout
    Atlas migration: brief, 2026-06-26
    ══════════════════════════════════

    - Surprise: DEL-6 forecast 2026-07-27 is 13 workdays after 2026-07-08; not told: contributors, exec;
      `hum update exec`
    - Surprise: DEL-7 forecast 2026-08-05 is 13 workdays after 2026-07-17; not told: contributors, exec;
      `hum update exec`
    - Surprise: DEL-8 forecast 2026-08-14 is 10 workdays after 2026-07-31; not told: contributors, exec;
      `hum update exec`
    - Surprise: DEL-11 DEP-4 is needed by 2026-07-02 and not promised; not told: contributors; `hum
      update contributors`
    - Surprise: WS-3 nobody changed or reviewed it since 2026-06-05, 21 days ago; not told:
      contributors, exec; `hum update exec`
    - Watermelon: WS-3 is said to be on track, and the facts say at risk: nobody changed or reviewed it
      since 2026-06-05, 21 days ago; `hum set WS-3 health=at_risk`
    - Promise: DEP-4 @acquirer has not promised it, needed by 2026-07-02; `hum set DEP-4
      status=committed promised=DATE`
    - Escalate: ISS-4 was to be escalated on 2026-06-16: The copy of the closed years cannot be made
      faster; `hum show ISS-4`
    - Decision: DEC-7 @dana decides by 2026-06-30: Which closed years have to move before GA; `hum show
      DEC-7`
    - Silent: WS-3 @kim said nothing for 21 days, since 2026-06-05; `hum set WS-3 reviewed=2026-06-26`
    - Silent: DEL-11 @kim said nothing for 21 days, since 2026-06-05; `hum set DEL-11
      reviewed=2026-06-26`
    - Silent: RISK-6 @kim said nothing for 21 days, since 2026-06-05; `hum set RISK-6
      reviewed=2026-06-26`
    - Update: contributors never got one; `hum update contributors`
    - Update: exec got the last one on 2026-06-12, the next was due 2026-06-26; `hum update exec`
    ");
}

#[test]
fn atlas_in_march_and_in_may() {
    let world = atlas();
    insta::assert_snapshot!(brief(&world, &["--at", "2026-03-15"]), @"
    exit: 0
    --- stdout
    Atlas migration: brief, 2026-03-12
    ══════════════════════════════════

    - Surprise: DEL-8 it has 1 workday less than it needs; not told: contributors, exec; `hum update
      exec`
    - Surprise: DEL-2 nobody changed or reviewed it since 2026-01-21, 50 days ago; not told:
      contributors, exec; `hum update exec`
    - Surprise: DEL-10 RISK-3 scores 16 and nothing is done about it; not told: contributors, exec; `hum
      update exec`
    - Forecast: DEL-3 is forecast for 2026-06-22 and cannot be finished before 2026-07-01 after DEL-10;
      `hum path DEL-3`
    - Forecast: DEL-4 is forecast for 2026-07-07 and cannot be finished before 2026-07-14 after DEL-3;
      `hum path DEL-4`
    - Forecast: DEL-7 is forecast for 2026-07-17 and cannot be finished before 2026-07-23 after DEL-4;
      `hum path DEL-7`
    - Watermelon: WS-1 is said to be on track, and the facts say at risk: DEL-2 is at risk (nobody
      changed or reviewed it since 2026-01-21, 50 days ago); `hum set WS-1 health=at_risk`
    - Watermelon: WS-3 is said to be on track, and the facts say at risk: DEL-10 is at risk (it has 4
      workdays less than it needs); `hum set WS-3 health=at_risk`
    - Promise: DEP-2 @carrier promised it for 2026-03-27 and confirmed that last on 2026-02-03; `hum set
      DEP-2 confirmed=2026-03-12`
    - Silent: DEL-2 @sam said nothing for 50 days, since 2026-01-21; `hum set DEL-2 reviewed=2026-03-12`
    - Silent: DEP-2 @sam said nothing for 37 days, since 2026-02-03; `hum set DEP-2 reviewed=2026-03-12`
    - Update: contributors never got one; `hum update contributors`
    - Update: exec never got one; `hum update exec`
    ");
    insta::assert_snapshot!(brief(&world, &["--at", "2026-05-15"]), @"
    exit: 0
    --- stdout
    Atlas migration: brief, 2026-05-14
    ══════════════════════════════════

    - Surprise: DEL-8 it has 1 workday less than it needs; not told: contributors, exec; `hum update
      exec`
    - Surprise: DEL-13 nobody changed or reviewed it since 2026-03-03, 72 days ago; not told:
      contributors, exec; `hum update exec`
    - Forecast: DEL-3 is forecast for 2026-06-22 and cannot be finished before 2026-07-01 after DEL-10;
      `hum path DEL-3`
    - Forecast: DEL-4 is forecast for 2026-07-07 and cannot be finished before 2026-07-14 after DEL-3;
      `hum path DEL-4`
    - Forecast: DEL-7 is forecast for 2026-07-17 and cannot be finished before 2026-07-23 after DEL-4;
      `hum path DEL-7`
    - Watermelon: WS-1 is said to be on track, and the facts say at risk: DEL-3 is at risk (it has 4
      workdays less than it needs); `hum set WS-1 health=at_risk`
    - Watermelon: WS-4 is said to be on track, and the facts say at risk: DEL-13 is at risk (nobody
      changed or reviewed it since 2026-03-03, 72 days ago); `hum set WS-4 health=at_risk`
    - Silent: DEL-13 @priya said nothing for 72 days, since 2026-03-03; `hum set DEL-13
      reviewed=2026-05-14`
    - Silent: WS-1 @sam said nothing for 21 days, since 2026-04-23; `hum set WS-1 reviewed=2026-05-14`
    - Silent: DEL-9 @kim said nothing for 14 days, since 2026-04-30; `hum set DEL-9 reviewed=2026-05-14`
    - Silent: WS-4 @priya said nothing for 15 days, since 2026-04-29; `hum set WS-4 reviewed=2026-05-14`
    - Silent: RISK-4 @priya said nothing for 15 days, since 2026-04-29; `hum set RISK-4
      reviewed=2026-05-14`
    - Update: contributors never got one; `hum update contributors`
    - Update: exec never got one; `hum update exec`
    ");
}

#[test]
fn twenty_lines_hold_some_of_every_sort() {
    let world = World::program();
    world.write(
        "program.yaml",
        format!("{PROGRAM}audiences: {{exec: {{people: [dana], cadence_days: 14}}}}\n"),
    );
    world.write(
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: active\nowner: \"@maria\"\nhealth: on_track\nobjective: One\n---\n",
    );
    for number in 1..=30 {
        let text = format!(
            "---\ntitle: Part {number}\nstatus: active\nworkstream: WS-1\nowner: \"@sam\"\ndue: 2026-05-29\n\
             done_when: [x]\n---\n- [ ] @p{number} do it (due 2026-05-28)\n"
        );
        world.write(format!("deliverables/DEL-{number}-part.md"), text);
    }
    let data = brief(&world, &["--format", "json"]).data();
    let count = |sort: &str| {
        let matters = data["matters"].as_array().expect("a list").iter();
        matters.filter(|matter| matter["sort"] == sort).count()
    };
    // 30 surprises, 1 watermelon, 30 people with overdue actions, 1 update: 4 + 1 + 4 + 1, and 10 surprises more.
    assert_eq!(
        ["Surprise", "Watermelon", "Overdue", "Update"].map(count),
        [14, 1, 4, 1]
    );
    assert_eq!(data["left_out"], 42);
    let all = brief(&world, &["--all", "--format", "json"]).data();
    assert_eq!(all["matters"].as_array().map(Vec::len), Some(62));
    assert_eq!(all["left_out"], 0);
}

#[test]
fn nothing_is_said_when_nothing_needs_anybody() {
    insta::assert_snapshot!(brief(&World::program(), &[]), @"
    exit: 0
    --- stdout
    Atlas: brief, 2026-06-01
    ════════════════════════

    Nothing needs you today.
    ");
}
