use jsonschema::Draft;

use super::{API, ONE, TWO, branch, deliverable, program, review, slipped};
use crate::world::{Output, Repository, World};

/// Makes a branch that leaves main, and goes back to main.
fn aside(repository: &Repository, name: &str, files: &[(&str, String)]) {
    branch(repository, name, files);
    repository.head("ref: refs/heads/main");
    repository.check_out();
}

fn pending(world: &World, arguments: &[&str]) -> Output {
    review(world, &[&["main", "--pending"], arguments].concat())
}

#[test]
fn two_branches_that_move_one_promise_are_told() {
    let (world, repository) = program();
    aside(&repository, "slip", &[(ONE, slipped())]);
    let other = deliverable(
        "API",
        &API.replace("forecast: 2026-06-10", "forecast: 2026-06-12"),
    );
    aside(&repository, "cut", &[(ONE, other)]);
    insta::assert_snapshot!(pending(&world, &[]), @"
    exit: 0
    --- stdout
    Atlas: branches that are not in main
    ────────────────────────────────────

    2 branches. If all land, the end comes ■ 8 workdays later: 2026-06-24 → 2026-07-06.

    They say different things

    - DEL-1 API `forecast`: cut says 2026-06-12, slip says 2026-06-22

    Wrong only together

    None.

    Each on its own

    - cut: 1 changed record, the end comes ■ 2 workdays later. `hum review --at cut`
      - DEL-1 API: forecast moved 2026-06-10 → 2026-06-12, ▲ +2 workdays
        - DEL-2 Test: float 127 → 125 workdays, can be finished 2026-06-17 → 2026-06-19
        - DEL-3 Launch: float 127 → 125 workdays, can be finished 2026-06-24 → 2026-06-26
        - WS-1 Platform: float 127 → 125 workdays, can be finished 2026-06-24 → 2026-06-26
    - slip: 1 changed record, the end comes ■ 8 workdays later, 2 new findings. `hum review --at slip`
      - DEL-1 API: forecast moved 2026-06-10 → 2026-06-22, ▲ +8 workdays
        - DEL-2 Test: float 127 → 119 workdays, can be finished 2026-06-17 → 2026-06-29
        - DEL-3 Launch: float 127 → 119 workdays, can be finished 2026-06-24 → 2026-07-06
        - WS-1 Platform: float 127 → 119 workdays, can be finished 2026-06-24 → 2026-07-06
    ");
    let markdown = pending(&world, &["--format", "markdown"]);
    assert!(
        markdown.stdout.starts_with("<!-- hum review -->\n## Atlas"),
        "{markdown}"
    );
}

#[test]
fn what_is_wrong_only_together_is_told() {
    let (world, repository) = program();
    // One moves what comes first later, the other what comes after it earlier: each plan alone can come true.
    let later = deliverable(
        "API",
        &API.replace("forecast: 2026-06-10", "forecast: 2026-06-16"),
    );
    aside(&repository, "later", &[(ONE, later)]);
    let earlier = world
        .read(TWO)
        .replace("due: 2026-06-17", "due: 2026-06-17\nforecast: 2026-06-12");
    aside(&repository, "earlier", &[(TWO, earlier)]);
    let output = pending(&world, &[]);
    assert_eq!(output.code, Some(1), "{output}");
    insta::assert_snapshot!(output, @"
    exit: 1
    --- stdout
    Atlas: branches that are not in main
    ────────────────────────────────────

    2 branches. If all land, the end comes ■ 4 workdays later: 2026-06-24 → 2026-06-30.

    They say different things

    None.

    Wrong only together

    - ■ error `impossible-plan` deliverables/DEL-2-test.md:10 DEL-2 is to finish 2026-06-12 and waits
      for DEL-1, which is to finish 2026-06-16
      - help: move one of the two dates, or remove the reference

    Each on its own

    - earlier: 1 changed record, the end does not move. `hum review --at earlier`
    - later: 1 changed record, the end comes ■ 4 workdays later, 1 new finding. `hum review --at later`
      - DEL-1 API: forecast moved 2026-06-10 → 2026-06-16, ▲ +4 workdays
        - DEL-2 Test: float 127 → 123 workdays, can be finished 2026-06-17 → 2026-06-23
        - DEL-3 Launch: float 127 → 123 workdays, can be finished 2026-06-24 → 2026-06-30
        - WS-1 Platform: float 127 → 123 workdays, can be finished 2026-06-24 → 2026-06-30
    ");
}

#[test]
fn branches_that_change_different_fields_of_one_file_are_both_taken() {
    let (world, repository) = program();
    aside(&repository, "slip", &[(ONE, slipped())]);
    let owner = deliverable("API", &API.replace("owner: lee", "owner: sam"));
    aside(&repository, "owner", &[(ONE, owner)]);
    let data = pending(&world, &["--format", "json"]).data();
    assert_eq!(data["clashes"], serde_json::json!([]));
    assert_eq!(data["finish"]["before"], "2026-06-24");
    assert_eq!(data["finish"]["after"], "2026-07-06");
    assert_eq!(data["branches"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_landed_since_a_branch_left_counts_too() {
    let (world, repository) = program();
    aside(&repository, "slip", &[(ONE, slipped())]);
    let landed = deliverable(
        "API",
        &API.replace("forecast: 2026-06-10", "forecast: 2026-06-15"),
    );
    repository
        .commit("Land")
        .on("2026-05-25")
        .file(ONE, landed)
        .write();
    repository.check_out();
    let data = pending(&world, &["--format", "json"]).data();
    let says = serde_json::json!([
        { "branch": "slip", "value": "2026-06-22" },
        { "branch": "the base", "value": "2026-06-15" },
    ]);
    assert_eq!(data["clashes"][0]["says"], says);
}

#[test]
fn a_record_that_one_branch_removes_and_another_changes_is_told() {
    let (world, repository) = program();
    aside(&repository, "slip", &[(ONE, slipped())]);
    let tip = repository.tip().expect("main has a commit");
    repository.branch("drop", tip);
    repository.head("ref: refs/heads/drop");
    repository
        .commit("Drop it")
        .on("2026-05-21")
        .remove(ONE)
        .write();
    repository.head("ref: refs/heads/main");
    let data = pending(&world, &["--format", "json"]).data();
    let whole = data["clashes"].as_array().expect("a list").iter();
    let whole: Vec<_> = whole.filter(|clash| clash["field"].is_null()).collect();
    let says = serde_json::json!([
        { "branch": "slip", "value": "2026-06-22" },
        { "branch": "drop", "value": null },
    ]);
    assert_eq!(whole.len(), 1, "{data}");
    assert_eq!(whole[0]["says"], says);
}

#[test]
fn no_branch_is_told_and_merged_ones_are_none() {
    let (world, repository) = program();
    let tip = repository.tip().expect("main has a commit");
    repository.branch("merged", tip);
    insta::assert_snapshot!(pending(&world, &[]), @"
    exit: 0
    --- stdout
    Atlas: branches that are not in main
    ────────────────────────────────────

    No branch changes the plan.
    ");
}

#[test]
fn the_data_fit_their_schema() {
    let (world, repository) = program();
    aside(&repository, "slip", &[(ONE, slipped())]);
    let other = deliverable("API", &API.replace("forecast: 2026-06-10\n", ""));
    aside(&repository, "cut", &[(ONE, other)]);
    let text = include_str!("../../../schema/output/review.schema.json");
    let schema: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
    let options = jsonschema::options().with_draft(Draft::Draft202012);
    let validator = options.build(&schema).expect("it is a schema");
    let output = pending(&world, &["--format", "json"]);
    let output: serde_json::Value = serde_json::from_str(&output.stdout).expect("it is JSON");
    let complaints: Vec<String> = validator
        .iter_errors(&output)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(complaints, Vec::<String>::new());
    assert_eq!(
        output["data"]["clashes"][0]["says"][0]["value"],
        serde_json::Value::Null
    );
}
