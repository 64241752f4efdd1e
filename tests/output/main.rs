//! What commands write for programs fits `schema/output/`, and nothing else fits.

mod described;

use std::{collections::BTreeSet, path::Path, process::Command};

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};
use tempfile::TempDir;

macro_rules! schemas {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../schema/output/", $name, ".schema.json")))),*]
    };
}

const SCHEMAS: &[(&str, &str)] = schemas!["actions" "blame" "brief" "changelog" "check" "decisions" "deps" "diff" "escalate" "handoff" "list" "log" "path" "people" "probe" "review" "risks" "schedule" "show" "slips" "status" "surprises" "trend" "untold" "update"];

/// One run of a command, and the ends of the places of maps whose keys are names: of rules, kinds, people and columns.
struct Case {
    arguments: &'static [&'static str],
    names: &'static [&'static str],
}

const CASES: &[Case] = &[
    case(&["check"], &["/data/summary/rules"]),
    case(&["diff"], &["/data/summary"]),
    case(&["diff", "2026-03-01..2026-04-01"], &["/data/summary"]),
    case(&["changelog"], &["/data/summary"]),
    case(&["changelog", "--since", "2026-05-28"], &["/data/summary"]),
    // From new to old: what was added is removed.
    case(&["changelog", "2026-06-01..2026-03-01"], &["/data/summary"]),
    case(
        &["changelog", "--walk", "2026-06-19..2026-06-25"],
        &["/data/summary"],
    ),
    case(&["list"], &["/fields"]),
    case(
        &["list", "risks", "--where", "has owner", "--sort", "-impact"],
        &["/fields"],
    ),
    case(
        &["update", "exec", "--since", "2026-05-01"],
        &["/data/facts/on_you"],
    ),
    case(
        &["update", "contributors", "--since", "2026-05-01"],
        &["/data/facts/on_you"],
    ),
    case(
        &["update", "exec-short", "--since", "2026-05-01"],
        &["/data/facts/on_you"],
    ),
    case(
        &["update", "partner", "--since", "2026-05-01"],
        &["/data/facts/on_you"],
    ),
    case(&["untold"], &[]),
    case(&["review", "2026-06-01"], &[]),
    case(&["actions", "--all"], &[]),
    case(&["show", "RISK-10"], &[]),
    case(&["show", "RISK-10^a1"], &[]),
    case(&["log"], &[]),
    case(&["log", "RISK-10", "--reverse", "--limit", "3"], &[]),
    case(&["blame", "RISK-10"], &[]),
    case(
        &["slips"],
        &["/data/summary/by_year", "/data/summary/by_quarter"],
    ),
    case(
        &[
            "slips",
            "2026-05-01..2026-06-10",
            "--where",
            "kind = deliverable",
        ],
        &["/data/summary/by_year", "/data/summary/by_quarter"],
    ),
    case(&["brief"], &[]),
    case(&["path", "DEL-7"], &[]),
    case(&["schedule"], &[]),
    case(&["probe"], &[]),
    case(&["probe", "DEL-7"], &[]),
    case(&["people"], &[]),
    case(&["handoff", "@sam"], &[]),
    case(
        &["handoff", "@lee", "--to", "@sam", "--until", "2026-07-10"],
        &[],
    ),
    case(&["status"], &[]),
    case(&["surprises"], &[]),
    case(&["status", "--at", "2026-04-15"], &[]),
    case(&["trend", "exposure", "--since", "2026-05-01"], &[]),
    case(&["trend", "DEL-8.forecast", "--every", "month"], &[]),
    case(&["trend", "stale", "--since", "2026-05-01"], &[]),
    case(
        &[
            "list",
            "DEL",
            "--columns",
            "id,baseline,slip,moves,velocity",
        ],
        &["/fields"],
    ),
    case(&["risks"], &[]),
    // Risks that nobody rated yet, and one with a window.
    case(&["risks", "--at", "2026-05-01"], &[]),
    case(&["risks", "suggest"], &[]),
    case(&["deps"], &[]),
    // A promise that comes too late.
    case(&["deps", "--at", "2026-04-12"], &[]),
    case(&["decisions"], &[]),
    case(&["escalate"], &[]),
    case(&["escalate", "--at", "2026-04-12"], &[]),
    case(&["escalate", "ISS-4"], &[]),
    case(&["escalate", "ISS-1", "--at", "2026-05-01"], &[]),
    // A record with a baseline, a slip and a health, and a decision.
    case(&["show", "DEL-7"], &[]),
    case(&["show", "DEC-2"], &[]),
];

