//! Repositories that are not there, have no commit, or are in the middle of something.

use super::{RISK, WORKSTREAM, program, two_commits};
use crate::world::{PROGRAM, World};

#[test]
fn without_a_program_the_message_says_what_to_type() {
    let world = World::empty();
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 2
    --- stderr
    error: there is no program.yaml in $WORLD/work or any folder above it
      hint: run `hum init` to start a program here, or give a folder with -C
    ");
    insta::assert_snapshot!(world.hum(["-C", "nowhere", "check"]).sound(), @"
    exit: 2
    --- stderr
    error: there is no folder nowhere
      hint: give an existing folder with -C
    ");
    insta::assert_snapshot!(world.hum(["check", "--program", "none.yaml"]).sound(), @"
    exit: 2
    --- stderr
    error: there is no file none.yaml
      hint: give the path of a program.yaml with --program
    ");
}

#[test]
fn without_a_repository_check_works_and_history_says_why_not() {
    let world = program();
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 0
    --- stdout
    3 records in 3 files: no findings
    ");
    for arguments in [
        &["changelog"][..],
        &["diff"],
        &["check", "--staged"],
        &["check", "--at", "HEAD"],
    ] {
        let output = world.hum(arguments).sound();
        assert_eq!(
            output.to_string(),
            "exit: 2\n--- stderr\nerror: $WORLD/work is not in a git repository\n  \
             hint: run `git init` and commit the program\n",
            "{arguments:?}"
        );
    }
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let world = program();
    let repository = world.repository();
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 0
    --- stdout
    3 records in 3 files: no findings
    ");
    insta::assert_snapshot!(world.hum(["diff"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes from HEAD to worktree
    ════════════════════════════════════

    Net. Programs: 1 added. Workstreams: 1 added. Risks: 1 added.

    Risks and issues
    ────────────────

    - RISK-1 Quota: risk added (identified)

    Scope and actions
    ─────────────────

    - PROGRAM Atlas: program added (@maria, due 2026-12-18)
    - WS-1 Platform: workstream added (proposed, @sam)
    ");
    insta::assert_snapshot!(world.hum(["changelog"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes up to HEAD
    ═════════════════════════

    Nothing changed.
    ");
    insta::assert_snapshot!(world.hum(["check", "--at", "2026-01-01"]).sound(), @"
    exit: 0
    --- stdout
    0 records in 0 files: no findings
    ");
    insta::assert_snapshot!(world.hum(["check", "--staged"]).sound(), @"
    exit: 0
    --- stdout
    0 records in 0 files: no findings
    ");
    repository.stage(&[("program.yaml", PROGRAM), ("risks/RISK-1-quota.md", RISK)]);
    insta::assert_snapshot!(world.hum(["check", "--staged"]).sound(), @"
    exit: 1
    --- stdout
    error[dangling-ref]: `affects`: there is no record `WS-1`
     --> risks/RISK-1-quota.md:8:11
      |
    8 | affects: [WS-1]
      |           ^^^^
      |
      = note: A dependency that leads nowhere is followed by nobody.
      = help: write the id of a record that exists

    To read about a rule, type:
      hum explain dangling-ref

    1 error in 2 records (2 files)
    ");
}

#[test]
fn what_is_staged_is_read_and_not_the_worktree() {
    let world = program();
    let repository = world.repository();
    two_commits(&repository, "");
    repository.check_out();
    repository.stage(&[("risks/RISK-2-staged.md", "no metadata\n")]);
    world.write("risks/RISK-3-worktree.md", "no metadata\n");
    insta::assert_snapshot!(world.hum(["check", "--staged"]).sound(), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file has no metadata of a risk
    --> risks/RISK-2-staged.md
     = note: What is in this file is missing from every report.
     = help: add front matter between two `---` lines at the top, or move the file out of this folder

    warning[orphan]: WS-1 refers to no record, and no record refers to it
     --> workstreams/WS-1-platform.md:2:8
      |
    2 | title: Platform
      |        ^^^^^^^^
      |
      = note: What belongs to nothing is looked after by nobody.
      = help: add a record that is part of it, or drop it

    To read about a rule, type:
      hum explain orphan
      hum explain unreadable-file

    1 error, 1 warning in 2 records (3 files)
    ");
    insta::assert_snapshot!(world.hum(["diff", "--staged"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes from HEAD to staged
    ══════════════════════════════════

    Nothing changed.

    Unreadable versions
    ───────────────────

    - risks/RISK-2-staged.md: the file has no metadata of a risk
    ");
}

#[test]
fn a_file_that_is_only_meant_to_be_added_is_not_staged() {
    let world = program();
    let repository = world.repository();
    two_commits(&repository, "");
    world.write("risks/RISK-2-later.md", "no metadata\n");
    repository.intend_to_add("risks/RISK-2-later.md");
    insta::assert_snapshot!(world.session(&[
        &["check", "--staged", "--allow", "orphan"],
        &["diff", "--staged"],
    ]), @"
    $ hum check --staged --allow orphan
    2 records in 2 files: no findings

    $ hum diff --staged
    Atlas: changes from HEAD to staged
    ══════════════════════════════════

    Nothing changed.
    ");
}

#[test]
fn a_hook_reads_the_index_that_git_made_for_the_commit() {
    let mut world = program();
    let repository = world.repository();
    two_commits(&repository, "");
    repository.check_out();
    repository.stage(&[("risks/RISK-2-staged.md", "no metadata\n")]);
    let index = repository.git_dir().join("index");
    let own = repository.git_dir().join("next-index-1.lock");
    std::fs::rename(&index, &own).expect("the repository is ours");
    repository.check_out();
    let staged = [
        "check", "--staged", "--allow", "orphan", "--format", "github",
    ];
    assert_eq!(world.hum(staged).sound().to_string(), "exit: 0\n");
    world.set("GIT_INDEX_FILE", &own.to_string_lossy());
    insta::assert_snapshot!(world.hum(staged).sound(), @"
    exit: 1
    --- stdout
    ::error file=risks/RISK-2-staged.md,line=1,col=1,endLine=1,endColumn=1,title=unreadable-file::the file has no metadata of a risk%0Anote: What is in this file is missing from every report.%0Ahelp: add front matter between two `---` lines at the top, or move the file out of this folder
    ");
}

#[test]
fn a_merge_conflict_is_a_finding_about_that_file_alone() {
    let world = program();
    let repository = world.repository();
    two_commits(&repository, "");
    let path = "workstreams/WS-1-platform.md";
    let theirs = WORKSTREAM.replace("proposed", "active");
    repository.stage_conflict(path, WORKSTREAM, WORKSTREAM, &theirs);
    insta::assert_snapshot!(world.hum(["check", "--staged"]).sound(), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file has a merge conflict
    --> workstreams/WS-1-platform.md
     = note: What is in this file is missing from every report.
     = help: resolve it, then run `git add`

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 1 record (2 files)
    ");
    insta::assert_snapshot!(world.hum(["diff", "--staged"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes from HEAD to staged
    ══════════════════════════════════

    Nothing changed.

    Unreadable versions
    ───────────────────

    - workstreams/WS-1-platform.md: the file has a merge conflict
    ");
}

#[test]
fn the_marks_of_a_merge_conflict_are_no_fields() {
    let world = program();
    let both = "<<<<<<< HEAD\nstatus: proposed\n=======\nstatus: planned\n>>>>>>> topic\n";
    let marked = WORKSTREAM.replace("status: proposed\n", both);
    world.write("workstreams/WS-1-platform.md", marked);
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 1
    --- stdout
    error[dangling-ref]: `affects`: there is no record `WS-1`
     --> risks/RISK-1-quota.md:8:11
      |
    8 | affects: [WS-1]
      |           ^^^^
      |
      = note: A dependency that leads nowhere is followed by nobody.
      = help: write the id of a record that exists

    error[unreadable-file]: a merge conflict is not resolved here
     --> workstreams/WS-1-platform.md:3:1
      |
    3 | <<<<<<< HEAD
      | ^^^^^^^^^^^^
      |
      = note: What is in this file is missing from every report.
      = help: keep one side, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`

    To read about a rule, type:
      hum explain dangling-ref
      hum explain unreadable-file

    2 errors in 2 records (3 files)
    ");
}
