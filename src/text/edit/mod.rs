//! Changes to a record's file: byte ranges are patched, and every other byte stays as it was.
//!
//! Each function takes the text of a file and returns the new text, or an error and no text. After patching, the file is
//! read again in the same form: it must say what it said before with exactly the requested change, and its headings,
//! links and task lines must be the same everywhere else. An edit that cannot be proved so is refused.

mod change;
mod error;
mod expected;
pub(in crate::text) mod flat;
pub(in crate::text) mod lines;
mod patch;
mod resolve;
mod section;
mod task;
mod value;
mod verify;
pub(in crate::text) mod yaml;

pub use error::EditError;
pub use patch::{Patch, splice};
pub use section::{add_line, add_task, section};
pub use task::{TaskEdit, task};
pub use value::{NewValue, Scalar};

pub(in crate::text) use change::{Change, Item, Source};
pub(in crate::text) use flat::LineChange;

use std::borrow::Cow;

use super::{
    Span,
    extract::{Extracted, Extractor},
    tree::{NodeId, Value},
};

/// One change of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit {
    /// Which field: keys joined by dots. A key that itself holds dots is found whole; what is missing is made. In forms
    /// without maps the path is one name.
    pub path: String,
    /// What to do with it.
    pub action: Action,
}

/// What to do with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Gives it this value, whatever it was; a map is refused. Where both are lists, the items that stay at the start and
    /// the end keep their bytes; a map with this `ref` counts as the item.
    Set(NewValue),
    /// Adds an item to a list. A single value becomes the list's first item, a missing field becomes a list. An item
    /// that is there already is not added again.
    Add(Scalar),
    /// Takes every item with this text from a list: the item itself, or the `ref` of an item that is a map. The list
    /// stays, as `[]` when it is empty.
    Drop(String),
    /// Removes the key and its value, with the maps around it that this empties. Columns of a table of rows stay; the
    /// cell is emptied.
    Unset,
}

/// A record to be added to a register.
#[derive(Debug, Clone, Copy)]
pub struct NewRecord<'a> {
    /// The keys that lead to the list, outermost first; none where the file is the list. What is missing is made.
    pub list: &'a [String],
    /// The record's own key, in a register that is a map of records.
    pub key: Option<&'a str>,
    /// Its fields, in order.
    pub fields: &'a [(String, NewValue)],
}

/// Changes fields of the record whose map stands at `at`, one after the other.
///
/// `at` is the JSON pointer of the map in the file's tree: "" for the root, `/risks/3` in a register. See
/// [`Tree::pointer`](super::tree::Tree::pointer). A field that is to get the value it has changes no byte.
///
/// # Errors
///
/// When one of the edits cannot be made; then none is. Places are those of `text`.
pub fn fields(
    form: &Extractor,
    text: &str,
    at: &str,
    edits: &[FieldEdit],
) -> Result<String, EditError> {
    let mut result = text.to_owned();
    for edit in edits {
        result = field(form, &result, at, edit)
            .map_err(|error| error.moved(|span| moved_back(text, &result, span)))?;
    }
    Ok(result)
}

fn field(form: &Extractor, text: &str, at: &str, edit: &FieldEdit) -> Result<String, EditError> {
    let extracted = read(form, text)?;
    let source = Source::new(form, text, &extracted)?;
    match resolve::field(&source, at, edit)? {
        Some(change) => apply(form, &source, &change),
        None => Ok(text.to_owned()),
    }
}

/// Returns where a place of the changed text stands in the original.
fn moved_back(original: &str, changed: &str, span: Span) -> Span {
    let (old, new) = patch::window(original, changed);
    let moved = |offset: u32| {
        if offset <= new.start {
            offset
        } else if offset >= new.end {
            offset - new.end + old.end
        } else {
            offset.min(old.end)
        }
    };
    Span {
        start: moved(span.start),
        end: moved(span.end),
    }
}

/// Adds a record to a register, after the last one.
///
/// # Errors
///
/// When the keys lead to something that is no register, or the fields cannot be written there.
pub fn append(form: &Extractor, text: &str, record: &NewRecord<'_>) -> Result<String, EditError> {
    let extracted = read(form, text)?;
    let source = Source::new(form, text, &extracted)?;
    let change = resolve::append(&source, record)?;
    apply(form, &source, &change)
}

/// Rewrites the value that stands at `span` of the metadata: of a field, of an item, of a `ref:`. Its quotes are kept
/// where the new value can be written in them.
///
/// # Errors
///
/// When no value has that span, it is shared by an alias, or it cannot be written there.
pub fn scalar_at(
    form: &Extractor,
    text: &str,
    span: Span,
    scalar: &Scalar,
) -> Result<String, EditError> {
    let extracted = read(form, text)?;
    let source = Source::new(form, text, &extracted)?;
    let found = scalar_node(&source, span);
    let node = found.ok_or_else(|| EditError::NoSuchPlace {
        place: format!("bytes {} to {}", span.start, span.end),
    })?;
    source.refuse_alias(node)?;
    if scalar.is(source.tree.cursor(node), form.is_flat) {
        return Ok(text.to_owned());
    }
    let value = Cow::Owned(NewValue::One(scalar.clone()));
    let change = Change::Replace { node, value };
    apply(form, &source, &change)
}

/// Returns the scalar with this span. A place without bytes may belong to several values and counts as none.
fn scalar_node(source: &Source<'_>, span: Span) -> Option<NodeId> {
    let ids = (0..).zip(&source.parents);
    let mut found = ids.filter(|(id, parent)| {
        let node = source.tree.node(*id);
        parent.is_some() && node.span == span && matches!(node.value, Value::Scalar { .. })
    });
    (span.start < span.end)
        .then(|| found.next())
        .flatten()
        .map(|(id, _)| id)
}

fn read(form: &Extractor, text: &str) -> Result<Extracted, EditError> {
    form.read(text).ok_or(EditError::Missing {
        form: form.name,
        expects: form.expects,
    })
}

/// Patches the text and proves the result.
fn apply(form: &Extractor, source: &Source<'_>, change: &Change<'_>) -> Result<String, EditError> {
    let patches = form.patches(source, change)?;
    let result = splice(source.text, patches)?;
    verify::metadata(form, source, change, &result)?;
    Ok(result)
}
