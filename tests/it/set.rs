//! Fields, lists, sections and actions of records that are there.

use crate::world::{PROGRAM, World};

/// A deliverable with everything that must stay as it is: comments, quotes, order, a blank line.
const DELIVERABLE: &str = "---\n# Agreed in May.\ntitle:   'API'  # the public one\nstatus: planned\nowner: maria\nworkstream: WS-1\n\ndue: 2026-09-01\nafter: [DEL-2, {ref: DEL-3, type: SS, lag: 2}]\nestimate: [5, 8, 15]\ndone_when:\n  - One login works # tested\nx-cost: \"12\"\n---\n\n## Notes\n\nTBD\n";

const RISK: &str = "---\ntitle: Quota\nstatus: identified\nowner: maria\ntype: threat\ncause: a\nevent: b\neffect: c\naffects: [WS-1]\n---\n\n## Actions\n\n- [ ] @maria ask (due 2026-07-01) ^a1\n- [x] @dana pay\n";

fn world() -> World {
    let world = World::program();
    for name in ["maria", "dana"] {
        world.write(
            format!("people/{name}.md"),
            format!("---\nname: {name} L\n---\n"),
        );
    }
    world.write(
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: proposed\nowner: maria\nobjective: One\n---\n",
    );
    world.write("deliverables/DEL-1-api.md", DELIVERABLE);
    for number in [2, 3] {
        let text = format!(
            "---\ntitle: Part {number}\nstatus: proposed\nworkstream: WS-1\nowner: maria\n---\n"
        );
        world.write(format!("deliverables/DEL-{number}-part.md"), text);
    }
    world.write("risks/RISK-1-quota.md", RISK);
    world
}

/// Returns the lines of a file that a command changes: those that go, those that come.
#[track_caller]
fn lines(world: &World, path: &str, arguments: &[&str]) -> String {
    let before = world.read(path);
    let output = world.hum(arguments).sound();
    assert_eq!(output.code, Some(0), "{output}");
    let after = world.read(path);
    let other = |lines: &str, mark: &str, others: &str| -> String {
        let own = lines
            .lines()
            .filter(|line| !others.lines().any(|other| other == *line));
        own.map(|line| format!("{mark}{line}\n")).collect()
    };
    other(&before, "-", &after) + &other(&after, "+", &before)
}

#[test]
fn values_of_every_type_are_written_as_they_stand() {
    let world = world();
    let path = "deliverables/DEL-1-api.md";
    for (assignment, expected) in [
        (
            "title=One \"API\": all",
            "-title:   'API'  # the public one\n+title:   'One \"API\": all'  # the public one\n",
        ),
        ("due=2026-09-02", "-due: 2026-09-01\n+due: 2026-09-02\n"),
        ("due=today+14d", "-due: 2026-09-02\n+due: 2026-06-15\n"),
        ("owner=@dana", "-owner: maria\n+owner: dana\n"),
        (
            "estimate=3,5,8",
            "-estimate: [5, 8, 15]\n+estimate: [3, 5, 8]\n",
        ),
        (
            "after-=DEL-3",
            "-after: [DEL-2, {ref: DEL-3, type: SS, lag: 2}]\n+after: [DEL-2]\n",
        ),
        ("after+=DEL-3", "-after: [DEL-2]\n+after: [DEL-2, DEL-3]\n"),
        ("after=DEL-3", "-after: [DEL-2, DEL-3]\n+after: [DEL-3]\n"),
        (
            "done_when+=Logins take 1 s, EU and US",
            "+  - Logins take 1 s, EU and US\n",
        ),
        ("x-cost=", "-x-cost: \"12\"\n"),
        ("x-team=a: b", "+x-team: \"a: b\"\n"),
        ("health=🟢", "+health: on_track\n"),
        ("status=committed", "-status: planned\n+status: committed\n"),
        ("notes=Ask Dana.", "-TBD\n+Ask Dana.\n"),
        ("notes+=and Lee", "+- and Lee\n"),
    ] {
        assert_eq!(
            lines(&world, path, &["set", "DEL-1", assignment]),
            expected,
            "{assignment}"
        );
    }
    assert!(world.read(path).starts_with("---\n# Agreed in May.\n"));
}

#[test]
fn what_is_given_again_changes_no_byte() {
    let world = world();
    let before = world.files();
    let told = world.session(&[
        &[
            "set",
            "DEL-1",
            "title=API",
            "due=2026-09-01",
            "estimate=5,8,15",
            "after+=DEL-2",
            "x-cost=12",
            "health=",
        ],
        &["set", "RISK-1", "action+=@maria ask (due 2026-07-01)"],
    ]);
    insta::assert_snapshot!(told);
    assert!(world.files() == before);
}

