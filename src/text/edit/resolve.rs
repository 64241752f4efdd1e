//! From names of fields to the one change of the tree that is asked for.

use std::borrow::Cow;

use super::{Action, Change, EditError, FieldEdit, Item, NewRecord, NewValue, Scalar, Source};
use crate::text::tree::{Cursor, NodeId};

/// Where a path of keys leads.
enum Place<'a> {
    /// To a field: its map and its index there.
    Field { map: NodeId, index: usize },
    /// Nowhere yet: these keys are to be made below this map or null.
    Missing { into: NodeId, keys: Vec<&'a str> },
}

/// Returns the change that a field edit asks for; `None` when the file says it already.
pub(super) fn field<'a>(
    source: &Source<'_>,
    at: &str,
    edit: &'a FieldEdit,
) -> Result<Option<Change<'a>>, EditError> {
    let record = source.tree.root().at_pointer(at);
    let record = record
        .map(|(_, cursor)| cursor.id())
        .ok_or_else(|| EditError::NoSuchPlace { place: at.into() })?;
    let path = edit.path.as_str();
    let is_complete =
        !path.is_empty() && (source.is_flat || path.split('.').all(|key| !key.is_empty()));
    if !is_complete {
        return Err(EditError::Name {
            path: path.into(),
            help: "give keys joined by dots, such as `owner` or `residual.impact`".into(),
        });
    }
    match find(source, record, path)? {
        Place::Field { map, index } => present(source, record, (map, index), edit),
        Place::Missing { into, keys } => absent(source, (record, into), keys, edit),
    }
}

fn find<'a>(source: &Source<'_>, record: NodeId, path: &'a str) -> Result<Place<'a>, EditError> {
    let (mut here, mut rest) = (record, path);
    loop {
        source.refuse_alias(here)?;
        let cursor = source.tree.cursor(here);
        if !cursor.is_map() && !cursor.is_null() {
            return Err(EditError::NotAMap {
                path: source.path(here),
                span: cursor.span(),
                found: if cursor.is_list() {
                    "a list"
                } else {
                    "one value"
                },
                below: rest.into(),
            });
        }
        if let Some(index) = position(cursor, rest) {
            return Ok(Place::Field { map: here, index });
        }
        let split = if source.is_flat {
            None
        } else {
            rest.split_once('.')
        };
        let next = split.and_then(|(key, below)| Some((position(cursor, key)?, below)));
        let Some((index, below)) = next else {
            let keys = if source.is_flat {
                vec![rest]
            } else {
                rest.split('.').collect()
            };
            return Ok(Place::Missing { into: here, keys });
        };
        (here, rest) = (cursor.entries()[index].value, below);
    }
}

fn position(map: Cursor<'_>, key: &str) -> Option<usize> {
    map.entries().iter().position(|entry| &*entry.key == key)
}

/// Returns the change of a field that is there.
fn present<'a>(
    source: &Source<'_>,
    record: NodeId,
    (map, index): (NodeId, usize),
    edit: &'a FieldEdit,
) -> Result<Option<Change<'a>>, EditError> {
    let Some(entry) = source.entry(map, index) else {
        return Ok(None);
    };
    source.refuse_twice(entry)?;
    source.refuse_alias(entry.value)?;
    let value = source.tree.cursor(entry.value);
    match &edit.action {
        // A row has every column of its table: the cell stays.
        Action::Unset if source.is_flat && source.parents[map as usize].is_some() => {
            let empty = NewValue::One(Scalar::Literal(String::new()));
            Ok((value.text() != Some("")).then_some(Change::Replace {
                node: entry.value,
                value: Cow::Owned(empty),
            }))
        }
        Action::Unset => {
            source.refuse_shared_inside(entry.value)?;
            let (map, index) = with_emptied(source, record, (map, index));
            Ok(Some(Change::Remove { map, index }))
        }
        Action::Set(new) => set(source, value, new, &edit.path),
        Action::Add(scalar) => add(source, value, scalar, &edit.path),
        Action::Drop(text) => drop(source, value, text, &edit.path).map(Some),
    }
}

