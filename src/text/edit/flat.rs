//! What the forms without quotes, lists and maps have in common when they are written.

use super::{Change, EditError, NewValue, Source};
use crate::text::{Span, extract::name_and_value};

/// A change of a form in which each field is one line of text.
#[derive(Debug)]
pub(in crate::text) enum LineChange<'a> {
    /// Another value.
    Replace {
        /// The value that is there.
        span: Span,
        /// The new one.
        value: &'a str,
    },
    /// A new last field.
    Insert {
        /// Its name.
        name: &'a str,
        /// Its value.
        value: &'a str,
    },
    /// The field at this index of the root removed.
    Remove(usize),
    /// A new last record.
    Append(&'a [(String, NewValue)]),
}

impl<'a> LineChange<'a> {
    /// Returns the change of lines that a change of the tree asks for.
    ///
    /// # Errors
    ///
    /// For lists, several lines and text that begins or ends with blank space.
    pub(in crate::text) fn of(
        source: &Source<'_>,
        change: &'a Change<'_>,
    ) -> Result<Self, EditError> {
        match change {
            Change::Replace { node, value } => Ok(Self::Replace {
                span: source.tree.node(*node).span,
                value: line(value)?,
            }),
            Change::Insert { keys, value, .. } => Ok(Self::Insert {
                name: keys.first().copied().unwrap_or_default(),
                value: line(value)?,
            }),
            Change::Remove { index, .. } => Ok(Self::Remove(*index)),
            Change::Append {
                keys: [],
                key: None,
                fields,
                ..
            } => Ok(Self::Append(fields)),
            Change::Items { .. } | Change::Append { .. } => Err(no_lists()),
        }
    }
}

/// Returns a value as one line.
pub(in crate::text) fn line(value: &NewValue) -> Result<&str, EditError> {
    let NewValue::One(scalar) = value else {
        return Err(no_lists());
    };
    let text = scalar.text();
    let refused = |what: &str, help: &str| {
        Err(EditError::Value {
            what: what.into(),
            help: help.into(),
        })
    };
    if text.contains(['\n', '\r']) {
        return refused(
            "a text of several lines cannot be written in this form",
            "write it in one line, or in the text below",
        );
    }
    if text.trim() != text {
        return refused(
            "blank space at the start or end of a text is lost in this form",
            "leave it out",
        );
    }
    Ok(text)
}

fn no_lists() -> EditError {
    EditError::Value {
        what: "a list cannot be written in this form".into(),
        help: "set the field to one text, with commas between the parts".into(),
    }
}

/// Refuses a name that does not come back out of a line `Name: value`.
pub(in crate::text) fn refuse_name(name: &str) -> Result<(), EditError> {
    let line = format!("{name}: x");
    let is_read =
        name_and_value(&line).is_some_and(|(read, value, _)| read == name && value == "x");
    match is_read && !name.contains(['\n', '\r']) {
        true => Ok(()),
        false => Err(EditError::Name {
            path: name.into(),
            help: "give a name of at most 60 letters without `:`".into(),
        }),
    }
}

/// The error for a field that cannot go because the form needs it.
pub(in crate::text) fn needed(what: &str, span: Span) -> EditError {
    EditError::Layout {
        what: what.into(),
        span,
        help: "set it to another value, or change the file by hand".into(),
    }
}

/// Returns a value after a colon, with the space that belongs between them.
pub(in crate::text) fn after_colon(text: &str, span: Span, value: &str) -> String {
    let needs_space = span.start == span.end && !text[..span.start as usize].ends_with([' ', '\t']);
    match needs_space && !value.is_empty() {
        true => format!(" {value}"),
        false => value.to_owned(),
    }
}
