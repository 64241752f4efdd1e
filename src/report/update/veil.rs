//! What readers must not read: the last look at an update before it goes out.
//!
//! What an audience may not see is in none of the records that its update is worked out from. What people wrote in records
//! that it may see can still name it: a sentence that does is left out.

use serde_json::Value;

use crate::{
    model::record::Record,
    report::{Block, Document, Inline, Item},
};

/// The names of what must not be read.
#[derive(Debug, Default)]
pub struct Veil {
    /// In lower case.
    names: Vec<String>,
}

impl Veil {
    /// Returns a veil over records: their ids, and their titles where they have more than one word, since a title of one
    /// word is a word like any other.
    pub fn over<'a>(hidden: impl Iterator<Item = &'a Record>) -> Self {
        let mut names = Vec::new();
        for record in hidden {
            names.push(record.id.to_lowercase());
            let title = record.title().trim().to_lowercase();
            if title.split_whitespace().nth(1).is_some() {
                names.push(title);
            }
        }
        names.sort();
        names.dedup();
        Self { names }
    }

    /// Returns whether a text names what is hidden.
    pub fn names(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.names.iter().any(|name| has_word(&text, name))
    }

    /// Returns a text without the sentences that name what is hidden.
    fn text(&self, text: &str) -> String {
        if !self.names(text) {
            return text.to_owned();
        }
        let kept = sentences(text).filter(|sentence| !self.names(sentence));
        let kept: String = kept.collect();
        // A name may reach over the end of a sentence.
        if self.names(&kept) {
            String::new()
        } else {
            kept
        }
    }

    /// Returns a document without what is hidden.
    pub(super) fn document(&self, mut document: Document) -> Document {
        if self.names.is_empty() {
            return document;
        }
        document.title = self.text(&document.title);
        let blocks = std::mem::take(&mut document.blocks);
        for block in blocks {
            match block {
                Block::Heading { level, text } => {
                    let text = self.line(text);
                    document.blocks.push(Block::Heading { level, text });
                }
                Block::Paragraph(text) => document.paragraph(self.line(text)),
                Block::List(items) => document.list_or_none(self.items(items)),
                Block::Table { columns, mut rows } => {
                    let cells = rows.iter_mut().flatten();
                    cells.for_each(|cell| *cell = self.line(std::mem::take(cell)));
                    document.blocks.push(Block::Table { columns, rows });
                }
            }
        }
        document
    }

    fn items(&self, items: Vec<Item>) -> Vec<Item> {
        let items = items.into_iter().map(|item| Item {
            text: self.line(item.text),
            children: self.items(item.children),
        });
        items
            .filter(|item| !item.text.is_empty() || !item.children.is_empty())
            .collect()
    }

    /// Returns a line without what is hidden; nothing where nothing but marks would be left.
    fn line(&self, inlines: Vec<Inline>) -> Vec<Inline> {
        let whole: String = inlines.iter().map(Inline::plain).collect();
        let links = inlines.iter().any(|inline| match inline {
            Inline::Link { target, .. } => self.names(target),
            _ => false,
        });
        if !links && !self.names(&whole) {
            return inlines;
        }
        let kept: Vec<Inline> = inlines
            .into_iter()
            .filter_map(|one| self.one(one))
            .collect();
        let plain: String = kept.iter().map(Inline::plain).collect();
        let says = plain.chars().any(char::is_alphanumeric) && !self.names(&plain);
        if says { kept } else { Vec::new() }
    }

    fn one(&self, inline: Inline) -> Option<Inline> {
        let inline = match inline {
            Inline::Text(text) => Inline::Text(self.text(&text)),
            Inline::Strong(text) => Inline::Strong(self.text(&text)),
            Inline::Emphasis(text) => Inline::Emphasis(self.text(&text)),
            Inline::Code(text) => Inline::Code(self.text(&text)),
            Inline::Status { word, tone } => Inline::Status {
                word: self.text(&word),
                tone,
            },
            Inline::Link { text, target } => {
                let is_hidden = self.names(&text) || self.names(&target);
                return (!is_hidden).then_some(Inline::Link { text, target });
            }
        };
        (!inline.plain().is_empty()).then_some(inline)
    }

    /// Returns data without what is hidden: values that are a name of it or tell of it, and sentences that name it.
    pub(super) fn data(&self, value: Value) -> Value {
        if self.names.is_empty() {
            return value;
        }
        match value {
            Value::String(text) => Value::String(self.text(&text)),
            Value::Array(items) => {
                let is_told = |item: &Value| match item {
                    Value::String(text) => !self.names(text) || !self.text(text).is_empty(),
                    Value::Object(fields) => {
                        let id = fields.get("id").and_then(Value::as_str);
                        id.is_none_or(|id| !self.names(id))
                    }
                    _ => true,
                };
                let items = items.into_iter().filter(is_told);
                Value::Array(items.map(|item| self.data(item)).collect())
            }
            Value::Object(fields) => {
                let fields = fields.into_iter().filter(|(key, _)| !self.names(key));
                Value::Object(fields.map(|(key, value)| (key, self.data(value))).collect())
            }
            other => other,
        }
    }
}

/// Returns the sentences of a text, each with the space that follows it. Parts that a semicolon divides are sentences too.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends = [". ", "! ", "? ", "; ", "\n"];
        let end = ends
            .iter()
            .filter_map(|end| rest.find(end).map(|at| at + end.len()))
            .min();
        let (sentence, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(sentence)
    })
}

/// Returns whether words stand in a text with no letter or digit next to them.
fn has_word(text: &str, word: &str) -> bool {
    let is_edge = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
    text.match_indices(word).any(|(at, found)| {
        is_edge(text[..at].chars().next_back()) && is_edge(text[at + found.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn veil() -> Veil {
        Veil {
            names: vec!["risk-9".into(), "sale of the company".into()],
        }
    }

    #[test]
    fn a_sentence_that_names_what_is_hidden_is_left_out() {
        let veil = veil();
        let text = "We are late. RISK-9 is why; the rest holds. Soon!";
        assert_eq!(veil.text(text), "We are late. the rest holds. Soon!");
        assert_eq!(veil.text("See risks/RISK-9-sale.md"), "");
        assert_eq!(
            veil.text("RISK-91 and BRISK-9 stay"),
            "RISK-91 and BRISK-9 stay"
        );
        assert_eq!(veil.text("The Sale of the Company comes. So?"), "So?");
    }

    #[test]
    fn data_lose_the_values_that_tell_of_it() {
        let data = serde_json::json!({
            "ids": ["RISK-9", "DEL-1"],
            "records": [{"id": "RISK-9", "title": "x"}, {"id": "DEL-1", "why": "Because of RISK-9."}],
        });
        let expected = serde_json::json!({
            "ids": ["DEL-1"],
            "records": [{"id": "DEL-1", "why": ""}],
        });
        assert_eq!(veil().data(data), expected);
    }
}
