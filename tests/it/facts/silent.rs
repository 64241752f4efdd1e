//! Moves to a later date that nothing explains: what counts as a word.

use insta::assert_snapshot;

use super::{SEVEN, decision, deliverable};
use crate::world::{PROGRAM, Repository, World};

/// A kind without health and without text, which says in a field why a date moved.
const BETS: &str = "kinds:\n  bet:\n    title: Bet\n    class: work\n    \
                    sources: [{include: [bets/*.yaml], extract: yaml-file}]\n    id: {file-name: '^(BET-[0-9]+)'}\n    \
                    fields: {title: title, due: due, reason: why}\n";

/// Returns the moves of a program: day, record, workdays, whether it is silent.
fn told(world: &World) -> String {
    let data = world.hum(["slips", "--format", "json"]).data();
    let slips = data["slips"].as_array().expect("a list").iter();
    let line = |slip: &serde_json::Value| {
        let message = &slip["commit"]["subject"];
        format!(
            "{} {} {message}: {}\n",
            slip["id"], slip["workdays"], slip["silent"]
        )
    };
    slips.map(line).collect::<String>().replace('"', "")
}

/// What one commit makes of DEL-7.
struct Step {
    message: &'static str,
    forecast: &'static str,
    more: &'static str,
    body: &'static str,
    /// What a decision affects that the same commit brings.
    affects: Option<&'static str>,
}

const fn step(
    message: &'static str,
    forecast: &'static str,
    more: &'static str,
    body: &'static str,
) -> Step {
    Step {
        message,
        forecast,
        more,
        body,
        affects: None,
    }
}

const fn decided(message: &'static str, forecast: &'static str, affects: &'static str) -> Step {
    Step {
        affects: Some(affects),
        ..step(message, forecast, DECIDED, LATE)
    }
}

const ON_TRACK: &str = "\nhealth: on_track";
const AT_RISK: &str = "\nhealth: at_risk";
const DECIDED: &str = "\nhealth: at_risk\nrebaselined_by: [DEC-1]";
const LATE: &str = "\nThe vendor is late.\n";

const STEPS: [Step; 11] = [
    step("Begin", "2026-03-06", ON_TRACK, ""),
    step("Two days are let pass", "2026-03-10", ON_TRACK, ""),
    step("Nothing is said", "2026-03-13", ON_TRACK, ""),
    step("Earlier is no slip", "2026-03-12", ON_TRACK, ""),
    step("Another health", "2026-03-20", AT_RISK, ""),
    step("A line of text", "2026-03-27", AT_RISK, LATE),
    step("A decision that it names", "2026-04-03", DECIDED, LATE),
    step("The same decision", "2026-04-10", DECIDED, LATE),
    decided("A decision about it", "2026-04-17", "DEL-7"),
    decided("A decision about what it is part of", "2026-04-24", "WS-1"),
    decided("A decision about something else", "2026-05-01", "DEL-8"),
];

fn take(repository: &Repository, step: &Step) {
    let (forecast, more) = (step.forecast, step.more);
    let lines = format!("status: active\ndue: 2026-03-06\nforecast: {forecast}{more}");
    let commit = repository.commit(step.message);
    let mut commit = commit.file(SEVEN, deliverable(&lines) + step.body);
    if let Some(id) = step.affects {
        let lines = format!("status: accepted\ndecided: 2026-03-02\naffects: [{id}]");
        commit = commit.file("decisions/DEC-1-move.md", decision("Move", &lines));
    }
    commit.write();
}

#[test]
fn a_word_is_a_health_a_reason_a_decision_or_text() {
    let world = World::empty();
    let repository = world.repository();
    repository
        .commit("Start")
        .file("program.yaml", format!("{PROGRAM}{BETS}"))
        .file("bets/BET-1.yaml", "title: Cache\ndue: 2026-03-06\n")
        .write();
    for step in &STEPS {
        take(&repository, step);
    }
    for (due, why, message) in [
        ("2026-03-13", "", "No health and nothing said"),
        ("2026-03-20", "why: The cache is slow\n", "A reason"),
    ] {
        let text = format!("title: Cache\ndue: {due}\n{why}");
        let commit = repository.commit(message);
        commit.file("bets/BET-1.yaml", text).write();
    }
    repository.check_out();
    assert_snapshot!(told(&world), @"
    DEL-7 2 Two days are let pass: false
    DEL-7 3 Nothing is said: true
    DEL-7 -1 Earlier is no slip: false
    DEL-7 6 Another health: false
    DEL-7 5 A line of text: false
    DEL-7 5 A decision that it names: false
    DEL-7 5 The same decision: true
    DEL-7 5 A decision about it: false
    DEL-7 5 A decision about what it is part of: false
    DEL-7 5 A decision about something else: true
    BET-1 5 No health and nothing said: true
    BET-1 5 A reason: false
    ");
    let words = world.hum(["slips", "--limit", "1"]).sound().stdout;
    let silent = words.lines().filter(|line| line.contains(" silent: "));
    assert_snapshot!(silent.collect::<Vec<_>>().join("\n"), @"4 of 11 silent: later by more than 2 workdays, or to a release without a day, in a commit that");
}
