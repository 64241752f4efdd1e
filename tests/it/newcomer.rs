//! A newcomer goes from an empty folder to ten linked records with `init`, `new`, `set` and `list` alone, and every wrong
//! step is answered by what to type instead.

use crate::world::{PROGRAM, World};

/// Every step, in order.
const WALK: &[&[&str]] = &[
    &["init", "--name", "Atlas"],
    &[
        "new",
        "person",
        "maria",
        "name=Maria Lopez",
        "role=Program manager",
    ],
    &["new", "person", "dana", "name=Dana Kim", "role=Sponsor"],
    &[
        "set",
        "PROGRAM",
        "tpm=@maria",
        "sponsor=@dana",
        "objective=Payments run in two regions",
    ],
    &[
        "set",
        "DEL-1",
        "title=Auth API",
        "owner=@maria",
        "status=planned",
        "due=2026-09-01",
    ],
    &[
        "set",
        "DEL-1",
        "status=committed",
        "done_when+=One login works in both regions, EU and US",
    ],
    &[
        "set",
        "WS-1",
        "title=Platform",
        "owner=@maria",
        "objective=One platform",
        "status=planned",
        "due=2026-11-27",
    ],
    &["set", "WS-1", "status=committed"],
    &["set", "WS-1", "status=active", "health=green"],
    &[
        "new",
        "risk",
        "Quota approval comes late",
        "type=threat",
        "owner=@maria",
        "affects=DEL-1",
        "cause=The board meets once a month",
        "event=Approval comes after July",
        "effect=The API starts late",
    ],
    &[
        "set",
        "RISK-1",
        "status=analyzed",
        "probability=3",
        "impact=3",
        "window.until=2026-08-01",
    ],
    &[
        "set",
        "RISK-1",
        "status=treating",
        "response=mitigate",
        "action+=@maria ask the board for a day (due today+9d)",
    ],
    &[
        "set",
        "RISK-1",
        "status=treating",
        "response=mitigate",
        "action+=@maria ask the board for a day (due 2026-06-10)",
    ],
    &[
        "new",
        "decision",
        "Use one queue",
        "driver=@maria",
        "approver=@dana",
        "decide_by=today+7d",
        "affects=DEL-1",
    ],
    &[
        "set",
        "DEC-1",
        "status=proposed",
        "problem=Two teams run two queues.",
        "options+=One queue for both",
        "options+=Two queues, as today",
    ],
    &["set", "DEC-1", "status=accepted", "decided=today"],
    &[
        "set",
        "DEC-1",
        "status=accepted",
        "decided=today",
        "decision=One queue for both.",
        "why=One team on call is enough.",
    ],
    &[
        "new",
        "dependency",
        "Login tokens",
        "owner=@maria",
        "consumer=DEL-1",
        "provider=@dana",
        "what=Tokens for both regions",
        "need_by=2026-08-14",
        "impact_if_late=Logins fail",
    ],
    &["set", "DEP-1", "status=committed", "promised=2026-08-07"],
    &[
        "new",
        "issue",
        "Load environment is down",
        "type=problem",
        "owner=@maria",
        "severity=3",
        "blocks=DEL-1",
    ],
    &["set", "ISS-1", "status=working"],
    &[
        "new",
        "meeting",
        "Queue review",
        "purpose=decide",
        "attendees=@maria,@dana",
    ],
    &[
        "new",
        "update",
        "Week 22",
        "audience=exec",
        "from=TBD(@maria, 2026-06-05)",
        "to=TBD(@maria, 2026-06-05)",
    ],
    &["check"],
    &["list"],
];

#[test]
fn ten_linked_records_come_from_an_empty_folder() {
    let world = World::empty();
    let told = world.session(WALK);
    insta::assert_snapshot!(told);
    let decision = world.read("decisions/DEC-1-use-one-queue.md");
    insta::assert_snapshot!(decision);
    let risk = world.read("risks/RISK-1-quota-approval-comes-late.md");
    insta::assert_snapshot!(risk);
}

/// Returns a world with a few records.
fn begun() -> World {
    let world = World::program();
    world.write("people/maria.md", "---\nname: Maria Lopez\n---\n");
    world.write("people/dana.md", "---\nname: Dana Kim\n---\n");
    world.write(
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: proposed\nowner: maria\nobjective: One platform\n---\n",
    );
    world.write(
        "risks/RISK-1-quota.md",
        "---\ntitle: Quota\nstatus: identified\nowner: maria\ntype: threat\ncause: a\nevent: b\neffect: c\naffects: [WS-1]\n---\n\n## Actions\n\n- [ ] @maria ask (due 2026-07-01) ^a1\n",
    );
    world
}

