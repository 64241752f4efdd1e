//! The parts of a note that stand in records, and what is missing of them.

use super::Note;
use crate::{
    model::record::Record,
    report::facts,
    text::{Span, markdown},
};

/// A part of the note that stands in a record: what it is called, and the headings below which it may be found.
pub(super) struct Part {
    pub(super) name: &'static str,
    titles: &'static [&'static str],
    /// What to type where no record says it; `ID` stands for the issue.
    help: &'static str,
}

pub(super) const SITUATION: Part = Part {
    name: "Situation",
    titles: &["Situation"],
    help: "hum set ID situation=\"…\"",
};

pub(super) const OPTIONS: Part = Part {
    name: "Options",
    titles: &["Options", "Considered Options"],
    help: "hum set ID options+=\"…: what it costs and which dates it moves\"",
};

pub(super) const TRADE_OFF: Part = Part {
    name: "What a good answer has to respect",
    titles: &["Trade-off", "Trade-offs", "Drivers", "Decision Drivers"],
    help: "hum set DECISION drivers+=\"…\"",
};

pub(super) const ATTEMPTS: Part = Part {
    name: "Tried so far",
    titles: &["Attempts", "Prior attempts"],
    help: "hum set ID attempts+=\"…\"",
};

pub(super) const RECOMMENDATION: Part = Part {
    name: "Recommendation",
    titles: &["Recommendation"],
    help: "hum set ID recommendation=\"…\"",
};

pub(super) const PARTS: [&Part; 5] = [&SITUATION, &OPTIONS, &TRADE_OFF, &ATTEMPTS, &RECOMMENDATION];

impl Note<'_> {
    /// Returns what the record says of a part, in Markdown and without comments.
    pub(super) fn text(&self, part: &Part) -> Option<String> {
        let (record, title) = self.find(part)?;
        let body = record.body()?;
        let index = body.section_index(title)?;
        let own = body.sections[index].content;
        let last = body.subsections(index).last();
        let end = last.map_or(own.end, |last| last.content.end);
        let said = Span { end, ..own }.slice(&record.file.text);
        Some(markdown::without_comments(said).trim().to_owned())
    }

    /// Returns the record that says a part, and the heading below which it does: the issue, else the decision.
    pub(super) fn find(&self, part: &Part) -> Option<(&Record, &'static str)> {
        let decision = self.escalation.decision;
        let mut records = std::iter::once(self.escalation.issue).chain(decision);
        records.find_map(|record| {
            let title = part.titles.iter().find(|title| record.says(title))?;
            Some((record, *title))
        })
    }

    /// Returns what to type where no record says a part.
    pub(super) fn help(&self, part: &Part) -> String {
        let issue = &self.escalation.issue.id;
        let decision = self.escalation.decision;
        if part.help.contains("DECISION") {
            return decision.map_or_else(
                || format!("hum set {issue} decision=DEC-…"),
                |decision| part.help.replace("DECISION", &decision.id),
            );
        }
        part.help.replace("ID", issue)
    }

    /// Returns what is missing in the records, with what to type.
    pub(super) fn missing(&self) -> Vec<(&'static str, String)> {
        let escalation = &self.escalation;
        let id = &escalation.issue.id;
        let mut missing = Vec::new();
        let mut check = |is_there: bool, name: &'static str, command: String| {
            if !is_there {
                missing.push((name, command));
            }
        };
        check(
            escalation.decision.is_some(),
            "the decision that is needed",
            format!("hum new decision \"…\" affects=…; hum set {id} decision=DEC-…"),
        );
        check(
            !escalation.to.is_empty(),
            "who decides",
            format!("hum set {id} escalate_to=@…"),
        );
        check(
            escalation.decide_by.is_some(),
            "the day by which it must be decided",
            format!("hum set {id} decide_by=…"),
        );
        check(
            !escalation.affected.is_empty(),
            "what it affects",
            format!("hum set {id} blocks=DEL-…"),
        );
        for part in PARTS {
            let is_said = self.find(part).is_some()
                || (part.name == ATTEMPTS.name && !escalation.attempts.is_empty())
                || (part.name == RECOMMENDATION.name && self.recommended().is_some());
            check(is_said, part.name, self.help(part));
        }
        missing
    }

    /// Returns what the decision recommends, where the issue says nothing.
    pub(super) fn recommended(&self) -> Option<String> {
        facts::recommendation(self.escalation.decision?)
    }
}
