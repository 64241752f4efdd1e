//! Titles, and the names of files that are made of them.

use crate::world::World;

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
        let output = world.hum(["new", "issue", "--", title, "type=problem"]);
        assert_eq!(output.sound().code, Some(0), "{title}");
    }
    let list = world.hum(["list", "issue", "--format", "json"]).data();
    let kept: Vec<&str> = list["records"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|record| record["title"].as_str())
        .collect();
    let expected: Vec<String> = titles
        .iter()
        .map(|title| title.replace('\n', " "))
        .collect();
    assert_eq!(kept, expected);
    let files: Vec<String> = world
        .files()
        .into_keys()
        .filter_map(|path| {
            let path = path.strip_prefix(world.work()).expect("it is inside");
            Some(path.to_str()?.replace('\\', "/"))
        })
        .collect();
    insta::assert_snapshot!(files.join("\n"), @"
    issues/ISS-1-say-no-now.md
    issues/ISS-10-null.md
    issues/ISS-11-42.md
    issues/ISS-12-maria.md
    issues/ISS-13-2026-01-01.md
    issues/ISS-14-untitled.md
    issues/ISS-15-a-long-title-a-long-title-a-long-title-a.md
    issues/ISS-2-its-a-test.md
    issues/ISS-3-launch-day.md
    issues/ISS-4-容量の承認.md
    issues/ISS-5-x.md
    issues/ISS-6-etc-passwd.md
    issues/ISS-7-two-lines.md
    issues/ISS-8-dash.md
    issues/ISS-9-x-y.md
    program.yaml
    ");
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
    insta::assert_snapshot!(told, @r#"
    $ hum new issue Load type=problem --slug ../../etc
    New issue ISS-1: Load

    Wrote issues/ISS-1-etc.md.

    warning: issues/ISS-1-etc.md:2: ISS-1 refers to no record, and no record refers to it

    $ hum new issue Load type=problem --slug ""
    New issue ISS-2: Load

    Wrote issues/ISS-2-untitled.md.

    warning: issues/ISS-2-untitled.md:2: ISS-2 refers to no record, and no record refers to it
    "#);
}
