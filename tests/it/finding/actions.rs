use insta::assert_snapshot;

use super::program;

#[test]
fn actions_come_by_day_and_what_lacks_owner_or_day_comes_last() {
    let (world, _) = program();
    assert_snapshot!(world.hum(["actions"]), @"
    exit: 0
    --- stdout
    State      Due         Owner   Action             Address    Section
    ─────────  ──────────  ──────  ─────────────────  ─────────  ─────────────
    ■ overdue  2026-05-29  @maria  ask for the quota  RISK-2^a1  Actions
    ○ open     2026-06-03  @sam    stub the API       DEL-7^p1   Path to green
    ○ open     2026-06-05  @sam    read the contract  RISK-2:19  Actions
    ○ open                         call the vendor    RISK-2:20  Actions

    4 open actions, 1 overdue.
    ");
}

#[test]
fn actions_are_picked() {
    let (world, _) = program();
    let picked = |arguments: &[&str]| {
        let output = world.hum([&["actions", "--format", "json"], arguments].concat());
        let data = output.data();
        let actions = data["actions"].as_array().into_iter().flatten();
        let line = |action: &serde_json::Value| {
            let text = |key: &str| action[key].as_str().unwrap_or("-").to_owned();
            format!("{} {}", text("address"), text("state"))
        };
        actions.map(line).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(picked(&["--owner", "SAM"]), "DEL-7^p1 open, RISK-2:19 open");
    assert_eq!(picked(&["--overdue"]), "RISK-2^a1 overdue");
    assert_eq!(
        picked(&["--all", "--owner", "@sam"]),
        "RISK-2^a2 done, DEL-7^p1 open, RISK-2:19 open"
    );
    assert_eq!(picked(&["--where", "no owner"]), "RISK-2:20 open");
    assert_eq!(
        picked(&["--where", "kind = risks and due <= today + 4d"]),
        "RISK-2^a1 overdue, RISK-2:19 open"
    );
    assert_eq!(
        picked(&["--where", "section = 'path to green'"]),
        "DEL-7^p1 open"
    );
    assert_eq!(
        picked(&["--where", "record = RISK-2 and text ~ contract"]),
        "RISK-2:19 open"
    );
    assert_eq!(
        picked(&["--all", "--where", "done = yes"]),
        "RISK-2^a2 done"
    );
    assert_eq!(
        picked(&["--overdue", "--as-of", "2026-06-04"]),
        "RISK-2^a1 overdue, DEL-7^p1 overdue"
    );
}

#[test]
fn nothing_found_says_so() {
    let (world, _) = program();
    assert_snapshot!(world.hum(["actions", "--owner", "@kim"]), @"
    exit: 0
    --- stdout
    State  Due  Owner  Action  Address  Section
    ─────  ───  ─────  ──────  ───────  ───────

    None match; there are 4 open actions.
    ");
    let empty = crate::world::World::program();
    assert_snapshot!(empty.hum(["actions"]), @"
    exit: 0
    --- stdout
    State  Due  Owner  Action  Address  Section
    ─────  ───  ─────  ──────  ───────  ───────

    There are no open actions.
    ");
    assert_snapshot!(empty.hum(["actions", "--format", "csv"]), @"
    exit: 0
    --- stdout
    State,Due,Owner,Action,Address,Section
    ");
}

#[test]
fn labels_that_stand_twice_give_way_to_lines() {
    let (world, _) = program();
    let twice = super::RISK.replace("^a2", "^a1");
    world.write("risks/RISK-2-quota.md", twice);
    let arguments = [
        "actions",
        "--all",
        "--where",
        "record = RISK-2",
        "--format",
        "csv",
    ];
    assert_snapshot!(world.hum(arguments), @"
    exit: 0
    --- stdout
    State,Due,Owner,Action,Address,Section
    done,2026-05-04,'@sam,find the form,RISK-2:18,Actions
    overdue,2026-05-29,'@maria,ask for the quota,RISK-2:17,Actions
    open,2026-06-05,'@sam,read the contract,RISK-2:19,Actions
    open,,,call the vendor,RISK-2:20,Actions
    ");
}

#[test]
fn fields_of_records_are_no_fields_of_actions() {
    let (world, _) = program();
    assert_snapshot!(world.hum(["actions", "--where", "status = open"]), @"
    exit: 2
    --- stderr
    error: column 1: actions have no field `status`
      | status = open
      | ^^^^^^
      hint: write one of: address, done, due, kind, overdue, owner, record, section, text
    ");
    assert_snapshot!(world.hum(["actions", "--where", "done = maybe"]), @"
    exit: 2
    --- stderr
    error: column 8: `done` is never `maybe`
      | done = maybe
      |        ^^^^^
      hint: write yes or no
    ");
}
