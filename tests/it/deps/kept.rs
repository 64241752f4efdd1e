//! How promises were kept, whose they are, and all of them in one table.

use serde_json::{Value, json};

use super::{PROMISED, atlas, commit, data, dependency, deps, program};

#[test]
fn reliability_is_per_team_and_counts_what_was_due() {
    let (world, repository) = program();
    let write = |id: &str, day: &str, provider: &str, state: &str, promised: &str| {
        let text = dependency(state, &format!("promised: {promised}\n"));
        let text = text.replace("@identity", provider);
        let path = format!("dependencies/DEP-{id}-x.md");
        repository
            .commit("Change it")
            .on(day)
            .file(path, text)
            .write();
    };
    // Kept by a member of the team, moved and broken, withdrawn in time, not due yet, delivered in time and accepted late.
    write("1", "2026-04-20", "@kim", "committed", "2026-05-08");
    write("2", "2026-04-20", "@identity", "committed", "2026-05-08");
    write("3", "2026-04-20", "@identity", "committed", "2026-05-08");
    write("4", "2026-04-20", "@identity", "committed", "2026-06-01");
    write("5", "2026-04-20", "@vendor", "committed", "2026-05-08");
    write("3", "2026-05-08", "@identity", "withdrawn", "2026-05-08");
    write("1", "2026-05-08", "@kim", "accepted", "2026-05-08");
    write("2", "2026-05-07", "@identity", "committed", "2026-06-12");
    write("5", "2026-05-06", "@vendor", "delivered", "2026-05-08");
    write("5", "2026-05-11", "@vendor", "accepted", "2026-05-08");
    let kim = "---\nname: Kim\nteam: identity\nemails: [kim@example.com]\n---\n";
    repository
        .commit("Kim has a team")
        .on("2026-05-12")
        .file("people/kim.md", kim)
        .write();
    repository.check_out();
    insta::assert_snapshot!(deps(&world, &[]).stdout.split("Promises kept").nth(1).unwrap_or_default(), @"

    ─────────────

    - providers without a team or organization: 0 of 1 accepted by the day first promised (DEP-5:
      promised 2026-05-08, delivered 2026-05-06, accepted 2026-05-11)
    - identity: 1 of 2 accepted by the day first promised (DEP-2: promised 2026-05-08, not accepted)
    ");
    // On 2026-06-02 the fourth was due, too.
    let due: Vec<Value> = data(&world, &["--as-of", "2026-06-02"])["reliability"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|team| json!([team["team"], team["kept"], team["due"]]))
        .collect();
    assert_eq!(due, [json!([null, 0, 1]), json!(["identity", 1, 3])]);
}

#[test]
fn sides_are_teams_their_members_or_people() {
    let (world, repository) = program();
    commit(
        &repository,
        "Kim",
        "2026-05-04",
        "Promise",
        &dependency("committed", PROMISED),
    );
    repository.check_out();
    let mut told = Vec::new();
    for (flag, name) in [
        ("--gives", "identity"),
        ("--gives", "@Identity"),
        ("--gives", "kim"),
        ("--gives", "sam"),
        ("--gets", "gateway"),
        ("--gets", "sam"),
        ("--gets", "identity"),
    ] {
        let data = data(&world, &[flag, name]);
        told.push((flag, name, data["coverage"]["open"].as_u64()));
    }
    let expected = [
        ("--gives", "identity", Some(1)),
        ("--gives", "@Identity", Some(1)),
        // The team gives, not each member of it.
        ("--gives", "kim", Some(0)),
        ("--gives", "sam", Some(0)),
        ("--gets", "gateway", Some(1)),
        ("--gets", "sam", Some(1)),
        ("--gets", "identity", Some(0)),
    ];
    assert_eq!(told, expected);
    insta::assert_snapshot!(deps(&world, &["--gives", "identiy"]), @"
    exit: 2
    --- stderr
    error: there is no team or person `identiy`
      hint: did you mean `identity`?
    ");
}

#[test]
fn a_spreadsheet_gets_every_open_promise_as_one_table() {
    let world = atlas();
    let output = deps(&world, &["--as-of", "2026-06-26", "--format", "csv"]);
    insta::assert_snapshot!(output.stdout.replace("\r\n", "\n"), @r#"
    Id,Title,Status,Provider,Consumer,Owner,Team,Needed by,Promised,First promised,Slack,Answer by,Confirmed,Days since confirmed,Signed,Suspect,Later moves,Confidence,Impact if late,Fallback
    DEP-4,The acquirer takes settlement files from the cloud,requested,'@acquirer,DEL-11,'@kim,services,2026-07-02,,,none,2026-07-01,,,,,0,,"DEL-11 cannot show an accepted file, and with a new certification it waits 20 workdays (RISK-6).","Send settlement files through Northgate, at the latest until 2026-09-15."
    DEP-3,Signed PCI DSS report for the cloud region,committed,'@helen,DEL-14,'@priya,security,2026-07-17,2026-07-16,2026-07-10,1,,2026-06-25,1,no,,1,medium,"No merchant may move, so the first cohort and DEL-8 wait, day for day.",The assessor's deputy signs. She knows our 2025 review and needs three workdays.
    "#);
}
