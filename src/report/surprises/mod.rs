//! What came as a surprise, and what will come as one next.

mod data;
mod next;

use std::collections::BTreeMap;

use super::{Block, Document, Inline, Item, Report};
use crate::{
    facts::{
        health::Verdict,
        surprise::{self, CryWolf, Ear, Event, Scene, Surprise, Warnings},
    },
    text::phrase::counted,
};

pub use next::Unheard;

/// What the report is about.
pub struct Surprises<'a> {
    scene: Scene<'a>,
    ears: Vec<Ear<'a>>,
    /// What went wrong, and for each ear how much of a surprise it was.
    events: &'a [Event],
    heard: Vec<Vec<Surprise<'a>>>,
    next: Vec<Unheard>,
    cry_wolf: CryWolf,
}

impl<'a> Surprises<'a> {
    /// Works out what was and will be a surprise to the team and to each audience.
    pub fn new(
        scene: &Scene<'a>,
        events: &'a [Event],
        verdicts: &BTreeMap<&'a str, Verdict<'a>>,
    ) -> Self {
        let config = &scene.program.config;
        let audiences = config.audiences.iter().map(|(name, audience)| Ear {
            audience: Some(name),
            cadence_days: audience
                .cadence_days
                .map_or(config.thresholds.silence_days, i64::from),
        });
        let team = Ear {
            audience: None,
            cadence_days: config.thresholds.silence_days,
        };
        let ears: Vec<Ear<'a>> = std::iter::once(team).chain(audiences).collect();
        let warnings = Warnings::new(scene);
        let heard = ears
            .iter()
            .map(|ear| surprise::surprises(events, ear, &warnings));
        Self {
            scene: *scene,
            heard: heard.collect(),
            next: next::unheard(scene, &ears, &warnings, verdicts),
            cry_wolf: surprise::cry_wolf(scene),
            ears,
            events,
        }
    }

    /// Returns what some audience has not heard of yet, the most urgent first.
    pub fn next(&self) -> &[Unheard] {
        &self.next
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("surprises", || self.document(), || data::data(self))
    }

    fn document(&self) -> Document {
        let name = &self.scene.program.config.name;
        let (since, today) = (self.scene.since, self.scene.today);
        let title = format!("{name}: surprises, {since} to {today}");
        let mut document = Document::new(&title);
        document.heading(1, title);
        document.heading(2, "Next");
        document.list_or_none(self.next.iter().map(Unheard::line).collect());
        document.heading(2, "What went wrong, and who knew");
        if self.events.is_empty() {
            document.paragraph(vec![Inline::text("Nothing.")]);
        } else {
            document.blocks.push(self.table());
            document.paragraph(self.index());
        }
        if self.cry_wolf.warned > 0 {
            let CryWolf {
                warned,
                for_nothing,
            } = self.cry_wolf;
            document.paragraph(vec![Inline::text(format!(
                "Of {} finished that had been said not to be on track, {for_nothing} ended on time with nothing done about it.",
                counted(warned, "piece of work").replace("piece of works", "pieces of work"),
            ))]);
        }
        document
    }

    fn table(&self) -> Block {
        let mut columns = vec!["Day".to_owned(), "Record".into(), "What".into()];
        columns.extend(self.ears.iter().map(name));
        let row = |(at, event): (usize, &Event)| {
            let mut cells = vec![
                vec![Inline::text(event.day.to_string())],
                self.record(&event.id),
                vec![Inline::text(event.what.to_string())],
            ];
            let told = self.heard.iter().map(|heard| match heard[at].told {
                Some(_) => counted(heard[at].lead, "day") + " ahead",
                None => "not told".into(),
            });
            cells.extend(told.map(|told| vec![Inline::text(told)]));
            cells
        };
        Block::Table {
            columns,
            rows: self.events.iter().enumerate().map(row).collect(),
        }
    }

    fn record(&self, id: &str) -> Vec<Inline> {
        match self.scene.program.find(id) {
            Some(record) => vec![
                Inline::link(id, &*record.file.path),
                Inline::text(format!(" {}", record.title())),
            ],
            None => vec![Inline::text(id)],
        }
    }

    fn index(&self) -> Vec<Inline> {
        let indexes = self
            .ears
            .iter()
            .zip(&self.heard)
            .filter_map(|(ear, heard)| {
                Some(format!("{} {:.2}", name(ear), surprise::index(heard)?))
            });
        let indexes: Vec<String> = indexes.collect();
        vec![
            Inline::strong("Surprise index: "),
            Inline::text(format!(
                "{}. 0 means that everybody was told two cycles ahead of everything; 1 that nobody was told of anything.",
                indexes.join(", ")
            )),
        ]
    }
}

/// Returns what an ear is called.
fn name(ear: &Ear<'_>) -> String {
    ear.audience.unwrap_or("team").to_owned()
}
