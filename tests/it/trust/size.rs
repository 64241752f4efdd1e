//! Files with very much of something. None may take time that grows faster than the file.

use super::{RISK, program};
use crate::world::PROGRAM;

/// Two versions of a risk in which `line` stands for every number up to `count`, spelt differently.
fn versions(count: usize, line: impl Fn(usize, &str) -> String) -> [String; 2] {
    ["a", "b"].map(|word| {
        let lines: String = (0..count).map(|number| line(number, word)).collect();
        RISK.replace("affects: [WS-1]\n", &lines)
    })
}

/// Returns what the walk says about a history in which one version follows the other.
fn walked(versions: &[String; 2]) -> serde_json::Value {
    let world = program();
    let repository = world.repository();
    let [first, second] = versions;
    let path = "risks/RISK-1-quota.md";
    repository
        .commit("One")
        .file("program.yaml", PROGRAM)
        .file(path, first)
        .write();
    repository.commit("Two").file(path, second).write();
    let arguments = ["changelog", "--walk", "--format", "json", "HEAD~1..HEAD"];
    world.hum(arguments).sound().data()
}

#[test]
fn a_list_with_a_hundred_thousand_members_is_compared() {
    let versions = versions(100_000, |number, word| match number {
        0 => format!("tags:\n- {word}0\n"),
        _ => format!("- {word}{number}\n"),
    });
    let delta = &walked(&versions)["changes"][0]["deltas"][0];
    assert_eq!(delta["added"].as_array().map(Vec::len), Some(100_000));
    assert_eq!(delta["removed"].as_array().map(Vec::len), Some(100_000));
}

#[test]
fn a_list_of_maps_with_names_is_compared_by_name() {
    let versions = versions(50_000, |number, word| match number {
        0 => format!("needs:\n- {{what: {number}, by: {word}}}\n"),
        _ => format!("- {{what: {number}, by: {word}}}\n"),
    });
    let deltas = walked(&versions)["changes"][0]["deltas"].take();
    assert_eq!(deltas.as_array().map(Vec::len), Some(50_000));
}

#[test]
fn a_map_with_a_hundred_thousand_fields_is_compared() {
    let versions = versions(90_000, |number, word| format!("x-{number}: {word}\n"));
    let deltas = walked(&versions)["changes"][0]["deltas"].take();
    assert_eq!(deltas.as_array().map(Vec::len), Some(90_000));
}

#[test]
fn a_body_with_a_hundred_thousand_headings_is_compared() {
    let bodies = ["a", "b"].map(|word| {
        let lines = (0..100_000).map(|number| format!("# {word}{}\n", number / 2));
        format!("{RISK}{}", lines.collect::<String>())
    });
    let deltas = walked(&bodies)["changes"][0]["deltas"].take();
    assert_eq!(deltas.as_array().map(Vec::len), Some(200_000));
}

#[test]
fn a_body_with_a_hundred_thousand_tasks_is_compared() {
    let bodies = ["a", "b"].map(|word| {
        let lines = (0..100_000).map(|number| format!("- [ ] {word}{number} ^{word}\n"));
        format!("{RISK}{}", lines.collect::<String>())
    });
    let deltas = walked(&bodies)["changes"][0]["deltas"].take();
    assert_eq!(deltas.as_array().map(Vec::len), Some(200_000));
}

#[test]
fn a_list_of_the_same_reference_is_checked() {
    let world = program();
    let kinds = "\
kinds:
  topic:
    sources: [{include: [\"topics/*.md\"], extract: front-matter}]
    id: {file-name: '^(T-\\d+)'}
    fields: {title: title, related: {from: related, to: [topic], reciprocal: true}}
";
    world.write("program.yaml", format!("{PROGRAM}{kinds}"));
    let many = "T-2, ".repeat(5_000);
    world.write(
        "topics/T-1.md",
        format!("---\ntitle: One\nrelated: [{many}]\n---\n"),
    );
    world.write("topics/T-2.md", "---\ntitle: Two\n---\n");
    let arguments = ["check", "--format", "json", "-A", "orphan"];
    let summary = world.hum(arguments).sound().data()["summary"].take();
    assert_eq!(summary["rules"]["one-sided-link"], 5_000);
}
