//! What a schema says about one field: what it may be, and which words it takes.

use serde_json::Value;

use super::{Schema, strings};

/// What a value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A number.
    Number,
    /// A number or a text.
    Any,
    /// True or false.
    Truth,
    /// A list of texts.
    List,
    /// A map, or a list of maps.
    Map,
}

impl Schema {
    /// Returns what the value at a path, keys joined by dots, may be; `None` where the schema does not say. A list counts
    /// before everything else that it may be.
    pub fn shape(&self, path: &str) -> Option<Shape> {
        let node = self.property(path)?;
        if node.get("enum").is_some() {
            return Some(Shape::Text);
        }
        let types = self.types(node, 0);
        let has = |name: &str| types.iter().any(|one| one == name);
        let items = || node.get("items").map(|items| self.types(items, 0));
        let holds_maps = || items().is_some_and(|types| types == ["object"]);
        let is_number = has("integer") || has("number");
        let shapes = [
            (has("array") && !holds_maps(), Shape::List),
            (has("array") || has("object"), Shape::Map),
            (is_number && has("string"), Shape::Any),
            (is_number, Shape::Number),
            (has("boolean"), Shape::Truth),
            (has("string"), Shape::Text),
        ];
        let found = shapes.into_iter().find(|(is_it, _)| *is_it);
        found.map(|(_, shape)| shape)
    }

    /// Returns whether the value at a path may be one text, whatever else it may be.
    pub fn may_be_text(&self, path: &str) -> bool {
        let node = self.property(path);
        node.is_some_and(|node| self.types(node, 0).iter().any(|one| one == "string"))
    }

    /// Returns whether the items of the list at a path are numbers and nothing else.
    pub fn holds_numbers(&self, path: &str) -> bool {
        let items = self.property(path).and_then(|node| node.get("items"));
        let types = items.map(|items| self.types(items, 0)).unwrap_or_default();
        !types.is_empty() && types.iter().all(|one| one == "number" || one == "integer")
    }

    /// Returns the types that a schema allows, its alternatives included.
    fn types(&self, schema: &Value, depth: usize) -> Vec<String> {
        let schema = self.referred(schema).unwrap_or(schema);
        let mut types = match schema.get("type") {
            Some(Value::String(one)) => vec![one.clone()],
            Some(many) => strings(many),
            None => Vec::new(),
        };
        if depth < 4 {
            for alternatives in ["oneOf", "anyOf"] {
                let all = schema.get(alternatives).and_then(Value::as_array);
                for one in all.into_iter().flatten() {
                    types.extend(self.types(one, depth + 1));
                }
            }
        }
        types
    }

    /// Returns the words that the value at a path, or an item of the list there, may be; none where any will do.
    pub fn options(&self, path: &str) -> Vec<String> {
        let Some(node) = self.property(path) else {
            return Vec::new();
        };
        let items = node
            .get("items")
            .map(|items| self.referred(items).unwrap_or(items));
        let listed = node
            .get("enum")
            .or_else(|| items.and_then(|items| items.get("enum")));
        listed.map(strings).unwrap_or_default()
    }

    /// Returns the fields that every record has.
    pub fn required(&self) -> Vec<String> {
        self.json.get("required").map(strings).unwrap_or_default()
    }

    /// Returns the names of the fields, in the order in which the schema describes them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let properties = self.json.get("properties").and_then(Value::as_object);
        let names = properties.map(|properties| properties.keys().map(String::as_str));
        names.into_iter().flatten()
    }

    fn property(&self, path: &str) -> Option<&Value> {
        let mut node = &self.json;
        for key in path.split('.') {
            let property = node.get("properties")?.get(key)?;
            node = self.referred(property).unwrap_or(property);
        }
        Some(node)
    }

    /// Returns whether a field, keys joined by dots, may be there without a value.
    pub fn takes_null(&self, path: &str) -> bool {
        let node = self.property(path);
        let types = node.map(|node| self.types(node, 0));
        types.is_some_and(|types| types.iter().any(|one| one == "null"))
    }

    /// Returns the paths, with keys joined by dots, of the fields that take only certain words.
    pub fn closed_fields(&self) -> Vec<String> {
        let mut fields = Vec::new();
        self.collect_closed(&self.json, "", &mut fields, 0);
        fields
    }

    fn collect_closed(&self, schema: &Value, prefix: &str, fields: &mut Vec<String>, depth: usize) {
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            let property = self.referred(property).unwrap_or(property);
            let path = if prefix.is_empty() {
                name.clone()
            } else {
                format!("{prefix}.{name}")
            };
            if property.get("enum").is_some() {
                fields.push(path);
            } else if depth < 8 {
                self.collect_closed(property, &path, fields, depth + 1);
            }
        }
    }
}
