use super::{atlas, commit, update};
use crate::world::{PROGRAM, World};

const LINE: &str = "We need the answer on the closed years by Tuesday.";
const DAY: [&str; 2] = ["--as-of", "2026-06-26"];

/// Returns the text of a record below its fields.
fn body(record: &str) -> &str {
    record
        .splitn(3, "---\n")
        .nth(2)
        .expect("fields, then text")
        .trim_start()
}

#[test]
fn an_update_goes_on_where_the_last_one_ended() {
    let world = atlas();
    let first = update(&world, &["exec", "--context", "--as-of", "2026-06-26"]).data();
    assert_eq!(first["from"]["name"], "2026-06-12");
    let second = update(&world, &["exec", "--context", "--as-of", "2026-06-01"]).data();
    assert_eq!(
        second["from"]["name"], "2026-05-29",
        "later ones were not sent yet"
    );
    let none = update(
        &world,
        &["contributors", "--as-of", "2026-06-26", "--context"],
    );
    assert_eq!(
        none.stderr,
        "note: no update was sent to contributors yet: told is what changed since the first commit, 2026-01-05\n"
    );
}

#[test]
fn what_nobody_gave_a_meaning_is_not_sent() {
    let world = atlas();
    let before = world.files();
    for line in [&[][..], &["--so-what", " "], &["--so-what", "TBD"]] {
        let arguments = [&["exec", "--publish"], &DAY[..], line].concat();
        insta::allow_duplicates! {
            insta::assert_snapshot!(update(&world, &arguments), @"");
        }
    }
    assert_eq!(world.files(), before);
}

#[test]
fn what_is_sent_is_written_down_and_the_same_when_written_again() {
    let world = atlas();
    let publish = ["exec", "--publish", "--so-what", LINE, "--channel", "mail"];
    insta::assert_snapshot!(update(&world, &[&publish[..], &DAY].concat()), @"");
    let path = "updates/UPD-2026-06-26-exec.md";
    let record = world.read(path);
    insta::assert_snapshot!(record, @"");
    // Nothing of what happens later is in it.
    commit(&world, "2026-06-29", |world| {
        let risk = world.read("risks/RISK-10-august-leave.md");
        let later = risk.replace("probability: ", "probability: 5 # was ");
        vec![
            (path.into(), record.clone()),
            ("risks/RISK-10-august-leave.md".into(), later),
        ]
    });
    for day in [&[][..], &["--as-of", "2026-07-30"]] {
        let again = update(&world, &[&["UPD-2026-06-26-exec"], day].concat());
        assert_eq!(again.stdout, body(&record), "{again}");
    }
    let next = update(&world, &["exec", "--context", "--as-of", "2026-07-10"]).data();
    assert_eq!(next["from"]["name"], "2026-06-26");
    let twice = update(&world, &[&publish[..], &DAY].concat());
    insta::assert_snapshot!(twice, @"");
    let frozen = update(
        &world,
        &["UPD-2026-06-26-exec", "--publish", "--so-what", "Other"],
    );
    insta::assert_snapshot!(frozen, @"");
}

#[test]
fn a_draft_keeps_the_words_that_a_person_changed() {
    let world = atlas();
    let draft = [&["exec", "--draft"], &DAY[..]].concat();
    insta::assert_snapshot!(update(&world, &draft), @"");
    let path = "updates/UPD-2026-06-26-exec.md";
    let record = world.read(path);
    assert!(record.contains("status: draft\n") && record.contains("as_of: 2026-06-26\n"));
    assert!(record.ends_with("**So what:** TBD\n"), "{record}");
    assert_eq!(
        world.hum(["check", "--as-of", "2026-06-26"]).sound().code,
        Some(0)
    );
    world.write(
        path,
        record
            .replace("### ", "## ")
            .replace("Top risks", "What may go wrong"),
    );
    let send = ["UPD-2026-06-26-exec", "--publish", "--as-of", "2026-06-28"];
    let refused = update(&world, &send);
    assert_eq!(refused.code, Some(2), "{refused}");
    let sent = update(&world, &[&send[..], &["--so-what", LINE]].concat());
    assert_eq!(sent.code, Some(0), "{sent}");
    let record = world.read(path);
    assert!(record.contains("What may go wrong"), "{record}");
    assert!(
        record.contains("status: sent\n") && record.contains("sent: 2026-06-28\n"),
        "{record}"
    );
    assert!(
        record.ends_with(&format!("**So what:** _{LINE}_ — @maria\n")),
        "{record}"
    );
}

#[test]
fn a_draft_that_nobody_changed_is_sent_as_it_would_be_written_again() {
    let world = atlas();
    update(&world, &[&["exec", "--draft"], &DAY[..]].concat());
    let send = [
        "UPD-2026-06-26-exec",
        "--publish",
        "--as-of",
        "2026-06-28",
        "--so-what",
        LINE,
    ];
    assert_eq!(update(&world, &send).code, Some(0));
    let record = world.read("updates/UPD-2026-06-26-exec.md");
    let again = update(&world, &["UPD-2026-06-26-exec"]);
    assert_eq!(again.stdout, body(&record));
}

#[test]
fn every_update_of_atlas_is_written_again_as_it_was_sent() {
    let world = atlas();
    let mut seen = 0;
    for (path, bytes) in world.files() {
        let name = path.to_string_lossy();
        let Some(id) = name
            .strip_prefix("updates/")
            .and_then(|name| name.strip_suffix(".md"))
        else {
            continue;
        };
        let record = String::from_utf8(bytes).expect("text");
        let again = update(&world, &[id]);
        assert_eq!(again.stdout, body(&record), "{id}");
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[test]
fn where_it_cannot_be_written_down_is_told() {
    let world = atlas();
    let publish = ["partner", "--publish"];
    insta::assert_snapshot!(update(&world, &[&publish[..], &DAY].concat()), @"");
    let empty = World::empty();
    empty.write("program.yaml", PROGRAM);
    insta::assert_snapshot!(update(&empty, &["exec"]), @"");
    empty.repository();
    insta::assert_snapshot!(update(&empty, &["exec"]), @"");
}

#[test]
fn a_commit_that_this_clone_lacks_is_told() {
    let world = atlas();
    let path = "updates/UPD-2026-06-12-exec.md";
    let text = world.read(path);
    let line = text
        .lines()
        .find(|line| line.starts_with("to: "))
        .expect("it has an end");
    world.write(
        path,
        text.replace(line, "to: 0123456789abcdef0123456789abcdef01234567"),
    );
    insta::assert_snapshot!(update(&world, &["exec", "--as-of", "2026-06-26"]), @"");
    insta::assert_snapshot!(update(&world, &["UPD-2026-06-12-exec"]), @"");
}
