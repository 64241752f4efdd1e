//! Facts from history: what each record was promised, how it moved since, and for how long nobody looked.

mod asked;
mod show;
mod silent;
mod unowned;

use insta::assert_snapshot;

use crate::world::{Output, PROGRAM, Repository, World};

const SEVEN: &str = "deliverables/DEL-7-auth.md";

/// Returns DEL-7 with some lines about its state and dates.
fn deliverable(lines: &str) -> String {
    format!(
        "---\ntitle: Auth API\nworkstream: WS-1\nowner: \"@sam\"\ndone_when: [Partners sign in]\n{lines}\n---\n"
    )
}

fn decision(title: &str, lines: &str) -> String {
    format!("---\ntitle: {title}\ndriver: \"@maria\"\napprover: \"@dana\"\n{lines}\n---\n")
}

const WORKSTREAM: &str = "---\ntitle: Platform\nstatus: active\nowner: \"@maria\"\nhealth: on_track\n\
                          objective: One platform\n---\n";

const RISK: &str = "---\ntitle: Quota\nstatus: treating\nowner: \"@maria\"\ntype: threat\n\
                    cause: Approval takes three weeks\nevent: The quota is refused\neffect: The launch moves\n\
                    probability: 4\nimpact: 3\nimpact_days: 12\naffects: [DEL-7]\n---\n";

/// Day, and the lines of DEL-7 since then.
const STEPS: [(&str, &str); 9] = [
    (
        "2026-01-12",
        "status: committed\ndue: 2026-04-10\nforecast: 2026-04-10",
    ),
    (
        "2026-03-02",
        "status: committed\ndue: 2026-05-08\nforecast: 2026-05-08\nrebaselined_by: [DEC-3]",
    ),
    (
        "2026-04-13",
        "status: active\nhealth: on_track\ndue: 2026-05-08\nforecast: 2026-05-15\nrebaselined_by: [DEC-3]",
    ),
    (
        "2026-04-20",
        "status: active\nhealth: on_track\ndue: 2026-05-08\nforecast: 2026-05-22\nrebaselined_by: [DEC-3]",
    ),
    (
        "2026-04-27",
        "status: active\nhealth: off_track\ndue: 2026-05-08\nforecast: 2026-05-29\nrebaselined_by: [DEC-3]",
    ),
    (
        "2026-05-04",
        "status: active\nhealth: off_track\ndue: 2026-05-08\nforecast: 2026-06-05\nrebaselined_by: [DEC-3]",
    ),
    (
        "2026-05-11",
        "status: active\nhealth: at_risk\ndue: 2026-05-08\nforecast: 2026-06-12\nrebaselined_by: [DEC-3]",
    ),
    (
        "2026-05-18",
        "status: active\nhealth: at_risk\ndue: 2026-05-08\nforecast: 2026-06-19\nrebaselined_by: [DEC-3]",
    ),
    (
        "2026-05-25",
        "status: active\nhealth: at_risk\ndue: 2026-05-08\nforecast: 2026-06-26\nrebaselined_by: [DEC-3]",
    ),
];

/// Returns a program with half a year of history. Commits that change three records are bulk edits.
fn program() -> (World, Repository) {
    let world = World::empty();
    let repository = world.repository();
    repository
        .commit("Start")
        .file(
            "program.yaml",
            format!("{PROGRAM}history: {{bulk_records: 3}}\n"),
        )
        .file("workstreams/WS-1-platform.md", WORKSTREAM)
        .file("risks/RISK-1-quota.md", RISK)
        .file(SEVEN, deliverable("status: proposed\ndue: 2026-03-27"))
        .file(
            "decisions/DEC-3-move.md",
            decision("Move", "status: needed\ndecide_by: 2026-02-13"),
        )
        .file(
            "decisions/DEC-4-region.md",
            decision("Region", "status: proposed\ndecide_by: 2026-05-22"),
        )
        .write();
    let accepted = "status: accepted\ndecide_by: 2026-02-13\ndecided: 2026-02-18";
    repository
        .commit("Decide")
        .by("Dana")
        .on("2026-02-20")
        .file("decisions/DEC-3-move.md", decision("Move", accepted))
        .write();
    for (day, lines) in STEPS {
        let commit = repository.commit("Change the dates").by("Sam").on(day);
        commit.file(SEVEN, deliverable(lines)).write();
    }
    let tagged = |text: &str| text.replacen("---\n", "---\ntags: [payments]\n", 1);
    repository
        .commit("Tag everything")
        .on("2026-05-27")
        .file("workstreams/WS-1-platform.md", tagged(WORKSTREAM))
        .file("risks/RISK-1-quota.md", tagged(RISK))
        .file(
            "decisions/DEC-3-move.md",
            tagged(&decision("Move", accepted)),
        )
        .write();
    repository
        .commit("Call the file by its title")
        .on("2026-05-28")
        .rename(SEVEN, "deliverables/DEL-7-auth-api.md")
        .write();
    repository.check_out();
    (world, repository)
}

