//! All kinds of one program: the built-in rows, changed and extended by `kinds:`.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Class, IdStyle, Kind, build::build_kind};
use crate::{
    model::{builtin, preset::Preset},
    text::{suggest, yaml},
};

/// What is wrong with a kind: where below `kinds:`, as a JSON pointer, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindProblem {
    /// JSON pointer from `kinds:`.
    pub pointer: String,
    /// The fact.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
}

/// What building a kind returns.
pub(super) type Result<T> = std::result::Result<T, KindProblem>;

/// What a program says about its kinds.
pub struct Rows<'a> {
    /// The presets that it builds on.
    pub presets: &'a [Preset],
    /// The rows under `kinds:`.
    pub own: &'a Map<String, Value>,
    /// The built-in kinds in use; where it is absent the presets say which, and without presets all are.
    pub builtin: Option<&'a [String]>,
    /// What follows the prefix in the ids of built-in kinds.
    pub ids: IdStyle,
    /// Returns the text of a schema file that a kind of the program names.
    pub schema_text: &'a dyn Fn(&str) -> Option<String>,
}

impl Rows<'_> {
    /// Returns whether a kind that is not the program's own is in use.
    fn is_in_use(&self, name: &str) -> bool {
        let named = |names: &[String]| names.iter().any(|used| used == name);
        if self
            .presets
            .iter()
            .any(|preset| preset.kinds.contains_key(name))
        {
            return true;
        }
        match self.builtin {
            Some(names) => named(names),
            None if self.presets.is_empty() => true,
            None => self.presets.iter().any(|preset| named(&preset.builtin)),
        }
    }
}

/// The kinds of one program, in the order in which they are told.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    kinds: Vec<Arc<Kind>>,
}

impl Kinds {
    /// Builds the kinds from the built-in rows, those of presets laid over them, and a program's own over both.
    ///
    /// # Errors
    /// The first thing that is wrong with a kind.
    pub fn build(given: &Rows<'_>) -> Result<Self> {
        let Rows { own, .. } = given;
        let mut rows = builtin_rows();
        for preset in given.presets {
            lay_over(&mut rows, &preset.kinds)?;
        }
        let mut kinds = Vec::new();
        for name in rows
            .keys()
            .filter(|name| given.is_in_use(name) && !own.contains_key(*name))
        {
            kinds.push((name, merged(name, own, &rows, 0)?));
        }
        for name in own.keys() {
            kinds.push((name, merged(name, own, &rows, 0)?));
        }
        let kinds = kinds
            .into_iter()
            .map(|(name, row)| build_kind(name, row, given.ids, given.schema_text).map(Arc::new))
            .collect::<Result<Vec<_>>>()?;
        Ok(Self {
            kinds: kinds
                .into_iter()
                .filter(|kind| !kind.sources.is_empty())
                .collect(),
        })
    }

    /// Builds these built-in kinds as they are; all when no names are given.
    ///
    /// # Errors
    /// Never, as long as the built-in rows are right.
    pub fn of_builtin(names: Option<&[String]>) -> Result<Self> {
        Self::build(&Rows {
            presets: &[],
            own: &Map::new(),
            builtin: names,
            ids: IdStyle::default(),
            schema_text: &|_| None,
        })
    }

