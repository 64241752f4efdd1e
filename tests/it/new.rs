//! Records from nothing: their numbers, their places, and what stands in them.

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
    insta::assert_snapshot!(told);
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
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("qa/0042-load-at-twice-the-peak.md"));
}

#[test]
fn titles_of_every_sort_are_kept_and_stay_in_their_folder() {
    let world = World::program();
    let long = "A long title ".repeat(15) + "ends";
    let titles = [
        r#"Say "no": now"#,
        "It's: a # test",
        "Launch 🚀 day",
        "容量の承認",
        "../../x",
        "/etc/passwd",
        "two\nlines",
        "- dash",
        "[x] y",
        "null",
        "42",
        "@maria",
        "2026-01-01",
        "???",
        long.as_str(),
    ];
    for title in titles {
        let output = world
            .hum(["new", "issue", "type=problem", "--", title])
            .sound();
        // The first of what is left is the title.
        assert_eq!(output.code, Some(2), "{output}");
        let output = world
            .hum(["new", "issue", "--", title, "type=problem"])
            .sound();
        assert_eq!(output.code, Some(0), "{output}");
    }
    let list = world.hum(["list", "issue", "--format", "json"]).data();
    let kept: Vec<&str> = list["records"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|record| record["title"].as_str())
        .collect();
    assert_eq!(kept, titles.map(|title| title.replace('\n', " ")));
    let files: Vec<String> = world
        .files()
        .into_keys()
        .filter_map(|path| {
            let path = path.strip_prefix(world.work()).expect("it is inside");
            Some(path.to_str()?.replace('\\', "/"))
        })
        .collect();
    insta::assert_snapshot!(files.join("\n"));
}

#[test]
fn other_words_in_the_file_name_are_made_plain() {
    let world = World::program();
    let told = world.session(&[
        &[
            "new",
            "issue",
            "Load",
            "type=problem",
            "--slug",
            "../../etc",
        ],
        &["new", "issue", "Load", "type=problem", "--slug", ""],
    ]);
    insta::assert_snapshot!(told);
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
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("decisions/DEC-1-use-one-queue.md"));
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
    insta::assert_snapshot!(told);
    assert!(!world.read("risks/RISK-1-late.md").contains('\r'));
    assert_eq!(
        world.read("reg/risks.yaml"),
        format!(
            "{register}  - id: R-8\r\n    title: Late\r\n    status: open\r\n    owner: \"@maria\"\r\n"
        )
    );
}

#[test]
fn a_register_takes_records_in_and_is_made_where_it_is_missing() {
    let world = World::empty();
    world.write("program.yaml", "name: Shop\npreset: register\n");
    let told = world.session(&[
        &["new", "risk", "Quota is late"],
        &[
            "new",
            "risk",
            "Second: one",
            "owner=@maria,@lee",
            "probability=3",
            "due=2026-07-01",
        ],
        &["set", "R-1", "owner=@lee", "status=mitigating"],
        &["set", "R-1", "owner+=@maria"],
        &["set", "R-1", "action+=@lee ask"],
        &["mv", "R-1", "R-9"],
        &["new", "risk", "Third"],
        &["check"],
    ]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("risks.yaml"));
}

#[test]
fn a_register_that_is_a_map_gets_a_key() {
    let world = World::empty();
    world.write("program.yaml", "name: Shop\npreset: register\n");
    world.write(
        "risks.yaml",
        "# Ours\nR-07:\n  title: Old\n  status: open\n",
    );
    let told = world.session(&[&["new", "risk", "Late"], &["check"]]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("risks.yaml"));
}

#[test]
fn decisions_are_made_as_nygard_writes_them() {
    let world = World::empty();
    world.write("program.yaml", "name: Shop\npreset: nygard\n");
    let told = world.session(&[
        &["new", "decision", "Use one queue"],
        &[
            "new",
            "decision",
            "Keep: the \"cache\"",
            "status=accepted",
            "date=2026-05-01",
            "context=It is slow.",
            "decision=Keep it.",
            "consequences=More memory.",
        ],
        &["set", "ADR-1", "status=accepted"],
        &[
            "set",
            "ADR-0001",
            "status=accepted",
            "context=Two queues.",
            "decision=One.",
            "consequences+=Less to run",
            "consequences+=One point of failure",
        ],
        &["check"],
    ]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("doc/adr/0001-use-one-queue.md"));
    insta::assert_snapshot!(world.read("doc/adr/0002-keep-the-cache.md"));
}

#[test]
fn decisions_are_made_as_madr_writes_them() {
    let world = World::empty();
    world.write("program.yaml", "name: Shop\npreset: madr\n");
    let told = world.session(&[
        &["new", "decision", "Use one queue", "owner=@maria,@lee"],
        &[
            "set",
            "ADR-0001",
            "considered_options+=One queue",
            "considered_options+=Two queues",
            "decision_outcome=One queue, because one team is on call.",
            "status=accepted",
            "owner+=@kim",
            "owner-=@lee",
        ],
        &["check"],
    ]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.read("docs/decisions/0001-use-one-queue.md"));
}
