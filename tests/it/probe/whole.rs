//! The program as a whole: its squishiness, and how deep it is planned.

use insta::assert_snapshot;

use crate::world::World;

use super::{WORKSTREAM, program};

#[test]
fn the_program_is_measured_by_what_depends_on_what() {
    let world = program();
    assert_snapshot!(world.hum(["probe"]), @"
    exit: 0
    --- stdout
    Atlas: what is not clear yet
    ════════════════════════════

    Squishiness 28 %: the mean of 4 unfinished records, each weighted by what depends on it.

    Squishiest records
    ──────────────────

    Record  Title            Squishiness  Open or vague  Depend on it
    ──────  ───────────────  ───────────  ─────────────  ────────────
    DEC-1   Region                  40 %  2 of 5                    2
    DEL-1   API for the FRB         37 %  4 of 7                    1
    WS-1    Platform                25 %  1 of 4                    0
    DEP-1   Keys                    10 %  1 of 5                    2

    What to ask: `hum probe DEC-1`

    Known unknowns
    ──────────────

    1 decision to be made (DEC-1), 2 values to be determined.

    Unknown to some
    ───────────────

    1 record affects 1 person to whom no update that names it was sent.

    - DEC-1 Region: @sam

    Depth of workstreams
    ────────────────────

    Workstream  Title     Level  For the next level
    ──────────  ────────  ─────  ──────────────────
    WS-1        Platform      4

    Level 3 or deeper: 1 of 1 workstream under way. Levels: 1 objective, 2 parts, 3 done when and order,
    4 an open action with a person and a day for each part under way.
    ");
}

#[test]
fn the_numbers_are_those_of_the_formula() {
    let world = program();
    let data = world.hum(["probe", "--format", "json"]).data();
    let of = |id: &str| {
        let all = data["squishiest"].as_array().expect("a list").iter();
        let one = all.clone().find(|one| one["id"] == id);
        let one = one.unwrap_or_else(|| panic!("{id} is not in {data}"));
        let number = |name: &str| one[name].as_f64().expect("a number");
        [
            number("slots"),
            number("defects"),
            number("dependents"),
            number("squishiness"),
        ]
    };
    // Slots: workstream, owner, due, done_when, two actions; after leads nowhere. Defects: owner 0.5, done_when 0.5, one
    // action 0.5, after 1, FRB 0.1: 2.6 of 7.
    assert_eq!(of("DEL-1"), [7.0, 4.0, 1.0, 0.371]);
    // Slots: driver, approver, decide_by, Problem, Options. Defects: an overdue TBD 1, a bare one 1: 2 of 5.
    assert_eq!(of("DEC-1"), [5.0, 2.0, 2.0, 0.4]);
    // Slots: consumer, provider, what, need_by, impact_if_late. Defects: a hedge 0.5: 0.5 of 5.
    assert_eq!(of("DEP-1"), [5.0, 1.0, 2.0, 0.1]);
    // Slots: owner, objective, health, the path to green, which is missing: 1 of 4.
    assert_eq!(of("WS-1"), [4.0, 1.0, 0.0, 0.25]);
    // (2 × 0.3714 + 3 × 0.4 + 3 × 0.1 + 1 × 0.25) ÷ 9.
    assert_eq!(data["squishiness"], 0.277);
    assert_eq!(data["known_unknown"]["to_be_determined"], 2);
}

/// Returns a program with a workstream, and the work below it.
fn stream(objective: &str, parts: &[&str]) -> World {
    let world = World::program();
    world.write(
        "workstreams/WS-1-platform.md",
        WORKSTREAM.replace("One platform", objective),
    );
    for (at, part) in parts.iter().enumerate() {
        let number = at + 1;
        let text = format!("---\ntitle: Part {number}\nworkstream: WS-1\nowner: lee\n{part}");
        world.write(format!("deliverables/DEL-{number}-part.md"), text);
    }
    world
}

/// Returns the level of the only workstream, and what the next one lacks.
fn level(world: &World) -> (u64, Vec<String>) {
    let data = world.hum(["probe", "--format", "json"]).data();
    let stream = &data["workstreams"][0];
    let lacking = stream["lacking"].as_array().expect("a list").iter();
    let lacking = lacking.map(|id| id.as_str().expect("an id").to_owned());
    (
        stream["level"].as_u64().expect("a number"),
        lacking.collect(),
    )
}

#[test]
fn a_level_counts_where_those_above_it_do() {
    let done = "status: committed\ndue: 2026-09-01\ndone_when: [It runs]\n";
    let none: (u64, Vec<String>) = (4, Vec::new());
    let of = |objective, parts: &[&str]| level(&stream(objective, parts));
    assert_eq!(of("TBD", &[]), (0, vec!["WS-1".into()]));
    assert_eq!(of("One", &[]), (1, vec!["WS-1".into()]));
    let cancelled = format!("{}---\n", done.replace("committed", "cancelled"));
    assert_eq!(of("One", &[&cancelled]), (1, vec!["WS-1".into()]));
    assert_eq!(
        of("One", &["status: planned\n---\n"]),
        (2, vec!["DEL-1".into()])
    );
    // One part alone needs no order; of two, one that stands apart has none.
    let alone = format!("{done}---\n");
    assert_eq!(of("One", &[&alone]), none);
    assert_eq!(
        of("One", &[&alone, &alone]),
        (2, vec!["DEL-1".into(), "DEL-2".into()])
    );
    let after = format!("{done}after: [DEL-1]\n---\n");
    assert_eq!(of("One", &[&alone, &after]), none);
    // What is under way has a next step, in its own text or in what bears on it.
    let active = alone.replace("committed", "active");
    assert_eq!(of("One", &[&active, &after]), (3, vec!["DEL-1".into()]));
    let undated = format!("{active}\n- [ ] @lee do it\n");
    assert_eq!(of("One", &[&undated, &after]), (3, vec!["DEL-1".into()]));
    let moving = format!("{active}\n- [ ] @lee do it (due 2026-06-05)\n");
    assert_eq!(of("One", &[&moving, &after]), none);
    let world = stream("One", &[&active, &after]);
    world.write(
        "risks/RISK-1-late.md",
        "---\ntitle: Late\nstatus: identified\nowner: lee\ntype: threat\ncause: a\nevent: b\neffect: c\naffects: [DEL-1]\n---\n\n- [ ] @lee do it (due 2026-06-05)\n",
    );
    assert_eq!(level(&world), none);
}

#[test]
fn what_waits_for_itself_is_counted_once() {
    let after = |other: &str| format!("status: planned\ndue: TBD\nafter: [{other}]\n---\n");
    let world = stream("One", &[&after("DEL-2"), &after("DEL-3"), &after("DEL-1")]);
    let data = world.hum(["probe", "--format", "json"]).data();
    let squishiest = data["squishiest"].as_array().expect("a list").iter();
    let parts = squishiest.filter(|one| one["id"] != "WS-1");
    let dependents: Vec<&serde_json::Value> = parts.map(|one| &one["dependents"]).collect();
    // The other two, and the workstream.
    assert_eq!(dependents, [3, 3, 3]);
}
