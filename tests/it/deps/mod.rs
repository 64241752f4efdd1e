//! Promises between teams: slack, handshakes, what is suspect, what to ask, and what was kept.

mod kept;

use serde_json::{Value, json};

use crate::world::{Output, PROGRAM, Repository, World};

/// Returns the example program at its end.
fn atlas() -> World {
    let world = World::empty();
    let output = world.hum(["demo", "."]).sound();
    assert_eq!(output.code, Some(0), "{output}");
    world
}

fn deps(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["deps"], arguments].concat()).sound()
}

fn data(world: &World, arguments: &[&str]) -> Value {
    deps(world, &[arguments, &["--format", "json"]].concat()).data()
}

#[test]
fn atlas_at_its_end() {
    let world = atlas();
    insta::assert_snapshot!(deps(&world, &["--as-of", "2026-06-26"]), @"
    exit: 0
    --- stdout
    Atlas migration: promises on 2026-06-26
    ═══════════════════════════════════════

    2 open promises; handshakes: 0 of 2 (committed, signed by the provider, confirmed in the last 30
    days).

    Promise       From → to     State         Needed      Promised     Slack         Confirmed  Fallback
    ────────────  ────────────  ────────────  ──────────  ───────────  ────────────  ─────────  ────────
    DEP-4 The     @acquirer →   requested     2026-07-02  answer by    ■ none, no               yes
    acquirer      DEL-11                                  2026-07-01   promise
    takes
    settlement
    files from
    the cloud
    DEP-3 Signed  @helen →      committed,    2026-07-17  2026-07-16,  ● 1 workday   1 day ago  yes
    PCI DSS       DEL-14        not signed                first
    report for                                            2026-07-10
    the cloud
    region

    Ask next
    ────────

    - DEP-4 The acquirer takes settlement files from the cloud: @kim asks @acquirer to promise a day. It
      is needed by 2026-07-02, in 4 workdays, and nobody has promised it. `hum set DEP-4
      status=committed promised=… confirmed=2026-06-26`
    - DEP-3 Signed PCI DSS report for the cloud region: @priya asks @helen to stand behind 2026-07-16.
      Nobody of the provider wrote or acknowledged the promise. `hum set DEP-3 confirmed=2026-06-26`, in
      a commit with the line `Acked-by: Helen Brandt <helen@assessor.example>`

    Promises kept
    ─────────────

    - carrier: 0 of 1 accepted by the day first promised (DEP-2: promised 2026-03-27, accepted
      2026-04-24)
    - quota-desk: 0 of 1 accepted by the day first promised (DEP-1: promised 2026-02-20, delivered
      2026-02-17, accepted 2026-02-26)
    ");
}

#[test]
fn atlas_while_a_promise_is_too_late() {
    let world = atlas();
    insta::assert_snapshot!(deps(&world, &["--at", "2026-04-12"]), @"
    exit: 0
    --- stdout
    Atlas migration: promises on 2026-04-09
    ═══════════════════════════════════════

    1 open promise; handshakes: 0 of 1 (committed, signed by the provider, confirmed in the last 30
    days).

    Promise       From → to     State         Needed      Promised     Slack         Confirmed  Fallback
    ────────────  ────────────  ────────────  ──────────  ───────────  ────────────  ─────────  ────────
    DEP-2 Second  @carrier →    committed,    2026-03-31  2026-04-22,  ■ −15         today      yes
    circuit into  DEL-2         not signed                first        workdays
    Northgate                                             2026-03-27

    Ask next
    ────────

    - DEP-2 Second circuit into Northgate: @sam agrees with @carrier on an earlier day, or says that the
      fallback is used. It is promised 15 workdays after it is needed.

    Promises kept
    ─────────────

    - carrier: 0 of 1 accepted by the day first promised (DEP-2: promised 2026-03-27, not accepted)
    - quota-desk: 0 of 1 accepted by the day first promised (DEP-1: promised 2026-02-20, delivered
      2026-02-17, accepted 2026-02-26)
    ");
}

/// A dependency with the given lines.
fn dependency(state: &str, lines: &str) -> String {
    format!(
        "---\ntitle: Auth API\nstatus: {state}\nowner: \"@sam\"\nteam: gateway\nconsumer: DEL-1\n\
         provider: \"@identity\"\nwhat: Version 2 in staging\nneed_by: 2026-06-30\nimpact_if_late: Tests wait\n{lines}---\n"
    )
}

const PROMISED: &str = "promised: 2026-06-12\nconfirmed: 2026-05-04\n";

/// Returns a program with a consumer, a provider with two members, and work on both sides. Today is 2026-06-01.
fn program() -> (World, Repository) {
    let world = World::empty();
    let repository = world.repository();
    let work = |owner: &str, workstream: &str| {
        format!(
            "---\ntitle: Work of {owner}\nstatus: active\nworkstream: {workstream}\nowner: \"@{owner}\"\ndue: 2026-07-31\ndone_when: [It works]\n---\n"
        )
    };
    let stream = "---\ntitle: Platform\nstatus: active\nowner: \"@maria\"\nhealth: on_track\nobjective: One platform\n---\n";
    repository
        .commit("Start")
        .on("2026-04-06")
        .file("program.yaml", PROGRAM)
        .file("workstreams/WS-1-platform.md", stream)
        .file("deliverables/DEL-1-gateway.md", work("sam", "WS-1"))
        .file("deliverables/DEL-2-auth.md", work("kim", "WS-1"))
        .file(
            "people/identity.md",
            "---\nname: Identity\ntype: team\nmembers: [kim, lee]\n---\n",
        )
        .file(
            "people/kim.md",
            "---\nname: Kim\nemails: [kim@example.com]\n---\n",
        )
        .file("people/sam.md", "---\nname: Sam\nteam: gateway\n---\n")
        .write();
    (world, repository)
}

fn commit(repository: &Repository, who: &str, day: &str, message: &str, text: &str) {
    let commit = repository.commit(message).by(who).on(day);
    commit.file("dependencies/DEP-1-auth.md", text).write();
}

/// Returns what is told of the one promise, and what is asked next.
fn told(world: &World, arguments: &[&str]) -> String {
    let data = data(world, arguments);
    let promise = &data["promises"][0];
    let keys = [
        "slack",
        "slack_workdays",
        "confirmed_days",
        "signed",
        "suspect",
        "later_moves",
    ];
    let values: Vec<String> = keys
        .iter()
        .map(|key| format!("{key}: {}", promise[key]))
        .collect();
    let ask = &data["asks"][0];
    format!(
        "{}\ncovered: {}\nask: {} {}",
        values.join("\n"),
        data["coverage"]["covered"],
        ask["words"],
        ask["reason"]
    )
}

#[test]
fn a_promise_that_the_provider_made_and_confirmed_is_a_handshake() {
    let (world, repository) = program();
    commit(
        &repository,
        "Sam",
        "2026-04-20",
        "Ask",
        &dependency("requested", ""),
    );
    commit(
        &repository,
        "Kim",
        "2026-05-04",
        "Promise",
        &dependency("committed", PROMISED),
    );
    repository.check_out();
    insta::assert_snapshot!(told(&world, &[]), @r#"
    slack: "in time"
    slack_workdays: 12
    confirmed_days: 28
    signed: true
    suspect: []
    later_moves: 0
    covered: 1
    ask: null null
    "#);
    // It counts for 30 days.
    assert_eq!(
        data(&world, &["--as-of", "2026-06-03"])["coverage"],
        json!({"open": 1, "covered": 1})
    );
    insta::assert_snapshot!(told(&world, &["--as-of", "2026-06-04"]), @r#"
    slack: "in time"
    slack_workdays: 12
    confirmed_days: 31
    signed: true
    suspect: []
    later_moves: 0
    covered: 0
    ask: "@sam asks @identity to confirm 2026-06-12" "It was last confirmed 31 days ago."
    "#);
}

#[test]
fn a_promise_that_only_the_consumer_wrote_is_not_signed_until_the_provider_acknowledges_it() {
    let (world, repository) = program();
    commit(
        &repository,
        "Sam",
        "2026-05-04",
        "Write it down",
        &dependency("committed", PROMISED),
    );
    repository.check_out();
    insta::assert_snapshot!(told(&world, &[]), @r#"
    slack: "in time"
    slack_workdays: 12
    confirmed_days: 28
    signed: false
    suspect: []
    later_moves: 0
    covered: 0
    ask: "@sam asks @identity to stand behind 2026-06-12" "Nobody of the provider wrote or acknowledged the promise."
    "#);
    let message = "Confirm it\n\nAcked-by: Kim <kim@example.com>";
    let again = dependency("committed", &PROMISED.replace("2026-05-04", "2026-05-28"));
    commit(&repository, "Sam", "2026-05-28", message, &again);
    repository.check_out();
    assert_eq!(data(&world, &[])["promises"][0]["signed"], true);
    // A promise that is broken and made anew by the consumer alone is not the one that was acknowledged.
    commit(
        &repository,
        "Sam",
        "2026-05-29",
        "Broken",
        &dependency("requested", ""),
    );
    commit(&repository, "Sam", "2026-05-30", "Made anew", &again);
    repository.check_out();
    assert_eq!(data(&world, &[])["promises"][0]["signed"], false);
}

#[test]
fn what_changed_since_it_was_confirmed_makes_a_promise_suspect() {
    let (world, repository) = program();
    let text = dependency("committed", PROMISED) + "\nIt comes with DEL-2.\n";
    commit(&repository, "Kim", "2026-05-04", "Promise", &text);
    repository.check_out();
    assert_eq!(data(&world, &[])["promises"][0]["suspect"], json!([]));
    let auth = world
        .read("deliverables/DEL-2-auth.md")
        .replace("2026-07-31", "2026-08-14");
    repository
        .commit("Auth moves")
        .by("Kim")
        .on("2026-05-20")
        .file("deliverables/DEL-2-auth.md", auth)
        .write();
    commit(
        &repository,
        "Kim",
        "2026-05-21",
        "Move it",
        &text.replace("promised: 2026-06-12", "promised: 2026-07-02"),
    );
    repository.check_out();
    insta::assert_snapshot!(told(&world, &[]), @r#"
    slack: "late"
    slack_workdays: -2
    confirmed_days: 28
    signed: true
    suspect: [{"record":null,"changed":"2026-05-21"},{"record":"DEL-2","changed":"2026-05-20"}]
    later_moves: 1
    covered: 1
    ask: "@sam agrees with @identity on an earlier day or a fallback" "It is promised 2 workdays after it is needed."
    "#);
    // What is not committed yet changed today.
    world.write(
        "dependencies/DEP-1-auth.md",
        text.replace("promised: 2026-06-12", "promised: 2026-07-03"),
    );
    assert_eq!(
        data(&world, &[])["promises"][0]["suspect"][0],
        json!({"record": null, "changed": "2026-06-01"})
    );
    // Work of the consumer, and work that the promise does not refer to, says nothing of it.
    let gateway = world
        .read("deliverables/DEL-1-gateway.md")
        .replace("2026-07-31", "2026-08-14");
    repository
        .commit("Gateway moves")
        .on("2026-05-22")
        .file("deliverables/DEL-1-gateway.md", gateway)
        .write();
    let records = data(&world, &["--at", "HEAD"])["promises"][0]["suspect"].clone();
    assert_eq!(
        records,
        json!([{"record": null, "changed": "2026-05-21"}, {"record": "DEL-2", "changed": "2026-05-20"}])
    );
}

#[test]
fn what_is_asked_next_is_the_most_pressing_thing() {
    let (world, repository) = program();
    repository.check_out();
    let late = "promised: 2026-07-02\nconfirmed: 2026-05-28\n";
    let cases = [
        ("requested", "need_by", ""),
        ("requested", "answer", "answer_by: 2026-05-29\n"),
        ("requested", "no hurry", "x-need: later\n"),
        (
            "committed",
            "is past",
            "promised: 2026-05-29\nconfirmed: 2026-05-28\n",
        ),
        ("committed", "too late", late),
        (
            "committed",
            "too late with a fallback",
            "promised: 2026-07-02\nconfirmed: 2026-05-28\nfallback: A stub\n",
        ),
        ("committed", "never confirmed", "promised: 2026-06-12\n"),
        ("delivered", "delivered", PROMISED),
    ];
    let mut out = String::new();
    for (state, name, lines) in cases {
        let mut text = dependency(state, lines);
        match name {
            "need_by" => text = text.replace("2026-06-30", "2026-06-12"),
            "no hurry" => text = text.replace("2026-06-30", "2026-09-30"),
            _ => {}
        }
        world.write("dependencies/DEP-1-auth.md", text);
        let ask = &data(&world, &[])["asks"][0];
        let words = [&ask["words"], &ask["reason"]]
            .map(|text| text.as_str().unwrap_or_default().to_owned());
        out += &format!("{name}: {}. {}\n", words[0], words[1]);
    }
    insta::assert_snapshot!(out, @"
    need_by: @sam asks @identity to promise a day. It is needed by 2026-06-12, in 9 workdays, and nobody has promised it.
    answer: @sam asks @identity to answer yes or no. The answer was due 2026-05-29, 3 days ago.
    no hurry: @sam asks @identity to promise a day. Nobody has promised it yet.
    is past: @sam asks @identity to say when it really comes. It was promised for 2026-05-29, 3 days ago.
    too late: @sam agrees with @identity on an earlier day or a fallback. It is promised 2 workdays after it is needed.
    too late with a fallback: @sam agrees with @identity on an earlier day, or says that the fallback is used. It is promised 2 workdays after it is needed.
    never confirmed: @sam asks @identity to confirm 2026-06-12. It was never confirmed.
    delivered: @sam accepts it, or says what is missing. It was delivered.
    ");
}
