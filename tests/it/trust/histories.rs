//! Histories that are cut short, lie elsewhere, or are asked for what they do not have.

use super::{RISK, program, two_commits};
use crate::world::{Repository, World};

#[test]
fn a_program_in_a_subfolder_has_only_its_own_history() {
    let world = World::empty();
    let repository = world.repository();
    two_commits(&repository, "plans/atlas/");
    repository
        .commit("Change something else")
        .file("risks/RISK-9-other.md", RISK)
        .write();
    repository.check_out();
    insta::assert_snapshot!(world.hum(["-C", "plans/atlas", "changelog", "--walk"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes up to HEAD
    ═════════════════════════

    Every step. Programs: 1 added. Workstreams: 1 added, 1 changed.

    Status and health
    ─────────────────

    - 2026-02-02 WS-1 Platform: status proposed → planned — Sam `189aa269ce`

    Scope and actions
    ─────────────────

    - 2026-01-05 PROGRAM Atlas: program added (@maria, due 2026-12-18) — Maria `eb02b66448`
    - 2026-01-05 WS-1 Platform: workstream added (proposed, @sam) — Maria `eb02b66448`

    Transitions
    ───────────

    Kind        Field   From      To       Count
    ──────────  ──────  ────────  ───────  ─────
    Workstream  status  proposed  planned      1
    ");
    insta::assert_snapshot!(world.hum(["-C", "plans/atlas/risks", "check"]).sound(), @"
    exit: 2
    --- stderr
    error: there is no folder plans/atlas/risks
      hint: give an existing folder with -C
    ");
    insta::assert_snapshot!(world.hum(["-C", "plans/atlas/workstreams", "check", "WS-1-platform.md"]).sound(), @"
    exit: 0
    --- stdout
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

    1 warning in 1 record (1 file)
    ");
    insta::assert_snapshot!(world.hum(["-C", "plans/atlas", "check", "--at", "HEAD"]).sound(), @"
    exit: 0
    --- stdout
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

    1 warning in 2 records (2 files)
    ");
}

#[test]
fn a_bare_repository_is_read_at_its_newest_commit() {
    let world = World::empty();
    let repository = Repository::create_bare(&world.work().join("x.git"));
    two_commits(&repository, "");
    insta::assert_snapshot!(world.hum(["-C", "x.git", "changelog"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes up to HEAD
    ═════════════════════════

    Net. Programs: 1 added. Workstreams: 1 added.

    Scope and actions
    ─────────────────

    - PROGRAM Atlas: program added (@maria, due 2026-12-18) — Maria 2026-01-05 `a284d7acf5`
    - WS-1 Platform: workstream added (planned, @sam) — Maria 2026-01-05 `a284d7acf5`
    ");
    insta::assert_snapshot!(world.hum(["-C", "x.git", "check"]).sound(), @"
    exit: 0
    --- stdout
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

    1 warning in 2 records (2 files)
    ");
    insta::assert_snapshot!(world.hum(["-C", "x.git", "diff", "HEAD~1"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes from HEAD~1 to HEAD
    ══════════════════════════════════

    Net. Workstreams: 1 changed.

    Status and health
    ─────────────────

    - WS-1 Platform: status proposed → planned

    Transitions
    ───────────

    Kind        Field   From      To       Count
    ──────────  ──────  ────────  ───────  ─────
    Workstream  status  proposed  planned      1
    ");
    insta::assert_snapshot!(world.hum(["-C", "x.git", "diff", "--staged"]).sound(), @"
    exit: 2
    --- stderr
    error: cannot read the index: a bare repository has nothing staged
    ");
}

#[test]
fn a_shallow_clone_says_that_history_is_missing() {
    let world = program();
    let repository = world.repository();
    let [first, second] = two_commits(&repository, "");
    repository.check_out();
    repository.forget_before(second, &[first]);
    insta::assert_snapshot!(world.hum(["changelog"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes up to HEAD
    ═════════════════════════

    Net. Programs: 1 added. Workstreams: 1 added.

    This clone is shallow: older history is missing, and the oldest commit here seems to add everything.
    Run `git fetch --unshallow` for the rest.

    Scope and actions
    ─────────────────

    - PROGRAM Atlas: program added (@maria, due 2026-12-18) — Sam 2026-02-02 `d807c65b01`
    - WS-1 Platform: workstream added (planned, @sam) — Sam 2026-02-02 `d807c65b01`
    ");
    insta::assert_snapshot!(world.hum(["changelog", "--walk"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes up to HEAD
    ═════════════════════════

    Every step. Programs: 1 added. Workstreams: 1 added.

    This clone is shallow: older history is missing, and the oldest commit here seems to add everything.
    Run `git fetch --unshallow` for the rest.

    Scope and actions
    ─────────────────

    - 2026-02-02 PROGRAM Atlas: program added (@maria, due 2026-12-18) — Sam `d807c65b01`
    - 2026-02-02 WS-1 Platform: workstream added (planned, @sam) — Sam `d807c65b01`
    ");
    insta::assert_snapshot!(world.hum(["changelog", "--since", "2026-01-20"]).sound(), @"
    exit: 2
    --- stderr
    error: the state on 2026-01-20 is not known: this clone is shallow and begins on 2026-02-02
      hint: run `git fetch --unshallow`
    ");
    insta::assert_snapshot!(world.hum(["diff", "2026-01-20"]).sound(), @"
    exit: 2
    --- stderr
    error: the state on 2026-01-20 is not known: this clone is shallow and begins on 2026-02-02
      hint: run `git fetch --unshallow`
    ");
    insta::assert_snapshot!(world.hum(["check", "--at", "2026-01-20"]).sound(), @"
    exit: 2
    --- stderr
    error: the state on 2026-01-20 is not known: this clone is shallow and begins on 2026-02-02
      hint: run `git fetch --unshallow`
    ");
    insta::assert_snapshot!(world.hum(["diff", "HEAD~1"]).sound(), @"
    exit: 2
    --- stderr
    error: `HEAD~1` is no revision or date here: this clone is shallow, and the history behind HEAD is cut off
      hint: give a commit, tag, branch, or a day written YYYY-MM-DD
    ");
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 0
    --- stdout
    3 records in 3 files: no findings
    ");
}

#[test]
fn a_detached_head_is_where_history_ends() {
    let world = program();
    let repository = world.repository();
    let [first, _] = two_commits(&repository, "");
    repository.head(&first.to_string());
    insta::assert_snapshot!(world.hum(["changelog", "--walk"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes up to HEAD
    ═════════════════════════

    Every step. Programs: 1 added. Workstreams: 1 added.

    Scope and actions
    ─────────────────

    - 2026-01-05 PROGRAM Atlas: program added (@maria, due 2026-12-18) — Maria `a284d7acf5`
    - 2026-01-05 WS-1 Platform: workstream added (proposed, @sam) — Maria `a284d7acf5`
    ");
    insta::assert_snapshot!(world.hum(["diff", "HEAD..main"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes from HEAD to main
    ════════════════════════════════

    Net. Workstreams: 1 changed.

    Status and health
    ─────────────────

    - WS-1 Platform: status proposed → planned

    Transitions
    ───────────

    Kind        Field   From      To       Count
    ──────────  ──────  ────────  ───────  ─────
    Workstream  status  proposed  planned      1
    ");
}

#[test]
fn a_revision_that_means_nothing_is_refused() {
    let world = program();
    let repository = world.repository();
    two_commits(&repository, "");
    repository.check_out();
    for range in [
        "nope",
        "HEAD~9",
        "HEAD...main",
        "2026-13-01",
        "--",
        "HEAD:program.yaml",
        "\u{1b}[31m",
    ] {
        let output = world.hum(["diff", "--", range]).sound();
        assert_eq!(output.code, Some(2), "{range}: {output}");
        assert_eq!(output.stdout, "", "{range}");
    }
    insta::assert_snapshot!(world.hum(["diff", "nope"]).sound(), @"
    exit: 2
    --- stderr
    error: `nope` is no revision or date here: nothing has this name
      hint: give a commit, tag, branch, or a day written YYYY-MM-DD
    ");
    insta::assert_snapshot!(world.hum(["diff", "HEAD~9"]).sound(), @"
    exit: 2
    --- stderr
    error: `HEAD~9` is no revision or date here: HEAD has no such ancestor or file
      hint: give a commit, tag, branch, or a day written YYYY-MM-DD
    ");
    insta::assert_snapshot!(world.hum(["diff", "HEAD...main"]).sound(), @"
    exit: 2
    --- stderr
    error: ranges with three dots are not known here
      hint: write `HEAD..main` for what differs between the two
    ");
    insta::assert_snapshot!(world.hum(["diff", "2026-13-01"]).sound(), @"
    exit: 2
    --- stderr
    error: `2026-13-01` is no revision or date here: nothing has this name
      hint: give a commit, tag, branch, or a day written YYYY-MM-DD
    ");
    insta::assert_snapshot!(world.hum(["diff", "HEAD:program.yaml"]).sound(), @"
    exit: 2
    --- stderr
    error: `HEAD:program.yaml` is no revision or date here: it names no commit
      hint: give a commit, tag, branch, or a day written YYYY-MM-DD
    ");
    insta::assert_snapshot!(world.hum(["diff", "\u{1b}[31m"]).sound(), @"
    exit: 2
    --- stderr
    error: `�[31m` is no revision or date here: nothing has this name
      hint: give a commit, tag, branch, or a day written YYYY-MM-DD
    ");
}

#[test]
fn hosts_get_paths_from_the_top_of_the_repository() {
    let world = World::empty();
    let repository = world.repository();
    two_commits(&repository, "plans/atlas/");
    repository.check_out();
    world.write("plans/atlas/risks/RISK-1-quota.md", "no metadata\n");
    let shown = |format| {
        let check = ["-C", "plans/atlas", "check", "--format", format];
        world.hum(check).sound().to_string()
    };
    let top = "plans/atlas/risks/RISK-1-quota.md";
    assert!(shown("github").contains(&format!("::error file={top},line=1,")));
    assert!(shown("sarif").contains(&format!("\"uri\": \"{top}\"")));
    assert!(shown("text").contains("--> risks/RISK-1-quota.md"));
}
