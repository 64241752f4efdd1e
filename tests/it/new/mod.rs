//! Records from nothing: their numbers, their places, and what stands in them.

mod preset;
mod title;

use crate::world::{PROGRAM, World};

const RISK: &str = "---\ntitle: Old\nstatus: identified\nowner: maria\ntype: threat\ncause: a\nevent: b\neffect: c\n---\n";

/// Makes a risk and returns the first line that is printed.
#[track_caller]
fn first_line(world: &World, arguments: &[&str]) -> String {
    let output = world.hum(arguments).sound();
    assert_eq!(output.code, Some(0), "{output}");
    output.stdout.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn the_number_is_above_those_of_every_branch_and_of_the_index() {
    let world = World::program();
    assert_eq!(
        first_line(&world, &["new", "risk", "No repository"]),
        "New risk RISK-1: No repository"
    );
    let repository = world.repository();
    assert_eq!(
        first_line(&world, &["new", "risk", "No commit"]),
        "New risk RISK-2: No commit"
    );
    repository
        .commit("Start")
        .file("program.yaml", PROGRAM)
        .write();
    let aside = |number: u32| {
        let path = format!("risks/RISK-{number}-old.md");
        repository.commit("More").file(path, RISK).write_aside()
    };
    repository.branch("topic/quota", aside(7));
    assert_eq!(
        first_line(&world, &["new", "risk", "Local branch"]),
        "New risk RISK-8: Local branch"
    );
    repository.remote_branch("main", aside(12));
    assert_eq!(
        first_line(&world, &["new", "risk", "Remote branch"]),
        "New risk RISK-13: Remote branch"
    );
    repository.stage(&[("risks/RISK-20-staged.md", RISK)]);
    assert_eq!(
        first_line(&world, &["new", "risk", "Index"]),
        "New risk RISK-21: Index"
    );
    assert_eq!(
        first_line(&world, &["new", "issue", "Other kind"]),
        "New issue ISS-1: Other kind"
    );
}

#[test]
fn a_folder_below_the_top_of_a_repository_has_numbers_of_its_own() {
    let world = World::empty();
    world.write("plan/program.yaml", PROGRAM);
    let repository = world.repository();
    repository
        .commit("Start")
        .file("risks/RISK-40-elsewhere.md", RISK)
        .file("plan/risks/RISK-3-old.md", RISK)
        .write();
    assert_eq!(
        first_line(&world, &["-C", "plan", "new", "risk", "Here"]),
        "New risk RISK-4: Here"
    );
}

#[test]
fn ids_are_made_of_words_or_days_where_the_settings_say_so() {
    for (ids, expected) in [
        (
            "slug",
            [
                "New risk RISK-quota-is-late: Quota is late",
                "New meeting MTG-2026-06-01-queues: Queues",
            ],
        ),
        (
            "date",
            [
                "New risk RISK-2026-06-01-quota-is-late: Quota is late",
                "New meeting MTG-2026-06-01-queues: Queues",
            ],
        ),
    ] {
        let world = World::empty();
        world.write("program.yaml", format!("{PROGRAM}ids: {ids}\n"));
        let made = [
            first_line(&world, &["new", "risk", "Quota is late"]),
            first_line(&world, &["new", "meeting", "Queues"]),
        ];
        assert_eq!(made, expected);
    }
}

#[test]
fn a_dated_record_is_named_after_its_own_day() {
    let world = World::program();
    let told = world.session(&[
        &[
            "new",
            "meeting",
            "Queues",
            "date=2026-06-09",
            "purpose=decide",
            "attendees=@maria",
        ],
        &[
            "new",
            "meeting",
            "Queues",
            "date=today+1d",
            "purpose=decide",
            "attendees=@maria",
        ],
        &[
            "new",
            "meeting",
            "Queues",
            "date=2026-06-09",
            "purpose=decide",
            "attendees=@maria",
        ],
        &[
            "new",
            "meeting",
            "Queues",
            "date=2026-06-09",
            "purpose=decide",
            "attendees=@maria",
            "--slug",
            "Queues again",
        ],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum new meeting Queues date=2026-06-09 purpose=decide attendees=@maria
    New meeting MTG-2026-06-09-queues: Queues

    Wrote meetings/MTG-2026-06-09-queues.md.

    To fill in: hum set MTG-2026-06-09-queues agenda="…"

    $ hum new meeting Queues date=today+1d purpose=decide attendees=@maria
    New meeting MTG-2026-06-02-queues: Queues

    Wrote meetings/MTG-2026-06-02-queues.md.

    To fill in: hum set MTG-2026-06-02-queues agenda="…"

    $ hum new meeting Queues date=2026-06-09 purpose=decide attendees=@maria
    error: meetings/MTG-2026-06-09-queues.md exists already
      hint: `hum set MTG-2026-06-09-queues …` changes it; for a second one give another title, or other words with --slug
    exit: 2

    $ hum new meeting Queues date=2026-06-09 purpose=decide attendees=@maria --slug "Queues again"
    New meeting MTG-2026-06-09-queues-again: Queues

    Wrote meetings/MTG-2026-06-09-queues-again.md.

    To fill in: hum set MTG-2026-06-09-queues-again agenda="…"
    "#);
}

#[test]
fn a_kind_of_ones_own_says_where_its_records_go() {
    let world = World::empty();
    let kinds = "kinds:\n  test:\n    like: common\n    title: Test\n    class: work\n    sources: [{include: [\"qa/**/*.md\"], extract: front-matter}]\n    id: {file-name: '^(\\d+)', prefix: T-}\n    new: qa/{number:04}-{slug}.md\n    states: {open: [planned], done: [passed]}\n";
    world.write("program.yaml", format!("{PROGRAM}{kinds}"));
    world.write("qa/0041-old.md", "---\ntitle: Old\nstatus: passed\n---\n");
    let told = world.session(&[
        &["new", "test", "Load at twice the peak", "owner=@maria"],
        &["new", "t", "Soak"],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum new test "Load at twice the peak" owner=@maria
    New test T-0042: Load at twice the peak

    Wrote qa/0042-load-at-twice-the-peak.md.

    $ hum new t Soak
    New test T-0043: Soak

    Wrote qa/0043-soak.md.
    "#);
    insta::assert_snapshot!(world.read("qa/0042-load-at-twice-the-peak.md"), @r#"
    ---
    title: Load at twice the peak
    status: planned
    owner: "@maria"
    ---
    "#);
}

#[test]
fn what_nobody_fills_in_is_to_be_determined_and_check_lists_it() {
    let world = World::program();
    let told = world.session(&[
        &[
            "new",
            "decision",
            "Use one queue",
            "tags=queue, cost",
            "contributors+=@lee",
            "contributors+=@kim",
        ],
        &["check", "decisions"],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum new decision "Use one queue" tags="queue, cost" contributors+=@lee contributors+=@kim
    New decision DEC-1: Use one queue

    Wrote decisions/DEC-1-use-one-queue.md.

    - To fill in: hum set DEC-1 approver=… decide_by=…
    - warning: decisions/DEC-1-use-one-queue.md:2: DEC-1 refers to no record, and no record refers to it

    $ hum check decisions
    warning[orphan]: DEC-1 refers to no record, and no record refers to it
     --> decisions/DEC-1-use-one-queue.md:2:8
      |
    2 | title: Use one queue
      |        ^^^^^^^^^^^^^
      |
      = note: What belongs to nothing is looked after by nobody.
      = help: add `affects: …`, what it affects

    warning[bare-tbd]: `approver` is to be determined, and nobody is named to find out
     --> decisions/DEC-1-use-one-queue.md:4:11
      |
    4 | approver: TBD
      |           ^^^
      |
      = note: What nobody is asked to find out stays unknown.
      = help: type `hum set DEC-1 approver=…`, or write TBD(@who, YYYY-MM-DD)

    warning[bare-tbd]: `decide_by` is to be determined, and nobody is named to find out
     --> decisions/DEC-1-use-one-queue.md:6:12
      |
    6 | decide_by: TBD
      |            ^^^
      |
      = help: type `hum set DEC-1 decide_by=…`, or write TBD(@who, YYYY-MM-DD)

    To read about a rule, type:
      hum explain bare-tbd
      hum explain orphan

    3 warnings in 1 record (1 file)
    "#);
    insta::assert_snapshot!(world.read("decisions/DEC-1-use-one-queue.md"), @r#"
    ---
    title: Use one queue
    status: needed
    approver: TBD
    contributors: ["@lee", "@kim"]
    decide_by: TBD
    tags: [queue, cost]
    ---

    ## Problem

    <!-- The question, and what makes it one today. -->

    ## Drivers

    <!-- What a good answer has to respect, the most important first. -->

    ## Options

    <!-- Two or more, each a heading or a list item, doing nothing among them: what it costs and which dates it moves. -->

    ## Recommendation

    <!-- Which option the driver would take, and why, in one or two sentences. -->

    ## Decision

    <!-- What was decided, in one sentence that can be quoted. -->

    ## Why

    <!-- What made the difference. -->

    ## Consequences

    <!-- What follows, the bad with the good, and who has to do what. -->

    ## Dissent

    <!-- Who disagreed, and why, in their words. -->
    "#);
}

#[test]
fn new_files_have_plain_line_ends_whatever_the_others_have() {
    let world = World::empty();
    world.write("program.yaml", PROGRAM.replace('\n', "\r\n"));
    let register = "risks:\r\n  - id: R-7\r\n    title: Old\r\n    status: open\r\n";
    world.write("reg/program.yaml", "name: Shop\r\npreset: register\r\n");
    world.write("reg/risks.yaml", register);
    let told = world.session(&[
        &["new", "risk", "Late", "owner=@maria"],
        &["-C", "reg", "new", "risk", "Late", "owner=@maria"],
    ]);
    insta::assert_snapshot!(told, @"
    $ hum new risk Late owner=@maria
    New risk RISK-1: Late

    Wrote risks/RISK-1-late.md.

    - To fill in: hum set RISK-1 type=… cause=… event=… effect=…
    - warning: risks/RISK-1-late.md:2: RISK-1 refers to no record, and no record refers to it

    $ hum -C reg new risk Late owner=@maria
    New risk R-8: Late

    Wrote risks.yaml.
    ");
    assert!(!world.read("risks/RISK-1-late.md").contains('\r'));
    assert_eq!(
        world.read("reg/risks.yaml"),
        format!(
            "{register}  - id: R-8\r\n    title: Late\r\n    status: open\r\n    owner: \"@maria\"\r\n"
        )
    );
}
