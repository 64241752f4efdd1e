//! Who there is, what they answer for, and how the program stands with them: the report behind `people`.
//!
//! Of private overlays it takes numbers of contacts, and nothing else.

mod data;
mod idea;

use std::{cmp::Reverse, collections::BTreeMap};

use super::{Block, Document, Inline, Item, Report, Tone, words};
use crate::{
    facts::{
        ambiguity::Surroundings,
        ask::{Ask, Asking, asks},
        ownership::{self, Load, Unowned},
        relationship::{self, Contacts, Health, KeyPerson, WARM_DAYS},
    },
    model::{
        date,
        kind::Class,
        past::Past,
        program::Program,
        record::{Person, Record},
        role::Role,
    },
    text::{phrase::counted, shell::word},
};

use idea::Idea;

/// One person or team, and what they answer for.
#[derive(Debug)]
struct Row<'a> {
    person: Person,
    record: Option<&'a Record>,
    load: Load<'a>,
    /// The records that name this person and nobody else.
    alone: Vec<&'a Record>,
}

/// Everybody.
#[derive(Debug)]
pub struct People<'a> {
    around: &'a Surroundings<'a>,
    rows: Vec<Row<'a>>,
    health: Health<'a>,
    contacts: BTreeMap<String, Contacts>,
    /// What people are asked for soon, the earliest first.
    asks: Vec<Ask<'a>>,
    ideas: Vec<Idea<'a>>,
    /// Approvers, providers and sponsors without a record, each with what names them.
    unknown: Vec<(Person, Vec<&'a Record>)>,
    unowned: Vec<Unowned<'a>>,
}

impl<'a> People<'a> {
    /// Looks at everybody. The program with overlays is read for contacts alone.
    pub fn new(around: &'a Surroundings<'a>, with_overlays: &Program, past: &Past) -> Self {
        let (program, today) = (around.program, around.today);
        let contacts = relationship::contacts(program, with_overlays, today);
        let all = asks(program);
        let health = relationship::health(program, &contacts, &all, today);
        let mut near: Vec<Ask<'a>> = all.into_iter().filter(|ask| ask.is_near(today)).collect();
        near.sort_by_key(|ask| ask.by);
        Self {
            around,
            rows: rows(around),
            health,
            contacts,
            asks: near,
            ideas: idea::ideas(around),
            unknown: unknown(program),
            unowned: ownership::unowned(program, past, today),
        }
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("people", || self.document(), || data::data(self))
    }

    /// Returns whether anybody keeps what is given and asked, so that an ask can be called cold.
    fn has_touches(&self) -> bool {
        let mut all = self.contacts.values();
        all.any(|one| one.gives + one.connects + one.asks > 0)
    }

    /// Returns whether an ask comes to somebody to whom nothing was given for a while; `None` where nobody keeps that.
    fn is_cold(&self, ask: &Ask<'_>) -> Option<bool> {
        let key = ownership::key(self.around.program, &ask.person);
        let contacts = self.contacts.get(&key).copied().unwrap_or_default();
        self.has_touches().then(|| contacts.is_cold())
    }

    fn document(&self) -> Document {
        let mut document = Document::new("People");
        document.heading(1, "People");
        self.table(&mut document);
        document.heading(2, "Bus factor of one");
        let alone = self.rows.iter().filter(|row| !row.alone.is_empty());
        document.list_or_none(alone.map(alone_item).collect());
        if !self.unowned.is_empty() {
            document.heading(2, "Owned by nobody");
            document.list_or_none(self.unowned.iter().map(unowned_item).collect());
        }
        document.heading(2, "Contact with key people");
        self.contact(&mut document);
        document.heading(2, "Asked of them within 30 days");
        document.list_or_none(self.asks.iter().map(|ask| self.ask(ask)).collect());
        if !self.asks.is_empty() && !self.has_touches() {
            let words =
                "No touches are on record here, so which of these asks are cold is not known.";
            document.paragraph(vec![Inline::text(words)]);
        }
        document.heading(2, "What you could give");
        document.list_or_none(self.ideas.iter().map(Idea::item).collect());
        document.heading(2, "Without a record");
        document.list_or_none(self.unknown.iter().map(unknown_item).collect());
        document
    }

