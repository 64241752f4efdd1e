//! The slip ledger: which moves count, what is told of each, and the exact words.

use serde_json::{Value, json};

use crate::world::{Output, PROGRAM, Repository, World};

/// The dates of DEL-7 over time: due, forecast, and lines beside them.
fn deliverable(due: &str, forecast: &str, more: &str) -> String {
    format!(
        "---\ntitle: Auth API\nstatus: active\nworkstream: WS-1\nowner: \"@sam\"\ndue: {due}\nforecast: {forecast}\n\
         done_when: [Partners sign in]\n{more}---\n"
    )
}

const RELEASED: &str = "---\ntitle: Keys\nstatus: active\nworkstream: WS-1\nowner: \"@kim\"\nteam: security\n\
                        due: v1.9\ndone_when: [Keys rotate]\n---\n";

const WORKSTREAM: &str = "---\ntitle: Platform\nstatus: active\nowner: \"@maria\"\nhealth: on_track\n\
                          objective: One platform\n---\n";

/// Returns a program in which DEL-7 moves later three times and earlier once, and DEL-8 moves by releases.
fn program() -> (World, Repository) {
    let world = World::empty();
    let releases = format!("{PROGRAM}releases: {{v1.9: 2026-03-31, v1.10: 2026-06-30, v1.11:}}\n");
    let repository = world.repository();
    let seven = "deliverables/DEL-7-auth.md";
    let eight = "deliverables/DEL-8-keys.md";
    repository
        .commit("Start the program")
        .file("program.yaml", releases)
        .file("workstreams/WS-1-platform.md", WORKSTREAM)
        .file(seven, deliverable("2026-05-29", "2026-05-29", ""))
        .file(eight, RELEASED)
        .write();
    let steps = [
        (
            "2026-05-11",
            "Vendor is late (#12)",
            deliverable("2026-05-29", "2026-06-12", ""),
        ),
        (
            "2026-06-01",
            "Rebaseline the auth API",
            deliverable("2026-06-12", "2026-06-12", "rebaselined_by: [DEC-3]\n"),
        ),
        (
            "2026-06-03",
            "A day won",
            deliverable("2026-06-12", "2026-06-11", "rebaselined_by: [DEC-3]\n"),
        ),
        (
            "2026-06-12",
            "One more day",
            deliverable("2026-06-12", "2026-06-12", "rebaselined_by: [DEC-3]\n"),
        ),
    ];
    for (day, message, text) in steps {
        let commit = repository.commit(message).by("Sam").on(day);
        commit.file(seven, text).write();
    }
    let keys = |release: &str, day: &str| {
        let commit = repository.commit("Keys wait").by("Kim").on(day);
        commit
            .file(eight, RELEASED.replace("v1.9", release))
            .write();
    };
    keys("1.10", "2026-06-15");
    keys("v1.12", "2026-06-30");
    repository.check_out();
    (world, repository)
}

fn slips(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["slips"], arguments].concat()).sound()
}

fn data(world: &World, arguments: &[&str]) -> Value {
    slips(world, &[arguments, &["--format", "json"]].concat()).data()
}

/// Lists some values of every move, one move a line.
fn listed(data: &Value, keys: &[&str]) -> String {
    let moves = data["slips"].as_array().expect("a list").iter();
    let line = |one: &Value| {
        let values: Vec<String> = keys.iter().map(|key| one[key].to_string()).collect();
        values.join(" ") + "\n"
    };
    moves.map(line).collect()
}

