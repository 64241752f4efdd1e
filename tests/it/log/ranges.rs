//! A part of history: by range, by condition, by number.

use super::{PATH, PROGRAM, RISK, World, started, told};

#[test]
fn ranges_conditions_and_many_records_at_once() {
    let (world, repository) = started();
    let mut commit = repository.commit("Take over the list").on("2026-02-02");
    for number in 10..40 {
        let text = RISK.replace("Quota", &format!("Risk {number}"));
        commit = commit.file(format!("risks/RISK-{number}.md"), text);
    }
    commit.write();
    repository
        .commit("Hand one over")
        .file("risks/RISK-12.md", RISK.replace("@sam", "@kim"))
        .on("2026-02-09")
        .write();
    insta::assert_snapshot!(told(&world, ["log", "HEAD~1.."]), @"
    exit: 0
    --- stdout
    Atlas: log from HEAD~1 to HEAD
    ══════════════════════════════

    - 2026-02-09 Maria: “Hand one over” `a1aed63865`
      - RISK-12 Quota: title “Risk 12” → “Quota”; owner @sam → @kim
    ");
    insta::assert_snapshot!(told(&world, ["log", "--at", "2026-02-08"]), @"
    exit: 0
    --- stdout
    Atlas: log up to 2026-02-08
    ═══════════════════════════

    - 2026-02-02 Maria: “Take over the list” `a9e31d8360`
      - 30 records: risk added (30)
    - 2026-01-05 Maria: “Start the program” `e5b51a2c30`
      - PROGRAM Atlas: program added (@maria, due 2026-12-18)
      - RISK-1 Quota: risk added (identified, @sam)
    ");
    insta::assert_snapshot!(told(&world, ["log", "--where", "owner = @kim"]), @"
    exit: 0
    --- stdout
    Atlas: log up to HEAD
    ═════════════════════

    - 2026-02-09 Maria: “Hand one over” `a1aed63865`
      - RISK-12 Quota: title “Risk 12” → “Quota”; owner @sam → @kim
    ");
    insta::assert_snapshot!(told(&world, ["log", "RISK-12", "2026-02-08..HEAD"]), @"
    exit: 0
    --- stdout
    RISK-12 Quota: log from 2026-02-08 to HEAD
    ══════════════════════════════════════════

    - 2026-02-09 Maria: “Hand one over” `a1aed63865`
      - title “Risk 12” → “Quota”
      - owner @sam → @kim
    ");
    insta::assert_snapshot!(told(&world, ["log", "RISK-1", "HEAD~1.."]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: log from HEAD~1 to HEAD
    ═════════════════════════════════════

    Nothing happened.
    ");
}

#[test]
fn a_limit_tells_the_newest_part_of_the_same_history() {
    let (world, repository) = started();
    // More commits than are looked at first, most of them about other records.
    for at in 0..1200 {
        let number = 2 + at % 7;
        let path = format!("risks/RISK-{number}.md");
        let other = RISK.replace("Quota", &format!("Other {at}"));
        let mut commit = repository.commit(&format!("Step {at}")).file(path, other);
        if at % 200 == 150 {
            commit = commit.file(PATH, RISK.replace("Monday", &format!("day {at}")));
        }
        commit.write();
    }
    let entries = |arguments: &[&str]| {
        let all = [&["log", "--format", "json"], arguments].concat();
        let data = world.hum(all).sound().data();
        let entries = data["entries"].as_array().expect("a list").clone();
        (entries, data["has_older"].clone())
    };
    for scope in [&["RISK-1"][..], &[]] {
        let (whole, is_cut) = entries(scope);
        assert_eq!(is_cut, false);
        assert_eq!(whole.len(), if scope.is_empty() { 1201 } else { 7 });
        for limit in [1, 3, 5] {
            let (some, is_cut) = entries(&[scope, &["--limit", &limit.to_string()]].concat());
            assert_eq!((some, is_cut == true), (whole[..limit].to_vec(), true));
        }
        let (all, _) = entries(&[scope, &["--all-commits"]].concat());
        assert_eq!(all, whole);
    }
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1.Notes", "--at", "HEAD"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame at HEAD
    ═══════════════════════════

    Part      Value    Since       By     Commit        Earlier
    ────────  ───────  ──────────  ─────  ────────────  ───────
    ## Notes  4 words  2026-01-05  Maria  `d141cee654`        6
    ");
}

#[test]
fn records_of_a_register_are_followed_by_what_the_file_says() {
    let world = World::program();
    let kinds = "\
kinds:
  hazard:
    sources: [{include: [\"*.hazards.yaml\"], extract: yaml-list, items: hazards}]
    id: {field: id}
    fields: {title: title, status: status}
";
    let program = format!("{PROGRAM}{kinds}");
    world.write("program.yaml", &program);
    let repository = world.repository();
    let list = |first: &str, second: &str| {
        format!("hazards:\n  - {{id: H-1, title: {first}}}\n  - {{id: H-2, title: {second}}}\n")
    };
    let write = |path: &str, text: String, day: &str| {
        let commit = repository
            .commit(&format!("Step of {day}"))
            .file(path, text);
        commit.on(day).write();
    };
    write("a.hazards.yaml", list("Fire", "Flood"), "2026-01-05");
    write("a.hazards.yaml", list("Fire", "High water"), "2026-01-06");
    write("a.hazards.yaml", "hazards: [".into(), "2026-01-07");
    write("a.hazards.yaml", list("Smoke", "High water"), "2026-01-08");
    repository
        .commit("Move it")
        .rename("a.hazards.yaml", "b.hazards.yaml")
        .on("2026-01-09")
        .write();
    insta::assert_snapshot!(told(&world, ["log", "H-1"]), @"
    exit: 0
    --- stdout
    H-1 Smoke: log up to HEAD
    ═════════════════════════

    - 2026-01-09 Maria: “Move it” `d62eaf9ec4`
      - file moved from a.hazards.yaml
    - 2026-01-08 Maria: “Step of 2026-01-08” `cc3f36bf92`
      - title “Fire” → “Smoke”
      - a.hazards.yaml readable again after 24 hours
    - 2026-01-07 Maria: “Step of 2026-01-07” `824c8576d2`
      - a.hazards.yaml unreadable until 2026-01-08, for 24 hours: this is not YAML: unclosed bracket '['
    - 2026-01-05 Maria: “Step of 2026-01-05” `3cb1b93ab7`
      - hazard added
    ");
    insta::assert_snapshot!(told(&world, ["log", "H-2", "--limit", "2"]), @"
    exit: 0
    --- stdout
    H-2 High water: log up to HEAD
    ══════════════════════════════

    - 2026-01-09 Maria: “Move it” `d62eaf9ec4`
      - file moved from a.hazards.yaml
    - 2026-01-08 Maria: “Step of 2026-01-08” `cc3f36bf92`
      - a.hazards.yaml readable again after 24 hours

    There are older commits; raise --limit to see them.
    ");
    insta::assert_snapshot!(told(&world, ["blame", "H-1", "--at", "HEAD"]), @"
    exit: 0
    --- stdout
    H-1 Smoke: blame at HEAD
    ════════════════════════

    Part   Value  Since       By     Commit        Earlier
    ─────  ─────  ──────────  ─────  ────────────  ───────
    id     H-1    2026-01-05  Maria  `3cb1b93ab7`        0
    title  Smoke  2026-01-08  Maria  `cc3f36bf92`        1
    ");
}

#[test]
fn a_shallow_clone_says_that_older_history_is_missing() {
    let (world, repository) = started();
    let first = repository.tip().expect("there is a commit");
    let second = repository
        .commit("Analyse")
        .file(PATH, RISK.replace("identified", "analyzed"))
        .on("2026-01-12")
        .write();
    repository.forget_before(second, &[first]);
    insta::assert_snapshot!(told(&world, ["log", "RISK-1"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: log up to HEAD
    ════════════════════════════

    This clone is shallow: older history is missing, and the oldest commit here seems to add everything.
    Run `git fetch --unshallow` for the rest.

    - 2026-01-12 Maria: “Analyse” `10646cfbca`
      - risk added (analyzed, @sam)
    ");
    insta::assert_snapshot!(told(&world, ["log", "RISK-1", "--all-commits"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: log up to HEAD
    ════════════════════════════

    This clone is shallow: older history is missing, and the oldest commit here seems to add everything.
    Run `git fetch --unshallow` for the rest.

    - 2026-01-12 Maria: “Analyse” `10646cfbca`
      - risk added (analyzed, @sam)
    ");
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1.status", "--at", "HEAD"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame at HEAD
    ═══════════════════════════

    This clone is shallow: what the oldest commit here seems to have written may be older. Run `git
    fetch --unshallow` for the rest.

    Part    Value     Since       By     Commit        Earlier
    ──────  ────────  ──────────  ─────  ────────────  ───────
    status  analyzed  2026-01-12  Maria  `10646cfbca`        0
    ");
}
