//! Other names for records, and the same names wherever the program refers to them.

use crate::world::{PROGRAM, World};

fn risk(title: &str, more: &str) -> String {
    format!(
        "---\ntitle: {title}\nstatus: identified\nowner: maria\ntype: threat\ncause: a\nevent: b\neffect: c\naffects: [WS-1]\n{more}---\n"
    )
}

/// Returns a world in which everything refers to RISK-1 and to the person maria.
fn world() -> World {
    let world = World::program();
    world.write("people/maria.md", "---\nname: Maria Lopez\n---\n");
    world.write("people/dana.md", "---\nname: Dana Kim\n---\n");
    world.write(
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: proposed\nowner: maria # for now\nobjective: One\nlinks: [{ref: RISK-1, why: late}]\n---\n\n## Latest\n\nSee [[RISK-1]], [the risk](../risks/RISK-1-quota.md), [its\nactions](../risks/RISK-1-quota.md#actions) and RISK-1, not RISK-10.\n\n`RISK-1` is code. @maria knows; TBD(@maria, 2026-07-01).\n",
    );
    world.write("risks/RISK-1-quota.md", format!("{}\n## Actions\n\n- [ ] @maria ask (due 2026-07-01) ^a1\n\nSee [the work](../workstreams/WS-1-platform.md).\n", risk("Quota", "")));
    world.write(
        "decisions/DEC-1-queue.md",
        "---\ntitle: Queue\nstatus: needed\napprover: \"@dana\"\ndecide_by: 2026-07-01\naffects: [WS-1, RISK-1]\n---\n\n## Problem\n\n[[risk-1]] and RISK-10 and <../risks/RISK-1-quota.md>.\n",
    );
    world.write("risks/RISK-10-other.md", risk("Other", ""));
    world
}

#[test]
fn every_reference_follows_a_new_number() {
    let world = world();
    let told = world.session(&[
        &["mv", "RISK-1", "--dry-run"],
        &["mv", "RISK-1"],
        &["mv", "RISK-11", "RISK-10"],
        &["check"],
    ]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("workstreams/WS-1-platform.md"));
    insta::assert_snapshot!(world.read("decisions/DEC-1-queue.md"));
}

#[test]
fn other_words_for_the_file_change_links_and_nothing_else() {
    let world = world();
    let told = world.session(&[
        &["mv", "RISK-1", "Quota board"],
        &["mv", "RISK-1", "risks/open/RISK-1-quota.md"],
        &["mv", "RISK-1", "RISK-1-back.md"],
        &["check"],
    ]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("workstreams/WS-1-platform.md"));
    insta::assert_snapshot!(world.read("risks/open/RISK-1-back.md"));
}

#[test]
fn names_with_blanks_stay_links() {
    let world = world();
    world.write("risks/RISK-2-a b.md", risk("Blank", ""));
    world.write(
        "issues/ISS-1-load.md",
        "---\ntitle: Load\nstatus: open\nowner: maria\ntype: problem\nseverity: 3\nblocks: [WS-1]\n---\n\n## Latest\n\n[a](../risks/RISK-2-a%20b.md#x) and [b](<../risks/RISK-2-a b.md>).\n",
    );
    let told = world.session(&[&["mv", "RISK-2", "risks/RISK-2-c d.md"], &["check"]]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("issues/ISS-1-load.md"));
}

#[test]
fn a_handle_changes_wherever_the_person_is_named() {
    let world = world();
    let told = world.session(&[&["mv", "maria", "mlopez"], &["check"]]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("workstreams/WS-1-platform.md"));
    insta::assert_snapshot!(world.read("risks/RISK-1-quota.md"));
    assert!(world.read("program.yaml").contains("tpm: \"@mlopez\"\n"));
}

#[test]
fn two_branches_that_took_one_number_are_told_apart() {
    let world = world();
    world.write("risks/RISK-10-merged.md", risk("Merged", ""));
    world.write(
        "decisions/DEC-1-queue.md",
        "---\ntitle: Queue\nstatus: needed\napprover: \"@dana\"\ndecide_by: 2026-07-01\naffects: [RISK-10]\n---\n\n[Merged](../risks/RISK-10-merged.md)\n",
    );
    let told = world.session(&[
        &["check", "--format", "compact"],
        &["mv", "RISK-10"],
        &["mv", "risks/RISK-10-merged.md"],
        &["check"],
    ]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("decisions/DEC-1-queue.md"));
}

#[test]
fn an_id_that_is_taken_on_another_branch_is_refused() {
    let world = world();
    let repository = world.repository();
    repository
        .commit("Start")
        .file("program.yaml", PROGRAM)
        .write();
    let aside = repository
        .commit("More")
        .file("risks/RISK-30-branch.md", risk("Branch", ""))
        .write_aside();
    repository.remote_branch("topic", aside);
    let told = world.session(&[
        &["mv", "RISK-1", "RISK-30"],
        &["mv", "RISK-1", "RISK-10"],
        &["mv", "RISK-1", "RISK-31"],
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn an_id_in_a_folder_is_not_changed_from_here() {
    let world = World::empty();
    let kinds = "kinds:\n  proposal:\n    title: Proposal\n    class: work\n    sources: [{include: [\"keps/**/kep.yaml\"], extract: yaml-file}]\n    id: {folder: '^(\\d+)', prefix: KEP-}\n    fields: {title: title}\n";
    world.write("program.yaml", format!("{PROGRAM}{kinds}"));
    world.write("keps/12-queue/kep.yaml", "title: Queue\n");
    let told = world.session(&[
        &["mv", "KEP-12", "KEP-13"],
        &["set", "KEP-12", "title=One queue"],
        &["new", "proposal", "Other"],
    ]);
    insta::assert_snapshot!(told);
}
