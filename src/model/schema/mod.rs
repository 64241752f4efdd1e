//! The JSON Schema of a kind, and what it says against a record.

mod property;

use std::sync::OnceLock;

use jsonschema::{Draft, PatternOptions, ValidationError, Validator, error::ValidationErrorKind};
use serde_json::Value;

use super::date;
use crate::text::{phrase, scalar};
pub use property::Shape;

/// A JSON Schema 2020-12. Compiled when the first record is checked, never for reports.
#[derive(Debug)]
pub struct Schema {
    json: Value,
    validator: OnceLock<Result<Validator, String>>,
}

/// What kind of mistake a violation is; each has its own rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// A field that must be there is not.
    Missing {
        /// Its name.
        field: String,
        /// What the schema says of it, and a value that it takes.
        about: About,
    },
    /// A field that nobody reads.
    Unknown {
        /// Its name.
        field: String,
        /// The names that are read at this place.
        known: Vec<String>,
    },
    /// A value that is not what the field takes.
    Value {
        /// What it takes, in words.
        expected: String,
        /// The words it takes, where it takes only those.
        options: Vec<String>,
        /// What the schema says of the field, and a value that it takes.
        about: About,
    },
}

/// What a schema says of one field, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// What the field is for.
    pub description: Option<String>,
    /// A value that it takes.
    pub example: Option<Value>,
}

impl About {
    /// Returns a line that sets the field to a value that it takes; an item of a list has no name. `None` without an
    /// example, and where it is long.
    pub fn example_line(&self, name: &str) -> Option<String> {
        const LIMIT: usize = 80;
        let value = flow(self.example.as_ref()?, false);
        let line = if name.parse::<usize>().is_ok() {
            value
        } else {
            format!("{name}: {value}")
        };
        (line.len() <= LIMIT).then_some(line)
    }
}

/// Returns a value as it is written on one line of YAML.
fn flow(value: &Value, inside: bool) -> String {
    match value {
        Value::String(text) if needs_quotes(text, inside) => value.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(item, true)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(key, value)| format!("{key}: {}", flow(value, true)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn needs_quotes(text: &str, inside: bool) -> bool {
    let is_text = matches!(scalar::resolve(text), Value::String(_));
    !is_text
        || text.starts_with(|first: char| !first.is_alphanumeric())
        || text.contains(": ")
        || text.contains(" #")
        || (inside && text.contains([',', '[', ']', '{', '}']))
}

/// One violation of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// JSON pointer to the value; for missing and unknown fields, to the map that should or should not hold it.
    pub pointer: String,
    /// What is wrong.
    pub mistake: Mistake,
}

impl Schema {
    /// Reads a schema.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn parse(text: &str) -> Result<Self, String> {
        let json = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(Self {
            json,
            validator: OnceLock::new(),
        })
    }

    /// Returns the schema itself.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// Returns everything that is wrong with a record, in a stable order.
    ///
    /// # Errors
    /// The schema is not a valid JSON Schema.
    pub fn violations(&self, record: &Value) -> Result<Vec<Violation>, String> {
        let validator = self
            .validator
            .get_or_init(|| compile(&self.json))
            .as_ref()
            .map_err(Clone::clone)?;
        let mut violations = Vec::new();
        for error in validator.iter_errors(record) {
            let pointer = error.instance_path().as_str();
            violations.extend(self.mistakes(&error).into_iter().map(|mistake| Violation {
                pointer: pointer.to_owned(),
                mistake,
            }));
        }
        violations.sort_by(|a, b| {
            (&a.pointer, format!("{:?}", a.mistake)).cmp(&(&b.pointer, format!("{:?}", b.mistake)))
        });
        violations.dedup();
        Ok(violations)
    }

    fn mistakes(&self, error: &ValidationError<'_>) -> Vec<Mistake> {
        let schema_path = error.schema_path().as_str();
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                let field = property.as_str().unwrap_or_default().to_owned();
                let map = error.evaluation_path().as_str();
                let map = map.strip_suffix("/required").unwrap_or(map);
                let about = self.about(&format!("{map}/properties/{field}"));
                vec![Mistake::Missing { field, about }]
            }
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                let known = self.properties_near(schema_path);
                let unknown = |field: &String| Mistake::Unknown {
                    field: field.clone(),
                    known: known.clone(),
                };
                unexpected.iter().map(unknown).collect()
            }
            kind => {
                let options = match kind {
                    ValidationErrorKind::Enum { options } => strings(options),
                    _ => Vec::new(),
                };
                vec![Mistake::Value {
                    expected: expectation(kind, self.description(schema_path)),
                    options,
                    about: self.about(error.evaluation_path().as_str()),
                }]
            }
        }
    }

    /// Returns what the schema says of the field that a keyword was evaluated for. What stands beside a `$ref` counts
    /// before what it leads to.
    fn about(&self, evaluation_path: &str) -> About {
        let mut node = &self.json;
        let mut field = node;
        let mut segments = evaluation_path.split('/').skip(1);
        while let Some(segment) = segments.next() {
            let below = match segment {
                "$ref" => self.referred(node),
                "properties" | "patternProperties" => segments
                    .next()
                    .map(|name| name.replace("~1", "/").replace("~0", "~"))
                    .and_then(|name| node.get(segment)?.get(name)),
                _ => node.get(segment),
            };
            let Some(below) = below else { break };
            node = below;
            let is_field = matches!(
                segment,
                "properties" | "patternProperties" | "items" | "additionalProperties"
            );
            if is_field && node.is_object() {
                field = node;
            }
        }
        let find = |key: &str| {
            field
                .get(key)
                .or_else(|| self.referred(field).and_then(|node| node.get(key)))
        };
        About {
            description: find("description")
                .and_then(Value::as_str)
                .map(str::to_owned),
            example: find("examples").and_then(|all| all.get(0)).cloned(),
        }
    }

    /// Returns what the `$ref` of a schema leads to.
    fn referred(&self, schema: &Value) -> Option<&Value> {
        let pointer = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
        self.json.pointer(pointer)
    }

    /// Returns the property names at the object that a keyword of the schema belongs to.
    fn properties_near(&self, schema_path: &str) -> Vec<String> {
        let object = schema_path
            .rsplit_once('/')
            .map_or("", |(object, _)| object);
        let properties = self
            .json
            .pointer(object)
            .and_then(|schema| schema.get("properties"));
        properties
            .and_then(Value::as_object)
            .map(|map| map.keys().cloned().collect())
            .unwrap_or_default()
    }

    fn description(&self, schema_path: &str) -> Option<&str> {
        let object = schema_path
            .rsplit_once('/')
            .map_or("", |(object, _)| object);
        self.json.pointer(object)?.get("description")?.as_str()
    }
}

