//! Which risks there are, how large they are, and who does what about them: the report behind `risks`.

mod burndown;
mod data;
mod matrix;
mod suggest;
mod table;

use std::cmp::Ordering;

use jiff::civil::Date;

use super::{Document, Inline, Item, Report, cells};
use crate::{
    facts::risk::{self, Band, Register, Trend},
    model::{
        action::{Action, ActionState, actions_of},
        program::{Program, natural},
        record::Record,
    },
    text::phrase::counted,
};

pub use suggest::Suggestions;

/// Calendar days over which a risk is said to have moved.
pub const TREND_DAYS: i64 = 28;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The condition for risks, as it was written.
    pub filter: Option<&'a str>,
    /// Risks that are told one by one; `None` for all. The data always has all.
    pub limit: Option<usize>,
    /// Whether the risks are all that is told: one table, for a spreadsheet.
    pub is_table: bool,
}

/// What history says.
#[derive(Debug, Default)]
pub struct Before {
    /// The program [`TREND_DAYS`] days ago; `None` where that is not known.
    pub program: Option<Program>,
    /// The risks at the end of each week, the last one as they are now.
    pub weeks: Vec<Register>,
    /// Whether older history is missing from this clone.
    pub is_shallow: bool,
}

/// The register of risks at some moment.
#[derive(Debug)]
pub struct Risks<'a> {
    program: &'a Program,
    today: Date,
    question: Question<'a>,
    before: &'a Before,
    /// The risks, the largest exposure first, then the largest band.
    risks: Vec<Rated<'a>>,
    opportunities: Vec<Rated<'a>>,
}

/// A risk and what follows from it.
#[derive(Debug)]
struct Rated<'a> {
    record: &'a Record,
    score: Option<i64>,
    band: Option<Band>,
    exposure: Option<f64>,
    residual_exposure: Option<f64>,
    proximity: Option<i64>,
    is_imminent: bool,
    /// The next open action.
    next: Option<Action<'a>>,
    trend: Option<Trend>,
}

