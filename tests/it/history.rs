//! What history says: which state a day means, who made a change, and what counts as one.

use crate::world::{Output, PROGRAM, Repository, World};

const RISK: &str = "\
---
title: Quota
status: identified
type: threat
cause: Approval takes three weeks
event: The quota is refused
effect: The launch moves
---
";

/// Starts a history: the program and one risk, on 2026-01-05.
fn start(repository: &Repository) -> gix::ObjectId {
    repository
        .commit("Start the program")
        .file("program.yaml", PROGRAM)
        .file("risks/RISK-1-quota.md", RISK)
        .write()
}

/// Returns a workless world and its repository with the first commit.
fn started() -> (World, Repository) {
    let world = World::program();
    let repository = world.repository();
    start(&repository);
    (world, repository)
}

/// Lists the changes of a command, one a line: date, what, id, where from, and each difference.
fn listed(output: &Output) -> String {
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let line = |change: &serde_json::Value| {
        let commit = &change["commit"];
        let mut parts = vec![
            text(&commit["date"]),
            text(&commit["author"]),
            text(&change["change"]),
            text(&change["id"]),
        ];
        if change["moved_from"].is_string() {
            let (from, to) = (text(&change["moved_from"]), text(&change["path"]));
            parts.push(format!("from {from} to {to}"));
        }
        for delta in change["deltas"].as_array().expect("a list") {
            let name = if delta["what"] == "field" {
                format!(
                    "{} {} → {}",
                    text(&delta["field"]),
                    delta["from"],
                    delta["to"]
                )
            } else {
                format!(
                    "{} {:?} {}",
                    text(&delta["what"]),
                    text(&delta["title"]),
                    text(&delta["edit"])
                )
            };
            parts.push(name);
            if delta["direction"].is_string() {
                parts.push(text(&delta["direction"]));
            }
        }
        parts.join(" ") + "\n"
    };
    let changes = output.data()["changes"].take();
    let changes = changes.as_array().expect("a list");
    changes.iter().map(line).collect()
}

fn walk(world: &World, range: &str) -> String {
    let arguments = ["changelog", "--walk", "--format", "json", range];
    listed(&world.hum(arguments).sound())
}

fn net(world: &World, range: &str) -> String {
    listed(&world.hum(["changelog", "--format", "json", range]).sound())
}

