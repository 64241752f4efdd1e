//! What somebody leaves behind, from outside.

use insta::assert_snapshot;

use crate::world::World;

/// What names Lee, and some of what is over.
const FILES: &[(&str, &str)] = &[
    (
        "program.yaml",
        "name: Atlas\nobjective: One platform\nsponsor: \"@dana\"\ntpm: \"@lee\"\ntarget: 2026-12-18\naudiences:\n  teams: {update: contributors, people: [lee, sam]}\n",
    ),
    ("people/lee.md", "---\nname: Lee Tanaka\nteam: core\n---\n"),
    ("people/sam.md", "---\nname: Sam\n---\n"),
    (
        "people/core.md",
        "---\nname: Core team\ntype: team\nmembers: [lee, sam]\n---\n",
    ),
    (
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: active\nowner: sam\nhealth: at_risk\nobjective: One platform\n---\n\n## Path to green\n\n- [ ] @lee ask the bank (due 2026-05-29) ^p1\n- [x] @lee find the bank (due 2026-05-20) ^p2\n\nGreen when the bank answers.\n",
    ),
    (
        "deliverables/DEL-1-api.md",
        "---\ntitle: API\nstatus: active\nworkstream: WS-1\nowner: \"@lee\"\ndue: 2026-06-05\nforecast: 2026-06-12\nafter: [DEL-2]\ndone_when: [It runs]\n---\n\n## Notes\n\nAsk Sam for the keys.\n",
    ),
    (
        "deliverables/DEL-2-keys.md",
        "---\ntitle: Keys\nstatus: committed\nworkstream: WS-1\nowner: sam\ndue: 2026-06-03\nforecast: \"TBD(@lee, 2026-06-10)\"\ndone_when: [They are there]\nneeds: [{what: Money, from: lee, by: 2026-06-02, state: missing}]\n---\n",
    ),
    (
        "deliverables/DEL-3-old.md",
        "---\ntitle: Old\nstatus: done\nworkstream: WS-1\nowner: lee\nactual: 2026-05-04\n---\n",
    ),
    (
        "risks/RISK-1-bank.md",
        "---\ntitle: The bank is late\nstatus: identified\nowner: lee\ntype: threat\ncause: It is slow\nevent: No answer comes\neffect: DEL-1 waits\naffects: [DEL-1]\n---\n",
    ),
    (
        "decisions/DEC-1-region.md",
        "---\ntitle: Region\nstatus: proposed\ndriver: sam\napprover: lee\ndecide_by: 2026-06-20\naffects: [DEL-1]\n---\n\n## Problem\n\nOne or two?\n\n## Options\n\n- One: 5 days\n- Two: 9 days\n",
    ),
    (
        "dependencies/DEP-1-bank.md",
        "---\ntitle: Account\nstatus: committed\nowner: sam\nconsumer: DEL-1\nprovider: bank\nwhat: An account\nneed_by: 2026-06-30\npromised: 2026-06-29\nimpact_if_late: We wait\n---\n",
    ),
    (
        "dependencies/DEP-2-line.md",
        "---\ntitle: Line\nstatus: requested\nowner: sam\nconsumer: DEL-2\nprovider: lee\nwhat: A line\nneed_by: 2026-06-15\nimpact_if_late: We wait\nfallback: The old line\n---\n",
    ),
    (
        "issues/ISS-1-env.md",
        "---\ntitle: No environment\nstatus: open\nowner: sam\ntype: blocker\nblocks: [DEL-2]\nneeded_by: 2026-06-08\nescalate_to: lee\n---\n",
    ),
    (
        "meetings/MTG-2026-05-20-sync.md",
        "---\ntitle: Sync\ndate: 2026-05-20\npurpose: plan\nowner: lee\nattendees: [lee]\nabout: [DEL-1]\n---\n\n## Agenda\n\nAll.\n",
    ),
    (
        "meetings/MTG-2026-06-03-sync.md",
        "---\ntitle: Next sync\ndate: 2026-06-03\npurpose: plan\nowner: sam\nattendees: [lee, sam]\nabout: [DEL-1]\n---\n\n## Agenda\n\nAll.\n",
    ),
];

