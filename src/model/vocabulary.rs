//! The names and words that a kind's records are written with, for those who offer them while one types.

use serde_json::Value;

use super::{
    kind::Kind,
    role::{Role, ValueType},
    schema::{Schema, Shape},
};

/// One field of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Keys joined by dots, as they stand in the file.
    pub path: String,
    /// What the schema says of it; else what it means to the tool; empty where nobody says.
    pub description: String,
    /// The words that it takes, where it takes only those, or prefers them.
    pub options: Vec<String>,
}

/// Returns the fields of a kind: those of its schema in its order, then those that only the kind knows.
pub fn fields(kind: &Kind) -> Vec<Word> {
    let mut words = Vec::new();
    if let Some(schema) = &kind.schema {
        collect(schema, schema.json(), "", 0, &mut words);
    }
    for field in &kind.fields {
        let Some(path) = field.paths.first() else {
            continue;
        };
        let options = match field.role {
            Some(Role::Status) => kind.lifecycle.states.iter(),
            _ => [].iter(),
        };
        let mut options: Vec<String> = options.map(|(state, _)| state.clone()).collect();
        match words.iter_mut().find(|word| word.path == *path) {
            Some(word) if word.options.is_empty() => word.options = options,
            Some(_) => {}
            None => {
                if options.is_empty() && field.value_type() == ValueType::Text {
                    options = field.synonyms.values().cloned().collect();
                    options.sort();
                    options.dedup();
                }
                words.push(Word {
                    path: path.clone(),
                    description: field.role.map(Role::words).unwrap_or_default().to_owned(),
                    options,
                });
            }
        }
    }
    words
}

/// Adds the properties of an object's schema; a map of fields is its fields.
fn collect(whole: &Schema, object: &Value, prefix: &str, depth: usize, words: &mut Vec<Word>) {
    let properties = object.get("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        let target = followed(whole.json(), property);
        let path = format!("{prefix}{name}");
        if depth < 4 && target.get("properties").is_some() {
            collect(whole, target, &format!("{path}."), depth + 1, words);
            continue;
        }
        let description = property
            .get("description")
            .or_else(|| target.get("description"))
            .and_then(Value::as_str);
        let options = match whole.shape(&path) {
            Some(Shape::Truth) => vec!["true".into(), "false".into()],
            _ => whole.options(&path),
        };
        words.push(Word {
            path,
            description: description.unwrap_or_default().to_owned(),
            options,
        });
    }
}

/// Returns what the `$ref` of a schema leads to, or the schema itself.
fn followed<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let pointer = schema.get("$ref").and_then(Value::as_str);
    let pointer = pointer.and_then(|reference| reference.strip_prefix('#'));
    pointer
        .and_then(|pointer| root.pointer(pointer))
        .unwrap_or(schema)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::config::Config;

    fn words(program: &str, kind: &str) -> Vec<Word> {
        let config =
            Config::parse(&"program.yaml".into(), program, &|_| None).expect("it is sound");
        fields(config.kinds.find(kind).expect("it is there"))
    }

    fn found(kind: &str, path: &str) -> Option<Word> {
        let mut all = words("name: Atlas", kind).into_iter();
        all.find(|word| word.path == path)
    }

    #[test]
    fn words_come_from_the_schema_through_references() {
        let status = found("risk", "status").expect("it is there");
        assert_eq!(
            status.options,
            [
                "identified",
                "analyzed",
                "treating",
                "accepted",
                "occurred",
                "closed"
            ]
        );
        let nested = found("risk", "residual.probability").expect("it is there");
        assert_eq!(nested.options, Vec::<String>::new());
        assert!(nested.description.starts_with("How likely"), "{nested:?}");
        assert_eq!(found("risk", "residual"), None);
    }

    #[test]
    fn a_kind_without_a_schema_has_its_fields_and_states() {
        let words = words(
            "\
builtin: []
kinds:
  note:
    sources: [{include: [notes/*.md], extract: front-matter}]
    id: {file-name: (.*)}
    fields: {status: state, health: {from: mood, map: {good: [fine, ok]}}}
    states: {open: [new], done: [old]}
",
            "note",
        );
        let told: Vec<(&str, &str, Vec<String>)> = words
            .iter()
            .map(|word| (&*word.path, &*word.description, word.options.clone()))
            .collect();
        let list = |words: &[&str]| words.iter().map(|one| one.to_string()).collect::<Vec<_>>();
        assert_eq!(
            told,
            [
                ("state", "status", list(&["new", "old"])),
                ("mood", "health", list(&["good"])),
            ]
        );
    }
}
