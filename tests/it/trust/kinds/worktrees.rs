//! Where the files stand: nowhere, in a second worktree, in a submodule, or only some of them on disk.

use super::{answers, plain_answers, started, three_commits};
use crate::world::{PROGRAM, Repository, World};

#[test]
fn a_linked_worktree_has_its_own_head_and_index_and_the_history_of_all() {
    let (world, repository, [first, second, third]) = started();
    repository.branch("side", second);
    repository.add_worktree(&world.work().join("side"), "ref: refs/heads/side");
    repository.head(&first.to_string());
    insta::assert_snapshot!(world.session(&[
        &["-C", "side", "check"],
        &["-C", "side", "diff"],
        &["-C", "side", "diff", "--staged", "main"],
        &["-C", "side", "slips", "--format", "csv"],
        &["-C", "side", "list", "deliverables", "--at", "HEAD"],
    ]), @"
    $ hum -C side check
    3 records in 3 files: no findings

    $ hum -C side diff
    Atlas: changes from HEAD to worktree
    ════════════════════════════════════

    Nothing changed.

    $ hum -C side diff --staged main
    Atlas: changes from main to staged
    ══════════════════════════════════

    Net. Deliverables: 1 changed.

    Dates
    ─────

    - DEL-7 Auth API: due moved 2026-06-26 → 2026-06-12, ● −10 workdays

    $ hum -C side slips --format csv
    Date,Id,Title,Field,From,To,Direction,Workdays,Releases,Lead,Reason,Decisions,Silent,Team,Owner,Part of,Author,Commit
    2026-03-02,DEL-7,Auth API,due,2026-06-05,2026-06-12,later,5,,95,The vendor is late,,yes,,'@sam,WS-1,Sam,316e73ebcee656b80232feda943cbee3ca9b0077

    $ hum -C side list deliverables --at HEAD
    Id     Title     Status  Health      Owner  Due         Forecast
    ─────  ────────  ──────  ──────────  ─────  ──────────  ────────
    DEL-7  Auth API  active  ● on track  @sam   2026-06-12

    1 deliverable.
    ");
    repository.head("ref: refs/heads/main");
    repository.branch("side", third);
    let side = repository.add_worktree(&world.work().join("same"), "ref: refs/heads/side");
    assert_eq!(side.tip(), repository.tip());
    assert_eq!(answers(&world, "same"), plain_answers());
}

#[test]
fn a_program_in_a_submodule_is_one_of_its_own() {
    let world = World::empty();
    let outer = world.repository();
    std::fs::create_dir(world.work().join("plans")).expect("the world is ours");
    let inner = Repository::create(&world.work().join("plans"));
    three_commits(&inner, "");
    inner.check_out();
    outer.absorb("plans");
    assert!(world.work().join("plans/.git").is_file());
    assert_eq!(answers(&world, "plans"), plain_answers());
}

#[test]
fn a_folder_of_records_that_is_a_submodule_is_told() {
    let (world, repository, [first, ..]) = started();
    repository
        .commit("Keep risks elsewhere")
        .submodule("risks", first)
        .on("2026-05-11")
        .write();
    repository.check_out();
    insta::assert_snapshot!(world.session(&[
        &["check"],
        &["check", "--at", "HEAD"],
        &["check", "--staged"],
        &["changelog", "HEAD~1..HEAD"],
    ]), @"
    $ hum check
    3 records in 3 files: no findings

    $ hum check --at HEAD
    error[unreadable-file]: the folder is a submodule: git keeps its files in a repository of their own
    --> risks
     = note: What is in this file is missing from every report.
     = help: move the records into this repository, or make the submodule a program

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    exit: 1

    $ hum check --staged
    error[unreadable-file]: the folder is a submodule: git keeps its files in a repository of their own
    --> risks
     = note: What is in this file is missing from every report.
     = help: move the records into this repository, or make the submodule a program

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    exit: 1

    $ hum changelog HEAD~1..HEAD
    Atlas: changes from HEAD~1 to HEAD
    ══════════════════════════════════

    Nothing changed.

    Unreadable versions
    ───────────────────

    - risks: the folder is a submodule: git keeps its files in a repository of their own
    ");
}

/// Asserts that a program below a folder answers as if everything were there when some of it is not checked out.
fn assert_sparse(folder: &str, left_out: usize, leave_out: &dyn Fn(&World, &Repository)) {
    let world = World::empty();
    let repository = world.repository();
    three_commits(&repository, folder);
    repository.check_out();
    let at = if folder.is_empty() { "." } else { folder };
    let plain = answers(&world, at);
    leave_out(&world, &repository);
    assert!(!world.work().join(folder).join("workstreams").exists());
    let sparse = answers(&world, at);
    let files = match left_out {
        1 => "1 file is".to_owned(),
        _ => format!("{left_out} files are"),
    };
    let note = format!("--- stderr\nnote: {files} not checked out here; read from the index\n");
    assert_eq!(sparse.replace(&note, ""), plain);
    // `check` and `check --since` look at the worktree.
    assert_eq!(sparse.matches(&note).count(), 2, "{sparse}");
}

#[test]
fn a_sparse_checkout_answers_as_if_everything_were_checked_out() {
    assert_sparse("", 1, &|_, repository| {
        repository.skip(&["workstreams/WS-1-platform.md"]);
    });
    assert_sparse("plans/atlas/", 1, &|_, repository| {
        repository.skip(&["plans/atlas/workstreams/WS-1-platform.md"]);
    });
}

#[test]
fn folders_of_a_sparse_index_are_read_as_the_files_in_them() {
    assert_sparse("", 1, &|_, repository| {
        repository.skip_folder("workstreams")
    });
    assert_sparse("plans/atlas/", 1, &|_, repository| {
        repository.skip_folder("plans/atlas/workstreams");
    });
    assert_sparse("plans/atlas/", 2, &|world, repository| {
        repository.skip_folder("plans");
        world.write("plans/atlas/program.yaml", PROGRAM);
    });
}

#[test]
fn what_is_not_checked_out_is_not_written() {
    let (world, repository, _) = started();
    repository.skip(&["workstreams/WS-1-platform.md", "program.yaml"]);
    world.write(
        "deliverables/DEL-8-keys.md",
        super::deliverable("2026-09-01"),
    );
    insta::assert_snapshot!(world.session(&[
        &["-C", "deliverables", "list"],
        &["check", "workstreams"],
        &["check", "billing"],
        &["set", "DEL-8", "owner=@kim"],
        &["set", "WS-1", "owner=@kim"],
        &["mv", "WS-1", "WS-2"],
        &["set", "PROGRAM", "target=2027-01-15"],
        &["new", "workstream", "Billing", "owner=@kim", "objective=One bill"],
    ]), @r#"
    $ hum -C deliverables list
    Id       Title     Status  Owner   Date
    ───────  ────────  ──────  ──────  ──────────
    PROGRAM  Atlas             @maria  2026-12-18
    WS-1     Platform  active  @maria
    DEL-7    Auth API  active  @sam    2026-06-26
    DEL-8    Auth API  active  @sam    2026-09-01

    4 records.

    $ hum check workstreams
    1 record in 1 file: no findings
    note: 2 files are not checked out here; read from the index

    $ hum check billing
    note: 2 files are not checked out here; read from the index
    error: there is no billing here
      hint: give files or folders of the program
    exit: 2

    $ hum set DEL-8 owner=@kim
    DEL-8 Auth API

    - owner @sam → @kim

    Wrote deliverables/DEL-8-keys.md.

    $ hum set WS-1 owner=@kim
    error: $WORLD/work/workstreams/WS-1-platform.md is not checked out here; nothing was written
      hint: run `git sparse-checkout add workstreams`
    exit: 2

    $ hum mv WS-1 WS-2
    error: $WORLD/work/workstreams/WS-1-platform.md is not checked out here; nothing was written
      hint: run `git sparse-checkout add workstreams`
    exit: 2

    $ hum set PROGRAM target=2027-01-15
    error: $WORLD/work/program.yaml is not checked out here; nothing was written
      hint: run `git sparse-checkout add /program.yaml`
    exit: 2

    $ hum new workstream Billing owner=@kim objective="One bill"
    New workstream WS-2: Billing

    Wrote workstreams/WS-2-billing.md.

    warning: workstreams/WS-2-billing.md:2: WS-2 refers to no record, and no record refers to it
    "#);
    assert!(!world.work().join("workstreams/WS-1-platform.md").exists());
}

#[test]
fn a_bare_repository_answers_from_its_newest_commit() {
    let world = World::empty();
    let bare = Repository::create_bare(&world.work().join("x.git"));
    three_commits(&bare, "");
    insta::assert_snapshot!(world.session(&[
        &["-C", "x.git", "list"],
        &["-C", "x.git", "list", "--at", "2026-03-02"],
        &["-C", "x.git", "log", "DEL-7"],
        &["-C", "x.git", "slips", "--format", "csv"],
        &["-C", "x.git", "trend", "DEL-7.due", "--every", "month", "--limit", "2"],
        &["-C", "x.git", "blame", "DEL-7.due"],
        &["-C", "x.git", "check", "--since", "HEAD~2", "--walk", "--format", "github"],
        &["-C", "x.git", "set", "DEL-7", "health=at_risk"],
        &["-C", "x.git", "check", "--staged"],
    ]), @"
    $ hum -C x.git list
    Id       Title     Status  Owner   Date
    ───────  ────────  ──────  ──────  ──────────
    PROGRAM  Atlas             @maria  2026-12-18
    WS-1     Platform  active  @maria
    DEL-7    Auth API  active  @sam    2026-06-26

    3 records.

    $ hum -C x.git list --at 2026-03-02
    Id       Title     Status  Owner   Date
    ───────  ────────  ──────  ──────  ──────────
    PROGRAM  Atlas             @maria  2026-12-18
    WS-1     Platform  active  @maria
    DEL-7    Auth API  active  @sam    2026-06-05

    3 records.

    $ hum -C x.git log DEL-7
    DEL-7 Auth API: log up to HEAD
    ══════════════════════════════

    - 2026-05-04 Sam: “The vendor is later” `b709c249ab`
      - due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays
    - 2026-03-02 Sam: “The vendor is late” `316e73ebce`
      - due moved 2026-06-05 → 2026-06-12, ▲ +5 workdays
    - 2026-01-05 Maria: “Start the program” `5e6e87342e`
      - deliverable added (active, @sam, due 2026-06-05)

    $ hum -C x.git slips --format csv
    Date,Id,Title,Field,From,To,Direction,Workdays,Releases,Lead,Reason,Decisions,Silent,Team,Owner,Part of,Author,Commit
    2026-05-04,DEL-7,Auth API,due,2026-06-12,2026-06-26,later,10,,39,The vendor is later,,yes,,'@sam,WS-1,Sam,b709c249abf25acd3f3b0bd192afec0fdb11c381
    2026-03-02,DEL-7,Auth API,due,2026-06-05,2026-06-12,later,5,,95,The vendor is late,,yes,,'@sam,WS-1,Sam,316e73ebcee656b80232feda943cbee3ca9b0077

    $ hum -C x.git trend DEL-7.due --every month --limit 2
    Atlas: DEL-7.due by month
    ═════════════════════════

    2026-06-26 on 2026-06-01; 2026-06-05 on 2026-01-31 (+15 workdays). The date as it stood then.

    ▁▁▃▃██

    Month to    DEL-7.due   Change        Commit
    ──────────  ──────────  ────────────  ────────────
    2026-05-31  2026-06-26  +10 workdays  `b709c249ab`
    2026-06-01  2026-06-26                `b709c249ab`

    4 months before these. For all: `--limit 0`

    $ hum -C x.git blame DEL-7.due
    DEL-7 Auth API: blame
    ═════════════════════

    Part  Value       Since       By   Commit        Earlier
    ────  ──────────  ──────────  ───  ────────────  ───────
    due   2026-06-26  2026-05-04  Sam  `b709c249ab`        2

    $ hum -C x.git check --since HEAD~2 --walk --format github
    ::error file=deliverables/DEL-7-auth.md,line=6,col=6,endLine=6,endColumn=16,title=rewritten-promise::DEL-7 is committed to 2026-06-05, and `due` becomes 2026-06-12 without a decision (316e73ebce, 2026-03-02, Sam)%0Anote: What was promised, decided or sent must be found as it was, or nobody can say what was kept.%0Ahelp: move `forecast`, or name the decision that moves the date in `rebaselined_by`
    ::error file=deliverables/DEL-7-auth.md,line=6,col=6,endLine=6,endColumn=16,title=rewritten-promise::DEL-7 is committed to 2026-06-12, and `due` becomes 2026-06-26 without a decision (b709c249ab, 2026-05-04, Sam)%0Anote: What was promised, decided or sent must be found as it was, or nobody can say what was kept.%0Ahelp: move `forecast`, or name the decision that moves the date in `rebaselined_by`
    ::error file=deliverables/DEL-7-auth.md,line=6,col=6,endLine=6,endColumn=16,title=silent-slip::`due` of DEL-7 moves from 2026-06-05 to 2026-06-12, 5 workdays, without a word and still on track; its dates moved later 2 times in all (316e73ebce, 2026-03-02, Sam)%0Anote: A date that moves without a word surprises everybody who planned around it.%0Ahelp: say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`
    ::error file=deliverables/DEL-7-auth.md,line=6,col=6,endLine=6,endColumn=16,title=silent-slip::`due` of DEL-7 moves from 2026-06-12 to 2026-06-26, 10 workdays, without a word and still on track; its dates moved later 2 times in all (b709c249ab, 2026-05-04, Sam)%0Anote: A date that moves without a word surprises everybody who planned around it.%0Ahelp: say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`
    ::warning file=workstreams/WS-1-platform.md,line=3,col=9,endLine=3,endColumn=15,title=stale-truth::DEL-7 changes, and WS-1 beside it was last changed or reviewed on 2026-01-05, 147 days ago%0Anote: Nobody can tell a statement that still holds from one that nobody looked at again.%0Ahelp: update it, or confirm it: `hum set WS-1 reviewed=2026-06-01`
    exit: 1

    $ hum -C x.git set DEL-7 health=at_risk
    error: this repository is bare: it has no files to change
      hint: run this in a clone
    exit: 2

    $ hum -C x.git check --staged
    error: cannot read the index: a bare repository has nothing staged
    exit: 2
    ");
}

#[test]
fn a_bare_repository_without_a_program_at_its_top_says_so() {
    let world = World::empty();
    let bare = Repository::create_bare(&world.work().join("x.git"));
    three_commits(&bare, "plans/atlas/");
    Repository::create_bare(&world.work().join("y.git"));
    insta::assert_snapshot!(world.session(&[
        &["-C", "x.git", "check"],
        &["-C", "x.git", "log"],
        &["-C", "y.git", "check"],
        &["-C", "y.git", "slips"],
    ]), @"
    $ hum -C x.git check
    error: $WORLD/work/x.git is a bare repository: its newest commit has no program.yaml at the top
      hint: run this in a clone, or in a worktree made with `git worktree add`
    exit: 2

    $ hum -C x.git log
    error: $WORLD/work/x.git is a bare repository: its newest commit has no program.yaml at the top
      hint: run this in a clone, or in a worktree made with `git worktree add`
    exit: 2

    $ hum -C y.git check
    error: $WORLD/work/y.git is a bare repository: it has no commit
      hint: run this in a clone, or in a worktree made with `git worktree add`
    exit: 2

    $ hum -C y.git slips
    error: $WORLD/work/y.git is a bare repository: it has no commit
      hint: run this in a clone, or in a worktree made with `git worktree add`
    exit: 2
    ");
}
