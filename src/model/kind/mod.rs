//! A kind of record, as data: where its files are, how id and fields are read, what its states mean.

mod build;
mod columns;
mod names;
mod naming;
mod raw;
mod required;
mod table;

use std::borrow::Cow;

use globset::GlobSet;
use regex::Regex;

pub use naming::{IdStyle, Naming, NewPath};
pub use table::{KindProblem, Kinds, Rows};

use super::{
    date::{self, Releases, When},
    role::{Role, ValueType},
    schema::Schema,
    status::{Category, Lifecycle},
};
use crate::text::{extract::Extractor, phrase};

/// What a kind is to rules and reports, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// The program itself.
    Program,
    /// Something to be done.
    Work,
    /// Something that may happen.
    Risk,
    /// Something to be decided.
    Decision,
    /// A promise between teams.
    Dependency,
    /// Something that has happened and must be dealt with.
    Issue,
    /// A person or a team.
    Person,
    /// A meeting.
    Meeting,
    /// An update that was or will be sent.
    Update,
    /// Anything else.
    Other,
}

/// A kind of record.
#[derive(Debug)]
pub struct Kind {
    /// Its name in `kinds:`; the key of its counts in reports.
    pub name: String,
    /// One of it, for people.
    pub title: String,
    /// Several of it, for people.
    pub plural: String,
    /// What it is to rules and reports.
    pub class: Class,
    /// Where its records are, newest layout first.
    pub sources: Vec<Source>,
    /// How a record's id is found.
    pub id: IdRule,
    /// Where the file of a new record goes, and how it is named; `None` where that is not known.
    pub new: Option<NewPath>,
    /// What its fields mean.
    pub fields: Vec<Field>,
    /// Its states.
    pub lifecycle: Lifecycle,
    /// The sections that a body of it has, in order.
    pub sections: Vec<SectionRule>,
    /// The columns of its table after the id, where nobody asks for others.
    pub columns: Vec<String>,
    /// Its JSON Schema.
    pub schema: Option<Schema>,
    /// The file of the schema: the name of a built-in one, or a path from the folder of `program.yaml`.
    pub schema_path: Option<String>,
}

/// A section that bodies of a kind have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRule {
    /// Its heading, without the signs before it.
    pub title: String,
    /// What belongs there, in one line.
    pub guidance: String,
}

/// One place where records of a kind are.
#[derive(Debug)]
pub struct Source {
    /// The patterns of paths that belong to it, as written.
    pub patterns: Vec<String>,
    /// The patterns of paths that do not, as written.
    pub excluded: Vec<String>,
    /// Paths that belong to it.
    pub include: GlobSet,
    /// Paths that do not, although they match.
    pub exclude: GlobSet,
    /// The literal folders, or files, that the patterns begin with; the store looks nowhere else.
    pub roots: Vec<String>,
    /// The form of the metadata.
    pub extractor: &'static Extractor,
    /// The keys that lead to the records of a register, outermost first.
    pub items: Vec<String>,
}

impl Source {
    /// Returns whether a path belongs to this source.
    pub fn matches(&self, path: &str) -> bool {
        self.include.is_match(path) && !self.exclude.is_match(path)
    }
}

/// Where the id of a record is found.
#[derive(Debug)]
pub enum IdFrom {
    /// There is one record with this id.
    Constant(String),
    /// In the name of the file, without its last extension.
    FileName(Regex),
    /// In the name of the folder that holds the file.
    Folder(Regex),
    /// Anywhere in the path.
    Path(Regex),
    /// In a field.
    Field {
        /// The field's paths; the first that is there counts.
        paths: Vec<String>,
        /// The part that counts; the whole value where there is none.
        pattern: Option<Regex>,
    },
    /// The key under which the record stands in its file.
    Key,
}

/// How the id of a record is found.
#[derive(Debug)]
pub struct IdRule {
    /// Where.
    pub from: IdFrom,
    /// What is put before it.
    pub prefix: String,
    /// What is a proper id where nothing is found; `None` makes that a mistake in the record.
    pub otherwise: Option<Otherwise>,
}

/// What the id of a record is where its rule finds none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Otherwise {
    /// The path of its file.
    Path,
    /// The key under which it stands in its file.
    Key,
}

impl IdRule {
    /// Returns whether the path of a file tells the id.
    pub fn is_in_path(&self) -> bool {
        !matches!(self.from, IdFrom::Field { .. } | IdFrom::Key)
    }
}

