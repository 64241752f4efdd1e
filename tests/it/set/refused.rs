//! What is not written, and why.

use super::world;

#[test]
#[expect(clippy::too_many_lines, reason = "all that is told is one snapshot")]
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
    insta::assert_snapshot!(told, @r#"
    $ hum set --where "kind = deliverable and owner = @maria" owner=@dana
    - DEL-1 API
      - owner @maria → @dana
    - DEL-2 Part 2
      - owner @maria → @dana
    - DEL-3 Part 3
      - owner @maria → @dana

    Nothing was written: this would change 3 files.

    Add --write to write it.

    $ hum set --where "kind = deliverable and status = proposed" x-late=yes --dry-run
    - DEL-2 Part 2
      - x-late set to yes
    - DEL-3 Part 3
      - x-late set to yes

    Nothing was written: this would change 2 files.

    $ hum set --where "owner = @nobody" owner=@dana
    Nothing to change.

    $ hum set DEL-2 DEL-3 due=2026-10-01 --dry-run
    error[impossible-plan]: DEL-1 is to finish 2026-09-01 and waits for DEL-2, which is to finish 2026-10-01
     --> deliverables/DEL-1-api.md:9:9
      |
    9 | after: [DEL-2, {ref: DEL-3, type: SS, lag: 2}]
      |         ^^^^^
      |
      = note: A plan that cannot come true is a surprise with a date.
      = help: move one of the two dates, or remove the reference

    To read about a rule, type:
      hum explain impossible-plan

    1 error in 8 records (8 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: change the command as `help` says, then try again
    exit: 2
    "#);
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
    insta::assert_snapshot!(told, @r#"
    $ hum set --where "kind = deliverable and owner = @maria" owner=@dana health= --write
    - DEL-1 API
      - owner @maria → @dana
    - DEL-2 Part 2
      - owner @maria → @dana
    - DEL-3 Part 3
      - owner @maria → @dana

    Wrote 3 files.

    $ hum set DEL-2 DEL-3 due=2026-10-01
    error[impossible-plan]: DEL-1 is to finish 2026-09-01 and waits for DEL-2, which is to finish 2026-10-01
     --> deliverables/DEL-1-api.md:9:9
      |
    9 | after: [DEL-2, {ref: DEL-3, type: SS, lag: 2}]
      |         ^^^^^
      |
      = note: A plan that cannot come true is a surprise with a date.
      = help: move one of the two dates, or remove the reference

    To read about a rule, type:
      hum explain impossible-plan

    1 error in 8 records (8 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: change the command as `help` says, then try again
    exit: 2

    $ hum check
    8 records in 8 files: no findings
    "#);
}

#[test]
#[expect(clippy::too_many_lines, reason = "all that is told is one snapshot")]
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
    insta::assert_snapshot!(told, @"
    $ hum set DEL-2 DEL-1 after=DEL-99
    error[dangling-ref]: `after`: there is no record `DEL-99`
     --> deliverables/DEL-1-api.md:9:9
      |
    9 | after: [DEL-99]
      |         ^^^^^^
      |
      = note: A dependency that leads nowhere is followed by nobody.
      = help: write the id of a record that exists

    error[dangling-ref]: `after`: there is no record `DEL-99`
     --> deliverables/DEL-2-part.md:6:9
      |
    6 | after: [DEL-99]
      |         ^^^^^^
      |
      = help: write the id of a record that exists

    To read about a rule, type:
      hum explain dangling-ref

    2 errors in 8 records (8 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: change the command as `help` says, then try again
    exit: 2

    $ hum set DEL-2 after=DEL-1 x-a=1
    error[impossible-plan]: DEL-1 waits for itself: DEL-1 → DEL-2 → DEL-1
     --> deliverables/DEL-1-api.md:9:9
      |
    9 | after: [DEL-2, {ref: DEL-3, type: SS, lag: 2}]
      |         ^^^^^
      |
      = note: A plan that cannot come true is a surprise with a date.
      = help: remove one of these references

    To read about a rule, type:
      hum explain impossible-plan

    1 error in 8 records (8 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: change the command as `help` says, then try again
    exit: 2

    $ hum set DEL-1 DEL-2 after+=DEL-1
    error[impossible-plan]: DEL-1 waits for itself: DEL-1 → DEL-2 → DEL-1
     --> deliverables/DEL-1-api.md:9:9
      |
    9 | after: [DEL-2, {ref: DEL-3, type: SS, lag: 2}, DEL-1]
      |         ^^^^^
      |
      = note: A plan that cannot come true is a surprise with a date.
      = help: remove one of these references

    error[impossible-plan]: DEL-1 waits for itself: DEL-1 → DEL-1
     --> deliverables/DEL-1-api.md:9:48
      |
    9 | after: [DEL-2, {ref: DEL-3, type: SS, lag: 2}, DEL-1]
      |                                                ^^^^^
      |
      = help: remove one of these references

    To read about a rule, type:
      hum explain impossible-plan

    2 errors in 8 records (8 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: change the command as `help` says, then try again
    exit: 2

    $ hum set DEL-2 status=done
    error: a deliverable that is proposed does not become done
      hint: next it becomes planned, paused or cancelled
    exit: 2

    $ hum set DEL-2 DEL-9 owner=@dana
    error: there is no record DEL-9
      hint: did you mean DEL-1?
    exit: 2
    ");
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
    insta::assert_snapshot!(told, @"
    $ hum set DEL-2 owner=@dana
    DEL-2 Part

    - owner @maria → @dana

    Wrote deliverables/DEL-2-part.md.

    $ hum set DEL-2 workstream=WS-7
    DEL-2 Part

    - part of WS-8 → WS-7

    Wrote deliverables/DEL-2-part.md.

    $ hum set DEL-2 status=proposed workstream=WS-1
    DEL-2 Part

    - status propsed → proposed
    - part of WS-7 → WS-1

    Wrote deliverables/DEL-2-part.md.
    ");
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
    insta::assert_snapshot!(told, @"
    $ hum set RISK-1 owner=@dana
    error: there is no record RISK-1
      hint: run `hum list` to see every record
    exit: 2

    $ hum set DEL-2 DEL-3 owner=@dana
    error: $WORLD/work/deliverables/DEL-3-part.md is read-only; nothing was written
      hint: run `chmod u+w $WORLD/work/deliverables/DEL-3-part.md`
    exit: 2
    ");
    assert!(
        world.files() == before,
        "not even the one that could be written"
    );
    let output = world.hum(["set", "DEL-2", "owner=@dana"]);
    assert_eq!(output.code, Some(0), "{output}");
    let rights = std::fs::metadata(file("deliverables/DEL-2-part.md")).expect("it is there");
    assert_eq!(rights.permissions().mode() & 0o777, 0o640);
}
