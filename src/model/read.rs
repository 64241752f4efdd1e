//! From one file's text to its records.

use std::sync::Arc;

use super::{
    kind::{IdFrom, IdRule, Kind, Kinds, Otherwise, Source, captured},
    overlay::Origin,
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

/// Reads the records of one file, by its path within where it is from. The kind's sources are tried in order; the first whose form the file has counts. A
/// register whose list is not where a source looks for it is of the form of the next one.
pub fn read(kind: &Arc<Kind>, origin: &Origin, path: &Arc<str>, text: &Arc<str>) -> Reading {
    let mut expected = Vec::new();
    let mut sources = kind.sources_of(path).peekable();
    while let Some(source) = sources.next() {
        match source.extractor.read(text) {
            Some(extracted) if sources.peek().is_none() || leads_to_items(source, &extracted) => {
                return read_source(kind, source, origin, (path, text), extracted);
            }
            Some(_) => {}
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

/// Returns the source of a kind that reads a file; the first one for a file that holds nothing yet.
pub fn source_of<'k>(kind: &'k Kind, path: &'k str, text: &str) -> Option<&'k Source> {
    let mut sources = kind.sources_of(path);
    let holds_nothing = |extracted: &Extracted| {
        let mut trees = extracted.tree.iter();
        trees.all(|tree| tree.root().is_null())
    };
    let found = kind.sources_of(path).find(|source| {
        let extracted = source.extractor.read(text);
        extracted.is_some_and(|one| holds_nothing(&one) || leads_to_items(source, &one))
    });
    found.or_else(|| sources.next())
}

/// Reads a file that is known to be of a kind, wherever it lies: in the form of the kind's first source.
pub fn read_as(kind: &Arc<Kind>, path: &Arc<str>, text: &Arc<str>) -> Reading {
    let source = kind.sources.first();
    match source.and_then(|source| Some((source, source.extractor.read(text)?))) {
        Some((source, extracted)) => {
            read_source(kind, source, &Origin::Shared, (path, text), extracted)
        }
        None => Reading::Unreadable(Vec::new()),
    }
}

/// Returns whether the keys of a source lead anywhere in a file; true where the metadata cannot be read at all.
fn leads_to_items(source: &Source, extracted: &Extracted) -> bool {
    let path = source.items.join(".");
    let mut trees = extracted.tree.iter();
    path.is_empty() || trees.all(|tree| tree.root().at_path(&path).is_some())
}

fn read_source(
    kind: &Arc<Kind>,
    source: &Source,
    origin: &Origin,
    (path, text): (&Arc<str>, &Arc<str>),
    extracted: Extracted,
) -> Reading {
    let Some(tree) = extracted.tree else {
        return Reading::Unreadable(extracted.problems);
    };
    let root = tree.root();
    if !source.extractor.many && !root.is_map() {
        let problem = Problem::new(root.span(), "the metadata is not a map of fields")
            .with_help("write one `name: value` on each line");
        return Reading::Unreadable(vec![problem]);
    }
    let mut items = Items::default();
    if source.extractor.many {
        items.collect(root, &source.items);
        if let Some(problem) = items.nothing(root, &source.items) {
            return Reading::Unreadable(vec![problem]);
        }
    } else {
        items.found.push((vec![root.id()], None));
    }
    let Items { found, odd, .. } = items;
    let problems = extracted.problems.into_iter().chain(odd).collect();
    let (path, text) = (origin.shown(path), text.clone());
    let mut file = File::new(path, text, tree, extracted.body, problems);
    file.origin = origin.clone();
    let file = Arc::new(file);
    let records = found
        .into_iter()
        .map(|(nodes, key)| record(kind, &file, nodes, key.as_deref()));
    Reading::Records(records.collect())
}

/// What a register holds.
#[derive(Default)]
struct Items {
    /// The nodes of each record, its own first, and the key it stands under.
    found: Vec<(Vec<NodeId>, Option<Box<str>>)>,
    /// Items that are no records.
    odd: Vec<Problem>,
    /// The maps around the place that is looked at, outermost first.
    parents: Vec<NodeId>,
    /// Whether the keys of the register led anywhere.
    is_reached: bool,
}

impl Items {
    /// Walks down the keys of a register. Lists on the way are walked item by item; their maps are inherited from.
    fn collect(&mut self, at: Cursor<'_>, keys: &[String]) {
        let Some((key, rest)) = keys.split_first() else {
            self.is_reached = true;
            return self.collect_records(at);
        };
        if at.is_list() {
            for item in at.items() {
                self.collect(item, keys);
            }
        } else if let Some(next) = at.get(key) {
            self.parents.push(at.id());
            self.collect(next, rest);
            self.parents.pop();
        }
    }

    /// Takes in the items of a list, or the maps under the keys of a map: other keys may say something about the whole.
    fn collect_records(&mut self, at: Cursor<'_>) {
        for item in at.items() {
            if item.is_map() {
                self.add(item, None);
            } else {
                let problem = Problem::new(item.span(), "this item is no record: it has no fields");
                self.odd
                    .push(problem.with_help("write it as `name: value` lines, or remove it"));
            }
        }
        for entry in at.entries() {
            let item = at.follow(entry);
            if item.is_map() {
                self.add(item, Some(entry.key.clone()));
            }
        }
        if at.text().is_some() && !at.is_null() {
            self.odd.push(not_a_list(at));
        }
    }

    fn add(&mut self, item: Cursor<'_>, key: Option<Box<str>>) {
        let around = self.parents.iter().rev().copied();
        let nodes = std::iter::once(item.id()).chain(around).collect();
        self.found.push((nodes, key));
    }

    /// Returns why a register holds nothing, unless it is empty.
    fn nothing(&mut self, root: Cursor<'_>, keys: &[String]) -> Option<Problem> {
        if !self.found.is_empty() || root.is_null() {
            return None;
        }
        if !self.is_reached {
            let keys = keys.join(".");
            let message = format!("there is no `{keys}` in this register");
            let help = format!("add `{keys}`, or name the list that is there with `items:`");
            return Some(Problem::new(root.span(), message).with_help(help));
        }
        if !self.odd.is_empty() {
            return Some(self.odd.remove(0));
        }
        let is_empty_map = root.is_map() && root.entries().is_empty();
        (keys.is_empty() && root.is_map() && !is_empty_map).then(|| not_a_list(root))
    }
}

fn not_a_list(at: Cursor<'_>) -> Problem {
    let help = "start each record with `- `, or say under which key the list is with `items:`";
    Problem::new(at.span(), "the register is not a list").with_help(help)
}

fn record(kind: &Arc<Kind>, file: &Arc<File>, nodes: Vec<NodeId>, key: Option<&str>) -> Record {
    let node = file.tree.cursor(nodes[0]);
    let found = find_id(&kind.id, file.own_path(), node, key);
    let has_own_id = found.is_some() || kind.id.otherwise == Some(Otherwise::Path);
    let id = found.map_or_else(|| without_id(file, node), |id| id.into());
    Record {
        kind: kind.clone(),
        id,
        has_own_id,
        file: file.clone(),
        nodes,
        laid: Vec::new(),
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

/// Returns the id that a path alone tells; `None` where it tells none, or where the id stands in the file.
pub fn id_in_path(rule: &IdRule, path: &str) -> Option<String> {
    let (folder, file_name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file_name
        .rsplit_once('.')
        .map_or(file_name, |(stem, _)| stem);
    let found = match &rule.from {
        IdFrom::Constant(id) => Some(id.as_str()),
        IdFrom::FileName(pattern) => captured(pattern, stem),
        IdFrom::Folder(pattern) => captured(pattern, folder.rsplit('/').next().unwrap_or_default()),
        IdFrom::Path(pattern) => captured(pattern, path),
        IdFrom::Field { .. } | IdFrom::Key => None,
    }?;
    Some(format!("{}{found}", rule.prefix))
}

/// Returns whether a file may hold the record with an id, as far as its path tells.
pub fn may_hold(kinds: &Kinds, path: &str, id: &str) -> bool {
    match kinds.of_path(path) {
        None => false,
        Some(kind) if !kind.id.is_in_path() => true,
        // A record without an id is called by its path.
        Some(kind) => {
            id_in_path(&kind.id, path).map_or_else(|| id.starts_with(path), |found| found == id)
        }
    }
}

fn find_id(rule: &IdRule, path: &str, node: Cursor<'_>, key: Option<&str>) -> Option<String> {
    let found = match &rule.from {
        IdFrom::Field { paths, pattern } => in_field(node, paths, pattern.as_ref()),
        IdFrom::Key => key,
        _ => return id_in_path(rule, path),
    };
    let found = found.or(key.filter(|_| rule.otherwise == Some(Otherwise::Key)))?;
    Some(format!("{}{found}", rule.prefix))
}

/// Returns the part that counts of the first field that is there.
fn in_field<'a>(
    node: Cursor<'a>,
    paths: &[String],
    pattern: Option<&regex::Regex>,
) -> Option<&'a str> {
    let mut texts = paths.iter().filter_map(|path| node.at_path(path)?.text());
    let text = texts.find(|text| !text.trim().is_empty())?.trim();
    match pattern {
        Some(pattern) => captured(pattern, text),
        None => Some(text),
    }
}
