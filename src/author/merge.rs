//! Several branches at once: the files as they would be if all of them landed, and where they say different things.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::record::form_of;
use crate::{
    model::{
        change::{Change, Delta, RecordChange},
        program::Program,
        record::Record,
        rewrite::Rewrite,
    },
    text::edit::{self, Action, FieldEdit, NewValue, Scalar},
};

/// What one branch does.
#[derive(Debug, Clone, Copy)]
pub struct Branch<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it changes since it left the base.
    pub changes: &'a [RecordChange],
}

/// Several branches say different things of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The record.
    pub id: Arc<str>,
    /// The path of its file.
    pub path: Arc<str>,
    /// The field; `None` where one branch removes the record and another changes it.
    pub field: Option<String>,
    /// What each says, by its name; `None` where it takes the value away, or the record.
    pub says: Vec<(String, Option<String>)>,
}

/// The files as they would be if all branches landed.
#[derive(Debug, Default)]
pub struct Merged {
    /// The files that differ from the base.
    pub rewrites: Vec<Rewrite>,
    /// The files that go away.
    pub gone: BTreeSet<Arc<str>>,
    /// Where branches say different things, by record and field. The branch that comes later counts.
    pub clashes: Vec<Clash>,
}

/// Returns what some branches do together, one after the other.
///
/// A file that one branch alone changes is taken as it is there. Where several do, fields and lists are set one by one, so that
/// what git calls a conflict is none as long as no two say different things of one field; texts stay as the first branch has
/// them.
pub fn merge(base: &Program, branches: &[Branch<'_>]) -> Merged {
    let mut files: BTreeMap<Arc<str>, Arc<str>> = base
        .records
        .iter()
        .map(|record| (record.file.path.clone(), record.file.text.clone()))
        .collect();
    let before = files.clone();
    let mut gone = BTreeSet::new();
    for branch in branches {
        for change in branch.changes {
            apply(change, &mut files, &mut gone);
        }
    }
    let changed = files
        .iter()
        .filter(|(path, text)| before.get(*path) != Some(*text));
    let rewrites = changed.map(|(path, text)| match before.get(path) {
        Some(old) => Rewrite::replace(path, old, text.to_string()),
        None => Rewrite::create(path, text.to_string()),
    });
    Merged {
        rewrites: rewrites.collect(),
        clashes: clashes(base, branches),
        gone,
    }
}

fn apply(
    change: &RecordChange,
    files: &mut BTreeMap<Arc<str>, Arc<str>>,
    gone: &mut BTreeSet<Arc<str>>,
) {
    let (record, path) = (&change.record, &change.path);
    match change.change {
        Change::Removed if record.owns_file() => {
            files.remove(path);
            gone.insert(path.clone());
        }
        Change::Removed => {}
        Change::Added => {
            gone.remove(path);
            files
                .entry(path.clone())
                .or_insert_with(|| record.file.text.clone());
        }
        Change::Changed { .. } => {
            let Some(old) = &change.before else { return };
            let at = &old.file.path;
            let Some(now) = files.get(at).cloned() else {
                return;
            };
            let text = if now == old.file.text {
                Some(record.file.text.clone())
            } else {
                edited(change, old, &now)
            };
            let Some(text) = text else { return };
            if at != path {
                files.remove(at);
                gone.insert(at.clone());
            }
            files.insert(path.clone(), text);
        }
    }
}

/// Returns a text in which the fields that a change sets are set; nothing where its form does not take them.
fn edited(change: &RecordChange, old: &Record, text: &str) -> Option<Arc<str>> {
    let form = form_of(old).ok()?;
    let at = old.file.tree.pointer(old.fields().id());
    let edits: Vec<FieldEdit> = change.deltas.iter().flat_map(edits).collect();
    let text = edit::fields(form, text, &at, &edits).ok()?;
    Some(text.into())
}

fn edits(delta: &Delta) -> Vec<FieldEdit> {
    let literal = |text: &String| Scalar::Literal(text.clone());
    let edit = |path: &str, action: Action| FieldEdit {
        path: path.to_owned(),
        action,
    };
    match delta {
        Delta::Field(delta) => vec![match &delta.after {
            Some(text) => edit(&delta.path, Action::Set(NewValue::One(literal(text)))),
            None => edit(&delta.path, Action::Unset),
        }],
        Delta::Members {
            path,
            added,
            removed,
            ..
        } => {
            let dropped = removed
                .iter()
                .map(|one| edit(path, Action::Drop(one.clone())));
            let added = added
                .iter()
                .map(|one| edit(path, Action::Add(literal(one))));
            dropped.chain(added).collect()
        }
        Delta::Section { .. } | Delta::Task { .. } => Vec::new(),
    }
}

/// A field of a record by its id; the whole record without one.
type Part = (Arc<str>, Option<String>);
/// What branches say of one thing, by their names.
type Says = Vec<(String, Option<String>)>;

/// Returns the fields of which branches, or a branch and what landed on the base since, say different things.
fn clashes(base: &Program, branches: &[Branch<'_>]) -> Vec<Clash> {
    let mut said: BTreeMap<Part, (Arc<str>, Says)> = BTreeMap::new();
    let mut removed: BTreeMap<Arc<str>, Vec<&str>> = BTreeMap::new();
    for branch in branches {
        for change in branch.changes {
            if change.change == Change::Removed {
                removed
                    .entry(change.id.clone())
                    .or_default()
                    .push(branch.name);
            }
            for delta in &change.deltas {
                let Delta::Field(delta) = delta else { continue };
                let key = (change.id.clone(), Some(delta.path.clone()));
                let (_, says) = said
                    .entry(key)
                    .or_insert_with(|| (change.path.clone(), Vec::new()));
                says.push((branch.name.to_owned(), delta.after.clone()));
                let now = base.find(&change.id).and_then(|record| {
                    let value = record.at_path(&delta.path)?;
                    Some(value.text()?.to_owned())
                });
                let is_base = says.iter().any(|(name, _)| name == BASE);
                if now != delta.before && now != delta.after && !is_base {
                    says.push((BASE.to_owned(), now));
                }
            }
        }
    }
    for (id, names) in removed {
        let changed = said.iter().find(|((own, _), _)| *own == id);
        if let Some((_, (path, says))) = changed {
            let (path, mut says) = (path.clone(), says.clone());
            says.extend(names.iter().map(|name| ((*name).to_owned(), None)));
            said.insert((id, None), (path, says));
        }
    }
    let differ = |says: &Says| says.windows(2).any(|pair| pair[0].1 != pair[1].1);
    let clashes = said.into_iter().filter(|(_, (_, says))| differ(says));
    clashes
        .map(|((id, field), (path, says))| Clash {
            id,
            path,
            field,
            says,
        })
        .collect()
}

/// What the base is called beside the branches.
pub const BASE: &str = "the base";
