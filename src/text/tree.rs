//! The spanned tree: the one form that YAML, front matter, preambles, Markdown tables and bullets are read into.
//!
//! Every key and value keeps its bytes' place, and every scalar stays the literal text of the file until somebody asks
//! for its type. Schema checks, typed reads, differences and diagnostics all derive from this tree.

use std::collections::HashMap;

use super::{Span, scalar};

/// A node's index in its tree.
pub type NodeId = u32;

/// A whole tree. Always has a root; an empty file's root is a null scalar.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
    root: NodeId,
}

/// One value and its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// The value's bytes in the file.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text, as decoded from its quotes.
    Scalar {
        /// The decoded text.
        text: Box<str>,
        /// Whether it stood without quotes, so that it may mean a number, a boolean or nothing.
        plain: bool,
    },
    /// A list.
    List(Vec<NodeId>),
    /// Keys and values in the file's order; keys are unique.
    Map(Vec<Entry>),
    /// The same value as another node.
    Alias(NodeId),
}

/// One key and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The decoded key.
    pub key: Box<str>,
    /// The key's bytes in the file.
    pub key_span: Span,
    /// The value.
    pub value: NodeId,
}

impl Tree {
    /// Returns the root.
    pub fn root(&self) -> Cursor<'_> {
        self.cursor(self.root)
    }

    /// Returns the root's index.
    pub fn root_id(&self) -> NodeId {
        self.root
    }

    /// Returns a cursor on one node; aliases are followed.
    pub fn cursor(&self, id: NodeId) -> Cursor<'_> {
        let id = match self.nodes[id as usize].value {
            Value::Alias(target) => target,
            _ => id,
        };
        Cursor { tree: self, id }
    }

    /// Returns one node as it stands in the file: an alias is not followed.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// Returns, for each node, the list or map that it stands in and its index there.
    pub fn parents(&self) -> Vec<Option<(NodeId, usize)>> {
        let mut parents = vec![None; self.nodes.len()];
        for (parent, node) in (0..).zip(&self.nodes) {
            let children: Vec<NodeId> = match &node.value {
                Value::List(items) => items.clone(),
                Value::Map(entries) => entries.iter().map(|entry| entry.value).collect(),
                Value::Scalar { .. } | Value::Alias(_) => continue,
            };
            for (index, child) in children.into_iter().enumerate() {
                parents[child as usize] = Some((parent, index));
            }
        }
        parents
    }

    /// Returns the JSON pointer of a node: "" for the root, `/risks/3/title` further down.
    pub fn pointer(&self, id: NodeId) -> String {
        let parents = self.parents();
        let mut steps = Vec::new();
        let mut at = id;
        while let Some((parent, index)) = parents[at as usize] {
            steps.push(match &self.node(parent).value {
                Value::Map(entries) => entries[index].key.replace('~', "~0").replace('/', "~1"),
                _ => index.to_string(),
            });
            at = parent;
        }
        steps.iter().rev().map(|step| format!("/{step}")).collect()
    }
}

/// Builds a tree bottom-up. Nodes are only ever appended, so an index stays valid.
#[derive(Debug, Default)]
pub struct Builder {
    nodes: Vec<Node>,
}

impl Builder {
    /// Adds a node and returns its index.
    pub fn push(&mut self, span: Span, value: Value) -> NodeId {
        self.nodes.push(Node { span, value });
        u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX)
    }

    /// Adds a scalar whose text is a slice of the source.
    pub fn scalar(&mut self, span: Span, text: &str, plain: bool) -> NodeId {
        self.push(
            span,
            Value::Scalar {
                text: text.into(),
                plain,
            },
        )
    }

    /// Adds a map and returns its index.
    pub fn map(&mut self, span: Span, entries: Vec<Entry>) -> NodeId {
        self.push(span, Value::Map(entries))
    }

    /// Returns how many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Returns a node to change it.
    pub fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id as usize]
    }

    /// Returns a node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// Returns the finished tree with this root.
    pub fn finish(self, root: NodeId) -> Tree {
        Tree {
            nodes: self.nodes,
            root,
        }
    }
}

/// A position in a tree, for reading. Aliases are invisible: a cursor always stands on the value itself.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    tree: &'a Tree,
    id: NodeId,
}

impl<'a> Cursor<'a> {
    /// Returns the node's index.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Returns the value's bytes in the file.
    pub fn span(self) -> Span {
        self.tree.nodes[self.id as usize].span
    }