/// Returns the outermost field, below the record, that holds nothing but this one.
fn with_emptied(
    source: &Source<'_>,
    record: NodeId,
    (map, index): (NodeId, usize),
) -> (NodeId, usize) {
    let is_last = map != record && source.tree.cursor(map).entries().len() == 1;
    match source.parents[map as usize] {
        Some(around) if is_last && source.tree.cursor(around.0).is_map() => {
            with_emptied(source, record, around)
        }
        _ => (map, index),
    }
}

/// Returns the change of a field that is not there.
fn absent<'a>(
    source: &Source<'_>,
    (record, into): (NodeId, NodeId),
    keys: Vec<&'a str>,
    edit: &'a FieldEdit,
) -> Result<Option<Change<'a>>, EditError> {
    let value = match &edit.action {
        Action::Set(value) => Cow::Borrowed(value),
        Action::Add(scalar) => Cow::Owned(NewValue::Many(vec![scalar.clone()])),
        Action::Drop(_) | Action::Unset => {
            let fields = source.tree.cursor(into).entries().iter();
            let around = match into == record {
                true => String::new(),
                false => format!(
                    "{}.",
                    &edit.path[..edit.path.len() - keys.join(".").len() - 1]
                ),
            };
            return Err(EditError::NoSuchField {
                path: edit.path.clone(),
                span: source.tree.cursor(record).span(),
                known: fields
                    .map(|entry| format!("{around}{}", entry.key))
                    .collect(),
            });
        }
    };
    Ok(Some(Change::Insert { into, keys, value }))
}

fn set<'a>(
    source: &Source<'_>,
    value: Cursor<'_>,
    new: &'a NewValue,
    path: &str,
) -> Result<Option<Change<'a>>, EditError> {
    if let Some(below) = value.entries().first() {
        return Err(EditError::Map {
            path: path.into(),
            span: value.span(),
            below: below.key.to_string(),
        });
    }
    source.refuse_shared_inside(value.id())?;
    let replaced = || Change::Replace {
        node: value.id(),
        value: Cow::Borrowed(new),
    };
    match new {
        NewValue::One(scalar) if scalar.is(value, source.is_flat) => Ok(None),
        NewValue::Many(new) if value.is_list() => Ok(items(source, value, new)),
        _ => Ok(Some(replaced())),
    }
}

/// Returns the change of a list to new items: those that stay at its start and its end keep their bytes.
fn items<'a>(source: &Source<'_>, list: Cursor<'_>, new: &'a [Scalar]) -> Option<Change<'a>> {
    let old: Vec<Cursor<'_>> = list.items().collect();
    let is_same = |(old, new): &(&Cursor<'_>, &Scalar)| is_item(source, new, **old);
    let start = old.iter().zip(new).take_while(is_same).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(is_same).count();
    if start + end == old.len() && old.len() == new.len() {
        return None;
    }
    let middle = new[start..new.len() - end].iter().map(Item::New);
    let kept_end = (old.len() - end..old.len()).map(Item::Kept);
    Some(Change::Items {
        list: list.id(),
        items: (0..start)
            .map(Item::Kept)
            .chain(middle)
            .chain(kept_end)
            .collect(),
    })
}

fn add<'a>(
    source: &Source<'_>,
    value: Cursor<'_>,
    scalar: &'a Scalar,
    path: &str,
) -> Result<Option<Change<'a>>, EditError> {
    if value.is_list() {
        let is_there = value.items().any(|item| is_item(source, scalar, item));
        let kept = (0..value.items().len()).map(Item::Kept);
        return Ok((!is_there).then(|| Change::Items {
            list: value.id(),
            items: kept.chain([Item::New(scalar)]).collect(),
        }));
    }
    if scalar.is(value, source.is_flat) {
        return Ok(None);
    }
    if let Some(below) = value.entries().first() {
        return Err(EditError::Map {
            path: path.into(),
            span: value.span(),
            below: below.key.to_string(),
        });
    }
    let first = value.literal().filter(|_| !value.is_null());
    let first = first.map(|(text, plain)| {
        if plain {
            Scalar::Literal(text.into())
        } else {
            Scalar::Text(text.into())
        }
    });
    let items = first.into_iter().chain([scalar.clone()]).collect();
    Ok(Some(Change::Replace {
        node: value.id(),
        value: Cow::Owned(NewValue::Many(items)),
    }))
}