    /// Returns every kind that has records, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.kinds.iter()
    }

    /// Returns the kind with this name.
    pub fn find(&self, name: &str) -> Option<&Arc<Kind>> {
        self.kinds.iter().find(|kind| kind.name == name)
    }

    /// Returns the place of a kind in the order of kinds.
    pub fn rank(&self, name: &str) -> usize {
        self.kinds
            .iter()
            .position(|kind| kind.name == name)
            .unwrap_or(usize::MAX)
    }

    /// Returns the kind that a path belongs to: the first with a source that matches.
    pub fn of_path(&self, path: &str) -> Option<&Arc<Kind>> {
        self.kinds
            .iter()
            .find(|kind| kind.sources_of(path).next().is_some())
    }

    /// Returns the kinds of one class, in order.
    pub fn of_class(&self, class: Class) -> impl Iterator<Item = &Arc<Kind>> {
        self.kinds.iter().filter(move |kind| kind.class == class)
    }

    /// Returns the literal folders and files below which all records are, sorted, none inside another.
    pub fn roots(&self) -> Vec<String> {
        let mut roots: Vec<String> = self
            .kinds
            .iter()
            .flat_map(|kind| &kind.sources)
            .flat_map(|source| source.roots.clone())
            .collect();
        roots.sort();
        roots.dedup();
        let mut outer: Vec<String> = Vec::new();
        for root in roots {
            let inside = outer
                .last()
                .is_some_and(|last| last.is_empty() || root.starts_with(&format!("{last}/")));
            if !inside {
                outer.push(root);
            }
        }
        outer
    }
}

/// Returns the rows of `schema/kinds.yaml`.
fn builtin_rows() -> Map<String, Value> {
    let tree = yaml::parse(builtin::KINDS, 0).tree;
    match tree.map(|tree| tree.root().to_json()) {
        Some(Value::Object(rows)) => rows,
        _ => Map::new(),
    }
}

/// Lays the kinds of a preset over the rows below it.
fn lay_over(rows: &mut Map<String, Value>, kinds: &Map<String, Value>) -> Result<()> {
    let mut laid = Vec::new();
    for name in kinds.keys() {
        let mut row = merged(name, kinds, rows, 0)?;
        // What it was like is filled in; a program's own row builds on this one.
        if let Value::Object(row) = &mut row {
            row.shift_remove("like");
        }
        laid.push((name.clone(), row));
    }
    rows.extend(laid);
    Ok(())
}

/// Returns a kind's row with what it is `like` filled in.
fn merged(
    name: &str,
    own: &Map<String, Value>,
    rows: &Map<String, Value>,
    depth: usize,
) -> Result<Value> {
    let base_row = rows.get(name).filter(|_| own.contains_key(name));
    let row = own
        .get(name)
        .or_else(|| rows.get(name))
        .cloned()
        .unwrap_or_default();
    let Value::Object(row) = row else {
        return Err(problem(
            name,
            "",
            "a kind is a map",
            "write its sources, id and fields below it",
        ));
    };
    let like = row.get("like").and_then(Value::as_str).map(str::to_owned);
    if depth > 8 {
        return Err(problem(
            name,
            "/like",
            "`like:` leads back to this kind",
            "name a kind that does not build on this one",
        ));
    }
    let base = match like {
        Some(like) if like != name && (own.contains_key(&like) || rows.contains_key(&like)) => {
            merged(&like, own, rows, depth + 1)?
        }
        Some(like) if like != name || base_row.is_none() => {
            let known = own.keys().chain(rows.keys()).map(String::as_str);
            let help = suggest::nearest(&like, known)
                .map_or_else(|| "name a kind".into(), |near| format!("write `{near}`"));
            return Err(problem(
                name,
                "/like",
                &format!("there is no kind `{like}`"),
                &help,
            ));
        }
        _ => match base_row {
            Some(_) => merged(name, &Map::new(), rows, depth + 1)?,
            None => Value::Null,
        },
    };
    Ok(overlay(base, row))
}

/// Lays a row over the one it builds on: fields one by one, everything else whole.
fn overlay(base: Value, row: Map<String, Value>) -> Value {
    let Value::Object(mut base) = base else {
        return Value::Object(row);
    };
    for (key, value) in row {
        match (key.as_str(), base.get_mut(&key), value) {
            ("fields", Some(Value::Object(fields)), Value::Object(more)) => fields.extend(more),
            (_, _, value) => {
                base.insert(key, value);
            }
        }
    }
    Value::Object(base)
}

/// Returns what is wrong at a path below a kind.
pub(super) fn problem(kind: &str, path: &str, message: &str, help: &str) -> KindProblem {
    KindProblem {
        pointer: format!("/{kind}{path}"),
        message: message.into(),
        help: Some(help.into()),
    }
}
