//! Another scalar in the place of one, in the style of what was there.

use super::{
    Writer,
    quotes::{Around, Quotes},
    render::{block_lines, block_text, chomping, written},
};
use crate::text::{
    Span,
    edit::{EditError, NewValue, Patch, Scalar, lines},
    tree::NodeId,
};

impl Writer<'_> {
    /// Puts a scalar in the place of a scalar or of nothing.
    pub(super) fn replace_scalar(
        &self,
        node: NodeId,
        scalar: &Scalar,
    ) -> Result<Vec<Patch>, EditError> {
        if let Some(header) = self.block_header(node) {
            return self.replace_block_scalar(node, header, scalar);
        }
        let span = self.span(node);
        if span.start == span.end {
            return self.fill(node, &NewValue::One(scalar.clone()));
        }
        if let Scalar::Literal(_) = scalar {
            self.refuse_tag(node)?;
        }
        self.replace_on_line(node, scalar, self.quotes(span))
    }

    /// Puts a scalar in the place of a value that ends on its line or in quotes or brackets.
    pub(super) fn replace_on_line(
        &self,
        node: NodeId,
        scalar: &Scalar,
        quotes: Quotes,
    ) -> Result<Vec<Patch>, EditError> {
        let span = self.span(node);
        if self.is_in_flow(node) {
            return Ok(vec![(span, written(scalar, quotes, Around::Flow)?)]);
        }
        let indent = self.content_indent(node)?;
        let block = block_text(scalar, &indent).filter(|_| quotes != Quotes::Double);
        let Some((head, text)) = block else {
            return Ok(vec![(span, written(scalar, quotes, Around::Block)?)]);
        };
        self.refuse_more(span.end as usize, node)?;
        let at = lines::next(self.text, span.end as usize);
        Ok(vec![
            (span, head),
            (Span::at(at), lines::inserted(self.text, at, &text)),
        ])
    }

    /// Refuses a value behind a tag such as `!!str`, which says what the value is.
    pub(super) fn refuse_tag(&self, node: NodeId) -> Result<(), EditError> {
        let start = self.span(node).start as usize;
        let lead = self.lead(node).filter(|lead| *lead <= start);
        match lead.is_some_and(|lead| self.text[lead..start].trim_start().starts_with('!')) {
            true => Err(self.unusual(node)),
            false => Ok(()),
        }
    }

    fn quotes(&self, span: Span) -> Quotes {
        match self.text.as_bytes().get(span.start as usize) {
            Some(b'\'') => Quotes::Single,
            Some(b'"') => Quotes::Double,
            _ => Quotes::None,
        }
    }

    /// Returns the indentation of lines of text below a key or dash.
    fn content_indent(&self, node: NodeId) -> Result<String, EditError> {
        let indent = match self.parent_key(node) {
            Some(key) => self.indent_at(key),
            None if self.source.parents[node as usize].is_none() => String::new(),
            None => self.item_indent(node)?,
        };
        Ok(format!("{indent}{}", " ".repeat(self.step())))
    }

    /// Rewrites a block scalar, in block style if the text allows it.
    fn replace_block_scalar(
        &self,
        node: NodeId,
        header: usize,
        scalar: &Scalar,
    ) -> Result<Vec<Patch>, EditError> {
        let content = self.block_scalar(node, header);
        let first = self.text[content.clone()]
            .lines()
            .find(|line| !line.trim().is_empty());
        let indent = match first {
            Some(line) => line[..line.len() - line.trim_start_matches(' ').len()].to_owned(),
            None => self.content_indent(node)?,
        };
        let text = scalar.text();
        let new = match scalar {
            Scalar::Text(_) => block_lines(text, &indent).filter(|_| first.is_some()),
            Scalar::Literal(_) => None,
        };
        let Some(new) = new else {
            let new = written(scalar, Quotes::None, Around::Block)?;
            return self.instead_of_block_scalar(node, header, &new);
        };
        let head = self.head(header);
        let digit: String = head.chars().filter(char::is_ascii_digit).collect();
        let is_one_line = !text.trim_end_matches('\n').contains('\n');
        let style = match head.starts_with('>') && is_one_line {
            true => '>',
            false => '|',
        };
        let new_head = format!("{style}{digit}{}", chomping(text));
        let keeps_order = head.len() == 3 && head.ends_with(|one: char| one.is_ascii_digit());
        let new_head = match keeps_order {
            true => format!("{style}{}{digit}", chomping(text)),
            false => new_head,
        };
        let new = new.join(lines::break_at(self.text, content.start));
        Ok(vec![
            (Span::new(header, header + head.len()), new_head),
            (Span::new(content.start, content.end), new),
        ])
    }

    /// Puts a value on the line of the key in the place of a block scalar.
    pub(super) fn instead_of_block_scalar(
        &self,
        node: NodeId,
        header: usize,
        new: &str,
    ) -> Result<Vec<Patch>, EditError> {
        let head = self.head(header);
        let content = self.block_scalar(node, header);
        let mut patches = vec![(Span::new(header, header + head.len()), new.to_owned())];
        if content.start < content.end {
            let end = lines::next(self.text, content.end);
            let (from, to) = lines::removed(self.text, content.start, end);
            patches.push((Span::new(from, to), String::new()));
        }
        Ok(patches)
    }

    /// Returns the marks at the head of a block scalar.
    fn head(&self, header: usize) -> &str {
        let rest = &self.text[header..];
        let marks = ['|', '>', '+', '-'];
        let is_mark = |one: char| marks.contains(&one) || one.is_ascii_digit();
        &rest[..rest.len() - rest.trim_start_matches(is_mark).len()]
    }
}
