//! One record: an id, fields, a body, and the place of each in its file.

use std::{borrow::Cow, sync::Arc};

pub use super::file::File;
use super::{
    date::{self, Releases, When},
    kind::{Field, Kind},
    overlay::{Origin, Visibility},
    role::{Role, ValueType},
    status::{Category, Health},
    tbd::Tbd,
};
use crate::text::{
    Span,
    markdown::Body,
    tree::{Cursor, NodeId},
};

/// One record of a kind.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its kind.
    pub kind: Arc<Kind>,
    /// Its id; the path where its kind finds none.
    pub id: Arc<str>,
    /// Whether the id is what the kind's rule found.
    pub has_own_id: bool,
    /// The file it stands in.
    pub file: Arc<File>,
    /// The map that holds its fields, then the maps around it from which it inherits.
    pub nodes: Vec<NodeId>,
    /// What overlays say of it, laid over its own fields: the last one counts. Empty where that is kept apart.
    pub laid: Vec<Arc<Record>>,
}

/// One value of a field.
#[derive(Debug, Clone)]
pub struct FieldValue<'a> {
    /// What the field means.
    pub field: &'a Field,
    /// Where the field is in the record: keys joined by dots.
    pub path: &'a str,
    /// The value, synonyms mapped.
    pub text: Cow<'a, str>,
    /// Where it stands in the record's file; empty for what an overlay says, which stands in another one.
    pub span: Span,
    /// Whether it must not be told to others: it is from an overlay, or its field belongs there.
    pub is_private: bool,
}

