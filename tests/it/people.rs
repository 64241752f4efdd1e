//! Who there is, and how the program stands with them, from outside.

use insta::assert_snapshot;

use crate::world::{PROGRAM, World};

/// People, and what they answer for.
const FILES: &[(&str, &str)] = &[
    (
        "people/maria.md",
        "---\nname: Maria\nkey: true\ncadence_days: 7\n---\n",
    ),
    (
        "people/dana.md",
        "---\nname: Dana\nrole: Head of infrastructure\nkey: true\ncadence_days: 14\n---\n",
    ),
    (
        "people/lee.md",
        "---\nname: Lee\nkey: true\nteam: core\n---\n",
    ),
    ("people/sam.md", "---\nname: Sam\n---\n"),
    (
        "people/core.md",
        "---\nname: Core team\ntype: team\norg: Acme\nkey: true\ncadence_days: 30\n---\n",
    ),
    (
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: active\nowner: lee\nhealth: on_track\nobjective: One platform\n---\n",
    ),
    (
        "deliverables/DEL-1-api.md",
        "---\ntitle: API\nstatus: active\nworkstream: WS-1\nowner: lee\ndue: 2026-05-29\ndone_when: [It runs]\nneeds: [{what: Money, from: dana, by: 2026-05-25, state: asked}]\n---\n\n- [ ] @sam write to the bank (due 2026-05-27) ^a1\n",
    ),
    (
        "deliverables/DEL-2-keys.md",
        "---\ntitle: Keys\nstatus: done\nworkstream: WS-1\nowner: sam\ndue: 2026-05-29\nactual: 2026-05-27\ndone_when: [They are there]\n---\n",
    ),
    (
        "deliverables/DEL-3-later.md",
        "---\ntitle: Later\nstatus: proposed\nworkstream: WS-1\n---\n",
    ),
    (
        "decisions/DEC-1-region.md",
        "---\ntitle: Region\nstatus: needed\ndriver: maria\napprover: dana\ndecide_by: 2026-06-20\naffects: [DEL-1]\n---\n",
    ),
    (
        "dependencies/DEP-1-bank.md",
        "---\ntitle: Keys\nstatus: committed\nowner: lee\nconsumer: DEL-1\nprovider: bank\nwhat: All keys\nneed_by: 2026-06-30\npromised: 2026-06-29\nimpact_if_late: We wait\n---\n",
    ),
    (
        "dependencies/DEP-2-line.md",
        "---\ntitle: Line\nstatus: delivered\nowner: lee\nconsumer: DEL-1\nprovider: core\nwhat: A line\nneed_by: 2026-05-30\npromised: 2026-05-29\nimpact_if_late: We wait\n---\n",
    ),
    (
        "meetings/MTG-2026-05-20-sync.md",
        "---\ntitle: Sync\ndate: 2026-05-20\npurpose: plan\nowner: maria\nattendees: [dana, lee]\nabout: [DEL-1]\n---\n\n## Agenda\n\nAll.\n",
    ),
    (
        "meetings/MTG-2026-06-03-sync.md",
        "---\ntitle: Sync\ndate: 2026-06-03\npurpose: connect\nowner: maria\nattendees: [core]\nabout: [DEL-1]\n---\n\n## Agenda\n\nAll.\n",
    ),
];

/// Returns a program with people: Maria runs it, Dana decides, Lee and Sam work, a bank provides.
fn program() -> World {
    let world = World::program();
    for (path, text) in FILES {
        world.write(path, text);
    }
    world
}

