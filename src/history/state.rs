//! Every record at one point of history, stepped forward commit by commit.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::walk::{Version, Versions};
use crate::{
    model::{
        config::Config,
        program::{Program, Unreadable},
        record::Record,
    },
    store::{self, git::FileChange},
};

/// Every record at one point of the walk.
#[derive(Debug, Default)]
pub struct State {
    files: BTreeMap<Arc<str>, Vec<Record>>,
    /// For each id the files that carry it; the first is the record.
    carriers: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
    /// Files that cannot be read now; what they held last is still in `files`.
    unreadable: BTreeMap<Arc<str>, Unreadable>,
}

impl State {
    pub(super) fn new(program: &Program) -> Self {
        let mut state = Self::default();
        for record in &program.records {
            let path = record.file.path.clone();
            state
                .carriers
                .entry(record.id.clone())
                .or_default()
                .insert(path.clone());
            state.files.entry(path).or_default().push(record.clone());
        }
        for file in &program.unreadable {
            state.unreadable.insert(file.path.clone(), file.clone());
        }
        state
    }

    /// Returns the record with an id.
    pub fn find(&self, id: &str) -> Option<&Record> {
        let path = self.carriers.get(id)?.first()?;
        self.files
            .get(path)?
            .iter()
            .find(|record| &*record.id == id)
    }

    pub(super) fn count(&self) -> BTreeMap<String, usize> {
        let mut count = BTreeMap::new();
        for record in self.carriers.keys().filter_map(|id| self.find(id)) {
            *count.entry(record.kind.name.clone()).or_default() += 1;
        }
        count
    }

    /// Returns the ids that a file carries.
    pub(super) fn ids_at(&self, path: &str) -> impl Iterator<Item = &Arc<str>> {
        self.files
            .get(path)
            .into_iter()
            .flatten()
            .map(|record| &record.id)
    }

    /// Returns the records, one for each id.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.carriers.keys().filter_map(|id| self.find(id))
    }

    /// Returns the program as it would be loaded here: what cannot be read is no record. Where relative links lead is
    /// not known.
    pub fn program(&self, config: &Arc<Config>) -> Program {
        let files = self
            .files
            .iter()
            .filter(|(path, _)| !self.unreadable.contains_key(*path));
        let records = files.flat_map(|(_, records)| records.iter().cloned());
        let unreadable = self.unreadable.values().cloned();
        Program::new(config.clone(), records.collect(), unreadable.collect())
    }

    pub(super) fn replace(&mut self, update: Update) {
        let path = &update.path;
        let records = match update.version {
            Ok(records) => records,
            Err(unreadable) => {
                self.unreadable.insert(path.clone(), unreadable);
                return;
            }
        };
        self.unreadable.remove(path);
        for old in self.files.remove(path).unwrap_or_default() {
            if let Some(paths) = self.carriers.get_mut(&old.id) {
                paths.remove(path);
                if paths.is_empty() {
                    self.carriers.remove(&old.id);
                }
            }
        }
        for new in &records {
            self.carriers
                .entry(new.id.clone())
                .or_default()
                .insert(path.clone());
        }
        if !records.is_empty() {
            self.files.insert(path.clone(), records);
        }
    }

    /// Takes in what one commit did to files, compared with nothing.
    pub(super) fn take(&mut self, config: &Config, changes: &[FileChange], versions: &Versions) {
        for update in updates(config, changes, versions) {
            self.replace(update);
        }
    }
}

/// A file after a commit.
pub(super) struct Update {
    pub(super) path: Arc<str>,
    /// Its records; none when it is gone.
    pub(super) version: Version,
}

/// Returns what a commit did to the files of records.
pub(super) fn updates(config: &Config, changes: &[FileChange], versions: &Versions) -> Vec<Update> {
    let ours = changes
        .iter()
        .filter(|change| config.kinds.of_path(&change.path).is_some());
    let update = |change: &FileChange| {
        let version = match change.after {
            None => Ok(Vec::new()),
            Some(_) if change.is_odd => Err(Unreadable {
                path: change.path.clone(),
                text: None,
                problems: vec![store::odd_name()],
            }),
            Some(blob) => versions.get(&(change.path.clone(), blob))?.clone(),
        };
        Some(Update {
            path: change.path.clone(),
            version,
        })
    };
    ours.filter_map(update).collect()
}
