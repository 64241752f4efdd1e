//! How commits hang together: merges of many, clocks that are wrong, names that are no text.

use super::{PATH, deliverable, started};
use crate::world::{Repository, World};

#[test]
fn an_octopus_lands_once_with_all_its_branches() {
    let (world, repository, [_, _, third]) = started();
    let sides: Vec<_> = [("DEL-8-keys.md", "Kim"), ("DEL-9-logs.md", "Lee")]
        .into_iter()
        .map(|(name, author)| {
            repository
                .commit(&format!("Add {name}"))
                .parents([third])
                .file(format!("deliverables/{name}"), deliverable("2026-09-01"))
                .by(author)
                .on("2026-05-11")
                .write_aside()
        })
        .collect();
    repository
        .commit("Merge branches 'keys' and 'logs'")
        .parents([third, sides[0], sides[1]])
        .file("deliverables/DEL-8-keys.md", deliverable("2026-09-01"))
        .file("deliverables/DEL-9-logs.md", deliverable("2026-09-15"))
        .by("merge-robot")
        .on("2026-05-12")
        .write();
    repository.check_out();
    insta::assert_snapshot!(world.session(&[
        &["changelog", "--walk", "HEAD~1..HEAD"],
        &["changelog", "--walk", "--all-commits", "HEAD^1..HEAD"],
        &["slips", "HEAD~1..HEAD"],
        &["blame", "DEL-9.due"],
        &["blame", "DEL-9.due", "--all-commits"],
        &["diff", "HEAD^3..HEAD"],
    ]), @"
    $ hum changelog --walk HEAD~1..HEAD
    Atlas: changes from HEAD~1 to HEAD
    ══════════════════════════════════

    Every step. Deliverables: 2 added.

    Scope and actions
    ─────────────────

    - 2026-05-12 DEL-8 Auth API: deliverable added (active, @sam, due 2026-09-01) — Kim `f10f01634b`
    - 2026-05-12 DEL-9 Auth API: deliverable added (active, @sam, due 2026-09-15) — Kim `f10f01634b`

    $ hum changelog --walk --all-commits HEAD^1..HEAD
    Atlas: changes from HEAD^1 to HEAD
    ══════════════════════════════════

    Every step. Deliverables: 2 added, 1 changed.

    Dates
    ─────

    - 2026-05-12 DEL-9 Auth API: due moved 2026-09-01 → 2026-09-15, ▲ +10 workdays — Kim `f10f01634b`

    Scope and actions
    ─────────────────

    - 2026-05-11 DEL-9 Auth API: deliverable added (active, @sam, due 2026-09-01) — Lee `3e7f78dea3`
    - 2026-05-11 DEL-8 Auth API: deliverable added (active, @sam, due 2026-09-01) — Kim `d8ab2b705d`

    $ hum slips HEAD~1..HEAD
    Atlas: dates that moved from HEAD~1 to HEAD
    ═══════════════════════════════════════════

    No due date and no forecast moved.

    $ hum blame DEL-9.due
    DEL-9 Auth API: blame
    ═════════════════════

    Part  Value       Since       By   Commit        Earlier
    ────  ──────────  ──────────  ───  ────────────  ───────
    due   2026-09-15  2026-05-12  Kim  `f10f01634b`        0

    $ hum blame DEL-9.due --all-commits
    DEL-9 Auth API: blame
    ═════════════════════

    Part  Value       Since       By   Commit        Earlier
    ────  ──────────  ──────────  ───  ────────────  ───────
    due   2026-09-15  2026-05-12  Kim  `f10f01634b`        1

    $ hum diff HEAD^3..HEAD
    Atlas: changes from HEAD^3 to HEAD
    ══════════════════════════════════

    Net. Deliverables: 1 added, 1 changed.

    Dates
    ─────

    - DEL-9 Auth API: due moved 2026-09-01 → 2026-09-15, ▲ +10 workdays

    Scope and actions
    ─────────────────

    - DEL-8 Auth API: deliverable added (active, @sam, due 2026-09-01)
    ");
}

/// A name in an old encoding.
const NAME: &[u8] = b"deliverables/DEL-8-\xff.md";

/// Returns a world in which two commits write a file whose name is no text.
fn with_odd_name() -> (World, Repository) {
    let (world, repository, _) = started();
    repository
        .commit("A name in an old encoding")
        .file(NAME, deliverable("2026-09-01"))
        .on("2026-05-11")
        .write();
    repository
        .commit("Change it")
        .file(NAME, deliverable("2026-10-01"))
        .on("2026-05-12")
        .write();
    (world, repository)
}

#[test]
fn a_file_name_that_is_no_text_is_told_by_every_report() {
    let (world, _) = with_odd_name();
    insta::assert_snapshot!(world.session(&[
        &["check", "--at", "HEAD", "--format", "github"],
        &["changelog", "HEAD~1..HEAD"],
        &["changelog", "--walk", "HEAD~2..HEAD"],
        &["log", "HEAD~2..HEAD"],
        &["slips", "HEAD~2..HEAD"],
        &["list", "deliverables", "--at", "HEAD"],
    ]), @"
    $ hum check --at HEAD --format github
    ::error file=deliverables/DEL-8-�.md,line=1,col=1,endLine=1,endColumn=1,title=unreadable-file::the file name is not UTF-8%0Anote: What is in this file is missing from every report.%0Ahelp: rename the file
    exit: 1

    $ hum changelog HEAD~1..HEAD
    Atlas: changes from HEAD~1 to HEAD
    ══════════════════════════════════

    Nothing changed.

    Unreadable versions
    ───────────────────

    - deliverables/DEL-8-�.md: the file name is not UTF-8

    $ hum changelog --walk HEAD~2..HEAD
    Atlas: changes from HEAD~2 to HEAD
    ══════════════════════════════════

    Nothing changed.

    Unreadable versions
    ───────────────────

    - deliverables/DEL-8-�.md: the file name is not UTF-8 — Maria 2026-05-11 `6cbeb61cfe`
    - deliverables/DEL-8-�.md: the file name is not UTF-8 — Maria 2026-05-12 `220c2e2e00`

    $ hum log HEAD~2..HEAD
    Atlas: log from HEAD~2 to HEAD
    ══════════════════════════════

    - 2026-05-12 Maria: “Change it” `220c2e2e00`
      - deliverables/DEL-8-�.md unreadable to the end: the file name is not UTF-8
    - 2026-05-11 Maria: “A name in an old encoding” `6cbeb61cfe`
      - deliverables/DEL-8-�.md unreadable to the end: the file name is not UTF-8

    $ hum slips HEAD~2..HEAD
    Atlas: dates that moved from HEAD~2 to HEAD
    ═══════════════════════════════════════════

    No due date and no forecast moved.

    $ hum list deliverables --at HEAD
    Id     Title     Status  Health      Owner  Due         Forecast
    ─────  ────────  ──────  ──────────  ─────  ──────────  ────────
    DEL-7  Auth API  active  ● on track  @sam   2026-06-26

    1 deliverable.
    ");
}

#[test]
fn a_file_that_gets_a_name_of_letters_is_readable_again() {
    let (world, repository) = with_odd_name();
    repository
        .commit("Give it a name")
        .remove(NAME)
        .file("deliverables/DEL-8-keys.md", deliverable("2026-10-01"))
        .on("2026-05-13")
        .write();
    insta::assert_snapshot!(world.session(&[
        &["log", "HEAD~3..HEAD", "--reverse"],
        &["changelog", "--walk", "--all-commits", "HEAD~1..HEAD"],
        &["log", "DEL-8"],
    ]), @"
    $ hum log HEAD~3..HEAD --reverse
    Atlas: log from HEAD~3 to HEAD
    ══════════════════════════════

    - 2026-05-11 Maria: “A name in an old encoding” `6cbeb61cfe`
      - deliverables/DEL-8-�.md unreadable until 2026-05-13, for 2 days: the file name is not UTF-8
    - 2026-05-12 Maria: “Change it” `220c2e2e00`
      - deliverables/DEL-8-�.md unreadable until 2026-05-13, for 24 hours: the file name is not UTF-8
    - 2026-05-13 Maria: “Give it a name” `9522e9f0cb`
      - DEL-8 Auth API: deliverable added (active, @sam, due 2026-10-01)
      - deliverables/DEL-8-�.md readable again after 2 days

    $ hum changelog --walk --all-commits HEAD~1..HEAD
    Atlas: changes from HEAD~1 to HEAD
    ══════════════════════════════════

    Every step. Deliverables: 1 added.

    Scope and actions
    ─────────────────

    - 2026-05-13 DEL-8 Auth API: deliverable added (active, @sam, due 2026-10-01) — Maria `9522e9f0cb`

    $ hum log DEL-8
    DEL-8 Auth API: log up to HEAD
    ══════════════════════════════

    - 2026-05-13 Maria: “Give it a name” `9522e9f0cb`
      - deliverable added (active, @sam, due 2026-10-01)
      - deliverables/DEL-8-�.md readable again after 2 days
    - 2026-05-12 Maria: “Change it” `220c2e2e00`
      - deliverables/DEL-8-�.md unreadable until 2026-05-13, for 24 hours: the file name is not UTF-8
    - 2026-05-11 Maria: “A name in an old encoding” `6cbeb61cfe`
      - deliverables/DEL-8-�.md unreadable until 2026-05-13, for 2 days: the file name is not UTF-8
    ");
}

/// Returns a world in which two commits landed by clocks that went back.
fn with_wrong_clocks() -> World {
    let (world, repository, _) = started();
    let commit = |message: &str, day: &str, due: &str| {
        let commit = repository.commit(message).by("Kim").on(day);
        commit.file(PATH, deliverable(due)).write();
    };
    // The third commit landed on 2026-05-04; these two came after it, by the clock of a machine that was wrong.
    commit("By a wrong clock", "2026-02-01", "2026-07-10");
    commit(
        "By a clock that was never set",
        "1970-01-01T00:00:00Z",
        "2026-07-17",
    );
    commit("By a clock that is right", "2026-05-18", "2026-07-24");
    repository.check_out();
    world
}

#[test]
fn clocks_that_go_back_change_no_order() {
    let world = with_wrong_clocks();
    insta::assert_snapshot!(world.session(&[
        &["list", "deliverables", "--at", "2026-02-02"],
        &["list", "deliverables", "--at", "2026-05-05"],
        &["list", "deliverables", "--at", "2026-05-18"],
        &["log", "DEL-7"],
        &["changelog", "--walk", "2026-05-04..2026-05-05"],
    ]), @"
    $ hum list deliverables --at 2026-02-02
    Id     Title     Status  Health      Owner  Due         Forecast
    ─────  ────────  ──────  ──────────  ─────  ──────────  ────────
    DEL-7  Auth API  active  ● on track  @sam   2026-06-05

    1 deliverable.

    $ hum list deliverables --at 2026-05-05
    Id     Title     Status  Health      Owner  Due         Forecast
    ─────  ────────  ──────  ──────────  ─────  ──────────  ────────
    DEL-7  Auth API  active  ● on track  @sam   2026-07-17

    1 deliverable.

    $ hum list deliverables --at 2026-05-18
    Id     Title     Status  Health      Owner  Due         Forecast
    ─────  ────────  ──────  ──────────  ─────  ──────────  ────────
    DEL-7  Auth API  active  ● on track  @sam   2026-07-17

    1 deliverable.

    $ hum log DEL-7
    DEL-7 Auth API: log up to HEAD
    ══════════════════════════════

    - 2026-05-18 Kim: “By a clock that is right” `b483e59d68`
      - due moved 2026-07-17 → 2026-07-24, ▲ +5 workdays
    - 1970-01-01 Kim: “By a clock that was never set” `6f3e4037d1`
      - due moved 2026-07-10 → 2026-07-17, ▲ +5 workdays
    - 2026-02-01 Kim: “By a wrong clock” `9f66fbd9b1`
      - due moved 2026-06-26 → 2026-07-10, ▲ +10 workdays
    - 2026-05-04 Sam: “The vendor is later” `b709c249ab`
      - due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays
    - 2026-03-02 Sam: “The vendor is late” `316e73ebce`
      - due moved 2026-06-05 → 2026-06-12, ▲ +5 workdays
    - 2026-01-05 Maria: “Start the program” `5e6e87342e`
      - deliverable added (active, @sam, due 2026-06-05)

    $ hum changelog --walk 2026-05-04..2026-05-05
    Atlas: changes from 2026-05-04 to 2026-05-05
    ════════════════════════════════════════════

    Every step. Deliverables: 3 changed.

    Dates
    ─────

    - 2026-05-04 DEL-7 Auth API: due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays — Sam `b709c249ab`
    - 2026-02-01 DEL-7 Auth API: due moved 2026-06-26 → 2026-07-10, ▲ +10 workdays — Kim `9f66fbd9b1`
    - 1970-01-01 DEL-7 Auth API: due moved 2026-07-10 → 2026-07-17, ▲ +5 workdays — Kim `6f3e4037d1`
    ");
}

#[test]
fn reports_tell_the_dates_of_wrong_clocks_where_they_landed() {
    let world = with_wrong_clocks();
    insta::assert_snapshot!(world.session(&[
        &["slips", "--format", "csv"],
        &["trend", "DEL-7.due", "--every", "month"],
        &["blame", "DEL-7.due"],
    ]), @"
    $ hum slips --format csv
    Date,Id,Title,Field,From,To,Direction,Workdays,Releases,Lead,Reason,Decisions,Silent,Team,Owner,Part of,Author,Commit
    2026-05-18,DEL-7,Auth API,due,2026-07-17,2026-07-24,later,5,,60,By a clock that is right,,yes,,'@sam,WS-1,Kim,b483e59d68d93b6668c02a142b1f952ee4616e9b
    1970-01-01,DEL-7,Auth API,due,2026-07-10,2026-07-17,later,5,,20644,By a clock that was never set,,yes,,'@sam,WS-1,Kim,6f3e4037d127479a5916b51c14cb020dce84c614
    2026-02-01,DEL-7,Auth API,due,2026-06-26,2026-07-10,later,10,,145,By a wrong clock,,yes,,'@sam,WS-1,Kim,9f66fbd9b1511d6ad97bb462b671304f10ad909b
    2026-05-04,DEL-7,Auth API,due,2026-06-12,2026-06-26,later,10,,39,The vendor is later,,yes,,'@sam,WS-1,Sam,b709c249abf25acd3f3b0bd192afec0fdb11c381
    2026-03-02,DEL-7,Auth API,due,2026-06-05,2026-06-12,later,5,,95,The vendor is late,,yes,,'@sam,WS-1,Sam,316e73ebcee656b80232feda943cbee3ca9b0077

    $ hum trend DEL-7.due --every month
    Atlas: DEL-7.due by month
    ═════════════════════════

    2026-07-24 on 2026-06-01; 2026-06-05 on 2026-01-31 (+35 workdays). The date as it stood then.

    ▁▁▂▂██

    Month to    DEL-7.due   Change        Commit
    ──────────  ──────────  ────────────  ────────────
    2026-01-31  2026-06-05                `5e6e87342e`
    2026-02-28  2026-06-05                `5e6e87342e`
    2026-03-31  2026-06-12  +5 workdays   `316e73ebce`
    2026-04-30  2026-06-12                `316e73ebce`
    2026-05-31  2026-07-24  +30 workdays  `b483e59d68`
    2026-06-01  2026-07-24                `b483e59d68`

    $ hum blame DEL-7.due
    DEL-7 Auth API: blame
    ═════════════════════

    Part  Value       Since       By   Commit        Earlier
    ────  ──────────  ──────────  ───  ────────────  ───────
    due   2026-07-24  2026-05-18  Kim  `b483e59d68`        5
    ");
}
