//! The fields that an expression may name, and the words that each takes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{DerivedField, QueryError};
use crate::{
    model::{
        config::Config,
        kind::{Class, Field, Kind},
        role::{Role, ValueType},
        schema::Shape,
        status::{Category, Health},
    },
    text::{Problem, Span, suggest},
};

/// Fields by name.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    fields: BTreeMap<String, Known>,
    /// The names of those that are worked out where a file does not say them.
    derived: BTreeSet<String>,
    /// What is asked about, for messages: "risks".
    about: String,
}

/// What is known of a field.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// What its text is read as, in each kind that has it.
    pub types: Vec<ValueType>,
    /// The words it takes; `None` where it takes any.
    pub words: Option<Vec<String>>,
    /// Words that are read as one of these, or that only a rule complains about.
    pub accepted: Vec<String>,
}

/// The fields that every record has, whatever its kind.
const PSEUDO: [(&str, ValueType); 8] = [
    ("id", ValueType::Reference),
    ("kind", ValueType::Text),
    ("class", ValueType::Text),
    ("path", ValueType::Text),
    ("title", ValueType::Text),
    ("text", ValueType::Text),
    ("date", ValueType::Date),
    ("refers_to", ValueType::Reference),
];

const CATEGORIES: [(&str, Category); 4] = [
    ("open", Category::Open),
    ("active", Category::Active),
    ("done", Category::Done),
    ("dropped", Category::Dropped),
];

/// Returns the category that a word names.
pub(super) fn category(word: &str) -> Option<Category> {
    let mut all = CATEGORIES.iter();
    let found = all.find(|(name, _)| name.eq_ignore_ascii_case(word));
    found.map(|(_, category)| *category)
}

/// Returns the word for a category.
pub(super) fn category_word(category: Category) -> &'static str {
    let found = CATEGORIES.iter().find(|(_, known)| *known == category);
    found.map_or("", |(word, _)| word)
}

fn category_words() -> Vec<String> {
    CATEGORIES
        .iter()
        .map(|(word, _)| (*word).to_owned())
        .collect()
}

impl Vocabulary {
    /// Returns the fields of some kinds, and those that are worked out. A field of that name that a kind has comes first.
    pub fn of_kinds(config: &Config, kinds: &[&Arc<Kind>], derived: &[DerivedField]) -> Self {
        let about = match kinds {
            [one] => crate::text::phrase::in_sentence(&one.plural),
            _ => "records".into(),
        };
        let mut vocabulary = Self {
            about,
            ..Self::default()
        };
        for kind in kinds {
            vocabulary.add_kind(kind);
        }
        for field in derived {
            if kinds.iter().any(|kind| !kind.declares(field.name)) {
                vocabulary.derived.insert(field.name.into());
                vocabulary.merge(field.name, listed(field.value_type, field.words));
            }
        }
        for (name, value_type) in PSEUDO {
            let known = Known {
                types: vec![value_type],
                ..Known::default()
            };
            vocabulary.fields.insert(name.into(), known);
        }
        if kinds.iter().any(|kind| !kind.lifecycle.states.is_empty()) {
            vocabulary.set_words("category", category_words(), Vec::new());
        }
        let names = config.kinds.iter().map(|kind| kind.name.clone()).collect();
        let other_names = config.kinds.iter().flat_map(|kind| kind.names());
        vocabulary.set_words("kind", names, other_names.collect());
        let classes = Class::ALL.iter().map(|class| class.name().to_owned());
        vocabulary.set_words("class", classes.collect(), Vec::new());
        vocabulary
    }

    /// Returns fields that a table lists: name, type and the words it takes, where it takes only those.
    pub fn of_fields(about: &str, fields: &[(&str, ValueType, &[&str])]) -> Self {
        Self {
            fields: fields
                .iter()
                .map(|(name, value_type, words)| ((*name).to_owned(), listed(*value_type, words)))
                .collect(),
            about: about.into(),
            ..Self::default()
        }
    }

    /// Returns whether a field is worked out where a file does not say it.
    pub fn is_derived(&self, name: &str) -> bool {
        self.derived.contains(name)
    }

    fn set_words(&mut self, name: &str, words: Vec<String>, accepted: Vec<String>) {
        let known = self.fields.entry(name.to_owned()).or_default();
        known.types = vec![ValueType::Text];
        known.words = Some(words);
        known.accepted = accepted;
    }

    fn add_kind(&mut self, kind: &Kind) {
        for field in &kind.fields {
            let known = known(kind, field);
            for path in &field.paths {
                // A name that is a role elsewhere in the kind means the role.
                if *path != field.name && !kind.fields.iter().any(|other| other.name == *path) {
                    self.merge(path, known.clone());
                }
            }
            self.merge(&field.name, known);
        }
        let names = kind.schema.iter().flat_map(|schema| schema.names());
        for name in names {
            let is_mapped = kind.fields.iter().any(|field| {
                field.name == name
                    || field
                        .paths
                        .iter()
                        .any(|path| path.split('.').next() == Some(name))
            });
            if !is_mapped {
                self.merge(name, Known::text());
            }
        }
    }

