//! What is to change, once the names are resolved: every form writes these and nothing else.

use std::{borrow::Cow, collections::BTreeSet};

use super::{EditError, NewValue, Scalar};
use crate::text::{
    extract::{Extracted, Extractor},
    tree::{Entry, NodeId, Tree, Value},
};

/// A file that is to be changed.
#[derive(Debug)]
pub(in crate::text) struct Source<'a> {
    /// Its text.
    pub(in crate::text) text: &'a str,
    /// What was read from it.
    pub(in crate::text) extracted: &'a Extracted,
    /// Its metadata.
    pub(in crate::text) tree: &'a Tree,
    /// Whether its form has no quotes, lists and maps.
    pub(in crate::text) is_flat: bool,
    /// Where each node stands: the list or map, and the index in it.
    pub(in crate::text) parents: Vec<Option<(NodeId, usize)>>,
    /// Nodes that an alias repeats.
    shared: BTreeSet<NodeId>,
}

/// One change of a tree.
#[derive(Debug)]
pub(in crate::text) enum Change<'a> {
    /// Another value in the place of a scalar or list.
    Replace {
        /// The scalar or list.
        node: NodeId,
        /// The new value.
        value: Cow<'a, NewValue>,
    },
    /// A new last field of a map.
    Insert {
        /// The map, or a null that becomes one.
        into: NodeId,
        /// The key, or the keys of the maps to be made and then the key.
        keys: Vec<&'a str>,
        /// The value.
        value: Cow<'a, NewValue>,
    },
    /// A field removed.
    Remove {
        /// The map.
        map: NodeId,
        /// The field's index in it.
        index: usize,
    },
    /// Other items in a list.
    Items {
        /// The list.
        list: NodeId,
        /// Its items from now on; those that stay are in their old order.
        items: Vec<Item<'a>>,
    },
    /// A new last record of a register.
    Append {
        /// The list or map of records; or the map or null in which the rest of the keys is made, and the list.
        into: NodeId,
        /// Keys to be made.
        keys: &'a [String],
        /// The record's own key, in a map of records.
        key: Option<&'a str>,
        /// Its fields.
        fields: &'a [(String, NewValue)],
    },
}

/// An item of a changed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::text) enum Item<'a> {
    /// The item that stood at this index.
    Kept(usize),
    /// A new one.
    New(&'a Scalar),
}

impl<'a> Source<'a> {
    pub(super) fn new(
        form: &Extractor,
        text: &'a str,
        extracted: &'a Extracted,
    ) -> Result<Self, EditError> {
        let Some(tree) = &extracted.tree else {
            let problem = extracted.problems.first().cloned();
            return Err(problem.map_or(
                EditError::Missing {
                    form: form.name,
                    expects: form.expects,
                },
                EditError::Unreadable,
            ));
        };
        let parents = tree.parents();
        let count = u32::try_from(parents.len()).unwrap_or(u32::MAX);
        let targets = (0..count).filter_map(|id| match tree.node(id).value {
            Value::Alias(target) => Some(target),
            _ => None,
        });
        Ok(Self {
            text,
            extracted,
            tree,
            is_flat: form.is_flat,
            shared: targets.collect(),
            parents,
        })
    }

    /// Returns the place of a node as keys and indices joined by dots, for messages.
    pub(in crate::text) fn path(&self, node: NodeId) -> String {
        let mut steps = Vec::new();
        let mut at = node;
        while let Some((parent, index)) = self.parents[at as usize] {
            steps.push(match &self.tree.node(parent).value {
                Value::Map(entries) => entries[index].key.to_string(),
                _ => index.to_string(),
            });
            at = parent;
        }
        steps.reverse();
        steps.join(".")
    }

    /// Returns a field of a map.
    pub(in crate::text) fn entry(&self, map: NodeId, index: usize) -> Option<&'a Entry> {
        match &self.tree.node(map).value {
            Value::Map(entries) => entries.get(index),
            _ => None,
        }
    }

    /// Refuses a node whose bytes say something elsewhere too: it is an alias, or it or something around it has one.
    pub(super) fn refuse_alias(&self, node: NodeId) -> Result<(), EditError> {
        if let Value::Alias(target) = self.tree.node(node).value {
            return Err(self.shared(node, target));
        }
        let mut around = Some(node);
        while let Some(id) = around {
            if self.shared.contains(&id) {
                return Err(self.shared(node, id));
            }
            around = self.parents[id as usize].map(|(parent, _)| parent);
        }
        Ok(())
    }

    /// Refuses a node that holds something which an alias repeats.
    pub(super) fn refuse_shared_inside(&self, node: NodeId) -> Result<(), EditError> {
        let is_inside = |id: NodeId| {
            let mut at = id;
            while let Some((parent, _)) = self.parents[at as usize] {
                if parent == node {
                    return true;
                }
                at = parent;
            }
            false
        };
        match self.shared.iter().find(|id| is_inside(**id)) {
            Some(inside) => Err(self.shared(node, *inside)),
            None => Ok(()),
        }
    }

    fn shared(&self, node: NodeId, target: NodeId) -> EditError {
        EditError::Shared {
            path: self.path(node),
            span: self.tree.node(target).span,
        }
    }

    /// Refuses a field whose key stands a second time in its map: readers differ in which one counts.
    pub(super) fn refuse_twice(&self, entry: &Entry) -> Result<(), EditError> {
        let second = self.extracted.problems.iter().find(|problem| {
            let first = problem.related.as_ref();
            first.is_some_and(|(first, _)| *first == entry.key_span)
        });
        match second {
            Some(second) => Err(EditError::GivenTwice {
                path: entry.key.to_string(),
                span: second.span,
            }),
            None => Ok(()),
        }
    }
}
