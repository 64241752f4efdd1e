//! `hum fmt`: what it writes, what it leaves, and that a second run has nothing to do.

use crate::world::World;

const UNTIDY: &str = "\
---
title: Platform  # the one below
status: In Progress\t
health: \"Green\"
owner: '@sam'
due: 2027-03-01
objective: tbd
x-note: |
  two  
  lines
---

## Path to green

Two blanks  
make a break.

* [ ] @sam book the hall (due 2026-07-01)
- [x] ask
- [ ] pay it ^a4";

#[test]
fn what_may_be_written_in_several_ways_is_written_in_one() {
    let world = World::program();
    world.write("workstreams/WS-1-platform.md", UNTIDY);
    insta::assert_snapshot!(world.hum(["fmt", "--check"]).sound(), @"
    exit: 1
    --- stdout
    workstreams/WS-1-platform.md
      WS-1^a5: book the hall
      WS-1: tbd → TBD
      WS-1: Green → on_track
      WS-1: In Progress → active
      blanks at the ends of lines
      no line end at the end of the file
    1 file would change. Type `hum fmt` to write.
    ");
    assert_eq!(world.read("workstreams/WS-1-platform.md"), UNTIDY);
    insta::assert_snapshot!(world.hum(["fmt"]).sound(), @"
    exit: 0
    --- stdout
    workstreams/WS-1-platform.md
      WS-1^a5: book the hall
      WS-1: tbd → TBD
      WS-1: Green → on_track
      WS-1: In Progress → active
      blanks at the ends of lines
      no line end at the end of the file
    Wrote 1 file.
    ");
    insta::assert_snapshot!(world.read("workstreams/WS-1-platform.md"), @r#"
    ---
    title: Platform  # the one below
    status: active
    health: "on_track"
    owner: '@sam'
    due: 2027-03-01
    objective: TBD
    x-note: |
      two  
      lines
    ---

    ## Path to green

    Two blanks  
    make a break.

    * [ ] @sam book the hall (due 2026-07-01) ^a5
    - [x] ask
    - [ ] pay it ^a4
    "#);
    insta::assert_snapshot!(world.hum(["fmt", "--check"]).sound(), @"
    exit: 0
    --- stdout
    Every file is as `hum fmt` writes it.
    ");
}

#[test]
fn line_ends_marks_and_records_that_are_over_stay() {
    let world = World::program();
    let crlf = "\u{feff}---\r\ntitle: A\r\nstatus: cancelled\r\nowner: \"@sam\"\r\nobjective: x\r\n---\r\n\r\n- [ ] later\r\n";
    world.write("workstreams/WS-1-a.md", crlf);
    let output = world.hum(["fmt"]).sound();
    assert_eq!(output.stdout, "Nothing to change.\n", "{output}");
    assert_eq!(world.read("workstreams/WS-1-a.md"), crlf);
    let open = crlf.replace("cancelled", "planned");
    world.write("workstreams/WS-1-a.md", &open);
    let output = world.hum(["fmt"]).sound();
    assert_eq!(output.code, Some(0), "{output}");
    let expected = open.replace("later\r\n", "later ^a1\r\n");
    assert_eq!(world.read("workstreams/WS-1-a.md"), expected);
}

#[test]
fn only_what_is_named_is_written() {
    let world = World::program();
    for number in [1, 2] {
        let record = format!(
            "---\ntitle: A\nstatus: To be\nowner: \"@sam\"\nhealth: red\nobjective: {number}\n---\n"
        );
        world.write(format!("workstreams/WS-{number}-a.md"), record);
    }
    let output = world.hum(["fmt", "workstreams/WS-2-a.md"]).sound();
    assert_eq!(
        output.stdout, "workstreams/WS-2-a.md\n  WS-2: red \u{2192} off_track\nWrote 1 file.\n",
        "{output}"
    );
    assert!(world.read("workstreams/WS-1-a.md").contains("health: red"));
    insta::assert_snapshot!(world.hum(["fmt", "risks/none.md"]).sound(), @"
    exit: 2
    --- stderr
    error: there is no risks/none.md here
      hint: give files or folders of the program
    ");
}
