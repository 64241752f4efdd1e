use super::{atlas, atlas_with, update};

const LINE: &str = "The closed years are the only question; the rest follows from the answer.";

#[test]
fn exec_at_the_end_of_atlas() {
    let world = atlas();
    insta::assert_snapshot!(update(&world, &["exec", "--as-of", "2026-06-26", "--so-what", LINE]), @"");
}

#[test]
fn exec_of_atlas_in_march() {
    let world = atlas();
    insta::assert_snapshot!(update(&world, &["exec", "--at", "2026-03-15", "--since", "2026-03-01"]), @"");
}

#[test]
fn exec_of_atlas_in_may() {
    let world = atlas();
    insta::assert_snapshot!(update(&world, &["exec", "--at", "2026-05-15", "--since", "2026-05-01"]), @"");
}

#[test]
fn exec_in_six_lines() {
    let world = atlas();
    let since = [
        "exec-short",
        "--as-of",
        "2026-06-26",
        "--since",
        "2026-06-12",
    ];
    insta::assert_snapshot!(update(&world, &[&since[..], &["--format", "slack"]].concat()), @"");
    let calm = ["exec-short", "--as-of", "2026-06-26", "--since", "HEAD"];
    insta::assert_snapshot!(update(&world, &calm), @"");
}

#[test]
fn a_partner_hears_of_what_it_gives_and_gets() {
    let world = atlas_with(
        "  acquirer: {update: partner, people: [\"@acquirer\"]}\n  services: {update: partner, people: [\"@services\"], title: Atlas for services}\n",
    );
    let since = ["--as-of", "2026-06-26", "--since", "2026-06-01"];
    insta::assert_snapshot!(update(&world, &[&["acquirer"], &since[..]].concat()), @"");
    insta::assert_snapshot!(update(&world, &[&["services"], &since[..]].concat()), @"");
}

#[test]
fn contributors_hear_of_what_they_care_about() {
    let world = atlas_with(
        "  ledger: {update: contributors, cares_about: {workstreams: [WS-2]}}\n  risks: {update: contributors, cares_about: {kinds: [risk], tags: [nothing]}}\n",
    );
    let since = ["--as-of", "2026-06-26", "--since", "2026-06-12"];
    insta::assert_snapshot!(update(&world, &[&["ledger"], &since[..]].concat()), @"");
    insta::assert_snapshot!(update(&world, &[&["risks"], &since[..]].concat()), @"");
}

#[test]
fn nothing_that_happened_is_told_as_nothing() {
    let world = atlas();
    let output = update(
        &world,
        &["exec", "--as-of", "2026-06-26", "--since", "HEAD"],
    );
    assert!(
        output.stdout.contains(
            "Changed since HEAD\n──────────────────\n\nNothing changed that you need to act on.\n"
        ),
        "{output}"
    );
}

#[test]
fn an_audience_that_is_not_there_is_told_with_those_that_are() {
    let world = atlas();
    insta::assert_snapshot!(update(&world, &["exek"]), @"");
    insta::assert_snapshot!(update(&world, &["board"]), @"");
}
