//! Merges as one entry, and every commit where it was made.

use super::{PATH, RISK, Repository, started, told};

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
