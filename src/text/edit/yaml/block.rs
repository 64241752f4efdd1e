//! Lists and maps as lines.

use super::{Writer, quotes::Around, render::block_text};
use crate::text::{
    Span,
    edit::{EditError, NewValue, Patch, lines},
    tree::{NodeId, Value},
};

impl Writer<'_> {
    /// Returns the indentation of a map's keys and the offset at which the next field goes.
    pub(super) fn end_of_block(&self, map: NodeId) -> Result<(String, usize), EditError> {
        let parts = self.parts(map)?;
        let Some((start, _)) = parts.last() else {
            return Err(self.unusual(map));
        };
        let indent = self.indent_of(*start);
        if !lines::is_first(self.text, *start) && parts.len() > 1 {
            return Err(self.unusual(map));
        }
        let columns = indent.chars().count();
        Ok((indent, self.below(map, &parts, columns)?))
    }

    /// Returns the start of the line below the last part of a block, and below the comments that belong to it: those
    /// right below it that are indented at least this far.
    pub(super) fn below(
        &self,
        block: NodeId,
        parts: &[(usize, usize)],
        columns: usize,
    ) -> Result<usize, EditError> {
        let Some((_, end)) = parts.last() else {
            return Err(self.unusual(block));
        };
        self.refuse_more(*end, block)?;
        let mut at = lines::next(self.text, *end);
        while at < self.region.end as usize {
            let line = &self.text[at..lines::end(self.text, at)];
            let content = line.trim_start();
            let is_own = content.starts_with('#') && line.len() - content.len() >= columns;
            if !is_own {
                break;
            }
            at = lines::next(self.text, at);
        }
        Ok(at)
    }

    /// Returns the bytes of the fields or items from one index to another, with their lines.
    pub(super) fn removed_lines(
        &self,
        block: NodeId,
        first: usize,
        last: usize,
    ) -> Result<Span, EditError> {
        let parts = self.parts(block)?;
        let (from, to) = (parts[first].0, parts[last].1);
        self.refuse_more(to, block)?;
        if lines::is_first(self.text, from) {
            let from = lines::start(self.text, from);
            let (from, to) = lines::removed(self.text, from, lines::next(self.text, to));
            return Ok(Span::new(from, to));
        }
        // It shares its line with the dash around it: what comes next takes its place.
        let rest = &self.text[lines::next(self.text, to)..];
        let blank = rest.len() - rest.trim_start().len();
        let next = parts.get(last + 1).ok_or_else(|| self.unusual(block))?;
        let to = self.text.len() - rest.len() + blank;
        match to <= next.0 {
            true => Ok(Span::new(from, to)),
            false => Err(self.unusual(block)),
        }
    }

    /// Puts a value on the line of the key in the place of a list of lines.
    pub(super) fn instead_of_lines(
        &self,
        list: NodeId,
        value: &NewValue,
    ) -> Result<Vec<Patch>, EditError> {
        let last = self.tree.cursor(list).items().len().saturating_sub(1);
        let removed = self.removed_lines(list, 0, last)?;
        let Some(key) = self.parent_key(list) else {
            if self.source.parents[list as usize].is_some() {
                return Err(self.unusual(list));
            }
            let line = [self.inline(value, Around::Block)?];
            let at = removed.start as usize;
            return Ok(vec![(removed, lines::inserted(self.text, at, &line))]);
        };
        let lead = self.lead(list).ok_or_else(|| self.unusual(list))?;
        self.refuse_more(lead, list)?;
        // A comment above the items would become text.
        let is_right_below = lines::next(self.text, lead) == self.first_line(list)?;
        if let NewValue::One(scalar) = value
            && is_right_below
        {
            let indent = format!("{}{}", self.indent_at(key), " ".repeat(self.step()));
            if let Some((head, text)) = block_text(scalar, &indent) {
                let text = self.instead_of_run(list, 0, last, &text)?;
                return Ok(vec![(Span::at(lead), format!(" {head}")), text]);
            }
        }
        let inline = self.inline(value, Around::Block)?;
        Ok(vec![
            (Span::at(lead), format!(" {inline}")),
            (removed, String::new()),
        ])
    }

    fn first_line(&self, block: NodeId) -> Result<usize, EditError> {
        let parts = self.parts(block)?;
        let (start, _) = parts.first().ok_or_else(|| self.unusual(block))?;
        Ok(lines::start(self.text, *start))
    }

    /// Returns the patch that puts lines in the place of those from one item to another.
    pub(super) fn instead_of_run(
        &self,
        list: NodeId,
        first: usize,
        last: usize,
        new: &[String],
    ) -> Result<Patch, EditError> {
        let parts = self.parts(list)?;
        let (from, to) = (parts[first].0, parts[last].1);
        self.refuse_more(to, list)?;
        if !lines::is_first(self.text, from) {
            return Err(self.unusual(list));
        }
        let from = lines::start(self.text, from);
        let to = lines::end(self.text, to);
        let line_break = lines::break_at(self.text, from);
        Ok((Span::new(from, to), new.join(line_break)))
    }

    /// Writes a value where nothing stands.
    pub(super) fn fill(&self, node: NodeId, value: &NewValue) -> Result<Vec<Patch>, EditError> {
        let is_in_flow = self.is_in_flow(node);
        if is_in_flow {
            let written = self.inline(value, Around::Flow)?;
            return self.put(node, &written);
        }
        let indent = match self.parent_key(node) {
            Some(key) => self.indent_at(key),
            None => self.item_indent(node)?,
        };
        let map = self.source.parents[node as usize].map(|(map, _)| map);
        let rendered = self.rendered(value, &indent, map)?;
        let mut patches = match rendered.inline.is_empty() {
            true => Vec::new(),
            false => self.put(node, &rendered.inline)?,
        };
        if !rendered.lines.is_empty() {
            patches.extend(self.below_key(node, &rendered.lines)?);
        }
        Ok(patches)
    }

    /// Writes on the line of a key or dash that has no value, or in the place of a word for nothing.
    pub(super) fn put(&self, node: NodeId, written: &str) -> Result<Vec<Patch>, EditError> {
        let span = self.span(node);
        if span.start < span.end {
            return Ok(vec![(span, written.to_owned())]);
        }
        let key = self.parent_key(node);
        if let (Some(key), true) = (key, self.is_in_flow(node)) {
            return Ok(match self.after_colon(key) {
                Some(at) => vec![(Span::at(at), format!(" {written}"))],
                None => vec![(Span::at(key.key_span.end as usize), format!(": {written}"))],
            });
        }
        let lead = self.lead(node).ok_or_else(|| self.unusual(node))?;
        self.refuse_more(lead, node)?;
        Ok(vec![(Span::at(lead), format!(" {written}"))])
    }

    /// Writes lines below a key that has no value.
    pub(super) fn below_key(
        &self,
        node: NodeId,
        lines: &[String],
    ) -> Result<Vec<Patch>, EditError> {
        let span = self.span(node);
        let lead = self.lead(node).ok_or_else(|| self.unusual(node))?;
        let mut patches = Vec::new();
        let end = match span.start < span.end {
            true => {
                patches.push((Span::new(lead, span.end as usize), String::new()));
                span.end as usize
            }
            false => lead,
        };
        self.refuse_more(end, node)?;
        let at = lines::next(self.text, end);
        patches.push((Span::at(at), lines::inserted(self.text, at, lines)));
        Ok(patches)
    }

    /// Writes lines as the whole of a YAML text that says nothing: below its comments, above its end mark.
    pub(super) fn as_whole(&self, lines: &[String]) -> Result<Vec<Patch>, EditError> {
        let root = self.span(self.tree.root_id());
        let is_word = root.start < root.end;
        let is_flow = self.opens_flow(self.tree.root_id());
        if is_word && !is_flow {
            return Err(self.unusual(self.tree.root_id()));
        }
        if is_flow {
            let at = root.start as usize;
            let written = lines.join(lines::break_at(self.text, at));
            return Ok(vec![(root, written)]);
        }
        let end = self.region.end as usize;
        let mut at = (root.start as usize).max(self.region.start as usize);
        while at < end && !self.text[at..].starts_with("...") {
            at = lines::next(self.text, at).min(end);
        }
        Ok(vec![(Span::at(at), lines::inserted(self.text, at, lines))])
    }

    /// Returns the spaces before the dash of an item.
    pub(super) fn item_indent(&self, item: NodeId) -> Result<String, EditError> {
        let place = self.source.parents[item as usize];
        let dash = place.and_then(|(list, index)| self.dash(list, index));
        let dash = dash.ok_or_else(|| self.unusual(item))?;
        Ok(self.indent_of(dash))
    }

    /// Returns by how many spaces the file indents maps below their keys.
    pub(super) fn step(&self) -> usize {
        let mut maps = (0..).zip(&self.source.parents).filter_map(|(node, _)| {
            let Value::Map(entries) = &self.tree.node(node).value else {
                return None;
            };
            let key = self.parent_key(node).filter(|_| !self.is_flow(node))?;
            let inner = self.column(entries.first()?.key_span.start as usize);
            inner.checked_sub(self.column(key.key_span.start as usize))
        });
        maps.find(|step| (1..=8).contains(step)).unwrap_or(2)
    }

    /// Returns how many characters stand before an offset on its line.
    pub(super) fn column(&self, at: usize) -> usize {
        self.text[lines::start(self.text, at)..at].chars().count()
    }
}