/// Returns a program in which Lee owns, decides, provides, gives, does, was promised and finds out.
fn program() -> World {
    let world = World::program();
    for (path, text) in FILES {
        world.write(path, text);
    }
    world
}

#[test]
fn everything_that_names_a_person_is_told_by_day() {
    let world = program();
    assert_snapshot!(world.hum(["handoff", "@lee"]), @"
    exit: 0
    --- stdout
    Hand-over of @lee
    ═════════════════

    By          Tie          Record               What                Tell who takes over
    ──────────  ───────────  ───────────────────  ──────────────────  ──────────────────────────────────
    2026-05-29  does         WS-1^p1              ask the bank        for Platform; talk to @sam
    2026-06-02  gives        DEL-2                Money               not asked for yet; talk to @sam
    2026-06-03  attends      MTG-2026-06-03-sync  Next sync           about DEL-1; talk to @sam
    2026-06-05  owns         DEL-1                API                 active; forecast 2026-06-12, 5
                                                                      workdays late; waits for DEL-2;
                                                                      see RISK-1; read `## Notes`
    2026-06-08  settles      ISS-1                No environment      open; blocks DEL-2; talk to @sam
    2026-06-10  finds out    DEL-2                `forecast` of Keys  to be determined; talk to @sam
    2026-06-15  provides     DEP-2                Line                requested; not promised it; needed
                                                                      by 2026-06-15; for DEL-2; has a
                                                                      fallback; talk to @sam
    2026-06-20  approves     DEC-1                Region              proposed; 2 options, none
                                                                      recommended; DEL-1 waits for it;
                                                                      talk to @sam
    2026-06-29  is promised  DEP-1                Account             committed; @bank has promised it
                                                                      for 2026-06-29; needed by
                                                                      2026-06-30; for DEL-1; no
                                                                      fallback; talk to @sam
    2026-12-18  runs         PROGRAM              Atlas               sponsor @dana; 1 workstream under
                                                                      way
                owns         RISK-1               The bank is late    identified; bears on DEL-1; no
                                                                      open action

    11 items, 1 overdue.

    Needs somebody new
    ──────────────────

    - 2 records to own: DEL-1, RISK-1
      - `hum set --where 'owner = @lee and category in (open, active)' owner=@…`
    - 1 record to decide: DEC-1
      - `hum set --where 'approver = @lee and category in (open, active)' approver=@…`
    - 1 record to provide: DEP-2
      - `hum set --where 'provider = @lee and category in (open, active)' provider=@…`
    - 1 record to settle: ISS-1
      - `hum set --where 'escalate_to = @lee and category in (open, active)' escalate_to=@…`
    - does WS-1^p1: ask the bank
      - `hum set WS-1^p1 owner=@…`
    - gives DEL-2: Money
      - change the name in deliverables/DEL-2-keys.md:9
    - finds out DEL-2: `forecast` of Keys
      - change the name in deliverables/DEL-2-keys.md:7
    - runs PROGRAM: Atlas
      - `hum set PROGRAM tpm=@…`
    - a member of @core
      - `hum set core members-=lee members+=…`
    - one of the audience `teams`
      - change `audiences.teams.people` in program.yaml

    Commands with `--where` show what they would change. Add `--write` to write it.
    ");
}

#[test]
fn the_commands_do_what_they_say() {
    let world = program();
    let data = world
        .hum(["handoff", "Lee Tanaka", "--to", "@sam", "--format", "json"])
        .data();
    assert_eq!(
        (&data["person"], &data["to"]),
        (&"@lee".into(), &"@sam".into())
    );
    let mut written = 0;
    for handover in data["handovers"].as_array().expect("a list") {
        let Some(command) = handover["run"].as_str() else {
            assert_ne!(handover["by_hand"], serde_json::Value::Null);
            continue;
        };
        let words = words(command);
        let dry = handover["dry_run"].as_bool().expect("true or false");
        let extra: &[&str] = if dry { &["--write"] } else { &[] };
        let arguments = words
            .iter()
            .skip(1)
            .map(String::as_str)
            .chain(extra.iter().copied());
        let output = world.hum(arguments).sound();
        assert_eq!(output.code, Some(0), "{command}: {output}");
        assert!(!output.stdout.contains("Nothing"), "{command}: {output}");
        written += 1;
    }
    assert_eq!(written, 7);
    // What is left has no name on a command line.
    let data = world.hum(["handoff", "lee", "--format", "json"]).data();
    let ties: Vec<&str> = data["items"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|item| item["tie"].as_str())
        .collect();
    assert_eq!(ties, ["gives", "attends", "finds-out"]);
}

/// Splits a command line into its words; quotes hold words together.
pub(crate) fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for sign in command.chars() {
        match (sign, quote) {
            ('\'' | '"', None) => quote = Some(sign),
            (sign, Some(open)) if sign == open => quote = None,
            (' ', None) => words.push(String::new()),
            _ => words.last_mut().expect("there is one").push(sign),
        }
    }
    words
}

