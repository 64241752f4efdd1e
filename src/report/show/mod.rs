//! One record in words: the report behind `show`.

mod data;
mod past;

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{Block, Document, Inline, Item, Report, Tone, actions, body, cells, words};
use crate::model::{
    action::{Action, ActionState},
    change::{Change, Entry},
    commit::Commit,
    finding::{Finding, Level},
    kind::Field,
    past::Past,
    program::Program,
    query::{RecordFields, Value},
    record::Record,
    reference::{self, Edge},
};

use past::Told;

/// A record and everything around it.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The program.
    pub program: &'a Program,
    /// The record.
    pub record: &'a Record,
    /// What `check` says about it.
    pub findings: Vec<&'a Finding>,
    /// What it went through.
    pub past: &'a Past,
    /// Its latest changes, the newest first.
    pub changes: &'a [Entry],
    /// The commits that history names, by their full ids.
    pub commits: &'a BTreeMap<Arc<str>, Commit>,
    /// Today.
    pub today: Date,
    /// Its actions.
    pub actions: Vec<Action<'a>>,
}

/// Another record, and the fields through which the two are joined; `text` stands for the body.
struct Joined<'a> {
    record: &'a Record,
    fields: Vec<String>,
}

/// One field with its values.
struct Shelf<'a> {
    name: String,
    label: String,
    values: Vec<Value<'a>>,
}

impl<'a> Shown<'a> {
    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("show", || self.document(), || data::data(self))
    }

    /// Returns what history says; `None` of a record that is in no commit.
    fn told(&self) -> Option<Told<'a>> {
        let config = &self.program.config;
        Told::new(self.record, config, self.past, self.commits, self.today)
    }

    /// Returns the other records with the same id.
    fn namesakes(&self) -> Vec<&'a Record> {
        let (program, record) = (self.program, self.record);
        let same = program
            .records
            .iter()
            .filter(|other| other.id == record.id && other.file.path != record.file.path);
        same.collect()
    }

    /// Returns every field that has a value: those of the kind in its order, then what else the file says.
    fn fields(&self) -> Vec<Shelf<'a>> {
        let record = self.record;
        let fields = RecordFields {
            program: self.program,
            record,
            derived: None,
        };
        let mut shelves: Vec<Shelf<'a>> = Vec::new();
        for field in &record.kind.fields {
            if field.name == "title" || shelves.iter().any(|shelf| shelf.name == field.name) {
                continue;
            }
            shelves.push(Shelf {
                name: field.name.clone(),
                label: cells::heading(spelling(field)),
                values: fields.of(&field.name),
            });
        }
        for entry in record.fields().entries() {
            let is_mapped = record.kind.fields.iter().any(|field| {
                field
                    .paths
                    .iter()
                    .any(|path| path.split('.').next() == Some(&entry.key))
            });
            if !is_mapped {
                shelves.push(Shelf {
                    name: entry.key.to_string(),
                    label: cells::heading(&entry.key),
                    values: fields.of(&entry.key),
                });
            }
        }
        shelves.retain(|shelf| !shelf.values.is_empty());
        shelves
    }

    /// Returns the records that this one refers to, and those that refer to it.
    fn links(&self) -> (Vec<Joined<'a>>, Vec<Joined<'a>>) {
        let id = &self.record.id;
        let (mut to, mut from) = (Vec::new(), Vec::new());
        for edge in reference::edges(self.program) {
            if edge.from.id == *id {
                join(&mut to, edge.to, &edge);
            } else if edge.to.id == *id {
                join(&mut from, edge.from, &edge);
            }
        }
        (to, from)
    }

    fn document(&self) -> Document {
        let record = self.record;
        let title = format!("{} {}", record.id, record.title());
        let mut document = Document::new(&title);
        document.heading(1, title);
        let path = &*record.file.path;
        let mut place = vec![
            Inline::text(format!("{} in ", record.kind.title)),
            Inline::link(path, path),
        ];
        for over in &record.laid {
            let path = &*over.file.path;
            place.extend([Inline::text(", with "), Inline::link(path, path)]);
        }
        document.paragraph(place);
        self.tell_namesakes(&mut document);
        let row =
            |shelf: Shelf<'_>| vec![vec![Inline::text(shelf.label)], cells::cell(&shelf.values)];
        document.blocks.push(Block::Table {
            columns: vec!["Field".into(), "Value".into()],
            rows: self.fields().into_iter().map(row).collect(),
        });
        let (to, from) = self.links();
        document.heading(2, "Refers to");
        document.list_or_none(to.iter().map(joined).collect());
        document.heading(2, "Referred to by");
        document.list_or_none(from.iter().map(joined).collect());
        document.heading(2, "Open actions");
        let open = self
            .actions
            .iter()
            .filter(|action| action.state() != ActionState::Done);
        document.list_or_none(open.map(action).collect());
        document.heading(2, "Findings");
        document.list_or_none(self.findings.iter().map(|found| finding(found)).collect());
        if let Some(told) = self.told() {
            document.heading(2, "From history");
            document.list_or_none(told.lines());
        }
        document.heading(2, "Latest changes");
        document.list_or_none(self.changes.iter().map(change).collect());
        let body = body::blocks(self.program, record);
        if !body.is_empty() {
            document.heading(2, "Text");
            document.blocks.extend(body);
        }
        document
    }

    fn tell_namesakes(&self, document: &mut Document) {
        let Some(other) = self.namesakes().into_iter().next() else {
            return;
        };
        let (id, path) = (&self.record.id, &*other.file.path);
        let mut text = vec![
            Inline::strong(format!("{path} has the id {id} too.")),
            Inline::text(" Give one of them another: "),
        ];
        // Without a new id it takes one that no branch has.
        text.push(Inline::code(format!("hum mv {path}")));
        document.paragraph(text);
    }
}

