//! A record's new name, and the same name wherever the program refers to it.

use std::{collections::BTreeMap, sync::Arc};

use super::{AuthorError, Result, name::Name, number, record::form_of};
use crate::{
    model::{
        kind::Class,
        program::Program,
        record::{File, Record},
        reference::{self, Form, Reference, Target},
        rewrite::Rewrite,
    },
    text::{
        Position,
        edit::{self, Action, FieldEdit, NewValue, Scalar},
    },
};

/// What a new name changes.
#[derive(Debug, Default)]
pub struct Renamed {
    /// The files.
    pub rewrites: Vec<Rewrite>,
    /// How many references now say the new name.
    pub references: usize,
    /// Places that still say the old id, since another record carries it too.
    pub unclear: Vec<String>,
}

/// Who refers, where, and what is to stand there.
type NewReference<'a> = (&'a Record, Reference, String);

/// Gives a record a new name and rewrites every reference to it.
///
/// # Errors
/// A file cannot be edited.
pub fn rename(program: &Program, record: &Record, name: &Name) -> Result<Renamed> {
    let mut renamed = Renamed::default();
    let is_shared = program
        .records
        .iter()
        .filter(|other| other.id == record.id)
        .count()
        > 1;
    let mut files: BTreeMap<Arc<str>, (Arc<File>, Vec<NewReference<'_>>)> = BTreeMap::new();
    for from in &program.records {
        // What was sent stays as it was sent.
        let is_frozen = from.kind.class == Class::Update && !from.is_unfinished();
        for reference in reference::references(program, from).iter() {
            if is_frozen && reference.field.is_none() {
                continue;
            }
            let written = reference.target.slice(&from.file.text);
            let Some(new) = new_text(program, record, name, from, reference) else {
                continue;
            };
            if is_shared && !is_path(written) {
                let at = Position::of(&from.file.text, reference.target.start);
                let place = format!("{}:{}:{}", from.file.path, at.line, at.column);
                renamed.unclear.push(place);
            } else if new != written {
                let start = || (from.file.clone(), Vec::new());
                let (_, edits) = files.entry(from.file.path.clone()).or_insert_with(start);
                edits.push((from, reference.clone(), new));
            }
        }
    }
    let start = || (record.file.clone(), Vec::new());
    files.entry(record.file.path.clone()).or_insert_with(start);
    for (file, mut edits) in files.into_values() {
        // From the end on, so that what stands before keeps its place.
        edits.sort_by_key(|(_, reference, _)| reference.target.start);
        edits.dedup_by_key(|(_, reference, _)| reference.target);
        renamed.references += edits.len();
        let mut text = file.text.to_string();
        for (from, reference, new) in edits.iter().rev() {
            text = write(from, &text, reference, new)?;
        }
        renamed.rewrites.extend(moved(record, name, &file, text)?);
    }
    Ok(renamed)
}

/// Returns a file with its references rewritten, at its new place if it is the record's own; `None` where nothing differs.
fn moved(record: &Record, name: &Name, file: &File, text: String) -> Result<Option<Rewrite>> {
    let (path, old) = (&file.path, &file.text);
    let is_own = *path == record.file.path;
    let text = if is_own {
        own_id(record, &text, name)?
    } else {
        text
    };
    let place = if is_own { name.path.as_str() } else { &**path };
    Ok((text != **old || place != &**path).then(|| Rewrite::relocate(path, old, place, text)))
}

/// Writes the id where it stands in a field of the record.
fn own_id(record: &Record, text: &str, name: &Name) -> Result<String> {
    let Some(field) = number::id_path(record).filter(|_| *name.id != *record.id) else {
        return Ok(text.to_owned());
    };
    let edit = FieldEdit {
        path: field.into(),
        action: Action::Set(NewValue::One(Scalar::Text(name.id.clone()))),
    };
    let at = record.file.tree.pointer(record.fields().id());
    Ok(edit::fields(form_of(record)?, text, &at, &[edit])?)
}

/// Returns what a reference says once the record has its new name; `None` for one that leads elsewhere and stays right.
fn new_text(
    program: &Program,
    record: &Record,
    name: &Name,
    from: &Record,
    reference: &Reference,
) -> Option<String> {
    let written = reference.target.slice(&from.file.text);
    let same = |one: &Record, other: &Record| {
        one.id == other.id && (one.file.path == other.file.path || !is_path(written))
    };
    let is_moved = folder(&name.path) != folder(&record.file.path);
    let new_place = |path: &str, own: &str| match reference.form {
        Form::Field => path.to_owned(),
        _ => relative(folder(own), path),
    };
    let own = if same(from, record) {
        name.path.as_str()
    } else {
        &*from.file.path
    };
    match reference::resolve(program, from, reference) {
        Target::Record(found) if same(found, record) => Some(if is_path(written) {
            new_place(&name.path, own)
        } else {
            in_place_of(written, &record.id, &name.id)?
        }),
        // The moved file's own links lead on to where they led.
        Target::Record(found) if same(from, record) && is_moved && reference.form == Form::Link => {
            Some(new_place(&found.file.path, own))
        }
        _ => None,
    }
}

/// Returns the part of the new id that stands for the part of the old one that is written: `0007` of `ADR-0007`.
fn in_place_of(written: &str, old: &str, new: &str) -> Option<String> {
    if written.eq_ignore_ascii_case(old) {
        return Some(new.to_owned());
    }
    let lead = old.strip_suffix(written)?;
    new.strip_prefix(lead).map(str::to_owned)
}

fn write(from: &Record, text: &str, reference: &Reference, new: &str) -> Result<String> {
    let is_whole_value = reference.field.is_some() && reference.target == reference.span;
    let result = if is_whole_value {
        let scalar = Scalar::Text(new.to_owned());
        edit::scalar_at(form_of(from)?, text, reference.target, &scalar)
    } else {
        edit::splice(text, vec![(reference.target, encoded(reference, new))])
    };
    result.map_err(|error| {
        let at = Position::of(text, reference.target.start);
        let message = format!("{}:{}:{}: {error}", from.file.path, at.line, at.column);
        AuthorError::new(message, error.help())
    })
}

/// A link ends at a blank.
fn encoded(reference: &Reference, new: &str) -> String {
    match reference.form {
        Form::Link => new.replace(' ', "%20"),
        _ => new.to_owned(),
    }
}

fn is_path(written: &str) -> bool {
    written.contains('/') || written.ends_with(".md") || written.ends_with(".yaml")
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns a path as seen from a folder.
fn relative(from: &str, path: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let last = to.len() - 1;
    let pairs = from.iter().zip(&to[..last]);
    let common = pairs.take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_the_folder_of_the_file() {
        assert_eq!(relative("risks", "risks/a.md"), "a.md");
        assert_eq!(relative("decisions", "risks/a.md"), "../risks/a.md");
        assert_eq!(relative("", "risks/a.md"), "risks/a.md");
        assert_eq!(relative("a/b", "a/c/d.md"), "../c/d.md");
    }

    #[test]
    fn a_part_of_an_id_becomes_the_same_part_of_the_new_one() {
        let part = |written| in_place_of(written, "ADR-0007", "ADR-0012");
        assert_eq!(part("ADR-0007").as_deref(), Some("ADR-0012"));
        assert_eq!(part("0007").as_deref(), Some("0012"));
        assert_eq!(part("8"), None);
    }
}
