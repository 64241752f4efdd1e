use super::{atlas, commit, update};
use crate::world::{PROGRAM, World};

const LINE: &str = "We need the answer on the closed years by Tuesday.";
const DAY: [&str; 2] = ["--as-of", "2026-06-26"];

/// Returns the text of a record below its fields.
fn body(record: &str) -> &str {
    record
        .splitn(3, "---\n")
        .nth(2)
        .expect("fields, then text")
        .trim_start()
}

#[test]
fn an_update_goes_on_where_the_last_one_ended() {
    let world = atlas();
    let first = update(&world, &["exec", "--context", "--as-of", "2026-06-26"]).data();
    assert_eq!(first["from"]["name"], "2026-06-12");
    let second = update(&world, &["exec", "--context", "--as-of", "2026-06-01"]).data();
    assert_eq!(
        second["from"]["name"], "2026-05-29",
        "later ones were not sent yet"
    );
    let none = update(
        &world,
        &["contributors", "--as-of", "2026-06-26", "--context"],
    );
    assert_eq!(
        none.stderr,
        "note: no update was sent to contributors yet: told is what changed since the first commit, 2026-01-05\n"
    );
}

#[test]
fn what_nobody_gave_a_meaning_is_not_sent() {
    let world = atlas();
    let before = world.files();
    for line in [&[][..], &["--so-what", " "], &["--so-what", "TBD"]] {
        let arguments = [&["exec", "--publish"], &DAY[..], line].concat();
        insta::allow_duplicates! {
            insta::assert_snapshot!(update(&world, &arguments), @r#"
            exit: 2
            --- stderr
            error: nothing was written: the update does not say what it means
              hint: add the line that only you can write: --so-what "…"
            "#);
        }
    }
    assert_eq!(world.files(), before);
}

#[test]
fn what_is_sent_is_written_down_and_the_same_when_written_again() {
    let world = atlas();
    let publish = ["exec", "--publish", "--so-what", LINE, "--channel", "mail"];
    insta::assert_snapshot!(update(&world, &[&publish[..], &DAY].concat()), @"
    exit: 0
    --- stdout
    New update UPD-2026-06-26-exec: Atlas migration: update 2026-06-26

    Wrote updates/UPD-2026-06-26-exec.md.

    - To paste it: hum update UPD-2026-06-26-exec --format markdown
    - Commit it: what was sent stays as it is, and the next update goes on from there.
    ");
    let path = "updates/UPD-2026-06-26-exec.md";
    let record = world.read(path);
    insta::assert_snapshot!(record, @r#"
    ---
    title: "Atlas migration: update 2026-06-26"
    status: sent
    owner: "@maria"
    audience: exec
    from: abd30ddd9f82aaae4b9df49d816d108e594759f0
    to: 48f376f4070dc8ed114122c87f01e96aaa1a34c9
    sent: 2026-06-26
    channel: mail
    told: ["@ines", "@dana"]
    so_what: We need the answer on the closed years by Tuesday.
    ---

    **Atlas migration —** ■ **OFF TRACK** since 2026-06-08, at risk before. Forecast 2026-08-14 (+9 since 2026-06-12), target 2026-07-31, ■ **+10 workdays** ([DEL-8](../deliverables/DEL-8-general-availability.md)). First flagged 78 days ahead.

    ## Decision needed

    - **@dana by 2026-06-30:** Which closed years have to move before GA. Recommended: Move 2019 to 2022 after GA. No cost. GA 2026-07-31. ([DEC-7](../decisions/DEC-7-closed-years.md))

    ## Changed since 2026-06-12 (1 of 4)

    - Copy of the closed years: forecast moved 2026-07-14 → 2026-07-27, ▲ **+9 workdays** ([DEL-6](../deliverables/DEL-6-ledger-backfill.md)), and with it [DEL-7](../deliverables/DEL-7-cutover-rehearsal.md), [DEL-8](../deliverables/DEL-8-general-availability.md)

    ## Top risks (1 of 4)

    - Too few on-call engineers if cut-over falls in August: +5 d, mitigate, @aisha, next 2026-07-02, new ([RISK-10](../risks/RISK-10-august-leave.md))

    ## Path to green

    - Ledger and cut-over, ■ **off track**: @maria go through DEC-7 with Dana 2026-06-29. Green when DEC-7 is accepted, the checksums of 2023 to 2025 match and the forecast of DEL-8 is 2026-07-31 or earlier. ([WS-2](../workstreams/WS-2-ledger-and-cutover.md))
    - Security and assessment, ▲ **at risk**: @priya get the assessor's deputy named in the contract 2026-06-30. ([WS-4](../workstreams/WS-4-security.md))

    **Blocked:** The copy of the closed years cannot be made faster ([ISS-4](../issues/ISS-4-copy-rate.md)) stops [DEL-7](../deliverables/DEL-7-cutover-rehearsal.md), [DEL-8](../deliverables/DEL-8-general-availability.md), @maria by 2026-07-01

    **Next:** Nightly reconciliation report 2026-07-06 (−2) ([DEL-15](../deliverables/DEL-15-reconciliation.md))

    **Silent:** @kim (21 days: [WS-3](../workstreams/WS-3-payment-services.md), [DEL-11](../deliverables/DEL-11-settlement-batch.md), [RISK-6](../risks/RISK-6-acquirer-certification.md))

    **So what:** _We need the answer on the closed years by Tuesday._ — @maria
    "#);
    // Nothing of what happens later is in it.
    commit(&world, "2026-06-29", |world| {
        let risk = world.read("risks/RISK-10-august-leave.md");
        let later = risk.replace("probability: ", "probability: 5 # was ");
        vec![
            (path.into(), record.clone()),
            ("risks/RISK-10-august-leave.md".into(), later),
        ]
    });
    for day in [&[][..], &["--as-of", "2026-07-30"]] {
        let again = update(&world, &[&["UPD-2026-06-26-exec"], day].concat());
        assert_eq!(again.stdout, body(&record), "{again}");
    }
    let next = update(&world, &["exec", "--context", "--as-of", "2026-07-10"]).data();
    assert_eq!(next["from"]["name"], "2026-06-26");
    let twice = update(&world, &[&publish[..], &DAY].concat());
    insta::assert_snapshot!(twice, @"
    exit: 2
    --- stderr
    error: updates/UPD-2026-06-26-exec.md exists already: UPD-2026-06-26-exec
      hint: it was sent today; hum update UPD-2026-06-26-exec prints it
    ");
    let frozen = update(
        &world,
        &["UPD-2026-06-26-exec", "--publish", "--so-what", "Other"],
    );
    insta::assert_snapshot!(frozen, @"
    exit: 2
    --- stderr
    error: UPD-2026-06-26-exec was sent, and what was sent stays as it is
      hint: send another one: hum update exec --publish
    ");
}

#[test]
fn a_draft_keeps_the_words_that_a_person_changed() {
    let world = atlas();
    let draft = [&["exec", "--draft"], &DAY[..]].concat();
    insta::assert_snapshot!(update(&world, &draft), @"
    exit: 0
    --- stdout
    New update UPD-2026-06-26-exec: Atlas migration: update 2026-06-26

    Wrote updates/UPD-2026-06-26-exec.md.

    Read it, change its words, then: hum update UPD-2026-06-26-exec --publish
    ");
    let path = "updates/UPD-2026-06-26-exec.md";
    let record = world.read(path);
    assert!(record.contains("status: draft\n") && record.contains("as_of: 2026-06-26\n"));
    assert!(record.ends_with("**So what:** TBD\n"), "{record}");
    assert_eq!(
        world.hum(["check", "--as-of", "2026-06-26"]).sound().code,
        Some(0)
    );
    world.write(
        path,
        record
            .replace("### ", "## ")
            .replace("Top risks", "What may go wrong"),
    );
    let send = ["UPD-2026-06-26-exec", "--publish", "--as-of", "2026-06-28"];
    let refused = update(&world, &send);
    assert_eq!(refused.code, Some(2), "{refused}");
    let sent = update(&world, &[&send[..], &["--so-what", LINE]].concat());
    assert_eq!(sent.code, Some(0), "{sent}");
    let record = world.read(path);
    assert!(record.contains("What may go wrong"), "{record}");
    assert!(
        record.contains("status: sent\n") && record.contains("sent: 2026-06-28\n"),
        "{record}"
    );
    assert!(
        record.ends_with(&format!("**So what:** _{LINE}_ — @maria\n")),
        "{record}"
    );
}

#[test]
fn a_draft_that_nobody_changed_is_sent_as_it_would_be_written_again() {
    let world = atlas();
    assert_eq!(
        update(&world, &[&["exec", "--draft"], &DAY[..]].concat()).code,
        Some(0)
    );
    let send = [
        "UPD-2026-06-26-exec",
        "--publish",
        "--as-of",
        "2026-06-28",
        "--so-what",
        LINE,
    ];
    assert_eq!(update(&world, &send).code, Some(0));
    let record = world.read("updates/UPD-2026-06-26-exec.md");
    let again = update(&world, &["UPD-2026-06-26-exec"]);
    assert_eq!(again.stdout, body(&record));
}

#[test]
fn every_update_of_atlas_is_written_again_as_it_was_sent() {
    let world = atlas();
    let mut seen = 0;
    for (path, bytes) in world.files() {
        let name = path.to_string_lossy();
        let Some(id) = name
            .split_once("updates/")
            .and_then(|(_, name)| name.strip_suffix(".md"))
        else {
            continue;
        };
        let record = String::from_utf8(bytes).expect("text");
        let again = update(&world, &[id]);
        assert_eq!(again.stdout, body(&record), "{id}");
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[test]
fn where_it_cannot_be_written_down_is_told() {
    let world = atlas();
    let publish = ["partner", "--publish"];
    insta::assert_snapshot!(update(&world, &[&publish[..], &DAY].concat()), @"
    exit: 2
    --- stderr
    note: no update was sent to partner yet: told is what changed since the first commit, 2026-01-05
    error: partner is no audience of program.yaml
      hint: add it: `audiences: {partner: {update: partner, people: […]}}`
    ");
    let empty = World::empty();
    empty.write("program.yaml", PROGRAM);
    insta::assert_snapshot!(update(&empty, &["exec"]), @"
    exit: 2
    --- stderr
    error: $WORLD/work is not in a git repository
      hint: run `git init` and commit the program
    ");
    empty.repository();
    insta::assert_snapshot!(update(&empty, &["exec"]), @"
    exit: 2
    --- stderr
    error: there is no commit to tell about
      hint: commit the program first
    ");
}

#[test]
fn a_commit_that_this_clone_lacks_is_told() {
    let world = atlas();
    let path = "updates/UPD-2026-06-12-exec.md";
    let text = world.read(path);
    let line = text
        .lines()
        .find(|line| line.starts_with("to: "))
        .expect("it has an end");
    world.write(
        path,
        text.replace(line, "to: 0123456789abcdef0123456789abcdef01234567"),
    );
    insta::assert_snapshot!(update(&world, &["exec", "--as-of", "2026-06-26"]), @"
    exit: 2
    --- stderr
    error: UPD-2026-06-12-exec ends with commit 0123456789abcdef0123456789abcdef01234567, which this clone does not have
      hint: fetch it, or say since when: --since 2026-05-01
    ");
    insta::assert_snapshot!(update(&world, &["UPD-2026-06-12-exec"]), @"
    exit: 2
    --- stderr
    error: UPD-2026-06-12-exec: `to` names no commit of this clone: 0123456789abcdef0123456789abcdef01234567
      hint: fetch the branch on which it was sent; or name the audience
    ");
}

#[test]
fn what_nobody_gets_is_not_sent() {
    let world = super::atlas_with("  board: {update: exec}\n");
    let publish = [
        "board",
        "--publish",
        "--so-what",
        LINE,
        "--since",
        "2026-06-12",
    ];
    insta::assert_snapshot!(update(&world, &[&publish[..], &DAY].concat()), @"
    exit: 2
    --- stderr
    error: nothing was written: nobody gets the update board
      hint: add `people:` to the audience board in program.yaml, and commit it
    ");
}

#[test]
fn a_line_that_names_what_its_readers_may_not_see_is_refused() {
    let world = super::atlas_with("  public: {update: exec, may_see: public}\n");
    let say = |line| {
        update(
            &world,
            &["public", "--since", "2026-06-12", "--so-what", line],
        )
    };
    insta::assert_snapshot!(say("RISK-10 is all that is left."), @"
    exit: 2
    --- stderr
    error: public may not see what the line names: RISK-10 is all that is left.
      hint: say it without the id and the title
    ");
    assert_eq!(say("One risk is all that is left.").code, Some(0));
}
