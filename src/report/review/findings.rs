//! The findings that a change introduces, as lines.

use crate::{
    model::finding::{Finding, Level},
    report::{Inline, Item, Tone},
};

/// Returns the findings that are told, errors first.
pub(super) fn told(findings: &[Finding]) -> Vec<&Finding> {
    let told = findings.iter();
    let mut told: Vec<&Finding> = told.filter(|one| one.level != Level::Allow).collect();
    told.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    told
}

/// Returns the lines of errors, and of everything else.
pub(super) fn lines(findings: &[Finding]) -> (Vec<Item>, Vec<Item>) {
    let (errors, others): (Vec<&Finding>, Vec<&Finding>) = told(findings)
        .into_iter()
        .partition(|finding| finding.level == Level::Error);
    let lines = |findings: Vec<&Finding>| findings.into_iter().map(line).collect();
    (lines(errors), lines(others))
}

/// Returns one finding: its level and rule, where it is, what it says, and below that what to do.
pub(super) fn line(finding: &Finding) -> Item {
    let tone = match finding.level {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Caution,
        Level::Info | Level::Allow => Tone::Neutral,
    };
    let place = &finding.place;
    let mut item = Item::new(vec![
        Inline::Status {
            word: finding.level.word().to_owned(),
            tone,
        },
        Inline::text(" "),
        Inline::code(finding.rule),
        Inline::text(" "),
        Inline::link(format!("{}:{}", place.path, place.start.line), &*place.path),
        Inline::text(" "),
    ]);
    item.text.extend(with_code(&finding.message));
    let help = finding.help.iter();
    item.children = help
        .map(|help| Item::new(with_code(&format!("help: {help}"))))
        .collect();
    item
}

/// Returns a message with what stands between its backticks as literals.
fn with_code(message: &str) -> Vec<Inline> {
    let parts: Vec<&str> = message.split('`').collect();
    // One backtick too many is one that is meant.
    if parts.len().is_multiple_of(2) {
        return vec![Inline::text(message)];
    }
    let inlines = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| !part.is_empty());
    inlines
        .map(|(at, part)| match at % 2 {
            0 => Inline::text(*part),
            _ => Inline::code(*part),
        })
        .collect()
}
