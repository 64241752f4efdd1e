//! From one file's text to its records.

use std::sync::Arc;

use super::{
    kind::{IdFrom, IdRule, Kind, Source},
    record::{File, Record},
};
use crate::text::{
    Problem, Span,
    extract::Extracted,
    tree::{Cursor, NodeId},
};

/// What a file that matches a kind turned out to hold.
#[derive(Debug)]
pub enum Reading {
    /// Records; possibly none, for an empty register.
    Records(Vec<Record>),
    /// Metadata that cannot be read.
    Unreadable(Vec<Problem>),
}

/// Reads the records of one file. The kind's sources are tried in order; the first whose form the file has counts.
pub fn read(kind: &Arc<Kind>, path: &Arc<str>, text: &Arc<str>) -> Reading {
    let mut expected = Vec::new();
    for source in kind.sources_of(path) {
        match source.extractor.read(text) {
            Some(extracted) => return read_source(kind, source, path, text, extracted),
            None => expected.push(source.extractor.expects),
        }
    }
    let message = format!("the file has no metadata of {}", kind.one());
    let help = format!(
        "add {}, or move the file out of this folder",
        expected.join(" or ")
    );
    Reading::Unreadable(vec![Problem::new(Span::default(), message).with_help(help)])
}

/// Reads a file that is known to be of a kind, wherever it lies: in the form of the kind's first source.
pub fn read_as(kind: &Arc<Kind>, path: &Arc<str>, text: &Arc<str>) -> Reading {
    let source = kind.sources.first();
    match source.and_then(|source| Some((source, source.extractor.read(text)?))) {
        Some((source, extracted)) => read_source(kind, source, path, text, extracted),
        None => Reading::Unreadable(Vec::new()),
    }
}

fn read_source(
    kind: &Arc<Kind>,
    source: &Source,
    path: &Arc<str>,
    text: &Arc<str>,
    extracted: Extracted,
) -> Reading {
    let Some(tree) = extracted.tree else {
        return Reading::Unreadable(extracted.problems);
    };
    let file = Arc::new(File::new(
        path.clone(),
        text.clone(),
        tree,
        extracted.body,
        extracted.problems,
    ));
    let root = file.tree.root();
    if !source.extractor.many {
        if !root.is_map() {
            let problem = Problem::new(root.span(), "the metadata is not a map of fields")
                .with_help("write one `name: value` on each line");
            return Reading::Unreadable(vec![problem]);
        }
        return Reading::Records(vec![record(kind, &file, vec![root.id()], None)]);
    }
    let mut records = Vec::new();
    let mut parents = Vec::new();
    collect_items(kind, &file, root, &source.items, &mut parents, &mut records);
    if records.is_empty() && !root.is_list() && !root.is_null() && source.items.is_empty() {
        let help = "start each record with `- `, or say under which key the list is with `items:`";
        return Reading::Unreadable(vec![
            Problem::new(root.span(), "the register is not a list").with_help(help),
        ]);
    }
    Reading::Records(records)
}

/// Walks down the keys of a register. Lists on the way are walked item by item; their maps are inherited from.
fn collect_items(
    kind: &Arc<Kind>,
    file: &Arc<File>,
    at: Cursor<'_>,
    keys: &[String],
    parents: &mut Vec<NodeId>,
    records: &mut Vec<Record>,
) {
    if at.is_list() && !(keys.is_empty()) {
        for item in at.items() {
            collect_items(kind, file, item, keys, parents, records);
        }
        return;
    }
    let Some((key, rest)) = keys.split_first() else {
        for item in at.items().filter(|item| item.is_map()) {
            records.push(record(kind, file, chain(item, parents), None));
        }
        for entry in at.entries() {
            let item = at.follow(entry);
            if item.is_map() {
                records.push(record(kind, file, chain(item, parents), Some(&entry.key)));
            }
        }
        return;
    };
    if let Some(next) = at.get(key) {
        parents.push(at.id());
        collect_items(kind, file, next, rest, parents, records);
        parents.pop();
    }
}

fn chain(item: Cursor<'_>, parents: &[NodeId]) -> Vec<NodeId> {
    std::iter::once(item.id())
        .chain(parents.iter().rev().copied())
        .collect()
}

fn record(kind: &Arc<Kind>, file: &Arc<File>, nodes: Vec<NodeId>, key: Option<&str>) -> Record {
    let node = file.tree.cursor(nodes[0]);
    let found = find_id(&kind.id, &file.path, node, key);
    let has_own_id = found.is_some() || kind.id.otherwise_path;
    let id = found.map_or_else(|| without_id(file, node), |id| id.into());
    Record {
        kind: kind.clone(),
        id,
        has_own_id,
        file: file.clone(),
        nodes,
    }
}

/// A record without an id is told apart by its path, and by its line where the file holds several.
fn without_id(file: &File, node: Cursor<'_>) -> Arc<str> {
    if node.id() == file.tree.root_id() {
        return file.path.clone();
    }
    let line = crate::text::Position::of(&file.text, node.span().start).line;
    format!("{}:{line}", file.path).into()
}

fn find_id(rule: &IdRule, path: &str, node: Cursor<'_>, key: Option<&str>) -> Option<String> {
    let (folder, file_name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file_name
        .rsplit_once('.')
        .map_or(file_name, |(stem, _)| stem);
    let found = match &rule.from {
        IdFrom::Constant(id) => Some(id.as_str()),
        IdFrom::FileName(pattern) => captured(pattern, stem),
        IdFrom::Folder(pattern) => captured(pattern, folder.rsplit('/').next().unwrap_or_default()),
        IdFrom::Path(pattern) => captured(pattern, path),
        IdFrom::Field { path, pattern } => {
            let text = node
                .at_path(path)
                .and_then(Cursor::text)
                .map(str::trim)
                .filter(|text| !text.is_empty())?;
            match pattern {
                Some(pattern) => captured(pattern, text),
                None => Some(text),
            }
        }
        IdFrom::Key => key,
    }?;
    Some(format!("{}{found}", rule.prefix))
}

/// Returns the first group of a match, or the whole match where the pattern has no group.
fn captured<'a>(pattern: &regex::Regex, text: &'a str) -> Option<&'a str> {
    let captures = pattern.captures(text)?;
    captures
        .get(1)
        .or_else(|| captures.get(0))
        .map(|found| found.as_str())
        .filter(|found| !found.is_empty())
}