/// Returns what a field is called: its label, else as the file spells it.
fn spelling(field: &Field) -> &str {
    let label = field.label.as_deref();
    label
        .or(field.paths.first().map(String::as_str))
        .unwrap_or(&field.name)
}

fn join<'a>(all: &mut Vec<Joined<'a>>, record: &'a Record, edge: &Edge<'_>) {
    let field = edge
        .reference
        .field
        .clone()
        .unwrap_or_else(|| "text".into());
    match all.iter_mut().find(|joined| joined.record.id == record.id) {
        Some(joined) if joined.fields.contains(&field) => {}
        Some(joined) => joined.fields.push(field),
        None => all.push(Joined {
            record,
            fields: vec![field],
        }),
    }
}

fn joined(joined: &Joined<'_>) -> Item {
    let record = joined.record;
    let status = record
        .status()
        .map_or_else(String::new, |status| format!(", {status}"));
    Item::new(vec![
        Inline::link(&*record.id, &*record.file.path),
        Inline::text(format!(
            " {}{status} ({})",
            record.title(),
            joined.fields.join(", ")
        )),
    ])
}

fn action(action: &Action<'_>) -> Item {
    let mut line = vec![Inline::code(action.address.as_str()), Inline::text(" ")];
    if let Some(owner) = action.owner() {
        line.push(Inline::text(format!("{owner} ")));
    }
    line.push(Inline::text(action.task.text.as_str()));
    if let Some(due) = &action.task.due {
        line.push(Inline::text(format!(" (due {due})")));
    }
    if action.state() == ActionState::Overdue {
        line.extend([Inline::text(" "), actions::state(ActionState::Overdue)]);
    }
    Item::new(line)
}

fn finding(finding: &Finding) -> Item {
    let tone = match finding.level {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Caution,
        Level::Info | Level::Allow => Tone::Neutral,
    };
    let mut line = vec![
        Inline::Status {
            word: finding.level.word().into(),
            tone,
        },
        Inline::text(format!(
            " {}: {} (line {})",
            finding.rule, finding.message, finding.place.start.line
        )),
    ];
    if let Some(help) = &finding.help {
        line.push(Inline::text(format!("; {help}")));
    }
    Item::new(line)
}

fn change(entry: &Entry) -> Item {
    let Some(origin) = &entry.origin else {
        return Item::default();
    };
    let commit = &origin.commit;
    let mut line = vec![Inline::text(format!("{} ", commit.date()))];
    line.extend(words::joined(what(entry)));
    line.extend(super::changes::origin(commit, true));
    Item::new(line)
}

/// Returns what a commit did to the record, one part for each difference.
fn what(entry: &Entry) -> Vec<Vec<Inline>> {
    let change = &entry.change;
    let mut parts = match change.change {
        Change::Added => vec![vec![Inline::text("added")]],
        Change::Removed => vec![vec![Inline::text("removed")]],
        Change::Changed { .. } => Vec::new(),
    };
    if let Some(from) = &change.moved_from {
        parts.push(vec![Inline::text(format!("file moved from {from}"))]);
    }
    parts.extend(words::deltas(&change.kind, change.deltas.iter()));
    parts
}

/// Returns the report of one action.
pub fn action_report<'a>(action: &'a Action<'a>) -> Report<'a> {
    Report::new(
        "show",
        || {
            let mut document = Document::new(action.address.as_str());
            document.heading(1, format!("{} {}", action.address, action.task.text));
            document
                .blocks
                .push(actions::table(std::slice::from_ref(action)));
            let record = action.record;
            document.paragraph(vec![
                Inline::text("It stands in "),
                Inline::link(&*record.id, &*record.file.path),
                Inline::text(format!(" {}, line {}.", record.title(), action.line)),
            ]);
            document
        },
        || serde_json::json!({"what": "action", "action": actions::data(action)}),
    )
}
