//! What a branch changes in the plan, as its reviewer reads it.

// All branches, and what they do together.
mod pending;

use std::fmt::Write;

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
    insta::assert_snapshot!(review(&world, &[]), @"");
    insta::assert_snapshot!(review(&world, &["main", "--format", "markdown"]), @"");
}

#[test]
fn a_branch_that_says_why_introduces_no_error() {
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
    insta::assert_snapshot!(output, @"");
}

#[test]
fn nothing_is_told_as_nothing() {
    let (world, repository) = program();
    insta::assert_snapshot!(review(&world, &[]), @"");
    branch(
        &repository,
        "words",
        &[("README.md", "# Atlas\n".to_owned())],
    );
    insta::assert_snapshot!(review(&world, &["--format", "markdown"]), @"");
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
fn older_findings_are_counted_and_change_no_exit_code() {
    let (world, repository) = program();
    let broken = "---\ntitle: Broken\nstatus: identifed\ntype: threat\naffects: [DEL-99]\n---\n";
    let commit = repository.commit("Break it").on("2026-05-05");
    commit.file("risks/RISK-1-broken.md", broken).write();
    let text = world.read(TWO).replace("title: Test", "title: Load test");
    branch(&repository, "title", &[(TWO, text)]);
    let output = review(&world, &["main"]);
    assert_eq!(output.code, Some(0), "{output}");
    let data = review(&world, &["main", "--format", "json"]).data();
    assert_eq!(data["older_findings"], 6, "{data}");
    assert_eq!(data["findings"], serde_json::json!([]));
}

#[test]
fn findings_alone_go_where_reviewers_look() {
    let (world, repository) = program();
    branch(&repository, "slip", &[(ONE, slipped())]);
    insta::assert_snapshot!(review(&world, &["--format", "github"]), @"");
    insta::assert_snapshot!(review(&world, &["--format", "gitlab"]), @"");
    let rdjson = review(&world, &["--format", "rdjson"]);
    assert_eq!(rdjson.code, Some(1));
    let rdjson: serde_json::Value = serde_json::from_str(&rdjson.stdout).expect("JSON");
    assert_eq!(rdjson["diagnostics"][0]["code"]["value"], "silent-slip");
    let sarif = review(&world, &["--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif.stdout).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "silent-slip");
    insta::assert_snapshot!(review(&world, &["--format", "gitlap"]), @"");
}

#[test]
fn hostile_words_stay_words_in_a_comment() {
    let (world, repository) = program();
    let title = "'</details><script>alert(1)</script> @org/all [x](javascript:1) `code` | #1'";
    let text = slipped().replace("title: API", &format!("title: {title}"));
    branch(&repository, "hostile", &[(ONE, text)]);
    let output = review(&world, &["main", "--format", "markdown"]);
    assert!(output.stdout.contains(
        "&lt;/details&gt;&lt;script&gt;alert(1)&lt;/script&gt; @org/all \\[x\\](javascript:1) \\`code\\` | #1"
    ), "{output}");
    assert!(!output.stdout.contains("<script") && !output.stdout.contains("</details>"));
}

#[test]
fn a_comment_is_no_longer_than_a_host_takes() {
    let (world, repository) = program();
    let mut files = Vec::new();
    for number in 10..900 {
        let mut title = String::new();
        write!(
            title,
            "Work number {number} with words enough to make a long line of it"
        )
        .expect("memory");
        let text = deliverable(&title, "owner: sam\ndue: 2026-06-17\n");
        files.push((format!("deliverables/DEL-{number}-work.md"), text));
    }
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    branch(&repository, "huge", &files);
    let output = review(&world, &["main", "--format", "markdown"]);
    let length = output.stdout.chars().count();
    assert!(length > 10_000 && length < 65_536, "{length}");
    assert!(
        output.stdout.contains("790 more: `hum review main`"),
        "{}",
        &output.stdout[..2000]
    );
    let data = review(&world, &["main", "--format", "json"]).data();
    assert_eq!(data["changed"].as_array().map(Vec::len), Some(890));
}

#[test]
fn where_there_is_nothing_to_compare_with_is_told() {
    let (world, repository) = program();
    repository.head("ref: refs/heads/work");
    let lone = repository.commit("Alone").on("2026-05-02").parents([]);
    lone.file("program.yaml", PROGRAM).write();
    repository.check_out();
    insta::assert_snapshot!(review(&world, &["main"]), @"");
    insta::assert_snapshot!(review(&world, &["gone"]), @"");
    let other = World::empty();
    other.write("program.yaml", PROGRAM);
    insta::assert_snapshot!(review(&other, &[]), @"");
    let repository = other.repository();
    repository.head("ref: refs/heads/work");
    repository
        .commit("Start")
        .file("program.yaml", PROGRAM)
        .write();
    insta::assert_snapshot!(review(&other, &[]), @"");
}