#[test]
fn a_leave_hands_over_what_falls_into_it() {
    let world = program();
    let data = world
        .hum([
            "handoff",
            "lee",
            "--until",
            "2026-06-05",
            "--format",
            "json",
        ])
        .data();
    let addresses: Vec<&str> = data["items"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|item| item["address"].as_str())
        .collect();
    assert_eq!(
        addresses,
        ["WS-1^p1", "DEL-2", "MTG-2026-06-03-sync", "DEL-1", "RISK-1"]
    );
    let commands: Vec<&str> = data["handovers"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["run"].as_str())
        .collect();
    assert_eq!(
        commands,
        [
            "hum set DEL-1 RISK-1 owner=@\u{2026} --dry-run",
            "hum set WS-1^p1 owner=@\u{2026}"
        ]
    );
}

#[test]
fn somebody_whom_nothing_names_gets_a_suggestion() {
    let world = program();
    assert_snapshot!(world.hum(["handoff", "@lea"]), @"
    exit: 2
    --- stderr
    error: nothing names @lea
      hint: did you mean @lee?
    ");
    assert_snapshot!(world.hum(["handoff", "@nobody"]), @"
    exit: 2
    --- stderr
    error: nothing names @nobody
      hint: run `hum people` to see everybody
    ");
    // The bank has no record, and is named.
    assert_snapshot!(world.hum(["handoff", "@bank"]), @"
    exit: 0
    --- stdout
    Hand-over of @bank
    ══════════════════

    By          Tie       Record  What     Tell who takes over
    ──────────  ────────  ──────  ───────  ─────────────────────────────────────────────────────────────
    2026-06-29  provides  DEP-1   Account  committed; promised it for 2026-06-29; needed by 2026-06-30;
                                           for DEL-1; no fallback; talk to @sam

    1 item.

    Needs somebody new
    ──────────────────

    - 1 record to provide: DEP-1
      - `hum set --where 'provider = @bank and category in (open, active)' provider=@…`

    Commands with `--where` show what they would change. Add `--write` to write it.
    ");
    // Who has a record and owns nothing leaves nothing.
    world.write("people/new.md", "---\nname: New\n---\n");
    assert_snapshot!(world.hum(["handoff", "new"]), @"
    exit: 0
    --- stdout
    Hand-over of @new
    ═════════════════

    By  Tie  Record  What  Tell who takes over
    ──  ───  ──────  ────  ───────────────────

    Nothing that is not over names @new.

    Needs somebody new
    ──────────────────

    None.
    ");
}
