//! What commits are called, and where history ends.

use super::{answers, started, three_commits};
use crate::world::{Repository, World};

#[test]
fn ids_of_sixty_four_letters_are_read_like_those_of_forty() {
    let world = World::empty();
    let repository = Repository::create_sha256(&world.work());
    let [first, _, third] = three_commits(&repository, "");
    repository.check_out();
    assert_eq!(first.to_string().len(), 64);
    let short = &third.to_string()[..12];
    insta::assert_snapshot!(world.session(&[
        &["check"],
        &["check", "--staged"],
        &["log", "DEL-7"],
        &["changelog", &format!("{first}..{short}")],
        &["list", "deliverables", "--at", "HEAD~1"],
        &["trend", "DEL-7.due", "--every", "month", "--limit", "2"],
        &["blame", "DEL-7.due"],
        &["slips", "--format", "csv"],
    ]), @"
    $ hum check
    3 records in 3 files: no findings

    $ hum check --staged
    3 records in 3 files: no findings

    $ hum log DEL-7
    DEL-7 Auth API: log up to HEAD
    ══════════════════════════════

    - 2026-05-04 Sam: “The vendor is later” `40d03c90da`
      - due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays
    - 2026-03-02 Sam: “The vendor is late” `49fefac331`
      - due moved 2026-06-05 → 2026-06-12, ▲ +5 workdays
    - 2026-01-05 Maria: “Start the program” `14a35f6e02`
      - deliverable added (active, @sam, due 2026-06-05)

    $ hum changelog 14a35f6e02de0b7248d5da8bb177622c944a0dbf0657e03a7e3c4929931c9060..40d03c90dade
    Atlas: changes from 14a35f6e02de0b7248d5da8bb177622c944a0dbf0657e03a7e3c4929931c9060 to 40d03c90dade
    ════════════════════════════════════════════════════════════════════════════════════════════════════

    Net. Deliverables: 1 changed.

    Dates
    ─────

    - DEL-7 Auth API: due moved 2026-06-05 → 2026-06-26, ▲ +15 workdays — Sam 2026-05-04 `40d03c90da`

    $ hum list deliverables --at HEAD~1
    Id     Title     Status  Health      Owner  Due         Forecast
    ─────  ────────  ──────  ──────────  ─────  ──────────  ────────
    DEL-7  Auth API  active  ● on track  @sam   2026-06-12

    1 deliverable.

    $ hum trend DEL-7.due --every month --limit 2
    Atlas: DEL-7.due by month
    ═════════════════════════

    2026-06-26 on 2026-06-01; 2026-06-05 on 2026-01-31 (+15 workdays). The date as it stood then.

    ▁▁▃▃██

    Month to    DEL-7.due   Change        Commit
    ──────────  ──────────  ────────────  ────────────
    2026-05-31  2026-06-26  +10 workdays  `40d03c90da`
    2026-06-01  2026-06-26                `40d03c90da`

    4 months before these. For all: `--limit 0`

    $ hum blame DEL-7.due
    DEL-7 Auth API: blame
    ═════════════════════

    Part  Value       Since       By   Commit        Earlier
    ────  ──────────  ──────────  ───  ────────────  ───────
    due   2026-06-26  2026-05-04  Sam  `40d03c90da`        2

    $ hum slips --format csv
    Date,Id,Title,Field,From,To,Direction,Workdays,Releases,Lead,Reason,Decisions,Silent,Team,Owner,Part of,Author,Commit
    2026-05-04,DEL-7,Auth API,due,2026-06-12,2026-06-26,later,10,,39,The vendor is later,,yes,,'@sam,WS-1,Sam,40d03c90dade98393421180058c4382e38af53e62711972c08998246047ecf09
    2026-03-02,DEL-7,Auth API,due,2026-06-05,2026-06-12,later,5,,95,The vendor is late,,yes,,'@sam,WS-1,Sam,49fefac331468a248b6d3ca443fdf01be84f81fbbd20b82d9404c867ae1bd94f
    ");
    // What is listed to be passed over is read in this form too.
    world.write(".git-blame-ignore-revs", format!("{third}\n"));
    insta::assert_snapshot!(world.hum(["blame", "DEL-7.due"]).sound(), @"
    exit: 0
    --- stdout
    DEL-7 Auth API: blame
    ═════════════════════

    Part  Value       Since       By   Commit        Earlier
    ────  ──────────  ──────────  ───  ────────────  ───────
    due   2026-06-26  2026-03-02  Sam  `49fefac331`        1
    ");
}

#[test]
fn a_detached_head_and_a_branch_of_the_same_commit_are_the_same() {
    let (world, repository, [_, second, third]) = started();
    let on_branch = answers(&world, ".");
    repository.head(&third.to_string());
    assert_eq!(answers(&world, "."), on_branch);
    repository.head(&second.to_string());
    insta::assert_snapshot!(world.session(&[
        &["slips", "--format", "csv"],
        &["diff"],
        &["diff", "--staged"],
        &["trend", "DEL-7.due", "--every", "month", "--limit", "1"],
        &["blame", "DEL-7.due"],
    ]), @"
    $ hum slips --format csv
    Date,Id,Title,Field,From,To,Direction,Workdays,Releases,Lead,Reason,Decisions,Silent,Team,Owner,Part of,Author,Commit
    2026-03-02,DEL-7,Auth API,due,2026-06-05,2026-06-12,later,5,,95,The vendor is late,,yes,,'@sam,WS-1,Sam,316e73ebcee656b80232feda943cbee3ca9b0077

    $ hum diff
    Atlas: changes from HEAD to worktree
    ════════════════════════════════════

    Net. Deliverables: 1 changed.

    Dates
    ─────

    - DEL-7 Auth API: due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays

    $ hum diff --staged
    Atlas: changes from HEAD to staged
    ══════════════════════════════════

    Net. Deliverables: 1 changed.

    Dates
    ─────

    - DEL-7 Auth API: due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays

    $ hum trend DEL-7.due --every month --limit 1
    Atlas: DEL-7.due by month
    ═════════════════════════

    2026-06-12 on 2026-06-01; 2026-06-05 on 2026-01-31 (+5 workdays). The date as it stood then.

    ▁▁████

    Month to    DEL-7.due   Change  Commit
    ──────────  ──────────  ──────  ────────────
    2026-06-01  2026-06-12          `316e73ebce`

    5 months before these. For all: `--limit 0`

    $ hum blame DEL-7.due
    DEL-7 Auth API: blame
    ═════════════════════

    Part  Value       Since          By  Commit  Earlier
    ────  ──────────  ─────────────  ──  ──────  ───────
    due   2026-06-26  not committed                    2
    ");
}

#[test]
fn on_a_branch_without_a_commit_there_is_no_history() {
    let (world, repository, _) = started();
    repository.head("ref: refs/heads/fresh");
    insta::assert_snapshot!(world.session(&[
        &["check"],
        &["list", "--at", "HEAD"],
        &["list", "--at", "main~1"],
        &["log"],
        &["slips"],
        &["trend", "DEL-7.due"],
        &["blame", "DEL-7.due"],
        &["changelog", "--walk"],
        &["check", "--since", "main"],
        &["log", "HEAD~1"],
    ]), @"
    $ hum check
    3 records in 3 files: no findings

    $ hum list --at HEAD
    Id  Title  Status  Owner  Date
    ──  ─────  ──────  ─────  ────

    There are no records.

    $ hum list --at main~1
    Id       Title     Status  Owner   Date
    ───────  ────────  ──────  ──────  ──────────
    PROGRAM  Atlas             @maria  2026-12-18
    WS-1     Platform  active  @maria
    DEL-7    Auth API  active  @sam    2026-06-12

    3 records.

    $ hum log
    Atlas: log up to HEAD
    ═════════════════════

    Nothing happened.

    $ hum slips
    Atlas: dates that moved up to HEAD
    ══════════════════════════════════

    No due date and no forecast moved.

    $ hum trend DEL-7.due
    error: there is no record DEL-7
      hint: run `hum list` to see every record
    exit: 2

    $ hum blame DEL-7.due
    DEL-7 Auth API: blame
    ═════════════════════

    Part  Value       Since          By  Commit  Earlier
    ────  ──────────  ─────────────  ──  ──────  ───────
    due   2026-06-26  not committed                    0

    $ hum changelog --walk
    Atlas: changes up to HEAD
    ═════════════════════════

    Nothing changed.

    $ hum check --since main
    3 records in 3 files: no findings
    since main (b709c249ab): changes judged together

    $ hum log HEAD~1
    error: there is no record HEAD~1
      hint: run `hum list` to see every record
    exit: 2
    ");
}

#[test]
fn branches_in_a_table_of_references_are_not_read_and_that_is_said() {
    let (world, repository, _) = started();
    repository.configure("[extensions]\n\trefStorage = reftable\n");
    repository.configure("[core]\n\trepositoryformatversion = 1\n");
    repository.head("ref: refs/heads/.invalid");
    insta::assert_snapshot!(world.session(&[
        &["check"],
        &["log"],
        &["diff"],
        &["list", "--at", "2026-04-01"],
    ]), @"
    $ hum check
    3 records in 3 files: no findings

    $ hum log
    error: this repository keeps its branches in the reftable format, which is not read here
      hint: run `git refs migrate --ref-format=files`
    exit: 2

    $ hum diff
    error: this repository keeps its branches in the reftable format, which is not read here
      hint: run `git refs migrate --ref-format=files`
    exit: 2

    $ hum list --at 2026-04-01
    error: this repository keeps its branches in the reftable format, which is not read here
      hint: run `git refs migrate --ref-format=files`
    exit: 2
    ");
}