const fn case(arguments: &'static [&'static str], names: &'static [&'static str]) -> Case {
    Case { arguments, names }
}

/// Returns the schema of a command's output.
fn schema(command: &str) -> Value {
    let found = SCHEMAS.iter().find(|(name, _)| *name == command);
    serde_json::from_str(found.expect("every command has a schema").1).expect("it is JSON")
}

fn validator(command: &str) -> Validator {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .offline()
        .should_validate_formats(true)
        .build(&schema(command))
        .expect("the schema is valid")
}

fn complaints(validator: &Validator, output: &Value) -> Vec<String> {
    let errors = validator.iter_errors(output);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// Runs the command in a folder; returns its exit code and what it wrote.
fn hum(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_hum"))
        .args(arguments)
        .args(["--as-of", "2026-06-26"])
        .arg("-C")
        .arg(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("HOME", folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("the command starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(stderr, "", "{arguments:?}");
    let stdout = String::from_utf8(output.stdout).expect("stdout is UTF-8");
    (output.status.code(), stdout)
}

fn read(folder: &Path, arguments: &[&str]) -> Value {
    let (_, text) = hum(folder, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&text).expect("it is JSON")
}

/// Returns a fresh example program.
fn demo() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    let (code, _) = hum(folder.path(), &["demo", "."]);
    assert_eq!(code, Some(0));
    folder
}

/// Returns the example program with mistakes in its worktree.
#[expect(
    clippy::disallowed_methods,
    reason = "a test writes the program that it checks"
)]
fn broken() -> TempDir {
    let folder = demo();
    let place = |path: &str| folder.path().join(path);
    let files: [(&str, &[u8]); 3] = [
        (
            "deliverables/DEL-16-spelling.md",
            b"---\ntitle: Spelling\nstatus: comitted\nworkstream: WS-1\nowner: \"@sam\"\nforcast: 2026-07-07\n---\n",
        ),
        (
            "deliverables/DEL-4-twice.md",
            b"---\ntitle: Twice\nstatus: proposed\nworkstream: WS-1\nowner: \"@sam\"\n---\n",
        ),
        ("risks/RISK-11-bytes.md", b"---\ntitle: \xff\n---\n"),
    ];
    for (path, bytes) in files {
        std::fs::write(place(path), bytes).expect("there is room");
    }
    std::fs::rename(
        place("risks/RISK-9-assessor-report.md"),
        place("risks/RISK-9-late-report.md"),
    )
    .expect("the risk is there");
    folder
}

/// Returns the values of a key at any depth.
fn words<'a>(output: &'a Value, key: &str, found: &mut BTreeSet<&'a str>) {
    match output {
        Value::Object(fields) => {
            found.extend(fields.get(key).and_then(Value::as_str));
            fields.values().for_each(|value| words(value, key, found));
        }
        Value::Array(items) => items.iter().for_each(|item| words(item, key, found)),
        _ => {}
    }
}

