//! Where the program stands, on one screen: what owners say beside what the facts say.

mod data;
mod lines;

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    Block, Document, Inline, Report,
    facts::{self, Headline, Milestone, OpenRisk, Silent, Telling, Waiting},
};
use crate::{
    facts::health::Verdict,
    model::{finding::Level, status::Health},
};

/// More rows of work than this do not fit on a screen.
const WORK: usize = 12;
/// Decisions and risks that are shown.
const FEW: usize = 3;
/// Dates that are shown.
const DATES: usize = 5;

/// How many findings there are, by level.
pub type Counts = BTreeMap<Level, usize>;

/// Everything the status tells.
#[derive(Debug)]
pub struct Status<'a> {
    telling: &'a Telling<'a>,
    verdicts: &'a BTreeMap<&'a str, Verdict<'a>>,
    findings: &'a Counts,
    headline: Headline,
    /// The work that is no part of other work, the worst first.
    wholes: Vec<&'a Verdict<'a>>,
    /// Work whose owners say something better than the facts, the greatest difference first.
    watermelons: Vec<&'a Verdict<'a>>,
    decisions: Vec<Waiting>,
    risks: Vec<OpenRisk>,
    next: Vec<Milestone>,
    silent: Vec<Silent>,
}

impl<'a> Status<'a> {
    /// Gathers what there is to tell.
    pub fn new(
        telling: &'a Telling<'a>,
        verdicts: &'a BTreeMap<&'a str, Verdict<'a>>,
        findings: &'a Counts,
    ) -> Self {
        let mut wholes: Vec<&Verdict<'_>> = verdicts
            .values()
            .filter(|verdict| !is_part(verdict, verdicts))
            .collect();
        wholes.sort_by_key(|verdict| Reverse(verdict.worst()));
        let mut watermelons: Vec<&Verdict<'_>> = verdicts
            .values()
            .filter(|verdict| verdict.watermelon().is_some())
            .collect();
        watermelons.sort_by_key(|verdict| Reverse(verdict.watermelon()));
        Self {
            headline: facts::headline(telling),
            decisions: facts::decisions(telling),
            risks: facts::risks(telling),
            next: facts::milestones(telling),
            silent: facts::silent(telling),
            telling,
            verdicts,
            findings,
            wholes,
            watermelons,
        }
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("status", || self.document(), || data::data(self))
    }

    /// Returns what the facts say of the program: its worst work, or off track where its last part comes after the target.
    fn derived(&self) -> Health {
        let work = self.wholes.iter().map(|verdict| verdict.derived).max();
        let tolerance = self.telling.config().thresholds.slip_tolerance_days;
        let is_late = self.headline.late.is_some_and(|late| late > tolerance);
        let by_dates = is_late.then_some(Health::OffTrack);
        work.max(by_dates).unwrap_or(Health::OnTrack)
    }

    fn document(&self) -> Document {
        let name = &self.telling.config().name;
        let title = format!("{name}: {}", self.telling.today);
        let mut document = Document::new(&title);
        document.heading(1, title);
        document.paragraph(lines::headline(self));
        document.heading(2, "Work");
        self.work(&mut document);
        self.more(&mut document, self.wholes.len(), WORK, "hum schedule");
        document.heading(2, "Said to be better than the facts");
        let melons = self.watermelons.iter().take(WORK);
        document.list_or_none(
            melons
                .map(|verdict| lines::watermelon(self, verdict))
                .collect(),
        );
        document.heading(2, "Decisions to be made");
        let decisions = self.decisions.iter().take(FEW);
        document.list_or_none(decisions.map(lines::decision).collect());
        self.more(&mut document, self.decisions.len(), FEW, "hum decisions");
        document.heading(2, "Risks");
        document.list_or_none(self.risks.iter().take(FEW).map(lines::risk).collect());
        self.more(&mut document, self.risks.len(), FEW, "hum risks");
        document.heading(2, "Next");
        document.list_or_none(self.next.iter().take(DATES).map(lines::next).collect());
        document.paragraph(lines::silence(&self.silent));
        document.paragraph(lines::findings(self.findings));
        document
    }

    fn work(&self, document: &mut Document) {
        let shown = &self.wholes[..self.wholes.len().min(WORK)];
        if shown.is_empty() {
            return document.list_or_none(Vec::new());
        }
        let columns = ["Work", "Owner", "Owner says", "Facts say", "Due", "Why"];
        document.blocks.push(Block::Table {
            columns: columns.map(str::to_owned).into(),
            rows: shown
                .iter()
                .map(|verdict| lines::work(self, verdict))
                .collect(),
        });
    }

    fn more(&self, document: &mut Document, all: usize, shown: usize, command: &str) {
        if all > shown {
            document.paragraph(vec![
                Inline::text(format!("{} more: ", all - shown)),
                Inline::code(command),
            ]);
        }
    }
}

/// Returns whether work is part of other unfinished work.
fn is_part(verdict: &Verdict<'_>, all: &BTreeMap<&str, Verdict<'_>>) -> bool {
    let parents = verdict.record.values(crate::model::role::Role::Parent);
    parents.iter().any(|parent| all.contains_key(&*parent.text))
}
