//! The JSON Schema of a kind, and what it says against a record.

use std::sync::OnceLock;

use jsonschema::{Draft, PatternOptions, Validator, error::ValidationErrorKind};
use serde_json::Value;

use super::date;

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
    },
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
            self.explain(
                error.kind(),
                error.instance_path().as_str(),
                error.schema_path().as_str(),
                &mut violations,
            );
        }
        violations.sort_by(|a, b| {
            (&a.pointer, format!("{:?}", a.mistake)).cmp(&(&b.pointer, format!("{:?}", b.mistake)))
        });
        violations.dedup();
        Ok(violations)
    }

    fn explain(
        &self,
        kind: &ValidationErrorKind,
        pointer: &str,
        schema_path: &str,
        out: &mut Vec<Violation>,
    ) {
        let mut push = |mistake| {
            out.push(Violation {
                pointer: pointer.to_owned(),
                mistake,
            })
        };
        match kind {
            ValidationErrorKind::Required { property } => {
                push(Mistake::Missing {
                    field: property.as_str().unwrap_or_default().to_owned(),
                });
            }
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                let known = self.properties_near(schema_path);
                for field in unexpected {
                    push(Mistake::Unknown {
                        field: field.clone(),
                        known: known.clone(),
                    });
                }
            }
            ValidationErrorKind::Enum { options } => {
                let options = strings(options);
                push(Mistake::Value {
                    expected: format!("one of {}", options.join(", ")),
                    options,
                });
            }
            other => push(Mistake::Value {
                expected: expectation(other, self.description(schema_path)),
                options: Vec::new(),
            }),
        }
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

    /// Returns the paths, with keys joined by dots, of the fields that take only certain words.
    pub fn closed_fields(&self) -> Vec<String> {
        let mut fields = Vec::new();
        collect_closed(&self.json, &self.json, "", &mut fields, 0);
        fields
    }
}

fn collect_closed(
    root: &Value,
    schema: &Value,
    prefix: &str,
    fields: &mut Vec<String>,
    depth: usize,
) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return;
    };
    for (name, property) in properties {
        let reference = property
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|path| path.strip_prefix('#'));
        let property = reference
            .and_then(|pointer| root.pointer(pointer))
            .unwrap_or(property);
        let path = if prefix.is_empty() {
            name.clone()
        } else {
            format!("{prefix}.{name}")
        };
        if property.get("enum").is_some() {
            fields.push(path);
        } else if depth < 8 {
            collect_closed(root, property, &path, fields, depth + 1);
        }
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

fn strings(values: &Value) -> Vec<String> {
    let values = values.as_array().map(Vec::as_slice).unwrap_or_default();
    values
        .iter()
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
        ValidationErrorKind::Pattern { pattern } => match description {
            Some(description) => format!(
                "a text of the form `{pattern}` ({})",
                first_sentence(description)
            ),
            None => format!("a text of the form `{pattern}`"),
        },
        _ => match description {
            Some(description) => first_sentence(description).into(),
            None => "another form; see the schema of this kind".into(),
        },
    }
}

fn first_sentence(text: &str) -> &str {
    text.split_once(". ")
        .map_or(text, |(first, _)| first)
        .trim_end_matches('.')
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
