//! What files are called and where they lead.

use super::{RISK, check_with, program};
use crate::world::{PROGRAM, World};

#[test]
fn spaces_quotes_and_signs_in_a_file_name_are_fine() {
    for name in [
        "RISK-2-two words.md",
        "RISK-2-it's \"quoted\".md",
        "RISK-2-$(touch x);&|.md",
        "RISK-2-Größe-日本.md",
        "RISK-2-[a]{b}*?.md",
    ] {
        if cfg!(windows) && name.contains(['"', '|', '*', '?']) {
            continue;
        }
        let output = check_with(&format!("risks/{name}"), RISK);
        assert_eq!(
            output.to_string(),
            "exit: 0\n--- stdout\n4 records in 4 files: no findings\n",
            "{name}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_line_break_in_a_file_name_cannot_forge_a_line_of_output() {
    let name = "risks/RISK-2-a\nerror[fake]: all is well\n.md";
    insta::assert_snapshot!(check_with(name, "no metadata"), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file has no metadata of a risk
    --> risks/RISK-2-a error[fake]: all is well .md
     = note: What is in this file is missing from every report.
     = help: add front matter between two `---` lines at the top, or move the file out of this folder

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
    let world = program();
    world.write(name, "no metadata");
    insta::assert_snapshot!(world.hum(["check", "--format", "github"]).sound(), @"
    exit: 1
    --- stdout
    ::error file=risks/RISK-2-a error[fake]%3A all is well .md,line=1,col=1,endLine=1,endColumn=1,title=unreadable-file::the file has no metadata of a risk%0Anote: What is in this file is missing from every report.%0Ahelp: add front matter between two `---` lines at the top, or move the file out of this folder
    ");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_that_is_no_text_is_a_finding() {
    use std::os::unix::ffi::OsStrExt;
    let world = program();
    let name = std::ffi::OsStr::from_bytes(b"risks/RISK-2-\xff.md");
    world.write(name, RISK);
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file name is not UTF-8
    --> risks/RISK-2-�.md
     = note: What is in this file is missing from every report.
     = help: rename the file

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
    let repository = world.repository();
    repository
        .commit("Add a name that is no text")
        .file("program.yaml", PROGRAM)
        .file(b"risks/RISK-2-\xff.md", RISK)
        .write();
    insta::assert_snapshot!(world.hum(["check", "--at", "HEAD"]).sound(), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file name is not UTF-8
    --> risks/RISK-2-�.md
     = note: What is in this file is missing from every report.
     = help: rename the file

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 1 record (2 files)
    ");
    insta::assert_snapshot!(world.hum(["changelog"]).sound(), @"
    exit: 0
    --- stdout
    Atlas: changes up to HEAD
    ═════════════════════════

    Net. Programs: 1 added.

    Scope and actions
    ─────────────────

    - PROGRAM Atlas: program added (@maria, due 2026-12-18) — Maria 2026-01-05 `b6113e5218`

    Unreadable versions
    ───────────────────

    - risks/RISK-2-�.md: the file name is not UTF-8
    ");
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_program_is_not_followed() {
    use std::os::unix::fs::symlink;
    let world = program();
    std::fs::write(world.root().join("secret.md"), RISK).expect("the world is ours");
    let link = |target: &str, name: &str| {
        symlink(target, world.work().join(name)).expect("this disk has links");
    };
    link("../../secret.md", "risks/RISK-2-relative.md");
    link("/etc/passwd", "risks/RISK-3-absolute.md");
    link("RISK-1-quota.md", "risks/RISK-4-inside.md");
    link("nowhere.md", "risks/RISK-5-nowhere.md");
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file is a symbolic link that leaves the program: ../../secret.md
    --> risks/RISK-2-relative.md
     = note: What is in this file is missing from every report.
     = help: replace the link by the file itself

    error[unreadable-file]: the file is a symbolic link that leaves the program: /etc/passwd
    --> risks/RISK-3-absolute.md
     = help: replace the link by the file itself

    To read about a rule, type:
      hum explain unreadable-file

    2 errors in 3 records (5 files)
    ");
}

#[cfg(unix)]
#[test]
fn a_linked_folder_that_leaves_the_program_is_not_followed() {
    use std::os::unix::fs::symlink;
    let world = program();
    std::fs::create_dir(world.root().join("other")).expect("the world is ours");
    std::fs::write(world.root().join("other/DEC-1-secret.md"), RISK).expect("the world is ours");
    symlink("../other", world.work().join("decisions")).expect("this disk has links");
    symlink(".", world.work().join("risks/again")).expect("this disk has links");
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file is a symbolic link that leaves the program: ../other
    --> decisions
     = note: What is in this file is missing from every report.
     = help: replace the link by the file itself

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
}

#[cfg(unix)]
#[test]
fn settings_behind_a_link_that_leaves_the_program_are_not_read() {
    use std::os::unix::fs::symlink;
    let world = World::empty();
    std::fs::write(world.root().join("secret.yaml"), "password: hunter2\n")
        .expect("the world is ours");
    symlink("../secret.yaml", world.work().join("program.yaml")).expect("this disk has links");
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 2
    --- stderr
    error: $WORLD/work/program.yaml: it is a symbolic link that leaves the program, and not followed
    ");
    // Who names the file on the command line has chosen it.
    std::fs::write(world.root().join("program.yaml"), PROGRAM).expect("the world is ours");
    symlink("../program.yaml", world.work().join("linked.yaml")).expect("this disk has links");
    insta::assert_snapshot!(world.hum(["check", "--program", "linked.yaml"]).sound(), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file is a symbolic link that leaves the program: ../secret.yaml
    --> program.yaml
     = note: What is in this file is missing from every report.
     = help: replace the link by the file itself

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 0 records (1 file)
    ");
}

#[cfg(unix)]
#[test]
fn a_schema_behind_a_link_that_leaves_the_program_is_not_read() {
    use std::os::unix::fs::symlink;
    let world = program();
    let outside = world.root().join("outside");
    std::fs::create_dir(&outside).expect("the world is ours");
    std::fs::write(outside.join("secret.json"), "{\"type\": \"hunter2\"}")
        .expect("the world is ours");
    symlink("../outside", world.work().join("schemas")).expect("this disk has links");
    symlink("../outside/secret.json", world.work().join("secret.json"))
        .expect("this disk has links");
    for schema in [
        "schemas/secret.json",
        "secret.json",
        "../outside/secret.json",
    ] {
        let kinds = format!("kinds:\n  risk: {{like: risk, schema: {schema}}}\n");
        world.write("program.yaml", format!("{PROGRAM}{kinds}"));
        let output = world.hum(["check"]).sound();
        let expected = format!(
            "exit: 2\n--- stderr\nerror: program.yaml:7:22: there is no schema file `{schema}`\n  \
             hint: give a path from the folder of program.yaml to a JSON Schema file\n"
        );
        assert_eq!(output.to_string(), expected);
    }
}

#[test]
fn links_in_a_commit_are_treated_like_links_on_disk() {
    let world = program();
    let repository = world.repository();
    repository
        .commit("Add links")
        .file("program.yaml", PROGRAM)
        .file(
            "risks/RISK-1-quota.md",
            RISK.replace("affects: [WS-1]\n", ""),
        )
        .link("risks/RISK-2-relative.md", "../../secret.md")
        .link("risks/RISK-3-absolute.md", "/etc/passwd")
        .link("risks/RISK-4-inside.md", "RISK-1-quota.md")
        .link("decisions", "../other")
        .write();
    insta::assert_snapshot!(world.hum(["check", "--at", "HEAD"]).sound(), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file is a symbolic link that leaves the program: ../other
    --> decisions
     = note: What is in this file is missing from every report.
     = help: replace the link by the file itself

    warning[orphan]: RISK-1 refers to no record, and no record refers to it
     --> risks/RISK-1-quota.md:2:8
      |
    2 | title: Quota
      |        ^^^^^
      |
      = note: What belongs to nothing is looked after by nobody.
      = help: add `affects: …`, what it affects

    error[unreadable-file]: the file is a symbolic link that leaves the program: ../../secret.md
    --> risks/RISK-2-relative.md
     = help: replace the link by the file itself

    error[unreadable-file]: the file is a symbolic link that leaves the program: /etc/passwd
    --> risks/RISK-3-absolute.md
     = help: replace the link by the file itself

    To read about a rule, type:
      hum explain orphan
      hum explain unreadable-file

    3 errors, 1 warning in 2 records (5 files)
    ");
}

#[test]
fn an_id_that_looks_like_a_path_leads_nowhere() {
    let world = program();
    std::fs::write(world.root().join("secret.md"), RISK).expect("the world is ours");
    let paths = "affects: [RISK-1/../../x, ../../secret.md, /etc/passwd, \"C:\\\\x\", WS-1]";
    world.write(
        "risks/RISK-2-path.md",
        RISK.replace("affects: [WS-1]", paths),
    );
    insta::assert_snapshot!(world.hum(["check"]).sound(), @r#"
    exit: 1
    --- stdout
    error[dangling-ref]: `affects`: there is no record or file `RISK-1/../../x`
     --> risks/RISK-2-path.md:8:11
      |
    8 | affects: [RISK-1/../../x, ../../secret.md, /etc/passwd, "C:\\x", WS-1]
      |           ^^^^^^^^^^^^^^
      |
      = note: A dependency that leads nowhere is followed by nobody.
      = help: did you mean `RISK-1`?

    error[dangling-ref]: `affects`: there is no record or file `../../secret.md`
     --> risks/RISK-2-path.md:8:27
      |
    8 | affects: [RISK-1/../../x, ../../secret.md, /etc/passwd, "C:\\x", WS-1]
      |                           ^^^^^^^^^^^^^^^
      |
      = help: write the id of a record that exists

    error[dangling-ref]: `affects`: there is no record or file `/etc/passwd`
     --> risks/RISK-2-path.md:8:44
      |
    8 | affects: [RISK-1/../../x, ../../secret.md, /etc/passwd, "C:\\x", WS-1]
      |                                            ^^^^^^^^^^^
      |
      = help: write the id of a record that exists

    To read about a rule, type:
      hum explain dangling-ref

    3 errors in 4 records (4 files)
    "#);
}

#[test]
fn an_id_read_from_a_field_is_printed_and_never_opened() {
    let world = program();
    let kinds = "\
kinds:
  topic:
    sources: [{include: [\"topics/*.md\"], extract: front-matter}]
    id: {field: key}
    fields: {title: title}
";
    world.write("program.yaml", format!("{}{kinds}", PROGRAM));
    world.write(
        "topics/one.md",
        "---\nkey: RISK-1/../../x\ntitle: One\n---\n",
    );
    world.write(
        "topics/two.md",
        "---\nkey: RISK-1/../../x\ntitle: Two\n---\n",
    );
    world.write(
        "topics/three.md",
        "---\nkey: \"a\\nb\\u001b[31m\"\ntitle: Three\n---\n",
    );
    world.write(
        "topics/four.md",
        "---\nkey: \"a\\nb\\u001b[31m\"\ntitle: Four\n---\n",
    );
    insta::assert_snapshot!(world.hum(["check"]).sound(), @r#"
    exit: 1
    --- stdout
    error[duplicate-id]: a b�[31m is also topics/four.md
     --> topics/three.md:2:6
      |
    2 | key: "a\nb\u001b[31m"
      |      ^^^^^^^^^^^^^^^^
      |
     ::: topics/four.md:2:6
      |
    2 | key: "a\nb\u001b[31m"
      |      ---------------- the other record; this one counts
      |
      = note: People who say this id mean two different things.
      = help: type `hum mv topics/three.md` to give it the next free id, or move the other

    error[duplicate-id]: RISK-1/../../x is also topics/one.md
     --> topics/two.md:2:6
      |
    2 | key: RISK-1/../../x
      |      ^^^^^^^^^^^^^^
      |
     ::: topics/one.md:2:6
      |
    2 | key: RISK-1/../../x
      |      -------------- the other record; this one counts
      |
      = help: type `hum mv topics/two.md` to give it the next free id, or move the other

    To read about a rule, type:
      hum explain duplicate-id

    2 errors in 7 records (7 files)
    "#);
}

#[test]
fn a_path_argument_outside_the_program_narrows_to_nothing() {
    let world = program();
    insta::assert_snapshot!(world.hum(["check", "../home"]).sound(), @"
    exit: 0
    --- stdout
    0 records in 0 files: no findings
    ");
    insta::assert_snapshot!(world.hum(["check", "no-such-file.md"]).sound(), @"
    exit: 2
    --- stderr
    error: there is no no-such-file.md here
      hint: give files or folders of the program
    ");
}