/// What one field, or several, of a kind mean.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// The role's name, or the kind's own name for it.
    pub name: String,
    /// What it means to the tool.
    pub role: Option<Role>,
    /// Where it is: keys joined by dots. Every one that is present counts.
    pub paths: Vec<String>,
    /// What its text is read as.
    pub value_type: Option<ValueType>,
    /// What separates several values in one text.
    pub split: Option<String>,
    /// The part of the text that counts: its first group, or the whole match. A text without it means nothing.
    pub pattern: Option<Regex>,
    /// What is put before the value.
    pub prefix: String,
    /// Words that mean nothing, in lower case.
    pub nulls: Vec<String>,
    /// Synonym in lower case → the word that is meant.
    pub synonyms: std::collections::BTreeMap<String, String>,
    /// Whether it may stand in an overlay alone.
    pub is_private: bool,
    /// For references: the kinds that may be referred to; any when empty.
    pub to: Vec<String>,
    /// For references: whether the target must refer back.
    pub reciprocal: bool,
    /// For references: whether following them must never lead back.
    pub acyclic: bool,
    /// The words for people, instead of the role's.
    pub label: Option<String>,
    /// For days: spellings other than `2026-03-01`, as `strptime` formats.
    pub formats: Vec<String>,
}

impl Field {
    /// Returns what its text is read as.
    pub fn value_type(&self) -> ValueType {
        self.value_type
            .or(self.role.map(Role::value_type))
            .unwrap_or(ValueType::Text)
    }

    /// Returns the value that a text stands for: the part that counts, synonyms mapped; `None` for words that mean
    /// nothing.
    pub fn meaning<'a>(&'a self, text: &'a str) -> Option<Cow<'a, str>> {
        if self.is_literal() {
            return Some(Cow::Borrowed(text));
        }
        if self.nulls.contains(&text.trim().to_lowercase()) {
            return None;
        }
        let part = self.part(text)?;
        let synonym = self.synonyms.get(&part.trim().to_lowercase());
        let word = synonym.map_or(part, String::as_str);
        Some(if self.prefix.is_empty() {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(format!("{}{word}", self.prefix))
        })
    }

    /// Returns the moment that a text of the file stands for; `None` for words that mean none.
    pub fn when(&self, text: &str, releases: &Releases) -> Option<When> {
        date::parse_when(self.meaning(text)?.trim(), &self.formats, releases)
    }

    /// Returns the part of a text that counts, as it is written.
    pub fn part<'a>(&self, text: &'a str) -> Option<&'a str> {
        match &self.pattern {
            Some(pattern) => captured(pattern, text),
            None => Some(text),
        }
    }

    /// Returns whether every text stands for itself.
    pub fn is_literal(&self) -> bool {
        self.nulls.is_empty()
            && self.synonyms.is_empty()
            && self.pattern.is_none()
            && self.prefix.is_empty()
    }
}

impl Kind {
    /// Returns the title as it stands in the middle of a sentence: "risk".
    pub fn word(&self) -> String {
        phrase::in_sentence(&self.title)
    }

    /// Returns the title with its article: "a risk".
    pub fn one(&self) -> String {
        phrase::with_article(&self.word())
    }

    /// Returns the fields with a role, in the order they are declared.
    pub fn fields_of(&self, role: Role) -> impl Iterator<Item = &Field> {
        self.fields
            .iter()
            .filter(move |field| field.role == Some(role))
    }

    /// Returns whether records of this kind have a place for a role.
    pub fn has(&self, role: Role) -> bool {
        self.fields_of(role).next().is_some()
    }

    /// Returns the field that declares a path.
    pub fn field_at(&self, path: &str) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| field.paths.iter().any(|own| own == path))
    }

    /// Returns whether records of this kind may have a field of a name: one that the kind maps, or its schema describes.
    pub fn declares(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
            || self.field_at(name).is_some()
            || self
                .schema
                .iter()
                .any(|schema| schema.names().any(|own| own == name))
    }

    /// Returns the source that a path belongs to, and whether a later one matches too.
    pub fn sources_of<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Source> + 'a {
        self.sources
            .iter()
            .filter(move |source| source.matches(path))
    }

    /// Returns the section with this heading, compared without case.
    pub fn section(&self, title: &str) -> Option<&SectionRule> {
        self.sections
            .iter()
            .find(|section| section.title.eq_ignore_ascii_case(title))
    }

    /// Returns the category of a state.
    pub fn category(&self, state: &str) -> Option<Category> {
        self.lifecycle.category(state)
    }
}

/// Returns the first group of a match that took part in it, or the whole match where the pattern has no group.
pub fn captured<'a>(pattern: &Regex, text: &'a str) -> Option<&'a str> {
    let captures = pattern.captures(text)?;
    let mut groups = captures.iter().skip(1).flatten();
    groups
        .next()
        .or_else(|| captures.get(0).filter(|_| captures.len() == 1))
        .map(|found| found.as_str())
        .filter(|found| !found.is_empty())
}
