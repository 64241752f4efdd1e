//! What has to go one level up: the note about an issue, open issues, and contradictions that nobody has raised.

mod list;

use serde_json::Value;

use crate::world::{Output, World};

/// Returns the example program at its end.
fn atlas() -> World {
    let world = World::empty();
    let output = world.hum(["demo", "."]).sound();
    assert_eq!(output.code, Some(0), "{output}");
    world
}

fn escalate(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["escalate"], arguments].concat()).sound()
}

fn data(world: &World, arguments: &[&str]) -> Value {
    escalate(world, &[arguments, &["--format", "json"]].concat()).data()
}

#[test]
fn a_note_says_what_the_issue_and_its_decision_say() {
    let world = atlas();
    insta::assert_snapshot!(escalate(&world, &["ISS-4", "--as-of", "2026-06-26"]), @"
    exit: 0
    --- stdout
    # ISS-4: The copy of the closed years cannot be made faster

    **To @dana, by 2026-06-30.** From @maria. [ISS-4](issues/ISS-4-copy-rate.md) is escalated since 2026-06-16. @dana asks for: Options with their price and their date.

    ## Decision needed

    [DEC-7](decisions/DEC-7-closed-years.md) Which closed years have to move before GA (proposed). The closed years are copied at 110 million entries a day instead of 300 million. DEL-6 wants all seven years before the rehearsal, so the forecast of GA is 2026-08-14, ten workdays after the target.

    ## Situation

    The copy runs at 110 million entries a day and was planned at 300 million. Both HSMs are at their limit. Lee has tried what the team can do: newest years first, both HSMs, months in parallel. What is left costs scope or money.

    ## Options

    - Do nothing: GA 2026-08-14, ten workdays late.
    - Move 2019 to 2022 after GA: GA 2026-07-31, no cost.
    - Rent two more HSMs: GA 2026-08-05, 64,000 euros.

    DEC-7 has the details.

    ## What a good answer has to respect

    From [DEC-7](decisions/DEC-7-closed-years.md):

    - GA by 2026-07-31
    - Refunds and disputes reach back 18 months; older entries are read about 40 times a day
    - The Northgate lease ends on 2026-09-30
    - Six of eleven on-call engineers are on leave from 2026-08-03 to 2026-08-14

    ## Recommendation

    Move 2019 to 2022 after GA. It restores the target at no cost and can be undone.

    ## Deadline

    - Decide by 2026-06-30, in 4 days
    - Solved by 2026-07-01, in 5 days

    ## What it affects

    | Record | Owner | Due | Forecast | Slack |
    | --- | --- | --- | --- | --- |
    | [DEL-7](deliverables/DEL-7-cutover-rehearsal.md) Cut-over rehearsal | @lee | 2026-07-17 | 2026-08-05 | ■ **−10 workdays** |
    | [DEL-8](deliverables/DEL-8-general-availability.md) General availability | @lee | 2026-07-31 | 2026-08-14 | ■ **−10 workdays** |
    | [RISK-5](risks/RISK-5-reencryption-rate.md) Re-encryption of the closed years is slower than planned | @lee |  |  |  |

    ## Tried so far

    - @lee write a copy job that uses both HSMs (2026-05-27), [RISK-5^a1](risks/RISK-5-reencryption-rate.md)
    - @lee measure the rate for one week on real data (2026-06-08), [RISK-5^a2](risks/RISK-5-reencryption-rate.md)
    - @priya give the copy its own sessions on both HSMs (2026-06-12), [RISK-5^a3](risks/RISK-5-reencryption-rate.md)

    ## Talk to first

    - @lee Lee Tanaka: contributes to DEC-7, owns DEL-7, owns DEL-8, owns RISK-5; by #atlas-ledger
    - @priya Priya Nair: contributes to DEC-7; by #atlas-security
    - @aisha Aisha Rahman: contributes to DEC-7; by #atlas-platform
    - @ines Ines Okafor: is told of DEC-7; by mail
    - @kim Kim Jensen: is told of DEC-7; by #atlas-services
    - @sam Sam Petrov: is told of DEC-7; by #atlas-platform
    ");
}

#[test]
fn what_the_records_do_not_say_is_named_and_not_invented() {
    let world = atlas();
    insta::assert_snapshot!(escalate(&world, &["iss-1", "--at", "2026-05-01"]), @r#"
    exit: 0
    --- stdout
    # ISS-1: The session store mixes merchants, so shadow traffic cannot start

    **To nobody yet.** From @tomas. [ISS-1](issues/ISS-1-session-store.md) is working since 2026-04-16.

    ## Missing in the records

    - The decision that is needed: `hum new decision "…" affects=…; hum set ISS-1 decision=DEC-…`
    - Who decides: `hum set ISS-1 escalate_to=@…`
    - The day by which it must be decided: `hum set ISS-1 decide_by=…`
    - What a good answer has to respect: `hum set ISS-1 decision=DEC-…`
    - Tried so far: `hum set ISS-1 attempts+="…"`
    - Recommendation: `hum set ISS-1 recommendation="…"`

    ## Decision needed

    The records do not say.

    ## Situation

    Shadow traffic replays the calls of one merchant at a time. The session store keeps the sessions of all merchants under the same keys, so a replayed call ends the session of a live one. Found in staging on 2026-04-15.

    - \[ \] @tomas split the session store by merchant (due 2026-05-13) ^a1

    ## Options

    - Do nothing and replay all merchants at once. One wrong answer then hides in 3,150 calls a second.
    - Split the store by merchant. Five workdays, out of the reserve of DEL-9.

    ## What a good answer has to respect

    The records do not say.

    ## Recommendation

    The records do not say.

    ## Deadline

    - Solved by 2026-05-13, in 13 days

    ## What it affects

    | Record | Owner | Due | Forecast | Slack |
    | --- | --- | --- | --- | --- |
    | [DEL-9](deliverables/DEL-9-authorisation-api.md) Authorisation API | @tomas | 2026-05-22 | 2026-05-21 | ■ **−4 workdays** |

    ## Tried so far

    The records do not say.

    ## Talk to first

    None.
    "#);
}

/// Types every command for what is missing.
fn fill(world: &World) {
    for command in [
        &[
            "new",
            "decision",
            "Which quota",
            "affects=WS-1",
            "approver=@dana",
            "decide_by=2026-06-12",
        ][..],
        &[
            "set",
            "ISS-1",
            "decision=DEC-1",
            "escalate_to=@dana",
            "decide_by=2026-06-12",
            "blocks=WS-1",
        ],
        &[
            "set",
            "ISS-1",
            "options+=Wait: two weeks",
            "attempts+=@sam called on Monday",
            "recommendation=Wait",
        ],
        &["set", "DEC-1", "drivers+=The launch"],
    ] {
        let output = world.hum(command).sound();
        assert_eq!(output.code, Some(0), "{command:?}\n{output}");
    }
}

/// Returns a program with an issue that says almost nothing.
fn stuck() -> World {
    let world = World::program();
    let issue = "---\ntitle: The quota is stuck\nstatus: working\nowner: \"@sam\"\ntype: blocker\n---\n\n## Situation\n\nStuck.\n";
    world.write("issues/ISS-1-quota.md", issue);
    world.write(
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: proposed\nowner: \"@sam\"\nobjective: One\n---\n",
    );
    world
}

#[test]
fn what_is_missing_comes_with_its_command() {
    let world = stuck();
    let missing = data(&world, &["ISS-1"])["missing"].clone();
    insta::assert_snapshot!(serde_json::to_string_pretty(&missing).expect("it is JSON"), @r#"
    [
      {
        "part": "the decision that is needed",
        "to_type": "hum new decision \"…\" affects=…; hum set ISS-1 decision=DEC-…"
      },
      {
        "part": "who decides",
        "to_type": "hum set ISS-1 escalate_to=@…"
      },
      {
        "part": "the day by which it must be decided",
        "to_type": "hum set ISS-1 decide_by=…"
      },
      {
        "part": "what it affects",
        "to_type": "hum set ISS-1 blocks=DEL-…"
      },
      {
        "part": "Options",
        "to_type": "hum set ISS-1 options+=\"…: what it costs and which dates it moves\""
      },
      {
        "part": "What a good answer has to respect",
        "to_type": "hum set ISS-1 decision=DEC-…"
      },
      {
        "part": "Tried so far",
        "to_type": "hum set ISS-1 attempts+=\"…\""
      },
      {
        "part": "Recommendation",
        "to_type": "hum set ISS-1 recommendation=\"…\""
      }
    ]
    "#);
}

#[test]
fn every_command_for_what_is_missing_can_be_typed() {
    let world = stuck();
    let parts = |world: &World| -> Vec<String> {
        let missing = data(world, &["ISS-1"])["missing"].clone();
        let missing = missing.as_array().cloned().unwrap_or_default();
        missing
            .iter()
            .filter_map(|one| one["part"].as_str().map(str::to_owned))
            .collect()
    };
    fill(&world);
    assert_eq!(parts(&world), Vec::<String>::new());
    insta::assert_snapshot!(escalate(&world, &["ISS-1", "--format", "text"]), @"
    exit: 0
    --- stdout
    ISS-1: The quota is stuck
    ═════════════════════════

    To @dana, by 2026-06-12. From @sam. ISS-1 is working.

    Decision needed
    ───────────────

    DEC-1 Which quota (needed).

    Situation
    ─────────

    Stuck.

    Options
    ───────

    - Wait: two weeks

    What a good answer has to respect
    ─────────────────────────────────

    From DEC-1:

    - The launch

    Recommendation
    ──────────────

    Wait

    Deadline
    ────────

    - Decide by 2026-06-12, in 11 days

    What it affects
    ───────────────

    Record         Owner  Due  Forecast  Slack
    ─────────────  ─────  ───  ────────  ─────
    WS-1 Platform  @sam

    Tried so far
    ────────────

    - @sam called on Monday

    Talk to first
    ─────────────

    None.
    ");
}

#[test]
fn only_open_issues_go_up() {
    let world = atlas();
    let session = world.session(&[
        &["escalate", "ISS-1"],
        &["escalate", "DEC-7"],
        &["escalate", "ISS-9"],
        &["escalate", "ISS-4", "--format", "csv"],
        &["escalate", "ISS-4", "--where", "severity = 1"],
    ]);
    insta::assert_snapshot!(session, @r#"
    $ hum escalate ISS-1
    error: ISS-1 is closed since 2026-05-22, and nothing is left to decide
      hint: see it as it was with --at, or all open ones with `hum escalate`
    exit: 2

    $ hum escalate DEC-7
    error: DEC-7 is a decision, and an issue is what goes up
      hint: make one: `hum new issue "Which closed years have to move before GA" type=escalation`
    exit: 2

    $ hum escalate ISS-9
    error: there is no record ISS-9
      hint: did you mean ISS-1?
    exit: 2

    $ hum escalate ISS-4 --format csv
    Part,Says
    Issue,ISS-4 The copy of the closed years cannot be made faster
    To,'@dana
    Decide by,2026-06-30
    Decision needed,DEC-7 Which closed years have to move before GA
    Situation,"The copy runs at 110 million entries a day and was planned at 300 million. Both HSMs are at their limit. Lee has tried what the team can do: newest years first, both HSMs, months in parallel. What is left costs scope or money."
    Options,"1. Do nothing: GA 2026-08-14, ten workdays late. 2. Move 2019 to 2022 after GA: GA 2026-07-31, no cost. 3. Rent two more HSMs: GA 2026-08-05, 64,000 euros. DEC-7 has the details."
    What a good answer has to respect,'- GA by 2026-07-31 - Refunds and disputes reach back 18 months; older entries are read about 40 times a day - The Northgate lease ends on 2026-09-30 - Six of eleven on-call engineers are on leave from 2026-08-03 to 2026-08-14
    Tried so far,write a copy job that uses both HSMs; measure the rate for one week on real data; give the copy its own sessions on both HSMs
    Recommendation,Move 2019 to 2022 after GA. It restores the target at no cost and can be undone.
    What it affects,"DEL-7, DEL-8, RISK-5"
    Talk to first,"'@lee, @priya, @aisha, @ines, @kim, @sam"

    $ hum escalate ISS-4 --where "severity = 1"
    error: the argument '[ID]' cannot be used with '--where <CONDITION>'

    Usage: hum escalate <ID>

    For more information, try '--help'.
    exit: 2
    "#);
}
