//! People who get the same update: what they may be told, and what they want to hear of.

use serde::Deserialize;

use super::{
    change::{Change, Changes, Entry},
    kind::Class,
    overlay::Visibility,
    past::Past,
    program::Program,
    record::Record,
    role::Role,
};

/// People who get the same update.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Audience {
    /// Which update they get, by its name.
    pub update: Option<String>,
    /// The file of a template from which their update is written instead, by its path from the program's folder.
    pub template: Option<String>,
    /// The heading of their update.
    pub title: Option<String>,
    /// Who they are.
    pub people: Vec<String>,
    /// Days between two updates.
    pub cadence_days: Option<u32>,
    /// The format they read.
    pub format: Option<String>,
    /// The narrowest records that they may be told of.
    pub may_see: Visibility,
    /// What they want to hear of.
    pub cares_about: Interest,
}

/// What an audience wants to hear of. A part that is empty limits nothing; a record has to fit every other part.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Interest {
    /// Pieces of work by id: they, their parts, and what bears on either.
    pub workstreams: Vec<String>,
    /// Kinds of records, by name.
    pub kinds: Vec<String>,
    /// Tags; a record has to have one of them.
    pub tags: Vec<String>,
}

impl Audience {
    /// Returns whether these people may be told of a record. Whom a program knows is no secret: people are hidden only
    /// where their record says private.
    pub fn may_see(&self, record: &Record) -> bool {
        match record.kind.class {
            Class::Person => {
                record.visibility() < Visibility::Private || self.may_see == Visibility::Private
            }
            _ => record.visibility() <= self.may_see,
        }
    }

    /// Returns the program that these people may be told of: what is hidden from them is not in it, so no count or date
    /// that is worked out from it can tell of it.
    pub fn seen(&self, program: &Program) -> Program {
        let seen = program.records.iter().filter(|record| self.may_see(record));
        Program::new(program.config.clone(), seen.cloned().collect(), Vec::new())
    }

    /// Returns the records that these people may not be told of.
    pub fn hidden<'a>(&'a self, program: &'a Program) -> impl Iterator<Item = &'a Record> {
        let records = program.records.iter();
        records.filter(|record| !self.may_see(record))
    }

    /// Leaves out the changes that these people may not be told of. A record that they may see since this change is new
    /// to them.
    pub fn limit(&self, changes: &mut Changes) {
        changes
            .entries
            .retain(|entry| self.may_see(&entry.change.record));
        for Entry {
            change,
            delta_origins,
            ..
        } in &mut changes.entries
        {
            let was_hidden = change.before.as_ref().is_some_and(|old| !self.may_see(old));
            if was_hidden {
                change.change = Change::Added;
                change.before = None;
                change.deltas.clear();
                delta_origins.clear();
            }
        }
        changes.gaps.clear();
        changes.records.clear();
    }

    /// Leaves out what history says of records that these people may not be told of.
    pub fn forget(&self, program: &Program, past: &mut Past) {
        for record in self.hidden(program) {
            if let Some(own) = past.records.remove(&record.id)
                && own.health.iter().any(|(_, health)| health.is_some())
            {
                // How the whole stood over time counts what is hidden.
                past.health.clear();
            }
            past.files.remove(&record.file.path);
        }
    }
}

impl Interest {
    /// Returns whether nothing is limited.
    pub fn is_everything(&self) -> bool {
        self.workstreams.is_empty() && self.kinds.is_empty() && self.tags.is_empty()
    }

    /// Returns whether kind and tags of a record are among those that are wanted.
    pub fn wants(&self, record: &Record) -> bool {
        let is_kind = |name: &String| record.kind.name == *name;
        let tags = record.values(Role::Tags);
        let has_tag = |name: &String| tags.iter().any(|tag| tag.text.eq_ignore_ascii_case(name));
        (self.kinds.is_empty() || self.kinds.iter().any(is_kind))
            && (self.tags.is_empty() || self.tags.iter().any(has_tag))
    }
}