    fn value(self) -> &'a Value {
        &self.tree.nodes[self.id as usize].value
    }

    /// Returns the literal text of a scalar, quotes removed; `None` for lists and maps.
    pub fn text(self) -> Option<&'a str> {
        match self.value() {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Returns the literal text of a scalar, and whether it stood without quotes; `None` for lists and maps.
    pub fn literal(self) -> Option<(&'a str, bool)> {
        match self.value() {
            Value::Scalar { text, plain } => Some((text, *plain)),
            _ => None,
        }
    }

    /// Returns whether the value is a null: nothing, `~` or `null` without quotes.
    pub fn is_null(self) -> bool {
        matches!(self.value(), Value::Scalar { text, plain: true } if scalar::is_null(text))
    }

    /// Returns the entries of a map in the file's order; nothing for other values.
    pub fn entries(self) -> &'a [Entry] {
        match self.value() {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Returns whether the value is a map.
    pub fn is_map(self) -> bool {
        matches!(self.value(), Value::Map(_))
    }

    /// Returns whether the value is a list.
    pub fn is_list(self) -> bool {
        matches!(self.value(), Value::List(_))
    }

    /// Returns the items of a list; nothing for other values.
    pub fn items(self) -> impl ExactSizeIterator<Item = Cursor<'a>> + Clone {
        let ids: &'a [NodeId] = match self.value() {
            Value::List(ids) => ids,
            _ => &[],
        };
        ids.iter().map(move |id| self.tree.cursor(*id))
    }

    /// Returns the entry of a key.
    pub fn entry(self, key: &str) -> Option<&'a Entry> {
        self.entries().iter().find(|entry| &*entry.key == key)
    }

    /// Returns the value of a key.
    pub fn get(self, key: &str) -> Option<Cursor<'a>> {
        self.entry(key).map(|entry| self.tree.cursor(entry.value))
    }

    /// Returns the value behind an entry of this map.
    pub fn follow(self, entry: &Entry) -> Cursor<'a> {
        self.tree.cursor(entry.value)
    }

    /// Returns the value at a path of keys joined by dots. A key that itself holds dots is found whole.
    pub fn at_path(self, path: &str) -> Option<Cursor<'a>> {
        if let Some(found) = self.get(path) {
            return Some(found);
        }
        let (head, rest) = path.split_once('.')?;
        self.get(head)?.at_path(rest)
    }

    /// Returns the span of the key, or of the list item, that a JSON pointer leads to, with the value.
    pub fn at_pointer(self, pointer: &str) -> Option<(Span, Cursor<'a>)> {
        let mut found = (self.span(), self);
        for segment in pointer.split('/').skip(1) {
            let segment = segment.replace("~1", "/").replace("~0", "~");
            let here = found.1;
            found = if here.is_list() {
                let item = here.items().nth(segment.parse().ok()?)?;
                (item.span(), item)
            } else {
                let entry = here.entry(&segment)?;
                (entry.key_span, here.follow(entry))
            };
        }
        Some(found)
    }

    /// Returns the value as JSON, with scalars resolved by the YAML 1.2 core schema. Numbers that JSON cannot hold
    /// stay text.
    pub fn to_json(self) -> serde_json::Value {
        match self.value() {
            Value::Scalar { text, plain: true } => scalar::resolve(text),
            Value::Scalar { text, plain: false } => serde_json::Value::String(text.to_string()),
            Value::List(_) => self.items().map(Cursor::to_json).collect(),
            Value::Map(entries) => entries
                .iter()
                .map(|entry| (entry.key.to_string(), self.follow(entry).to_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            Value::Alias(target) => self.tree.cursor(*target).to_json(),
        }
    }

    /// Returns whether both hold the same literals: quotes, comments and the order of keys do not matter, the order of
    /// list items does. Every null is the same, however it is spelt.
    pub fn same(self, other: Cursor<'_>) -> bool {
        match (self.value(), other.value()) {
            _ if self.is_null() && other.is_null() => true,
            (Value::Scalar { text: a, .. }, Value::Scalar { text: b, .. }) => a == b,
            (Value::List(a), Value::List(b)) => {
                a.len() == b.len() && self.items().zip(other.items()).all(|(a, b)| a.same(b))
            }
            (Value::Map(a), Value::Map(b)) => {
                let keys = Keys::of(other);
                a.len() == b.len()
                    && a.iter().all(|entry| {
                        keys.get(&entry.key)
                            .is_some_and(|theirs| self.follow(entry).same(theirs))
                    })
            }
            _ => false,
        }
    }
}

/// Maps with more entries than this get an index.
const SMALL: usize = 32;

/// The entries of a map by key, for looking up many: two large maps are compared without taking the square of their
/// size.
#[derive(Debug)]
pub struct Keys<'a> {
    map: Cursor<'a>,
    index: Option<HashMap<&'a str, &'a Entry>>,
}

impl<'a> Keys<'a> {
    /// Returns the keys of a map; none for other values.
    pub fn of(map: Cursor<'a>) -> Self {
        let entries = map.entries();
        let index = || entries.iter().map(|entry| (&*entry.key, entry)).collect();
        Self {
            map,
            index: (entries.len() > SMALL).then(index),
        }
    }

    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<Cursor<'a>> {
        match &self.index {
            Some(index) => index.get(key).map(|entry| self.map.follow(entry)),
            None => self.map.get(key),
        }
    }
}
