//! What a record itself lets pass: `allow: [{rule: orphan, reason: …, until: 2026-07-01}]`.

use jiff::civil::Date;

use crate::{
    model::{date, finding::Finding, program::Program, record::Record},
    text::Span,
};

/// One entry of `allow:`.
#[derive(Debug)]
pub(super) struct Exception<'a> {
    /// The record that has it.
    pub(super) record: &'a Record,
    /// The rule that does not apply.
    pub(super) rule: &'a str,
    /// Whether the next reader learns why.
    pub(super) has_reason: bool,
    /// The last day of it.
    pub(super) until: Option<Date>,
    /// Where its last day stands, or else the name of the rule.
    pub(super) span: Span,
}

impl Exception<'_> {
    /// Returns whether it counts on this day.
    fn counts(&self, today: Date) -> bool {
        self.has_reason && !self.is_over(today)
    }

    /// Returns whether its last day has passed.
    pub(super) fn is_over(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    /// Returns whether a finding is about its record and from its rule.
    fn covers(&self, finding: &Finding) -> bool {
        self.rule == finding.rule
            && finding.record.as_deref() == Some(&*self.record.id)
            && finding.place.path == self.record.file.path
    }
}

/// Returns every exception of a program, record by record. An entry that names no rule is none.
pub(super) fn exceptions(program: &Program) -> Vec<Exception<'_>> {
    let mut found = Vec::new();
    for record in program.written() {
        let entries = record.at_path("allow");
        for entry in entries.iter().flat_map(|entries| entries.items()) {
            let text = |key| entry.get(key).and_then(|value| value.text());
            let Some(rule) = text("rule") else { continue };
            let place = entry.get("until").or(entry.get("rule"));
            found.push(Exception {
                record,
                rule,
                has_reason: text("reason").is_some_and(|reason| !reason.trim().is_empty()),
                until: text("until").and_then(date::parse_day),
                span: place.map_or(entry.span(), |place| place.span()),
            });
        }
    }
    found
}

/// Removes the findings that a record lets pass.
pub(super) fn let_pass(findings: &mut Vec<Finding>, exceptions: &[Exception<'_>], today: Date) {
    let counting: Vec<_> = exceptions.iter().filter(|one| one.counts(today)).collect();
    if !counting.is_empty() {
        findings.retain(|finding| !counting.iter().any(|one| one.covers(finding)));
    }
}
