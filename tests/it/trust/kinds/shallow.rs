//! Clones that begin in the middle of history.

use super::{HISTORY, started};
use crate::world::{Repository, World};

/// Returns a clone of depth 2: the first commit is missing.
fn shallow() -> (World, Repository, [gix::ObjectId; 3]) {
    let (world, repository, [first, second, third]) = started();
    repository.forget_before(second, &[first]);
    (world, repository, [first, second, third])
}

#[test]
fn every_report_about_history_says_that_a_shallow_clone_lacks_some() {
    let (world, ..) = shallow();
    insta::assert_snapshot!(world.session(&HISTORY[..3]), @"
    $ hum log
    Atlas: log up to HEAD
    ═════════════════════

    This clone is shallow: older history is missing, and the oldest commit here seems to add everything.
    Run `git fetch --unshallow` for the rest.

    - 2026-05-04 Sam: “The vendor is later” `b709c249ab`
      - DEL-7 Auth API: due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays
    - 2026-03-02 Sam: “The vendor is late” `316e73ebce`
      - PROGRAM Atlas: program added (@maria, due 2026-12-18)
      - WS-1 Platform: workstream added (active, @maria)
      - DEL-7 Auth API: deliverable added (active, @sam, due 2026-06-12)

    $ hum changelog
    Atlas: changes up to HEAD
    ═════════════════════════

    Net. Programs: 1 added. Workstreams: 1 added. Deliverables: 1 added.

    This clone is shallow: older history is missing, and the oldest commit here seems to add everything.
    Run `git fetch --unshallow` for the rest.

    Scope and actions
    ─────────────────

    - PROGRAM Atlas: program added (@maria, due 2026-12-18) — Sam 2026-03-02 `316e73ebce`
    - WS-1 Platform: workstream added (active, @maria) — Sam 2026-03-02 `316e73ebce`
    - DEL-7 Auth API: deliverable added (active, @sam, due 2026-06-26) — Sam 2026-03-02 `316e73ebce`

    $ hum changelog --walk --all-commits
    Atlas: changes up to HEAD
    ═════════════════════════

    Every step. Programs: 1 added. Workstreams: 1 added. Deliverables: 1 added, 1 changed.

    This clone is shallow: older history is missing, and the oldest commit here seems to add everything.
    Run `git fetch --unshallow` for the rest.

    Dates
    ─────

    - 2026-05-04 DEL-7 Auth API: due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays — Sam `b709c249ab`

    Scope and actions
    ─────────────────

    - 2026-03-02 PROGRAM Atlas: program added (@maria, due 2026-12-18) — Sam `316e73ebce`
    - 2026-03-02 WS-1 Platform: workstream added (active, @maria) — Sam `316e73ebce`
    - 2026-03-02 DEL-7 Auth API: deliverable added (active, @sam, due 2026-06-12) — Sam `316e73ebce`
    ");
}

#[test]
fn every_table_about_history_says_that_a_shallow_clone_lacks_some() {
    let (world, ..) = shallow();
    insta::assert_snapshot!(world.session(&HISTORY[3..]), @"
    $ hum slips
    Atlas: dates that moved up to HEAD
    ══════════════════════════════════

    1 move to a later date, of 1 record; 0 to an earlier one.

    This clone is shallow: older history is missing, and the oldest commit here seems to add everything.
    Run `git fetch --unshallow` for the rest.

    Told a median of 39 days before the old date: 0 of 1 (0 %) after it had passed, 0 (0 %) with less
    than 14 days to go. The lead is the days from the commit that moved a date to the old date.

    1 of 1 silent: later by more than 2 workdays, or to a release without a day, in a commit that
    changes no health, gives no reason, brings no decision about the record and adds nothing to its
    text. Messages of commits do not count.

    Most often
    ──────────

    Record          Date  Later  Earlier  First → last             In all
    ──────────────  ────  ─────  ───────  ───────────────────────  ────────────
    DEL-7 Auth API  due       1        0  2026-06-12 → 2026-06-26  +10 workdays

    By team
    ───────

    Team or owner  Later  Earlier  Records  Median lead  Told after
    ─────────────  ─────  ───────  ───────  ───────────  ──────────
    @sam               1        0        1           39           0

    By parent
    ─────────

    Part of        Later  Earlier  Records  Median lead  Told after
    ─────────────  ─────  ───────  ───────  ───────────  ──────────
    WS-1 Platform      1        0        1           39           0

    By quarter
    ──────────

    Quarter  Later  Earlier  Records  Median lead  Told after
    ───────  ─────  ───────  ───────  ───────────  ──────────
    2026-Q2      1        0        1           39           0

    Moves
    ─────

    Told        Record          Moved                             Lead  Why
    ──────────  ──────────────  ────────────────────────────────  ────  ────────────────────────────────
    2026-05-04  DEL-7 Auth API  due 2026-06-12 → 2026-06-26, +10    39  ▲ silent: The vendor is later —
                                workdays                                Sam `b709c249ab`

    $ hum trend DEL-7.due --every month --limit 2
    Atlas: DEL-7.due by month
    ═════════════════════════

    2026-06-26 on 2026-06-01; 2026-06-12 on 2026-03-31 (+10 workdays). The date as it stood then.

    This clone is shallow: older history is missing, and the oldest commit here seems to add everything.
    Run `git fetch --unshallow` for the rest.

    ▁▁██

    Month to    DEL-7.due   Change        Commit
    ──────────  ──────────  ────────────  ────────────
    2026-05-31  2026-06-26  +10 workdays  `b709c249ab`
    2026-06-01  2026-06-26                `b709c249ab`

    2 months before these. For all: `--limit 0`

    $ hum blame DEL-7.due
    DEL-7 Auth API: blame
    ═════════════════════

    This clone is shallow: what the oldest commit here seems to have written may be older. Run `git
    fetch --unshallow` for the rest.

    Part  Value       Since       By   Commit        Earlier
    ────  ──────────  ──────────  ───  ────────────  ───────
    due   2026-06-26  2026-05-04  Sam  `b709c249ab`        1
    ");
}

#[test]
fn what_a_shallow_clone_has_is_told_without_a_word() {
    let (world, ..) = shallow();
    for command in [
        &["check"][..],
        &["check", "--staged"],
        &["list", "--at", "HEAD~1"],
        &["diff", "HEAD~1..HEAD"],
        &["changelog", "HEAD~1..HEAD"],
        &["changelog", "--walk", "HEAD~1..HEAD"],
        &["log", "--since", "HEAD~1"],
        &["slips", "HEAD~1..HEAD"],
        &["trend", "DEL-7.due", "--since", "2026-05-01"],
    ] {
        let (whole, ..) = started();
        let (whole, shallow) = (whole.hum(command).sound(), world.hum(command).sound());
        assert_eq!(shallow.to_string(), whole.to_string(), "{command:?}");
    }
}

#[test]
fn what_is_judged_by_history_says_that_a_shallow_clone_lacks_some() {
    let (world, _, [first, ..]) = shallow();
    insta::assert_snapshot!(world.session(&[
        &["check", "--since", "HEAD~1", "--format", "github"],
        &["update", "exec-short", "--since", "HEAD~1"],
        &["check", "--since", "2026-02-01"],
        &["list", "--at", "2026-02-01"],
        &["log", "--since", &first.to_string()],
    ]), @"
    $ hum check --since HEAD~1 --format github
    ::error file=deliverables/DEL-7-auth.md,line=6,col=6,endLine=6,endColumn=16,title=rewritten-promise::DEL-7 is committed to 2026-06-12, and `due` becomes 2026-06-26 without a decision%0Anote: What was promised, decided or sent must be found as it was, or nobody can say what was kept.%0Ahelp: move `forecast`, or name the decision that moves the date in `rebaselined_by`
    ::error file=deliverables/DEL-7-auth.md,line=6,col=6,endLine=6,endColumn=16,title=silent-slip::`due` of DEL-7 moves from 2026-06-12 to 2026-06-26, 10 workdays, without a word and still on track%0Anote: A date that moves without a word surprises everybody who planned around it.%0Ahelp: say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`
    ::warning file=workstreams/WS-1-platform.md,line=3,col=9,endLine=3,endColumn=15,title=stale-truth::DEL-7 changes, and WS-1 beside it was last changed or reviewed on 2026-03-02, 91 days ago%0Anote: Nobody can tell a statement that still holds from one that nobody looked at again.%0Ahelp: update it, or confirm it: `hum set WS-1 reviewed=2026-06-01`
    note: this clone is shallow: how long records stayed unchanged, and how often dates moved, is not known; run `git fetch --unshallow`
    exit: 1

    $ hum update exec-short --since HEAD~1
    ● ON TRACK Atlas: 2026-06-26, ● −125 workdays (DEL-7)

    - Auth API: due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays (DEL-7)
    - Risk: None.
    - Ask: None.
    note: this clone is shallow: first dates, and since when records stand as they do, are not known; run `git fetch --unshallow`

    $ hum check --since 2026-02-01
    error: the state on 2026-02-01 is not known: this clone is shallow and begins on 2026-03-02
      hint: run `git fetch --unshallow`
    exit: 2

    $ hum list --at 2026-02-01
    error: the state on 2026-02-01 is not known: this clone is shallow and begins on 2026-03-02
      hint: run `git fetch --unshallow`
    exit: 2

    $ hum log --since 5e6e87342e4d479f8c813b1dcea38048598c58f2
    error: `5e6e87342e4d479f8c813b1dcea38048598c58f2` is no revision or date here: this clone is shallow and lacks it; run `git fetch --unshallow`
      hint: give a commit, tag, branch, or a day written YYYY-MM-DD
    exit: 2
    ");
}

#[test]
fn what_counts_the_past_says_that_a_shallow_clone_lacks_some() {
    let (world, ..) = shallow();
    let note = "note: this clone is shallow: what came before is not counted; run `git fetch --unshallow`\n";
    for command in [&["show", "DEL-7"][..], &["status"], &["surprises"]] {
        let output = world.hum(command).sound();
        assert_eq!(
            (output.code, &*output.stderr),
            (Some(0), note),
            "{command:?}"
        );
    }
    let (whole, ..) = started();
    assert_eq!(whole.hum(["show", "DEL-7"]).sound().stderr, "");
}

#[test]
fn a_range_whose_beginning_is_known_and_whose_middle_is_cut_off_says_so() {
    let (world, repository, [first, second, third]) = started();
    repository.tag("v1", first);
    repository.forget_before(third, &[second]);
    insta::assert_snapshot!(world.session(&[
        &["changelog", "v1..HEAD"],
        &["changelog", "--walk", "v1..HEAD"],
        &["log", "DEL-7", "v1..HEAD"],
        &["check", "--since", "v1"],
    ]), @r#"
    $ hum changelog v1..HEAD
    Atlas: changes from v1 to HEAD
    ══════════════════════════════

    Net. Deliverables: 1 changed.

    This clone is shallow: history after v1 is missing, and the oldest commit here seems to have done
    all of it. Run `git fetch --unshallow` for the rest.

    Dates
    ─────

    - DEL-7 Auth API: due moved 2026-06-05 → 2026-06-26, ▲ +15 workdays — Sam 2026-05-04 `b709c249ab`

    $ hum changelog --walk v1..HEAD
    Atlas: changes from v1 to HEAD
    ══════════════════════════════

    Every step. Deliverables: 1 changed.

    This clone is shallow: history after v1 is missing, and the oldest commit here seems to have done
    all of it. Run `git fetch --unshallow` for the rest.

    Dates
    ─────

    - 2026-05-04 DEL-7 Auth API: due moved 2026-06-05 → 2026-06-26, ▲ +15 workdays — Sam `b709c249ab`

    $ hum log DEL-7 v1..HEAD
    DEL-7 Auth API: log from v1 to HEAD
    ═══════════════════════════════════

    This clone is shallow: history after v1 is missing, and the oldest commit here seems to have done
    all of it. Run `git fetch --unshallow` for the rest.

    - 2026-05-04 Sam: “The vendor is later” `b709c249ab`
      - due moved 2026-06-05 → 2026-06-26, ▲ +15 workdays

    $ hum check --since v1
    error: there is nothing to compare with: this clone is shallow, and where the two part is cut off; run `git fetch --unshallow`
      hint: give a commit that this branch was made from
    exit: 2
    "#);
    for command in ["slips", "changelog", "log"] {
        let json = [command, "v1..HEAD", "--format", "json"];
        assert_eq!(world.hum(json).data()["shallow"], true, "{command}");
    }
}

#[test]
fn git_ends_where_the_shallow_list_says_and_so_do_we() {
    let (world, repository, [_, second, _]) = started();
    // A clone that was made shallow later keeps the objects for a while.
    repository.forget_before(second, &[]);
    let (lacking, ..) = shallow();
    for command in HISTORY {
        let (kept, lost) = (world.hum(command).sound(), lacking.hum(command).sound());
        assert_eq!(kept.to_string(), lost.to_string(), "{command:?}");
    }
}

#[test]
fn a_commit_that_is_cut_off_on_one_way_and_known_on_another_is_told_once() {
    let (world, repository, [first, _, third]) = started();
    let side = repository
        .commit("Aside")
        .parents([first])
        .file("risks/RISK-1.md", "no metadata\n")
        .on("2026-05-11")
        .write_aside();
    repository
        .commit("Merge the side")
        .parents([third, side])
        .file("risks/RISK-1.md", "no metadata\n")
        .on("2026-05-12")
        .write();
    // The side ends at itself; the first commit is still there by way of the main line.
    repository.forget_before(side, &[]);
    insta::assert_snapshot!(world.session(&[
        &["log", "--all-commits", "--limit", "9"],
        &["log", "--limit", "1"],
        &["changelog", "--walk", "HEAD~3..HEAD"],
    ]), @"
    $ hum log --all-commits --limit 9
    Atlas: log up to HEAD
    ═════════════════════

    This clone is shallow: older history is missing, and the oldest commit here seems to add everything.
    Run `git fetch --unshallow` for the rest.

    - 2026-05-11 Maria: “Aside” `f80327aac5`
      - PROGRAM Atlas: program added (@maria, due 2026-12-18)
      - WS-1 Platform: workstream added (active, @maria)
      - DEL-7 Auth API: deliverable added (active, @sam, due 2026-06-05)
      - risks/RISK-1.md unreadable to the end: the file has no metadata of a risk
    - 2026-05-04 Sam: “The vendor is later” `b709c249ab`
      - DEL-7 Auth API: due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays
    - 2026-03-02 Sam: “The vendor is late” `316e73ebce`
      - DEL-7 Auth API: due moved 2026-06-05 → 2026-06-12, ▲ +5 workdays
    - 2026-01-05 Maria: “Start the program” `5e6e87342e`
      - PROGRAM Atlas: program added (@maria, due 2026-12-18)
      - WS-1 Platform: workstream added (active, @maria)
      - DEL-7 Auth API: deliverable added (active, @sam, due 2026-06-05)

    $ hum log --limit 1
    Atlas: log up to HEAD
    ═════════════════════

    - 2026-05-12 Maria: “Merge the side” `fd0202c19a`
      - risks/RISK-1.md unreadable to the end: the file has no metadata of a risk

    There are older commits; raise --limit to see them.

    $ hum changelog --walk HEAD~3..HEAD
    Atlas: changes from HEAD~3 to HEAD
    ══════════════════════════════════

    Every step. Deliverables: 2 changed.

    Dates
    ─────

    - 2026-03-02 DEL-7 Auth API: due moved 2026-06-05 → 2026-06-12, ▲ +5 workdays — Sam `316e73ebce`
    - 2026-05-04 DEL-7 Auth API: due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays — Sam `b709c249ab`

    Unreadable versions
    ───────────────────

    - risks/RISK-1.md: the file has no metadata of a risk — Maria 2026-05-12 `fd0202c19a`
    ");
}
