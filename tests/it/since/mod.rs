//! What a change introduces: where it is compared with, what is new, and each commit on its own.

mod evidence;

use gix::ObjectId;

use crate::world::{Output, PROGRAM, Repository, World};

const SEVEN: &str = "deliverables/DEL-7-auth.md";

const WORKSTREAM: &str = "---\ntitle: Platform\nstatus: active\nowner: \"@maria\"\nhealth: on_track\n\
                          objective: One platform\n---\n";

/// Returns DEL-7 with a state, a forecast, and lines beside them.
fn deliverable(status: &str, forecast: &str, more: &str) -> String {
    format!(
        "---\ntitle: Auth API\nstatus: {status}\nworkstream: WS-1\nowner: \"@sam\"\ndue: 2026-06-12\n\
         forecast: {forecast}\ndone_when: [Partners sign in]\n{more}---\n"
    )
}

/// Returns a program with one finding: DEL-8 has an owner whom no record knows, and no forecast moved yet.
fn program() -> (World, Repository, ObjectId) {
    let world = World::empty();
    let repository = world.repository();
    let start = repository
        .commit("Start the program")
        .file("program.yaml", PROGRAM)
        .file("workstreams/WS-1-platform.md", WORKSTREAM)
        .file(SEVEN, deliverable("active", "2026-06-12", ""))
        .file(
            "deliverables/DEL-8-keys.md",
            deliverable("active", "2026-06-12", "after: [DEL-99]\n"),
        )
        .on("2026-05-04")
        .write();
    (world, repository, start)
}

fn check(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["check"], arguments].concat()).sound()
}