#[test]
fn maps_within_a_record_are_made_and_taken_away_with_their_last_field() {
    let world = world();
    let path = "risks/RISK-1-quota.md";
    let set =
        |assignments: &[&str]| lines(&world, path, &[&["set", "RISK-1"], assignments].concat());
    assert_eq!(
        set(&["residual.impact=3", "residual.probability=2"]),
        "+residual:\n+  impact: 3\n+  probability: 2\n"
    );
    assert_eq!(set(&["residual.impact="]), "-  impact: 3\n");
    assert_eq!(
        set(&["residual.probability="]),
        "-residual:\n-  probability: 2\n"
    );
}

#[test]
fn line_ends_stay_as_they_are() {
    let world = world();
    world.write(
        "deliverables/DEL-1-api.md",
        DELIVERABLE.replace('\n', "\r\n"),
    );
    let output = world.hum([
        "set",
        "DEL-1",
        "due=2026-09-02",
        "after+=DEL-2",
        "x-new=1",
        "done_when+=Two",
        "notes=Ask.",
    ]);
    assert_eq!(output.code, Some(0), "{output}");
    let text = world.read("deliverables/DEL-1-api.md");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(
        text.contains("  - Two\r\n") && text.contains("\r\nAsk.\r\n"),
        "{text}"
    );
}

#[test]
fn actions_are_changed_by_their_address() {
    let world = world();
    let told = world.session(&[
        &["set", "RISK-1^a1", "done=yes"],
        &[
            "set",
            "RISK-1^a1",
            "state=open",
            "owner=@dana",
            "due=today+9d",
            "text=ask again",
        ],
        &["set", "risk-1^A1", "owner=", "due="],
        &[
            "set",
            "RISK-1",
            "action+=@maria write (due today+3d)",
            "action+=@dana sign",
        ],
        &["actions"],
    ]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("risks/RISK-1-quota.md"));
}

