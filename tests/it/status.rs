//! Where the program stands: what owners say beside what the facts say, and the status in a README.

use crate::world::{Output, PROGRAM, World};

/// Returns the example program at its end.
fn atlas() -> World {
    let world = World::empty();
    let output = world.hum(["demo", "."]).sound();
    assert_eq!(output.code, Some(0), "{output}");
    world
}

fn status(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["status"], arguments].concat()).sound()
}

#[test]
fn atlas_at_its_end() {
    let world = atlas();
    insta::assert_snapshot!(status(&world, &["--as-of", "2026-06-26"]), @"
    exit: 0
    --- stdout
    Atlas migration: 2026-06-26
    ═══════════════════════════

    Facts say ■ OFF TRACK; owners say ■ off track since 2026-06-08, at risk before. The last part is
    forecast for 2026-08-14, target 2026-07-31: ■ +10 workdays (DEL-8).

    Work
    ────

    Work                        Owner   Owner says   Facts say    Due         Why
    ──────────────────────────  ──────  ───────────  ───────────  ──────────  ──────────────────────────
    WS-2 Ledger and cut-over    @lee    ■ off track  ■ off track  2026-07-31  DEL-6 is off track
                                                                              (forecast 2026-07-27 is 13
                                                                              workdays after
                                                                              2026-07-08); DEL-7 is off
                                                                              track (forecast 2026-08-05
                                                                              is 13 workdays after
                                                                              2026-07-17); 1 more
    WS-3 Payment services       @kim    ● on track   ▲ at risk    2026-07-08  nobody changed or reviewed
                                                                              it since 2026-06-05, 21
                                                                              days ago; DEL-11 is at
                                                                              risk (DEP-4 is needed by
                                                                              2026-07-02 and not
                                                                              promised)
    WS-4 Security and           @priya  ▲ at risk    ● on track   2026-07-17
    assessment
    WS-1 Cloud platform         @sam    ● on track   ● on track   2026-07-08

    Said to be better than the facts
    ────────────────────────────────

    - WS-3 Payment services: owner says ● on track, facts say ▲ at risk for 15 days: nobody changed or
      reviewed it since 2026-06-05, 21 days ago; DEL-11 is at risk (DEP-4 is needed by 2026-07-02 and
      not promised)

    Decisions to be made
    ────────────────────

    - DEC-7 Which closed years have to move before GA: @dana, by 2026-06-30

    Risks
    ─────

    - RISK-10 Too few on-call engineers if cut-over falls in August: score 12, exposure 3.2 workdays,
      mitigate, @aisha, next action 2026-07-02
    - RISK-9 The PCI DSS report arrives after 2026-07-17: score 12, exposure 2.0 workdays, mitigate,
      @priya, next action 2026-07-01
    - RISK-6 The acquirer takes files from the cloud without a new certification: score 8, exposure 4.0
      workdays, mitigate, @kim, next action 2026-07-01

    1 more: `hum risks`

    Next
    ────

    - 2026-07-06 DEL-15 Nightly reconciliation report, @sam, ● −2 workdays against the baseline
    - 2026-07-07 DEL-11 Settlement batch, @kim, ● −1 workday against the baseline
    - 2026-07-07 DEL-4 Failover drill and runbooks, @aisha, ● −1 workday against the baseline
    - 2026-07-16 DEL-14 PCI DSS assessment of the cloud region, @priya, ● −1 workday against the
      baseline
    - 2026-07-27 DEL-6 Copy of the closed years, @lee, ■ +13 workdays against the baseline

    Silent: @kim (21 days: WS-3, DEL-11, RISK-6)

    Check: 0 errors, 2 warnings. `hum check`
    ");
}

#[test]
fn atlas_in_march() {
    let world = atlas();
    insta::assert_snapshot!(status(&world, &["--at", "2026-03-15"]), @"
    exit: 0
    --- stdout
    Atlas migration: 2026-03-12
    ═══════════════════════════

    Facts say ▲ AT RISK; owners say ● on track since 2026-01-06. The last part is forecast for
    2026-07-31, target 2026-07-31: ● on the day (DEL-8).

    Work
    ────

    Work                         Owner   Owner says  Facts say   Due         Why
    ───────────────────────────  ──────  ──────────  ──────────  ──────────  ───────────────────────────
    WS-1 Cloud platform          @sam    ● on track  ▲ at risk   2026-07-08  DEL-2 is at risk (nobody
                                                                             changed or reviewed it
                                                                             since 2026-01-21, 50 days
                                                                             ago); DEL-3 is at risk (it
                                                                             has 4 workdays less than it
                                                                             needs); 1 more
    WS-2 Ledger and cut-over     @lee    nothing     ▲ at risk   2026-07-31  DEL-7 is at risk (it has 1
                                                                             workday less than it
                                                                             needs); DEL-8 is at risk
                                                                             (it has 1 workday less than
                                                                             it needs)
    WS-3 Payment services        @tomas  ● on track  ▲ at risk   2026-07-08  DEL-10 is at risk (it has 4
                                                                             workdays less than it
                                                                             needs)
    WS-4 Security and            @priya  ● on track  ● on track  2026-07-17
    assessment

    Said to be better than the facts
    ────────────────────────────────

    - WS-1 Cloud platform: owner says ● on track, facts say ▲ at risk for 35 days: DEL-2 is at risk
      (nobody changed or reviewed it since 2026-01-21, 50 days ago); DEL-3 is at risk (it has 4 workdays
      less than it needs); 1 more
    - WS-3 Payment services: owner says ● on track, facts say ▲ at risk for 8 days: DEL-10 is at risk
      (it has 4 workdays less than it needs)

    Decisions to be made
    ────────────────────

    None.

    Risks
    ─────

    - RISK-3 Old client libraries reject the new access tokens: score 16, exposure 9.8 workdays, no
      response, @kim
    - RISK-4 Key ceremony without three custodians: score 12, exposure 6.0 workdays, no response, @priya
    - RISK-2 Second circuit of the private link is installed late: score 9, exposure 4.0 workdays,
      mitigate, @sam, next action 2026-03-20

    Next
    ────

    - 2026-03-31 DEL-2 Private link between Northgate and the cloud, @sam
    - 2026-05-08 DEL-9 Authorisation API, @tomas, ● −10 workdays against the baseline
    - 2026-05-15 DEL-5 Live replication of the ledger, @lee, ● −9 workdays against the baseline
    - 2026-05-28 DEL-13 Card vault with new keys, @priya, ● −1 workday against the baseline
    - 2026-06-12 DEL-10 Merchant API, @kim

    Silent: None.

    Check: 2 errors, 2 warnings. `hum check`
    ");
}

#[test]
fn atlas_in_may() {
    let world = atlas();
    insta::assert_snapshot!(status(&world, &["--at", "2026-05-15"]), @"
    exit: 0
    --- stdout
    Atlas migration: 2026-05-14
    ═══════════════════════════

    Facts say ▲ AT RISK; owners say ▲ at risk since 2026-04-30, on track before. The last part is
    forecast for 2026-07-31, target 2026-07-31: ● on the day (DEL-8).

    Work
    ────

    Work                          Owner   Owner says  Facts say  Due         Why
    ────────────────────────────  ──────  ──────────  ─────────  ──────────  ───────────────────────────
    WS-1 Cloud platform           @sam    ● on track  ▲ at risk  2026-07-08  DEL-3 is at risk (it has 4
                                                                             workdays less than it
                                                                             needs); DEL-4 is at risk
                                                                             (it has 4 workdays less
                                                                             than it needs)
    WS-2 Ledger and cut-over      @lee    ▲ at risk   ▲ at risk  2026-07-31  DEL-7 is at risk (it has 1
                                                                             workday less than it
                                                                             needs); DEL-8 is at risk
                                                                             (it has 1 workday less than
                                                                             it needs)
    WS-3 Payment services         @kim    ▲ at risk   ▲ at risk  2026-07-08  DEL-10 is at risk (it has 4
                                                                             workdays less than it
                                                                             needs); DEL-9 is at risk
                                                                             (it has 4 workdays less
                                                                             than it needs)
    WS-4 Security and assessment  @priya  ● on track  ▲ at risk  2026-07-17  DEL-13 is at risk (nobody
                                                                             changed or reviewed it
                                                                             since 2026-03-03, 72 days
                                                                             ago)

    Said to be better than the facts
    ────────────────────────────────

    - WS-1 Cloud platform: owner says ● on track, facts say ▲ at risk: DEL-3 is at risk (it has 4
      workdays less than it needs); DEL-4 is at risk (it has 4 workdays less than it needs)
    - WS-4 Security and assessment: owner says ● on track, facts say ▲ at risk for 57 days: DEL-13 is at
      risk (nobody changed or reviewed it since 2026-03-03, 72 days ago)

    Decisions to be made
    ────────────────────

    None.

    Risks
    ─────

    - RISK-3 Old client libraries reject the new access tokens: score 16, exposure 9.8 workdays, avoid,
      @kim, next action 2026-06-03
    - RISK-5 Re-encryption of the closed years is slower than planned: score 12, exposure 4.0 workdays,
      mitigate, @lee, next action 2026-05-27
    - RISK-6 The acquirer takes files from the cloud without a new certification: score 8, exposure 4.0
      workdays, no response, @kim

    2 more: `hum risks`

    Next
    ────

    - 2026-05-21 DEL-9 Authorisation API, @kim, ● −1 workday against the baseline
    - 2026-05-28 DEL-13 Card vault with new keys, @priya, ● −1 workday against the baseline
    - 2026-05-28 DEL-5 Live replication of the ledger, @lee, ● −1 workday against the baseline
    - 2026-06-12 DEL-10 Merchant API, @kim
    - 2026-06-22 DEL-3 Load test at twice the December peak, @aisha, ● −4 workdays against the baseline

    Silent: @priya (15 days: WS-4, DEL-13, RISK-4) · @sam (21 days: WS-1, RISK-2)

    Check: 0 errors, 1 warning. `hum check`
    ");
}

#[test]
fn without_records_and_without_a_repository() {
    let world = World::program();
    insta::assert_snapshot!(status(&world, &[]), @"
    exit: 0
    --- stdout
    Atlas: 2026-06-01
    ═════════════════

    Facts say ● ON TRACK; no owner says how it stands.

    Work
    ────

    None.

    Said to be better than the facts
    ────────────────────────────────

    None.

    Decisions to be made
    ────────────────────

    None.

    Risks
    ─────

    None.

    Next
    ────

    None.

    Silent: None.

    Check: 0 errors, 0 warnings. `hum check`
    ");
}

#[test]
fn the_status_is_written_between_its_marks_and_nowhere_else() {
    let world = World::program();
    let readme = "# Atlas\r\n\r\nRead this.\r\n<!-- hum status -->\r\nold\r\n<!-- /hum status -->\r\n\r\nEnd.\r\n";
    world.write("README.md", readme);
    insta::assert_snapshot!(status(&world, &["--write", "README.md"]), @"
    exit: 0
    --- stderr
    wrote README.md
    ");
    let written = world.read("README.md");
    assert!(written.starts_with(
        "# Atlas\r\n\r\nRead this.\r\n<!-- hum status -->\r\n## Atlas: 2026-06-01\r\n"
    ));
    assert!(written.ends_with("`hum check`\r\n<!-- /hum status -->\r\n\r\nEnd.\r\n"));
    assert_eq!(
        written.matches('\n').count(),
        written.matches("\r\n").count()
    );
    insta::assert_snapshot!(status(&world, &["--write", "README.md"]), @"
    exit: 0
    --- stderr
    README.md says so already
    ");
    assert_eq!(world.read("README.md"), written);
    // Links lead from the folder of the file.
    let workstream = "---\ntitle: Platform\nstatus: active\nowner: \"@maria\"\nhealth: on_track\nobjective: One\n---\n";
    world.write("workstreams/WS-1-platform.md", workstream);
    world.write(
        "docs/team/status.md",
        "<!-- hum status -->\n<!-- /hum status -->\n",
    );
    insta::assert_snapshot!(status(&world, &["--write", "docs/team/status.md"]), @"
    exit: 0
    --- stderr
    wrote docs/team/status.md
    ");
    let written = world.read("docs/team/status.md");
    assert!(
        written.contains("| [WS-1](../../workstreams/WS-1-platform.md) Platform |"),
        "{written}"
    );
}

#[test]
fn a_file_that_cannot_take_the_status_stays_as_it_is() {
    let world = World::empty();
    world.write("program.yaml", PROGRAM);
    world.write("README.md", "# Atlas\n");
    insta::assert_snapshot!(status(&world, &["--write", "README.md"]), @"
    exit: 2
    --- stderr
    error: README.md does not say where: the two marks are not in it
      hint: add the lines `<!-- hum status -->` and `<!-- /hum status -->` where it belongs
    ");
    assert_eq!(world.read("README.md"), "# Atlas\n");
    insta::assert_snapshot!(status(&world, &["--write", "STATUS.md"]), @"
    exit: 2
    --- stderr
    error: there is no file STATUS.md in the program
      hint: give a Markdown file of the program's folder
    ");
    insta::assert_snapshot!(status(&world, &["--write", "../home/STATUS.md"]), @"
    exit: 2
    --- stderr
    error: there is no file ../home/STATUS.md in the program
      hint: give a Markdown file of the program's folder
    ");
    insta::assert_snapshot!(status(&world, &["--write", "README.md", "--format", "json"]), @"
    exit: 2
    --- stderr
    error: the argument '--write <FILE>' cannot be used with '--format <FORMAT>'

    Usage: hum status --write <FILE>

    For more information, try '--help'.
    ");
}
