//! References between records: by id, by path, in fields and in bodies.

use super::{program::Program, record::Record, role::ValueType};
use crate::text::Span;

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

/// One reference of a record.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The path of the field it stands in; `None` in the body.
    pub field: Option<String>,
    /// What is referred to, as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Returns every reference of a record: values of reference fields, then links of the body.
pub fn references(record: &Record) -> Vec<Reference> {
    let mut references = Vec::new();
    for field in record
        .kind
        .fields
        .iter()
        .filter(|field| field.value_type() == ValueType::Reference)
    {
        for value in record
            .values_of(field)
            .into_iter()
            .filter(|value| !value.is_tbd())
        {
            references.push(Reference {
                field: Some(value.path.to_owned()),
                text: value.text.into_owned(),
                span: value.span,
            });
        }
    }
    let links = record
        .body()
        .map(|body| body.links.as_slice())
        .unwrap_or_default();
    for link in links
        .iter()
        .filter(|link| link.wiki || is_relative(&link.target))
    {
        references.push(Reference {
            field: None,
            text: link.target.clone(),
            span: link.span,
        });
    }
    references
}

/// Returns what a reference of a record leads to.
pub fn resolve<'a>(program: &'a Program, from: &Record, reference: &Reference) -> Target<'a> {
    let text = reference
        .text
        .trim()
        .trim_start_matches("[[")
        .trim_end_matches("]]");
    if let Some(found) = program.find(text) {
        return Target::Record(found);
    }
    if is_outside(text) {
        return Target::Outside;
    }
    let Some(path) = path_of(from, reference) else {
        return Target::Dangling;
    };
    if let Some(found) = program.at_path(&path) {
        return Target::Record(found);
    }
    if program.missing_targets.contains(&path) {
        Target::Dangling
    } else {
        Target::File
    }
}

/// Returns the paths that a record's references may lead to, for the store to look up.
pub fn linked_paths(record: &Record) -> Vec<String> {
    references(record)
        .iter()
        .filter_map(|reference| path_of(record, reference))
        .collect()
}

/// Returns the path a reference means: links in bodies are relative to their file, fields to the program's folder.
fn path_of(from: &Record, reference: &Reference) -> Option<String> {
    let text = reference
        .text
        .split(['#', '?'])
        .next()
        .unwrap_or_default()
        .trim();
    if !text.contains(['/', '.']) || is_outside(text) || text.is_empty() {
        return None;
    }
    let decoded = text.replace("%20", " ");
    let folder = from
        .file
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let from_top = reference.field.is_some() && !decoded.starts_with('.');
    let joined = match decoded.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if from_top || folder.is_empty() => decoded,
        None => format!("{folder}/{decoded}"),
    };
    normal(&joined)
}

/// Returns a path without `.` and `..`; `None` when it leaves the program.
fn normal(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
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

fn is_relative(target: &str) -> bool {
    !target.is_empty() && !target.starts_with('#') && !is_outside(target)
}