#[test]
fn a_ledger_in_words() {
    let (world, _) = program();
    insta::assert_snapshot!(slips(&world, &[]), @"
    exit: 0
    --- stdout
    Atlas: dates that moved up to HEAD
    ══════════════════════════════════

    5 moves to a later date, of 2 records; 1 to an earlier one.

    Told a median of 1 day after the old date: 3 of 5 (60 %) after it had passed, 4 (80 %) with less
    than 14 days to go. The lead is the days from the commit that moved a date to the old date.

    3 of 5 silent: later by more than 2 workdays, or to a release without a day, in a commit that
    changes no health, gives no reason, brings no decision about the record and adds nothing to its
    text. Messages of commits do not count.

    Most often
    ──────────

    Record          Date      Later  Earlier  First → last             In all
    ──────────────  ────────  ─────  ───────  ───────────────────────  ────────────
    DEL-7 Auth API  forecast      2        1  2026-05-29 → 2026-06-12  +10 workdays
    DEL-8 Keys      due           2        0  v1.9 → v1.12             +3 releases
    DEL-7 Auth API  due           1        0  2026-05-29 → 2026-06-12  +10 workdays

    By team
    ───────

    Team or owner  Later  Earlier  Records  Median lead  Told after
    ─────────────  ─────  ───────  ───────  ───────────  ──────────
    @sam               3        1        1           -1           2
    security           2        0        1          -38           1

    By parent
    ─────────

    Part of        Later  Earlier  Records  Median lead  Told after
    ─────────────  ─────  ───────  ───────  ───────────  ──────────
    WS-1 Platform      5        1        2           -1           3

    By quarter
    ──────────

    Quarter  Later  Earlier  Records  Median lead  Told after
    ───────  ─────  ───────  ───────  ───────────  ──────────
    2026-Q2      5        1        2           -1           3

    Moves
    ─────

    Told        Record          Moved                             Lead  Why
    ──────────  ──────────────  ────────────────────────────────  ────  ────────────────────────────────
    2026-06-30  DEL-8 Keys      due 1.10 → v1.12, +2 releases        0  ▲ silent: Keys wait — Kim
                                                                        `c783a00da8`
    2026-06-15  DEL-8 Keys      due v1.9 → 1.10, +1 release        -76  ▲ silent: Keys wait — Kim
                                                                        `25eac52fdc`
    2026-06-12  DEL-7 Auth API  forecast 2026-06-11 →               -1  One more day — Sam `abde5fdab4`
                                2026-06-12, +1 workday
    2026-06-01  DEL-7 Auth API  due 2026-05-29 → 2026-06-12, +10    -3  DEC-3: Rebaseline the auth API —
                                workdays                                Sam `4b8ababba1`
    2026-05-11  DEL-7 Auth API  forecast 2026-05-29 →               18  ▲ silent: Vendor is late (#12) —
                                2026-06-12, +10 workdays                Sam #12 `0e739e5881`
    2026-06-03  DEL-7 Auth API  forecast 2026-06-12 →                9  A day won — Sam `c351f83004`
                                2026-06-11, −1 workday
    ");
}

#[test]
fn a_part_of_the_ledger_says_which() {
    let (world, _) = program();
    let arguments = [
        "2026-06-10..",
        "--where",
        "owner = @sam",
        "--format",
        "markdown",
        "--limit",
        "1",
    ];
    insta::assert_snapshot!(slips(&world, &arguments), @"
    exit: 0
    --- stdout
    # Atlas: dates that moved from 2026-06-10 to HEAD

    **1 move to a later date, of 1 record**; 0 to an earlier one, of records with `owner = @sam`.

    Told a median of 1 day after the old date: 1 of 1 (100 %) after it had passed, 1 (100 %) with less than 14 days to go. The lead is the days from the commit that moved a date to the old date.

    0 of 1 silent: later by more than 2 workdays, or to a release without a day, in a commit that changes no health, gives no reason, brings no decision about the record and adds nothing to its text. Messages of commits do not count.

    ## Most often

    | Record | Date | Later | Earlier | First → last | In all |
    | --- | --- | ---: | ---: | --- | --- |
    | [DEL-7](deliverables/DEL-7-auth.md) Auth API | forecast | 1 | 0 | 2026-06-11 → 2026-06-12 | +1 workday |

    ## By team

    | Team or owner | Later | Earlier | Records | Median lead | Told after |
    | --- | ---: | ---: | ---: | ---: | ---: |
    | @sam | 1 | 0 | 1 | -1 | 1 |

    ## By parent

    | Part of | Later | Earlier | Records | Median lead | Told after |
    | --- | ---: | ---: | ---: | ---: | ---: |
    | WS-1 Platform | 1 | 0 | 1 | -1 | 1 |

    ## By quarter

    | Quarter | Later | Earlier | Records | Median lead | Told after |
    | --- | ---: | ---: | ---: | ---: | ---: |
    | 2026-Q2 | 1 | 0 | 1 | -1 | 1 |

    ## Moves

    | Told | Record | Moved | Lead | Why |
    | --- | --- | --- | ---: | --- |
    | 2026-06-12 | [DEL-7](deliverables/DEL-7-auth.md) Auth API | forecast 2026-06-11 → 2026-06-12, +1 workday | -1 | One more day — Sam `abde5fdab4` |
    ");
}

#[test]
fn a_spreadsheet_gets_every_move_as_one_table() {
    let (world, _) = program();
    insta::assert_snapshot!(slips(&world, &["--format", "csv", "--limit", "1"]).stdout.replace("\r\n", "\n"), @"
    Date,Id,Title,Field,From,To,Direction,Workdays,Releases,Lead,Reason,Decisions,Silent,Team,Owner,Part of,Author,Commit
    2026-06-30,DEL-8,Keys,due,1.10,v1.12,later,,2,0,Keys wait,,yes,security,'@kim,WS-1,Kim,c783a00da86435a90eb7f9bf3ce154f9fa369344
    2026-06-15,DEL-8,Keys,due,v1.9,1.10,later,65,1,-76,Keys wait,,yes,security,'@kim,WS-1,Kim,25eac52fdc6c297d699e517dd85275b28045ddf1
    2026-06-12,DEL-7,Auth API,forecast,2026-06-11,2026-06-12,later,1,,-1,One more day,,no,,'@sam,WS-1,Sam,abde5fdab4dd66b712912e4c26fd6597cc2f023c
    2026-06-01,DEL-7,Auth API,due,2026-05-29,2026-06-12,later,10,,-3,Rebaseline the auth API,DEC-3,no,,'@sam,WS-1,Sam,4b8ababba15050dd2d17cafaacdb2c8ee7dc89ba
    2026-05-11,DEL-7,Auth API,forecast,2026-05-29,2026-06-12,later,10,,18,Vendor is late (#12),,yes,,'@sam,WS-1,Sam,0e739e5881529f73b8e636e2c9294ea603013d1c
    2026-06-03,DEL-7,Auth API,forecast,2026-06-12,2026-06-11,earlier,-1,,9,A day won,,no,,'@sam,WS-1,Sam,c351f830046bcaf59dd348ad9cd58a9c92bf4cef
    ");
}

#[test]
fn the_data_is_every_move_in_order() {
    let (world, _) = program();
    let data = data(&world, &[]);
    let keys = [
        "date",
        "id",
        "field",
        "from",
        "to",
        "direction",
        "workdays",
        "releases",
        "lead_days",
    ];
    insta::assert_snapshot!(listed(&data, &keys), @r#"
    "2026-05-11" "DEL-7" "forecast" "2026-05-29" "2026-06-12" "later" 10 null 18
    "2026-06-01" "DEL-7" "due" "2026-05-29" "2026-06-12" "later" 10 null -3
    "2026-06-03" "DEL-7" "forecast" "2026-06-12" "2026-06-11" "earlier" -1 null 9
    "2026-06-12" "DEL-7" "forecast" "2026-06-11" "2026-06-12" "later" 1 null -1
    "2026-06-15" "DEL-8" "due" "v1.9" "1.10" "later" 65 1 -76
    "2026-06-30" "DEL-8" "due" "1.10" "v1.12" "later" null 2 0
    "#);
    let whys = ["reason", "decisions", "silent", "team", "owner", "parent"];
    insta::assert_snapshot!(listed(&data, &whys), @r#"
    null [] true null "@sam" "WS-1"
    null ["DEC-3"] false null "@sam" "WS-1"
    null [] false null "@sam" "WS-1"
    null [] false null "@sam" "WS-1"
    null [] true "security" "@kim" "WS-1"
    null [] true "security" "@kim" "WS-1"
    "#);
    assert_eq!(data["slips"][0]["commit"]["pull_request"], 12);
}

#[test]
fn the_totals_are_data_too() {
    let (world, _) = program();
    let data = data(&world, &[]);
    insta::assert_snapshot!(data["summary"], @r#"{"later":5,"earlier":1,"records":2,"silent":3,"by_year":{"2026":5},"by_quarter":{"2026-Q2":5},"disclosure":{"known":5,"median_days":-1.0,"after":3,"after_percent":60.0,"short":4,"short_percent":80.0}}"#);
    assert_eq!(data["by_record"][0]["id"], "DEL-7");
    insta::assert_snapshot!(data["by_record"][0]["dates"][0], @r#"{"field":"forecast","later":2,"earlier":1,"from":"2026-05-29","to":"2026-06-12","workdays":10,"releases":null}"#);
    assert_eq!(data["by_parent"][0]["title"], "Platform");
    assert_eq!(data["by_team"][0]["name"], "@sam");
}

#[test]
fn setting_and_removing_a_date_is_no_move() {
    let (world, repository) = program();
    let undated = RELEASED.replace("due: v1.9\n", "");
    for (day, text) in [("2026-07-01", undated.as_str()), ("2026-07-02", RELEASED)] {
        let commit = repository.commit("Change the date").on(day);
        commit.file("deliverables/DEL-8-keys.md", text).write();
    }
    let told = data(&world, &["2026-07-01"]);
    assert_eq!(told["slips"], json!([]));
    insta::assert_snapshot!(slips(&world, &["2026-07-01"]), @"
    exit: 0
    --- stdout
    Atlas: dates that moved from 2026-07-01 to HEAD
    ═══════════════════════════════════════════════

    No due date and no forecast moved.
    ");
}

#[test]
fn the_person_behind_a_merge_and_the_day_it_landed_are_told() {
    let (world, repository) = program();
    let base = repository.tip().expect("there are commits");
    let side = repository
        .commit("Move it again")
        .by("Kim")
        .on("2026-07-01")
        .file(
            "deliverables/DEL-7-auth.md",
            deliverable("2026-06-12", "2026-07-31", ""),
        )
        .write_aside();
    repository
        .commit("Merge pull request #40 from kim/auth\n\nMove the auth forecast")
        .by("Robot")
        .on("2026-07-20")
        .parents([base, side])
        .file(
            "deliverables/DEL-7-auth.md",
            deliverable("2026-06-12", "2026-07-31", ""),
        )
        .write();
    let told = data(&world, &["HEAD~1"]);
    assert_eq!(
        listed(&told, &["date", "lead_days"]),
        "\"2026-07-20\" -38\n"
    );
    let commit = &told["slips"][0]["commit"];
    assert_eq!(commit["author"], "Kim");
    assert_eq!(commit["subject"], "Move the auth forecast");
}

#[test]
fn a_condition_that_cannot_be_read_is_a_mistake() {
    let (world, _) = program();
    insta::assert_snapshot!(slips(&world, &["--where", "ownr = @sam"]), @"
    exit: 2
    --- stderr
    error: column 1: records have no field `ownr`
      | ownr = @sam
      | ^^^^
      hint: did you mean `owner`?
    ");
}

#[test]
fn a_shallow_clone_says_that_older_moves_are_missing() {
    let world = World::program();
    let repository = world.repository();
    let path = "deliverables/DEL-7-auth.md";
    let dates = [
        ("2026-05-04", "2026-05-29"),
        ("2026-05-11", "2026-06-12"),
        ("2026-05-18", "2026-06-26"),
    ];
    let ids = dates.map(|(day, forecast)| {
        let commit = repository.commit("Change it").on(day);
        let commit = commit.file("program.yaml", PROGRAM);
        commit
            .file(path, deliverable("2026-05-29", forecast, ""))
            .write()
    });
    repository.forget_before(ids[1], &ids[..1]);
    let told = data(&world, &[]);
    assert_eq!(told["shallow"], true);
    assert_eq!(
        listed(&told, &["date", "from", "to"]),
        "\"2026-05-18\" \"2026-06-12\" \"2026-06-26\"\n"
    );
    let words = slips(&world, &[]).stdout;
    assert!(words.contains("This clone is shallow"), "{words}");
}
