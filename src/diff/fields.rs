//! Differences of fields: literals compared, quotes, comments and the order of keys left aside.

use crate::{
    model::{
        change::{Delta, FieldDelta, Shift},
        config::Config,
        date::When,
        record::Record,
        role::{Role, ValueType},
    },
    text::tree::Cursor,
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

/// Keys by which the maps of a list are told apart, when every one has a different value there.
const LIST_KEYS: &[&str] = &["id", "name", "ref", "what", "rule", "key", "title"];

struct Differ<'a> {
    config: &'a Config,
    after: &'a Record,
    deltas: Vec<Delta>,
}

impl Differ<'_> {
    fn maps(&mut self, before: Cursor<'_>, after: Cursor<'_>, prefix: &str) {
        for entry in before.entries() {
            let path = joined(prefix, &entry.key);
            match after.get(&entry.key) {
                Some(new) => self.values(before.follow(entry), new, &path),
                None => self.gone(before.follow(entry), &path),
            }
        }
        for entry in after
            .entries()
            .iter()
            .filter(|entry| before.entry(&entry.key).is_none())
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
        let mut removed: Vec<String> = before.items().map(literal).collect();
        let mut added = Vec::new();
        for item in after.items().map(literal) {
            match removed.iter().position(|old| *old == item) {
                Some(at) => {
                    removed.remove(at);
                }
                None => added.push(item),
            }
        }
        self.members(path, added, removed);
    }

    fn keyed_lists(&mut self, before: Cursor<'_>, after: Cursor<'_>, path: &str, key: &str) {
        let name = |item: Cursor<'_>| {
            item.get(key)
                .and_then(Cursor::text)
                .unwrap_or_default()
                .to_owned()
        };
        let mut removed = Vec::new();
        for old in before.items() {
            match after.items().find(|new| name(*new) == name(old)) {
                Some(new) => self.values(old, new, &format!("{path}[{}]", name(old))),
                None => removed.push(name(old)),
            }
        }
        let known: Vec<String> = before.items().map(name).collect();
        let added: Vec<String> = after
            .items()
            .map(name)
            .filter(|name| !known.contains(name))
            .collect();
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
        let lifecycle = &self.after.kind.lifecycle;
        let skips = match (role, &before, &after) {
            (Some(Role::Status), Some(from), Some(to)) => !lifecycle.allows(from, to),
            _ => false,
        };
        self.deltas.push(Delta::Field(FieldDelta {
            path: path.into(),
            role,
            before,
            after,
            shift,
            skips,
        }));
    }

    fn shift(&self, path: &str, before: Option<&str>, after: Option<&str>) -> Option<Shift> {
        let field = self.after.kind.field_at(path)?;
        if !matches!(field.value_type(), ValueType::Date | ValueType::Release) {
            return None;
        }
        let read = |text: &str| {
            crate::model::date::parse_when(text.trim(), &field.formats, &self.config.releases)
        };
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

/// Returns a value as text: a scalar's literal, anything else as JSON.
fn literal(value: Cursor<'_>) -> String {
    value
        .text()
        .map_or_else(|| value.to_json().to_string(), str::to_owned)
}
