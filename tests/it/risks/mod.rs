//! The register of risks: matrix, sums, trends and burndown.

mod suggest;
mod weeks;

use serde_json::{Value, json};

use crate::world::{Output, PROGRAM, Repository, World};

/// Returns the example program at its end.
fn atlas() -> World {
    let world = World::empty();
    let output = world.hum(["demo", "."]).sound();
    assert_eq!(output.code, Some(0), "{output}");
    world
}

fn risks(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["risks"], arguments].concat()).sound()
}

fn data(world: &World, arguments: &[&str]) -> Value {
    risks(world, &[arguments, &["--format", "json"]].concat()).data()
}

#[test]
fn atlas_at_its_end() {
    let world = atlas();
    insta::assert_snapshot!(risks(&world, &["--as-of", "2026-06-26"]), @"
    exit: 0
    --- stdout
    Atlas migration: risks on 2026-06-26
    ════════════════════════════════════

    4 open risks, exposure 10 workdays, 6 once the responses have worked (RISK-7 in full: no residual);
    0 imminent.

    Matrix
    ──────

    Probability  Impact 1  Impact 2  Impact 3          Impact 4         Impact 5
    ───────────  ────────  ────────  ────────────────  ───────────────  ───────────────
    5 (90 %)     low       medium    high              extreme          extreme
    4 (65 %)     low       medium    ○ medium RISK-10  high             extreme
    3 (40 %)     low       low       medium            ▲ high RISK-9    extreme
    2 (20 %)     low       low       medium            ○ medium RISK-6  high
    1 (5 %)      low       low       low               low              ○ medium RISK-7

    Largest exposure first
    ──────────────────────

    Risk                     Band      Workdays  4 weeks  Response                Next action
    ───────────────────────  ────────  ────────  ───────  ──────────────────────  ──────────────────────
    RISK-6 The acquirer      ○ medium         4  same     treating: mitigate,     2026-07-01 @kim get
    takes files from the                                  @kim                    the acquirer's answer
    cloud without a new                                                           or its first free test
    certification, validate                                                       date
    by 2026-07-03
    RISK-10 Too few on-call  ○ medium       3.3  new      treating: mitigate,     2026-07-02 @aisha ask
    engineers if cut-over                                 @aisha                  four engineers of the
    falls in August                                                               fraud team to join the
                                                                                  rota
    RISK-9 The PCI DSS       ▲ high           2  up       treating: mitigate,     2026-07-01 @priya get
    report arrives after                                  @priya                  the deputy's free days
    2026-07-17                                                                    between 2026-07-09 and
                                                                                  2026-07-15
    RISK-7 A storage array   ○ medium       0.8  same     accepted: accept, @sam  none
    at Northgate fails
    before cut-over

    Opportunities
    ─────────────

    - RISK-8 Landlord credits an early exit from hall B: analyzed: enhance, @maria. The landlord credits
      180,000 euros. Next: 2026-07-08 @maria agree the hand-back date of hall B with Facilities

    Burndown
    ────────

    Exposure in workdays at the end of each week. New: risks that are open and were not. Burned: closed,
    occurred or rated lower. Raised: rated higher.

    Week to     Exposure   New  Burned  Raised  What
    ──────────  ────────  ────  ──────  ──────  ──────────────────────────────
    2026-05-10      21.5                    +4  RISK-5 higher
    2026-05-17      21.5
    2026-05-24      21.5
    2026-05-31      19.5    +1      −3          RISK-4 closed, RISK-9 new
    2026-06-07       9.8          −9.8          RISK-3 closed
    2026-06-14       6.8            −4      +1  RISK-5 occurred, RISK-9 higher
    2026-06-21        10  +3.3                  RISK-10 new
    2026-06-26        10

    17 before these. For all: `hum trend exposure`
    ");
}

#[test]
fn atlas_before_all_risks_are_rated() {
    let world = atlas();
    insta::assert_snapshot!(risks(&world, &["--at", "2026-05-01", "--limit", "2"]), @"
    exit: 0
    --- stdout
    Atlas migration: risks on 2026-04-30
    ════════════════════════════════════

    5 open risks, exposure 17.5 workdays, 6.3 once the responses have worked (RISK-6, RISK-7 in full: no
    residual); 0 imminent.

    Matrix
    ──────

    Probability  Impact 1  Impact 2  Impact 3  Impact 4                 Impact 5
    ───────────  ────────  ────────  ────────  ───────────────────────  ───────────────
    5 (90 %)     low       medium    high      extreme                  extreme
    4 (65 %)     low       medium    medium    ▲ high RISK-3            extreme
    3 (40 %)     low       low       medium    high                     extreme
    2 (20 %)     low       low       medium    ○ medium RISK-6, RISK-4  high
    1 (5 %)      low       low       low       low                      ○ medium RISK-7

    Largest exposure first
    ──────────────────────

    Risk                     Band      Workdays  4 weeks  Response                Next action
    ───────────────────────  ────────  ────────  ───────  ──────────────────────  ──────────────────────
    RISK-3 Old client        ▲ high         9.8  same     treating: avoid, @kim   2026-05-13 @kim issue
    libraries reject the                                                          short tokens in
    new access tokens                                                             staging
    RISK-6 The acquirer      ○ medium         4  new      analyzed: no response,  none
    takes files from the                                  @tomas
    cloud without a new
    certification, validate
    by 2026-07-03

    3 more. For all: `--limit 0`

    Not counted
    ───────────

    - RISK-5: not rated, so in no cell and in no sum. `hum set RISK-5 probability=… impact=…
      impact_days=…`

    Opportunities
    ─────────────

    None.

    Burndown
    ────────

    Exposure in workdays at the end of each week. New: risks that are open and were not. Burned: closed,
    occurred or rated lower. Raised: rated higher.

    Week to     Exposure   New  Burned  Raised  What
    ──────────  ────────  ────  ──────  ──────  ───────────────────────────
    2026-03-15      19.8
    2026-03-22      19.8
    2026-03-29      15.8            −4          RISK-2 occurred
    2026-04-05      15.8
    2026-04-12      15.8
    2026-04-19      15.8                        RISK-5 new, RISK-6 new
    2026-04-26      16.5  +0.8                  RISK-7 new
    2026-04-30      17.5            −3      +4  RISK-4 lower, RISK-6 higher

    9 before these. For all: `hum trend exposure`
    ");
}

/// A risk with the given lines after its title and state.
fn risk(state: &str, lines: &str) -> String {
    format!(
        "---\ntitle: Quota\nstatus: {state}\nowner: \"@sam\"\ntype: threat\ncause: Approval takes weeks\n\
         event: The quota is refused\neffect: The launch moves\naffects: [PROGRAM]\n{lines}---\n"
    )
}

const RATED: &str = "probability: 2\nimpact: 3\nimpact_days: 10\n";

/// Returns a program in which one risk grows, one shrinks, one occurs, one is closed, one is first rated and one is new. Its
/// last commit is of 2026-05-28.
fn program() -> (World, Repository) {
    let world = World::empty();
    let repository = world.repository();
    repository
        .commit("Start")
        .on("2026-04-06")
        .file("program.yaml", PROGRAM)
        .file("risks/RISK-1-up.md", risk("treating", RATED))
        .file("risks/RISK-2-down.md", risk("treating", RATED))
        .file("risks/RISK-3-over.md", risk("treating", RATED))
        .file("risks/RISK-4-closed.md", risk("treating", RATED))
        .file("risks/RISK-5-rated.md", risk("identified", ""))
        .write();
    let closed = format!("{RATED}closed_because: It came\n");
    let score = RATED.replace("impact: 3", "impact: 4");
    repository
        .commit("Rate them again")
        .on("2026-05-13")
        .file(
            "risks/RISK-1-up.md",
            risk(
                "treating",
                &RATED.replace("probability: 2", "probability: 4"),
            ),
        )
        .file(
            "risks/RISK-2-down.md",
            risk(
                "treating",
                &RATED.replace("impact_days: 10", "impact_days: 5"),
            ),
        )
        .file("risks/RISK-3-over.md", risk("occurred", RATED))
        .file(
            "risks/RISK-5-rated.md",
            risk("analyzed", "probability: 5\nimpact: 5\n"),
        )
        .write();
    repository
        .commit("One more, one less")
        .on("2026-05-28")
        .file("risks/RISK-4-closed.md", risk("closed", &closed))
        .file(
            "risks/RISK-6-new.md",
            risk("treating", &format!("{score}window: {{from: 2026-06-15, until: 2026-06-30}}\nresidual: {{probability: 1}}\n")),
        )
        .write();
    repository.check_out();
    (world, repository)
}

/// Lists some values of every risk, one risk a line.
fn listed(data: &Value, keys: &[&str]) -> String {
    let risks = data["risks"].as_array().expect("a list").iter();
    let line = |one: &Value| {
        let values: Vec<String> = keys.iter().map(|key| one[key].to_string()).collect();
        values.join(" ") + "\n"
    };
    risks.map(line).collect()
}

#[test]
fn each_risk_is_rated_and_has_a_trend() {
    let (world, _) = program();
    let told = data(&world, &[]);
    let keys = [
        "id",
        "score",
        "band",
        "exposure_days",
        "residual_score",
        "residual_exposure_days",
        "trend",
    ];
    // Today is 2026-06-01; four weeks ago is 2026-05-04, before the second commit.
    insta::assert_snapshot!(listed(&told, &keys), @r#"
    "RISK-1" 12 "medium" 6.5 null null "up"
    "RISK-6" 8 "medium" 2.0 4 0.5 "new"
    "RISK-2" 6 "medium" 1.0 null null "down"
    "RISK-5" 25 "extreme" null null null "rated"
    "#);
    insta::assert_snapshot!(told["summary"], @r#"{"open":4,"exposure_days":9.5,"residual_exposure_days":8.0,"imminent":["RISK-6"],"without_rating":[],"without_impact_days":["RISK-5"]}"#);
}

#[test]
fn a_risk_is_imminent_from_two_weeks_before_its_window_until_it_closes() {
    let (world, _) = program();
    let mut told = Vec::new();
    for day in [
        "2026-05-31",
        "2026-06-01",
        "2026-06-15",
        "2026-06-30",
        "2026-07-01",
    ] {
        let data = data(&world, &["--as-of", day, "--where", "id = RISK-6"]);
        let risk = &data["risks"][0];
        told.push((
            day,
            risk["proximity_days"].clone(),
            risk["imminent"].clone(),
        ));
    }
    let expected = [
        ("2026-05-31", json!(15), json!(false)),
        ("2026-06-01", json!(14), json!(true)),
        ("2026-06-15", json!(0), json!(true)),
        ("2026-06-30", json!(-15), json!(true)),
        ("2026-07-01", json!(null), json!(false)),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_spreadsheet_gets_every_risk_as_one_table() {
    let world = atlas();
    let arguments = ["--as-of", "2026-06-26", "--limit", "1", "--format", "csv"];
    insta::assert_snapshot!(risks(&world, &arguments).stdout.replace("\r\n", "\n"), @r#"
    Id,Title,Type,Status,Owner,Probability,Impact,Score,Band,Impact days,Exposure,Residual exposure,4 weeks,Response,Window opens,Window closes,Days to window,Imminent,Next action,Next owner,Next due,Affects
    RISK-6,The acquirer takes files from the cloud without a new certification,assumption,treating,'@kim,2,4,8,medium,20,4,1,same,mitigate,,,,no,get the acquirer's answer or its first free test date,'@kim,2026-07-01,DEL-11
    RISK-10,Too few on-call engineers if cut-over falls in August,threat,treating,'@aisha,4,3,12,medium,5,3.3,3.3,new,mitigate,2026-08-03,2026-08-14,38,no,ask four engineers of the fraud team to join the rota,'@aisha,2026-07-02,DEL-8
    RISK-9,The PCI DSS report arrives after 2026-07-17,threat,treating,'@priya,3,4,12,high,5,2,1,up,mitigate,,,,no,get the deputy's free days between 2026-07-09 and 2026-07-15,'@priya,2026-07-01,"DEL-14, DEL-8"
    RISK-7,A storage array at Northgate fails before cut-over,threat,accepted,'@sam,1,5,5,medium,15,0.8,,same,accept,,,,no,,,,"DEL-5, DEL-8"
    RISK-8,Landlord credits an early exit from hall B,opportunity,analyzed,'@maria,3,2,6,low,,,,same,enhance,,,,no,agree the hand-back date of hall B with Facilities,'@maria,2026-07-08,DEL-8
    "#);
}

#[test]
fn bands_have_an_order_in_conditions_and_in_sorting() {
    let world = atlas();
    let columns = "id,band,exposure,residual_exposure,proximity";
    let asked = ["--columns", columns, "--as-of", "2026-06-26"];
    let list = |more: &[&str]| {
        let arguments = [&["list", "risks"], &asked[..], more].concat();
        world.hum(arguments).sound()
    };
    insta::assert_snapshot!(list(&["--where", "band > medium"]), @"
    exit: 0
    --- stdout
    Id      Band  Exposure  Residual exposure  Proximity
    ──────  ────  ────────  ─────────────────  ─────────
    RISK-9  high         2                  1

    1 of 10 risks.
    ");
    insta::assert_snapshot!(list(&["--where", "has band", "--sort=-band"]), @"
    exit: 0
    --- stdout
    Id       Band    Exposure  Residual exposure  Proximity
    ───────  ──────  ────────  ─────────────────  ─────────
    RISK-9   high           2                  1
    RISK-6   medium         4                  1
    RISK-7   medium      0.75
    RISK-10  medium      3.25               3.25         38

    4 of 10 risks.
    ");
    insta::assert_snapshot!(list(&["--where", "band = hihg"]), @"
    exit: 2
    --- stderr
    error: column 8: `band` is never `hihg`
      | band = hihg
      |        ^^^^
      hint: did you mean `high`?
    ");
    let slack = [
        "list",
        "dependencies",
        "--where",
        "slack < 5",
        "--columns",
        "id,slack",
    ];
    insta::assert_snapshot!(world.hum([&slack[..], &["--as-of", "2026-06-26"]].concat()).sound(), @"
    exit: 0
    --- stdout
    Id     Slack
    ─────  ─────
    DEP-3      1

    1 of 4 dependencies.
    ");
}