impl Record {
    /// Returns the map that holds the record's own fields.
    pub fn fields(&self) -> Cursor<'_> {
        self.file.tree.cursor(
            self.nodes
                .first()
                .copied()
                .unwrap_or_else(|| self.file.tree.root_id()),
        )
    }

    /// Returns the value at a path of keys joined by dots: what an overlay says, with its place in the overlay's file,
    /// else the record's own or an inherited one.
    pub fn at_path(&self, path: &str) -> Option<Cursor<'_>> {
        self.sourced(path).map(|(_, found)| found)
    }

    /// Returns the value at a path, and the record it is from: this one, or one that is laid over it.
    fn sourced(&self, path: &str) -> Option<(&Record, Cursor<'_>)> {
        let mut laid = self.laid.iter().rev();
        let over = laid.find_map(|over| Some((&**over, over.own_at_path(path)?)));
        over.or_else(|| Some((self, self.own_at_path(path)?)))
    }

    fn own_at_path(&self, path: &str) -> Option<Cursor<'_>> {
        self.nodes
            .iter()
            .find_map(|node| self.file.tree.cursor(*node).at_path(path))
    }

    /// Returns whether the whole file is this one record's.
    pub fn owns_file(&self) -> bool {
        self.nodes
            .first()
            .is_none_or(|node| *node == self.file.tree.root_id())
    }

    /// Returns the headings, links and tasks of the record's own body. A record in a register has none.
    pub fn body(&self) -> Option<&Body> {
        (self.owns_file() && self.file.body.end > self.file.body.start).then(|| self.file.body())
    }

    /// Returns the values of one field, in the file's order; nulls and words that mean nothing are left out.
    pub fn values_of<'a>(&'a self, field: &'a Field) -> Vec<FieldValue<'a>> {
        let mut values = Vec::new();
        for path in &field.paths {
            if let Some((from, found)) = self.sourced(path) {
                let slot = Slot {
                    field,
                    path,
                    is_private: field.is_private || from.is_private(),
                    is_laid: !std::ptr::eq(from, self),
                };
                collect(found, slot, &mut values);
            }
        }
        values
    }

    /// Returns whether the record stands in an overlay alone.
    pub fn is_private(&self) -> bool {
        self.file.origin != Origin::Shared
    }

    /// Returns who may be told of it: nobody where it stands in an overlay, else whom it names, else the team.
    pub fn visibility(&self) -> Visibility {
        if self.is_private() {
            return Visibility::Private;
        }
        let mut fields = self.kind.fields_of(Role::Visibility);
        let own = fields.find_map(|field| self.own_at_path(field.paths.first()?)?.text());
        own.and_then(Visibility::parse).unwrap_or_default()
    }

    /// Returns the values of a role.
    pub fn values(&self, role: Role) -> Vec<FieldValue<'_>> {
        self.kind
            .fields_of(role)
            .flat_map(|field| self.values_of(field))
            .collect()
    }

    /// Returns the first value of a role.
    pub fn value(&self, role: Role) -> Option<FieldValue<'_>> {
        self.values(role).into_iter().next()
    }

    /// Returns whether a role has a value. `TBD` is one, and so is a list of maps such as `needs`.
    pub fn is_filled(&self, role: Role) -> bool {
        let mut values = self.values(role).into_iter();
        let mut paths = self.kind.fields_of(role).flat_map(|field| &field.paths);
        values.any(|value| !value.text.trim().is_empty())
            || paths.any(|path| self.at_path(path).is_some_and(|at| at.items().len() > 0))
    }

    /// Returns the first value of a role as text.
    pub fn text(&self, role: Role) -> Option<Cow<'_, str>> {
        self.value(role).map(|value| value.text)
    }

    /// Returns the first value of a role as a whole number.
    pub fn number(&self, role: Role) -> Option<f64> {
        self.text(role)?
            .trim()
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }

    /// Returns the first value of a role as a moment.
    pub fn when(&self, role: Role, releases: &Releases) -> Option<When> {
        self.dated(role, releases).map(|(_, when)| when)
    }

    /// Returns the field of the first value of a role that is a moment, and the moment.
    pub fn dated(&self, role: Role, releases: &Releases) -> Option<(&str, When)> {
        let mut values = self.values(role).into_iter();
        values.find_map(|value| Some((value.path, value.when(releases)?)))
    }

    /// Returns the first value of a role as a day.
    pub fn day(&self, role: Role, releases: &Releases) -> Option<jiff::civil::Date> {
        self.when(role, releases)?.day()
    }

    /// Returns the people in a role.
    pub fn people(&self, role: Role) -> Vec<Person> {
        self.values(role)
            .iter()
            .map(|value| Person::new(&value.text))
            .collect()
    }

    /// Returns the title; the first heading or the id where there is none.
    pub fn title(&self) -> Cow<'_, str> {
        if let Some(title) = self
            .text(Role::Title)
            .filter(|title| !title.trim().is_empty())
        {
            return title;
        }
        let heading = self.body().and_then(|body| body.sections.first());
        heading.map_or_else(
            || Cow::Borrowed(&*self.id),
            |section| Cow::Borrowed(section.title.as_str()),
        )
    }

    /// Returns the state.
    pub fn status(&self) -> Option<Cow<'_, str>> {
        self.text(Role::Status)
    }

    /// Returns the category of the state; `None` without a state or for a word that is none.
    pub fn category(&self) -> Option<Category> {
        self.kind.category(&self.status()?)
    }

    /// Returns the roles that must be filled in the record's state.
    pub fn required_roles(&self) -> Vec<Role> {
        let required = self.kind.lifecycle.required(self.status().as_deref());
        required.flat_map(|one| one.roles.iter().copied()).collect()
    }

    /// Returns the headings below which the record must say something in its state. A record that is written in YAML
    /// alone has no place for them.
    pub fn required_sections(&self) -> Vec<&str> {
        if !self.owns_file() || self.file.body == Span::default() {
            return Vec::new();
        }
        let required = self.kind.lifecycle.required(self.status().as_deref());
        let titles = required.flat_map(|one| &one.sections);
        titles.map(String::as_str).collect()
    }

    /// Returns whether the body has a section with this heading that says something: more than `TBD` or a comment.
    pub fn says(&self, title: &str) -> bool {
        let index = self
            .body()
            .and_then(|body| Some((body, body.section_index(title)?)));
        index.is_some_and(|(body, index)| body.says_something(&self.file.text, index))
    }

    /// Returns whether the body has a section with this heading that says `TBD`.
    pub fn leaves_open(&self, title: &str) -> bool {
        let section = self.body().and_then(|body| body.section(title));
        section.is_some_and(|section| {
            let lines = section.content.slice(&self.file.text).lines();
            lines
                .map(str::trim)
                .any(|line| Tbd::parse(line) == Some(Tbd::Bare))
        })
    }

    /// Returns whether something is still to be done; true where the state does not say.
    pub fn is_unfinished(&self) -> bool {
        self.category().is_none_or(Category::is_unfinished)
    }

    /// Returns the health that somebody stated.
    pub fn health(&self) -> Option<Health> {
        Health::parse(&self.text(Role::Health)?)
    }
}