/// Lists columns of records.
fn listed(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["list"], arguments].concat()).sound()
}

/// Returns the ids of the records for which a condition holds.
fn found(world: &World, condition: &str) -> String {
    let arguments = ["--where", condition, "--columns", "id", "--format", "csv"];
    let output = listed(world, &arguments);
    assert_eq!((output.code, &*output.stderr), (Some(0), ""), "{condition}");
    let ids: Vec<&str> = output.stdout.lines().skip(1).collect();
    ids.join(" ")
}

#[test]
fn changes_that_say_something_are_told_from_those_that_do_not() {
    let (world, _) = program();
    let columns = "id,added,changed,touched,since,staleness,stale";
    assert_snapshot!(listed(&world, &["--columns", columns]), @"
    exit: 0
    --- stdout
    Id       Added       Changed     Touched     Since       Staleness  Stale
    ───────  ──────────  ──────────  ──────────  ──────────  ─────────  ─────
    PROGRAM  2026-01-05              2026-01-05
    WS-1     2026-01-05              2026-05-27  2026-01-05        147  yes
    DEL-7    2026-01-05  2026-05-25  2026-05-28  2026-04-13          7  no
    RISK-1   2026-01-05              2026-05-27  2026-01-05        147  yes
    DEC-3    2026-01-05  2026-02-20  2026-05-27  2026-02-20
    DEC-4    2026-01-05              2026-01-05  2026-01-05        147  yes

    6 records.
    ");
}

#[test]
fn dates_are_measured_against_what_was_promised() {
    let (world, _) = program();
    let columns = "id,due,baseline,slip,moves,silent_moves,velocity,flips,health_since";
    assert_snapshot!(listed(&world, &["deliverables", "--columns", columns]), @"
    exit: 0
    --- stdout
    Id     Due         Baseline    Slip  Moves  Silent moves  Velocity  Flips  Health since
    ─────  ──────────  ──────────  ────  ─────  ────────────  ────────  ─────  ────────────
    DEL-7  2026-05-08  2026-05-08    35      9             5         1      2  2026-05-11

    1 deliverable.
    ");
    let past = ["deliverables", "--columns", columns, "--at", "2026-03-01"];
    assert_snapshot!(listed(&world, &past), @"
    exit: 0
    --- stdout
    Id     Due         Baseline    Slip  Moves  Silent moves  Velocity  Flips  Health since
    ─────  ──────────  ──────────  ────  ─────  ────────────  ────────  ─────  ────────────
    DEL-7  2026-04-10  2026-04-10     0      1             1

    1 deliverable.
    ");
    for (condition, ids) in [
        ("slip > 30", "DEL-7"),
        ("slip > 60", ""),
        ("baseline < forecast - 4w", "DEL-7"),
        ("velocity >= 1", "DEL-7"),
        ("no baseline and class = work", "WS-1"),
        ("moves > silent_moves", "DEL-7"),
    ] {
        assert_eq!(found(&world, condition), ids, "{condition}");
    }
}

#[test]
fn silence_is_allowed_for_half_as_long_before_a_date() {
    let world = World::empty();
    let repository = world.repository();
    let risk = RISK.replace("affects", "reviewed: 2026-05-20\naffects");
    let with_due =
        |due: &str| deliverable(&format!("status: active\nhealth: on_track\ndue: {due}"));
    repository
        .commit("Start")
        .on("2026-05-24")
        .file("program.yaml", PROGRAM)
        .file(
            "risks/RISK-1-quota.md",
            risk.replace("2026-05-20", "2026-07-01"),
        )
        .file("deliverables/DEL-1-near.md", with_due("2026-07-01"))
        .file("deliverables/DEL-2-far.md", with_due("2026-07-02"))
        .file("deliverables/DEL-3-past.md", with_due("2026-05-01"))
        .write();
    repository
        .commit("Finish")
        .on("2026-05-24")
        .file(
            "deliverables/DEL-4-done.md",
            deliverable("status: done\nactual: 2026-05-22"),
        )
        .write();
    repository.check_out();
    let columns = ["--columns", "id,staleness,stale"];
    assert_snapshot!(listed(&world, &columns), @"
    exit: 0
    --- stdout
    Id       Staleness  Stale
    ───────  ─────────  ─────
    PROGRAM
    DEL-1            8  yes
    DEL-2            8  no
    DEL-3            8  yes
    DEL-4
    RISK-1           0  no

    6 records.
    ");
}
