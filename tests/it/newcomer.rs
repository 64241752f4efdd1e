//! A newcomer goes from an empty folder to ten linked records with `init`, `new`, `set` and `list` alone, and every wrong
//! step is answered by what to type instead.

use crate::world::{PROGRAM, World};

/// Every step, in order.
const WALK: &[&[&str]] = &[
    &["init", "--name", "Atlas"],
    &[
        "new",
        "person",
        "maria",
        "name=Maria Lopez",
        "role=Program manager",
    ],
    &["new", "person", "dana", "name=Dana Kim", "role=Sponsor"],
    &[
        "set",
        "PROGRAM",
        "tpm=@maria",
        "sponsor=@dana",
        "objective=Payments run in two regions",
    ],
    &[
        "set",
        "DEL-1",
        "title=Auth API",
        "owner=@maria",
        "status=planned",
        "due=2026-09-01",
    ],
    &[
        "set",
        "DEL-1",
        "status=committed",
        "done_when+=One login works in both regions, EU and US",
    ],
    &[
        "set",
        "WS-1",
        "title=Platform",
        "owner=@maria",
        "objective=One platform",
        "status=planned",
        "due=2026-11-27",
    ],
    &["set", "WS-1", "status=committed"],
    &["set", "WS-1", "status=active", "health=green"],
    &[
        "new",
        "risk",
        "Quota approval comes late",
        "type=threat",
        "owner=@maria",
        "affects=DEL-1",
        "cause=The board meets once a month",
        "event=Approval comes after July",
        "effect=The API starts late",
    ],
    &[
        "set",
        "RISK-1",
        "status=analyzed",
        "probability=3",
        "impact=3",
        "window.until=2026-08-01",
    ],
    &[
        "set",
        "RISK-1",
        "status=treating",
        "response=mitigate",
        "action+=@maria ask the board for a day (due today+9d)",
    ],
    &[
        "set",
        "RISK-1",
        "status=treating",
        "response=mitigate",
        "action+=@maria ask the board for a day (due 2026-06-10)",
    ],
    &[
        "new",
        "decision",
        "Use one queue",
        "driver=@maria",
        "approver=@dana",
        "decide_by=today+7d",
        "affects=DEL-1",
    ],
    &[
        "set",
        "DEC-1",
        "status=proposed",
        "problem=Two teams run two queues.",
        "options+=One queue for both",
        "options+=Two queues, as today",
    ],
    &["set", "DEC-1", "status=accepted", "decided=today"],
    &[
        "set",
        "DEC-1",
        "status=accepted",
        "decided=today",
        "decision=One queue for both.",
        "why=One team on call is enough.",
    ],
    &[
        "new",
        "dependency",
        "Login tokens",
        "owner=@maria",
        "consumer=DEL-1",
        "provider=@dana",
        "what=Tokens for both regions",
        "need_by=2026-08-14",
        "impact_if_late=Logins fail",
    ],
    &["set", "DEP-1", "status=committed", "promised=2026-08-07"],
    &[
        "new",
        "issue",
        "Load environment is down",
        "type=problem",
        "owner=@maria",
        "severity=3",
        "blocks=DEL-1",
    ],
    &["set", "ISS-1", "status=working"],
    &[
        "new",
        "meeting",
        "Queue review",
        "purpose=decide",
        "attendees=@maria,@dana",
    ],
    &[
        "new",
        "update",
        "Week 22",
        "audience=exec",
        "from=TBD(@maria, 2026-06-05)",
        "to=TBD(@maria, 2026-06-05)",
    ],
    &["check"],
    &["list"],
];

