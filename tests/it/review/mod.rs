//! What a branch changes in the plan, as its reviewer reads it.

// What a code host takes, and what it makes of words.
mod comment;
// What a branch introduces.
mod findings;
// All branches, and what they do together.
mod pending;

use crate::world::{Output, PROGRAM, Repository, World};

const PEOPLE: [&str; 6] = ["maria", "lee", "sam", "kim", "dana", "acme"];

fn deliverable(title: &str, lines: &str) -> String {
    format!(
        "---\ntitle: {title}\nstatus: committed\nworkstream: WS-1\ndone_when: [It runs]\n{lines}---\n\n## Notes\n\nSo.\n"
    )
}

const ONE: &str = "deliverables/DEL-1-api.md";
const TWO: &str = "deliverables/DEL-2-test.md";
const API: &str = "owner: lee\ndue: 2026-06-10\nforecast: 2026-06-10\nestimate: [5, 5, 5]\n";

/// Returns a program with three deliverables in a row, committed on main.
fn program() -> (World, Repository) {
    let world = World::empty();
    let repository = world.repository();
    let settings = format!(
        "{PROGRAM}audiences:\n  exec: {{update: exec, people: [dana], cadence_days: 14}}\n  public: {{update: exec, may_see: public}}\n"
    );
    let mut first = repository
        .commit("Start")
        .on("2026-05-01")
        .file("program.yaml", &settings)
        .file("workstreams/WS-1-platform.md", "---\ntitle: Platform\nstatus: active\nowner: maria\nhealth: on_track\nobjective: One platform\n---\n\n## Scope\n\nAll.\n\n## Not in scope\n\nThe rest.\n")
        .file(ONE, deliverable("API", API))
        .file(TWO, deliverable("Test", "owner: sam\ndue: 2026-06-17\nestimate: [5, 5, 5]\nafter: [DEL-1]\n"))
        .file("deliverables/DEL-3-launch.md", deliverable("Launch", "owner: kim\ndue: 2026-06-24\nestimate: [5, 5, 5]\nafter: [DEL-2]\n"))
        .file("dependencies/DEP-1-keys.md", "---\ntitle: Keys\nstatus: committed\nowner: lee\nconsumer: DEL-1\nprovider: acme\nwhat: All keys\ntype: vendor\nneed_by: 2026-06-08\npromised: 2026-06-05\nimpact_if_late: We wait\n---\n")
        .file("decisions/DEC-1-region.md", "---\ntitle: Region\nstatus: proposed\ndriver: maria\napprover: dana\ndecide_by: 2026-06-05\naffects: [DEL-2]\n---\n\n## Problem\n\nWhich?\n\n## Options\n\n### A\n\nCosts nothing.\n\n### B\n\nCosts 2 days.\n");
    for name in PEOPLE {
        first = first.file(
            format!("people/{name}.md"),
            format!("---\nname: {name}\n---\n"),
        );
    }
    first.write();
    repository.check_out();
    (world, repository)
}

/// Commits files on a branch that leaves main where it is now, and checks them out.
fn branch(repository: &Repository, name: &str, files: &[(&str, String)]) {
    let tip = repository.tip().expect("main has a commit");
    repository.branch(name, tip);
    repository.head(&format!("ref: refs/heads/{name}"));
    let commit = repository
        .commit("Change the plan")
        .on("2026-05-20")
        .by("Lee");
    let files = files.iter();
    let commit = files.fold(commit, |commit, (path, text)| commit.file(path, text));
    commit.write();
    repository.check_out();
}

fn review(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["review"], arguments].concat()).sound()
}

fn slipped() -> String {
    deliverable(
        "API",
        &API.replace("forecast: 2026-06-10", "forecast: 2026-06-22"),
    )
}

