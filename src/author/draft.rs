//! A record that is new: which fields it starts with, and its text.

use jiff::civil::Date;

use super::{AuthorError, Result, assign::Intent};
use crate::{
    model::{
        kind::{Class, Kind, Source},
        role::Role,
    },
    text::{
        edit::{self, Action, FieldEdit, NewValue, Scalar},
        extract::{Extractor, Start},
    },
};

/// A new record: its fields in order.
#[derive(Debug)]
pub struct Draft<'a> {
    kind: &'a Kind,
    title: &'a str,
    fields: Vec<(String, NewValue)>,
    /// What sections say, by heading.
    sections: Vec<(String, String)>,
    tasks: usize,
}

/// The field that holds the day a record is about.
const DAY: &str = "date";

/// A field that a new record must have and nobody has filled.
pub const TO_BE_DETERMINED: &str = "TBD";

impl<'a> Draft<'a> {
    /// Returns a record of a kind in its first state, with its title and nothing else.
    pub fn new(kind: &'a Kind, title: &'a str) -> Self {
        let mut draft = Self {
            kind,
            title,
            fields: Vec::new(),
            sections: Vec::new(),
            tasks: 0,
        };
        let mut set = |role: Role, text: &str| {
            if let Some(field) = kind.fields_of(role).next() {
                draft.put(&field.paths[0], text);
            }
        };
        if !is_headed(kind) {
            set(Role::Title, title);
        }
        if let Some((state, _)) = kind.lifecycle.states.first() {
            set(Role::Status, state);
        }
        draft
    }

    fn put(&mut self, path: &str, text: &str) {
        let value = NewValue::One(Scalar::Text(text.into()));
        self.fields.push((path.into(), value));
    }

    /// Takes in what a person gave.
    ///
    /// # Errors
    /// It takes something away that is not there yet.
    pub fn apply(&mut self, intent: Intent) -> Result<()> {
        match intent {
            Intent::Field(edit) => self.set(edit)?,
            Intent::Section { title, words } => self.sections.push((title, words)),
            Intent::Task { title, words } => {
                self.tasks += 1;
                let task = format!("- [ ] {words} ^a{}", self.tasks);
                match self.sections.iter_mut().find(|(own, _)| *own == title) {
                    Some((_, lines)) => *lines = format!("{lines}\n{task}"),
                    None => self.sections.push((title, task)),
                }
            }
            Intent::Line { title, words } => {
                let line = format!("- {words}");
                match self.sections.iter_mut().find(|(own, _)| *own == title) {
                    Some((_, lines)) => *lines = format!("{lines}\n{line}"),
                    None => self.sections.push((title, line)),
                }
            }
        }
        Ok(())
    }

    fn set(&mut self, edit: FieldEdit) -> Result<()> {
        let own = self.fields.iter_mut().find(|(path, _)| *path == edit.path);
        if let (Action::Add(item), Some((_, NewValue::Many(items)))) = (&edit.action, own) {
            items.push(item.clone());
            return Ok(());
        }
        let value = match edit.action {
            Action::Set(value) => value,
            Action::Add(item) => NewValue::Many(vec![item]),
            Action::Unset | Action::Drop(_) => {
                let message = format!("`{}` of a new record holds nothing yet", edit.path);
                return Err(AuthorError::new(message, "leave it out"));
            }
        };
        match self.fields.iter_mut().find(|(path, _)| *path == edit.path) {
            Some((_, old)) => *old = value,
            None => self.fields.push((edit.path, value)),
        }
        Ok(())
    }

    /// Returns what is given for the record's own day, as text.
    pub fn day(&self) -> Option<String> {
        let (_, value) = self.fields.iter().find(|(path, _)| path == DAY)?;
        match value {
            NewValue::One(day) => Some(day.text().to_owned()),
            NewValue::Many(_) => None,
        }
    }

    /// Fills in the record's own day, where the kind has a field for it and its file is named after it, or it is a
    /// record of a decision.
    pub fn default_day(&mut self, day: Date) {
        let place = self.kind.new.as_ref();
        let is_named = place.is_some_and(|place| place.template().contains("{date}"));
        let is_dated = is_named || self.kind.class == Class::Decision;
        let first = self
            .kind
            .fields
            .iter()
            .flat_map(|field| field.paths.first());
        let path = first
            .filter(|_| is_dated)
            .find(|path| path.eq_ignore_ascii_case(DAY));
        if let Some(path) = path.filter(|path| !self.has(path)).cloned() {
            self.put(&path, &day.to_string());
        }
    }

    /// Returns the paths of fields that the record must have in its state and that nobody has filled.
    pub fn unfilled(&self) -> Vec<String> {
        let schema = self.kind.schema.as_ref();
        let mut paths = schema.map_or_else(Vec::new, |schema| schema.required());
        let status = self.status();
        let required = self.kind.lifecycle.required(status);
        for role in required.flat_map(|required| &required.roles) {
            let mut fields = self.kind.fields_of(*role);
            paths.extend(fields.next().map(|field| field.paths[0].clone()));
        }
        let mut seen = std::collections::BTreeSet::new();
        paths.retain(|path| !self.has(path) && seen.insert(path.clone()));
        paths
    }

