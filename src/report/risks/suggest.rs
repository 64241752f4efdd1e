//! Risks that nobody has written down: the report behind `risks suggest`.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::{
    facts::risk::{Concern, Prompt},
    model::{
        kind::Class,
        program::Program,
        record::{Person, Record},
        role::Role,
    },
    report::{Block, Document, Inline, Item, Report},
};

/// Reasons to write a risk down.
#[derive(Debug)]
pub struct Suggestions<'a> {
    /// The program.
    pub program: &'a Program,
    /// Today.
    pub today: Date,
    /// The condition for the records that show them, as it was written.
    pub filter: Option<&'a str>,
    /// The reasons, in their order.
    pub prompts: Vec<Prompt<'a>>,
    /// Whether one table is all that is told, for a spreadsheet.
    pub is_table: bool,
}

impl Suggestions<'_> {
    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        let document = || match self.is_table {
            true => self.sheet(),
            false => self.document(),
        };
        Report::new("risks", document, || self.data())
    }

    fn document(&self) -> Document {
        let name = match self.program.config.name.as_str() {
            "" => "Program",
            name => name,
        };
        let title = format!("{name}: what may be a risk on {}", self.today);
        let mut document = Document::new(&title);
        document.heading(1, title);
        let note = "What the records show and no open risk is about. Whether it is a risk is for people to say.";
        document.paragraph(vec![Inline::text(note)]);
        document.list_or_none(self.prompts.iter().map(item).collect());
        document
    }

    fn sheet(&self) -> Document {
        let mut document = Document::new("What may be a risk");
        let row = |prompt: &Prompt<'_>| {
            let cells = [
                prompt.what.name().to_owned(),
                ids(prompt).join(", "),
                prompt.what.to_string(),
                command(prompt),
            ];
            cells.map(|text| vec![Inline::text(text)]).to_vec()
        };
        document.blocks.push(Block::Table {
            columns: ["What", "Records", "Fact", "Command"]
                .map(str::to_owned)
                .to_vec(),
            rows: self.prompts.iter().map(row).collect(),
        });
        document
    }

    fn data(&self) -> Value {
        let prompts = self.prompts.iter().map(|prompt| {
            json!({
                "prompt": prompt.what.name(),
                "records": ids(prompt),
                "fact": prompt.what.to_string(),
                "to_type": command(prompt),
            })
        });
        json!({
            "what": "suggestions",
            "program": self.program.config.name,
            "today": self.today,
            "where": self.filter,
            "suggestions": prompts.collect::<Vec<_>>(),
        })
    }
}

fn ids<'a>(prompt: &Prompt<'a>) -> Vec<&'a str> {
    prompt.records.iter().map(|record| &*record.id).collect()
}

fn item(prompt: &Prompt<'_>) -> Item {
    let mut line = Vec::new();
    for record in &prompt.records {
        if !line.is_empty() {
            line.push(Inline::text(", "));
        }
        line.push(Inline::link(&*record.id, &*record.file.path));
    }
    if let [record] = &prompt.records[..] {
        line.push(Inline::text(format!(" {}", record.title())));
    }
    line.push(Inline::text(format!(": {}. ", prompt.what)));
    line.push(Inline::code(command(prompt)));
    Item::new(line)
}

/// Returns the command that writes a risk down. What nobody can know from the records is left for its owner to fill in.
fn command(prompt: &Prompt<'_>) -> String {
    let first = prompt.records.first();
    let id = first.map_or("", |record| &*record.id);
    let title = match &prompt.what {
        Concern::Unpromised { .. } => format!("{id} is not promised in time"),
        Concern::NoSlack { .. } => format!("{id} comes too late"),
        Concern::OnlyPerson { person } => format!("{person} is not there"),
        Concern::NoFloat { .. } => format!("What can hold up {id}"),
        Concern::Undecided { .. } => format!("{id} is not made in time"),
        Concern::Unvalidated { .. } => format!("{id} does not hold"),
        Concern::NoRisk => format!("What can keep {id} from its objective"),
    };
    let mut affects: Vec<String> = prompt
        .records
        .iter()
        .flat_map(|record| affected(record))
        .collect();
    affects.dedup();
    let owner = first.and_then(|record| owner(record, &prompt.what));
    let owner = owner.map_or_else(String::new, |owner| format!(" owner={owner}"));
    format!(
        "hum new risk \"{title}\" type=threat{owner} affects={}",
        affects.join(",")
    )
}

/// Returns what suffers: what an assumption is about, what waits for a promise, else the record itself.
fn affected(record: &Record) -> Vec<String> {
    let roles = [Role::Consumer, Role::Affects];
    let is_risk = record.kind.class == Class::Risk;
    let waits = roles.iter().flat_map(|role| record.values(*role));
    let mut ids: Vec<String> = match record.kind.class {
        Class::Decision => Vec::new(),
        _ => waits.map(|value| value.text.into_owned()).collect(),
    };
    if !is_risk {
        ids.push(record.id.to_string());
    }
    ids
}

/// Returns who is closest to it; nobody where the trouble is that there is one person alone.
fn owner(record: &Record, what: &Concern) -> Option<String> {
    let roles = [Role::Owner, Role::Driver];
    let people = roles.iter().flat_map(|role| record.people(*role)).next();
    people
        .filter(|_| !matches!(what, Concern::OnlyPerson { .. }))
        .map(|person: Person| person.to_string())
}
