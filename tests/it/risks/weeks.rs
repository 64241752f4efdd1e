//! The burndown, what is not committed yet, and programs without a past.

use serde_json::json;

use super::{RATED, data, program, risk, risks};
use crate::world::World;

#[test]
fn a_week_adds_up_from_what_is_new_burned_and_raised() {
    let (world, _) = program();
    let told = data(&world, &[]);
    let weeks = told["burndown"].as_array().expect("a list").iter();
    let weeks = weeks.map(|week| {
        let steps = week["steps"].as_array().expect("a list").iter();
        let steps: Vec<String> = steps
            .map(|step| {
                format!("{} {} {}", step["id"], step["what"], step["exposure_days"])
                    .replace('"', "")
            })
            .collect();
        let days = ["exposure_days", "new_days", "burned_days", "raised_days"]
            .map(|key| week[key].to_string());
        let line = format!("{} {}: {}", week["date"], days.join(" "), steps.join(", "));
        line.trim_end().to_owned() + "\n"
    });
    insta::assert_snapshot!(weeks.collect::<String>(), @r#"
    "2026-04-12" 8.0 8.0 0.0 0.0: RISK-1 new 2.0, RISK-2 new 2.0, RISK-3 new 2.0, RISK-4 new 2.0, RISK-5 new 0.0
    "2026-04-19" 8.0 0.0 0.0 0.0:
    "2026-04-26" 8.0 0.0 0.0 0.0:
    "2026-05-03" 8.0 0.0 0.0 0.0:
    "2026-05-10" 8.0 0.0 0.0 0.0:
    "2026-05-17" 9.5 0.0 3.0 4.5: RISK-1 higher 4.5, RISK-2 lower -1.0, RISK-3 occurred -2.0
    "2026-05-24" 9.5 0.0 0.0 0.0:
    "2026-05-31" 9.5 2.0 2.0 0.0: RISK-4 closed -2.0, RISK-6 new 2.0
    "2026-06-01" 9.5 0.0 0.0 0.0:
    "#);
    // The trend of the same exposure is told by another command.
    let trend = world
        .hum(["trend", "exposure", "--format", "json"])
        .sound()
        .data();
    let points = trend["points"].as_array().expect("a list").iter();
    let points: Vec<f64> = points.filter_map(|point| point["value"].as_f64()).collect();
    let own = told["burndown"].as_array().expect("a list").iter();
    let own: Vec<f64> = own
        .filter_map(|week| week["exposure_days"].as_f64())
        .collect();
    assert_eq!(points, own);
}

#[test]
fn a_condition_narrows_the_matrix_the_sums_and_the_burndown() {
    let (world, _) = program();
    insta::assert_snapshot!(risks(&world, &["--where", "exposure > 1"]), @"
    exit: 0
    --- stdout
    Atlas: risks on 2026-06-01
    ══════════════════════════

    2 open risks with `exposure > 1`, exposure 8.5 workdays, 7 once the responses have worked (RISK-1 in
    full: no residual); 1 imminent.

    Matrix
    ──────

    Probability  Impact 1  Impact 2  Impact 3         Impact 4         Impact 5
    ───────────  ────────  ────────  ───────────────  ───────────────  ────────
    5 (90 %)     low       medium    high             extreme          extreme
    4 (65 %)     low       medium    ○ medium RISK-1  high             extreme
    3 (40 %)     low       low       medium           high             extreme
    2 (20 %)     low       low       medium           ○ medium RISK-6  high
    1 (5 %)      low       low       low              low              medium

    Largest exposure first
    ──────────────────────

    Risk                           Band      Workdays  4 weeks  Response                     Next action
    ─────────────────────────────  ────────  ────────  ───────  ───────────────────────────  ───────────
    RISK-1 Quota                   ○ medium       6.5  up       treating: no response, @sam  none
    RISK-6 Quota,                  ○ medium         2  new      treating: no response, @sam  none
    ▲ imminent: opens in 14 days

    Opportunities
    ─────────────

    None.

    Burndown
    ────────

    Exposure in workdays at the end of each week. New: risks that are open and were not. Burned: closed,
    occurred or rated lower. Raised: rated higher.

    Week to     Exposure  New  Burned  Raised  What
    ──────────  ────────  ───  ──────  ──────  ─────────────
    2026-04-19         2
    2026-04-26         2
    2026-05-03         2
    2026-05-10         2
    2026-05-17       6.5                 +4.5  RISK-1 higher
    2026-05-24       6.5
    2026-05-31       8.5   +2                  RISK-6 new
    2026-06-01       8.5

    1 before these. For all: `--format json`
    ");
}

#[test]
fn what_is_not_committed_counts_now_and_not_before() {
    let (world, _) = program();
    world.write(
        "risks/RISK-1-up.md",
        risk(
            "treating",
            &RATED.replace("impact_days: 10", "impact_days: 30"),
        ),
    );
    let told = data(&world, &[]);
    assert_eq!(told["risks"][0]["exposure_days"], 6.0);
    let weeks = told["burndown"].as_array().expect("a list");
    let last = &weeks[weeks.len() - 1];
    assert_eq!(last["exposure_days"], told["summary"]["exposure_days"]);
    assert_eq!(
        last["steps"],
        json!([{"id": "RISK-1", "what": "lower", "exposure_days": -0.5}])
    );
}

#[test]
fn without_history_nothing_is_said_of_the_past() {
    let world = World::program();
    world.write("risks/RISK-1-quota.md", risk("treating", RATED));
    let told = data(&world, &[]);
    assert_eq!(told["risks"][0]["trend"], json!(null));
    assert_eq!(told["burndown"], json!([]));
    insta::assert_snapshot!(risks(&world, &[]), @"
    exit: 0
    --- stdout
    Atlas: risks on 2026-06-01
    ══════════════════════════

    1 open risk, exposure 2 workdays, 2 once the responses have worked (RISK-1 in full: no residual); 0
    imminent.

    Matrix
    ──────

    Probability  Impact 1  Impact 2  Impact 3         Impact 4  Impact 5
    ───────────  ────────  ────────  ───────────────  ────────  ────────
    5 (90 %)     low       medium    high             extreme   extreme
    4 (65 %)     low       medium    medium           high      extreme
    3 (40 %)     low       low       medium           high      extreme
    2 (20 %)     low       low       ○ medium RISK-1  medium    high
    1 (5 %)      low       low       low              low       medium

    Largest exposure first
    ──────────────────────

    Risk          Band      Workdays  4 weeks    Response                     Next action
    ────────────  ────────  ────────  ─────────  ───────────────────────────  ───────────
    RISK-1 Quota  ○ medium         2  not known  treating: no response, @sam  none

    Opportunities
    ─────────────

    None.
    ");
}
