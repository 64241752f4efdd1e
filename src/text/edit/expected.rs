//! What the file must say after an edit: worked out from the old tree alone, without looking at the patches.

use super::{Change, Item, NewValue, Scalar};
use crate::text::tree::{Cursor, NodeId, Tree, Value};

/// A tree that is expected.
#[derive(Debug)]
pub(super) enum Expected<'a> {
    /// Nothing.
    Null,
    /// The very scalar that was there.
    Same {
        text: &'a str,
        plain: bool,
    },
    /// A scalar that was asked for.
    Written(&'a Scalar),
    List(Vec<Expected<'a>>),
    Map(Vec<(&'a str, Expected<'a>)>),
    /// A new record. In a table it also has the columns that were not given, empty, in the table's order.
    Record(Vec<(&'a str, Expected<'a>)>),
}

impl<'a> Expected<'a> {
    /// Returns what a tree should be after a change.
    pub(super) fn after(tree: &'a Tree, change: &'a Change<'a>) -> Self {
        Self::at(tree, tree.root_id(), change)
    }

    fn at(tree: &'a Tree, id: NodeId, change: &'a Change<'a>) -> Self {
        let same = |id: NodeId| Self::at(tree, id, change);
        match change {
            Change::Replace { node, value } if *node == id => return Self::value(value),
            Change::Items { list, items } if *list == id => {
                let old = items_of(tree, id);
                let items = items.iter().map(|item| match item {
                    Item::Kept(index) => same(old[*index]),
                    Item::New(scalar) => Self::Written(scalar),
                });
                return Self::List(items.collect());
            }
            _ => {}
        }
        let mut here = match &tree.node(id).value {
            Value::Alias(target) => return same(*target),
            Value::Scalar { .. } if tree.cursor(id).is_null() => Self::Null,
            Value::Scalar { text, plain } => Self::Same {
                text,
                plain: *plain,
            },
            Value::List(items) => Self::List(items.iter().map(|item| same(*item)).collect()),
            Value::Map(entries) => {
                let kept = entries.iter().enumerate().filter(|(at, _)| {
                    !matches!(change, Change::Remove { map, index } if *map == id && index == at)
                });
                let entries = kept.map(|(_, entry)| (&*entry.key, same(entry.value)));
                Self::Map(entries.collect())
            }
        };
        match change {
            Change::Remove { map, .. } if *map == id => here.without_empty_root(tree, id),
            Change::Insert { into, keys, value } if *into == id => {
                here.push_below(keys.iter().copied(), Self::value(value));
            }
            Change::Append {
                into,
                keys,
                key,
                fields,
            } if *into == id => {
                let fields = fields
                    .iter()
                    .map(|(key, value)| (key.as_str(), Self::value(value)));
                here.append(keys, *key, Self::Record(fields.collect()));
            }
            _ => {}
        }
        here
    }

    fn value(value: &'a NewValue) -> Self {
        match value {
            NewValue::One(scalar) => Self::Written(scalar),
            NewValue::Many(items) => Self::List(items.iter().map(Self::Written).collect()),
        }
    }

    /// A file whose last field is gone says nothing.
    fn without_empty_root(&mut self, tree: &Tree, id: NodeId) {
        if matches!(self, Self::Map(entries) if entries.is_empty()) && id == tree.root_id() {
            *self = Self::Null;
        }
    }

    /// Adds a field to a map, or to a null that becomes one.
    fn push(&mut self, key: &'a str, value: Self) {
        if let Self::Map(entries) = self {
            entries.push((key, value));
        } else {
            *self = Self::Map(vec![(key, value)]);
        }
    }

    fn push_below(&mut self, mut keys: impl DoubleEndedIterator<Item = &'a str>, value: Self) {
        let Some(first) = keys.next() else { return };
        let value = keys
            .rev()
            .fold(value, |value, key| Self::Map(vec![(key, value)]));
        self.push(first, value);
    }

    fn append(&mut self, keys: &'a [String], key: Option<&'a str>, record: Self) {
        match (key, keys.is_empty(), &mut *self) {
            (Some(key), ..) => {
                let keys = keys.iter().map(String::as_str).chain([key]);
                let keys: Vec<&str> = keys.collect();
                self.push_below(keys.into_iter(), record);
            }
            (None, true, Self::List(items)) => items.push(record),
            (None, true, _) => *self = Self::List(vec![record]),
            (None, false, _) => {
                let list = Self::List(vec![record]);
                self.push_below(keys.iter().map(String::as_str), list);
            }
        }
    }

    /// Returns whether a tree is as expected. In forms without quotes only the text of a scalar counts.
    pub(super) fn holds(&self, found: Cursor<'_>, is_flat: bool) -> bool {
        match self {
            Self::Null => found.is_null(),
            Self::Same { text, plain } => found.literal() == Some((*text, *plain)),
            Self::Written(scalar) => scalar.is(found, is_flat),
            Self::List(items) => {
                found.is_list()
                    && items.len() == found.items().len()
                    && items
                        .iter()
                        .zip(found.items())
                        .all(|(item, found)| item.holds(found, is_flat))
            }
            // A new line may stand above others, and a row has every column of its table.
            Self::Map(entries) | Self::Record(entries) if is_flat => {
                let may_have_more = matches!(self, Self::Record(_));
                let is_given = |key: &str| entries.iter().any(|(given, _)| *given == key);
                let mut others = found.entries().iter().filter(|entry| !is_given(&entry.key));
                let mut given = entries.iter();
                found.is_map()
                    && given.all(|(key, value)| {
                        found
                            .get(key)
                            .is_some_and(|found| value.holds(found, is_flat))
                    })
                    && others.all(|entry| may_have_more && found.follow(entry).is_null())
            }
            Self::Map(entries) | Self::Record(entries) => {
                found.is_map()
                    && entries.len() == found.entries().len()
                    && entries
                        .iter()
                        .zip(found.entries())
                        .all(|((key, value), entry)| {
                            **key == *entry.key && value.holds(found.follow(entry), is_flat)
                        })
            }
        }
    }
}

fn items_of(tree: &Tree, id: NodeId) -> &[NodeId] {
    match &tree.node(id).value {
        Value::List(items) => items,
        _ => &[],
    }
}