    fn table(&self, document: &mut Document) {
        let columns = ["Person", "Role", "Owns", "Actions", "Overdue"];
        document.blocks.push(Block::Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: self.rows.iter().map(row).collect(),
        });
    }

    fn contact(&self, document: &mut Document) {
        let people = &self.health.people;
        if people.is_empty() {
            let words = "Nobody has `key: true`.";
            document.paragraph(vec![Inline::text(words)]);
            return;
        }
        let (kept, stated) = self.health.in_time();
        let without = people.len() - stated;
        let (gives, asks) = self.health.gives_and_asks();
        let mut line = format!(
            "In time with {kept} of {} who have a cadence",
            key_people(stated)
        );
        if without > 0 {
            let verb = if without == 1 { "has" } else { "have" };
            line.push_str(&format!("; {without} {verb} none"));
        }
        if self.has_touches() {
            line.push_str(&format!(
                ". {} for {}",
                counted(gives, "give"),
                counted(asks, "ask")
            ));
        }
        document.paragraph(vec![Inline::text(line + ".")]);
        let told = people
            .iter()
            .filter(|one| one.cadence_days.is_some() || one.contacts.is_only_asked);
        document.list_or_none(told.map(contact_item).collect());
    }

    fn ask(&self, ask: &Ask<'_>) -> Item {
        let today = self.around.today;
        let by = ask.by.unwrap_or(today);
        let days = date::days_between(today, by);
        let when = match days {
            ..0 => format!(", {} ago", counted(-days, "day")),
            0 => ", today".to_owned(),
            _ => format!(", in {}", counted(days, "day")),
        };
        let verb = match ask.asking {
            Asking::Decide => "to decide",
            Asking::Provide => "to provide",
            Asking::Give => "to give",
            Asking::Settle => "to settle",
        };
        let mut line = vec![Inline::text(format!("{by}{when}: {} {verb} ", ask.person))];
        line.push(link(ask.record));
        line.push(Inline::text(format!(" {}", ask.what.trim_end_matches('.'))));
        if self.is_cold(ask) == Some(true) {
            line.push(Inline::text(" "));
            line.push(Inline::Status {
                word: "cold".to_owned(),
                tone: Tone::Caution,
            });
            line.push(Inline::text(format!(
                ": nothing given and no talk without a purpose for {WARM_DAYS} days"
            )));
        }
        Item::new(line)
    }
}

fn key_people(number: usize) -> String {
    match number {
        1 => "1 key person".to_owned(),
        many => format!("{many} key people"),
    }
}

/// Returns everybody: who has a record, and who owns something without one. Most overdue first, then most open.
fn rows<'a>(around: &Surroundings<'a>) -> Vec<Row<'a>> {
    let program = around.program;
    let mut loads = ownership::loads(program, around.today);
    let mut alone = ownership::alone(program);
    let mut rows: Vec<Row<'a>> = Vec::new();
    for record in program.of_class(Class::Person) {
        let key = record.id.to_lowercase();
        rows.push(Row {
            person: Person::new(&record.id),
            record: Some(record),
            load: loads.remove(&key).unwrap_or_default(),
            alone: alone.remove(&key).unwrap_or_default(),
        });
    }
    rows.extend(loads.into_iter().map(|(key, load)| Row {
        alone: alone.remove(&key).unwrap_or_default(),
        person: Person::new(&key),
        record: None,
        load,
    }));
    rows.sort_by_key(|row| (Reverse(row.load.overdue()), Reverse(row.load.open())));
    rows
}

/// Returns approvers, providers and sponsors of what is open who have no record, by name.
fn unknown(program: &Program) -> Vec<(Person, Vec<&Record>)> {
    let roles = [Role::Approver, Role::Provider, Role::Sponsor];
    let mut unknown: BTreeMap<String, (Person, Vec<&Record>)> = BTreeMap::new();
    for record in program
        .records
        .iter()
        .filter(|record| record.is_unfinished())
    {
        for person in ownership::named_in(record, &roles) {
            // `orion:DEL-7` is a record of another program.
            let is_elsewhere = person.handle().contains(':');
            if !is_elsewhere && program.person(person.handle()).is_none() {
                let entry = unknown.entry(person.key());
                entry.or_insert_with(|| (person, Vec::new())).1.push(record);
            }
        }
    }
    unknown.into_values().collect()
}

