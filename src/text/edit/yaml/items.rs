//! Other items in a list.

use super::{Writer, quotes::Around};
use crate::text::{
    Span,
    edit::{EditError, Item, NewValue, Patch, Scalar, lines},
    tree::{NodeId, Value},
};

/// What happens between two items that stay.
struct Gap<'a> {
    /// The first of the old items between them.
    first: usize,
    /// How many there are.
    old: usize,
    /// What stands there from now on.
    new: Vec<&'a Scalar>,
}

impl Writer<'_> {
    /// Gives a list other items. Those that stay keep their bytes.
    pub(super) fn items(&self, list: NodeId, items: &[Item<'_>]) -> Result<Vec<Patch>, EditError> {
        let Value::List(old) = &self.tree.node(list).value else {
            return Err(self.unusual(list));
        };
        if items.is_empty() && !self.is_flow(list) {
            return self.instead_of_lines(list, &NewValue::Many(Vec::new()));
        }
        let is_scalar = |item: &NodeId| self.tree.cursor(*item).text().is_some();
        let is_kept = |item: &Item<'_>| matches!(item, Item::Kept(_));
        if self.is_flow(list) && !items.iter().any(is_kept) && !old.iter().all(is_scalar) {
            let items = items.iter().filter_map(|item| match item {
                Item::New(scalar) => Some((*scalar).clone()),
                Item::Kept(_) => None,
            });
            let written = self.inline(&NewValue::Many(items.collect()), Around::Flow)?;
            return Ok(vec![(self.span(list), written)]);
        }
        let mut patches = Vec::new();
        for gap in gaps(items, old.len()) {
            let scalars = old[gap.first..gap.first + gap.old].iter().zip(&gap.new);
            let paired = scalars
                .take_while(|(node, _)| {
                    matches!(self.tree.node(**node).value, Value::Scalar { .. })
                })
                .count();
            for (node, scalar) in old[gap.first..].iter().zip(&gap.new).take(paired) {
                patches.extend(self.replace_scalar(*node, scalar)?);
            }
            let next = gap.first + paired;
            let last = gap.first + gap.old;
            if paired < gap.old && paired < gap.new.len() && !self.is_flow(list) {
                let new = self.item_lines(list, &gap.new[paired..])?;
                patches.push(self.instead_of_run(list, next, last - 1, &new)?);
                continue;
            }
            if paired < gap.old {
                patches.extend(self.remove_run(list, next, last - 1)?);
            }
            if paired < gap.new.len() {
                patches.extend(self.insert_run(list, next, &gap.new[paired..])?);
            }
        }
        Ok(patches)
    }

    fn remove_run(&self, list: NodeId, first: usize, last: usize) -> Result<Vec<Patch>, EditError> {
        if self.is_flow(list) {
            return self.remove_in_flow(list, first, last);
        }
        Ok(vec![(
            self.removed_lines(list, first, last)?,
            String::new(),
        )])
    }

    /// Adds items before the one at an index.
    fn insert_run(
        &self,
        list: NodeId,
        before: usize,
        new: &[&Scalar],
    ) -> Result<Vec<Patch>, EditError> {
        if self.is_flow(list) {
            let new = self.written_items(new, Around::Flow)?;
            return match before.checked_sub(1) {
                Some(after) => self.insert_in_flow(list, Some(after), &new),
                None => self.insert_first_in_flow(list, &new),
            };
        }
        let parts = self.parts(list)?;
        let at = match before.checked_sub(1) {
            Some(after) => {
                let columns = self.indent_of(parts[after].0).chars().count() + 1;
                self.below(list, &parts[..=after], columns)?
            }
            None if lines::is_first(self.text, parts[0].0) => lines::start(self.text, parts[0].0),
            None => return Err(self.unusual(list)),
        };
        let new = self.item_lines(list, new)?;
        Ok(vec![(Span::at(at), lines::inserted(self.text, at, &new))])
    }

    fn written_items(&self, new: &[&Scalar], around: Around) -> Result<Vec<String>, EditError> {
        let new: Vec<Scalar> = new.iter().map(|scalar| (*scalar).clone()).collect();
        self.inline_items(&new, around)
    }

    /// Returns items as lines in the style of a list.
    fn item_lines(&self, list: NodeId, new: &[&Scalar]) -> Result<Vec<String>, EditError> {
        let (indent, gap) = self.dash_style(list, &self.parts(list)?)?;
        let written = self.written_items(new, Around::Block)?;
        let lines = written.iter().map(|item| format!("{indent}-{gap}{item}"));
        Ok(lines.collect())
    }

    /// Returns what stands before the dashes of a list and between them and their items.
    pub(super) fn dash_style(
        &self,
        list: NodeId,
        parts: &[(usize, usize)],
    ) -> Result<(String, String), EditError> {
        let (Value::List(items), Some((dash, _))) = (&self.tree.node(list).value, parts.last())
        else {
            return Err(self.unusual(list));
        };
        let last = items
            .last()
            .map_or(*dash, |item| self.span(*item).start as usize);
        let gap = self.text.get(dash + 1..last).unwrap_or_default();
        let is_usual = !gap.is_empty() && gap.chars().all(|one| one == ' ');
        let gap = if is_usual { gap } else { " " };
        Ok((self.indent_of(*dash), gap.to_owned()))
    }
}

fn gaps<'a>(items: &[Item<'a>], old: usize) -> Vec<Gap<'a>> {
    let mut gaps = vec![Gap {
        first: 0,
        old: 0,
        new: Vec::new(),
    }];
    for item in items.iter().chain([&Item::Kept(old)]) {
        let Some(gap) = gaps.last_mut() else { break };
        match item {
            Item::New(scalar) => gap.new.push(scalar),
            Item::Kept(index) => {
                gap.old = index - gap.first;
                gaps.push(Gap {
                    first: index + 1,
                    old: 0,
                    new: Vec::new(),
                });
            }
        }
    }
    gaps.retain(|gap| gap.old > 0 || !gap.new.is_empty());
    gaps
}
