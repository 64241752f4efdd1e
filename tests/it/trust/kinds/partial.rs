//! Clones that lack content: by a filter, or because they are damaged.

use super::{HISTORY, PATH, answers, deliverable, plain_answers, started};

#[test]
fn every_command_that_needs_what_a_partial_clone_lacks_says_what_to_run() {
    let (world, repository, [first, second, _]) = started();
    let old = [repository.at(first, PATH), repository.at(second, PATH)];
    repository.filter("blob:none", &old);
    insta::assert_snapshot!(world.session(&HISTORY), @"
    $ hum log
    error: this clone is partial and lacks at least 2 versions of files, one of them of deliverables/DEL-7-auth.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum changelog
    error: this clone is partial and lacks at least 2 versions of files, one of them of deliverables/DEL-7-auth.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum changelog --walk --all-commits
    error: this clone is partial and lacks at least 2 versions of files, one of them of deliverables/DEL-7-auth.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum slips
    error: this clone is partial and lacks at least 2 versions of files, one of them of deliverables/DEL-7-auth.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum trend DEL-7.due --every month --limit 2
    error: this clone is partial and lacks at least 2 versions of files, one of them of deliverables/DEL-7-auth.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum blame DEL-7.due
    error: this clone is partial and lacks at least 2 versions of files, one of them of deliverables/DEL-7-auth.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2
    ");
    insta::assert_snapshot!(world.session(&[
        &["check", "--staged"],
        &["diff"],
        &["diff", "HEAD~1"],
        &["list", "--at", "HEAD~1"],
        &["check", "--at", "2026-04-01"],
        &["log", "HEAD~1..HEAD"],
        &["check", "--since", "HEAD~1"],
        &["changelog", "HEAD..HEAD"],
    ]), @"
    $ hum check --staged
    3 records in 3 files: no findings

    $ hum diff
    Atlas: changes from HEAD to worktree
    ════════════════════════════════════

    Nothing changed.

    $ hum diff HEAD~1
    error: this clone is partial and lacks a version of deliverables/DEL-7-auth.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum list --at HEAD~1
    error: this clone is partial and lacks a version of deliverables/DEL-7-auth.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum check --at 2026-04-01
    error: this clone is partial and lacks a version of deliverables/DEL-7-auth.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum log HEAD~1..HEAD
    error: this clone is partial and lacks a version of deliverables/DEL-7-auth.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum check --since HEAD~1
    error: this clone is partial and lacks a version of deliverables/DEL-7-auth.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum changelog HEAD..HEAD
    Atlas: changes from HEAD to HEAD
    ════════════════════════════════

    Nothing changed.
    ");
}

#[test]
fn a_partial_clone_that_lacks_only_what_is_not_asked_for_answers() {
    let (world, repository, _) = started();
    let other = repository
        .commit("Add a drawing")
        .file("drawings/plan.svg", "<svg/>")
        .on("2026-05-11")
        .write();
    let drawing = repository.at(other, "drawings/plan.svg");
    repository
        .commit("Remove it")
        .remove("drawings/plan.svg")
        .on("2026-05-12")
        .write();
    repository.check_out();
    let whole = answers(&world, ".");
    repository.filter("blob:none", &[drawing]);
    assert_eq!(answers(&world, "."), whole);
    assert_ne!(whole, plain_answers(), "HEAD~1 is another commit");
}

#[test]
fn a_clone_without_folders_of_old_commits_says_so() {
    let (world, repository, [first, ..]) = started();
    let folder = repository.at(first, "deliverables");
    repository.filter("tree:0", &[folder]);
    insta::assert_snapshot!(world.session(&[
        &["log"],
        &["slips"],
        &["list", "--at", "2026-02-01"],
        &["log", "HEAD~1..HEAD"],
    ]), @"
    $ hum log
    error: this clone is partial and lacks folders as older commits have them
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum slips
    error: this clone is partial and lacks folders as older commits have them
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum list --at 2026-02-01
    error: this clone is partial and lacks folders as older commits have them
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum log HEAD~1..HEAD
    Atlas: log from HEAD~1 to HEAD
    ══════════════════════════════

    - 2026-05-04 Sam: “The vendor is later” `b709c249ab`
      - DEL-7 Auth API: due moved 2026-06-12 → 2026-06-26, ▲ +10 workdays
    ");
}

#[test]
fn a_sparse_partial_clone_says_that_it_lacks_what_is_not_checked_out() {
    let (world, repository, [first, ..]) = started();
    let path = "workstreams/WS-1-platform.md";
    repository.skip(&[path]);
    repository.filter("blob:none", &[repository.at(first, path)]);
    insta::assert_snapshot!(world.session(&[
        &["check"],
        &["list"],
        &["log"],
        &["show", "DEL-7"],
    ]), @"
    $ hum check
    error: this clone is partial and lacks a version of workstreams/WS-1-platform.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum list
    error: this clone is partial and lacks a version of workstreams/WS-1-platform.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum log
    error: this clone is partial and lacks a version of workstreams/WS-1-platform.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2

    $ hum show DEL-7
    error: this clone is partial and lacks a version of workstreams/WS-1-platform.md
      hint: run `git fetch --refetch --no-filter origin` to get everything that is missing
    exit: 2
    ");
}

#[test]
fn a_damaged_repository_is_not_taken_for_a_partial_clone() {
    let (world, repository, [first, second, _]) = started();
    repository.forget(&[repository.at(second, PATH)]);
    insta::assert_snapshot!(world.session(&[&["log"], &["list", "--at", "HEAD~1"]]), @"
    $ hum log
    error: this repository is damaged and lacks a version of deliverables/DEL-7-auth.md
      hint: run `git fsck` to see what is missing
    exit: 2

    $ hum list --at HEAD~1
    error: this repository is damaged and lacks a version of deliverables/DEL-7-auth.md
      hint: run `git fsck` to see what is missing
    exit: 2
    ");
    repository.forget(&[first]);
    insta::assert_snapshot!(world.session(&[&["log"], &["slips"], &["list", "--at", "HEAD~2"]]), @"
    $ hum log
    error: this repository is damaged and lacks commit 5e6e87342e4d479f8c813b1dcea38048598c58f2
      hint: run `git fsck` to see what is missing
    exit: 2

    $ hum slips
    error: this repository is damaged and lacks commit 5e6e87342e4d479f8c813b1dcea38048598c58f2
      hint: run `git fsck` to see what is missing
    exit: 2

    $ hum list --at HEAD~2
    error: `HEAD~2` is no revision or date here: HEAD has no such ancestor or file
      hint: give a commit, tag, branch, or a day written YYYY-MM-DD
    exit: 2
    ");
    world.write(PATH, deliverable("2026-07-03"));
    assert_eq!(world.hum(["check"]).code, Some(0));
}