fn drop<'a>(
    source: &Source<'_>,
    value: Cursor<'_>,
    text: &str,
    path: &str,
) -> Result<Change<'a>, EditError> {
    if !value.is_list() {
        return Err(EditError::NotAList {
            path: path.into(),
            span: value.span(),
        });
    }
    let texts: Vec<Option<&str>> = value.items().map(text_of).collect();
    let kept: Vec<Item<'_>> = (0..texts.len())
        .filter(|index| texts[*index] != Some(text))
        .map(Item::Kept)
        .collect();
    if kept.len() == texts.len() {
        return Err(EditError::NoSuchItem {
            path: path.into(),
            item: text.into(),
            span: value.span(),
            known: texts.into_iter().flatten().map(str::to_owned).collect(),
        });
    }
    for (_, item) in value
        .items()
        .enumerate()
        .filter(|(index, _)| texts[*index] == Some(text))
    {
        source.refuse_alias(item.id())?;
        source.refuse_shared_inside(item.id())?;
    }
    Ok(Change::Items {
        list: value.id(),
        items: kept,
    })
}

/// Returns whether an item says this already. What a map says beside its `ref` stays.
fn is_item(source: &Source<'_>, scalar: &Scalar, item: Cursor<'_>) -> bool {
    scalar.is(item, source.is_flat) || (item.is_map() && text_of(item) == Some(scalar.text()))
}

/// Returns what an item says: its text, or its `ref` where it is a map.
fn text_of(item: Cursor<'_>) -> Option<&str> {
    item.text().or_else(|| item.get("ref")?.text())
}

/// Returns the change that adds a record to a register.
pub(super) fn append<'a>(
    source: &Source<'_>,
    record: &NewRecord<'a>,
) -> Result<Change<'a>, EditError> {
    let (mut into, mut keys) = (source.tree.root_id(), record.list);
    while let Some((key, rest)) = keys.split_first() {
        source.refuse_alias(into)?;
        let cursor = source.tree.cursor(into);
        if !cursor.is_map() && !cursor.is_null() {
            return Err(EditError::NotAMap {
                path: source.path(into),
                span: cursor.span(),
                found: if cursor.is_list() {
                    "a list"
                } else {
                    "one value"
                },
                below: keys.join("."),
            });
        }
        let Some(entry) = cursor.entry(key) else {
            break;
        };
        source.refuse_twice(entry)?;
        (into, keys) = (entry.value, rest);
    }
    source.refuse_alias(into)?;
    let cursor = source.tree.cursor(into);
    let fits = !keys.is_empty()
        || cursor.is_null()
        || (cursor.is_list() && record.key.is_none())
        || (cursor.is_map() && record.key.is_some_and(|key| cursor.entry(key).is_none()));
    if !fits {
        return Err(not_a_register(source, cursor, record));
    }
    Ok(Change::Append {
        into,
        keys,
        key: record.key,
        fields: record.fields,
    })
}

fn not_a_register(source: &Source<'_>, found: Cursor<'_>, record: &NewRecord<'_>) -> EditError {
    if let Some(entry) = record.key.and_then(|key| found.entry(key)) {
        return EditError::GivenTwice {
            path: entry.key.to_string(),
            span: entry.key_span,
        };
    }
    let (what, help) = match record.key {
        Some(_) => (
            "is no map of records",
            "write each record under a key of its own",
        ),
        None => ("is no list of records", "start each record with `- `"),
    };
    let path = source.path(found.id());
    let name = if path.is_empty() {
        "the file".into()
    } else {
        format!("`{path}`")
    };
    EditError::Layout {
        what: format!("{name} {what}"),
        span: found.span(),
        help: help.into(),
    }
}