fn all_words(outputs: &[Value], key: &str) -> String {
    let mut found = BTreeSet::new();
    outputs
        .iter()
        .for_each(|output| words(output, key, &mut found));
    found.into_iter().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_output_fits_its_schema() {
    let folders = [demo(), broken()];
    let mut outputs = Vec::new();
    for folder in &folders {
        for case in CASES {
            let output = read(folder.path(), case.arguments);
            let fits = complaints(&validator(case.arguments[0]), &output);
            assert_eq!(fits, Vec::<String>::new(), "{:?}", case.arguments);
            outputs.push(output);
        }
    }
    assert_eq!(
        all_words(&outputs, "command"),
        "actions blame brief changelog check decisions deps diff escalate handoff list log path people probe review risks schedule show slips status surprises trend untold update"
    );
    assert_eq!(
        all_words(&outputs, "audience"),
        "contributors exec exec-short partner"
    );
    assert_eq!(all_words(&outputs, "mode"), "net walk");
    assert_eq!(
        all_words(&outputs, "change"),
        "added changed moved removed text"
    );
    // Deltas, and what contributors are to do.
    let forms = all_words(&outputs[..7], "what");
    assert_eq!(forms, "field members section task");
    assert_eq!(all_words(&outputs, "direction"), "earlier later");
}

#[test]
fn the_mistakes_show_every_part_of_a_finding() {
    let folder = broken();
    let (code, text) = hum(folder.path(), &["check", "--format", "json"]);
    assert_eq!(code, Some(1));
    let output: Value = serde_json::from_str(&text).expect("it is JSON");
    let findings = output["data"]["findings"].as_array().expect("a list");
    let parts = ["rule", "record", "label", "replacement", "related"];
    let told: String = findings
        .iter()
        .map(|finding| {
            let line: Vec<String> = parts.iter().map(|part| finding[part].to_string()).collect();
            format!("{}\n", line.join(" "))
        })
        .collect();
    insta::assert_snapshot!(told, @r#"
    "invalid-value" "DEL-16" "expected one of proposed, planned, committed, active, paused, done, cancelled" "committed" []
    "unknown-field" "DEL-16" null "forecast" []
    "duplicate-id" "DEL-4" null null [{"path":"deliverables/DEL-4-failover-drill.md","line":1,"column":1,"message":"the other record; this one counts"}]
    "one-sided-dependency" "DEP-4" null null []
    "unreadable-file" null null null []
    "watermelon" "WS-3" null null []
    "#);
}

/// Returns the places of all maps in an output.
fn maps(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.push(pointer.to_owned());
            for (key, value) in fields {
                let key = key.replace('~', "~0").replace('/', "~1");
                maps(value, &format!("{pointer}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                maps(item, &format!("{pointer}/{at}"), found);
            }
        }
        _ => {}
    }
}

/// Returns an output in which the map at a place differs.
fn mutated(
    output: &Value,
    pointer: &str,
    change: impl FnOnce(&mut serde_json::Map<String, Value>),
) -> Value {
    let mut output = output.clone();
    let map = output.pointer_mut(pointer).and_then(Value::as_object_mut);
    change(map.expect("the place is a map"));
    output
}

/// Returns the mutations of an output that its schema lets pass; and how many maps were mutated.
fn passing_mutations(case: &Case, output: &Value) -> (Vec<String>, usize) {
    let validator = validator(case.arguments[0]);
    let mut places = Vec::new();
    maps(output, "", &mut places);
    let mut passing = Vec::new();
    for place in &places {
        let more = mutated(output, place, |map| {
            map.insert("surprise".into(), json!(true));
        });
        if validator.is_valid(&more) {
            passing.push(format!("{place} with a surprise"));
        }
        let map = output.pointer(place).and_then(Value::as_object);
        for key in map.expect("the place is a map").keys() {
            let is_optional = key == "commit" && place.contains("/deltas/");
            if is_optional || case.names.iter().any(|name| place.ends_with(name)) {
                continue;
            }
            let less = mutated(output, place, |map| {
                map.shift_remove(key);
            });
            if validator.is_valid(&less) {
                passing.push(format!("{place} without {key}"));
            }
        }
    }
    (passing, places.len())
}

#[test]
fn no_unknown_field_fits_and_none_may_be_missing() {
    let folder = broken();
    // The whole of history has the same maps as a part of it, many times over.
    let is_part = |case: &&Case| !matches!(case.arguments, ["changelog"] | ["log"]);
    for case in CASES.iter().filter(is_part) {
        let output = read(folder.path(), case.arguments);
        let (passing, places) = passing_mutations(case, &output);
        assert_eq!(passing, Vec::<String>::new(), "{:?}", case.arguments);
        // The envelope, its data and what is in it.
        let is_small = matches!(case.arguments[0], "escalate" | "probe" | "show" | "trend")
            || case.arguments.contains(&"suggest");
        let least = if is_small { 3 } else { 9 };
        assert!(places >= least, "{:?} has {places} maps", case.arguments);
    }
}

#[test]
fn another_version_or_command_does_not_fit() {
    let folder = demo();
    for case in CASES {
        let output = read(folder.path(), case.arguments);
        let validator = validator(case.arguments[0]);
        let newer = mutated(&output, "", |map| {
            map.insert("schema_version".into(), json!(2));
        });
        let other = mutated(&output, "", |map| {
            map.insert("command".into(), json!("what-if"));
        });
        let fits = [&output, &newer, &other].map(|output| validator.is_valid(output));
        assert_eq!(fits, [true, false, false], "{:?}", case.arguments);
    }
}

#[test]
fn changelog_and_diff_have_the_same_data() {
    let [changelog, diff] = ["changelog", "diff"].map(schema);
    assert_eq!(changelog["$defs"], diff["$defs"]);
    let data = |schema: &Value| schema["properties"]["data"].clone();
    assert_eq!(data(&changelog), data(&diff));
}
