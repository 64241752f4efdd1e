//! A kind as written, before anything about it is checked.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Class, Otherwise};
use crate::model::{preset::Names, role::ValueType};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawKind {
    #[serde(default, rename = "like")]
    _like: Option<String>,
    pub(super) title: Option<String>,
    pub(super) plural: Option<String>,
    #[serde(default = "other")]
    pub(super) class: Class,
    #[serde(default)]
    pub(super) sources: Vec<RawSource>,
    pub(super) id: Option<RawId>,
    pub(super) new: Option<String>,
    pub(super) schema: Option<String>,
    pub(super) columns: Option<Vec<String>>,
    #[serde(default)]
    pub(super) fields: Map<String, Value>,
    #[serde(default)]
    pub(super) states: RawStates,
    #[serde(default)]
    pub(super) transitions: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) requires: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) sections: Map<String, Value>,
}

fn other() -> Class {
    Class::Other
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    pub(super) include: Vec<String>,
    #[serde(default)]
    pub(super) exclude: Vec<String>,
    pub(super) extract: String,
    #[serde(default)]
    pub(super) items: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawId {
    pub(super) constant: Option<String>,
    pub(super) series: Option<String>,
    pub(super) dated: Option<String>,
    pub(super) file_name: Option<String>,
    pub(super) folder: Option<String>,
    pub(super) path: Option<String>,
    #[serde(default)]
    pub(super) field: Names,
    #[serde(default)]
    pub(super) key: bool,
    pub(super) pattern: Option<String>,
    #[serde(default)]
    pub(super) prefix: String,
    pub(super) otherwise: Option<Otherwise>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStates {
    #[serde(default)]
    pub(super) open: Vec<String>,
    #[serde(default)]
    pub(super) active: Vec<String>,
    #[serde(default)]
    pub(super) done: Vec<String>,
    #[serde(default)]
    pub(super) dropped: Vec<String>,
}

/// A field as an object; a bare path or a list of paths is read into `from` alone.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawField {
    pub(super) from: Value,
    #[serde(rename = "type")]
    pub(super) value_type: Option<ValueType>,
    pub(super) split: Option<String>,
    pub(super) pattern: Option<String>,
    #[serde(default)]
    pub(super) prefix: String,
    #[serde(default, rename = "null")]
    pub(super) nulls: Vec<String>,
    #[serde(default)]
    pub(super) map: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) private: bool,
    #[serde(default)]
    pub(super) to: Vec<String>,
    #[serde(default)]
    pub(super) reciprocal: bool,
    #[serde(default)]
    pub(super) acyclic: bool,
    pub(super) label: Option<String>,
    #[serde(default)]
    pub(super) formats: Vec<String>,
}
