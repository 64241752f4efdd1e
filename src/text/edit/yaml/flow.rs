//! Lists and maps in brackets.

use super::Writer;
use crate::text::{
    Span,
    edit::{EditError, Patch, lines},
    tree::NodeId,
};

impl Writer<'_> {
    /// Adds parts after the one at an index; `None` is the last one. In brackets that hold nothing they are the first.
    pub(super) fn insert_in_flow(
        &self,
        node: NodeId,
        after: Option<usize>,
        new: &[String],
    ) -> Result<Vec<Patch>, EditError> {
        let parts = self.flow_parts(node)?;
        let Some(last) = parts.len().checked_sub(1) else {
            let at = self.span(node).start as usize + 1;
            return Ok(vec![(Span::at(at), new.join(", "))]);
        };
        let index = after.unwrap_or(last);
        let (start, end) = parts[index];
        let comma = self.comma_after(end);
        let rest = comma.map_or(end, |comma| comma + 1);
        let has_own_line = lines::is_first(self.text, start)
            && super::place::is_blank_or_comment(&self.text[rest..lines::end(self.text, rest)]);
        if !has_own_line {
            let written: String = new.iter().map(|part| format!(", {part}")).collect();
            return Ok(vec![(Span::at(end), written)]);
        }
        let indent = self.indent_of(start);
        let at = lines::next(self.text, rest);
        let mut written: Vec<String> = new.iter().map(|part| format!("{indent}{part},")).collect();
        let mut patches = Vec::new();
        if comma.is_none() {
            patches.push((Span::at(end), ",".to_owned()));
            if let Some(last) = written.last_mut() {
                last.pop();
            }
        }
        patches.push((Span::at(at), lines::inserted(self.text, at, &written)));
        Ok(patches)
    }

    /// Adds parts before the first one.
    pub(super) fn insert_first_in_flow(
        &self,
        node: NodeId,
        new: &[String],
    ) -> Result<Vec<Patch>, EditError> {
        let parts = self.flow_parts(node)?;
        let Some((start, _)) = parts.first() else {
            return self.insert_in_flow(node, None, new);
        };
        let written: String = new.iter().map(|part| format!("{part}, ")).collect();
        Ok(vec![(Span::at(*start), written)])
    }

    /// Removes the parts from one index to another.
    pub(super) fn remove_in_flow(
        &self,
        node: NodeId,
        first: usize,
        last: usize,
    ) -> Result<Vec<Patch>, EditError> {
        let parts = self.flow_parts(node)?;
        let (from, to) = (parts[first].0, parts[last].1);
        let comma = self.comma_after(to);
        let rest = comma.map_or(to, |comma| comma + 1);
        let above = first.checked_sub(1).map(|above| parts[above].1);
        let next = parts.get(last + 1).map(|next| next.0);
        let has_own_lines = lines::is_first(self.text, from)
            && super::place::is_blank_or_comment(&self.text[rest..lines::end(self.text, rest)]);
        if has_own_lines {
            let from = lines::start(self.text, from);
            let mut patches = vec![(Span::new(from, lines::next(self.text, rest)), String::new())];
            let comma_above = above.and_then(|above| self.comma_after(above));
            if let (Some(comma_above), None, None) = (comma_above, next, comma) {
                patches.push((Span::new(comma_above, comma_above + 1), String::new()));
            }
            return Ok(patches);
        }
        let removed = match (next, above) {
            (Some(next), _) => Span::new(from, next),
            (None, Some(above)) => Span::new(above, to),
            (None, None) => Span::new(from, rest),
        };
        let kept = [
            removed.start as usize..from,
            to..(removed.end as usize).max(to),
        ];
        match kept.into_iter().any(|kept| self.text[kept].contains('#')) {
            true => Err(self.unusual(node)),
            false => Ok(vec![(removed, String::new())]),
        }
    }

    /// Returns the offset of the comma after a part.
    fn comma_after(&self, end: usize) -> Option<usize> {
        let rest = &self.text[end..];
        let blank = rest.len() - rest.trim_start().len();
        rest[blank..].starts_with(',').then_some(end + blank)
    }

    /// Returns the parts between the commas; a part that begins with an anchor or a tag is unusual, and so is a pair
    /// without brackets of its own.
    fn flow_parts(&self, node: NodeId) -> Result<Vec<(usize, usize)>, EditError> {
        let parts = self.parts(node)?;
        let opens = |(start, _): &(usize, usize)| {
            let before = self.text[..*start].trim_end();
            before.ends_with(['[', '{', ','])
                || self.text[lines::start(self.text, before.len())..before.len()].contains('#')
        };
        match self.opens_flow(node) && parts.iter().all(opens) {
            true => Ok(parts),
            false => Err(self.unusual(node)),
        }
    }
}
