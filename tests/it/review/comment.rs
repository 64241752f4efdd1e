use std::fmt::Write;

use super::{ONE, branch, deliverable, program, review, slipped};

#[test]
fn hostile_words_stay_words_in_a_comment() {
    let (world, repository) = program();
    let title = "'</details><script>alert(1)</script> @org/all [x](javascript:1) `code` | #1'";
    let text = slipped().replace("title: API", &format!("title: {title}"));
    branch(&repository, "hostile", &[(ONE, text)]);
    let output = review(&world, &["main", "--format", "markdown"]);
    assert!(output.stdout.contains(
        "&lt;/details&gt;&lt;script&gt;alert(1)&lt;/script&gt; @\u{2060}org/all \\[x\\](javascript:1) \\`code\\` | #1"
    ), "{output}");
    assert!(!output.stdout.contains("<script") && !output.stdout.contains("</details>"));
}

#[test]
fn a_comment_is_no_longer_than_a_host_takes() {
    let (world, repository) = program();
    let mut files = Vec::new();
    for number in 10..900 {
        let mut title = String::new();
        write!(
            title,
            "Work number {number} with words enough to make a long line of it"
        )
        .expect("memory");
        let text = deliverable(&title, "owner: sam\ndue: 2026-06-17\n");
        files.push((format!("deliverables/DEL-{number}-work.md"), text));
    }
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    branch(&repository, "huge", &files);
    let output = review(&world, &["main", "--format", "markdown"]);
    let length = output.stdout.chars().count();
    assert!(length > 10_000 && length < 65_536, "{length}");
    assert!(
        output.stdout.contains("790 more: `hum review main`"),
        "{}",
        &output.stdout[..2000]
    );
    let data = review(&world, &["main", "--format", "json"]).data();
    assert_eq!(data["changed"].as_array().map(Vec::len), Some(890));
}

#[test]
fn what_a_move_touches_is_cut_in_a_comment_and_whole_elsewhere() {
    let (world, repository) = program();
    let mut first = repository.commit("Many").on("2026-05-04");
    for number in 10..810 {
        let title = format!("Work number {number} with words enough to make a long line of it");
        let text = deliverable(
            &title,
            "owner: sam\ndue: 2026-12-17\nestimate: [1, 1, 1]\nafter: [DEL-1]\n",
        );
        first = first.file(format!("deliverables/DEL-{number}-work.md"), text);
    }
    first.write();
    repository.check_out();
    branch(&repository, "slip", &[(ONE, slipped())]);
    let comment = review(&world, &["main", "--format", "markdown"]);
    let length = comment.stdout.chars().count();
    assert!(length < 65_536, "{length}");
    assert!(
        comment.stdout.contains("  - 793 more\n"),
        "{}",
        &comment.stdout[..6000]
    );
    let text = review(&world, &["main"]);
    let touched = text.stdout.matches(": float ").count();
    assert_eq!(touched, 803);
}