#[test]
fn many_records_change_only_when_one_says_so() {
    let world = world();
    let before = world.files();
    let told = world.session(&[
        &[
            "set",
            "--where",
            "kind = deliverable and owner = @maria",
            "owner=@dana",
        ],
        &[
            "set",
            "--where",
            "kind = deliverable and status = proposed",
            "x-late=yes",
            "--dry-run",
        ],
        &["set", "--where", "owner = @nobody", "owner=@dana"],
        &["set", "DEL-2", "DEL-3", "due=2026-10-01", "--dry-run"],
    ]);
    insta::assert_snapshot!(told);
    assert!(world.files() == before, "nothing is written yet");
    let told = world.session(&[
        &[
            "set",
            "--where",
            "kind = deliverable and owner = @maria",
            "owner=@dana",
            "health=",
            "--write",
        ],
        &["set", "DEL-2", "DEL-3", "due=2026-10-01"],
        &["check"],
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn a_change_for_the_worse_is_refused_whole() {
    let world = world();
    let before = world.files();
    let told = world.session(&[
        &["set", "DEL-2", "DEL-1", "after=DEL-99"],
        &["set", "DEL-2", "after=DEL-1", "x-a=1"],
        &["set", "DEL-1", "DEL-2", "after+=DEL-1"],
        &["set", "DEL-2", "status=done"],
        &["set", "DEL-2", "DEL-9", "owner=@dana"],
    ]);
    insta::assert_snapshot!(told);
    // The second is no mistake.
    let mut after = world.files();
    let path = world.work().join("deliverables/DEL-2-part.md");
    after.insert(path.clone(), before[&path].clone());
    assert!(after == before);
}

#[test]
fn errors_that_are_there_already_do_not_stop_anybody() {
    let world = world();
    world.write(
        "deliverables/DEL-2-part.md",
        "---\ntitle: Part\nstatus: propsed\nworkstream: WS-8\nowner: maria\n---\n",
    );
    world.write("risks/RISK-9-broken.md", "---\ntitle: [x\n---\n");
    let told = world.session(&[
        &["set", "DEL-2", "owner=@dana"],
        &["set", "DEL-2", "workstream=WS-7"],
        &["set", "DEL-2", "status=proposed", "workstream=WS-1"],
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn decisions_in_other_forms_are_changed_where_they_stand() {
    let world = World::empty();
    world.write("program.yaml", "name: Shop\npreset: madr\n");
    let bullets = "# Keep the cache\n\n* Status: Proposed <!-- for now -->\n* Deciders: Maria Lopez, @lee\n* Date: 2026-03-01\n\n## Context and Problem Statement\n\nSlow.\n\n## Considered Options\n\n* Keep\n* Drop\n\n## Decision Outcome\n\nKeep.\n";
    world.write("docs/decisions/0002-keep.md", bullets);
    let nygard = "# 3. Use one queue\n\nDate: 2026-03-01\n\n## Status\n\nProposed\n\n## Context\n\nTwo.\n\n## Decision\n\nOne.\n";
    world.write("docs/decisions/0003-queue.md", nygard);
    let told = world.session(&[
        &[
            "set",
            "ADR-0002",
            "status=accepted",
            "deciders+=@kim",
            "deciders-=@lee",
            "date=2026-06-01",
        ],
        &["set", "ADR-0003", "status=accepted", "date=today"],
        &["set", "ADR-0003", "title=Use a queue", "consequences=Less."],
        &["set", "ADR-0003", "owner=@kim"],
    ]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("docs/decisions/0002-keep.md"));
    insta::assert_snapshot!(world.read("docs/decisions/0003-queue.md"));
}

#[test]
fn items_of_a_register_and_rows_of_tables_are_changed_where_they_stand() {
    let world = World::empty();
    let kinds = "kinds:\n  asset:\n    title: Asset\n    class: other\n    sources: [{include: [assets.md], extract: row-table}]\n    id: {field: [id]}\n    fields: {title: name, owner: owner}\n";
    world.write(
        "program.yaml",
        format!("name: Shop\npreset: register\n{kinds}"),
    );
    world.write("risks.yaml", "# Ours\nR-07: # first\n  Title: Old\n  Status: open\n  Owner: maria\nR-08:\n  Title: New\n  Status: Open\n");
    world.write("assets.md", "| id | name | owner |\n|----|------|-------|\n| A-1 | Queue | maria |\n| A-2 | Cache | |\n");
    let told = world.session(&[
        &[
            "set",
            "R-07",
            "owner=@dana",
            "probability=high",
            "status=closed",
        ],
        &["set", "R-08", "status=mitigating"],
        &["set", "A-1", "A-2", "owner=dana"],
        &["set", "A-1", "owner="],
        &["mv", "R-07", "R-09"],
        &["new", "risk", "Late", "owner=@dana"],
    ]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("risks.yaml"));
    insta::assert_snapshot!(world.read("assets.md"));
}

#[test]
fn an_overlay_is_never_written_nor_run_over() {
    let world = world();
    world.write("program.yaml", format!("{PROGRAM}overlay: ../private\n"));
    world.write(
        "../private/risks/RISK-2-merger.md",
        RISK.replace("Quota", "Merger"),
    );
    world.write(
        "../private/deliverables/DEL-1-api.md",
        "---\nforecast: 2027-11-11\n---\n",
    );
    let private = world.read("../private/risks/RISK-2-merger.md");
    let told = world.session(&[
        &["set", "RISK-2", "owner=@dana"],
        &["set", "../private/risks/RISK-2-merger.md", "owner=@dana"],
        &["mv", "RISK-2"],
        &["set", "DEL-1", "forecast=2026-10-01"],
        &["set", "DEL-1", "due=2026-10-01"],
        &["new", "risk", "Late", "owner=@dana", "affects=WS-1"],
        &["mv", "DEL-1", "DEL-7"],
    ]);
    insta::assert_snapshot!(told);
    assert_eq!(world.read("../private/risks/RISK-2-merger.md"), private);
}

#[cfg(unix)]
#[test]
fn links_and_rights_of_files_are_respected() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let world = world();
    let file = |path: &str| world.work().join(path);
    let set_mode = |path: &str, mode: u32| {
        let rights = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(file(path), rights).expect("the file is ours");
    };
    set_mode("deliverables/DEL-2-part.md", 0o640);
    set_mode("deliverables/DEL-3-part.md", 0o444);
    std::fs::rename(file("risks/RISK-1-quota.md"), file("elsewhere.md")).expect("the file is ours");
    symlink("../elsewhere.md", file("risks/RISK-1-quota.md")).expect("links can be made");
    let before = world.files();
    let told = world.session(&[
        &["set", "RISK-1", "owner=@dana"],
        &["set", "DEL-2", "DEL-3", "owner=@dana"],
    ]);
    insta::assert_snapshot!(told);
    assert!(
        world.files() == before,
        "not even the one that could be written"
    );
    let output = world.hum(["set", "DEL-2", "owner=@dana"]);
    assert_eq!(output.code, Some(0), "{output}");
    let rights = std::fs::metadata(file("deliverables/DEL-2-part.md")).expect("it is there");
    assert_eq!(rights.permissions().mode() & 0o777, 0o640);
}
