//! Every schema of output is one: valid, closed, and each part of it described.

use serde_json::{Value, json};

use crate::{SCHEMAS, schema};

/// Notes maps that let unknown fields pass, fields without a description and required fields that are not there.
fn inspect(schema: &Value, pointer: &str, notes: &mut Vec<String>) {
    match schema {
        Value::Object(fields) => {
            let properties = fields.get("properties").and_then(Value::as_object);
            // A condition has properties without a type; a choice of forms leaves closing to the forms.
            let is_map = fields.contains_key("type") && !fields.contains_key("allOf");
            if let Some(properties) = properties.filter(|_| is_map) {
                if fields.get("additionalProperties") != Some(&json!(false)) {
                    notes.push(format!("{pointer} is open"));
                }
                for (name, property) in properties {
                    if property["description"].as_str().is_none_or(str::is_empty) {
                        notes.push(format!("{pointer}/{name} is not described"));
                    }
                }
                for name in fields["required"].as_array().into_iter().flatten() {
                    let name = name.as_str().unwrap_or_default();
                    if !properties.contains_key(name) {
                        notes.push(format!("{pointer} requires {name}"));
                    }
                }
            }
            for (key, value) in fields {
                inspect(value, &format!("{pointer}/{key}"), notes);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                inspect(item, &format!("{pointer}/{at}"), notes);
            }
        }
        _ => {}
    }
}

#[test]
fn every_schema_is_valid_closed_and_described() {
    for (command, _) in SCHEMAS.iter().copied() {
        let schema = schema(command);
        assert_eq!(
            jsonschema::meta::validate(&schema)
                .err()
                .map(|error| error.to_string()),
            None
        );
        let mut notes = Vec::new();
        inspect(&schema, "", &mut notes);
        assert_eq!(notes, Vec::<String>::new(), "{command}");
        assert_eq!(
            schema["$id"],
            format!("https://humdrum.dev/schema/output/{command}.schema.json")
        );
    }
}
