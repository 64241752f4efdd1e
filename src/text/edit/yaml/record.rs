//! A new record in a register.

use super::Writer;
use crate::text::{
    Span,
    edit::{EditError, NewValue, Patch, lines},
    tree::NodeId,
};

type Fields = [(String, NewValue)];

impl Writer<'_> {
    /// Adds a record after the last one of a list or map of records.
    pub(super) fn append(
        &self,
        into: NodeId,
        keys: &[String],
        key: Option<&str>,
        fields: &Fields,
    ) -> Result<Vec<Patch>, EditError> {
        let cursor = self.tree.cursor(into);
        let is_empty = cursor.entries().is_empty() && cursor.items().len() == 0;
        if self.is_in_flow(into) || (self.is_flow(into) && !is_empty) {
            return self.append_in_flow(into, keys, key, fields);
        }
        if !is_empty && cursor.is_list() {
            return self.append_item(into, fields);
        }
        if !is_empty {
            let (indent, at) = self.end_of_block(into)?;
            let lines = self.register(&indent, keys, key, fields)?;
            return Ok(vec![(Span::at(at), lines::inserted(self.text, at, &lines))]);
        }
        if into == self.tree.root_id() {
            return self.as_whole(&self.register("", keys, key, fields)?);
        }
        let Some(parent) = self.parent_key(into) else {
            return Err(self.unusual(into));
        };
        let offset = match keys.is_empty() && key.is_none() {
            true => self.record_offset(),
            false => self.step(),
        };
        let indent = format!("{}{}", self.indent_at(parent), " ".repeat(offset));
        self.below_key(into, &self.register(&indent, keys, key, fields)?)
    }

    fn append_item(&self, list: NodeId, fields: &Fields) -> Result<Vec<Patch>, EditError> {
        let parts = self.parts(list)?;
        let (indent, gap) = self.dash_style(list, &parts)?;
        let at = self.below(list, &parts, indent.chars().count() + 1)?;
        let mut lines = self.record_item(&indent, &gap, fields)?;
        if let [.., (_, above), (last, _)] = parts[..]
            && self.text[lines::next(self.text, above)..last]
                .trim_start_matches([' ', '\t'])
                .starts_with(['\n', '\r'])
        {
            lines.insert(0, String::new());
        }
        Ok(vec![(Span::at(at), lines::inserted(self.text, at, &lines))])
    }

    /// Returns a record as the lines of an item.
    fn record_item(
        &self,
        indent: &str,
        gap: &str,
        fields: &Fields,
    ) -> Result<Vec<String>, EditError> {
        let inner = format!("{indent} {gap}");
        let mut lines = self.record_lines(&inner, fields)?;
        match lines.first_mut() {
            Some(first) => *first = format!("{indent}-{gap}{}", &first[inner.len()..]),
            None => lines.push(format!("{indent}-{gap}{{}}")),
        }
        Ok(lines)
    }

    fn record_lines(&self, indent: &str, fields: &Fields) -> Result<Vec<String>, EditError> {
        let mut lines = Vec::new();
        for (key, value) in fields {
            lines.extend(self.entry_lines(&[key], value, indent, None)?);
        }
        Ok(lines)
    }

    /// Returns a record with the keys around it as lines.
    fn register(
        &self,
        indent: &str,
        keys: &[String],
        key: Option<&str>,
        fields: &Fields,
    ) -> Result<Vec<String>, EditError> {
        let mut indent = indent.to_owned();
        let mut lines = Vec::new();
        let count = keys.len() + usize::from(key.is_some());
        for (at, name) in keys.iter().map(String::as_str).chain(key).enumerate() {
            lines.push(format!("{indent}{}:", super::quotes::key(name)));
            let is_last = at + 1 == count;
            let step = match is_last && key.is_none() {
                true => self.record_offset(),
                false => self.step(),
            };
            indent.push_str(&" ".repeat(step));
        }
        match key {
            Some(_) if fields.is_empty() => {
                if let Some(last) = lines.last_mut() {
                    last.push_str(" {}");
                }
            }
            Some(_) => lines.extend(self.record_lines(&indent, fields)?),
            None => lines.extend(self.record_item(&indent, " ", fields)?),
        }
        Ok(lines)
    }

    /// Returns by how many spaces the file indents lists below their keys.
    fn record_offset(&self) -> usize {
        let lists = (0..).zip(&self.source.parents).filter_map(|(node, _)| {
            let key = self.parent_key(node)?;
            let is_list = self.tree.cursor(node).items().len() > 0 && !self.is_flow(node);
            let dash = is_list.then(|| self.dash(node, 0))??;
            self.column(dash)
                .checked_sub(self.column(key.key_span.start as usize))
        });
        let mut lists = lists;
        lists.next().unwrap_or(2)
    }

    fn append_in_flow(
        &self,
        into: NodeId,
        keys: &[String],
        key: Option<&str>,
        fields: &Fields,
    ) -> Result<Vec<Patch>, EditError> {
        let fields: Result<Vec<String>, EditError> = fields
            .iter()
            .map(|(key, value)| self.inline_entry(&[key], value))
            .collect();
        let record = format!("{{{}}}", fields?.join(", "));
        let names: Vec<&str> = keys.iter().map(String::as_str).chain(key).collect();
        let value = match key {
            Some(_) => record,
            None if keys.is_empty() => record,
            None => format!("[{record}]"),
        };
        let entry = |value: String, key: &&str| format!("{}: {value}", super::quotes::key(key));
        let written = match names.split_first() {
            Some((first, below)) => {
                let value = below
                    .iter()
                    .rev()
                    .fold(value, |value, key| format!("{{{}}}", entry(value, key)));
                entry(value, first)
            }
            None => value,
        };
        if self.tree.cursor(into).is_null() {
            let (open, close) = if names.is_empty() {
                ("[", "]")
            } else {
                ("{", "}")
            };
            return self.put(into, &format!("{open}{written}{close}"));
        }
        self.insert_in_flow(into, None, &[written])
    }
}
