//! Who gave each part of a record what it says now.

use crate::world::{PROGRAM, Repository, World};

const RISK: &str = "\
---
title: Quota
status: identified
type: threat
owner: \"@sam\"
due: 2026-03-02
---

## Notes

Asked on Monday.

- [ ] @sam ask again (due 2026-01-16) ^a1
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

/// Writes one step: the text of the risk, by a person on a day.
fn step(repository: &Repository, text: &str, by: &str, day: &str) -> gix::ObjectId {
    let commit = repository.commit(&format!("Step of {day}"));
    commit.file(PATH, text).by(by).on(day).write()
}

#[test]
fn each_part_names_the_commit_that_wrote_it() {
    let (world, repository) = started();
    let moved = RISK.replace("2026-03-02", "2026-03-09");
    step(&repository, &moved, "Sam Lee", "2026-01-12");
    // Back again, and the newer commit counts.
    step(&repository, RISK, "Kim", "2026-01-13");
    let analyzed = RISK.replace("identified", "analyzed");
    step(&repository, &analyzed, "Kim", "2026-01-14");
    let done = analyzed.replace("- [ ]", "- [x]");
    step(&repository, &done, "Sam Lee", "2026-01-15");
    repository
        .commit("Move the file")
        .rename(PATH, "risks/old/RISK-1.md")
        .on("2026-01-16")
        .write();
    repository.check_out();
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part               Value                       Since       By       Commit        Earlier
    ─────────────────  ──────────────────────────  ──────────  ───────  ────────────  ───────
    title              Quota                       2026-01-05  Maria    `364ba613e4`        0
    status             analyzed                    2026-01-14  Kim      `8f7dec8da9`        1
    type               threat                      2026-01-05  Maria    `364ba613e4`        0
    owner              @sam                        2026-01-05  Maria    `364ba613e4`        0
    due                2026-03-02                  2026-01-13  Kim      `b582ef87b1`        2
    ## Notes           3 words                     2026-01-05  Maria    `364ba613e4`        0
    [ ] ask again ^a1  done, @sam, due 2026-01-16  2026-01-15  Sam Lee  `f0ff4ff04c`        1
    ");
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1.due"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part  Value       Since       By   Commit        Earlier
    ────  ──────────  ──────────  ───  ────────────  ───────
    due   2026-03-02  2026-01-13  Kim  `b582ef87b1`        2
    ");
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1.notes", "--at", "HEAD"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame at HEAD
    ═══════════════════════════

    Part      Value    Since       By     Commit        Earlier
    ────────  ───────  ──────────  ─────  ────────────  ───────
    ## Notes  3 words  2026-01-05  Maria  `364ba613e4`        0
    ");
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1.a1", "--at", "2026-01-13"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame at 2026-01-13
    ═════════════════════════════════

    Part               Value                       Since       By     Commit        Earlier
    ─────────────────  ──────────────────────────  ──────────  ─────  ────────────  ───────
    [ ] ask again ^a1  open, @sam, due 2026-01-16  2026-01-05  Maria  `364ba613e4`        0
    ");
    insta::assert_snapshot!(world.hum(["blame", "RISK-1.dew"]).to_string(), @"
    exit: 2
    --- stderr
    error: RISK-1 has no field, section or action dew
      hint: run `hum blame RISK-1` to see every part
    ");
    insta::assert_snapshot!(world.hum(["blame", "RISK-7.due"]).to_string(), @"
    exit: 2
    --- stderr
    error: there is no record RISK-7
      hint: did you mean RISK-1?
    ");
    // What is not committed yet has nobody to name.
    world.write("risks/old/RISK-1.md", done.replace("@sam\"", "@kim\""));
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1.owner"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part   Value  Since          By  Commit  Earlier
    ─────  ─────  ─────────────  ──  ──────  ───────
    owner  @kim   not committed                    1
    ");
}

#[test]
fn a_broken_version_in_between_blames_who_mended_it() {
    let (world, repository) = started();
    let broken = RISK.replace("title: Quota", "title: Quota: no");
    step(&repository, &broken, "Sam Lee", "2026-01-12");
    let analyzed = RISK.replace("identified", "analyzed");
    step(&repository, &analyzed, "Kim", "2026-01-13");
    repository.check_out();
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part               Value                       Since       By     Commit        Earlier
    ─────────────────  ──────────────────────────  ──────────  ─────  ────────────  ───────
    title              Quota                       2026-01-05  Maria  `364ba613e4`        0
    status             analyzed                    2026-01-13  Kim    `f5e75aa94a`        1
    type               threat                      2026-01-05  Maria  `364ba613e4`        0
    owner              @sam                        2026-01-05  Maria  `364ba613e4`        0
    due                2026-03-02                  2026-01-05  Maria  `364ba613e4`        0
    ## Notes           3 words                     2026-01-05  Maria  `364ba613e4`        0
    [ ] ask again ^a1  open, @sam, due 2026-01-16  2026-01-05  Maria  `364ba613e4`        0
    ");
}

#[test]
fn listed_commits_are_passed_over() {
    let (world, repository) = started();
    let moved = RISK.replace("2026-03-02", "2026-03-09");
    step(&repository, &moved, "Sam Lee", "2026-01-12");
    let bulk = moved
        .replace("2026-03-09", "2026-03-16")
        .replace("type: threat", "type: threat\nimpact: 3");
    let listed = step(&repository, &bulk, "Robot", "2026-01-19");
    repository.check_out();
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part               Value                       Since       By     Commit        Earlier
    ─────────────────  ──────────────────────────  ──────────  ─────  ────────────  ───────
    title              Quota                       2026-01-05  Maria  `364ba613e4`        0
    status             identified                  2026-01-05  Maria  `364ba613e4`        0
    type               threat                      2026-01-05  Maria  `364ba613e4`        0
    impact             3                           2026-01-19  Robot  `87ee11fcfb`        0
    owner              @sam                        2026-01-05  Maria  `364ba613e4`        0
    due                2026-03-16                  2026-01-19  Robot  `87ee11fcfb`        2
    ## Notes           3 words                     2026-01-05  Maria  `364ba613e4`        0
    [ ] ask again ^a1  open, @sam, due 2026-01-16  2026-01-05  Maria  `364ba613e4`        0
    ");
    world.write(
        ".git-blame-ignore-revs",
        format!("# tidied\n{listed} # all dates\nnonsense\n"),
    );
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part               Value                       Since       By       Commit         Earlier
    ─────────────────  ──────────────────────────  ──────────  ───────  ─────────────  ───────
    title              Quota                       2026-01-05  Maria    `364ba613e4`         0
    status             identified                  2026-01-05  Maria    `364ba613e4`         0
    type               threat                      2026-01-05  Maria    `364ba613e4`         0
    impact             3                           2026-01-19  Robot    `87ee11fcfb*`        0
    owner              @sam                        2026-01-05  Maria    `364ba613e4`         0
    due                2026-03-16                  2026-01-12  Sam Lee  `21b46faffd`         1
    ## Notes           3 words                     2026-01-05  Maria    `364ba613e4`         0
    [ ] ask again ^a1  open, @sam, due 2026-01-16  2026-01-05  Maria    `364ba613e4`         0

    * This commit is listed in .git-blame-ignore-revs, and no other one wrote the part.
    ");
}

#[test]
fn a_merge_of_listed_commits_alone_is_passed_over() {
    let (world, repository) = started();
    let base = repository.tip().expect("there is a commit");
    let moved = RISK.replace("2026-03-02", "2026-03-09");
    let commit = repository.commit("Tidy").file(PATH, &moved).by("Kim");
    let side = commit.on("2026-01-12").write_aside();
    repository
        .commit("Merge pull request #3 from kim/tidy")
        .parents([base, side])
        .file(PATH, &moved)
        .by("merge-robot")
        .on("2026-01-13")
        .write();
    repository.check_out();
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1.due"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part  Value       Since       By   Commit        Earlier
    ────  ──────────  ──────────  ───  ────────────  ───────
    due   2026-03-09  2026-01-13  Kim  `e2c1838727`        1
    ");
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1.due", "--all-commits"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part  Value       Since       By   Commit        Earlier
    ────  ──────────  ──────────  ───  ────────────  ───────
    due   2026-03-09  2026-01-12  Kim  `6bb8d5588f`        1
    ");
    let config = repository.git_dir().join("config");
    let text = std::fs::read_to_string(&config).expect("there is one");
    std::fs::write(
        &config,
        format!("{text}[blame]\n\tignoreRevsFile = passed-over\n"),
    )
    .expect("it is ours");
    world.write("passed-over", format!("{side}\n"));
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1.due"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part  Value       Since       By     Commit        Earlier
    ────  ──────────  ──────────  ─────  ────────────  ───────
    due   2026-03-09  2026-01-05  Maria  `364ba613e4`        0
    ");
}

#[test]
fn a_record_that_came_back_is_blamed_on_who_brought_it_back() {
    let (world, repository) = started();
    repository
        .commit("Drop it")
        .remove(PATH)
        .on("2026-01-12")
        .write();
    let back = repository.commit("Bring it back").file(PATH, RISK);
    back.by("Kim").on("2026-01-13").write();
    repository.check_out();
    insta::assert_snapshot!(told(&world, ["blame", "RISK-1.status"]), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part    Value       Since       By   Commit        Earlier
    ──────  ──────────  ──────────  ───  ────────────  ───────
    status  identified  2026-01-13  Kim  `21853ee158`        0
    ");
}

#[test]
fn a_bare_repository_has_its_list_in_the_newest_commit() {
    let world = World::empty();
    let repository = Repository::create_bare(&world.work().join("atlas.git"));
    repository
        .commit("Start the program")
        .file("program.yaml", PROGRAM)
        .file(PATH, RISK)
        .write();
    let moved = RISK.replace("2026-03-02", "2026-03-09");
    let listed = step(&repository, &moved, "Sam Lee", "2026-01-12");
    let ask = || told(&world, ["-C", "atlas.git", "blame", "RISK-1.due"]);
    insta::assert_snapshot!(ask(), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part  Value       Since       By       Commit        Earlier
    ────  ──────────  ──────────  ───────  ────────────  ───────
    due   2026-03-09  2026-01-12  Sam Lee  `21b46faffd`        1
    ");
    repository
        .commit("Pass it over")
        .file(".git-blame-ignore-revs", format!("{listed}\n"))
        .on("2026-01-13")
        .write();
    insta::assert_snapshot!(ask(), @"
    exit: 0
    --- stdout
    RISK-1 Quota: blame
    ═══════════════════

    Part  Value       Since       By     Commit        Earlier
    ────  ──────────  ──────────  ─────  ────────────  ───────
    due   2026-03-09  2026-01-05  Maria  `364ba613e4`        0
    ");
}
