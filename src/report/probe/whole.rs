//! How clear the program is as a whole: `probe` without a record.

use super::{data, words};
use crate::{
    facts::ambiguity::{Depth, Squishy, Surroundings, Untold, Whole, depth},
    model::record::{Person, Record},
    report::{Block, Document, Inline, Item, Report},
    text::shell::word,
};

/// How many records are shown of each sort.
pub(super) const FEW: usize = 5;

/// How clear the program is.
#[derive(Debug)]
pub struct Probe<'a> {
    pub(super) around: &'a Surroundings<'a>,
    pub(super) whole: Whole<'a>,
    pub(super) depths: Vec<Depth<'a>>,
}

impl<'a> Probe<'a> {
    /// Looks at a program.
    pub fn new(around: &'a Surroundings<'a>) -> Self {
        Self {
            around,
            whole: Whole::of(around),
            depths: depth(around),
        }
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("probe", || self.document(), || data::of_program(self))
    }

    fn document(&self) -> Document {
        let name = &self.around.program.config.name;
        let title = format!("{name}: what is not clear yet");
        let mut document = Document::new(&title);
        document.heading(1, title);
        document.paragraph(self.headline());
        document.heading(2, "Squishiest records");
        self.squishiest(&mut document);
        document.heading(2, "Known unknowns");
        document.paragraph(self.known());
        document.heading(2, "Unknown to some");
        self.unknown(&mut document);
        document.heading(2, "Depth of workstreams");
        self.depth(&mut document);
        document
    }

    fn headline(&self) -> Vec<Inline> {
        let measured = self.whole.records.iter();
        let measured = measured.filter(|one| one.ambiguity.squishiness().is_some());
        let records = words::count(measured.count(), "unfinished record");
        match self.whole.squishiness() {
            None => vec![Inline::text("Nothing is asked of any record.")],
            Some(squishiness) => vec![
                Inline::text("Squishiness "),
                Inline::strong(percent(squishiness)),
                Inline::text(format!(
                    ": the mean of {records}, each weighted by what depends on it."
                )),
            ],
        }
    }

    fn squishiest(&self, document: &mut Document) {
        let squishiest = self.whole.squishiest(FEW);
        let Some(first) = squishiest.first() else {
            document.list_or_none(Vec::new());
            return;
        };
        let columns = [
            "Record",
            "Title",
            "Squishiness",
            "Open or vague",
            "Depend on it",
        ];
        document.blocks.push(Block::Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: squishiest.iter().map(|one| row(one)).collect(),
        });
        document.paragraph(vec![
            Inline::text("What to ask: "),
            Inline::code(format!("hum probe {}", word(&first.record.id))),
        ]);
    }

    fn known(&self) -> Vec<Inline> {
        let decisions = words::count(self.whole.decisions.len(), "decision");
        let mut line = vec![Inline::text(format!("{decisions} to be made"))];
        for (at, record) in self.whole.decisions.iter().take(FEW).enumerate() {
            line.push(Inline::text(if at == 0 { " (" } else { ", " }));
            line.push(link(record));
        }
        let close = match self.whole.decisions.len() {
            0 => String::new(),
            1..=FEW => ")".to_owned(),
            many => format!(" and {} more)", many - FEW),
        };
        let values = words::count(self.whole.to_be_determined, "value");
        line.push(Inline::text(format!("{close}, {values} to be determined.")));
        line
    }

    fn unknown(&self, document: &mut Document) {
        let untold = &self.whole.untold;
        if untold.is_empty() {
            document.list_or_none(Vec::new());
            return;
        }
        let people = match self.whole.people_untold() {
            1 => "1 person".to_owned(),
            many => format!("{many} people"),
        };
        let records = words::count(untold.len(), "record");
        let verb = if untold.len() == 1 {
            "affects"
        } else {
            "affect"
        };
        document.paragraph(vec![Inline::text(format!(
            "{records} {verb} {people} to whom no update that names it was sent."
        ))]);
        let mut items: Vec<Item> = self.few_untold().into_iter().map(item).collect();
        let rest = untold.len() - items.len();
        if rest > 0 {
            items.push(Item::new(vec![Inline::text(format!("{rest} more"))]));
        }
        document.blocks.push(Block::List(items));
    }

    /// Returns the records of which the most people do not know; of two, the one on which more depends.
    fn few_untold(&self) -> Vec<&Untold<'a>> {
        let depend = |one: &Untold<'_>| self.around.dependents.count(&one.record.id);
        let mut untold: Vec<&Untold<'a>> = self.whole.untold.iter().collect();
        untold.sort_by_key(|one| std::cmp::Reverse((one.people.len(), depend(one))));
        untold.truncate(FEW);
        untold
    }

    fn depth(&self, document: &mut Document) {
        if self.depths.is_empty() {
            document.paragraph(vec![Inline::text("No workstream is under way.")]);
            return;
        }
        let columns = ["Workstream", "Title", "Level", "For the next level"];
        document.blocks.push(Block::Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: self.depths.iter().map(depth_row).collect(),
        });
        let enough = self.depths.iter().filter(|depth| depth.is_enough()).count();
        document.paragraph(vec![Inline::text(format!(
            "Level {} or deeper: {enough} of {} under way. Levels: 1 objective, 2 parts, 3 done when and order, \
             4 an open action with a person and a day for each part under way.",
            Depth::ENOUGH,
            words::count(self.depths.len(), "workstream")
        ))]);
    }
}

fn row(one: &Squishy<'_>) -> Vec<Vec<Inline>> {
    let ambiguity = &one.ambiguity;
    let defects = ambiguity.defects().count();
    let slots = ambiguity.slots.len();
    let text = |text: String| vec![Inline::text(text)];
    vec![
        vec![link(one.record)],
        text(one.record.title().into_owned()),
        text(percent(ambiguity.squishiness().unwrap_or_default())),
        text(format!("{defects} of {slots}")),
        text((one.criticality - 1).to_string()),
    ]
}

fn depth_row(depth: &Depth<'_>) -> Vec<Vec<Inline>> {
    let mut lacks = vec![Inline::text(lack(depth.level))];
    for (at, record) in depth.lacking.iter().enumerate() {
        if depth.level < 2 {
            break;
        }
        lacks.push(Inline::text(if at == 0 { ": " } else { ", " }));
        lacks.push(link(record));
    }
    vec![
        vec![link(depth.record)],
        vec![Inline::text(depth.record.title())],
        vec![Inline::text(depth.level.to_string())],
        lacks,
    ]
}

/// Returns what the level after one asks for.
fn lack(level: u8) -> &'static str {
    match level {
        0 => "an objective",
        1 => "a part",
        2 => "when it is done, or its place in the order",
        3 => "an open action with a person and a day",
        _ => "",
    }
}

fn item(untold: &Untold<'_>) -> Item {
    let people: Vec<String> = untold.people.iter().map(Person::to_string).collect();
    Item::new(vec![
        link(untold.record),
        Inline::text(format!(" {}: {}", untold.record.title(), people.join(", "))),
    ])
}

fn link(record: &Record) -> Inline {
    Inline::link(&*record.id, &*record.file.path)
}

/// Returns a share in percent. What is there is never shown as nothing.
pub(super) fn percent(share: f64) -> String {
    match (share * 100.0).round() {
        0.0 if share > 0.0 => "under 1 %".to_owned(),
        percent => format!("{percent} %"),
    }
}