    fn status(&self) -> Option<&str> {
        let field = self.kind.fields_of(Role::Status).next()?;
        let (_, value) = self
            .fields
            .iter()
            .find(|(path, _)| field.paths.contains(path))?;
        match value {
            NewValue::One(Scalar::Text(text) | Scalar::Literal(text)) => Some(text),
            NewValue::Many(_) => None,
        }
    }

    /// Returns whether a field has a value.
    pub fn has(&self, path: &str) -> bool {
        let field = self.kind.field_at(path);
        let is_same =
            |own: &String| own == path || field.is_some_and(|field| field.paths.contains(own));
        self.fields.iter().any(|(own, _)| is_same(own))
    }

    /// Writes down that what is unfilled is to be determined, and returns those fields, and the headings of sections that
    /// must say something.
    pub fn leave_open(&mut self) -> Vec<String> {
        let unfilled = self.unfilled();
        for path in &unfilled {
            self.put(path, TO_BE_DETERMINED);
        }
        let always = self.kind.lifecycle.always.sections.iter();
        let open = always.filter(|title| !self.sections.iter().any(|(own, _)| own == *title));
        let open = open.cloned().collect::<Vec<_>>();
        unfilled.into_iter().chain(open).collect()
    }

    /// Returns the fields in the order in which the kind describes them.
    pub fn fields(mut self) -> Vec<(String, NewValue)> {
        let schema = self.kind.schema.as_ref();
        let names: Vec<&str> = schema.map_or_else(Vec::new, |schema| schema.names().collect());
        let declared = self.kind.fields.iter().flat_map(|field| &field.paths);
        let order: Vec<&str> = names
            .into_iter()
            .chain(declared.map(String::as_str))
            .collect();
        let rank = |path: &str| {
            let top = path.split('.').next().unwrap_or(path);
            let at = order.iter().position(|own| *own == path || *own == top);
            at.unwrap_or(usize::MAX)
        };
        self.fields.sort_by_key(|(path, _)| rank(path));
        self.fields
    }

    /// Returns the text of a file of its own: the fields in a form, then the kind's sections, each with what belongs
    /// there.
    ///
    /// # Errors
    /// A value cannot be written in this form.
    pub fn text(self, form: &Extractor, number: u64) -> Result<String> {
        let body = self.body();
        let fields = self.fields();
        let single = |value: &NewValue| match value {
            NewValue::One(one) => one.text().split_whitespace().collect::<Vec<_>>().join(" "),
            NewValue::Many(_) => String::new(),
        };
        let texts = fields
            .iter()
            .map(|(path, value)| (path.clone(), single(value)));
        let texts: Vec<(String, String)> = texts.filter(|(_, text)| !text.is_empty()).collect();
        let start = Start {
            number,
            fields: &texts,
        };
        let Some(template) = form.template(&start) else {
            let message = format!(
                "a file in the form `{}` cannot be made from nothing",
                form.name
            );
            let hint = "copy one of the files that are there and change it";
            return Err(AuthorError::new(message, hint));
        };
        let skeleton = match form.name {
            "yaml-file" => template,
            _ => template + &body,
        };
        let read = form.read(&skeleton).and_then(|read| read.tree);
        // `Proposed` is how the template writes the state `proposed`.
        let is_there = |path: &str| {
            let found = read.as_ref().and_then(|tree| tree.root().get(path)?.text());
            let given = texts.iter().find(|(own, _)| own == path);
            given.is_some_and(|(_, text)| found.is_some_and(|one| one.eq_ignore_ascii_case(text)))
        };
        let edits: Vec<FieldEdit> = fields
            .into_iter()
            .filter(|(path, _)| !is_there(path))
            .map(|(path, value)| FieldEdit {
                path,
                action: Action::Set(value),
            })
            .collect();
        Ok(edit::fields(form, &skeleton, "", &edits)?)
    }

    fn body(&self) -> String {
        let mut body = String::new();
        let mut titles = self.kind.fields_of(Role::Title);
        if !titles.any(|field| self.has(&field.paths[0])) {
            body.push_str(&format!("\n# {}\n", self.title));
        }
        for section in &self.kind.sections {
            let (title, guidance) = (&section.title, &section.guidance);
            let given = self.sections.iter().find(|(own, _)| own == title);
            let is_always = self.kind.lifecycle.always.sections.contains(title);
            let words = match given {
                Some((_, words)) => words.clone(),
                None if is_always => format!("<!-- {guidance} -->\n\n{TO_BE_DETERMINED}"),
                None => format!("<!-- {guidance} -->"),
            };
            body.push_str(&format!("\n## {title}\n\n{words}\n"));
        }
        for (title, words) in &self.sections {
            if self.kind.section(title).is_none() {
                body.push_str(&format!("\n## {title}\n\n{words}\n"));
            }
        }
        body
    }
}

/// Returns whether files of a kind have fields at the top and the title as their heading, which other files of the kind
/// have alone.
fn is_headed(kind: &Kind) -> bool {
    let is_heading = |source: &Source| source.extractor.name == "heading";
    let mut sources = kind.sources.iter();
    sources.next().is_some_and(|first| !is_heading(first)) && sources.any(is_heading)
}
