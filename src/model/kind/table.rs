//! All kinds of one program: the built-in rows, changed and extended by `kinds:`.

use std::{collections::BTreeMap, sync::Arc};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use regex::Regex;
use serde_json::{Map, Value};

use super::{
    Class, Field, IdFrom, IdRule, Kind, Source,
    raw::{Otherwise, RawField, RawId, RawKind, RawSource},
};
use crate::{
    model::{
        builtin,
        role::Role,
        schema::Schema,
        status::{Category, Lifecycle},
    },
    text::{extract::EXTRACTORS, extract::Extractor, suggest, yaml},
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

type Result<T> = std::result::Result<T, KindProblem>;

/// The kinds of one program, in the order in which they are told.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    kinds: Vec<Arc<Kind>>,
}

impl Kinds {
    /// Builds the kinds from the built-in rows and a program's own. `builtin` names the built-in kinds in use; all
    /// when absent. `schema_text` returns the text of a schema file that a kind of the program names.
    ///
    /// # Errors
    /// The first thing that is wrong with a kind.
    pub fn build(
        own: &Map<String, Value>,
        builtin: Option<&[String]>,
        schema_text: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self> {
        let rows = builtin_rows();
        let mut kinds = Vec::new();
        let in_use = |name: &str| builtin.is_none_or(|names| names.iter().any(|used| used == name));
        for name in rows
            .keys()
            .filter(|name| in_use(name) && !own.contains_key(*name))
        {
            kinds.push((name, merged(name, own, &rows, 0)?));
        }
        for name in own.keys() {
            kinds.push((name, merged(name, own, &rows, 0)?));
        }
        let kinds = kinds
            .into_iter()
            .map(|(name, row)| build_kind(name, row, schema_text).map(Arc::new))
            .collect::<Result<Vec<_>>>()?;
        Ok(Self {
            kinds: kinds
                .into_iter()
                .filter(|kind| !kind.sources.is_empty())
                .collect(),
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

/// Removes the keys that start with `x-`: they are for people and other tools.
fn without_extensions(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !key.starts_with("x-"));
            map.values_mut().for_each(without_extensions);
        }
        Value::Array(items) => items.iter_mut().for_each(without_extensions),
        _ => {}
    }
}

fn build_kind(
    name: &str,
    mut row: Value,
    schema_text: &dyn Fn(&str) -> Option<String>,
) -> Result<Kind> {
    without_extensions(&mut row);
    let raw: RawKind = serde_path_to_error::deserialize(row).map_err(|error| {
        let path = error.path().to_string().replace('.', "/");
        let path = if path == "/" {
            String::new()
        } else {
            format!("/{path}")
        };
        problem(
            name,
            &path,
            &error.inner().to_string(),
            "see schema/kinds.schema.json for the form of a kind",
        )
    })?;
    let sources = raw
        .sources
        .iter()
        .enumerate()
        .map(|(at, source)| build_source(name, at, source))
        .collect::<Result<Vec<_>>>()?;
    let id = match raw.id {
        Some(id) => build_id(name, id)?,
        None if sources.is_empty() => IdRule {
            from: IdFrom::Key,
            prefix: String::new(),
            otherwise_path: true,
        },
        None => {
            return Err(problem(
                name,
                "",
                "the kind does not say where the id is",
                "add `id: {file-name: '^(ABC-\\d+)'}`",
            ));
        }
    };
    let fields = raw
        .fields
        .into_iter()
        .map(|(field, value)| build_field(name, &field, value))
        .collect::<Result<_>>()?;
    let schema = raw
        .schema
        .map(|path| build_schema(name, &path, schema_text))
        .transpose()?;
    let title = raw.title.unwrap_or_else(|| name.to_owned());
    let plural = raw.plural.unwrap_or_else(|| format!("{title}s"));
    let states = [
        (raw.states.open, Category::Open),
        (raw.states.active, Category::Active),
        (raw.states.done, Category::Done),
        (raw.states.dropped, Category::Dropped),
    ];
    let lifecycle = Lifecycle {
        states: states
            .into_iter()
            .flat_map(|(names, category)| names.into_iter().map(move |name| (name, category)))
            .collect(),
        transitions: raw.transitions,
        requires: build_requires(name, raw.requires)?,
    };
    Ok(Kind {
        name: name.into(),
        title,
        plural,
        class: raw.class,
        sources,
        id,
        fields,
        lifecycle,
        schema,
    })
}

fn build_schema(
    name: &str,
    path: &str,
    schema_text: &dyn Fn(&str) -> Option<String>,
) -> Result<Schema> {
    let text = builtin::schema(path)
        .map(str::to_owned)
        .or_else(|| schema_text(path));
    let Some(text) = text else {
        let help = "give a path from the folder of program.yaml to a JSON Schema file";
        return Err(problem(
            name,
            "/schema",
            &format!("there is no schema file `{path}`"),
            help,
        ));
    };
    Schema::parse(&text).map_err(|message| {
        problem(
            name,
            "/schema",
            &format!("{path}: {message}"),
            "mend the JSON Schema file",
        )
    })
}

fn build_requires(
    name: &str,
    raw: BTreeMap<String, Vec<String>>,
) -> Result<BTreeMap<String, Vec<Role>>> {
    let mut requires = BTreeMap::new();
    for (state, roles) in raw {
        let roles = roles
            .iter()
            .map(|role| {
                Role::find(role)
                    .ok_or_else(|| unknown_role(name, &format!("/requires/{state}"), role))
            })
            .collect::<Result<_>>()?;
        requires.insert(state, roles);
    }
    Ok(requires)
}

fn unknown_role(name: &str, path: &str, role: &str) -> KindProblem {
    let near = suggest::nearest(role, Role::ALL.iter().map(|role| role.name()));
    let help = near.map_or_else(
        || "use a role from schema/kinds.schema.json".into(),
        |near| format!("write `{near}`"),
    );
    problem(name, path, &format!("there is no role `{role}`"), &help)
}

fn build_source(name: &str, at: usize, raw: &RawSource) -> Result<Source> {
    let extractor = Extractor::find(&raw.extract).ok_or_else(|| {
        let names: Vec<_> = EXTRACTORS.iter().map(|extractor| extractor.name).collect();
        let message = format!("there is no form `{}`", raw.extract);
        problem(
            name,
            &format!("/sources/{at}/extract"),
            &message,
            &format!("write one of: {}", names.join(", ")),
        )
    })?;
    let roots = raw
        .include
        .iter()
        .map(|pattern| literal_root(pattern))
        .collect();
    let include = globs(name, &format!("/sources/{at}/include"), &raw.include)?;
    let exclude = globs(name, &format!("/sources/{at}/exclude"), &raw.exclude)?;
    let items = raw
        .items
        .as_deref()
        .unwrap_or_default()
        .split('.')
        .filter(|key| !key.is_empty());
    Ok(Source {
        include,
        exclude,
        roots,
        extractor,
        items: items.map(str::to_owned).collect(),
    })
}

fn globs(name: &str, path: &str, patterns: &[String]) -> Result<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let glob: std::result::Result<Glob, _> =
            GlobBuilder::new(pattern).literal_separator(true).build();
        set.add(glob.map_err(|error| problem(name, path, &error.to_string(), "mend the pattern"))?);
    }
    set.build()
        .map_err(|error| problem(name, path, &error.to_string(), "mend the patterns"))
}

