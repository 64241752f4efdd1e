//! Differences of fields: literals compared, quotes, comments and the order of keys left aside.

use std::collections::HashMap;

use crate::{
    model::{
        change::{Delta, FieldDelta, Shift},
        config::Config,
        date::When,
        record::Record,
        role::{Role, ValueType},
    },
    text::tree::{Cursor, Keys},
};

/// Returns what differs between the fields of two versions of one record, by role, then in the file's order.
pub(super) fn diff(config: &Config, before: &Record, after: &Record) -> Vec<Delta> {
    let mut differ = Differ {
        config,
        after,
        deltas: Vec::new(),
    };
    differ.maps(before.fields(), after.fields(), "");
    differ.deltas.retain(|delta| {
        let path = delta.path().unwrap_or_default();
        !config
            .history
            .ignore_fields
            .iter()
            .any(|ignored| ignored == path)
    });
    let rank = |delta: &Delta| {
        Role::ALL
            .iter()
            .position(|role| Some(*role) == delta.role())
            .unwrap_or(usize::MAX)
    };
    differ.deltas.sort_by_key(rank);
    differ.deltas
}

/// Returns every field that says something on its own, in the file's order: the path that [`diff`] gives it, what it
/// means, and the literal text.
pub(super) fn all(config: &Config, record: &Record) -> Vec<(String, Option<Role>, String)> {
    let mut differ = Differ {
        config,
        after: record,
        deltas: Vec::new(),
    };
    let fields = record.fields();
    for entry in fields.entries() {
        differ.come(fields.follow(entry), &entry.key);
    }
    let told = differ.deltas.into_iter().filter_map(|delta| match delta {
        Delta::Field(delta) => Some((delta.path, delta.role, delta.after.unwrap_or_default())),
        Delta::Members {
            path, role, added, ..
        } => Some((path, role, added.join(", "))),
        _ => None,
    });
    told.collect()
}

/// Keys by which the maps of a list are told apart, when every one has a different value there.
const LIST_KEYS: &[&str] = &["id", "name", "ref", "what", "rule", "key", "title"];

struct Differ<'a> {
    config: &'a Config,
    after: &'a Record,
    deltas: Vec<Delta>,
}

