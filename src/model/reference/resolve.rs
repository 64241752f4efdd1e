//! What references lead to.

use super::{Form, Reference, stated};
use crate::model::{program::Program, record::Record};

/// What a reference leads to.
#[derive(Debug, Clone)]
pub enum Target<'a> {
    /// A record.
    Record(&'a Record),
    /// Something outside the program: an address, a team, another program's record.
    Outside,
    /// A path of the program that is there and no record.
    File,
    /// Nothing.
    Dangling,
}

/// Returns what a reference of a record leads to.
pub fn resolve<'a>(program: &'a Program, from: &Record, reference: &Reference) -> Target<'a> {
    let text = reference
        .text
        .trim()
        .trim_start_matches("[[")
        .trim_end_matches("]]");
    let without_section = text.split('#').next().unwrap_or_default();
    if let Some(found) = program.find(text).or_else(|| program.find(without_section)) {
        return Target::Record(found);
    }
    if matches!(reference.form, Form::Person | Form::Handle) || text.starts_with('@') {
        return program.person(text).map_or(Target::Outside, Target::Record);
    }
    if is_outside(text) {
        return Target::Outside;
    }
    let Some(path) = path(from, reference) else {
        return Target::Dangling;
    };
    if let Some(found) = program.at_path(&path) {
        return Target::Record(found);
    }
    // A text may point to what lies around the program; a field names records of the program.
    if is_around(&path) {
        return match reference.field {
            Some(_) => Target::Dangling,
            None => Target::Outside,
        };
    }
    if program.missing_targets.contains(&path) {
        Target::Dangling
    } else {
        Target::File
    }
}

/// Returns the paths that a record's references may lead to, for the store to look up.
pub fn linked_paths(record: &Record) -> Vec<String> {
    let found = stated(record).into_iter();
    let paths = found.filter_map(|reference| path(record, &reference));
    paths.filter(|path| !is_around(path)).collect()
}

/// Returns the path a reference means, from the program's folder: `../` leads to what lies around it. Links in bodies are
/// relative to their file, fields to the program's folder. The text of a field is a path only when it looks like one.
pub fn path(from: &Record, reference: &Reference) -> Option<String> {
    let text = reference
        .text
        .split(['#', '?'])
        .next()
        .unwrap_or_default()
        .trim();
    let is_field = reference.field.is_some();
    if text.is_empty() || is_outside(text) || (is_field && !text.contains(['/', '.'])) {
        return None;
    }
    let decoded = decoded(text);
    let folder = from
        .file
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let from_top = is_field && !decoded.starts_with('.');
    let joined = match decoded.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if from_top || folder.is_empty() => decoded,
        None => format!("{folder}/{decoded}"),
    };
    Some(normal(&joined))
}

/// Returns whether a path leads out of the program's folder.
fn is_around(path: &str) -> bool {
    path == ".." || path.starts_with("../")
}

/// Returns an address with `%20` and its like decoded; as it is, where that is no text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = |byte: &u8| char::from(*byte).to_digit(16);
        match (first, after) {
            (b'%', [high, low, next @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                let pair = std::str::from_utf8(&after[..2]).unwrap_or_default();
                bytes.push(u8::from_str_radix(pair, 16).unwrap_or_default());
                rest = next;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Returns a path without `.`, and without `..` but at its start.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn is_outside(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let has_scheme = scheme.is_some_and(|scheme| {
        !scheme.is_empty()
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    has_scheme || text.starts_with('@') || text.starts_with("//")
}

pub(super) fn is_relative(target: &str) -> bool {
    !target.is_empty() && !target.starts_with('#') && !is_outside(target)
}
