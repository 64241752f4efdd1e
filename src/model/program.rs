//! A whole program at one moment: every record, and everything that could not be read.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use super::{
    config::Config,
    finding::Sources,
    kind::Class,
    overlay::{self, Laying},
    record::{Person, Record},
    reference::{Joint, Reference},
    role::Role,
};
use crate::text::Problem;

/// A file that belongs to a kind and could not be read.
#[derive(Debug, Clone)]
pub struct Unreadable {
    /// Its path.
    pub path: Arc<str>,
    /// Its text, where there is any.
    pub text: Option<Arc<str>>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Every record of a program at one moment.
#[derive(Debug, Default)]
pub struct Program {
    /// The settings with which it was read.
    pub config: Arc<Config>,
    /// Records by kind, then id, then path.
    pub records: Vec<Record>,
    /// What overlays say of records that are shared, where that is kept apart.
    pub parts: Vec<Record>,
    /// Files that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// Files whose metadata stands in the program's folder: relative links that lead nowhere.
    pub missing_targets: BTreeSet<String>,
    by_id: BTreeMap<Arc<str>, Vec<usize>>,
    /// By file, and by the folder when it holds one record alone.
    by_path: BTreeMap<Arc<str>, Option<usize>>,
    /// People and teams by handle, name and mail address, in lower case.
    people: BTreeMap<String, usize>,
    /// What refers to what, once somebody asked.
    pub(super) joints: OnceLock<Vec<Joint>>,
    /// What each record refers to, in the order of the records; read when it is asked for.
    pub(super) said: Vec<OnceLock<Vec<Reference>>>,
}

impl Program {
    /// Puts the records of a program in order.
    pub fn new(
        config: Arc<Config>,
        mut records: Vec<Record>,
        mut unreadable: Vec<Unreadable>,
    ) -> Self {
        records.sort_by(|a, b| {
            let kinds = config
                .kinds
                .rank(&a.kind.name)
                .cmp(&config.kinds.rank(&b.kind.name));
            kinds
                .then_with(|| natural(&a.id, &b.id))
                .then_with(|| a.file.path.cmp(&b.file.path))
        });
        unreadable.sort_by(|a, b| a.path.cmp(&b.path));
        let mut by_id: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
        let mut by_path: BTreeMap<Arc<str>, Option<usize>> = BTreeMap::new();
        for (at, record) in records.iter().enumerate() {
            by_id.entry(record.id.clone()).or_default().push(at);
            let path = &record.file.path;
            by_path.entry(path.clone()).or_insert(Some(at));
            if let Some((folder, _)) = path.rsplit_once('/') {
                let alone = by_path.entry(folder.into());
                alone.and_modify(|first| *first = None).or_insert(Some(at));
            }
        }
        let people = people(&records);
        let said = records.iter().map(|_| OnceLock::new()).collect();
        Self {
            config,
            records,
            parts: Vec::new(),
            unreadable,
            missing_targets: BTreeSet::new(),
            by_id,
            by_path,
            people,
            joints: OnceLock::new(),
            said,
        }
    }

    /// Returns the record of a person or team, by handle, name or mail address, without case. A team may be named with
    /// the organization before it: `@acme/platform` is `people/platform.md`.
    pub fn person(&self, name: &str) -> Option<&Record> {
        let key = Person::new(name).key();
        let last = key.rsplit('/').next().unwrap_or_default();
        let at = self.people.get(&key).or_else(|| self.people.get(last))?;
        self.records.get(*at)
    }

    /// Returns whether the program keeps records of people.
    pub fn has_people(&self) -> bool {
        !self.people.is_empty()
    }

    /// Puts the records of a program and of its overlays in order.
    pub fn with_overlays(
        config: Arc<Config>,
        shared: Vec<Record>,
        overlay: Vec<Record>,
        unreadable: Vec<Unreadable>,
        laying: Laying,
    ) -> Self {
        let laid = overlay::lay(shared, overlay, laying);
        let mut program = Self::new(config, laid.records, unreadable);
        program.parts = laid.parts;
        let order = |part: &Record| (part.file.path.clone(), part.fields().span().start);
        program.parts.sort_by_key(order);
        program
    }

    /// Returns everything that stands in a file: the records, then what overlays say of some of them.
    pub fn written(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().chain(&self.parts)
    }

    /// Returns the records, one for each id: where several files carry an id, the alphabetically first path counts.
    pub fn distinct(&self) -> impl Iterator<Item = &Record> {
        self.by_id.values().filter_map(|all| {
            all.iter()
                .map(|at| &self.records[*at])
                .min_by(|a, b| a.file.path.cmp(&b.file.path))
        })
    }

    /// Returns how many records of each kind there are, one for each id.
    pub fn count(&self) -> BTreeMap<String, usize> {
        let mut count = BTreeMap::new();
        for record in self.distinct() {
            *count.entry(record.kind.name.clone()).or_default() += 1;
        }
        count
    }

