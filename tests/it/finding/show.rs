use insta::assert_snapshot;

use super::{DELIVERABLE, FILES, program};
use crate::world::{PROGRAM, Repository};

/// Commits everything, then moves the due date twice.
fn history(repository: &Repository) {
    let mut first = repository.commit("Start").file("program.yaml", PROGRAM);
    for (path, text) in FILES {
        first = first.file(path, text);
    }
    first.write();
    for day in ["2026-06-19", "2026-06-26"] {
        let moved = DELIVERABLE.replace("forecast: 2026-06-12", &format!("forecast: {day}"));
        repository
            .commit("Move the forecast")
            .file("deliverables/DEL-7-auth.md", moved.as_bytes())
            .write();
    }
}

#[test]
fn a_record_is_told_with_everything_around_it() {
    let (world, repository) = program();
    history(&repository);
    assert_snapshot!(world.hum(["show", "DEL-7"]), @"
    exit: 0
    --- stdout
    DEL-7 Auth API
    ══════════════

    Deliverable in deliverables/DEL-7-auth.md

    Field       Value
    ──────────  ────────────────────────────────────────────────────────────────────────────────
    Status      active
    Owner       @sam
    Workstream  WS-1
    Due         2026-06-05
    Forecast    2026-06-12
    Needs       what: Staging region, kind: environment, from: @ops, by: 2026-05-20, state: have
    Done when   Partners sign in
    Health      ▲ at risk
    X-ticket    ATLAS-7

    Refers to
    ─────────

    - WS-1 Platform, active (workstream)
    - RISK-2 =Quota approval is late, treating (text)

    Referred to by
    ──────────────

    - RISK-2 =Quota approval is late, treating (affects)
    - RISK-10 Key people leave, analyzed (affects)

    Open actions
    ────────────

    - `DEL-7^p1` @sam stub the API (due 2026-06-03)

    Findings
    ────────

    - ■ error no-path-to-green: DEL-7 is at risk, and its forecast is 5 workdays after its due date
      (line 8); set `health: off_track`, or bring the forecast back to the due date
    - ▲ warning watermelon: DEL-7 is said to be at risk, and the facts say off track: forecast
      2026-06-12 is 5 workdays after 2026-06-05 (line 8); set `health: off_track`, or mend what the
      facts say

    From history
    ────────────

    - Baseline 2026-06-05, since 2026-01-05; forecast ▲ +5 workdays
    - Due date or forecast moved later 2 times, always without a word
    - Status active since 2026-01-05
    - Health at risk since 2026-01-05
    - Last changed 2026-01-05 — Maria `2847650fa1`
    - ▲ stale: neither changed nor reviewed for 147 days; the limit is 7

    Latest changes
    ──────────────

    - 2026-01-05 forecast moved 2026-06-19 → 2026-06-26, ▲ +5 workdays — Maria `2847650fa1`
    - 2026-01-05 forecast moved 2026-06-12 → 2026-06-19, ▲ +5 workdays — Maria `450a84e3c0`
    - 2026-01-05 added — Maria `eb5ce8f356`

    Text
    ────

    Read the risk first.

    Path to green

    - [ ] @sam stub the API (due 2026-06-03) ^p1

    Green when a partner signs in.
    ");
}

#[test]
fn records_are_named_by_id_path_and_handle() {
    let (world, _) = program();
    world.write(
        "people/maria.md",
        "---\nname: Maria Silva\ntype: person\n---\n",
    );
    let first = |name: &str| {
        let output = world.hum(["show", name]);
        let line = output.stdout.lines().next().unwrap_or_default().to_owned();
        assert_eq!(
            (output.code, output.stderr.as_str()),
            (Some(0), ""),
            "{name}"
        );
        line
    };
    for name in [
        "RISK-2",
        "risk-2",
        "risks/RISK-2-quota.md",
        "./risks/RISK-2-quota.md",
    ] {
        assert_eq!(first(name), "RISK-2 =Quota approval is late");
    }
    for name in ["@maria", "maria", "people/maria.md"] {
        assert_eq!(first(name), "maria Maria Silva");
    }
    for name in ["RISK-2^a1", "RISK-2:17", "risk-2:17"] {
        assert_eq!(first(name), "RISK-2^a1 ask for the quota");
    }
}

#[test]
fn an_action_is_shown_alone() {
    let (world, _) = program();
    assert_snapshot!(world.hum(["show", "RISK-2:20"]), @"
    exit: 0
    --- stdout
    RISK-2:20 call the vendor
    ═════════════════════════

    State   Due  Owner  Action           Address    Section
    ──────  ───  ─────  ───────────────  ─────────  ───────
    ○ open              call the vendor  RISK-2:20  Actions

    It stands in RISK-2 =Quota approval is late, line 20.
    ");
    assert_snapshot!(world.hum(["show", "RISK-2^a9"]), @"
    exit: 2
    --- stderr
    error: there is no action RISK-2^a9
      hint: did you mean RISK-2^a1?
    ");
    assert_snapshot!(world.hum(["show", "WS-1:4"]), @"
    exit: 2
    --- stderr
    error: there is no action WS-1:4
      hint: WS-1 has no actions; see `hum actions`
    ");
}

#[test]
fn what_is_not_there_gets_a_suggestion() {
    let (world, _) = program();
    world.write("risks/RISK-3-broken.md", "---\ntitle: [\n---\n");
    assert_snapshot!(world.hum(["show", "RSK-2"]), @"
    exit: 2
    --- stderr
    error: there is no record RSK-2
      hint: did you mean RISK-2?
    ");
    assert_snapshot!(world.hum(["show", "something"]), @"
    exit: 2
    --- stderr
    error: there is no record something
      hint: run `hum list` to see every record
    ");
    assert_snapshot!(world.hum(["show", "RISK-3"]), @"
    exit: 2
    --- stderr
    error: risks/RISK-3-broken.md cannot be read
      hint: run `hum check risks/RISK-3-broken.md`
    ");
}

#[test]
fn an_id_of_two_files_is_told() {
    let (world, _) = program();
    world.write("risks/RISK-2-other.md", super::SECOND);
    let output = world.hum(["show", "RISK-2"]);
    let head: Vec<&str> = output.stdout.lines().take(7).collect();
    assert_snapshot!(head.join("\n"), @"
    RISK-2 Key people leave
    ═══════════════════════

    Risk in risks/RISK-2-other.md

    risks/RISK-2-quota.md has the id RISK-2 too. Give one of them another: `hum mv
    risks/RISK-2-quota.md`
    ");
    let data = world.hum(["show", "RISK-2", "--format", "json"]).data();
    assert_eq!(
        data["same_id"],
        serde_json::json!(["risks/RISK-2-quota.md"])
    );
}

#[test]
fn the_past_of_a_record_is_shown() {
    let (world, repository) = program();
    history(&repository);
    let data = world
        .hum(["show", "DEL-7", "--at", "HEAD~1", "--format", "json"])
        .data();
    let forecast = data["fields"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|field| field["name"] == "forecast");
    assert_eq!(
        forecast.map(|field| field["values"].clone()),
        Some(serde_json::json!(["2026-06-19"]))
    );
    assert_eq!(data["changes"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        data["changes"][0]["what"],
        serde_json::json!(["forecast moved 2026-06-12 → 2026-06-19, +5 workdays"])
    );
    assert_eq!(
        data["sections"][0],
        serde_json::json!({"level": 0, "title": "", "text": "Read [the risk](../risks/RISK-2-quota.md) first."})
    );
}