#[test]
fn a_date_that_moves_touches_what_waits_for_it() {
    let (world, repository) = program();
    branch(&repository, "slip", &[(ONE, slipped())]);
    insta::assert_snapshot!(review(&world, &[]), @"
    exit: 1
    --- stdout
    Atlas: review of the plan against main
    ──────────────────────────────────────

    - 1 record changes.
    - The program can be finished ■ 8 workdays later: 2026-06-24 → 2026-07-06, target 2026-12-18.
    - By the facts the program is ■ off track, at risk before.

    Errors that this introduces

    - ■ error `silent-slip` deliverables/DEL-1-api.md:8 `forecast` of DEL-1 moves from 2026-06-10 to
      2026-06-22, 8 workdays, without a word
      - help: say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`
    - ■ error `impossible-plan` deliverables/DEL-2-test.md:9 DEL-2 is to finish 2026-06-17 and waits for
      DEL-1, which is to finish 2026-06-22
      - help: move one of the two dates, or remove the reference

    Dates

    - DEL-1 API: forecast moved 2026-06-10 → 2026-06-22, ▲ +8 workdays
      - DEL-2 Test: float 127 → 119 workdays, can be finished 2026-06-17 → 2026-06-29
      - DEL-3 Launch: float 127 → 119 workdays, can be finished 2026-06-24 → 2026-07-06
      - WS-1 Platform: float 127 → 119 workdays, can be finished 2026-06-24 → 2026-07-06

    Facts say

    - DEL-1 API: on track → ■ off track
    - WS-1 Platform: at risk → ■ off track

    Warnings that this introduces

    - ▲ warning `stale-truth` dependencies/DEP-1-keys.md:3 DEL-1 changes, and DEP-1 beside it was last
      changed or reviewed on 2026-05-01, 31 days ago
      - help: update it, or confirm it: `hum set DEP-1 reviewed=2026-06-01`
    - ▲ warning `stale-truth` workstreams/WS-1-platform.md:3 DEL-1 changes, and WS-1 beside it was last
      changed or reviewed on 2026-05-01, 31 days ago
      - help: update it, or confirm it: `hum set WS-1 reviewed=2026-06-01`
    - ▲ warning `watermelon` workstreams/WS-1-platform.md:5 WS-1 is said to be on track, and the facts
      say off track: DEL-1 is off track (forecast 2026-06-22 is 8 workdays after 2026-06-10); nobody
      changed or reviewed it since 2026-05-01, 31 days ago
      - help: set `health: off_track`, or mend what the facts say

    Who must look

    - @kim has less time for DEL-3
    - @maria has less time for WS-1
    - @sam has less time for DEL-2

    Next updates that change

    - exec: DEL-1
    ");
    // The word joiner that keeps a handle from calling somebody is not seen.
    let comment = review(&world, &["main", "--format", "markdown"]).to_string();
    let comment = comment.replace('\u{2060}', "|");
    insta::assert_snapshot!(comment, @"
    exit: 1
    --- stdout
    <!-- hum review -->
    ## Atlas: review of the plan against main

    - 1 record changes.
    - **The program can be finished** ■ **8 workdays later**: 2026-06-24 → 2026-07-06, target 2026-12-18.
    - By the facts the program is ■ **off track**, at risk before.

    ### Errors that this introduces

    - ■ **error** `silent-slip` [deliverables/DEL-1-api.md:8](deliverables/DEL-1-api.md) `forecast` of DEL-1 moves from 2026-06-10 to 2026-06-22, 8 workdays, without a word
      - help: say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`
    - ■ **error** `impossible-plan` [deliverables/DEL-2-test.md:9](deliverables/DEL-2-test.md) DEL-2 is to finish 2026-06-17 and waits for DEL-1, which is to finish 2026-06-22
      - help: move one of the two dates, or remove the reference

    ### Dates

    - [DEL-1](deliverables/DEL-1-api.md) API: forecast moved 2026-06-10 → 2026-06-22, ▲ **+8 workdays**
      - [DEL-2](deliverables/DEL-2-test.md) Test: float 127 → 119 workdays, can be finished 2026-06-17 → 2026-06-29
      - [DEL-3](deliverables/DEL-3-launch.md) Launch: float 127 → 119 workdays, can be finished 2026-06-24 → 2026-07-06
      - [WS-1](workstreams/WS-1-platform.md) Platform: float 127 → 119 workdays, can be finished 2026-06-24 → 2026-07-06

    ### Facts say

    - [DEL-1](deliverables/DEL-1-api.md) API: on track → ■ **off track**
    - [WS-1](workstreams/WS-1-platform.md) Platform: at risk → ■ **off track**

    ### Warnings that this introduces

    - ▲ **warning** `stale-truth` [dependencies/DEP-1-keys.md:3](dependencies/DEP-1-keys.md) DEL-1 changes, and DEP-1 beside it was last changed or reviewed on 2026-05-01, 31 days ago
      - help: update it, or confirm it: `hum set DEP-1 reviewed=2026-06-01`
    - ▲ **warning** `stale-truth` [workstreams/WS-1-platform.md:3](workstreams/WS-1-platform.md) DEL-1 changes, and WS-1 beside it was last changed or reviewed on 2026-05-01, 31 days ago
      - help: update it, or confirm it: `hum set WS-1 reviewed=2026-06-01`
    - ▲ **warning** `watermelon` [workstreams/WS-1-platform.md:5](workstreams/WS-1-platform.md) WS-1 is said to be on track, and the facts say off track: DEL-1 is off track (forecast 2026-06-22 is 8 workdays after 2026-06-10); nobody changed or reviewed it since 2026-05-01, 31 days ago
      - help: set `health: off_track`, or mend what the facts say

    ### Who must look

    - **@|kim** has less time for [DEL-3](deliverables/DEL-3-launch.md)
    - **@|maria** has less time for [WS-1](workstreams/WS-1-platform.md)
    - **@|sam** has less time for [DEL-2](deliverables/DEL-2-test.md)

    ### Next updates that change

    - **exec**: [DEL-1](deliverables/DEL-1-api.md)
    ");
}

#[test]
fn everything_else_that_a_branch_does_is_told() {
    let (world, repository) = program();
    let text = slipped()
        .replace("So.", "The partner needs two weeks more for its keys.")
        .replace("forecast:", "health: off_track\nforecast:")
        + "\n## Path to green\n\n- [ ] @lee ask for a date (due 2026-06-03) ^a1\n\nGreen when the forecast is 2026-06-10.\n";
    let keys = world.read("dependencies/DEP-1-keys.md");
    let region = world.read("decisions/DEC-1-region.md");
    let risk = "---\ntitle: Keys are late\nstatus: identified\nowner: sam\ntype: threat\ncause: The partner moves\nevent: The keys come in July\neffect: We wait\naffects: [DEL-1]\n---\n";
    branch(
        &repository,
        "reasons",
        &[
            (ONE, text),
            (
                "dependencies/DEP-1-keys.md",
                keys.replace("promised: 2026-06-05", "promised: 2026-06-08"),
            ),
            (
                "decisions/DEC-1-region.md",
                region.replace("status: proposed", "status: rejected"),
            ),
            ("risks/RISK-1-keys.md", risk.to_owned()),
        ],
    );
    let output = review(&world, &["main"]);
    insta::assert_snapshot!(output, @"
    exit: 1
    --- stdout
    Atlas: review of the plan against main
    ──────────────────────────────────────

    - 4 records change.
    - The program can be finished ■ 8 workdays later: 2026-06-24 → 2026-07-06, target 2026-12-18.
    - By the facts the program is ■ off track, at risk before.

    Errors that this introduces

    - ■ error `impossible-plan` deliverables/DEL-2-test.md:9 DEL-2 is to finish 2026-06-17 and waits for
      DEL-1, which is to finish 2026-06-22
      - help: move one of the two dates, or remove the reference

    Dates

    - DEL-1 API: forecast moved 2026-06-10 → 2026-06-22, ▲ +8 workdays
      - DEL-2 Test: float 127 → 119 workdays, can be finished 2026-06-17 → 2026-06-29
      - DEL-3 Launch: float 127 → 119 workdays, can be finished 2026-06-24 → 2026-07-06
      - WS-1 Platform: float 127 → 119 workdays, can be finished 2026-06-24 → 2026-07-06
    - DEP-1 Keys: promised moved 2026-06-05 → 2026-06-08, ▲ +1 workday
      - DEL-1 API: float 127 → 119 workdays, can be finished 2026-06-10 → 2026-06-22
      - DEL-2 Test: float 127 → 119 workdays, can be finished 2026-06-17 → 2026-06-29
      - DEL-3 Launch: float 127 → 119 workdays, can be finished 2026-06-24 → 2026-07-06
      - WS-1 Platform: float 127 → 119 workdays, can be finished 2026-06-24 → 2026-07-06

    Facts say

    - DEL-1 API: on track → ■ off track
    - WS-1 Platform: at risk → ■ off track

    Opened and closed

    - New risk: RISK-1 Keys are late (identified)
    - Closed, decision: DEC-1 Region (rejected)

    Other changes

    - DEL-1 API: health set to ■ off track; section edited: “Notes”; section added: “Path to green”;
      action added: @lee ask for a date (due 2026-06-03)

    Warnings that this introduces

    - ▲ warning `stale-truth` workstreams/WS-1-platform.md:3 DEL-1 changes, and WS-1 beside it was last
      changed or reviewed on 2026-05-01, 31 days ago
      - help: update it, or confirm it: `hum set WS-1 reviewed=2026-06-01`
    - ▲ warning `watermelon` workstreams/WS-1-platform.md:5 WS-1 is said to be on track, and the facts
      say off track: DEL-1 is off track (forecast 2026-06-22 is 8 workdays after 2026-06-10); nobody
      changed or reviewed it since 2026-05-01, 31 days ago
      - help: set `health: off_track`, or mend what the facts say

    Who must look

    - @maria owns DEC-1; has less time for WS-1
    - @sam owns RISK-1; has less time for DEL-2
    - @acme provides DEP-1
    - @dana approves DEC-1
    - @kim has less time for DEL-3

    Next updates that change

    - exec: DEL-1, RISK-1, DEC-1, DEP-1
    ");
}

#[test]
fn nothing_is_told_as_nothing() {
    let (world, repository) = program();
    insta::assert_snapshot!(review(&world, &[]), @"
    exit: 0
    --- stdout
    Atlas: review of the plan against main
    ──────────────────────────────────────

    This branch changes nothing in the plan.

    1 older finding not shown: `hum check`
    ");
    branch(
        &repository,
        "words",
        &[("README.md", "# Atlas\n".to_owned())],
    );
    insta::assert_snapshot!(review(&world, &["--format", "markdown"]), @"
    exit: 0
    --- stdout
    <!-- hum review -->
    ## Atlas: review of the plan against main

    This branch changes nothing in the plan.

    1 older finding not shown: `hum check`
    ");
}

#[test]
fn what_is_not_committed_and_what_is_staged_is_reviewed() {
    let (world, repository) = program();
    let first = world.read(ONE);
    world.write(ONE, slipped());
    let moved = |arguments: &[&str]| {
        let output = review(&world, &[arguments, &["--format", "json"]].concat());
        output.data()["moves"][0]["to"].clone()
    };
    assert_eq!(moved(&[]), "2026-06-22");
    assert_eq!(moved(&["--staged"]), serde_json::Value::Null);
    repository.stage(&[(ONE, &slipped())]);
    world.write(ONE, first);
    assert_eq!(moved(&[]), serde_json::Value::Null);
    assert_eq!(moved(&["--staged"]), "2026-06-22");
}

#[test]
fn where_there_is_nothing_to_compare_with_is_told() {
    let (world, repository) = program();
    repository.head("ref: refs/heads/work");
    let lone = repository.commit("Alone").on("2026-05-02").parents([]);
    lone.file("program.yaml", PROGRAM).write();
    repository.check_out();
    insta::assert_snapshot!(review(&world, &["main"]), @"
    exit: 2
    --- stderr
    error: there is nothing to compare with: the two have no commit in common
      hint: give a commit that this branch was made from
    ");
    insta::assert_snapshot!(review(&world, &["gone"]), @"
    exit: 2
    --- stderr
    error: `gone` is no revision or date here: nothing has this name
      hint: give a commit, tag, branch, or a day written YYYY-MM-DD
    ");
    let other = World::empty();
    other.write("program.yaml", PROGRAM);
    insta::assert_snapshot!(review(&other, &[]), @"
    exit: 2
    --- stderr
    error: $WORLD/work is not in a git repository
      hint: run `git init` and commit the program
    ");
    let repository = other.repository();
    repository.head("ref: refs/heads/work");
    repository
        .commit("Start")
        .file("program.yaml", PROGRAM)
        .write();
    insta::assert_snapshot!(review(&other, &[]), @"
    exit: 2
    --- stderr
    error: there is no branch main or master to compare with
      hint: say which: hum review BASE
    ");
}

#[test]
fn who_works_here_is_an_author_only_of_what_is_not_committed() {
    let (world, repository) = program();
    branch(
        &repository,
        "slip",
        &[(TWO, world.read(TWO).replace("2026-06-17", "2026-06-18"))],
    );
    world.write(
        ".git/config",
        "[core]\n\trepositoryformatversion = 0\n[user]\n\temail = sam@atlas.example\n",
    );
    let sam = "people/sam.md";
    world.write(sam, "---\nname: sam\nemails: [sam@atlas.example]\n---\n");
    let commit = repository.commit("Sam").on("2026-05-21").by("Lee");
    commit.file(sam, world.read(sam)).write();
    repository.check_out();
    let reviewers = || {
        let data = review(&world, &["main", "--format", "json"]).data();
        let all = data["reviewers"].as_array().expect("a list").iter();
        all.map(|one| one["person"].to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(reviewers(), "\"@sam\"");
    world.write(ONE, slipped());
    assert_eq!(reviewers(), "\"@kim\" \"@maria\"");
}
