//! What stands around a record: what depends on it, what it is tied to, whom it affects, and who was told of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    facts::{dependents::Dependents, ownership, plan},
    model::{
        kind::Class,
        program::Program,
        record::{Person, Record},
        reference::{self, Edge, Form},
        role::{Role, ValueType},
        status::{Category, Health},
    },
};

/// What stands around the records of a program; worked out once for all of them.
#[derive(Debug)]
pub struct Surroundings<'a> {
    /// The program.
    pub program: &'a Program,
    /// Today.
    pub today: Date,
    /// References that lead to another record.
    pub edges: Vec<Edge<'a>>,
    /// What depends on what.
    pub dependents: Dependents<'a>,
    /// The ids of records that are tied to another one.
    tied: BTreeSet<&'a str>,
    /// The last day on which people were told, by the id of what they were told of, then by their keys.
    told: BTreeMap<&'a str, BTreeMap<String, Date>>,
}

impl<'a> Surroundings<'a> {
    /// Reads what stands around the records of a program.
    pub fn of(program: &'a Program, today: Date) -> Self {
        let edges = reference::edges(program);
        let dependents = Dependents::from_edges(&edges);
        let mut told: BTreeMap<&'a str, BTreeMap<String, Date>> = BTreeMap::new();
        let mut readers: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for edge in &edges {
            let update = edge.from;
            let Some(day) = sent_on(program, update, today) else {
                continue;
            };
            let readers = readers
                .entry(&update.id)
                .or_insert_with(|| readers_of(program, update));
            let told = told.entry(&edge.to.id).or_default();
            for reader in readers.iter() {
                let last = told.entry(reader.clone()).or_insert(day);
                *last = day.max(*last);
            }
        }
        let tied = tied(&edges);
        Self {
            program,
            today,
            edges,
            dependents,
            tied,
            told,
        }
    }

    /// Returns whether who reads the program comes across a record: a field of it, or of another record, or the text of
    /// another one, ties it to another record; `hum show` then shows it from there. What people, updates and mere names of
    /// people say ties nothing.
    pub fn is_tied(&self, record: &Record) -> bool {
        self.tied.contains(&*record.id)
    }

    /// Returns the people whom a record affects, by handle: who is to be informed, who owns what depends on it, and the
    /// sponsor where that is the program; what is finished needs to know nothing. Teams stand for their members. Left out are the people whom the record itself
    /// names in any other field or an open action, since they know; and who runs the program, who writes the updates.
    pub fn affected(&self, record: &Record) -> Vec<Person> {
        let program = self.program;
        let mut affected = ownership::named_in(record, &[Role::Informed]);
        let dependents = self.dependents.direct(&record.id).iter();
        for dependent in dependents.filter(|one| one.is_unfinished()) {
            affected.extend(ownership::owners(dependent));
            affected.extend(ownership::named_in(dependent, &[Role::Sponsor]));
        }
        let mut know: BTreeSet<String> = BTreeSet::new();
        let mut add = |people: &[Person]| {
            let humans = people
                .iter()
                .flat_map(|person| ownership::humans(program, person));
            know.extend(humans.map(|person| ownership::key(program, &person)));
        };
        for field in &record.kind.fields {
            if field.value_type() == ValueType::Person && field.role != Some(Role::Informed) {
                let values = record.values_of(field);
                let people = values.iter().filter(|value| !value.is_tbd());
                add(&people
                    .map(|value| Person::new(&value.text))
                    .collect::<Vec<_>>());
            }
        }
        add(&ownership::doers(record));
        if let Some(itself) = program.itself() {
            add(&itself.people(Role::Owner));
        }
        let mut found: BTreeMap<String, Person> = BTreeMap::new();
        for person in affected
            .iter()
            .flat_map(|person| ownership::humans(program, person))
        {
            let key = ownership::key(program, &person);
            if !know.contains(&key) && ownership::is_somebody(program, &person) {
                found.entry(key).or_insert(person);
            }
        }
        found.into_values().collect()
    }

