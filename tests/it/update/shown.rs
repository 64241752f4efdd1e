use super::{atlas, atlas_with, update};

const LINE: &str = "The closed years are the only question; the rest follows from the answer.";

#[test]
fn exec_at_the_end_of_atlas() {
    let world = atlas();
    insta::assert_snapshot!(update(&world, &["exec", "--as-of", "2026-06-26", "--so-what", LINE]), @"
    exit: 0
    --- stdout
    **Atlas migration —** ■ **OFF TRACK** since 2026-06-08, at risk before. Forecast 2026-08-14 (+9 since 2026-06-12), target 2026-07-31, ■ **+10 workdays** ([DEL-8](deliverables/DEL-8-general-availability.md)). First flagged 78 days ahead.

    ## Decision needed

    - **@dana by 2026-06-30:** Which closed years have to move before GA. Recommended: Move 2019 to 2022 after GA. No cost. GA 2026-07-31. ([DEC-7](decisions/DEC-7-closed-years.md))

    ## Changed since 2026-06-12 (1 of 4)

    - Copy of the closed years: forecast moved 2026-07-14 → 2026-07-27, ▲ **+9 workdays** ([DEL-6](deliverables/DEL-6-ledger-backfill.md)), and with it [DEL-7](deliverables/DEL-7-cutover-rehearsal.md), [DEL-8](deliverables/DEL-8-general-availability.md)

    ## Top risks (1 of 4)

    - Too few on-call engineers if cut-over falls in August: +5 d, mitigate, @aisha, next 2026-07-02, new ([RISK-10](risks/RISK-10-august-leave.md))

    ## Path to green

    - Ledger and cut-over, ■ **off track**: @maria go through DEC-7 with Dana 2026-06-29. Green when DEC-7 is accepted, the checksums of 2023 to 2025 match and the forecast of DEL-8 is 2026-07-31 or earlier. ([WS-2](workstreams/WS-2-ledger-and-cutover.md))
    - Security and assessment, ▲ **at risk**: @priya get the assessor's deputy named in the contract 2026-06-30. ([WS-4](workstreams/WS-4-security.md))

    **Blocked:** The copy of the closed years cannot be made faster ([ISS-4](issues/ISS-4-copy-rate.md)) stops [DEL-7](deliverables/DEL-7-cutover-rehearsal.md), [DEL-8](deliverables/DEL-8-general-availability.md), @maria by 2026-07-01

    **Next:** Nightly reconciliation report 2026-07-06 (−2) ([DEL-15](deliverables/DEL-15-reconciliation.md))

    **Silent:** @kim (21 days: [WS-3](workstreams/WS-3-payment-services.md), [DEL-11](deliverables/DEL-11-settlement-batch.md), [RISK-6](risks/RISK-6-acquirer-certification.md))

    **So what:** _The closed years are the only question; the rest follows from the answer._ — @maria
    ");
}

#[test]
fn exec_of_atlas_in_march() {
    let world = atlas();
    insta::assert_snapshot!(update(&world, &["exec", "--at", "2026-03-15", "--since", "2026-03-01"]), @"
    exit: 0
    --- stdout
    **Atlas migration —** ● **ON TRACK** since 2026-01-06. Forecast 2026-07-31, target 2026-07-31, ● **±0 workdays** ([DEL-8](deliverables/DEL-8-general-availability.md)).

    ## Decision needed

    None.

    ## Changed since 2026-03-01

    Nothing changed that you need to act on.

    ## Top risks

    - Old client libraries reject the new access tokens: +15 d, no response, @kim, → ([RISK-3](risks/RISK-3-client-tokens.md))
    - Key ceremony without three custodians: +15 d, no response, @priya, → ([RISK-4](risks/RISK-4-key-ceremony.md))
    - Second circuit of the private link is installed late: +10 d, mitigate, @sam, next 2026-03-20, → ([RISK-2](risks/RISK-2-second-circuit.md))

    ## Path to green

    None.

    **Blocked:** None.

    **Next:** Private link between Northgate and the cloud 2026-03-31 (=) ([DEL-2](deliverables/DEL-2-private-link.md)) · Authorisation API 2026-05-08 (−10) ([DEL-9](deliverables/DEL-9-authorisation-api.md)) · Live replication of the ledger 2026-05-15 (−9) ([DEL-5](deliverables/DEL-5-ledger-replication.md))

    **Silent:** None.

    **So what:** TBD
    ");
}

#[test]
fn exec_of_atlas_in_may() {
    let world = atlas();
    insta::assert_snapshot!(update(&world, &["exec", "--at", "2026-05-15", "--since", "2026-05-01"]), @"
    exit: 0
    --- stdout
    **Atlas migration —** ▲ **AT RISK** since 2026-04-30, on track before. Forecast 2026-07-31, target 2026-07-31, ● **±0 workdays** ([DEL-8](deliverables/DEL-8-general-availability.md)). First flagged 78 days ahead.

    ## Decision needed

    None.

    ## Changed since 2026-05-01

    - Live replication of the ledger: forecast moved 2026-05-15 → 2026-05-28, ▲ **+8 workdays** ([DEL-5](deliverables/DEL-5-ledger-replication.md))
    - Ledger and cut-over: health on track → ▲ **at risk** ([WS-2](workstreams/WS-2-ledger-and-cutover.md))
    - Feed to the reporting warehouse: status committed → cancelled ([DEL-12](deliverables/DEL-12-reporting-feed.md))

    ## Top risks (3 of 5)

    - Old client libraries reject the new access tokens: +15 d, avoid, @kim, next 2026-06-03, → ([RISK-3](risks/RISK-3-client-tokens.md))
    - Re-encryption of the closed years is slower than planned: +10 d, mitigate, @lee, next 2026-05-27, → ([RISK-5](risks/RISK-5-reencryption-rate.md))
    - The acquirer takes files from the cloud without a new certification: +20 d, no response, @kim, → ([RISK-6](risks/RISK-6-acquirer-certification.md))

    ## Path to green

    - Ledger and cut-over, ▲ **at risk**: @sam give replication its own path on the second circuit 2026-05-27. ([WS-2](workstreams/WS-2-ledger-and-cutover.md))
    - Payment services, ▲ **at risk**: @kim run shadow traffic for five workdays 2026-05-21. ([WS-3](workstreams/WS-3-payment-services.md))

    **Blocked:** None.

    **Next:** Authorisation API 2026-05-21 (−1) ([DEL-9](deliverables/DEL-9-authorisation-api.md)) · Card vault with new keys 2026-05-28 (−1) ([DEL-13](deliverables/DEL-13-card-vault.md)) · Live replication of the ledger 2026-05-28 (−1) ([DEL-5](deliverables/DEL-5-ledger-replication.md))

    **Silent:** @priya (15 days: [WS-4](workstreams/WS-4-security.md), [DEL-13](deliverables/DEL-13-card-vault.md), [RISK-4](risks/RISK-4-key-ceremony.md)) · @sam (21 days: [WS-1](workstreams/WS-1-cloud-platform.md), [RISK-2](risks/RISK-2-second-circuit.md))

    **So what:** TBD
    ");
}

#[test]
fn exec_in_six_lines() {
    let world = atlas();
    let since = [
        "exec-short",
        "--as-of",
        "2026-06-26",
        "--since",
        "2026-06-12",
    ];
    insta::assert_snapshot!(update(&world, &[&since[..], &["--format", "slack"]].concat()), @"
    exit: 0
    --- stdout
    ■ *OFF TRACK* *Atlas migration*: 2026-08-14, ■ *+10 workdays* (DEL-8)

    • Copy of the closed years: forecast moved 2026-07-14 → 2026-07-27, ▲ *+9 workdays* (DEL-6)
    • Too few on-call engineers if cut-over falls in August: new risk (RISK-10)
    • The copy of the closed years cannot be made faster: escalated to @dana (ISS-4)
    • *Risk:* Too few on-call engineers if cut-over falls in August, +5 d, @aisha (RISK-10)
    • *Ask:* @dana decides by 2026-06-30: Which closed years have to move before GA (DEC-7)
    ");
    let calm = ["exec-short", "--as-of", "2026-06-26", "--since", "HEAD"];
    insta::assert_snapshot!(update(&world, &calm), @"
    exit: 0
    --- stdout
    ■ OFF TRACK Atlas migration: 2026-08-14, ■ +10 workdays (DEL-8)

    - Nothing changed that you need to act on.
    - Risk: Too few on-call engineers if cut-over falls in August, +5 d, @aisha (RISK-10)
    - Ask: @dana decides by 2026-06-30: Which closed years have to move before GA (DEC-7)
    ");
}

#[test]
fn a_partner_hears_of_what_it_gives_and_gets() {
    let world = atlas_with(
        "  acquirer: {update: partner, people: [\"@acquirer\"]}\n  services: {update: partner, people: [\"@services\"], title: Atlas for services}\n",
    );
    let since = ["--as-of", "2026-06-26", "--since", "2026-06-01"];
    insta::assert_snapshot!(update(&world, &[&["acquirer"], &since[..]].concat()), @"
    exit: 0
    --- stdout
    Atlas migration: for acquirer 2026-06-26
    ════════════════════════════════════════

    You owe us
    ──────────

    - DEP-4 The acquirer takes settlement files from the cloud: nobody has promised a day, needed by
      2026-07-02. @kim asks @acquirer to promise a day.

    We owe you
    ──────────

    None.

    Dates that moved for you since 2026-06-01
    ─────────────────────────────────────────

    None.

    Decisions that affect you since 2026-06-01
    ──────────────────────────────────────────

    None.

    In the next 30 days
    ───────────────────

    - DEL-11 Settlement batch: 2026-07-07, −1 workday against the baseline
    ");
    insta::assert_snapshot!(update(&world, &[&["services"], &since[..]].concat()), @"
    exit: 0
    --- stdout
    Atlas for services, 2026-06-26
    ══════════════════════════════

    You owe us
    ──────────

    None.

    We owe you
    ──────────

    - DEP-4 The acquirer takes settlement files from the cloud: nobody has promised a day, needed by
      2026-07-02. @kim asks @acquirer to promise a day.

    Dates that moved for you since 2026-06-01
    ─────────────────────────────────────────

    - DEL-10 Merchant API: forecast moved 2026-06-05 → 2026-06-04, ● −1 workday — Kim Jensen: Merchant
      API done, settlement started

    Decisions that affect you since 2026-06-01
    ──────────────────────────────────────────

    None.

    In the next 30 days
    ───────────────────

    - DEL-11 Settlement batch: 2026-07-07, −1 workday against the baseline
    ");
}

#[test]
fn contributors_hear_of_what_they_care_about() {
    let world =
        atlas_with("  ledger: {update: contributors, cares_about: {workstreams: [WS-2]}}\n");
    let since = ["--as-of", "2026-06-26", "--since", "2026-06-12"];
    insta::assert_snapshot!(update(&world, &[&["ledger"], &since[..]].concat()), @"
    exit: 0
    --- stdout
    Atlas migration: for ledger, 2026-06-26
    ═══════════════════════════════════════

    On you in the next 14 days
    ──────────────────────────

    - @aisha
      - 2026-07-02 ask four engineers of the fraud team to join the rota (RISK-10)
    - @dana
      - 2026-06-30 decide DEC-7 in the steering meeting (WS-2)
      - 2026-06-30 decide: Which closed years have to move before GA (DEC-7)
    - @lee
      - 2026-07-02 finish the checksums of 2023 to 2025 (WS-2)
      - 2026-07-06 read entries of 2019 to 2022 from Northgate in staging (RISK-5)
    - @maria
      - 2026-06-29 go through DEC-7 with Dana (WS-2)
      - 2026-07-08 agree the hand-back date of hall B with Facilities (RISK-8)
    - @priya
      - 2026-07-01 get the deputy's free days between 2026-07-09 and 2026-07-15 (RISK-9)
    - @sam
      - 2026-07-01 confirm the staging region from 2026-07-09 to 2026-07-27 (WS-2)
      - 2026-07-03 book one payment twice in staging and find it in the report (DEL-15)
      - 2026-07-06 finish: Nightly reconciliation report (DEL-15)

    Waiting
    ───────

    - DEL-7 Cut-over rehearsal waits for DEL-4, DEL-6, DEL-11, DEL-15, Staging region at production size
      for seven workdays
    - DEL-8 General availability waits for DEL-7, DEL-14

    Can go on
    ─────────

    None.

    Decided since 2026-06-12
    ────────────────────────

    None.

    Dates that moved since 2026-06-12
    ─────────────────────────────────

    - DEL-6 Copy of the closed years: forecast moved 2026-07-14 → 2026-07-27, ▲ +9 workdays — Lee
      Tanaka: GA moves to 2026-08-14
    - DEL-7 Cut-over rehearsal: forecast moved 2026-07-23 → 2026-08-05, ▲ +9 workdays — Lee Tanaka: GA
      moves to 2026-08-14
    - DEL-8 General availability: forecast moved 2026-08-03 → 2026-08-14, ▲ +9 workdays — Lee Tanaka: GA
      moves to 2026-08-14

    Next
    ────

    - 2026-07-06 DEL-15 Nightly reconciliation report, @sam, −2 workdays against the baseline
    - 2026-07-27 DEL-6 Copy of the closed years, @lee, +13 workdays against the baseline
    - 2026-08-05 DEL-7 Cut-over rehearsal, @lee, +13 workdays against the baseline
    - 2026-08-14 DEL-8 General availability, @lee, +10 workdays against the baseline

    Delivered since 2026-06-12, thank you
    ─────────────────────────────────────

    None.
    ");
}

#[test]
fn who_cares_about_nothing_that_is_there_hears_of_nothing() {
    let world = atlas_with(
        "  risks: {update: contributors, cares_about: {kinds: [risk], tags: [nothing]}}\n",
    );
    let since = ["--as-of", "2026-06-26", "--since", "2026-06-12"];
    insta::assert_snapshot!(update(&world, &[&["risks"], &since[..]].concat()), @"
    exit: 0
    --- stdout
    Atlas migration: for risks, 2026-06-26
    ══════════════════════════════════════

    On you in the next 14 days
    ──────────────────────────

    None.

    Waiting
    ───────

    None.

    Can go on
    ─────────

    None.

    Decided since 2026-06-12
    ────────────────────────

    None.

    Dates that moved since 2026-06-12
    ─────────────────────────────────

    None.

    Next
    ────

    None.

    Delivered since 2026-06-12, thank you
    ─────────────────────────────────────

    None.
    ");
}

#[test]
fn nothing_that_happened_is_told_as_nothing() {
    let world = atlas();
    let output = update(
        &world,
        &["exec", "--as-of", "2026-06-26", "--since", "HEAD"],
    );
    assert!(
        output
            .stdout
            .contains("## Changed since HEAD\n\nNothing changed that you need to act on.\n"),
        "{output}"
    );
}

#[test]
fn an_audience_that_is_not_there_is_told_with_those_that_are() {
    let world = atlas();
    insta::assert_snapshot!(update(&world, &["exek"]), @"
    exit: 2
    --- stderr
    error: there is no audience `exek`
      hint: did you mean `exec`?
    ");
    insta::assert_snapshot!(update(&world, &["board"]), @"
    exit: 2
    --- stderr
    error: there is no audience `board`
      hint: use one of: contributors, exec, exec-short, partner
    ");
}

#[test]
fn what_an_audience_cares_about_has_to_be_there() {
    let world = atlas_with(
        "  kinds: {update: exec, cares_about: {kinds: [risks, delivrable]}}\n  work: {update: exec, cares_about: {workstreams: [WS-9]}}\n",
    );
    insta::assert_snapshot!(update(&world, &["kinds", "--since", "2026-06-12"]), @"
    exit: 2
    --- stderr
    error: there is no kind `delivrable`
      hint: did you mean `deliverable`?
    ");
    insta::assert_snapshot!(update(&world, &["work", "--since", "2026-06-12"]), @"
    exit: 2
    --- stderr
    error: there is no record WS-9
      hint: did you mean WS-1?
    ");
}