#[test]
fn a_rename_and_its_revert_are_two_steps_and_no_difference() {
    let (world, repository) = started();
    let there = ("risks/RISK-1-quota.md", "risks/old/RISK-1-approval.md");
    repository
        .commit("Rename")
        .rename(there.0, there.1)
        .on("2026-01-12")
        .write();
    insta::assert_snapshot!(net(&world, "HEAD~1..HEAD"), @"2026-01-12 Maria moved RISK-1 from risks/RISK-1-quota.md to risks/old/RISK-1-approval.md");
    repository
        .commit("Rename back")
        .rename(there.1, there.0)
        .on("2026-01-13")
        .write();
    insta::assert_snapshot!(walk(&world, "HEAD~2..HEAD"), @"
    2026-01-12 Maria moved RISK-1 from risks/RISK-1-quota.md to risks/old/RISK-1-approval.md
    2026-01-13 Maria moved RISK-1 from risks/old/RISK-1-approval.md to risks/RISK-1-quota.md
    ");
    assert_eq!(net(&world, "HEAD~2..HEAD"), "");
}

#[test]
fn a_record_that_is_gone_is_removed_and_one_that_comes_back_is_added() {
    let (world, repository) = started();
    repository
        .commit("Drop it")
        .remove("risks/RISK-1-quota.md")
        .on("2026-01-12")
        .write();
    repository
        .commit("It is back")
        .file("risks/RISK-1-again.md", RISK)
        .on("2026-01-19")
        .write();
    insta::assert_snapshot!(walk(&world, "HEAD~2..HEAD"), @"
    2026-01-12 Maria removed RISK-1
    2026-01-19 Maria added RISK-1
    ");
    insta::assert_snapshot!(net(&world, "HEAD~2..HEAD"), @"2026-01-19 Maria moved RISK-1 from risks/RISK-1-quota.md to risks/RISK-1-again.md");
}

#[test]
fn a_commit_with_an_old_date_counts_when_it_landed() {
    let (world, repository) = started();
    repository
        .commit("Analyse")
        .file(
            "risks/RISK-1-quota.md",
            RISK.replace("identified", "analyzed"),
        )
        .on("2026-02-02")
        .write();
    // Written in January, it lands on top of what landed in February.
    repository
        .commit("Name another cause")
        .file(
            "risks/RISK-1-quota.md",
            RISK.replace("three weeks", "four weeks"),
        )
        .on("2026-01-06")
        .write();
    let at = |day: &str| {
        let range = format!("{day}..HEAD");
        net(&world, &range)
    };
    insta::assert_snapshot!(at("2026-01-10"), @r#"2026-01-06 Maria changed RISK-1 cause "Approval takes three weeks" → "Approval takes four weeks""#);
    assert_eq!(at("2026-02-01"), at("2026-01-10"));
    assert_eq!(at("2026-02-03"), "");
    insta::assert_snapshot!(at("2026-01-01"), @"
    2026-01-05 Maria added PROGRAM
    2026-01-05 Maria added RISK-1
    ");
}

#[test]
fn the_date_of_a_change_is_when_it_was_committed() {
    let (world, repository) = started();
    repository
        .commit("Analyse")
        .file(
            "risks/RISK-1-quota.md",
            RISK.replace("identified", "analyzed"),
        )
        .on("2026-01-06")
        .committed("2026-02-02T23:59:59-08:00")
        .write();
    insta::assert_snapshot!(walk(&world, "HEAD~1..HEAD"), @r#"2026-02-03 Maria changed RISK-1 status "identified" → "analyzed""#);
}

#[test]
fn a_merge_is_one_step_by_who_wrote_the_branch() {
    let (world, repository) = started();
    let base = repository.tip().expect("there is a commit");
    let first = repository
        .commit("Analyse")
        .file(
            "risks/RISK-1-quota.md",
            RISK.replace("identified", "analyzed"),
        )
        .by("Sam Lee")
        .on("2026-01-06")
        .write_aside();
    let second = repository
        .commit("Treat")
        .parents([first])
        .file(
            "risks/RISK-1-quota.md",
            RISK.replace("identified", "treating"),
        )
        .by("Kim")
        .on("2026-01-07")
        .write_aside();
    repository
        .commit("Merge pull request #12 from kim/quota\n\nTreat the quota risk")
        .parents([base, second])
        .file(
            "risks/RISK-1-quota.md",
            RISK.replace("identified", "treating"),
        )
        .by("merge-robot")
        .on("2026-01-20")
        .write();
    insta::assert_snapshot!(walk(&world, "HEAD~1..HEAD"), @r#"2026-01-20 Kim changed RISK-1 status "identified" → "treating""#);
    insta::assert_snapshot!(world.hum(["changelog", "HEAD~1..HEAD"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes from HEAD~1 to HEAD
    ══════════════════════════════════

    Net. Risks: 1 changed.

    Risks and issues
    ────────────────

    - RISK-1 Quota: status identified → treating (not a step of the lifecycle) — Kim 2026-01-20 #12
      `bf26ac8185`

    Transitions
    ───────────

    Kind  Field   From        To        Count
    ────  ──────  ──────────  ────────  ─────
    Risk  status  identified  treating      1
    ");
}

#[test]
fn a_version_that_cannot_be_read_keeps_the_last_one_that_could() {
    let (world, repository) = started();
    repository
        .commit("Break it")
        .file(
            "risks/RISK-1-quota.md",
            RISK.replace("title: Quota", "title: Quota: no"),
        )
        .on("2026-01-12")
        .write();
    repository
        .commit("Mend it, and analyse")
        .file(
            "risks/RISK-1-quota.md",
            RISK.replace("identified", "analyzed"),
        )
        .on("2026-01-13")
        .write();
    insta::assert_snapshot!(walk(&world, "HEAD~2..HEAD"), @r#"2026-01-13 Maria changed RISK-1 status "identified" → "analyzed""#);
    insta::assert_snapshot!(world.hum(["changelog", "--walk", "HEAD~2..HEAD~1"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes from HEAD~2 to HEAD~1
    ════════════════════════════════════

    Nothing changed.

    Unreadable versions
    ───────────────────

    - risks/RISK-1-quota.md: a value that contains `: ` needs quotes — Maria 2026-01-12 `ab8323b2de`
    ");
    assert_eq!(net(&world, "HEAD~2..HEAD~1"), "");
    assert_eq!(net(&world, "HEAD~2..HEAD"), walk(&world, "HEAD~2..HEAD"));
}

#[test]
fn tags_and_branches_name_moments() {
    let (world, repository) = started();
    let first = repository.tip().expect("there is a commit");
    repository.tag("kick-off", first);
    let second = repository
        .commit("Analyse")
        .file(
            "risks/RISK-1-quota.md",
            RISK.replace("identified", "analyzed"),
        )
        .on("2026-02-02")
        .write();
    repository.branch("review", second);
    repository.head(&first.to_string());
    assert_eq!(net(&world, "kick-off..HEAD"), "");
    insta::assert_snapshot!(net(&world, "kick-off..review"), @r#"2026-02-02 Maria changed RISK-1 status "identified" → "analyzed""#);
    assert_eq!(
        net(&world, "refs/tags/kick-off..main"),
        net(&world, "kick-off..review")
    );
}

#[test]
fn a_word_that_means_nothing_is_neither_earlier_nor_later() {
    let world = World::program();
    let kinds = "\
releases: {v1.30: 2026-02-01, v1.31: 2026-05-01}
kinds:
  feature:
    sources: [{include: [\"features/*.yaml\"], extract: yaml-file}]
    id: {file-name: '^(F-\\d+)'}
    fields: {title: title, due: {from: due, type: release, \"null\": [\"0.0\", none]}}
";
    world.write("program.yaml", format!("{PROGRAM}{kinds}"));
    let repository = world.repository();
    for (at, due) in ["0.0", "v1.31", "v1.30", "v1.40", "none", "~", "", "v1.30"]
        .into_iter()
        .enumerate()
    {
        repository
            .commit("Move it")
            .file("features/F-1.yaml", format!("title: One\ndue: {due}\n"))
            .on(&format!("2026-03-{:02}", at + 1))
            .write();
    }
    insta::assert_snapshot!(walk(&world, "HEAD~7..HEAD"), @r#"
    2026-03-02 Maria changed F-1 due "0.0" → "v1.31"
    2026-03-03 Maria changed F-1 due "v1.31" → "v1.30" earlier
    2026-03-04 Maria changed F-1 due "v1.30" → "v1.40" later
    2026-03-05 Maria changed F-1 due "v1.40" → "none"
    2026-03-06 Maria changed F-1 due "none" → ""
    2026-03-08 Maria changed F-1 due "" → "v1.30"
    "#);
}

#[test]
fn sections_with_one_heading_are_told_apart_by_number() {
    let (world, repository) = started();
    let body = |three: &str| format!("{RISK}## Log\none\n\n## Log\ntwo\n\n## Log\n{three}\n");
    for three in ["three", "drei"] {
        repository
            .commit("Write")
            .file("risks/RISK-1-quota.md", body(three))
            .write();
    }
    insta::assert_snapshot!(walk(&world, "HEAD~1..HEAD"), @r#"2026-01-05 Maria text RISK-1 section "Log (3)" edited"#);
}

#[test]
fn the_same_question_has_the_same_bytes_wherever_it_is_asked() {
    let (mut world, repository) = started();
    repository
        .commit("Analyse")
        .file(
            "risks/RISK-1-quota.md",
            RISK.replace("identified", "analyzed"),
        )
        .on("2026-02-02T23:30:00Z")
        .write();
    let ask = |world: &World| {
        ["text", "markdown", "html", "slack", "json"].map(|format| {
            let output = world.hum(["changelog", "--walk", "--format", format]);
            output.sound().to_string()
        })
    };
    let here = ask(&world);
    assert!(here.iter().all(|output| output.starts_with("exit: 0\n")));
    for (name, value) in [
        ("TZ", "Pacific/Kiritimati"),
        ("LC_ALL", "de_DE.UTF-8"),
        ("COLUMNS", "40"),
        ("NO_COLOR", "1"),
        ("CLICOLOR_FORCE", "1"),
        ("TERM", "xterm-256color"),
        ("SOURCE_DATE_EPOCH", "0"),
    ] {
        world.set(name, value);
        assert_eq!(ask(&world), here, "{name}");
    }
}