impl<'a> Risks<'a> {
    /// Rates those of some risks of a program that are open.
    pub fn new(
        program: &'a Program,
        records: &[&'a Record],
        today: Date,
        question: Question<'a>,
        before: &'a Before,
    ) -> Self {
        let told = |is_told: &dyn Fn(&Record) -> bool| {
            let open = records.iter().filter(|record| is_told(record));
            let mut rated: Vec<Rated<'_>> = open
                .map(|record| Rated::new(program, record, today, before))
                .collect();
            rated.sort_by(Rated::order);
            rated
        };
        Self {
            risks: told(&risk::is_open),
            opportunities: told(&risk::is_opportunity),
            program,
            today,
            question,
            before,
        }
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        let document = || match self.question.is_table {
            true => self.sheet(),
            false => self.document(),
        };
        Report::new("risks", document, || data::data(self))
    }

    fn sheet(&self) -> Document {
        let mut document = Document::new("Risks");
        document.blocks.push(table::sheet(self));
        document
    }

    fn document(&self) -> Document {
        let name = match self.program.config.name.as_str() {
            "" => "Program",
            name => name,
        };
        let title = format!("{name}: risks on {}", self.today);
        let mut document = Document::new(&title);
        document.heading(1, title);
        document.paragraph(self.headline());
        if self.before.is_shallow {
            document.paragraph(super::ends::shallow(None));
        }
        if !self.risks.is_empty() {
            document.heading(2, "Matrix");
            document.blocks.push(matrix::table(self));
            document.heading(2, "Largest exposure first");
            self.largest(&mut document);
            self.gaps(&mut document);
        }
        document.heading(2, "Opportunities");
        document.list_or_none(self.opportunities.iter().map(table::opportunity).collect());
        burndown::tell(self, &mut document);
        document
    }

    fn headline(&self) -> Vec<Inline> {
        let open = counted(self.risks.len(), "open risk");
        let mut words = vec![Inline::strong(open)];
        if let Some(filter) = self.question.filter {
            words.extend([Inline::text(" with "), Inline::code(filter)]);
        }
        let known: Vec<&Rated<'_>> = self.counted().collect();
        if known.is_empty() {
            words.push(Inline::text("."));
            return words;
        }
        let days = counted(cells::tenths(self.exposure()), "workday");
        words.push(Inline::text(", "));
        words.push(Inline::strong(format!("exposure {days}")));
        let left = cells::tenths(self.residual_exposure());
        let mut rest = format!(", {left} once the responses have worked");
        let unstated = known.iter().filter(|risk| risk.residual_exposure.is_none());
        let unstated: Vec<&str> = unstated.map(|risk| &*risk.record.id).collect();
        if !unstated.is_empty() {
            rest += &format!(" ({} in full: no residual)", unstated.join(", "));
        }
        let imminent = self.risks.iter().filter(|risk| risk.is_imminent).count();
        words.push(Inline::text(format!("{rest}; {imminent} imminent.")));
        words
    }

    fn largest(&self, document: &mut Document) {
        let all = self.risks.len();
        let shown = self.question.limit.unwrap_or(all).min(all);
        document.blocks.push(table::table(&self.risks[..shown]));
        if shown < all {
            let note = format!("{} more. For all: ", all - shown);
            document.paragraph(vec![Inline::text(note), Inline::code("--limit 0")]);
        }
    }

    /// Tells which risks are counted nowhere, and what to type so that they are.
    fn gaps(&self, document: &mut Document) {
        let missing = |text: &str, field: &str, is_gap: &dyn Fn(&Rated<'_>) -> bool| {
            let ids = self.risks.iter().filter(|risk| is_gap(risk));
            let ids: Vec<&Rated<'_>> = ids.collect();
            let first = ids.first()?;
            let mut line = Vec::new();
            for risk in &ids {
                if !line.is_empty() {
                    line.push(Inline::text(", "));
                }
                line.push(risk.link());
            }
            line.push(Inline::text(format!(": {text}. ")));
            line.push(Inline::code(format!("hum set {} {field}", first.record.id)));
            Some(Item::new(line))
        };
        let is_unrated = |risk: &Rated<'_>| risk.band.is_none();
        let has_no_days = |risk: &Rated<'_>| risk.exposure.is_none() && risk.score.is_some();
        let lines = [
            missing(
                "not rated, so in no cell and in no sum",
                "probability=… impact=… impact_days=…",
                &is_unrated,
            ),
            missing(
                "rated, but without the workdays that it may cost, so in no sum",
                "impact_days=…",
                &has_no_days,
            ),
        ];
        let lines: Vec<Item> = lines.into_iter().flatten().collect();
        if !lines.is_empty() {
            document.heading(2, "Not counted");
            document.list_or_none(lines);
        }
    }

    /// Returns the risks whose exposure is known.
    fn counted(&self) -> impl Iterator<Item = &Rated<'a>> {
        self.risks.iter().filter(|risk| risk.exposure.is_some())
    }

    fn exposure(&self) -> f64 {
        self.risks
            .iter()
            .filter_map(|risk| risk.exposure)
            .sum::<f64>()
            + 0.0
    }

    /// Returns the exposure once the responses have worked; a risk that says nothing of it counts in full.
    fn residual_exposure(&self) -> f64 {
        let left = |risk: &Rated<'_>| risk.residual_exposure.or(risk.exposure);
        self.counted().filter_map(left).sum::<f64>() + 0.0
    }
}

impl<'a> Rated<'a> {
    fn new(program: &Program, record: &'a Record, today: Date, before: &Before) -> Self {
        let config = &program.config;
        let thresholds = &config.thresholds;
        let mut open = actions_of(record, today);
        open.retain(|action| action.state() != ActionState::Done);
        open.sort_by_key(|action| action.due().unwrap_or(Date::MAX));
        let trend = before.program.as_ref();
        Self {
            record,
            score: risk::score(record),
            band: risk::band(record),
            exposure: risk::exposure(record, thresholds),
            residual_exposure: risk::residual_exposure(record, thresholds),
            proximity: risk::proximity(record, config, today),
            is_imminent: risk::is_imminent(record, config, today),
            next: open.into_iter().next(),
            trend: trend.map(|then| risk::trend(record, then.find(&record.id), thresholds)),
        }
    }

    /// Orders the largest exposure first, then the largest band, then the largest score.
    fn order(one: &Self, other: &Self) -> Ordering {
        let days = |risk: &Self| risk.exposure.unwrap_or(-1.0);
        days(other)
            .total_cmp(&days(one))
            .then_with(|| other.band.cmp(&one.band))
            .then_with(|| other.score.cmp(&one.score))
            .then_with(|| natural(&one.record.id, &other.record.id))
    }

    fn link(&self) -> Inline {
        Inline::link(&*self.record.id, &*self.record.file.path)
    }
}
