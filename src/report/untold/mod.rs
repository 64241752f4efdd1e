//! Who has not been told what they have to know, by the update that would tell them.

mod data;

use jiff::civil::Date;

use super::{Block, Document, Inline, Item, Report, facts::Named};
use crate::{
    facts::reach::{self, Reach, Unaware, Unheard},
    model::{date, program::Program},
    text::{phrase::counted, shell::word},
};

/// What was not told, and to whom.
#[derive(Debug)]
pub struct Untold<'a> {
    program: &'a Program,
    unheard: &'a [Unheard<'a>],
    /// The one audience that is asked about.
    audience: Option<&'a str>,
    reach: Reach<'a>,
    today: Date,
}

impl<'a> Untold<'a> {
    /// Looks at what was not heard, by one audience or by all.
    pub fn new(
        program: &'a Program,
        unheard: &'a [Unheard<'a>],
        audience: Option<&'a str>,
        today: Date,
    ) -> Self {
        Self {
            reach: Reach::of(program, unheard),
            program,
            unheard,
            audience,
            today,
        }
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("untold", || self.document(), || data::data(self))
    }

    /// Returns the audiences that are asked about, with what each has to be told.
    fn audiences(&self) -> impl Iterator<Item = (&'a str, &[(usize, Vec<usize>)])> {
        let all = self.reach.audiences.iter();
        let asked = all.filter(|(name, _)| self.audience.is_none_or(|asked| asked == **name));
        asked.map(|(name, told)| (*name, told.as_slice()))
    }

    /// Returns what nobody would be told, where no one audience is asked about.
    fn nobody(&self) -> &[(usize, Vec<usize>)] {
        match self.audience {
            None => &self.reach.nobody,
            Some(_) => &[],
        }
    }

    fn document(&self) -> Document {
        let name = &self.program.config.name;
        let title = format!("{name}: untold on {}", self.today);
        let mut document = Document::new(&title);
        document.heading(1, title);
        let mut is_empty = true;
        for (name, told) in self.audiences() {
            is_empty = false;
            document.heading(2, name);
            document.paragraph(self.next(name));
            document.blocks.push(self.list(told));
        }
        if !self.nobody().is_empty() {
            is_empty = false;
            document.heading(2, "No audience reaches them");
            document.paragraph(vec![
                Inline::text("Add them to "),
                Inline::code("audiences:"),
                Inline::text(
                    " in program.yaml, or tell them and name them in `told` of an update.",
                ),
            ]);
            document.blocks.push(self.list(self.nobody()));
        }
        if is_empty {
            let words = match self.audience {
                None => "Everybody was told what affects them.".to_owned(),
                Some(name) => format!("{name} was told what affects its people."),
            };
            document.paragraph(vec![Inline::text(words)]);
        }
        document
    }

    /// Returns when an audience is told next, and what to type.
    fn next(&self, name: &str) -> Vec<Inline> {
        let words = match reach::next_due(self.program, name, self.today) {
            None => "No update was sent yet. ".to_owned(),
            Some(due) => match date::days_between(self.today, due) {
                0 => "The next update is due today. ".to_owned(),
                days if days < 0 => format!(
                    "The next update was due on {due}, {} ago. ",
                    counted(-days, "day")
                ),
                days => format!(
                    "The next update is due on {due}, in {}. ",
                    counted(days, "day")
                ),
            },
        };
        let command = format!("hum update {}", word(name));
        vec![Inline::text(words), Inline::code(command)]
    }

    fn list(&self, told: &[(usize, Vec<usize>)]) -> Block {
        let items = told.iter().map(|(at, people)| {
            let one = &self.unheard[*at];
            let mut line = Named::new(one.record).line();
            let people = people.iter().map(|who| unaware(&one.people[*who]));
            let people: Vec<String> = people.collect();
            line.push(Inline::text(format!(": {}", people.join(", "))));
            if let Some(since) = one.since {
                line.push(Inline::text(format!("; as it is since {since}")));
            }
            Item::new(line)
        });
        Block::List(items.collect())
    }
}

fn unaware(one: &Unaware) -> String {
    match one.told {
        None => one.person.to_string(),
        Some(day) => format!("{} (last told {day})", one.person),
    }
}
