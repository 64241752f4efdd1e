//! Runs the pages of `tests/cases/`: each section is a program and the findings of the page's rule.

use std::path::Path;

use humdrum::check::Rule;

use crate::{PACKAGE, assert_nothing, example, files, page};

#[test]
fn every_case_gives_exactly_the_findings_on_its_page() {
    let mut bad = Vec::new();
    let is_update = std::env::var_os("UPDATE").is_some();
    for (path, page) in files("tests/cases") {
        let updated = run(&path, &page, &mut bad);
        if is_update && updated != page {
            write(&path, &updated);
        }
    }
    if !is_update {
        assert_nothing(
            "the pages and the rules differ; UPDATE=1 rewrites the pages",
            &bad,
        );
    }
}

/// Runs the cases of one page and returns the page as it should be.
fn run(path: &str, page: &str, bad: &mut Vec<String>) -> String {
    let name = path
        .rsplit('/')
        .next()
        .and_then(|file| file.strip_suffix(".md"));
    let rule = name
        .and_then(Rule::find)
        .expect("a page is named after its rule");
    let mut updated = String::new();
    let mut copied = 0;
    for case in page::sections(page) {
        let mut expected = case
            .blocks
            .iter()
            .filter(|block| block.language == "findings");
        let (Some(block), None) = (expected.next(), expected.next()) else {
            panic!("{path}: `{}` needs one block of findings", case.title);
        };
        let findings = example::judged(&case, page);
        let found = example::shown(findings.iter().filter(|finding| finding.rule == rule.name));
        let expected = &page[block.content.clone()];
        if found != expected {
            let title = case.title;
            bad.push(format!(
                "{path}: {title}\n--- the page\n{expected}+++ the rule\n{found}"
            ));
        }
        updated.push_str(&page[copied..block.content.start]);
        updated.push_str(&found);
        copied = block.content.end;
    }
    updated + &page[copied..]
}

#[expect(
    clippy::disallowed_methods,
    reason = "UPDATE=1 rewrites pages of the package"
)]
pub(crate) fn write(path: &str, page: &str) {
    std::fs::write(Path::new(PACKAGE).join(path), page).expect("the page can be written");
}

#[test]
fn a_long_chain_of_work_is_followed_to_its_end_and_back() {
    const LENGTH: usize = 2000;
    let all: Vec<(String, String)> = (1..=LENGTH)
        .map(|number| {
            let after = number % LENGTH + 1;
            let text = format!(
                "---\ntitle: T\nstatus: proposed\nworkstream: WS-1\nafter: [DEL-{after}]\n---\n"
            );
            (format!("deliverables/DEL-{number}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = all
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let findings = example::findings(&files);
    let cycles: Vec<&str> = findings
        .iter()
        .map(|finding| finding.message.as_str())
        .filter(|message| message.contains("waits for itself"))
        .collect();
    assert_eq!(
        cycles,
        [
            "DEL-1 waits for itself: DEL-1 → DEL-2 → DEL-3 → DEL-4 → 1992 more → DEL-1997 → DEL-1998 → DEL-1999 → DEL-2000 → DEL-1"
        ]
    );
}