/// Returns the folders at the start of a pattern that hold no wildcard.
fn literal_root(pattern: &str) -> String {
    let literal: Vec<&str> = pattern
        .split('/')
        .take_while(|part| !part.contains(['*', '?', '[', '{']))
        .collect();
    literal.join("/")
}

fn build_id(name: &str, raw: RawId) -> Result<IdRule> {
    let pattern = |text: &str, key: &str| {
        Regex::new(text).map_err(|error| {
            let message = error
                .to_string()
                .lines()
                .last()
                .unwrap_or("not a pattern")
                .to_owned();
            problem(
                name,
                &format!("/id/{key}"),
                &message,
                "mend the regular expression",
            )
        })
    };
    let places = [
        &raw.constant,
        &raw.file_name,
        &raw.folder,
        &raw.path,
        &raw.field,
    ];
    if places.iter().filter(|place| place.is_some()).count() + usize::from(raw.key) > 1 {
        let help = "keep one of: constant, file-name, folder, path, field, key";
        return Err(problem(
            name,
            "/id",
            "the id is in more than one place",
            help,
        ));
    }
    let from = match (
        raw.constant,
        raw.file_name,
        raw.folder,
        raw.path,
        raw.field,
        raw.key,
    ) {
        (Some(id), ..) => IdFrom::Constant(id),
        (_, Some(text), ..) => IdFrom::FileName(pattern(&text, "file-name")?),
        (_, _, Some(text), ..) => IdFrom::Folder(pattern(&text, "folder")?),
        (_, _, _, Some(text), ..) => IdFrom::Path(pattern(&text, "path")?),
        (.., Some(path), _) => IdFrom::Field {
            path,
            pattern: raw
                .pattern
                .map(|text| pattern(&text, "pattern"))
                .transpose()?,
        },
        (.., true) => IdFrom::Key,
        _ => {
            let help = "write one of: constant, file-name, folder, path, field, key";
            return Err(problem(name, "/id", "the id is nowhere", help));
        }
    };
    Ok(IdRule {
        from,
        prefix: raw.prefix,
        otherwise_path: raw.otherwise == Some(Otherwise::Path),
    })
}

fn build_field(kind: &str, name: &str, value: Value) -> Result<Field> {
    let path = format!("/fields/{name}");
    let raw = match value {
        Value::Object(_) => serde_path_to_error::deserialize(value).map_err(|error| {
            problem(
                kind,
                &path,
                &error.inner().to_string(),
                "see schema/kinds.schema.json for the form of a field",
            )
        })?,
        from => RawField {
            from,
            ..RawField::default()
        },
    };
    let paths = match raw.from {
        Value::String(path) => vec![path],
        Value::Array(paths) => paths
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => {
            return Err(problem(
                kind,
                &path,
                "a field is a path, a list of paths or an object",
                "write the name of the field in the file",
            ));
        }
    };
    let synonyms = raw
        .map
        .into_iter()
        .flat_map(|(word, others)| {
            others
                .into_iter()
                .map(move |other| (other.to_lowercase(), word.clone()))
        })
        .collect();
    Ok(Field {
        name: name.into(),
        role: Role::find(name),
        paths,
        value_type: raw
            .value_type
            .or((!raw.to.is_empty()).then_some(crate::model::role::ValueType::Reference)),
        split: raw.split,
        nulls: raw.nulls.iter().map(|word| word.to_lowercase()).collect(),
        synonyms,
        to: raw.to,
        reciprocal: raw.reciprocal,
        acyclic: raw.acyclic,
        label: raw.label,
        formats: raw.formats,
    })
}

fn problem(kind: &str, path: &str, message: &str, help: &str) -> KindProblem {
    KindProblem {
        pointer: format!("/{kind}{path}"),
        message: message.into(),
        help: Some(help.into()),
    }
}

impl Kinds {
    /// Returns the kinds of one class, in order.
    pub fn of_class(&self, class: Class) -> impl Iterator<Item = &Arc<Kind>> {
        self.kinds.iter().filter(move |kind| kind.class == class)
    }
}