#[test]
fn ten_linked_records_come_from_an_empty_folder() {
    let world = World::empty();
    let told = world.session(WALK);
    insta::assert_snapshot!(told, @r#"
    $ hum init --name Atlas
    Made a git repository in .
      wrote  README.md
      wrote  deliverables/DEL-1-first.md
      wrote  program.yaml
      wrote  workstreams/WS-1-first.md
    Fill in what says TBD, then type:
      hum check
      git add . && git commit -m "Start the program"

    $ hum new person maria name="Maria Lopez" role="Program manager"
    New person maria: Maria Lopez

    Wrote people/maria.md.

    - warning: deliverables/DEL-1-first.md:5: DEL-1 is owned by @me, who has no record
    - warning: program.yaml:2: `objective`: there is no record of @me
    - warning: program.yaml:4: `tpm`: there is no record of @me
    - warning: workstreams/WS-1-first.md:4: WS-1 is owned by @me, who has no record

    $ hum new person dana name="Dana Kim" role=Sponsor
    New person dana: Dana Kim

    Wrote people/dana.md.

    $ hum set PROGRAM tpm=@maria sponsor=@dana objective="Payments run in two regions"
    PROGRAM Atlas

    - owner @me → @maria
    - sponsor @TBD → @dana
    - objective “TBD(@me, 2026-06-01)” → “Payments run in two regions”

    Wrote program.yaml.

    $ hum set DEL-1 title="Auth API" owner=@maria status=planned due=2026-09-01
    DEL-1 Auth API

    - title “First deliverable” → “Auth API”
    - status proposed → planned
    - due moved 2026-12-04 → 2026-09-01, ● −68 workdays
    - owner @me → @maria

    Wrote deliverables/DEL-1-first.md.

    $ hum set DEL-1 status=committed done_when+="One login works in both regions, EU and US"
    DEL-1 Auth API

    - status planned → committed
    - done when: added One login works in both regions, EU and US

    Wrote deliverables/DEL-1-first.md.

    $ hum set WS-1 title=Platform owner=@maria objective="One platform" status=planned due=2026-11-27
    WS-1 Platform

    - title “First workstream” → “Platform”
    - status proposed → planned
    - due set to 2026-11-27
    - owner @me → @maria
    - objective TBD → “One platform”

    Wrote workstreams/WS-1-first.md.

    $ hum set WS-1 status=committed
    WS-1 Platform

    - status planned → committed

    Wrote workstreams/WS-1-first.md.

    $ hum set WS-1 status=active health=green
    WS-1 Platform

    - status committed → active
    - health set to ● on track

    Wrote workstreams/WS-1-first.md.

    $ hum new risk "Quota approval comes late" type=threat owner=@maria affects=DEL-1 cause="The board meets once a month" event="Approval comes after July" effect="The API starts late"
    New risk RISK-1: Quota approval comes late

    Wrote risks/RISK-1-quota-approval-comes-late.md.

    $ hum set RISK-1 status=analyzed probability=3 impact=3 window.until=2026-08-01
    RISK-1 Quota approval comes late

    - status identified → analyzed
    - window closes set to 2026-08-01
    - probability set to 3
    - impact set to 3

    Wrote risks/RISK-1-quota-approval-comes-late.md.

    $ hum set RISK-1 status=treating response=mitigate action+="@maria ask the board for a day (due today+9d)"
    error[untreated-risk]: RISK-1 is being treated and has no open action with a person and a date
      --> risks/RISK-1-quota-approval-comes-late.md:17:1
       |
    17 | ## Actions
       | ^^^^^^^^^^
       |
       = note: A risk that everybody knows and nobody treats is a decision nobody made.
       = help: add `- [ ] @name what (due YYYY-MM-DD)` below `## Actions`

    To read about a rule, type:
      hum explain untreated-risk

    1 error in 6 records (6 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: add to the command: action+="@name what (due YYYY-MM-DD)"
    exit: 2

    $ hum set RISK-1 status=treating response=mitigate action+="@maria ask the board for a day (due 2026-06-10)"
    RISK-1 Quota approval comes late

    - status analyzed → treating
    - response set to mitigate
    - action added: @maria ask the board for a day (due 2026-06-10)

    Wrote risks/RISK-1-quota-approval-comes-late.md.

    $ hum new decision "Use one queue" driver=@maria approver=@dana decide_by=today+7d affects=DEL-1
    New decision DEC-1: Use one queue

    Wrote decisions/DEC-1-use-one-queue.md.

    $ hum set DEC-1 status=proposed problem="Two teams run two queues." options+="One queue for both" options+="Two queues, as today"
    DEC-1 Use one queue

    - status needed → proposed
    - sections edited: “Problem”, “Options”

    Wrote decisions/DEC-1-use-one-queue.md.

    $ hum set DEC-1 status=accepted decided=today
    error[missing-field]: the section `## Decision` says nothing: a decision that is accepted needs it
     --> decisions/DEC-1-use-one-queue.md:3:9
      |
    3 | status: accepted
      |         ^^^^^^^^
      |
      = note: Whoever answers for this cannot be asked, or nobody knows by when.
      = help: write `## Decision` (What was decided, in one sentence that can be quoted), or set the state back

    error[missing-field]: the section `## Why` says nothing: a decision that is accepted needs it
     --> decisions/DEC-1-use-one-queue.md:3:9
      |
    3 | status: accepted
      |         ^^^^^^^^
      |
      = help: write `## Why` (What made the difference), or set the state back

    To read about a rule, type:
      hum explain missing-field

    2 errors in 7 records (7 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: add to the command: decision="…" why="…"
    exit: 2

    $ hum set DEC-1 status=accepted decided=today decision="One queue for both." why="One team on call is enough."
    DEC-1 Use one queue

    - status proposed → accepted
    - decided set to 2026-06-01
    - sections edited: “Decision”, “Why”

    Wrote decisions/DEC-1-use-one-queue.md.

    $ hum new dependency "Login tokens" owner=@maria consumer=DEL-1 provider=@dana what="Tokens for both regions" need_by=2026-08-14 impact_if_late="Logins fail"
    New dependency DEP-1: Login tokens

    Wrote dependencies/DEP-1-login-tokens.md.

    $ hum set DEP-1 status=committed promised=2026-08-07
    DEP-1 Login tokens

    - status requested → committed
    - promised set to 2026-08-07

    Wrote dependencies/DEP-1-login-tokens.md.

    $ hum new issue "Load environment is down" type=problem owner=@maria severity=3 blocks=DEL-1
    New issue ISS-1: Load environment is down

    Wrote issues/ISS-1-load-environment-is-down.md.

    $ hum set ISS-1 status=working
    ISS-1 Load environment is down

    - status open → working

    Wrote issues/ISS-1-load-environment-is-down.md.

    $ hum new meeting "Queue review" purpose=decide attendees=@maria,@dana
    New meeting MTG-2026-06-01-queue-review: Queue review

    Wrote meetings/MTG-2026-06-01-queue-review.md.

    $ hum new update "Week 22" audience=exec from="TBD(@maria, 2026-06-05)" to="TBD(@maria, 2026-06-05)"
    New update UPD-2026-06-01-week-22: Week 22

    Wrote updates/UPD-2026-06-01-week-22.md.

    $ hum check
    warning[bare-tbd]: the section `## Agenda` is to be determined
     --> meetings/MTG-2026-06-01-queue-review.md:8:1
      |
    8 | ## Agenda
      | ^^^^^^^^^
      |
      = note: What nobody is asked to find out stays unknown.
      = help: write it below the heading

    To read about a rule, type:
      hum explain bare-tbd

    1 warning in 11 records (11 files)

    $ hum list
    Id                           Title                      Status     Owner   Date
    ───────────────────────────  ─────────────────────────  ─────────  ──────  ──────────
    PROGRAM                      Atlas                                 @maria  2026-06-01
    WS-1                         Platform                   active     @maria  2026-11-27
    DEL-1                        Auth API                   committed  @maria  2026-09-01
    RISK-1                       Quota approval comes late  treating   @maria  2026-08-01
    DEC-1                        Use one queue              accepted           2026-06-08
    DEP-1                        Login tokens               committed  @maria  2026-08-14
    ISS-1                        Load environment is down   working    @maria
    dana                         Dana Kim
    maria                        Maria Lopez
    MTG-2026-06-01-queue-review  Queue review                                  2026-06-01
    UPD-2026-06-01-week-22       Week 22                    draft

    11 records.
    "#);
    let decision = world.read("decisions/DEC-1-use-one-queue.md");
    insta::assert_snapshot!(decision, @r#"
    ---
    title: Use one queue
    status: accepted
    driver: "@maria"
    approver: "@dana"
    decide_by: 2026-06-08
    affects: [DEL-1]
    decided: 2026-06-01
    ---

    ## Problem

    Two teams run two queues.

    ## Drivers

    <!-- What a good answer has to respect, the most important first. -->

    ## Options

    - One queue for both
    - Two queues, as today

    ## Recommendation

    <!-- Which option the driver would take, and why, in one or two sentences. -->

    ## Decision

    One queue for both.

    ## Why

    One team on call is enough.

    ## Consequences

    <!-- What follows, the bad with the good, and who has to do what. -->

    ## Dissent

    <!-- Who disagreed, and why, in their words. -->
    "#);
    let risk = world.read("risks/RISK-1-quota-approval-comes-late.md");
    insta::assert_snapshot!(risk, @r#"
    ---
    title: Quota approval comes late
    status: treating
    owner: "@maria"
    type: threat
    cause: The board meets once a month
    event: Approval comes after July
    effect: The API starts late
    affects: [DEL-1]
    probability: 3
    impact: 3
    window:
      until: 2026-08-01
    response: mitigate
    ---

    ## Actions

    <!-- What is done so that it does not happen, or hurts less: an action a line, `- [ ] @name what (due 2026-06-04)`. -->

    - [ ] @maria ask the board for a day (due 2026-06-10) ^a1

    ## Contingency

    <!-- What is done once the trigger is seen. -->

    ## Fallback

    <!-- What is done if that is not enough. -->
    "#);
}

/// Returns a world with a few records.
fn begun() -> World {
    let world = World::program();
    world.write("people/maria.md", "---\nname: Maria Lopez\n---\n");
    world.write("people/dana.md", "---\nname: Dana Kim\n---\n");
    world.write(
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: proposed\nowner: maria\nobjective: One platform\n---\n",
    );
    world.write(
        "risks/RISK-1-quota.md",
        "---\ntitle: Quota\nstatus: identified\nowner: maria\ntype: threat\ncause: a\nevent: b\neffect: c\naffects: [WS-1]\n---\n\n## Actions\n\n- [ ] @maria ask (due 2026-07-01) ^a1\n",
    );
    world
}

/// Runs commands that all must fail and must not change a byte.
#[track_caller]
fn refused(world: &World, commands: &[&[&str]]) -> String {
    let before = world.files();
    let told = world.session(commands);
    assert_eq!(told.matches("exit: 2\n").count(), commands.len(), "{told}");
    assert!(world.files() == before, "a file changed");
    told
}

#[test]
fn a_wrong_step_with_new_is_told_what_to_type() {
    let told = refused(
        &begun(),
        &[
            &["new"],
            &["new", "rsk", "Late"],
            &["new", "risk"],
            &["new", "risk", ""],
            &["new", "risk", "owner=@maria"],
            &["new", "risk", "Late", "ownr=@maria"],
            &["new", "risk", "Late", "owner"],
            &["new", "risk", "Late", "=x"],
            &["new", "risk", "Late", "probability=high"],
            &["new", "risk", "Late", "probability=9"],
            &["new", "risk", "Late", "type=threatt"],
            &["new", "risk", "Late", "residual=3"],
            &["new", "risk", "Late", "owner=@maria,@dana"],
            &["new", "risk", "Late", "owner+=@maria"],
            &["new", "risk", "Late", "affects=WS-9"],
            &["new", "risk", "Late", "owner="],
            &[
                "new",
                "risk",
                "Late",
                "status=treating",
                "owner=@maria",
                "affects=WS-1",
            ],
            &["new", "deliverable", "API", "due=31.12.2026"],
            &["new", "deliverable", "API", "due=01/02/2026"],
            &["new", "program", "Other"],
            &["new", "person", "maria"],
        ],
    );
    insta::assert_snapshot!(told, @r#"
    $ hum new
    error: the following required arguments were not provided:
      <KIND>

    Usage: hum new <KIND> [TITLE] [FIELD=VALUE]...

    For more information, try '--help'.
      hint: write for example: hum new risk "Quota approval comes late" owner=@maria
    exit: 2

    $ hum new rsk Late
    error: there is no kind `rsk`
      hint: did you mean `risk`?
    exit: 2

    $ hum new risk
    error: a risk needs a title
      hint: hum new risk "What it is, in one line"
    exit: 2

    $ hum new risk ""
    error: a risk needs a title
      hint: hum new risk "What it is, in one line"
    exit: 2

    $ hum new risk owner=@maria
    error: a risk needs a title
      hint: hum new risk "What it is, in one line"
    exit: 2

    $ hum new risk Late ownr=@maria
    error: a risk has no field or section `ownr`
      hint: did you mean `owner`?
    exit: 2

    $ hum new risk Late owner
    error: `owner` assigns nothing
      hint: write field=value, field+=item, field-=item, or field= to take it away
    exit: 2

    $ hum new risk Late =x
    error: `=x` assigns nothing
      hint: write field=value, field+=item, field-=item, or field= to take it away
    exit: 2

    $ hum new risk Late probability=high
    error: `high` is no number, which `probability` takes
      hint: write probability=3
    exit: 2

    $ hum new risk Late probability=9
    error[invalid-value]: `probability` is `9`
     --> risks/RISK-2-late.md:8:14
      |
    8 | probability: 9
      |              ^ expected a number of 5 or less
      |
      = note: A value outside the schema is left out of counts, dates and transitions.
      = help: write, for example, `probability: 3`. How likely the event is, from 1 (very low) to 5 (very high). program.yaml says which percentage each number stands for.

    To read about a rule, type:
      hum explain invalid-value

    1 error in 6 records (6 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: change the command as `help` says, then try again
    exit: 2

    $ hum new risk Late type=threatt
    error: `type` of a risk is never `threatt`
      hint: did you mean type=threat?
    exit: 2

    $ hum new risk Late residual=3
    error: `residual` holds fields of its own
      hint: write residual.probability=… or residual.impact=…
    exit: 2

    $ hum new risk Late owner=@maria,@dana
    error[invalid-value]: `owner` is `@maria,@dana`
     --> risks/RISK-2-late.md:4:8
      |
    4 | owner: "@maria,@dana"
      |        ^^^^^^^^^^^^^^ expected one person by handle, or TBD(@who-finds-out, date) while the person is not known
      |
      = note: A value outside the schema is left out of counts, dates and transitions.
      = help: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified.

    To read about a rule, type:
      hum explain invalid-value

    1 error in 6 records (6 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: change the command as `help` says, then try again
    exit: 2

    $ hum new risk Late owner+=@maria
    error: `owner` holds one value
      hint: write owner=@maria
    exit: 2

    $ hum new risk Late affects=WS-9
    error[dangling-ref]: `affects`: there is no record `WS-9`
     --> risks/RISK-2-late.md:8:11
      |
    8 | affects: [WS-9]
      |           ^^^^
      |
      = note: A dependency that leads nowhere is followed by nobody.
      = help: write the id of a record that exists

    To read about a rule, type:
      hum explain dangling-ref

    1 error in 6 records (6 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: change the command as `help` says, then try again
    exit: 2

    $ hum new risk Late owner=
    error: `owner` of a new record holds nothing yet
      hint: leave it out
    exit: 2

    $ hum new risk Late status=treating owner=@maria affects=WS-1
    error[missing-field]: the field `impact` is missing: a risk that is treating needs it
     --> risks/RISK-2-late.md:3:9
      |
    3 | status: treating
      |         ^^^^^^^^
      |
      = note: Whoever answers for this cannot be asked, or nobody knows by when.
      = help: add `impact: …`, or set the state back

    error[missing-field]: the field `probability` is missing: a risk that is treating needs it
     --> risks/RISK-2-late.md:3:9
      |
    3 | status: treating
      |         ^^^^^^^^
      |
      = help: add `probability: …`, or set the state back

    error[missing-field]: the field `response` is missing: a risk that is treating needs it
     --> risks/RISK-2-late.md:3:9
      |
    3 | status: treating
      |         ^^^^^^^^
      |
      = help: add `response: …`, or set the state back

    error[untreated-risk]: RISK-2 is being treated and has no open action with a person and a date
      --> risks/RISK-2-late.md:15:1
       |
    15 | ## Actions
       | ^^^^^^^^^^
       |
       = note: A risk that everybody knows and nobody treats is a decision nobody made.
       = help: add `- [ ] @name what (due YYYY-MM-DD)` below `## Actions`

    To read about a rule, type:
      hum explain missing-field
      hum explain untreated-risk

    4 errors in 6 records (6 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: add to the command: action+="@name what (due YYYY-MM-DD)" impact=… probability=… response=…
    exit: 2

    $ hum new deliverable API due=31.12.2026
    error: `31.12.2026` is no day, which `due` takes
      hint: write due=2026-12-31, or due=today+14d
    exit: 2

    $ hum new deliverable API due=01/02/2026
    error: `01/02/2026` is no day, which `due` takes
      hint: write due=2026-05-01, or due=today+14d
    exit: 2

    $ hum new program Other
    error: there is one program: program.yaml
      hint: change it: hum set PROGRAM field=value
    exit: 2

    $ hum new person maria
    error: people/maria.md exists already
      hint: `hum set maria …` changes it; for a second one give another title, or other words with --slug
    exit: 2
    "#);
}

#[test]
fn a_wrong_step_with_set_or_mv_is_told_what_to_type() {
    let told = refused(
        &begun(),
        &[
            &["set"],
            &["set", "RISK-1"],
            &["set", "owner=@maria"],
            &["set", "RISK-9", "owner=@maria"],
            &["set", "RISK-01", "owner=@maria"],
            &["set", "RISK-1", "stauts=analyzed"],
            &["set", "RISK-1", "status=closed"],
            &["set", "RISK-1", "status=analyzed"],
            &["set", "RISK-1", "status=analized"],
            &["set", "RISK-1", "affects-=WS-9"],
            &["set", "RISK-1", "title="],
            &["set", "RISK-1", "action=ask"],
            &["set", "RISK-1", "action+="],
            &["set", "RISK-1", "actions=ask"],
            &["set", "RISK-1", "contingency="],
            &["set", "RISK-1^a9", "done=yes"],
            &["set", "RISK-1^a1", "done=perhaps"],
            &["set", "RISK-1^a1", "status=done"],
            &["set", "RISK-1", "--where", "kind = risk", "owner=@dana"],
            &["set", "--where", "kind = rsk", "owner=@dana"],
            &["mv"],
            &["mv", "RISK-9"],
            &["mv", "RISK-1", "WS-2"],
            &["mv", "RISK-1", "issues/ISS-1-quota.md"],
            &["mv", "PROGRAM", "atlas"],
        ],
    );
    insta::assert_snapshot!(told, @r#"
    $ hum set
    error: the following required arguments were not provided:
      <ID… FIELD=VALUE>...

    Usage: hum set <ID… FIELD=VALUE>...

    For more information, try '--help'.
      hint: write for example: hum set RISK-12 owner=@maria
    exit: 2

    $ hum set RISK-1
    error: nothing is assigned
      hint: write for example: hum set RISK-12 owner=@maria
    exit: 2

    $ hum set owner=@maria
    error: no record is named
      hint: name it first: hum set RISK-12 owner=@maria
    exit: 2

    $ hum set RISK-9 owner=@maria
    error: there is no record RISK-9
      hint: did you mean RISK-1?
    exit: 2

    $ hum set RISK-01 owner=@maria
    error: there is no record RISK-01
      hint: did you mean RISK-1?
    exit: 2

    $ hum set RISK-1 stauts=analyzed
    error: a risk has no field or section `stauts`
      hint: did you mean `status`?
    exit: 2

    $ hum set RISK-1 status=closed
    error: a risk that is identified does not become closed
      hint: next it becomes analyzed
    exit: 2

    $ hum set RISK-1 status=analyzed
    error[missing-field]: the field `impact` is missing: a risk that is analyzed needs it
     --> risks/RISK-1-quota.md:3:9
      |
    3 | status: analyzed
      |         ^^^^^^^^
      |
      = note: Whoever answers for this cannot be asked, or nobody knows by when.
      = help: add `impact: …`, or set the state back

    error[missing-field]: the field `probability` is missing: a risk that is analyzed needs it
     --> risks/RISK-1-quota.md:3:9
      |
    3 | status: analyzed
      |         ^^^^^^^^
      |
      = help: add `probability: …`, or set the state back

    To read about a rule, type:
      hum explain missing-field

    2 errors in 5 records (5 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: add to the command: impact=… probability=…
    exit: 2

    $ hum set RISK-1 status=analized
    error: `status` of a risk is never `analized`
      hint: did you mean status=analyzed?
    exit: 2

    $ hum set RISK-1 affects-=WS-9
    error: `affects` does not hold `WS-9`
      hint: it holds WS-1
    exit: 2

    $ hum set RISK-1 title=
    error[missing-field]: the field `title` is missing
     --> risks/RISK-1-quota.md:2:1
      |
    2 | status: identified
      | ^^^^^^
      |
      = note: Whoever answers for this cannot be asked, or nobody knows by when.
      = help: add `title: …`, for example `title: Quota approval comes late`

    To read about a rule, type:
      hum explain missing-field

    1 error in 5 records (5 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: add to the command: title=…
    exit: 2

    $ hum set RISK-1 action=ask
    error: `action` adds a line to do, and this adds none
      hint: write action+="@maria book the room (due 2026-05-01)"
    exit: 2

    $ hum set RISK-1 action+=
    error: `action` adds a line to do, and this adds none
      hint: write action+="@maria book the room (due 2026-05-01)"
    exit: 2

    $ hum set RISK-1 actions=ask
    error: risks/RISK-1-quota.md:12:1: the section `Actions` says something already
      hint: add an item with actions+=…, or change it in the file
    exit: 2

    $ hum set RISK-1 contingency=
    error: the section `Contingency` is not emptied from here
      hint: change it in risks/RISK-1-quota.md, or write contingency="…"
    exit: 2

    $ hum set RISK-1^a9 done=yes
    error: there is no action RISK-1^a9
      hint: its actions are RISK-1^a1
    exit: 2

    $ hum set RISK-1^a1 done=perhaps
    error: `perhaps` is neither yes nor no
      hint: write done=yes or done=no
    exit: 2

    $ hum set RISK-1^a1 status=done
    error: an action has no `status`
      hint: did you mean `state`?
    exit: 2

    $ hum set RISK-1 --where "kind = risk" owner=@dana
    error: RISK-1 is named, and --where selects too
      hint: give one of the two
    exit: 2

    $ hum set --where "kind = rsk" owner=@dana
    error: column 8: `kind` is never `rsk`
      | kind = rsk
      |        ^^^
      hint: did you mean `risk`?
    exit: 2

    $ hum mv
    error: the following required arguments were not provided:
      <OLD>

    Usage: hum mv <OLD> [NEW]

    For more information, try '--help'.
      hint: write for example: hum mv RISK-12 RISK-14
    exit: 2

    $ hum mv RISK-9
    error: there is no record RISK-9
      hint: did you mean RISK-1?
    exit: 2

    $ hum mv RISK-1 WS-2
    error: WS-2 is no id of a risk
      hint: its files are named like risks/RISK-{number}-{slug}.md
    exit: 2

    $ hum mv RISK-1 issues/ISS-1-quota.md
    error: issues/ISS-1-quota.md is no place of a risk
      hint: its files are named like risks/RISK-{number}-{slug}.md
    exit: 2

    $ hum mv PROGRAM atlas
    error: there is one program, and its name is fixed
      hint: change its title instead
    exit: 2
    "#);
}

#[test]
fn an_id_in_any_case_and_a_handle_name_a_record() {
    let world = begun();
    let told = world.session(&[
        &["set", "risk-1", "probability=3"],
        &["set", "@maria", "role=Program manager"],
        &["set", "risks/RISK-1-quota.md", "probability="],
        &["set", "RISK-1", "probability="],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum set risk-1 probability=3
    RISK-1 Quota

    - probability set to 3

    Wrote risks/RISK-1-quota.md.

    $ hum set @maria role="Program manager"
    maria Maria Lopez

    - role set to “Program manager”

    Wrote people/maria.md.

    $ hum set risks/RISK-1-quota.md probability=
    RISK-1 Quota

    - probability removed, was 3

    Wrote risks/RISK-1-quota.md.

    $ hum set RISK-1 probability=
    Nothing to change.
    "#);
}

#[test]
fn places_where_nothing_can_be_written_are_told() {
    let world = World::empty();
    crate::world::Repository::create_bare(&world.work().join("bare"));
    world.write("bad/program.yaml", PROGRAM);
    world.write("bad/risks/RISK-1-open.md", "---\ntitle: [Open\n---\n");
    world.write("bad/risks/RISK-2-one.md", "---\ntitle: One\n---\n");
    world.write("bad/risks/RISK-2-two.md", "---\ntitle: Two\n---\n");
    let told = refused(
        &world,
        &[
            &["new", "risk", "Late"],
            &["-C", "bare", "new", "risk", "Late"],
            &["-C", "bad", "set", "RISK-1", "owner=@maria"],
            &["-C", "bad", "set", "risks/RISK-1-open.md", "owner=@maria"],
            &["-C", "bad", "set", "RISK-2", "owner=@maria"],
        ],
    );
    insta::assert_snapshot!(told, @"
    $ hum new risk Late
    error: there is no program.yaml in $WORLD/work or any folder above it
      hint: run `hum init` to start a program here, or give a folder with -C
    exit: 2

    $ hum -C bare new risk Late
    error: this repository is bare: it has no files to change
      hint: run this in a clone
    exit: 2

    $ hum -C bad set RISK-1 owner=@maria
    error: risks/RISK-1-open.md cannot be read
      hint: run `hum check risks/RISK-1-open.md`
    exit: 2

    $ hum -C bad set risks/RISK-1-open.md owner=@maria
    error: risks/RISK-1-open.md cannot be read
      hint: run `hum check risks/RISK-1-open.md`
    exit: 2

    $ hum -C bad set RISK-2 owner=@maria
    error: RISK-2 is the id of risks/RISK-2-one.md and of risks/RISK-2-two.md
      hint: give the path; `hum mv risks/RISK-2-two.md` gives the second another id
    exit: 2
    ");
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_told() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let owner = OsStr::from_bytes(b"owner=\xff");
    let output = begun().hum([OsStr::new("set"), OsStr::new("RISK-1"), owner]);
    insta::assert_snapshot!(output, @"
    exit: 2
    --- stderr
    error: an argument is not UTF-8
      hint: type it again, or set the terminal to UTF-8
    ");
}