fn link(record: &Record) -> Inline {
    Inline::link(&*record.id, &*record.file.path)
}

fn row(row: &Row<'_>) -> Vec<Vec<Inline>> {
    let text = |text: String| vec![Inline::text(text)];
    let person = match row.record {
        Some(record) => Inline::link(row.person.to_string(), &*record.file.path),
        None => Inline::text(row.person.to_string()),
    };
    let overdue = match row.load.overdue() {
        0 => Inline::text("0"),
        some => Inline::Status {
            word: some.to_string(),
            tone: Tone::Bad,
        },
    };
    vec![
        vec![person],
        text(role(row)),
        text(row.load.records.len().to_string()),
        text(row.load.actions.len().to_string()),
        vec![overdue],
    ]
}

/// Returns what somebody does: the role, else that it is a team, with the organization it belongs to.
fn role(row: &Row<'_>) -> String {
    let Some(record) = row.record else {
        return "no record".to_owned();
    };
    let mut fields = record
        .kind
        .fields
        .iter()
        .filter(|field| field.name == "role");
    let own = fields.find_map(|field| record.values_of(field).into_iter().next());
    let team = || ownership::is_team(record).then(|| "Team".to_owned());
    let role = own.map(|value| value.text.into_owned()).or_else(team);
    let org = record.text(Role::Org).map(std::borrow::Cow::into_owned);
    let parts: Vec<String> = role.into_iter().chain(org).collect();
    parts.join(", ")
}

fn alone_item(row: &Row<'_>) -> Item {
    let count = words::count(row.alone.len(), "open record");
    let verb = if row.alone.len() == 1 {
        "names"
    } else {
        "name"
    };
    let mut line = vec![Inline::text(format!(
        "{}: {count} {verb} nobody else: ",
        row.person
    ))];
    for (at, record) in row.alone.iter().enumerate() {
        if at > 0 {
            line.push(Inline::text(", "));
        }
        line.push(link(record));
    }
    Item::new(line)
}

fn unowned_item(unowned: &Unowned<'_>) -> Item {
    let record = unowned.record;
    let days = unowned.days.map_or_else(String::new, |days| {
        format!(", for {}", counted(days, "day"))
    });
    let words = format!(" {}{days}", record.title());
    Item {
        text: vec![link(record), Inline::text(words)],
        children: vec![Item::new(vec![Inline::code(format!(
            "hum set {} owner=@\u{2026}",
            word(&record.id)
        ))])],
    }
}

fn contact_item(person: &KeyPerson<'_>) -> Item {
    let who = Person::new(&person.record.id);
    let cadence = person.cadence_days.unwrap_or_default();
    let last = match person.contacts.days_since {
        None => "no contact on record".to_owned(),
        Some(0) => "last contact today".to_owned(),
        Some(days) => format!("last contact {} ago", counted(days, "day")),
    };
    let status = match person.is_in_time() {
        Some(true) => Inline::Status {
            word: "in time".to_owned(),
            tone: Tone::Good,
        },
        Some(false) => Inline::Status {
            word: "due".to_owned(),
            tone: Tone::Caution,
        },
        None => Inline::text("no cadence"),
    };
    let mut line = vec![Inline::text(format!("{who} ")), status];
    let mut facts = format!(": {last}");
    if person.cadence_days.is_some() {
        facts.push_str(&format!(", {} agreed", counted(cadence, "day")));
    }
    if person.contacts.is_only_asked {
        facts.push_str("; the last three touches were asks");
    }
    line.push(Inline::text(facts));
    Item::new(line)
}

fn unknown_item((person, records): &(Person, Vec<&Record>)) -> Item {
    let ids: Vec<&str> = records.iter().map(|record| &*record.id).collect();
    Item {
        text: vec![Inline::text(format!(
            "{person}, named by {}",
            ids.join(", ")
        ))],
        children: vec![Item::new(vec![Inline::code(format!(
            "hum new person {}",
            word(person.handle())
        ))])],
    }
}
