//! What must still happen to finish something: the report behind `path`.

mod data;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Block, Document, Inline, Report, Tone, distance};
use crate::{
    facts::path::{Doing, Path, Step},
    model::{config::Config, role::Role},
    text::phrase::counted,
};

/// Obstacles that are named in the verdict.
const NAMED: usize = 6;

/// What is told of a path.
pub struct Remaining<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The path.
    pub path: Path<'a>,
    /// Today.
    pub today: Date,
    /// Whether only what is due today or overdue is wanted.
    pub is_today: bool,
    /// Whether only the table is wanted.
    pub is_table: bool,
}

impl Remaining<'_> {
    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("path", || self.document(), || data::data(self))
    }

    /// Returns the steps that are told.
    fn told(&self) -> impl Iterator<Item = &Step<'_>> {
        let steps = self.path.steps.iter();
        steps.filter(|step| {
            let is_now = step.is_overdue || step.by.is_some_and(|by| by <= self.today);
            !self.is_today || is_now
        })
    }

    fn document(&self) -> Document {
        let record = self.path.record;
        let title = format!("{} {}: what is left", record.id, record.title());
        let mut document = Document::new(&title);
        if self.is_table {
            document.blocks.push(self.table());
            return document;
        }
        document.heading(1, title);
        document.paragraph(self.verdict());
        if !self.path.is_finished() {
            document.paragraph(self.when());
            if self.told().next().is_none() {
                document.paragraph(vec![Inline::text("Nothing is due today or overdue.")]);
            } else {
                document.blocks.push(self.table());
            }
            document.paragraph(self.total());
        }
        document
    }

    /// Returns whether whoever works on it has what it takes, and what is missing.
    fn verdict(&self) -> Vec<Inline> {
        let record = self.path.record;
        if self.path.is_finished() {
            let actual = record.day(Role::Actual, &self.config.releases);
            let when = actual.map_or_else(String::new, |day| format!(" It was finished on {day}."));
            return vec![Inline::text(format!("Nothing is left.{when}"))];
        }
        let mut seen = BTreeSet::new();
        let obstacles: Vec<&Step<'_>> = self
            .path
            .obstacles()
            .filter(|step| seen.insert(name(step)))
            .collect();
        if obstacles.is_empty() {
            return vec![
                status("Ready", Tone::Good),
                Inline::text(": nothing that it waits for is open."),
            ];
        }
        let mut line = vec![
            status("Not ready", Tone::Caution),
            Inline::text(": it waits for "),
        ];
        for (at, step) in obstacles.iter().take(NAMED).enumerate() {
            if at > 0 {
                line.push(Inline::text(", "));
            }
            match &step.doing {
                Doing::Need { what, .. } => {
                    line.push(Inline::text(format!("\u{201c}{what}\u{201d} for ")));
                    line.push(link(step));
                }
                _ => line.push(link(step)),
            }
        }
        let more = obstacles.len().saturating_sub(NAMED);
        line.push(Inline::text(match more {
            0 => ".".to_owned(),
            more => format!(" and {more} more."),
        }));
        line
    }

    /// Returns when it can be finished, against the day on which it is due.
    fn when(&self) -> Vec<Inline> {
        let record = self.path.record;
        let due = record.day(Role::Due, &self.config.releases);
        let mut line = Vec::new();
        match self.path.finish {
            None => line.push(Inline::text(
                "When it can be finished is not known: see `hum schedule`.",
            )),
            Some(finish) => {
                line.push(Inline::text(format!(
                    "It can be finished on {finish} at the earliest"
                )));
                if let Some(due) = due {
                    let late = self.config.calendar.workdays(due, finish);
                    line.push(Inline::text(format!(", due {due}: ")));
                    line.push(distance::lateness(late));
                }
                line.push(Inline::text("."));
            }
        }
        line
    }

    fn table(&self) -> Block {
        let columns = ["By", "Who", "What", "For"];
        Block::Table {
            columns: columns.map(str::to_owned).into(),
            rows: self.told().map(row).collect(),
        }
    }

    fn total(&self) -> Vec<Inline> {
        let counts = self.path.counts();
        let parts: Vec<String> = counts
            .iter()
            .map(|((_, noun), count)| match (*noun, count) {
                ("piece of work", 2..) => format!("{count} pieces of work"),
                (noun, count) => counted(count, noun),
            })
            .collect();
        let steps = &self.path.steps;
        let nobody = steps.iter().filter(|step| step.owner.is_none()).count();
        let undated = steps.iter().filter(|step| step.by.is_none()).count();
        let overdue = steps.iter().filter(|step| step.is_overdue).count();
        let flaws = [
            (nobody, "without an owner"),
            (undated, "without a day"),
            (overdue, "overdue"),
        ];
        let flaws = flaws.into_iter().filter(|(count, _)| *count > 0);
        let flaws: Vec<String> = flaws
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        let flaws = match flaws.is_empty() {
            true => String::new(),
            false => format!("; {}", flaws.join(", ")),
        };
        vec![Inline::text(format!("Left: {}{flaws}.", parts.join(", ")))]
    }
}

fn status(word: &str, tone: Tone) -> Inline {
    Inline::Status {
        word: word.into(),
        tone,
    }
}

fn link(step: &Step<'_>) -> Inline {
    Inline::link(&*step.record.id, &*step.record.file.path)
}

/// Returns what tells one obstacle from another.
fn name(step: &Step<'_>) -> (String, Option<String>) {
    let need = match &step.doing {
        Doing::Need { what, .. } => Some(what.clone()),
        _ => None,
    };
    (step.record.id.to_string(), need)
}

fn row(step: &Step<'_>) -> Vec<Vec<Inline>> {
    let by = step.by.map_or_else(|| "no day".into(), |by| by.to_string());
    let by = match step.is_overdue {
        true => status(&format!("{by} overdue"), Tone::Bad),
        false => Inline::text(by),
    };
    let who = step
        .owner
        .as_ref()
        .map_or_else(|| "nobody".into(), ToString::to_string);
    vec![
        vec![by],
        vec![Inline::text(who)],
        vec![Inline::text(what(step))],
        vec![link(step)],
    ]
}

/// Returns what is to be done, in words.
fn what(step: &Step<'_>) -> String {
    let title = step.record.title();
    match &step.doing {
        Doing::Decide => format!("decide: {title}"),
        Doing::Promise { state } => match state.as_str() {
            "delivered" => format!("accept: {title}"),
            "committed" => format!("deliver: {title}"),
            _ => format!("promise: {title}"),
        },
        Doing::Need { what, state } => format!("give: {what} ({state})"),
        Doing::Unblock => format!("resolve: {title}"),
        Doing::Action { text, .. } => text.clone(),
        Doing::Work { title } => format!("finish: {title}"),
    }
}