    /// Returns the record with an id.
    pub fn find(&self, id: &str) -> Option<&Record> {
        let all = self.by_id.get(id)?;
        all.iter()
            .map(|at| &self.records[*at])
            .min_by(|a, b| a.file.path.cmp(&b.file.path))
    }

    /// Returns the record whose file is at a path, or that alone is in the folder at it.
    pub fn at_path(&self, path: &str) -> Option<&Record> {
        let at = self.by_path.get(path).copied().flatten()?;
        self.records.get(at)
    }

    /// Returns ids that more than one record carries, with those records by path.
    pub fn collisions(&self) -> impl Iterator<Item = (&str, Vec<&Record>)> {
        self.by_id
            .iter()
            .filter(|(_, all)| all.len() > 1)
            .map(|(id, all)| {
                let mut records: Vec<_> = all.iter().map(|at| &self.records[*at]).collect();
                records.sort_by(|a, b| a.file.path.cmp(&b.file.path));
                (&**id, records)
            })
    }

    /// Returns every id, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(|id| &**id)
    }

    /// Returns the id after the last one that differs from `id` in its number alone: `RISK-13` where RISK-12 is the
    /// last risk. `None` for ids that end in no number.
    pub fn free_id(&self, id: &str) -> Option<String> {
        let prefix = id.trim_end_matches(|one: char| one.is_ascii_digit());
        if prefix.len() == id.len() {
            return None;
        }
        let numbers = self.ids().filter_map(|other| {
            let number: u64 = other.strip_prefix(prefix)?.parse().ok()?;
            Some(number)
        });
        let next = numbers.max().unwrap_or(0).checked_add(1)?;
        Some(format!("{prefix}{next}"))
    }

    /// Returns the records of one class, in order.
    pub fn of_class(&self, class: Class) -> impl Iterator<Item = &Record> {
        self.records
            .iter()
            .filter(move |record| record.kind.class == class)
    }

    /// Returns the program's own record.
    pub fn itself(&self) -> Option<&Record> {
        self.of_class(Class::Program).next()
    }

    /// Returns the records that refer to an id in a role.
    pub fn referring<'a>(&'a self, id: &'a str, role: Role) -> impl Iterator<Item = &'a Record> {
        self.records
            .iter()
            .filter(move |record| record.values(role).iter().any(|value| value.text == id))
    }

    /// Returns the texts that findings point into.
    pub fn sources(&self) -> Sources {
        let laid = self.records.iter().flat_map(|record| &record.laid);
        let read = self
            .written()
            .chain(laid.map(|over| &**over))
            .map(|record| (record.file.path.clone(), record.file.text.clone()));
        let unread = self
            .unreadable
            .iter()
            .filter_map(|file| Some((file.path.clone(), file.text.clone()?)));
        read.chain(unread).collect()
    }
}

/// Returns the records of people by what they are called. A handle goes before a name, and a name before an address.
fn people(records: &[Record]) -> BTreeMap<String, usize> {
    let people = records.iter().enumerate();
    let people: Vec<_> = people
        .filter(|(_, record)| record.kind.class == Class::Person)
        .collect();
    let mut called = BTreeMap::new();
    for (at, record) in &people {
        called.entry(Person::new(&record.id).key()).or_insert(*at);
    }
    for role in [Role::Title, Role::Emails] {
        for (at, record) in &people {
            for name in record.people(role) {
                called.entry(name.key()).or_insert(*at);
            }
        }
    }
    called
}

/// Compares ids as people order them: `RISK-9` before `RISK-12`.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (text_a, rest_a) = a.split_at(a.find(|c: char| c.is_ascii_digit()).unwrap_or(a.len()));
        let (text_b, rest_b) = b.split_at(b.find(|c: char| c.is_ascii_digit()).unwrap_or(b.len()));
        let order = text_a.cmp(text_b);
        if order != Ordering::Equal || (rest_a.is_empty() && rest_b.is_empty()) {
            return order;
        }
        let (digits_a, next_a) = rest_a.split_at(
            rest_a
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest_a.len()),
        );
        let (digits_b, next_b) = rest_b.split_at(
            rest_b
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest_b.len()),
        );
        let (short_a, short_b) = (
            digits_a.trim_start_matches('0'),
            digits_b.trim_start_matches('0'),
        );
        let order = short_a
            .len()
            .cmp(&short_b.len())
            .then_with(|| short_a.cmp(short_b))
            .then_with(|| digits_a.cmp(digits_b));
        if order != Ordering::Equal {
            return order;
        }
        (a, b) = (next_a, next_b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_ordered_as_people_order_them() {
        let mut ids = ["RISK-12", "RISK-9", "DEL-1", "RISK-9b", "RISK-09", "RISK"];
        ids.sort_by(|a, b| natural(a, b));
        assert_eq!(
            ids,
            ["DEL-1", "RISK", "RISK-09", "RISK-9", "RISK-9b", "RISK-12"]
        );
    }
}
