//! Where the marks of YAML stand: colons, dashes, the heads of block scalars, the ends of values.
//!
//! The tree knows values and keys only, so marks are found from those, forward. A place where something else stands than
//! blank space and comments is unusual, and `None`.

use super::Writer;
use crate::text::{
    Span,
    edit::{EditError, lines},
    tree::{Entry, NodeId, Value},
};

impl Writer<'_> {
    /// Returns the bytes of a value as it stands in its place.
    pub(super) fn span(&self, node: NodeId) -> Span {
        self.tree.node(node).span
    }

    /// Returns whether a node is a list or map in brackets, or the map of a single pair within them.
    pub(super) fn is_flow(&self, node: NodeId) -> bool {
        let is_pair = matches!(self.tree.node(node).value, Value::Map(_)) && self.is_in_flow(node);
        is_pair || self.opens_flow(node)
    }

    /// Returns whether a node stands in brackets.
    pub(super) fn is_in_flow(&self, node: NodeId) -> bool {
        let mut around = self.source.parents[node as usize];
        while let Some((parent, _)) = around {
            if self.opens_flow(parent) {
                return true;
            }
            around = self.source.parents[parent as usize];
        }
        false
    }

    pub(super) fn opens_flow(&self, node: NodeId) -> bool {
        let here = self.tree.node(node);
        let opens = self.text.as_bytes().get(here.span.start as usize);
        match &here.value {
            // The first item of a list without indentation may itself be in brackets.
            Value::List(items) => {
                let first = items.first().map(|item| self.span(*item).start);
                opens == Some(&b'[') && first.is_none_or(|first| first > here.span.start)
            }
            Value::Map(_) => opens == Some(&b'{'),
            Value::Scalar { .. } | Value::Alias(_) => false,
        }
    }

    /// Returns the entry whose value a node is.
    pub(super) fn parent_key(&self, node: NodeId) -> Option<&Entry> {
        let (parent, index) = self.source.parents[node as usize]?;
        self.source.entry(parent, index)
    }

    /// Returns the offset after the colon of a key.
    pub(super) fn after_colon(&self, entry: &Entry) -> Option<usize> {
        let end = entry.key_span.end as usize;
        let rest = &self.text[end..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        rest[blank..].starts_with(':').then_some(end + blank + 1)
    }

    /// Returns the offset after the mark that a value follows: a colon, a dash, the start of the YAML.
    pub(super) fn lead(&self, node: NodeId) -> Option<usize> {
        let Some((parent, index)) = self.source.parents[node as usize] else {
            return Some(self.region.start as usize);
        };
        match self.source.entry(parent, index) {
            Some(entry) => self.after_colon(entry),
            None => self.dash(parent, index).map(|dash| dash + 1),
        }
    }

    /// Returns the offset of the `|` or `>` of a block scalar.
    pub(super) fn block_header(&self, node: NodeId) -> Option<usize> {
        let Value::Scalar { plain: false, .. } = self.tree.node(node).value else {
            return None;
        };
        if self.is_in_flow(node) {
            return None;
        }
        let mut at = self.lead(node)?;
        loop {
            let rest = &self.text[at..];
            at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
            let rest = &self.text[at..];
            if rest.starts_with(['|', '>']) {
                return Some(at);
            }
            if !rest.starts_with(['&', '!']) {
                return None;
            }
            at += rest.find(char::is_whitespace)?;
        }
    }

    /// Returns the offset of the dash of an item in a list of lines.
    pub(super) fn dash(&self, list: NodeId, index: usize) -> Option<usize> {
        let Value::List(items) = &self.tree.node(list).value else {
            return None;
        };
        let start = self.span(list).start as usize;
        let is_own = self.span(items[0]).start as usize > start && self.is_dash(start);
        match index.checked_sub(1) {
            Some(above) => self.mark_below(self.end(items[above])?),
            None if is_own => Some(start),
            None => {
                let entry = self.parent_key(list)?;
                self.mark_below(self.after_colon(entry)?)
            }
        }
    }

    /// Returns the dash on the first line below an offset that is no comment.
    fn mark_below(&self, at: usize) -> Option<usize> {
        let mut at = at;
        loop {
            let end = lines::end(self.text, at);
            if !is_blank_or_comment(&self.text[at..end]) {
                return None;
            }
            at = lines::next(self.text, at);
            let rest = self.text.get(at..self.region.end as usize)?;
            if rest.is_empty() {
                return None;
            }
            let mark = at + rest.len() - rest.trim_start_matches([' ', '\t']).len();
            if self.is_dash(mark) {
                return Some(mark);
            }
        }
    }

    fn is_dash(&self, at: usize) -> bool {
        let rest = self.text[at..].strip_prefix('-');
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    }

    /// Returns where a value ends, without the break of its last line.
    pub(super) fn end(&self, node: NodeId) -> Option<usize> {
        let here = self.tree.node(node);
        if let Some(header) = self.block_header(node) {
            return Some(self.block_scalar(node, header).end.max(header + 1));
        }
        if self.tree.cursor(node).text().is_some() && here.span.start == here.span.end {
            return match self.is_in_flow(node) {
                true => Some(here.span.end as usize),
                false => self.lead(node),
            };
        }
        match &here.value {
            Value::List(items) if !self.is_flow(node) => self.end(*items.last()?),
            Value::Map(entries) if !self.is_flow(node) => {
                let last = entries.last()?;
                let end = self.end(last.value)?;
                Some(end.max(last.key_span.end as usize))
            }
            _ => Some(here.span.end as usize),
        }
    }

    /// Returns the lines of a block scalar, from the first below its head to the last with text; blank lines that
    /// belong to the text are counted in.
    pub(super) fn block_scalar(&self, node: NodeId, header: usize) -> std::ops::Range<usize> {
        let head_end = lines::end(self.text, header);
        let head = self.text[header..head_end]
            .split('#')
            .next()
            .unwrap_or_default();
        let start = lines::next(self.text, header);
        let end = (self.span(node).end as usize).clamp(start, self.text.len());
        let text_end = start + self.text[start..end].trim_end().len();
        if !head.contains('+') {
            return match text_end > start {
                true => start..text_end,
                false => head_end..head_end,
            };
        }
        let mut below = lines::next(self.text, text_end.max(head_end));
        while below < self.region.end as usize {
            let line = &self.text[below..lines::end(self.text, below)];
            if !line.trim().is_empty() {
                break;
            }
            below = lines::next(self.text, below);
        }
        match lines::without_break(&self.text[..below]).len() {
            end if end > start => start..end,
            _ => head_end..head_end,
        }
    }

    /// Returns the bytes of each item or field of a list or map: from its dash or key to the end of its value.
    pub(super) fn parts(&self, node: NodeId) -> Result<Vec<(usize, usize)>, EditError> {
        let is_flow = self.is_flow(node);
        let part = |start: Option<usize>, end: Option<usize>| {
            let part = start.zip(end).filter(|(start, end)| start <= end);
            part.ok_or_else(|| self.unusual(node))
        };
        match &self.tree.node(node).value {
            Value::List(items) => (0..)
                .zip(items)
                .map(|(index, item)| {
                    let start = match is_flow {
                        true => Some(self.span(*item).start as usize),
                        false => self.dash(node, index),
                    };
                    part(start, self.end(*item))
                })
                .collect(),
            Value::Map(entries) => entries
                .iter()
                .map(|entry| {
                    let end = self.end(entry.value).map(|end| {
                        let colon = self.after_colon(entry).unwrap_or_default();
                        end.max(entry.key_span.end as usize).max(colon)
                    });
                    part(Some(entry.key_span.start as usize), end)
                })
                .collect(),
            Value::Scalar { .. } | Value::Alias(_) => Ok(Vec::new()),
        }
    }

    /// Returns the spaces that stand before a key, or as many as it has characters before it.
    pub(super) fn indent_at(&self, entry: &Entry) -> String {
        self.indent_of(entry.key_span.start as usize)
    }

    /// Returns the blank space before an offset on its line; spaces where something else stands there, such as a dash.
    pub(super) fn indent_of(&self, at: usize) -> String {
        let before = &self.text[lines::start(self.text, at)..at];
        match before.trim().is_empty() {
            true => before.to_owned(),
            false => " ".repeat(before.chars().count()),
        }
    }

    /// Refuses a line that goes on with something else than a comment.
    pub(super) fn refuse_more(&self, at: usize, node: NodeId) -> Result<(), EditError> {
        let rest = &self.text[at..lines::end(self.text, at)];
        match is_blank_or_comment(rest) {
            true => Ok(()),
            false => Err(self.unusual(node)),
        }
    }
}

/// Returns whether the rest of a line, after a value or a mark, says nothing.
pub(super) fn is_blank_or_comment(rest: &str) -> bool {
    let content = rest.trim_start_matches([' ', '\t']);
    content.trim().is_empty() || content.starts_with('#')
}