    fn merge(&mut self, name: &str, known: Known) {
        match self.fields.get_mut(name) {
            None => {
                self.fields.insert(name.to_owned(), known);
            }
            Some(own) => own.merge(known),
        }
    }

    /// Returns the field with a name. Names that start with `x-` are nobody's, and known everywhere.
    ///
    /// # Errors
    /// There is none; names the nearest.
    pub fn find(&self, name: &str, span: Span) -> Result<Known, Problem> {
        if let Some(known) = self.fields.get(name) {
            return Ok(known.clone());
        }
        if name.starts_with("x-") {
            return Ok(Known::text());
        }
        let message = format!("{} have no field `{name}`", self.about);
        let names = self.fields.keys().map(String::as_str);
        let help = match suggest::nearest(name, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let plain = names.filter(|name| !name.contains('.'));
                format!("write one of: {}", plain.collect::<Vec<_>>().join(", "))
            }
        };
        Err(Problem::new(span, message).with_help(help))
    }

    /// Returns the fields of a list of names: `due,-probability` in `--sort`, `id,title` in `--columns`.
    ///
    /// # Errors
    /// A name is no field, with its place in the list.
    pub fn names(&self, list: &str) -> Result<Vec<String>, QueryError> {
        let mut names = Vec::new();
        let mut at = 0;
        for part in list.split(',') {
            let name = part.trim().trim_start_matches('-');
            let start = at + part.find(name).unwrap_or(0);
            let span = Span::new(start, start + name.len());
            let found = self.find(name, span);
            found.map_err(|problem| QueryError::in_list(list, problem))?;
            names.push(name.to_owned());
            at += part.len() + 1;
        }
        Ok(names)
    }

    /// Returns whether there is a field with a name.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }
}

impl Known {
    fn text() -> Self {
        Self {
            types: vec![ValueType::Text],
            ..Self::default()
        }
    }

    fn merge(&mut self, other: Self) {
        for value_type in other.types {
            if !self.types.contains(&value_type) {
                self.types.push(value_type);
            }
        }
        self.accepted.extend(other.accepted);
        self.words = match (self.words.take(), other.words) {
            (Some(mut own), Some(more)) => {
                for word in more {
                    if !own.contains(&word) {
                        own.push(word);
                    }
                }
                Some(own)
            }
            _ => None,
        };
    }

    /// Returns whether every kind reads the field in one of these ways.
    pub(super) fn is_all(&self, types: &[ValueType]) -> bool {
        self.types.iter().all(|own| types.contains(own))
    }

    /// Returns whether the field takes a word: any, where it is not a choice.
    pub(super) fn takes(&self, word: &str) -> bool {
        let is_same = |own: &String| own.eq_ignore_ascii_case(word);
        self.words.as_ref().is_none_or(|words| {
            words.iter().any(is_same)
                || self.accepted.iter().any(is_same)
                || crate::model::record::is_tbd(word)
        })
    }
}

/// Returns what a table says of a field.
fn listed(value_type: ValueType, words: &[&str]) -> Known {
    Known {
        types: vec![value_type],
        words: (!words.is_empty()).then(|| words.iter().map(|word| (*word).to_owned()).collect()),
        accepted: Vec::new(),
    }
}

fn known(kind: &Kind, field: &Field) -> Known {
    let mut words = match field.role {
        Some(Role::Status) if !kind.lifecycle.states.is_empty() => {
            let states = kind.lifecycle.states.iter().map(|(state, _)| state.clone());
            Some(states.collect())
        }
        Some(Role::Health) => Some(
            [Health::OnTrack, Health::AtRisk, Health::OffTrack]
                .map(health_word)
                .to_vec(),
        ),
        _ => None,
    };
    let is_status = field.role == Some(Role::Status);
    if words.is_none() && field.value_type() == ValueType::Text && !is_status {
        words = choices(kind, field);
    }
    let mut accepted: Vec<String> = field.synonyms.keys().chain(&field.nulls).cloned().collect();
    if is_status {
        accepted.extend(category_words());
    }
    Known {
        types: vec![value_type(kind, field)],
        words,
        accepted,
    }
}

fn health_word(health: Health) -> String {
    health.words().replace(' ', "_")
}

/// Returns the words that the schema lets a field take; `None` where it takes others too.
fn choices(kind: &Kind, field: &Field) -> Option<Vec<String>> {
    let schema = kind.schema.as_ref()?;
    let mut words = Vec::new();
    for path in &field.paths {
        let options = schema.options(path);
        if options.is_empty() {
            return None;
        }
        words.extend(options);
    }
    Some(words)
}

/// Returns what a field's text is read as. Where nobody says, the schema knows what is a number.
fn value_type(kind: &Kind, field: &Field) -> ValueType {
    let is_number = |path: &String| {
        let schema = kind.schema.as_ref();
        schema.and_then(|schema| schema.shape(path)) == Some(Shape::Number)
    };
    match field.value_type() {
        ValueType::Text if field.paths.iter().all(is_number) => ValueType::Number,
        other => other,
    }
}
