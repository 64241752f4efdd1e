//! When work can be finished, and what decides that: the report behind `schedule`.

mod data;

use std::collections::BTreeSet;

use super::{Block, Document, Inline, Report, Tone, distance};
use crate::{
    facts::schedule::{Item, Schedule},
    model::{
        program::Program,
        record::{Person, Record},
        reference,
        role::Role,
    },
};

/// The schedule, and which of it is shown.
pub struct Plan<'a> {
    /// The program.
    pub program: &'a Program,
    /// Its schedule.
    pub schedule: &'a Schedule<'a>,
    /// The work that is shown, in its order.
    pub items: Vec<&'a Item<'a>>,
    /// Today.
    pub today: jiff::civil::Date,
    /// Whether only the table is wanted.
    pub is_table: bool,
}

impl<'a> Plan<'a> {
    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("schedule", || self.document(), || data::data(self))
    }

    fn document(&self) -> Document {
        let title = format!("{}: schedule, {}", self.program.config.name, self.today);
        let mut document = Document::new(&title);
        if self.is_table {
            document.blocks.push(self.table());
            return document;
        }
        document.heading(1, title);
        document.paragraph(self.headline());
        if self.items.is_empty() {
            document.list_or_none(Vec::new());
        } else {
            document.blocks.push(self.table());
        }
        let schedule = self.schedule;
        if !schedule.undated.is_empty() {
            let why = "No date, no estimate and nothing before it";
            document.paragraph(unscheduled(&schedule.undated, why));
        }
        for cycle in &schedule.cycles {
            let around = reference::around(cycle);
            document.paragraph(vec![
                Inline::strong("Waits for itself: "),
                Inline::text(format!("{around}. Remove one of these.")),
            ]);
        }
        let on_the_way: BTreeSet<&str> = schedule.cycles.iter().flatten().copied().collect();
        let behind = schedule.circular.iter().copied();
        let behind: Vec<&Record> = behind
            .filter(|record| !on_the_way.contains(&*record.id))
            .collect();
        if !behind.is_empty() {
            document.paragraph(unscheduled(&behind, "Waits for something that does"));
        }
        document
    }

    /// Returns when everything can be finished, against the target, and the chain that decides it.
    fn headline(&self) -> Vec<Inline> {
        let Some(finish) = self.schedule.finish() else {
            return vec![Inline::text(
                "There is no unfinished work with a place in time.",
            )];
        };
        let mut line = vec![Inline::text(format!(
            "Everything can be finished on {finish} at the earliest"
        ))];
        if let Some(target) = self.schedule.target {
            let late = self.program.config.calendar.workdays(target, finish);
            line.push(Inline::text(format!(", target {target}: ")));
            line.push(distance::lateness(late));
        }
        line.push(Inline::text("."));
        let chain = self.schedule.driving_chain();
        if chain.len() > 1 {
            line.push(Inline::text(" What decides that: "));
            for (at, item) in chain.iter().enumerate() {
                if at > 0 {
                    line.push(Inline::text(" → "));
                }
                line.push(link(item.record));
            }
            line.push(Inline::text("."));
        }
        line
    }

    fn table(&self) -> Block {
        let columns = [
            "Work",
            "Owner",
            "Start",
            "Finish",
            "Forecast",
            "Due",
            "Float",
            "Waits for",
        ];
        Block::Table {
            columns: columns.map(str::to_owned).into(),
            rows: self.items.iter().map(|item| self.row(item)).collect(),
        }
    }

    fn row(&self, item: &Item<'_>) -> Vec<Vec<Inline>> {
        let record = item.record;
        let releases = &self.program.config.releases;
        let owner = record.people(Role::Owner).first().map(Person::to_string);
        let date = |role| {
            record
                .when(role, releases)
                .map(|when| Inline::text(when.to_string()))
        };
        let forecast = record.day(Role::Forecast, releases);
        let finish = item.finish.to_string();
        // The people who said it do not know yet that it cannot hold.
        let finish = match forecast.is_some_and(|forecast| item.finish > forecast) {
            true => Inline::Status {
                word: finish,
                tone: Tone::Caution,
            },
            false => Inline::text(finish),
        };
        vec![
            vec![link(record), Inline::text(format!(" {}", record.title()))],
            vec![Inline::text(owner.unwrap_or_else(|| "nobody".into()))],
            vec![Inline::text(item.start.to_string())],
            vec![finish],
            date(Role::Forecast).into_iter().collect(),
            date(Role::Due).into_iter().collect(),
            vec![self.float(item)],
            item.driver.map(link).into_iter().collect(),
        ]
    }

    /// Returns the total float, critical where there is none.
    fn float(&self, item: &Item<'_>) -> Inline {
        let near = self.program.config.thresholds.near_critical_days;
        let float = item.total_float;
        let tone = match float {
            ..=0 => Tone::Bad,
            float if float <= near => Tone::Caution,
            _ => return Inline::text(float.to_string()),
        };
        let word = match tone {
            Tone::Bad => format!("{float} critical"),
            _ => format!("{float} near"),
        };
        Inline::Status { word, tone }
    }
}

fn link(record: &Record) -> Inline {
    Inline::link(&*record.id, &*record.file.path)
}

fn unscheduled(records: &[&Record], why: &str) -> Vec<Inline> {
    let mut line = vec![Inline::strong(format!("{why}: "))];
    for (at, record) in records.iter().enumerate() {
        if at > 0 {
            line.push(Inline::text(", "));
        }
        line.push(link(record));
    }
    line
}
