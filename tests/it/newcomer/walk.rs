//! The whole walk.

use super::step::WALK;
use crate::world::World;

#[test]
#[expect(clippy::too_many_lines, reason = "all that is told is one snapshot")]
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
    RISK-1 Quota approval comes late

    - status analyzed → treating
    - response set to mitigate
    - action added: @maria ask the board for a day (due 2026-06-10)

    Wrote risks/RISK-1-quota-approval-comes-late.md.

    $ hum set RISK-1 status=treating response=mitigate action+="@maria ask the board for a day (due 2026-06-10)"
    Nothing to change.

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

    To fill in: hum set MTG-2026-06-01-queue-review agenda="…"

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