#[test]
fn findings_from_before_are_counted_and_fail_nothing() {
    let (world, repository, _) = program();
    repository.check_out();
    insta::assert_snapshot!(check(&world, &["--since", "HEAD"]), @"
    exit: 0
    --- stdout
    4 records in 4 files: no findings
    since HEAD (6c636f489f): changes judged together; 2 findings from before not shown
    ");
    // The old finding stands in another place of another file now, and is the same.
    let moved = deliverable("active", "2026-06-12", "tags: [keys]\nafter: [DEL-99]\n");
    repository
        .commit("Rename the keys")
        .rename(
            "deliverables/DEL-8-keys.md",
            "deliverables/DEL-8-all-keys.md",
        )
        .file("deliverables/DEL-8-all-keys.md", moved)
        .on("2026-05-05")
        .write();
    world.write(
        SEVEN,
        deliverable("active", "2026-06-12", "after: [DEL-98]\n"),
    );
    insta::assert_snapshot!(check(&world, &["--since", "2026-05-05"]), @"
    exit: 1
    --- stdout
    error[dangling-ref]: `after`: there is no record `DEL-98`
     --> deliverables/DEL-7-auth.md:9:9
      |
    9 | after: [DEL-98]
      |         ^^^^^^
      |
      = note: A dependency that leads nowhere is followed by nobody.
      = help: write the id of a record that exists

    To read about a rule, type:
      hum explain dangling-ref

    1 error in 4 records (4 files)
    since 2026-05-05 (6c636f489f): changes judged together; 2 findings from before not shown
    ");
}

#[test]
fn a_branch_is_compared_with_where_it_left() {
    let (world, repository, start) = program();
    repository
        .commit("Meanwhile on main")
        .file(
            "workstreams/WS-1-platform.md",
            WORKSTREAM.replace("on_track", "off_track"),
        )
        .on("2026-05-06")
        .write();
    let main = repository.tip().expect("there is a commit");
    repository.branch("main", main);
    repository.head("ref: refs/heads/slip");
    repository.branch("slip", start);
    repository
        .commit("Move it")
        .file(SEVEN, deliverable("active", "2026-06-19", ""))
        .by("Sam")
        .on("2026-05-07")
        .write();
    repository.check_out();
    insta::assert_snapshot!(check(&world, &["--since", "main"]), @"
    exit: 1
    --- stdout
    error[silent-slip]: `forecast` of DEL-7 moves from 2026-06-12 to 2026-06-19, 5 workdays, without a word
     --> deliverables/DEL-7-auth.md:7:11
      |
    7 | forecast: 2026-06-19
      |           ^^^^^^^^^^
      |
      = note: A date that moves without a word surprises everybody who planned around it.
      = help: say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`

    warning[watermelon]: WS-1 is said to be on track, and the facts say off track: DEL-7 is off track (forecast 2026-06-19 is 5 workdays after 2026-06-12); DEL-8 is at risk (nobody changed or reviewed it since 2026-05-04, 28 days ago)
     --> workstreams/WS-1-platform.md:5:9
      |
    5 | health: on_track
      |         ^^^^^^^^
      |
      = note: Whoever reads the colour and not the facts is surprised later.
      = help: set `health: off_track`, or mend what the facts say

    To read about a rule, type:
      hum explain silent-slip
      hum explain watermelon

    1 error, 1 warning in 4 records (4 files)
    since main (6c636f489f): changes judged together; 1 finding from before not shown
    ");
}

#[test]
fn a_move_and_its_revert_are_nothing_together_and_two_on_the_way() {
    let (world, repository, start) = program();
    let write = |forecast: &str, day: &str| {
        repository
            .commit("Move")
            .file(SEVEN, deliverable("active", forecast, ""))
            .by("Sam")
            .on(day)
            .write()
    };
    write("2026-06-19", "2026-05-07");
    write("2026-06-12", "2026-05-08");
    repository.check_out();
    let base = start.to_string();
    insta::assert_snapshot!(check(&world, &["--since", &base]), @"
    exit: 0
    --- stdout
    4 records in 4 files: no findings
    since 6c636f489f: changes judged together; 2 findings from before not shown
    ");
    insta::assert_snapshot!(check(&world, &["--since", &base, "--walk"]), @"
    exit: 1
    --- stdout
    error[silent-slip]: `forecast` of DEL-7 moves from 2026-06-12 to 2026-06-19, 5 workdays, without a word (935fa30bd9, 2026-05-07, Sam)
     --> deliverables/DEL-7-auth.md:7:11
      |
    7 | forecast: 2026-06-12
      |           ^^^^^^^^^^
      |
      = note: A date that moves without a word surprises everybody who planned around it.
      = help: say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`

    To read about a rule, type:
      hum explain silent-slip

    1 error in 4 records (4 files)
    since 6c636f489f: 2 revisions judged one by one; 2 findings from before not shown
    ");
    // What is not committed comes last.
    world.write(SEVEN, deliverable("active", "2026-06-26", ""));
    insta::assert_snapshot!(check(&world, &["--since", "HEAD~1", "--walk"]), @"
    exit: 1
    --- stdout
    error[silent-slip]: `forecast` of DEL-7 moves from 2026-06-12 to 2026-06-26, 10 workdays, without a word
     --> deliverables/DEL-7-auth.md:7:11
      |
    7 | forecast: 2026-06-26
      |           ^^^^^^^^^^
      |
      = note: A date that moves without a word surprises everybody who planned around it.
      = help: say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`

    To read about a rule, type:
      hum explain silent-slip

    1 error in 4 records (4 files)
    since HEAD~1 (935fa30bd9): 2 revisions judged one by one; 2 findings from before not shown
    ");
    // A commit that blame passes over is not judged.
    let first = repository.tip().expect("there is a commit");
    let bulk = write("2026-07-10", "2026-05-11");
    repository.check_out();
    world.write(".git-blame-ignore-revs", format!("{bulk} # new template\n"));
    insta::assert_snapshot!(check(&world, &["--since", &first.to_string(), "--walk"]), @"
    exit: 0
    --- stdout
    warning[watermelon]: WS-1 is said to be on track, and the facts say off track: DEL-7 is off track (forecast 2026-07-10 is 20 workdays after 2026-06-12); DEL-8 is at risk (nobody changed or reviewed it since 2026-05-04, 28 days ago)
     --> workstreams/WS-1-platform.md:5:9
      |
    5 | health: on_track
      |         ^^^^^^^^
      |
      = note: Whoever reads the colour and not the facts is surprised later.
      = help: set `health: off_track`, or mend what the facts say

    To read about a rule, type:
      hum explain watermelon

    1 warning in 4 records (4 files)
    since f9ced227fb: 0 revisions judged one by one; 1 finding from before not shown
    ");
}

#[test]
fn what_is_staged_is_judged_and_not_the_worktree() {
    let (world, repository, _) = program();
    repository.check_out();
    repository.stage(&[(SEVEN, &deliverable("active", "2026-06-19", ""))]);
    insta::assert_snapshot!(check(&world, &["--staged", "--since", "HEAD"]), @"
    exit: 1
    --- stdout
    error[silent-slip]: `forecast` of DEL-7 moves from 2026-06-12 to 2026-06-19, 5 workdays, without a word
     --> deliverables/DEL-7-auth.md:7:11
      |
    7 | forecast: 2026-06-19
      |           ^^^^^^^^^^
      |
      = note: A date that moves without a word surprises everybody who planned around it.
      = help: say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`

    warning[watermelon]: WS-1 is said to be on track, and the facts say off track: DEL-7 is off track (forecast 2026-06-19 is 5 workdays after 2026-06-12); DEL-8 is at risk (nobody changed or reviewed it since 2026-05-04, 28 days ago)
     --> workstreams/WS-1-platform.md:5:9
      |
    5 | health: on_track
      |         ^^^^^^^^
      |
      = note: Whoever reads the colour and not the facts is surprised later.
      = help: set `health: off_track`, or mend what the facts say

    To read about a rule, type:
      hum explain silent-slip
      hum explain watermelon

    1 error, 1 warning in 4 records (4 files)
    since HEAD (6c636f489f): changes judged together; 1 finding from before not shown
    ");
    insta::assert_snapshot!(check(&world, &["--since", "HEAD"]), @"
    exit: 0
    --- stdout
    4 records in 4 files: no findings
    since HEAD (6c636f489f): changes judged together; 2 findings from before not shown
    ");
}

#[test]
fn the_data_says_what_was_judged() {
    let (world, repository, start) = program();
    repository.check_out();
    world.write(SEVEN, deliverable("active", "2026-06-19", ""));
    let data = check(&world, &["--since", "main", "--format", "json"]).data();
    let since = serde_json::json!({
        "name": "main",
        "commit": start.to_string(),
        "walk": false,
        "revisions": 1,
        "older": 1,
    });
    assert_eq!(data["summary"]["since"], since);
    assert_eq!(
        data["summary"]["rules"],
        serde_json::json!({"silent-slip": 1, "watermelon": 1})
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let (world, repository, start) = program();
    repository.check_out();
    insta::assert_snapshot!(check(&world, &["--since", "nowhere"]), @"
    exit: 2
    --- stderr
    error: `nowhere` is no revision or date here: nothing has this name
      hint: give a commit, tag, branch, or a day written YYYY-MM-DD
    ");
    insta::assert_snapshot!(check(&world, &["--walk"]), @"
    exit: 2
    --- stderr
    error: the following required arguments were not provided:
      --since <REV|DATE>

    Usage: hum check --since <REV|DATE> --walk [PATHS]...

    For more information, try '--help'.
    ");
    let other = repository
        .commit("Another beginning")
        .parents([])
        .file("program.yaml", PROGRAM)
        .write_aside();
    repository.branch("other", other);
    insta::assert_snapshot!(check(&world, &["--since", "other"]), @"
    exit: 2
    --- stderr
    error: there is nothing to compare with: the two have no commit in common
      hint: give a commit that this branch was made from
    ");
    let second = repository
        .commit("Second")
        .file("README.md", "x\n")
        .on("2026-05-06")
        .write();
    repository.branch("old", start);
    repository.forget_before(second, &[start]);
    insta::assert_snapshot!(check(&world, &["--since", "old"]), @"
    exit: 2
    --- stderr
    error: `old` is no revision or date here: this clone is shallow, and the commit is cut off; run `git fetch --unshallow`
      hint: give a commit, tag, branch, or a day written YYYY-MM-DD
    ");
    insta::assert_snapshot!(check(&world, &["--since", "HEAD"]), @"
    exit: 0
    --- stdout
    4 records in 4 files: no findings
    since HEAD (a6d52b16ad): changes judged together; 2 findings from before not shown
    --- stderr
    note: this clone is shallow: how long records stayed unchanged, and how often dates moved, is not known; run `git fetch --unshallow`
    ");
    let plain = World::program();
    insta::assert_snapshot!(check(&plain, &["--since", "HEAD"]), @"
    exit: 2
    --- stderr
    error: $WORLD/work is not in a git repository
      hint: run `git init` and commit the program
    ");
}
