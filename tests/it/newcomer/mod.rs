//! A newcomer goes from an empty folder to ten linked records with `init`, `new`, `set` and `list` alone, and every wrong
//! step is answered by what to type instead.

mod step;
mod walk;
mod wrong_new;
mod wrong_set;

use crate::world::{PROGRAM, World};

/// Returns a world with a few records.
pub(super) fn begun() -> World {
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
fn an_id_in_any_case_and_a_handle_name_a_record() {
    let world = begun();
    let told = world.session(&[
        &["set", "risk-1", "probability=3"],
        &["set", "@maria", "role=Program manager"],
        &["set", "risks/RISK-1-quota.md", "probability="],
        &["set", "RISK-1", "probability="],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum set risk-1 probability=3
    RISK-1 Quota

    - probability set to 3

    Wrote risks/RISK-1-quota.md.

    $ hum set @maria role="Program manager"
    maria Maria Lopez

    - role set to “Program manager”

    Wrote people/maria.md.

    $ hum set risks/RISK-1-quota.md probability=
    RISK-1 Quota

    - probability removed, was 3

    Wrote risks/RISK-1-quota.md.

    $ hum set RISK-1 probability=
    Nothing to change.
    "#);
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
    insta::assert_snapshot!(told, @"
    $ hum new risk Late
    error: there is no program.yaml in $WORLD/work or any folder above it
      hint: run `hum init` to start a program here, or give a folder with -C
    exit: 2

    $ hum -C bare new risk Late
    error: this repository is bare: it has no files to change
      hint: run this in a clone
    exit: 2

    $ hum -C bad set RISK-1 owner=@maria
    error: risks/RISK-1-open.md cannot be read
      hint: run `hum check risks/RISK-1-open.md`
    exit: 2

    $ hum -C bad set risks/RISK-1-open.md owner=@maria
    error: risks/RISK-1-open.md cannot be read
      hint: run `hum check risks/RISK-1-open.md`
    exit: 2

    $ hum -C bad set RISK-2 owner=@maria
    error: RISK-2 is the id of risks/RISK-2-one.md and of risks/RISK-2-two.md
      hint: give the path; `hum mv risks/RISK-2-two.md` gives the second another id
    exit: 2
    ");
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_told() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let owner = OsStr::from_bytes(b"owner=\xff");
    let output = begun().hum([OsStr::new("set"), OsStr::new("RISK-1"), owner]);
    insta::assert_snapshot!(output, @"
    exit: 2
    --- stderr
    error: an argument is not UTF-8
      hint: type it again, or set the terminal to UTF-8
    ");
}
