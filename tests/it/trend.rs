//! Facts over time: which commit each week is read from, and the exact words.

use crate::world::{Output, PROGRAM, Repository, World};

fn risk(status: &str, probability: u8) -> String {
    format!(
        "---\ntitle: Quota\nstatus: {status}\nowner: \"@maria\"\ntype: threat\ncause: Approval takes three weeks\n\
         event: The quota is refused\neffect: The launch moves\nprobability: {probability}\nimpact: 3\n\
         impact_days: 10\naffects: [DEL-7]\n---\n"
    )
}

fn deliverable(forecast: &str) -> String {
    format!(
        "---\ntitle: Auth API\nstatus: active\nworkstream: WS-1\nowner: \"@sam\"\ndue: 2026-02-06\n\
         forecast: {forecast}\ndone_when: [Partners sign in]\n---\n"
    )
}

const DECISION: &str = "---\ntitle: Region\nstatus: needed\ndriver: \"@maria\"\napprover: \"@dana\"\n\
                        decide_by: 2026-02-06\n---\n";

/// Returns a program of seven weeks: 2026-01-05 is a Monday.
fn program() -> (World, Repository) {
    let world = World::empty();
    let repository = world.repository();
    repository
        .commit("Settings alone")
        .file("program.yaml", PROGRAM)
        .on("2025-12-01")
        .write();
    let steps = [
        ("2026-01-05", "risks/RISK-1-quota.md", risk("analyzed", 3)),
        (
            "2026-01-11T23:59:59Z",
            "deliverables/DEL-7-auth.md",
            deliverable("2026-02-06"),
        ),
        (
            "2026-01-12T00:00:00Z",
            "decisions/DEC-1-region.md",
            DECISION.to_owned(),
        ),
        ("2026-01-28", "risks/RISK-1-quota.md", risk("analyzed", 5)),
        (
            "2026-01-29",
            "deliverables/DEL-7-auth.md",
            deliverable("2026-02-20"),
        ),
        // An old commit that landed late counts when it landed.
        ("2026-01-02", "risks/RISK-2-quota.md", risk("analyzed", 1)),
        ("2026-02-10", "risks/RISK-1-quota.md", risk("occurred", 5)),
    ];
    for (day, path, text) in steps {
        repository
            .commit("Change it")
            .on(day)
            .file(path, text)
            .write();
    }
    repository.check_out();
    (world, repository)
}

fn trend(world: &World, arguments: &[&str]) -> Output {
    let today = ["trend", "--as-of", "2026-02-18"];
    world.hum([&today, arguments].concat()).sound()
}

/// Lists the points of a series: last day and value.
fn points(world: &World, arguments: &[&str]) -> String {
    let data = trend(world, &[arguments, &["--format", "json"]].concat()).data();
    let points = data["points"].as_array().expect("a list").iter();
    let line = |point: &serde_json::Value| {
        let day = point["date"].as_str().expect("a day");
        format!("{day} {}\n", point["value"])
    };
    points.map(line).collect()
}