    /// Returns whether there is something about a record that people have to know: a decision that is open, or was made and
    /// bears on something unfinished; a risk, an issue or a dependency that is open; work that is said not to be on track,
    /// is overdue, is forecast later than it is due, or has a date that a decision moved.
    ///
    /// Work that goes on as it was planned is no news.
    pub fn is_news(&self, record: &Record) -> bool {
        let config = &self.program.config;
        let is_late = || {
            let late = plan::lateness(record, config);
            late.is_some_and(|late| late > config.thresholds.slip_tolerance_days)
        };
        let has_dependents = || {
            let mut dependents = self.dependents.direct(&record.id).iter();
            dependents.any(|one| one.is_unfinished())
        };
        match record.kind.class {
            Class::Decision if record.category() == Some(Category::Done) => has_dependents(),
            Class::Decision | Class::Risk | Class::Issue | Class::Dependency => {
                ownership::is_open(record)
            }
            Class::Work => {
                let is_off = record
                    .health()
                    .is_some_and(|health| health > Health::OnTrack);
                let is_overdue = ownership::is_overdue(record, config, self.today);
                record.is_unfinished()
                    && (is_off || is_overdue || is_late() || record.is_filled(Role::RebaselinedBy))
            }
            _ => false,
        }
    }

    /// Returns the people whom a record affects and to whom no update that names it was sent: a record with news is
    /// socialized where there are none.
    ///
    /// Affected are those in `informed`, the owners of unfinished records that depend on it, and the sponsor where that is
    /// the program; not those whom the record names in any other field or an open action, nor who runs the program. An
    /// update was sent to those in `told` and to the people of its audience, once its state is done and its day has come:
    /// nothing else proves who was told what. Teams stand for their members. Source: ours.
    pub fn untold(&self, record: &Record) -> Vec<Person> {
        let mut affected = self.affected(record);
        affected.retain(|person| self.told_on(record, person).is_none());
        affected
    }

    /// Returns the last day on which an update that names a record was sent to a person.
    pub fn told_on(&self, record: &Record, person: &Person) -> Option<Date> {
        let key = ownership::key(self.program, person);
        self.told.get(&*record.id)?.get(&key).copied()
    }
}

/// Returns the day on which an update was sent, where it was by now. One that says no day was sent long ago.
fn sent_on(program: &Program, update: &Record, today: Date) -> Option<Date> {
    let is_sent = update.kind.class == Class::Update && update.category() == Some(Category::Done);
    let day = update.day(Role::Sent, &program.config.releases);
    let day = day.unwrap_or(Date::MIN);
    (is_sent && day <= today).then_some(day)
}

fn readers_of(program: &Program, update: &Record) -> BTreeSet<String> {
    let name = update.text(Role::Audience);
    let audience = name.and_then(|name| program.config.audiences.get(&*name));
    let of_audience = audience.iter().flat_map(|audience| &audience.people);
    let mut readers = update.people(Role::Told);
    readers.extend(of_audience.map(|name| Person::new(name)));
    let humans = readers
        .iter()
        .flat_map(|person| ownership::humans(program, person));
    humans
        .map(|person| ownership::key(program, &person))
        .collect()
}

/// Returns the ids of records that are tied to another one.
fn tied<'a>(edges: &[Edge<'a>]) -> BTreeSet<&'a str> {
    let is_tie = |edge: &&Edge<'_>| {
        let classes = [edge.from.kind.class, edge.to.kind.class];
        !matches!(edge.reference.form, Form::Person | Form::Handle)
            && !classes
                .iter()
                .any(|class| matches!(class, Class::Person | Class::Update))
    };
    let ties = edges.iter().filter(is_tie);
    ties.flat_map(|edge| {
        // What only its own text leads from is not found by who reads the other record.
        let from = edge.reference.field.as_ref().map(|_| &*edge.from.id);
        from.into_iter().chain([&*edge.to.id])
    })
    .collect()
}
