//! What happened to a record or to the program, commit by commit.

// Merges, and every commit.
mod branches;
// Ranges, limits, registers, shallow clones.
mod ranges;

use crate::world::{PROGRAM, Repository, World};

const RISK: &str = "\
---
title: Quota
status: identified
type: threat
owner: \"@sam\"
---

## Notes

Asked on Monday.
";

const PATH: &str = "risks/RISK-1-quota.md";

/// Returns a world and its repository with one risk, added on 2026-01-05.
fn started() -> (World, Repository) {
    let world = World::program();
    let repository = world.repository();
    repository
        .commit("Start the program")
        .file("program.yaml", PROGRAM)
        .file(PATH, RISK)
        .write();
    (world, repository)
}

fn told<const N: usize>(world: &World, arguments: [&str; N]) -> String {
    world.hum(arguments).sound().to_string()
}

#[test]
fn a_record_is_followed_through_renames_and_a_change_of_form() {
    let (world, repository) = started();
    repository
        .commit("Tidy the folder")
        .rename(PATH, "risks/2026/RISK-1-approval.md")
        .on("2026-01-12")
        .write();
    repository
        .commit("Write it in YAML")
        .remove("risks/2026/RISK-1-approval.md")
        .file(
            "risks/RISK-1.yaml",
            "title: Quota\nstatus: analyzed\ntype: threat\nowner: \"@kim\"\n",
        )
        .by("Sam Lee")
        .on("2026-01-19")
        .write();
    repository
        .commit("Add another")
        .file("risks/RISK-2-load.md", RISK)
        .on("2026-01-20")
        .write();
    insta::assert_snapshot!(told(&world, ["log", "RISK-1"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: log up to HEAD
    ════════════════════════════

    - 2026-01-19 Sam Lee: “Write it in YAML” `280ebc62df`
      - file moved from risks/2026/RISK-1-approval.md
      - status identified → analyzed
      - owner @sam → @kim
      - section removed: “Notes”
    - 2026-01-12 Maria: “Tidy the folder” `1e30b68160`
      - file moved from risks/RISK-1-quota.md
    - 2026-01-05 Maria: “Start the program” `e5b51a2c30`
      - risk added (identified, @sam)
    ");
}

#[test]
fn a_version_that_cannot_be_read_is_a_gap_with_a_length() {
    let (world, repository) = started();
    let broken = RISK.replace("title: Quota", "title: Quota: no");
    repository
        .commit("Break it")
        .file(PATH, &broken)
        .on("2026-01-12T08:00:00Z")
        .write();
    repository
        .commit("Break it again")
        .file(PATH, format!("{broken}\nMore.\n"))
        .on("2026-01-12T20:00:00Z")
        .write();
    repository
        .commit("Mend it, and analyse")
        .file(PATH, RISK.replace("identified", "analyzed"))
        .on("2026-01-13T15:30:00Z")
        .write();
    repository
        .commit("Break it for good")
        .file(PATH, &broken)
        .on("2026-01-20")
        .write();
    insta::assert_snapshot!(told(&world, ["log", "RISK-1"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: log up to HEAD
    ════════════════════════════

    - 2026-01-20 Maria: “Break it for good” `999342e40a`
      - risks/RISK-1-quota.md unreadable to the end: a value that contains `: ` needs quotes
    - 2026-01-13 Maria: “Mend it, and analyse” `d3175b1701`
      - status identified → analyzed
      - risks/RISK-1-quota.md readable again after 31 hours
    - 2026-01-12 Maria: “Break it again” `50ab40dbdb`
      - risks/RISK-1-quota.md unreadable until 2026-01-13, for 19 hours: a value that contains `: `
        needs quotes
    - 2026-01-12 Maria: “Break it” `9ecc5fb6a4`
      - risks/RISK-1-quota.md unreadable until 2026-01-13, for 31 hours: a value that contains `: `
        needs quotes
    - 2026-01-05 Maria: “Start the program” `e5b51a2c30`
      - risk added (identified, @sam)
    ");
    // Mended without another word: nothing changed, and the end of the gap is told all the same.
    repository
        .commit("Mend it")
        .file(PATH, RISK.replace("identified", "analyzed"))
        .on("2026-01-26")
        .write();
    insta::assert_snapshot!(told(&world, ["log", "RISK-1", "--limit", "1"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: log up to HEAD
    ════════════════════════════

    - 2026-01-26 Maria: “Mend it” `3fe5504840`
      - risks/RISK-1-quota.md readable again after 6 days

    There are older commits; raise --limit to see them.
    ");
}

#[test]
fn a_record_that_was_removed_still_has_its_history() {
    let (world, repository) = started();
    repository
        .commit("Drop it")
        .remove(PATH)
        .by("Kim")
        .on("2026-02-02")
        .write();
    repository
        .commit("It is back")
        .file("risks/RISK-1-again.md", RISK)
        .on("2026-02-09")
        .write();
    repository
        .commit("Drop it for good")
        .remove("risks/RISK-1-again.md")
        .on("2026-02-10")
        .write();
    insta::assert_snapshot!(told(&world, ["log", "RISK-1"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: log up to HEAD
    ════════════════════════════

    - 2026-02-10 Maria: “Drop it for good” `08b9e87861`
      - removed
    - 2026-02-09 Maria: “It is back” `1efb621e15`
      - risk added (identified, @sam)
    - 2026-02-02 Kim: “Drop it” `f742cf624e`
      - removed
    - 2026-01-05 Maria: “Start the program” `e5b51a2c30`
      - risk added (identified, @sam)
    ");
    insta::assert_snapshot!(world.hum(["log", "RISK-7"]).to_string(), @"
    exit: 2
    --- stderr
    error: there is no record RISK-7
      hint: run `hum list` to see every record
    ");
}