/// Where values were found.
#[derive(Clone, Copy)]
struct Slot<'a> {
    field: &'a Field,
    path: &'a str,
    is_private: bool,
    /// Whether they stand in the file of an overlay, over those of the record.
    is_laid: bool,
}

/// Adds the values below a cursor. Of a map in a list only its `ref` is the value: `{ref: DEL-2, lag: 3}`.
fn collect<'a>(found: Cursor<'a>, place: Slot<'a>, values: &mut Vec<FieldValue<'a>>) {
    if found.is_list() {
        for item in found.items() {
            collect(item, place, values);
        }
        return;
    }
    let found = if found.is_map() {
        match found.get("ref") {
            Some(reference) => reference,
            None => return,
        }
    } else {
        found
    };
    let Some(text) = found.text().filter(|_| !found.is_null()) else {
        return;
    };
    match &place.field.split {
        None => push_value(place, text, found.span(), values),
        Some(separator) => {
            for part in text
                .split(separator.as_str())
                .map(str::trim)
                .filter(|part| !part.is_empty())
            {
                push_value(place, part, found.span(), values);
            }
        }
    }
}

fn push_value<'a>(slot: Slot<'a>, text: &'a str, span: Span, values: &mut Vec<FieldValue<'a>>) {
    if let Some(meaning) = slot.field.meaning(text) {
        values.push(FieldValue {
            field: slot.field,
            path: slot.path,
            text: meaning,
            span: if slot.is_laid { Span::default() } else { span },
            is_private: slot.is_private,
        });
    }
}

impl FieldValue<'_> {
    /// Returns the value as a moment.
    pub fn when(&self, releases: &Releases) -> Option<When> {
        date::parse_when(self.text.trim(), &self.field.formats, releases)
    }

    /// Returns whether the value says that it is to be determined: `TBD`, or `TBD(@owner, 2026-05-01)`.
    pub fn is_tbd(&self) -> bool {
        is_tbd(&self.text)
    }

    /// Returns whether the value refers to another record.
    pub fn is_reference(&self) -> bool {
        self.field.value_type() == ValueType::Reference
    }
}

/// Returns whether a text says that the value is to be determined.
pub fn is_tbd(text: &str) -> bool {
    let text = text.trim();
    text.get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("tbd"))
        && !text[3..].starts_with(char::is_alphanumeric)
}

/// A person or team, compared without case and without the sign before a handle.
#[derive(Debug, Clone)]
pub struct Person {
    handle: String,
}

impl Person {
    /// Reads a handle, name or mail address.
    pub fn new(text: &str) -> Self {
        Self {
            handle: text.trim().trim_start_matches('@').to_owned(),
        }
    }

    /// Returns the handle without its sign.
    pub fn handle(&self) -> &str {
        &self.handle
    }

    /// Returns the handle without its sign, in lower case, for comparison.
    pub fn key(&self) -> String {
        self.handle.to_lowercase()
    }
}

impl std::fmt::Display for Person {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.handle.contains([' ', '@', ':']) {
            formatter.write_str(&self.handle)
        } else {
            write!(formatter, "@{}", self.handle)
        }
    }
}

impl PartialEq for Person {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Person {}
