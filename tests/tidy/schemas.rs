//! The JSON Schemas: every field is described, every example fits, and what stands in several files is the same.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::{Value, json};

use crate::{assert_nothing, files};

/// Returns the schemas of a folder, by path.
pub(crate) fn schemas(folder: &str) -> BTreeMap<String, Value> {
    files(folder)
        .into_iter()
        .filter(|(path, _)| path.ends_with(".schema.json"))
        .map(|(path, text)| {
            let json =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            (path, json)
        })
        .collect()
}

/// Returns one schema of the records and settings.
pub(crate) fn schema(name: &str) -> Value {
    let mut all = schemas("schema");
    all.remove(&format!("schema/{name}.schema.json"))
        .unwrap_or_else(|| panic!("there is no schema of {name}"))
}

/// A field of a schema, and where it is in it.
struct Field<'a> {
    pointer: String,
    schema: &'a Value,
    /// Whether people see it as a field with a name, not as an item or a definition.
    has_name: bool,
}

/// Returns every place of a schema that says what a value may be.
fn fields<'a>(schema: &'a Value, pointer: &str, found: &mut Vec<Field<'a>>) {
    let below = |key: &str| {
        schema
            .get(key)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
    };
    for key in ["properties", "patternProperties", "$defs"] {
        for (name, field) in below(key) {
            let name = name.replace('~', "~0").replace('/', "~1");
            let pointer = format!("{pointer}/{key}/{name}");
            fields(field, &pointer, found);
            found.push(Field {
                pointer,
                schema: field,
                has_name: key != "$defs",
            });
        }
    }
    for key in ["items", "additionalProperties"] {
        if let Some(field) = schema.get(key).filter(|field| field.is_object()) {
            let pointer = format!("{pointer}/{key}");
            fields(field, &pointer, found);
            found.push(Field {
                pointer,
                schema: field,
                has_name: false,
            });
        }
    }
}

#[test]
fn every_field_is_described() {
    let mut bad = Vec::new();
    let mut seen = 0;
    for (path, schema) in schemas("schema") {
        let mut all = Vec::new();
        fields(&schema, "", &mut all);
        for field in all.iter().filter(|field| field.has_name) {
            seen += 1;
            let description = field.schema.get("description").and_then(Value::as_str);
            if !description.is_some_and(|text| text.ends_with('.')) {
                bad.push(format!("{path}{}: {description:?}", field.pointer));
            }
        }
        for key in ["$schema", "$id", "title", "description"] {
            if schema.get(key).is_none() {
                bad.push(format!("{path}: {key} is missing"));
            }
        }
    }
    assert!(seen > 200, "only {seen} fields were found");
    assert_nothing("a field should have a description, in sentences", &bad);
}

fn validator(schema: &Value) -> Validator {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .offline()
        .should_validate_formats(true)
        .with_pattern_options(PatternOptions::regex())
        .build(schema)
        .expect("it is a schema")
}

#[test]
fn every_example_and_default_fits() {
    let mut bad = Vec::new();
    let mut seen = 0;
    for (path, schema) in schemas("schema") {
        let mut all = Vec::new();
        fields(&schema, "", &mut all);
        for field in all {
            let pointer = &field.pointer;
            let examples = field.schema.get("examples").and_then(Value::as_array);
            let default = field.schema.get("default");
            let values: Vec<&Value> = examples.into_iter().flatten().chain(default).collect();
            if values.is_empty() {
                continue;
            }
            let validator = validator(&alone(&schema, pointer));
            for value in values {
                seen += 1;
                if let Err(error) = validator.validate(value) {
                    bad.push(format!("{path}{pointer}: {value}: {error}"));
                }
            }
        }
    }
    assert!(seen > 100, "only {seen} examples were found");
    assert_nothing("examples and defaults should fit their field", &bad);
}

/// Returns the schema of one place of a schema, in which references still lead to where they led.
fn alone(schema: &Value, pointer: &str) -> Value {
    let mut whole = schema.as_object().cloned().unwrap_or_default();
    // With an address of its own its references would start from there.
    whole.remove("$id");
    let definitions = whole.get("$defs").and_then(Value::as_object);
    let mut definitions = definitions.cloned().unwrap_or_default();
    definitions.insert("whole".into(), whole.into());
    json!({"$ref": format!("#/$defs/whole{pointer}"), "$defs": definitions})
}

#[test]
fn what_several_schemas_define_is_the_same_in_all() {
    let mut known: BTreeMap<String, (String, Value)> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for (path, schema) in schemas("schema") {
        // What commands write has its own words.
        if path.starts_with("schema/output/") {
            continue;
        }
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            match known.get(name) {
                None => drop(known.insert(name.clone(), (path.clone(), definition.clone()))),
                Some((first, same)) => {
                    assert_eq!(definition, same, "`{name}` in {path} and in {first}");
                    shared.insert(name.clone());
                }
            }
        }
    }
    for name in [
        "date",
        "field",
        "kind",
        "person_or_tbd",
        "references",
        "visibility",
    ] {
        assert!(shared.contains(name), "`{name}` stands in one schema only");
    }
}