impl Differ<'_> {
    fn maps(&mut self, before: Cursor<'_>, after: Cursor<'_>, prefix: &str) {
        let (old_keys, new_keys) = (Keys::of(before), Keys::of(after));
        for entry in before.entries() {
            let path = joined(prefix, &entry.key);
            match new_keys.get(&entry.key) {
                Some(new) => self.values(before.follow(entry), new, &path),
                None => self.gone(before.follow(entry), &path),
            }
        }
        for entry in after
            .entries()
            .iter()
            .filter(|entry| old_keys.get(&entry.key).is_none())
        {
            self.come(after.follow(entry), &joined(prefix, &entry.key));
        }
    }

    fn values(&mut self, before: Cursor<'_>, after: Cursor<'_>, path: &str) {
        if before.same(after) {
            return;
        }
        if before.is_map() && after.is_map() {
            self.maps(before, after, path);
        } else if before.is_list() && after.is_list() {
            self.lists(before, after, path);
        } else {
            self.field(path, Some(literal(before)), Some(literal(after)));
        }
    }

    /// A map or list of its own that is gone is told value by value, so that each role is told.
    fn gone(&mut self, before: Cursor<'_>, path: &str) {
        if before.is_map() && !before.entries().is_empty() {
            before
                .entries()
                .iter()
                .for_each(|entry| self.gone(before.follow(entry), &joined(path, &entry.key)));
        } else if before.is_list() {
            self.members(path, Vec::new(), before.items().map(literal).collect());
        } else {
            self.field(path, Some(literal(before)), None);
        }
    }

    fn come(&mut self, after: Cursor<'_>, path: &str) {
        if after.is_map() && !after.entries().is_empty() {
            after
                .entries()
                .iter()
                .for_each(|entry| self.come(after.follow(entry), &joined(path, &entry.key)));
        } else if after.is_list() {
            self.members(path, after.items().map(literal).collect(), Vec::new());
        } else {
            self.field(path, None, Some(literal(after)));
        }
    }

    fn lists(&mut self, before: Cursor<'_>, after: Cursor<'_>, path: &str) {
        if let Some(key) = list_key(before).filter(|key| list_key(after) == Some(key)) {
            return self.keyed_lists(before, after, path, key);
        }
        let (old, new): (Vec<String>, Vec<String>) = (
            before.items().map(literal).collect(),
            after.items().map(literal).collect(),
        );
        self.members(path, without(&new, &old), without(&old, &new));
    }

    fn keyed_lists(&mut self, before: Cursor<'_>, after: Cursor<'_>, path: &str, key: &str) {
        let named = |list: Cursor<'_>| -> Vec<String> {
            let name = |item: Cursor<'_>| item.get(key).and_then(Cursor::text).map(str::to_owned);
            list.items()
                .map(|item| name(item).unwrap_or_default())
                .collect()
        };
        let (old, new) = (named(before), named(after));
        let places: HashMap<&str, Cursor<'_>> =
            new.iter().map(String::as_str).zip(after.items()).collect();
        for (name, item) in old.iter().zip(before.items()) {
            if let Some(other) = places.get(name.as_str()) {
                self.values(item, *other, &format!("{path}[{name}]"));
            }
        }
        let (added, removed) = (without(&new, &old), without(&old, &new));
        if !added.is_empty() || !removed.is_empty() {
            self.members(path, added, removed);
        }
    }

    fn members(&mut self, path: &str, added: Vec<String>, removed: Vec<String>) {
        self.deltas.push(Delta::Members {
            path: path.into(),
            role: self.role(path),
            added,
            removed,
        });
    }

    fn role(&self, path: &str) -> Option<Role> {
        let declared = path.split('[').next().unwrap_or(path);
        self.after
            .kind
            .field_at(declared)
            .filter(|_| declared == path)
            .and_then(|field| field.role)
    }

    fn field(&mut self, path: &str, before: Option<String>, after: Option<String>) {
        let role = self.role(path);
        let shift = self.shift(path, before.as_deref(), after.as_deref());
        let skips = role == Some(Role::Status)
            && before
                .as_deref()
                .zip(after.as_deref())
                .is_some_and(|(from, to)| self.skips(path, from, to));
        self.deltas.push(Delta::Field(FieldDelta {
            path: path.into(),
            role,
            before,
            after,
            shift,
            skips,
        }));
    }

    /// Returns whether the lifecycle has no step from one state to another, synonyms mapped.
    fn skips(&self, path: &str, from: &str, to: &str) -> bool {
        let kind = &self.after.kind;
        let Some(field) = kind.field_at(path) else {
            return false;
        };
        match (field.meaning(from), field.meaning(to)) {
            (Some(from), Some(to)) => from != to && !kind.lifecycle.allows(&from, &to),
            _ => false,
        }
    }

    fn shift(&self, path: &str, before: Option<&str>, after: Option<&str>) -> Option<Shift> {
        let field = self.after.kind.field_at(path)?;
        let is_moment = matches!(field.value_type(), ValueType::Date | ValueType::Release);
        if !is_moment || field.role.is_some_and(Role::is_last_time) {
            return None;
        }
        // A word that means nothing is no moment: from `0.0` to `v1.31` is a date set, not a date moved.
        let read = |text: &str| field.when(text, &self.config.releases);
        let (before, after): (When, When) = (read(before?)?, read(after?)?);
        let later = match before.compare(&after)? {
            std::cmp::Ordering::Equal => return None,
            order => order == std::cmp::Ordering::Less,
        };
        let days = before.day().zip(after.day());
        Some(Shift {
            later,
            workdays: days.map(|(from, to)| self.config.calendar.workdays(from, to)),
        })
    }
}

fn joined(prefix: &str, key: &str) -> String {
    if prefix.is_empty() {
        key.into()
    } else {
        format!("{prefix}.{key}")
    }
}

/// Returns the members of a list that another list lacks, in order. A member that stands twice is needed twice.
fn without(list: &[String], other: &[String]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for member in other {
        *counts.entry(member).or_default() += 1;
    }
    let is_new = |member: &&String| match counts.get_mut(member.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    list.iter().filter(is_new).cloned().collect()
}

/// Returns the key that tells the items of a list apart.
fn list_key(list: Cursor<'_>) -> Option<&'static str> {
    LIST_KEYS.iter().copied().find(|key| {
        let mut seen = std::collections::BTreeSet::new();
        list.items().len() > 0
            && list.items().all(|item| {
                item.get(key)
                    .and_then(Cursor::text)
                    .is_some_and(|name| seen.insert(name))
            })
    })
}

/// Returns a value as text: a scalar's literal, nothing for a null however it is spelt, anything else as JSON.
fn literal(value: Cursor<'_>) -> String {
    if value.is_null() {
        return String::new();
    }
    value
        .text()
        .map_or_else(|| value.to_json().to_string(), str::to_owned)
}
