use super::atlas;

#[test]
fn atlas_at_its_end() {
    let world = atlas();
    insta::assert_snapshot!(world.hum(["untold", "--as-of", "2026-06-26"]).sound(), @"
    exit: 0
    --- stdout
    Atlas migration: untold on 2026-06-26
    ═════════════════════════════════════

    contributors
    ────────────

    No update was sent yet. `hum update contributors`

    - RISK-7 A storage array at Northgate fails before cut-over: @lee; as it is since 2026-05-20
    - RISK-8 Landlord credits an early exit from hall B: @lee; as it is since 2026-05-20
    - RISK-9 The PCI DSS report arrives after 2026-07-17: @lee; as it is since 2026-06-11
    - RISK-10 Too few on-call engineers if cut-over falls in August: @lee; as it is since 2026-06-24
    - DEC-2 All merchants at once or in cohorts: @priya; as it is since 2026-02-20
    - DEC-3 Start the ledger copy on one circuit: @priya; as it is since 2026-03-27
    - DEC-6 Nightly reconciliation before and during cut-over: @kim; as it is since 2026-05-27
    - DEC-7 Which closed years have to move before GA: @kim, @sam; as it is since 2026-06-16
    - DEC-8 Who has the staging region in July: @aisha; as it is since 2026-06-11
    - ISS-4 The copy of the closed years cannot be made faster: @lee; as it is since 2026-06-16

    exec
    ────

    The next update is due today. `hum update exec`

    - DEC-2 All merchants at once or in cohorts: @ines; as it is since 2026-02-20
    - DEC-3 Start the ledger copy on one circuit: @ines; as it is since 2026-03-27
    - DEC-5 Keep or drop the feed to the reporting warehouse: @dana; as it is since 2026-05-13
    - DEC-6 Nightly reconciliation before and during cut-over: @dana; as it is since 2026-05-27
    - DEC-7 Which closed years have to move before GA: @ines (last told 2026-06-12); as it is since
      2026-06-16
    - DEC-8 Who has the staging region in July: @ines; as it is since 2026-06-11
    ");
    insta::assert_snapshot!(world.hum(["untold", "exec", "--as-of", "2026-06-26", "--format", "markdown"]).sound(), @"
    exit: 0
    --- stdout
    # Atlas migration: untold on 2026-06-26

    ## exec

    The next update is due today. `hum update exec`

    - [DEC-2](decisions/DEC-2-cohorts.md) All merchants at once or in cohorts: @ines; as it is since 2026-02-20
    - [DEC-3](decisions/DEC-3-copy-on-one-circuit.md) Start the ledger copy on one circuit: @ines; as it is since 2026-03-27
    - [DEC-5](decisions/DEC-5-reporting-feed.md) Keep or drop the feed to the reporting warehouse: @dana; as it is since 2026-05-13
    - [DEC-6](decisions/DEC-6-reconciliation.md) Nightly reconciliation before and during cut-over: @dana; as it is since 2026-05-27
    - [DEC-7](decisions/DEC-7-closed-years.md) Which closed years have to move before GA: @ines (last told 2026-06-12); as it is since 2026-06-16
    - [DEC-8](decisions/DEC-8-staging-region.md) Who has the staging region in July: @ines; as it is since 2026-06-11
    ");
}

#[test]
fn atlas_before_anything_was_sent() {
    let world = atlas();
    insta::assert_snapshot!(world.hum(["untold", "--at", "2026-03-15"]).sound(), @"
    exit: 0
    --- stdout
    Atlas migration: untold on 2026-03-12
    ═════════════════════════════════════

    contributors
    ────────────

    No update was sent yet. `hum update contributors`

    - RISK-2 Second circuit of the private link is installed late: @lee; as it is since 2026-02-26
    - DEC-1 How many cloud regions at GA: @lee, @tomas; as it is since 2026-01-28
    - DEC-2 All merchants at once or in cohorts: @priya; as it is since 2026-02-20

    exec
    ────

    No update was sent yet. `hum update exec`

    - DEC-2 All merchants at once or in cohorts: @ines; as it is since 2026-02-20
    ");
}

#[test]
fn an_audience_that_is_not_there() {
    let world = atlas();
    insta::assert_snapshot!(world.hum(["untold", "exek"]).sound(), @"
    exit: 2
    --- stderr
    error: there is no audience `exek`
      hint: did you mean `exec`?
    ");
}

#[test]
fn who_is_to_be_determined_is_nobody() {
    let world = atlas();
    let settings = world.read("program.yaml");
    world.write(
        "program.yaml",
        settings.replace("sponsor: \"@ines\"", "sponsor: TBD"),
    );
    let told = world.hum(["untold", "--as-of", "2026-06-26"]).sound();
    assert!(
        !told.stdout.contains("TBD") && told.stdout.contains("DEC-7"),
        "{told}"
    );
}