#[test]
fn a_series_in_words() {
    let (world, _) = program();
    insta::assert_snapshot!(trend(&world, &["exposure", "--limit", "5"]), @"
    exit: 0
    --- stdout
    Atlas: exposure by week
    ═══════════════════════

    0.5 on 2026-02-18; 0 on 2025-12-07 (+0.5). Workdays that open risks cost, chance × days each.

    ▁▁▁▁▁▄▄▄██▁▁

    Week to     exposure  Change  Commit
    ──────────  ────────  ──────  ────────────
    2026-01-25         4          `368cf4eba5`
    2026-02-01       9.5    +5.5  `9315bf5fa5`
    2026-02-08       9.5          `9315bf5fa5`
    2026-02-15       0.5      −9  `3546900347`
    2026-02-18       0.5          `3546900347`

    7 weeks before these. For all: `--limit 0`
    ");
}

#[test]
fn a_week_ends_with_the_last_second_of_its_sunday() {
    let (world, _) = program();
    insta::assert_snapshot!(points(&world, &["records"]), @"
    2025-12-07 1
    2025-12-14 1
    2025-12-21 1
    2025-12-28 1
    2026-01-04 1
    2026-01-11 3
    2026-01-18 4
    2026-01-25 4
    2026-02-01 5
    2026-02-08 5
    2026-02-15 5
    2026-02-18 5
    ");
    insta::assert_snapshot!(points(&world, &["open-decisions"]), @"
    2025-12-07 0
    2025-12-14 0
    2025-12-21 0
    2025-12-28 0
    2026-01-04 0
    2026-01-11 0
    2026-01-18 1
    2026-01-25 1
    2026-02-01 1
    2026-02-08 1
    2026-02-15 1
    2026-02-18 1
    ");
    insta::assert_snapshot!(points(&world, &["open-risks"]), @"
    2025-12-07 0
    2025-12-14 0
    2025-12-21 0
    2025-12-28 0
    2026-01-04 0
    2026-01-11 1
    2026-01-18 1
    2026-01-25 1
    2026-02-01 2
    2026-02-08 2
    2026-02-15 1
    2026-02-18 1
    ");
}

#[test]
fn time_alone_makes_work_overdue() {
    let (world, _) = program();
    insta::assert_snapshot!(points(&world, &["overdue"]), @"
    2025-12-07 0
    2025-12-14 0
    2025-12-21 0
    2025-12-28 0
    2026-01-04 0
    2026-01-11 0
    2026-01-18 0
    2026-01-25 0
    2026-02-01 0
    2026-02-08 1
    2026-02-15 1
    2026-02-18 1
    ");
}

#[test]
fn a_date_of_a_record_over_time() {
    let (world, _) = program();
    insta::assert_snapshot!(trend(&world, &["DEL-7.forecast"]), @"
    exit: 0
    --- stdout
    Atlas: DEL-7.forecast by week
    ═════════════════════════════

    2026-02-20 on 2026-02-18; 2026-02-06 on 2026-01-11 (+10 workdays). The date as it stood then.

    ·····▁▁▁████

    Week to     DEL-7.forecast  Change        Commit
    ──────────  ──────────────  ────────────  ────────────
    2025-12-07                                `d1118ab186`
    2025-12-14                                `d1118ab186`
    2025-12-21                                `d1118ab186`
    2025-12-28                                `d1118ab186`
    2026-01-04                                `d1118ab186`
    2026-01-11  2026-02-06                    `37426e37f2`
    2026-01-18  2026-02-06                    `368cf4eba5`
    2026-01-25  2026-02-06                    `368cf4eba5`
    2026-02-01  2026-02-20      +10 workdays  `9315bf5fa5`
    2026-02-08  2026-02-20                    `9315bf5fa5`
    2026-02-15  2026-02-20                    `3546900347`
    2026-02-18  2026-02-20                    `3546900347`
    ");
    insta::assert_snapshot!(trend(&world, &["DEL-7.due", "--every", "month", "--format", "csv"]).stdout.replace("\r\n", "\n"), @"
    Month to,DEL-7.due,Change,Commit
    2025-12-31,,,d1118ab186
    2026-01-31,2026-02-06,,9315bf5fa5
    2026-02-18,2026-02-06,,3546900347
    ");
}

#[test]
fn since_cuts_the_points_and_changes_none() {
    let (world, _) = program();
    for fact in ["records", "exposure", "open-risks", "findings", "overdue"] {
        let all = points(&world, &[fact]);
        let part = points(&world, &[fact, "--since", "2026-01-27"]);
        assert_eq!(part.lines().count(), 4, "{fact}");
        assert!(all.ends_with(&part) && all.lines().count() == 12, "{fact}");
    }
    insta::assert_snapshot!(trend(&world, &["records", "--since", "2026-03-01"]), @"
    exit: 2
    --- stderr
    error: 2026-03-01 lies after 2026-02-18, the last day
      hint: give an earlier day with --since
    ");
}

#[test]
fn findings_are_those_of_check() {
    let (world, repository) = program();
    repository
        .commit("Break it")
        .on("2026-02-16")
        .file("risks/RISK-2-quota.md", "---\ntitle: [\n---\n")
        .file(
            "risks/RISK-3-link.md",
            risk("analyzed", 2) + "\nSee [it](../nowhere.md).\n",
        )
        .write();
    let mut seen = 0;
    for (day, at) in [
        ("2026-01-18", "HEAD~5"),
        ("2026-02-15", "HEAD~1"),
        ("2026-02-18", "HEAD"),
    ] {
        let check = world
            .hum(["check", "--format", "json", "--as-of", day, "--at", at])
            .sound();
        let found = check.data()["findings"].as_array().expect("a list").len();
        let series = points(&world, &["findings"]);
        let line = series.lines().find(|line| line.starts_with(day));
        assert_eq!(line, Some(format!("{day} {found}").as_str()), "{series}");
        seen += found;
    }
    assert!(seen > 3, "{seen} findings");
}

#[test]
fn what_is_no_fact_is_a_mistake() {
    let (world, _) = program();
    insta::assert_snapshot!(trend(&world, &["open-risk"]), @"
    exit: 2
    --- stderr
    error: there is no fact `open-risk`
      hint: did you mean `open-risks`?
    ");
    insta::assert_snapshot!(trend(&world, &["velocity"]), @"
    exit: 2
    --- stderr
    error: there is no fact `velocity`
      hint: use one of: decision-debt, exposure, findings, open-decisions, open-risks, overdue, records, stale, ID.due, ID.forecast
    ");
    insta::assert_snapshot!(trend(&world, &["DEL-8.due"]), @"
    exit: 2
    --- stderr
    error: there is no record DEL-8
      hint: did you mean DEL-7?
    ");
}

#[test]
fn nothing_is_told_where_there_is_no_commit() {
    let world = World::program();
    let _ = world.repository();
    insta::assert_snapshot!(trend(&world, &["records"]), @"
    exit: 0
    --- stdout
    Atlas: records by week
    ══════════════════════

    No value in this time. Records of every kind.

    Week to  records  Change  Commit
    ───────  ───────  ──────  ──────
    ");
}

#[test]
fn a_single_point_is_told_once() {
    let world = World::program();
    let repository = world.repository();
    repository
        .commit("Start")
        .file("program.yaml", PROGRAM)
        .file("risks/RISK-1-quota.md", risk("analyzed", 3))
        .on("2026-02-17")
        .write();
    let output = trend(&world, &["open-risks"]);
    let words = output.stdout.lines().find(|line| line.contains(" on 2026"));
    assert_eq!(
        words,
        Some("1 on 2026-02-18. Risks that are open and have not occurred."),
        "{output}"
    );
}

#[test]
fn what_nobody_looks_at_becomes_stale() {
    let (world, repository) = program();
    // On 2026-01-25 RISK-1, DEL-7 and DEC-1 were; the first two changed then. RISK-2 landed on 2026-01-29 with a date that
    // was four weeks old. DEL-7 and DEC-1 may rest for seven days: they are due on 2026-02-06.
    insta::assert_snapshot!(points(&world, &["stale"]), @"
    2025-12-07 0
    2025-12-14 0
    2025-12-21 0
    2025-12-28 0
    2026-01-04 0
    2026-01-11 0
    2026-01-18 0
    2026-01-25 3
    2026-02-01 2
    2026-02-08 3
    2026-02-15 3
    2026-02-18 3
    ");
    insta::assert_snapshot!(points(&world, &["stale", "--since", "2026-02-10"]), @"
    2026-02-15 3
    2026-02-18 3
    ");
    // What is reviewed is not stale, and what is renamed alone still is.
    repository
        .commit("Look at it")
        .on("2026-02-16")
        .file(
            "decisions/DEC-1-region.md",
            DECISION.replace("driver", "reviewed: 2026-02-16\ndriver"),
        )
        .rename("risks/RISK-2-quota.md", "risks/RISK-2-old.md")
        .write();
    insta::assert_snapshot!(points(&world, &["stale", "--since", "2026-02-10"]), @"
    2026-02-15 3
    2026-02-18 2
    ");
    let data = trend(&world, &["stale", "--format", "json"]).data();
    assert_eq!(
        data["about"],
        "Unfinished records that nobody changed or reviewed for too long"
    );
}

#[test]
fn decisions_that_wait_run_up_a_debt() {
    let (world, repository) = program();
    insta::assert_snapshot!(points(&world, &["decision-debt", "--since", "2026-02-01"]), @"
    2026-02-01 0
    2026-02-08 2
    2026-02-15 9
    2026-02-18 12
    ");
    repository
        .commit("Decide")
        .on("2026-02-16")
        .file(
            "decisions/DEC-1-region.md",
            DECISION.replace("needed", "accepted"),
        )
        .write();
    insta::assert_snapshot!(points(&world, &["decision-debt", "--since", "2026-02-10"]), @"
    2026-02-15 9
    2026-02-18 0
    ");
}
