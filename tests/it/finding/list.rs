use insta::assert_snapshot;

use super::program;

#[test]
fn every_kind_is_listed_in_the_order_of_the_program() {
    let (world, _) = program();
    assert_snapshot!(world.hum(["list"]), @"
    exit: 0
    --- stdout
    Id       Title                    Status    Owner   Date
    ───────  ───────────────────────  ────────  ──────  ──────────
    PROGRAM  Atlas                              @maria  2026-12-18
    WS-1     Platform                 active    @maria
    DEL-7    Auth API                 active    @sam    2026-06-05
    RISK-2   =Quota approval is late  treating  @maria
    RISK-10  Key people leave         analyzed  @sam

    5 records.
    ");
}

#[test]
fn a_kind_has_its_own_columns_and_many_names() {
    let (world, _) = program();
    let risks = world.hum(["list", "risks"]).to_string();
    assert_snapshot!(risks, @"
    exit: 0
    --- stdout
    Id       Title                    Status    Owner   Probability  Impact  Response  Window closes
    ───────  ───────────────────────  ────────  ──────  ───────────  ──────  ────────  ─────────────
    RISK-2   =Quota approval is late  treating  @maria            4       3  mitigate
    RISK-10  Key people leave         analyzed  @sam              2       5

    2 risks.
    ");
    for name in ["risk", "RISK", "Risks", "ris"] {
        assert_eq!(world.hum(["list", name]).to_string(), risks, "{name}");
    }
    assert_snapshot!(world.hum(["list", "rsk"]), @"
    exit: 2
    --- stderr
    error: there is no kind `rsk`
      hint: did you mean `risk`?
    ");
}

#[test]
fn records_are_picked_and_sorted() {
    let (world, _) = program();
    let listed = |arguments: &[&str]| {
        let format = ["--columns", "id", "--format", "csv"];
        let output = world.hum([&["list"], arguments, &format].concat());
        assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
        output.stdout.replace("\r\n", " ")
    };
    assert_eq!(
        listed(&["--where", "owner = @sam and category = active"]),
        "Id DEL-7 "
    );
    assert_eq!(
        listed(&["risks", "--sort", "probability"]),
        "Id RISK-10 RISK-2 "
    );
    assert_eq!(
        listed(&["risks", "--sort=-probability"]),
        "Id RISK-2 RISK-10 "
    );
    assert_eq!(
        listed(&["risks", "--sort", "-impact"]),
        "Id RISK-10 RISK-2 "
    );
    assert_eq!(
        listed(&["--sort", "health,-id"]),
        "Id WS-1 DEL-7 RISK-10 RISK-2 PROGRAM "
    );
    assert_eq!(
        listed(&["--sort", "-health"]),
        "Id DEL-7 WS-1 PROGRAM RISK-2 RISK-10 "
    );
    assert_eq!(
        listed(&["--sort", "-kind,owner"]),
        "Id RISK-2 RISK-10 DEL-7 WS-1 PROGRAM "
    );
    assert_eq!(
        listed(&["--where", "due <= today + 1w", "--as-of", "2026-05-29"]),
        "Id DEL-7 "
    );
    assert_eq!(
        listed(&["--where", "due <= today + 1w", "--as-of", "2026-05-28"]),
        "Id "
    );
}

#[test]
fn nothing_found_says_so_and_is_no_failure() {
    let (world, _) = program();
    let arguments = ["list", "risk", "--where", "probability > 4"];
    assert_snapshot!(world.hum(arguments), @"
    exit: 0
    --- stdout
    Id  Title  Status  Owner  Probability  Impact  Response  Window closes
    ──  ─────  ──────  ─────  ───────────  ──────  ────────  ─────────────

    No risks match `probability > 4`; there are 2.
    ");
    let csv = world.hum([&arguments[..], &["--format", "csv"]].concat());
    assert_snapshot!(csv, @"
    exit: 0
    --- stdout
    Id,Title,Status,Owner,Probability,Impact,Response,Window closes
    ");
    let json = world
        .hum([&arguments[..], &["--format", "json"]].concat())
        .data();
    assert_eq!(
        (
            json["total"].as_u64(),
            json["records"].as_array().map(Vec::len)
        ),
        (Some(2), Some(0))
    );
    assert_snapshot!(world.hum(["list", "decisions"]), @r#"
    exit: 0
    --- stdout
    Id  Title  Status  Driver  Approver  Decide by  Decided
    ──  ─────  ──────  ──────  ────────  ─────────  ───────

    There are no decisions. To make one: `hum new decision "Title"`
    "#);
}

#[test]
fn csv_is_safe_in_a_spreadsheet() {
    let (world, _) = program();
    let output = world.hum([
        "list",
        "risk",
        "--format",
        "csv",
        "--columns",
        "id,title,owner,affects",
    ]);
    assert_eq!(
        output.stdout,
        "Id,Title,Owner,Affects\r\n\
         RISK-2,'=Quota approval is late,'@maria,DEL-7\r\n\
         RISK-10,Key people leave,'@sam,DEL-7\r\n"
    );
    assert_snapshot!(world.hum(["show", "DEL-7", "--format", "csv"]), @r#"
    exit: 0
    --- stdout
    Field,Value
    Status,active
    Owner,'@sam
    Workstream,WS-1
    Due,2026-06-05
    Forecast,2026-06-12
    Needs,"what: Staging region, kind: environment, from: @ops, by: 2026-05-20, state: have"
    Done when,Partners sign in
    Health,at risk
    X-ticket,ATLAS-7
    "#);
}

#[test]
fn json_has_the_values_of_the_columns() {
    let (world, _) = program();
    let arguments = [
        "list",
        "--where",
        "kind = del",
        "--columns",
        "kind,due,needs,x-ticket,tags",
    ];
    let data = world
        .hum([&arguments[..], &["--format", "json"]].concat())
        .data();
    assert_snapshot!(serde_json::to_string_pretty(&data).expect("it is JSON"), @r#"
    {
      "kind": null,
      "where": "kind = del",
      "sort": [],
      "columns": [
        "kind",
        "due",
        "needs",
        "x-ticket",
        "tags"
      ],
      "total": 5,
      "records": [
        {
          "id": "DEL-7",
          "kind": "deliverable",
          "title": "Auth API",
          "path": "deliverables/DEL-7-auth.md",
          "fields": {
            "kind": [
              "deliverable"
            ],
            "due": [
              "2026-06-05"
            ],
            "needs": [
              "what: Staging region, kind: environment, from: @ops, by: 2026-05-20, state: have"
            ],
            "x-ticket": [
              "ATLAS-7"
            ],
            "tags": []
          }
        }
      ]
    }
    "#);
}

#[test]
fn mistakes_are_pointed_at() {
    let (world, _) = program();
    assert_snapshot!(world.hum(["list", "--where", "kind = risk and ownr = @maria"]), @"
    exit: 2
    --- stderr
    error: column 17: risks have no field `ownr`
      | kind = risk and ownr = @maria
      |                 ^^^^
      hint: did you mean `owner`?
    ");
    assert_snapshot!(world.hum(["list", "--where", "title ~ \"é\u{1b}\t日本\" und x"]), @r#"
    exit: 2
    --- stderr
    error: column 17: expected `and`, `or` or the end, found `und`
      | title ~ "é  日本" und x
      |                   ^^^
      hint: put text of several words in quotes
    "#);
    assert_snapshot!(world.hum(["list", "--sort", "due, -probabilty"]), @"
    exit: 2
    --- stderr
    error: column 7: records have no field `probabilty`
      | due, -probabilty
      |       ^^^^^^^^^^
      hint: did you mean `probability`?
    ");
    assert_snapshot!(world.hum(["list", "risk", "--columns", "id,due"]), @"
    exit: 2
    --- stderr
    error: column 4: risks have no field `due`
      | id,due
      |    ^^^
      hint: write one of: added, affects, allow, band, baseline, became, category, cause, changed, class, closed_because, date, decision_debt, decision_latency, effect, event, exposure, flips, health_since, id, impact, impact_days, kind, links, moves, owner, path, probability, proximity, reason, refers_to, residual_exposure, residual_impact, residual_probability, response, reviewed, score, silent_moves, since, slack, slip, stale, staleness, status, tags, team, text, title, touched, trigger, type, validate_by, velocity, visibility, window_from, window_until
    ");
}

#[test]
fn the_past_is_listed_with_its_own_day_and_settings() {
    let (world, repository) = program();
    repository
        .commit("Start")
        .file("program.yaml", crate::world::PROGRAM)
        .file("risks/RISK-2-quota.md", super::SECOND)
        .write();
    let arguments = ["list", "risk", "--columns", "id,title", "--at", "HEAD"];
    assert_snapshot!(world.hum(arguments), @"
    exit: 0
    --- stdout
    Id      Title
    ──────  ────────────────
    RISK-2  Key people leave

    1 risk.
    ");
}