/// Runs commands that all must fail and must not change a byte.
#[track_caller]
fn refused(world: &World, commands: &[&[&str]]) -> String {
    let before = world.files();
    let told = world.session(commands);
    assert_eq!(told.matches("exit: 2\n").count(), commands.len(), "{told}");
    assert!(world.files() == before, "a file changed");
    told
}

#[test]
fn a_wrong_step_with_new_is_told_what_to_type() {
    let told = refused(
        &begun(),
        &[
            &["new"],
            &["new", "rsk", "Late"],
            &["new", "risk"],
            &["new", "risk", ""],
            &["new", "risk", "owner=@maria"],
            &["new", "risk", "Late", "ownr=@maria"],
            &["new", "risk", "Late", "owner"],
            &["new", "risk", "Late", "=x"],
            &["new", "risk", "Late", "probability=high"],
            &["new", "risk", "Late", "probability=9"],
            &["new", "risk", "Late", "type=threatt"],
            &["new", "risk", "Late", "residual=3"],
            &["new", "risk", "Late", "owner=@maria,@dana"],
            &["new", "risk", "Late", "owner+=@maria"],
            &["new", "risk", "Late", "affects=WS-9"],
            &["new", "risk", "Late", "owner="],
            &[
                "new",
                "risk",
                "Late",
                "status=treating",
                "owner=@maria",
                "affects=WS-1",
            ],
            &["new", "deliverable", "API", "due=31.12.2026"],
            &["new", "deliverable", "API", "due=01/02/2026"],
            &["new", "program", "Other"],
            &["new", "person", "maria"],
        ],
    );
    insta::assert_snapshot!(told);
}

#[test]
fn a_wrong_step_with_set_or_mv_is_told_what_to_type() {
    let told = refused(
        &begun(),
        &[
            &["set"],
            &["set", "RISK-1"],
            &["set", "owner=@maria"],
            &["set", "RISK-9", "owner=@maria"],
            &["set", "RISK-1", "stauts=analyzed"],
            &["set", "RISK-1", "status=closed"],
            &["set", "RISK-1", "status=analyzed"],
            &["set", "RISK-1", "status=analized"],
            &["set", "RISK-1", "affects-=WS-9"],
            &["set", "RISK-1", "title="],
            &["set", "RISK-1", "action=ask"],
            &["set", "RISK-1", "action+="],
            &["set", "RISK-1", "actions=ask"],
            &["set", "RISK-1", "contingency="],
            &["set", "RISK-1^a9", "done=yes"],
            &["set", "RISK-1^a1", "done=perhaps"],
            &["set", "RISK-1^a1", "closed=yes"],
            &["set", "RISK-1", "--where", "kind = risk", "owner=@dana"],
            &["set", "--where", "kind = rsk", "owner=@dana"],
            &["mv"],
            &["mv", "RISK-9"],
            &["mv", "RISK-1", "WS-2"],
            &["mv", "RISK-1", "issues/ISS-1-quota.md"],
            &["mv", "PROGRAM", "atlas"],
        ],
    );
    insta::assert_snapshot!(told);
}

#[test]
fn an_id_in_any_case_and_a_handle_name_a_record() {
    let world = begun();
    let told = world.session(&[
        &["set", "risk-1", "probability=3"],
        &["set", "@maria", "role=Program manager"],
        &["set", "risks/RISK-1-quota.md", "probability="],
        &["set", "RISK-1", "probability="],
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn places_where_nothing_can_be_written_are_told() {
    let world = World::empty();
    crate::world::Repository::create_bare(&world.work().join("bare"));
    world.write("bad/program.yaml", PROGRAM);
    world.write("bad/risks/RISK-1-open.md", "---\ntitle: [Open\n---\n");
    world.write("bad/risks/RISK-2-one.md", "---\ntitle: One\n---\n");
    world.write("bad/risks/RISK-2-two.md", "---\ntitle: Two\n---\n");
    let told = refused(
        &world,
        &[
            &["new", "risk", "Late"],
            &["-C", "bare", "new", "risk", "Late"],
            &["-C", "bad", "set", "RISK-1", "owner=@maria"],
            &["-C", "bad", "set", "risks/RISK-1-open.md", "owner=@maria"],
            &["-C", "bad", "set", "RISK-2", "owner=@maria"],
        ],
    );
    insta::assert_snapshot!(told);
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_told() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let owner = OsStr::from_bytes(b"owner=\xff");
    let output = begun().hum([OsStr::new("set"), OsStr::new("RISK-1"), owner]);
    insta::assert_snapshot!(output);
}