fn compile(schema: &Value) -> Result<Validator, String> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .offline()
        .should_validate_formats(true)
        .should_ignore_unknown_formats(true)
        .with_format("date", |text: &str| date::parse_day(text).is_some())
        .with_pattern_options(PatternOptions::regex())
        .build(schema)
        .map_err(|error| error.to_string())
}

/// Returns the words of a list of values. Nothing at all is no word.
fn strings(values: &Value) -> Vec<String> {
    let values = values.as_array().map(Vec::as_slice).unwrap_or_default();
    values
        .iter()
        .filter(|value| !value.is_null())
        .map(|value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        })
        .collect()
}

/// Returns what a value should have been, in words.
fn expectation(kind: &ValidationErrorKind, description: Option<&str>) -> String {
    match kind {
        ValidationErrorKind::Type { kind } => type_words(&format!("{kind:?}")),
        ValidationErrorKind::Format { format } if format == "date" => {
            "a date written YYYY-MM-DD".into()
        }
        ValidationErrorKind::Format { format } => format!("a {format}"),
        ValidationErrorKind::Minimum { limit } => format!("a number of {limit} or more"),
        ValidationErrorKind::Maximum { limit } => format!("a number of {limit} or less"),
        ValidationErrorKind::ExclusiveMinimum { limit } => format!("a number above {limit}"),
        ValidationErrorKind::ExclusiveMaximum { limit } => format!("a number below {limit}"),
        ValidationErrorKind::MinItems { limit } => format!("{limit} or more items"),
        ValidationErrorKind::MaxItems { limit } => format!("{limit} or fewer items"),
        ValidationErrorKind::MinLength { limit: 1 } => "a text that is not empty".into(),
        ValidationErrorKind::MinLength { limit } => format!("{limit} or more characters"),
        ValidationErrorKind::MaxLength { limit } => format!("{limit} or fewer characters"),
        ValidationErrorKind::UniqueItems => "items that differ from one another".into(),
        ValidationErrorKind::Constant { expected_value } => format!("{expected_value}"),
        ValidationErrorKind::Enum { options } => format!("one of {}", strings(options).join(", ")),
        ValidationErrorKind::Pattern { pattern } => match description {
            Some(description) => first_sentence(description),
            None => format!("a text of the form `{pattern}`"),
        },
        _ => match description {
            Some(description) => first_sentence(description),
            None => "another form; see the schema of this kind".into(),
        },
    }
}

/// Returns the first sentence of a description, to go on after other words.
fn first_sentence(text: &str) -> String {
    let sentence = text.split_once(". ").map_or(text, |(first, _)| first);
    let sentence = sentence.trim_end_matches('.');
    let (first, rest) = sentence.split_once(' ').unwrap_or((sentence, ""));
    format!("{} {rest}", phrase::in_sentence(first))
        .trim_end()
        .to_owned()
}

fn type_words(kind: &str) -> String {
    const WORDS: &[(&str, &str)] = &[
        ("Array", "a list"),
        ("Boolean", "true or false"),
        ("Integer", "a whole number"),
        ("Null", "nothing"),
        ("Number", "a number"),
        ("Object", "a map of fields"),
        ("String", "a text"),
    ];
    let words: Vec<&str> = WORDS
        .iter()
        .filter(|(name, _)| kind.contains(name))
        .map(|(_, words)| *words)
        .collect();
    if words.is_empty() {
        "another type".into()
    } else {
        words.join(" or ")
    }
}
