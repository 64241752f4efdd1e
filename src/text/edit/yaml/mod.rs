//! Edits of YAML, wherever it stands: a whole file, front matter, a fenced block.
//!
//! Lists and maps are edited as lines in block style and as parts between commas in flow style. What is laid out in
//! another way is refused.

mod block;
mod flow;
mod items;
mod place;
mod quotes;
mod record;
mod render;
mod scalar;

use super::{Change, EditError, NewValue, Patch, Scalar, Source};
use crate::text::{
    Span,
    edit::lines,
    tree::{NodeId, Tree, Value},
};

/// Returns the patches that make a change in the YAML at `region` of a file.
pub(in crate::text) fn patches(
    source: &Source<'_>,
    region: Span,
    change: &Change<'_>,
) -> Result<Vec<Patch>, EditError> {
    let writer = Writer {
        source,
        text: source.text,
        tree: source.tree,
        region,
    };
    match change {
        Change::Replace { node, value } => writer.replace(*node, value),
        Change::Insert { into, keys, value } => writer.insert(*into, keys, value),
        Change::Remove { map, index } => writer.remove(*map, *index),
        Change::Items { list, items } => writer.items(*list, items),
        Change::Append {
            into,
            keys,
            key,
            fields,
        } => writer.append(*into, keys, *key, fields),
    }
}

/// One file that is being changed, and where its YAML stands.
struct Writer<'a> {
    source: &'a Source<'a>,
    text: &'a str,
    tree: &'a Tree,
    region: Span,
}

impl Writer<'_> {
    /// Puts another value in the place of a scalar, a list or nothing.
    fn replace(&self, node: NodeId, value: &NewValue) -> Result<Vec<Patch>, EditError> {
        match (&self.tree.node(node).value, value) {
            (Value::Scalar { .. }, NewValue::One(scalar)) => self.replace_scalar(node, scalar),
            (Value::Scalar { .. }, NewValue::Many(items)) => self.replace_by_list(node, items),
            (_, NewValue::One(scalar)) if self.is_flow(node) => {
                self.replace_on_line(node, scalar, quotes::Quotes::None)
            }
            _ if self.is_flow(node) => {
                let written = self.inline(value, quotes::Around::Flow)?;
                Ok(vec![(self.span(node), written)])
            }
            _ => self.instead_of_lines(node, value),
        }
    }

    /// Puts a list in the place of a scalar: what is there stays as its first item where it is asked for.
    fn replace_by_list(&self, node: NodeId, items: &[Scalar]) -> Result<Vec<Patch>, EditError> {
        if self.span(node).start == self.span(node).end && self.block_header(node).is_none() {
            return self.fill(node, &NewValue::Many(items.to_vec()));
        }
        self.refuse_tag(node)?;
        let span = self.span(node);
        let raw = span.slice(self.text);
        let cursor = self.tree.cursor(node);
        let stays = items.first().is_some_and(|first| first.is(cursor, false))
            && self.block_header(node).is_none()
            && !raw.contains(['\n', '\r'])
            && (raw.starts_with(['"', '\'']) || !raw.contains([',', '[', ']', '{', '}']));
        if stays {
            let rest = self.inline_items(&items[1..], quotes::Around::Flow)?;
            let rest: String = rest.iter().map(|item| format!(", {item}")).collect();
            return Ok(vec![
                (Span::at(span.start as usize), "[".to_owned()),
                (Span::at(span.end as usize), format!("{rest}]")),
            ]);
        }
        let written = self.inline(&NewValue::Many(items.to_vec()), quotes::Around::Flow)?;
        match self.block_header(node) {
            Some(header) => self.instead_of_block_scalar(node, header, &written),
            None => Ok(vec![(span, written)]),
        }
    }

    /// Adds a field at the end of a map.
    fn insert(
        &self,
        into: NodeId,
        keys: &[&str],
        value: &NewValue,
    ) -> Result<Vec<Patch>, EditError> {
        if self.tree.cursor(into).is_null() {
            return self.insert_into_nothing(into, keys, value);
        }
        if self.is_flow(into) {
            let entry = self.inline_entry(keys, value)?;
            return self.insert_in_flow(into, None, &[entry]);
        }
        let (indent, at) = self.end_of_block(into)?;
        let lines = self.entry_lines(keys, value, &indent, Some(into))?;
        Ok(vec![(Span::at(at), lines::inserted(self.text, at, &lines))])
    }

    fn insert_into_nothing(
        &self,
        into: NodeId,
        keys: &[&str],
        value: &NewValue,
    ) -> Result<Vec<Patch>, EditError> {
        if self.is_in_flow(into) {
            let written = format!("{{{}}}", self.inline_entry(keys, value)?);
            return self.put(into, &written);
        }
        let lines = |indent: &str| self.entry_lines(keys, value, indent, None);
        match self.parent_key(into) {
            _ if into == self.tree.root_id() => self.as_whole(&lines("")?),
            Some(key) => {
                let indent = format!("{}{}", self.indent_at(key), " ".repeat(self.step()));
                self.below_key(into, &lines(&indent)?)
            }
            None => Err(self.unusual(into)),
        }
    }

    /// Removes a field. The last one of a nested map takes the map along, the last one of a file leaves nothing.
    fn remove(&self, map: NodeId, index: usize) -> Result<Vec<Patch>, EditError> {
        let count = self.tree.cursor(map).entries().len();
        if self.is_flow(map) {
            return self.remove_in_flow(map, index, index);
        }
        if count == 1 && map != self.tree.root_id() {
            return Err(EditError::Layout {
                what: "this is the last field of the record".into(),
                span: self.source.tree.node(map).span,
                help: "remove the record, or give it another field first".into(),
            });
        }
        Ok(vec![(
            self.removed_lines(map, index, index)?,
            String::new(),
        )])
    }

    /// The error for a layout that is not edited.
    fn unusual(&self, node: NodeId) -> EditError {
        let path = self.source.path(node);
        let what = match path.is_empty() {
            true => "this file is laid out in a way that hum does not edit".into(),
            false => format!("`{path}` is laid out in a way that hum does not edit"),
        };
        EditError::Layout {
            what,
            span: self.span(node),
            help: "write it as `name: value` lines and `- ` items, or change it by hand".into(),
        }
    }
}