#[test]
fn everybody_is_told_with_load_contact_asks_and_ideas() {
    let world = program();
    assert_snapshot!(world.hum(["people"]), @"
    exit: 0
    --- stdout
    People
    ══════

    Person  Role                    Owns  Actions  Overdue
    ──────  ──────────────────────  ────  ───────  ───────
    @lee                               4        0  ■ 1
    @sam                               0        1  ■ 1
    @maria                             1        0  0
    @core   Team, Acme                 0        0  0
    @dana   Head of infrastructure     0        0  0

    Bus factor of one
    ─────────────────

    - @lee: 2 open records name nobody else: WS-1, DEP-2

    Owned by nobody
    ───────────────

    - DEL-3 Later
      - `hum set DEL-3 owner=@…`

    Contact with key people
    ───────────────────────

    In time with 1 of 2 key people who have a cadence; 1 has none.

    - @core ▲ due: no contact on record, 30 days agreed
    - @dana ● in time: last contact 12 days ago, 14 days agreed

    Asked of them within 30 days
    ────────────────────────────

    - 2026-05-25, 7 days ago: @dana to give DEL-1 Money
    - 2026-06-20, in 19 days: @dana to decide DEC-1 Region
    - 2026-06-29, in 28 days: @bank to provide DEP-1 All keys

    No touches are on record here, so which of these asks are cold is not known.

    What you could give
    ───────────────────

    - Thank @sam: DEL-2 Keys, done on 2026-05-27, 2 workdays early
    - Thank @core: DEP-2 Line, delivered, to be accepted
    - Tell @lee: DEC-1 Region, to be decided by 2026-06-20, affects their DEL-1

    Without a record
    ────────────────

    - @bank, named by DEP-1
      - `hum new person bank`
    ");
}

/// Writes touches with Dana into an overlay.
fn touches(world: &World, touches: &str) {
    world.write("program.yaml", format!("{PROGRAM}overlay: ../private\n"));
    world.write(
        "../private/people/dana.md",
        format!("---\npower: high\ninterest: low\nengagement: {{now: resistant, want: leading}}\ntouches:\n{touches}---\n"),
    );
}

/// Returns what is said of the contact with Dana, and whether what is asked of her is cold.
fn dana(world: &World) -> (serde_json::Value, Vec<serde_json::Value>) {
    let data = world.hum(["people", "--format", "json"]).data();
    let find = |list: &serde_json::Value| -> Vec<serde_json::Value> {
        let all = list.as_array().expect("a list").iter();
        all.filter(|one| one["person"] == "@dana")
            .cloned()
            .collect()
    };
    let contact = find(&data["relationships"]["contacts"]).remove(0);
    let asks = find(&data["asks"]).into_iter();
    (contact, asks.map(|ask| ask["cold"].clone()).collect())
}

#[test]
fn touches_warm_an_ask_for_sixty_days() {
    let world = program();
    // Nobody keeps touches: nobody knows.
    assert_eq!(
        dana(&world).1,
        [serde_json::Value::Null, serde_json::Value::Null]
    );
    // 60 days before 2026-06-01.
    touches(
        &world,
        "  - {date: 2026-04-02, kind: give}\n  - {date: 2026-05-30, kind: ask}\n",
    );
    let (contact, cold) = dana(&world);
    assert_eq!(cold, [false, false]);
    assert_eq!(
        contact,
        serde_json::json!({
            "person": "@dana", "cadence_days": 14, "days_since": 2, "in_time": true,
            "gives": 1, "connects": 0, "asks": 1, "meetings": 1, "only_asked": false,
        })
    );
    touches(&world, "  - {date: 2026-04-01, kind: give}\n");
    let (contact, cold) = dana(&world);
    assert_eq!(cold, [true, true]);
    // The meeting of 2026-05-20 counts as contact, and gives nothing.
    assert_eq!(
        (&contact["days_since"], &contact["in_time"]),
        (&serde_json::json!(12), &serde_json::json!(true))
    );
    // What is still to come has not happened.
    touches(&world, "  - {date: 2026-06-02, kind: give}\n");
    assert_eq!(dana(&world).0["gives"], 0);
}

#[test]
fn a_team_stands_for_its_members() {
    let world = program();
    world.write(
        "meetings/MTG-2026-05-30-sync.md",
        "---\ntitle: Sync\ndate: 2026-05-30\npurpose: connect\nowner: maria\nattendees: [core]\nabout: [DEL-1]\n---\n\n## Agenda\n\nAll.\n",
    );
    let data = world.hum(["people", "--format", "json"]).data();
    let contacts = data["relationships"]["contacts"]
        .as_array()
        .expect("a list");
    let numbers: Vec<String> = contacts
        .iter()
        .map(|one| {
            format!(
                "{} {} {} {}",
                one["person"], one["connects"], one["meetings"], one["days_since"]
            )
        })
        .collect();
    // Lee names the team; both were there.
    assert_eq!(
        numbers,
        [r#""@core" 1 0 2"#, r#""@dana" 0 1 12"#, r#""@lee" 1 1 2"#]
    );
    // Nobody but who runs the program is left out of the key people, and a ratio is of those with a cadence.
    let told = ["in_time", "with_cadence", "key_people"].map(|name| &data["relationships"][name]);
    assert_eq!(told, [2, 2, 3]);
}

#[test]
fn three_asks_in_a_row_are_told() {
    let world = program();
    let asks = "  - {date: 2026-05-01, kind: give}\n  - {date: 2026-05-04, kind: ask}\n  - {date: 2026-05-11, kind: ask}\n  - {date: 2026-05-18, kind: ask}\n";
    touches(&world, asks);
    assert_eq!(dana(&world).0["only_asked"], true);
    let output = world.hum(["people"]);
    let line = "@dana ● in time: last contact 12 days ago, 14 days agreed; the last three touches were asks";
    assert!(output.stdout.replace('\n', " ").contains(line), "{output}");
    assert!(output.stdout.contains("1 give for 3 asks."), "{output}");
    let before = asks.replace("2026-05-01", "2026-05-12");
    touches(&world, &before);
    assert_eq!(dana(&world).0["only_asked"], false);
}

/// Words that stand in the overlay alone.
const SECRETS: [&str; 13] = [
    "2026-05-13",
    "2026-05-14",
    "golf",
    "resistant",
    "leading",
    "power",
    "interest",
    "engagement",
    "agent",
    "Agent",
    "RISK-77",
    "Merger",
    "2027-11-11",
];

/// Returns a program with an overlay that has all of them.
fn with_secrets() -> World {
    let world = program();
    let ask = "  - {date: 2026-05-13, kind: ask, via: golf club}\n";
    touches(&world, ask);
    for (path, text) in [
        (
            "../private/people/agent.md",
            "---\nname: Agent\nkey: true\ncadence_days: 3\ntouches: [{date: 2026-05-14, kind: give}]\n---\n",
        ),
        (
            "../private/risks/RISK-77-merger.md",
            "---\ntitle: Merger\nstatus: identified\nowner: dana\ntype: threat\ncause: a\nevent: b\neffect: c\naffects: [DEL-1]\n---\n",
        ),
        (
            "../private/deliverables/DEL-1-api.md",
            "---\nforecast: 2027-11-11\n---\n",
        ),
    ] {
        world.write(path, text);
    }
    world
}

#[test]
fn nothing_but_numbers_leaves_an_overlay() {
    let world = with_secrets();
    let all = world.hum(["list", "--format", "json"]).sound();
    assert!(all.stdout.contains("RISK-77"), "the overlay is read: {all}");
    let commands: [&[&str]; 5] = [
        &["people"],
        &["probe"],
        &["probe", "DEL-1"],
        &["probe", "dana"],
        &["handoff", "dana"],
    ];
    let mut seen = 0;
    for command in commands {
        for format in ["text", "markdown", "html", "slack", "json"] {
            let arguments = command.iter().copied().chain(["--format", format]);
            let output = world.hum(arguments).sound();
            assert_eq!(output.code, Some(0), "{command:?} {format}: {output}");
            for secret in SECRETS {
                let is_told = output.to_string().contains(secret);
                assert!(!is_told, "{command:?} {format} tells {secret}: {output}");
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 25);
    let output = world.hum(["probe", "RISK-77"]).sound();
    assert_eq!(output.code, Some(2), "{output}");
}

#[test]
fn an_overlay_has_no_past() {
    let world = with_secrets();
    assert_eq!(dana(&world).0["asks"], 1);
    let repository = world.repository();
    repository
        .commit("Start")
        .file("program.yaml", world.read("program.yaml"))
        .file("people/dana.md", world.read("people/dana.md"))
        .write();
    let arguments = ["people", "--at", "HEAD", "--format", "json"];
    let data = world.hum(arguments).data();
    let contacts = &data["relationships"]["contacts"];
    assert_eq!(
        (&contacts[0]["person"], &contacts[0]["asks"]),
        (&"@dana".into(), &0.into())
    );
}

#[test]
fn a_program_without_people_says_who_should_have_a_record() {
    let world = World::program();
    assert_snapshot!(world.hum(["people"]), @"
    exit: 0
    --- stdout
    People
    ══════

    Person  Role  Owns  Actions  Overdue
    ──────  ────  ────  ───────  ───────

    Bus factor of one
    ─────────────────

    None.

    Contact with key people
    ───────────────────────

    Nobody has `key: true`.

    Asked of them within 30 days
    ────────────────────────────

    None.

    What you could give
    ───────────────────

    None.

    Without a record
    ────────────────

    - @dana, named by PROGRAM
      - `hum new person dana`
    ");
}
