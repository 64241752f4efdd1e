//! What happened to a record or to the program, commit by commit.

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

/// Adds a branch of two commits by Sam Lee and Kim, and the robot's merge of it.
fn merged(repository: &Repository) {
    let base = repository.tip().expect("there is a commit");
    let first = repository
        .commit("Analyse")
        .file(PATH, RISK.replace("identified", "analyzed"))
        .by("Sam Lee")
        .on("2026-01-06")
        .write_aside();
    let second = repository
        .commit("Treat")
        .parents([first])
        .file(PATH, RISK.replace("identified", "treating"))
        .by("Kim")
        .on("2026-01-07")
        .write_aside();
    repository
        .commit("Merge pull request #12 from kim/quota\n\nTreat the quota risk")
        .parents([base, second])
        .file(PATH, RISK.replace("identified", "treating"))
        .by("merge-robot")
        .on("2026-01-20")
        .write();
}

#[test]
fn a_merge_is_one_entry_and_all_commits_are_told_where_they_were_made() {
    let (world, repository) = started();
    merged(&repository);
    insta::assert_snapshot!(told(&world, ["log"]), @"
    exit: 0
    --- stdout
    Atlas: log up to HEAD
    ═════════════════════

    - 2026-01-20 Kim: “Treat the quota risk” #12 `c330a79e4e`
      - RISK-1 Quota: status identified → treating (not a step of the lifecycle)
    - 2026-01-05 Maria: “Start the program” `e5b51a2c30`
      - PROGRAM Atlas: program added (@maria, due 2026-12-18)
      - RISK-1 Quota: risk added (identified, @sam)
    ");
    insta::assert_snapshot!(told(&world, ["log", "--all-commits"]), @"
    exit: 0
    --- stdout
    Atlas: log up to HEAD
    ═════════════════════

    - 2026-01-07 Kim: “Treat” `c33bb5de16`
      - RISK-1 Quota: status analyzed → treating
    - 2026-01-06 Sam Lee: “Analyse” `0eb97c1d05`
      - RISK-1 Quota: status identified → analyzed
    - 2026-01-05 Maria: “Start the program” `e5b51a2c30`
      - PROGRAM Atlas: program added (@maria, due 2026-12-18)
      - RISK-1 Quota: risk added (identified, @sam)
    ");
    insta::assert_snapshot!(told(&world, ["log", "RISK-1", "--all-commits", "--reverse", "--limit", "2"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: log up to HEAD
    ════════════════════════════

    - 2026-01-06 Sam Lee: “Analyse” `0eb97c1d05`
      - status identified → analyzed
    - 2026-01-07 Kim: “Treat” `c33bb5de16`
      - status analyzed → treating

    There are older commits; raise --limit to see them.
    ");
    insta::assert_snapshot!(told(&world, ["changelog", "--walk", "--all-commits", "HEAD~1..HEAD"]), @"
    exit: 0
    --- stdout
    Atlas: changes from HEAD~1 to HEAD
    ══════════════════════════════════

    Every step. Risks: 2 changed.

    Risks and issues
    ────────────────

    - 2026-01-06 RISK-1 Quota: status identified → analyzed — Sam Lee `0eb97c1d05`
    - 2026-01-07 RISK-1 Quota: status analyzed → treating — Kim `c33bb5de16`

    Transitions
    ───────────

    Kind  Field   From        To        Count
    ────  ──────  ──────────  ────────  ─────
    Risk  status  analyzed    treating      1
    Risk  status  identified  analyzed      1
    ");
}

#[test]
fn an_octopus_tells_of_itself_only_what_no_parent_has() {
    let (world, repository) = started();
    let base = repository.tip().expect("there is a commit");
    let other = |number: u8, title: &str| {
        let path = format!("risks/RISK-{number}.md");
        (path, RISK.replace("Quota", title))
    };
    let sides: Vec<_> = [(2, "Load"), (3, "Staff")]
        .into_iter()
        .map(|(number, title)| {
            let (path, text) = other(number, title);
            repository
                .commit(&format!("Add {title}"))
                .parents([base])
                .file(path, text)
                .by("Kim")
                // The clock of whoever wrote the second one was wrong.
                .on(if number == 2 {
                    "2026-01-10"
                } else {
                    "2025-12-01"
                })
                .write_aside()
        })
        .collect();
    let (two, three) = (other(2, "Load"), other(3, "Staff at night"));
    repository
        .commit("Merge both")
        .parents([base, sides[0], sides[1]])
        .file(two.0, two.1)
        .file(three.0, three.1)
        .by("merge-robot")
        .on("2026-01-20")
        .write();
    insta::assert_snapshot!(told(&world, ["log", "--since", "2026-01-06"]), @"
    exit: 0
    --- stdout
    Atlas: log from 2026-01-06 to HEAD
    ══════════════════════════════════

    - 2026-01-20 Kim: “Merge both” `954024058a`
      - RISK-2 Load: risk added (identified, @sam)
      - RISK-3 Staff at night: risk added (identified, @sam)
    ");
    insta::assert_snapshot!(told(&world, ["log", "--all-commits"]), @"
    exit: 0
    --- stdout
    Atlas: log up to HEAD
    ═════════════════════

    - 2026-01-20 Kim: “Merge both” `954024058a`
      - RISK-3 Staff at night: title “Staff” → “Staff at night”
    - 2026-01-10 Kim: “Add Load” `2ff2b0876d`
      - RISK-2 Load: risk added (identified, @sam)
    - 2025-12-01 Kim: “Add Staff” `abb26fc510`
      - RISK-3 Staff: risk added (identified, @sam)
    - 2026-01-05 Maria: “Start the program” `e5b51a2c30`
      - PROGRAM Atlas: program added (@maria, due 2026-12-18)
      - RISK-1 Quota: risk added (identified, @sam)
    ");
}

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
