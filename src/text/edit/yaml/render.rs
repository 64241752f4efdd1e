//! New values as text: on one line, or as lines below their key.

use super::{
    Writer,
    quotes::{self, Around, Quotes},
};
use crate::text::{
    edit::{EditError, NewValue, Scalar},
    tree::{NodeId, Value},
};

/// A value as it is written after a key.
pub(super) struct Rendered {
    /// What goes on the line of the key.
    pub(super) inline: String,
    /// The lines below.
    pub(super) lines: Vec<String>,
}

/// How lists stand below their keys.
enum ListStyle {
    Flow,
    /// Lines, with this many spaces before the dash.
    Block(usize),
}

impl Writer<'_> {
    /// Returns a value on one line.
    pub(super) fn inline(&self, value: &NewValue, around: Around) -> Result<String, EditError> {
        match value {
            NewValue::One(scalar) => written(scalar, Quotes::None, around),
            NewValue::Many(items) => Ok(format!(
                "[{}]",
                self.inline_items(items, Around::Flow)?.join(", ")
            )),
        }
    }

    /// Returns each item on one line.
    pub(super) fn inline_items(
        &self,
        items: &[Scalar],
        around: Around,
    ) -> Result<Vec<String>, EditError> {
        let items = items.iter();
        items
            .map(|item| written(item, Quotes::None, around))
            .collect()
    }

    /// Returns a field on one line, with maps in brackets for the keys on the way.
    pub(super) fn inline_entry(
        &self,
        keys: &[&str],
        value: &NewValue,
    ) -> Result<String, EditError> {
        let value = self.inline(value, Around::Flow)?;
        let entry = |value: String, key: &str| format!("{}: {value}", quotes::key(key));
        let Some((first, below)) = keys.split_first() else {
            return Ok(value);
        };
        let value = below
            .iter()
            .rev()
            .fold(value, |value, key| format!("{{{}}}", entry(value, key)));
        Ok(entry(value, first))
    }

    /// Returns a field as lines. `beside` is the map that it comes to stand in, whose lists show the style.
    pub(super) fn entry_lines(
        &self,
        keys: &[&str],
        value: &NewValue,
        indent: &str,
        beside: Option<NodeId>,
    ) -> Result<Vec<String>, EditError> {
        let Some((last, around)) = keys.split_last() else {
            return Ok(Vec::new());
        };
        let step = " ".repeat(self.step());
        let mut indent = indent.to_owned();
        let mut lines = Vec::new();
        for key in around {
            lines.push(format!("{indent}{}:", quotes::key(key)));
            indent.push_str(&step);
        }
        let rendered = self.rendered(value, &indent, beside)?;
        let space = if rendered.inline.is_empty() { "" } else { " " };
        lines.push(format!(
            "{indent}{}:{space}{}",
            quotes::key(last),
            rendered.inline
        ));
        lines.extend(rendered.lines);
        Ok(lines)
    }

    /// Returns a value below a key with this indentation.
    pub(super) fn rendered(
        &self,
        value: &NewValue,
        indent: &str,
        beside: Option<NodeId>,
    ) -> Result<Rendered, EditError> {
        let lines = match value {
            NewValue::One(scalar) => {
                let content = format!("{indent}{}", " ".repeat(self.step()));
                if let Some((inline, lines)) = block_text(scalar, &content) {
                    return Ok(Rendered { inline, lines });
                }
                Vec::new()
            }
            NewValue::Many(items) => match self.list_style(beside) {
                ListStyle::Block(offset) if !items.is_empty() => {
                    let items = self.inline_items(items, Around::Block)?;
                    let dash = format!("{indent}{}-", " ".repeat(offset));
                    items.iter().map(|item| format!("{dash} {item}")).collect()
                }
                _ => Vec::new(),
            },
        };
        let inline = match lines.is_empty() {
            true => self.inline(value, Around::Block)?,
            false => String::new(),
        };
        Ok(Rendered { inline, lines })
    }

    /// Returns how lists of plain values stand in this map, else in this file; in brackets where there are none.
    fn list_style(&self, beside: Option<NodeId>) -> ListStyle {
        let mut elsewhere = None;
        for (node, parent) in (0..).zip(&self.source.parents) {
            let Value::List(items) = &self.tree.node(node).value else {
                continue;
            };
            let are_plain = |item: &NodeId| self.tree.cursor(*item).text().is_some();
            let Some(key) = self.parent_key(node) else {
                continue;
            };
            if items.is_empty() || !items.iter().all(are_plain) || self.is_in_flow(node) {
                continue;
            }
            let style = match self.is_flow(node) {
                true => Some(ListStyle::Flow),
                false => self.dash(node, 0).and_then(|dash| {
                    let key = self.column(key.key_span.start as usize);
                    self.column(dash).checked_sub(key).map(ListStyle::Block)
                }),
            };
            let Some(style) = style else { continue };
            if parent.map(|(map, _)| map) == beside {
                return style;
            }
            elsewhere = elsewhere.or(Some(style));
        }
        elsewhere.unwrap_or(ListStyle::Flow)
    }
}

/// Returns a scalar on one line.
pub(super) fn written(
    scalar: &Scalar,
    quotes: Quotes,
    around: Around,
) -> Result<String, EditError> {
    quotes::written(scalar, quotes, around).ok_or_else(|| EditError::Value {
        what: format!("`{}` needs quotes here", scalar.text()),
        help: "give it as text".into(),
    })
}

/// Returns a text of several lines as the head of a block scalar and its lines; `None` for text that needs quotes.
pub(super) fn block_text(scalar: &Scalar, indent: &str) -> Option<(String, Vec<String>)> {
    let Scalar::Text(text) = scalar else {
        return None;
    };
    if !text.trim_end_matches('\n').contains('\n') && !text.ends_with('\n') {
        return None;
    }
    let lines = block_lines(text, indent)?;
    Some((format!("|{}", chomping(text)), lines))
}

/// Returns the mark that says how many line breaks a block scalar ends with.
pub(super) fn chomping(text: &str) -> &'static str {
    match text.len() - text.trim_end_matches('\n').len() {
        0 => "-",
        1 => "",
        _ => "+",
    }
}

/// Returns the lines of a block scalar; `None` for text that such lines cannot hold.
pub(super) fn block_lines(text: &str, indent: &str) -> Option<Vec<String>> {
    let is_text = !text.starts_with([' ', '\t', '\n'])
        && !text.is_empty()
        && !text.contains(|one| one != '\n' && one != '\t' && quotes::must_be_escaped(one));
    let lines = text.strip_suffix('\n').unwrap_or(text).split('\n');
    let indented = |line: &str| match line.is_empty() {
        true => String::new(),
        false => format!("{indent}{line}"),
    };
    is_text.then(|| lines.map(indented).collect())
}
