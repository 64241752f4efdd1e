//! From a row of kinds, as written, to a kind.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use regex::Regex;
use serde_json::Value;

use super::{
    Field, IdFrom, IdRule, Kind, Otherwise, Source, columns,
    naming::{IdStyle, NewPath},
    raw::{RawField, RawId, RawKind, RawSource, RawStates},
    required::{build_requires, build_sections},
    table::{Result, problem},
};
use crate::{
    model::{
        builtin,
        role::{Role, ValueType},
        schema::Schema,
        status::{Category, Lifecycle},
    },
    text::{extract::EXTRACTORS, extract::Extractor},
};

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

/// Builds the kind of a row in which what it is `like` is filled in.
pub(super) fn build_kind(
    name: &str,
    row: Value,
    style: IdStyle,
    schema_text: &dyn Fn(&str) -> Option<String>,
) -> Result<Kind> {
    let raw = read_row(name, row)?;
    let sources = raw
        .sources
        .iter()
        .enumerate()
        .map(|(at, source)| build_source(name, at, source))
        .collect::<Result<Vec<_>>>()?;
    let new = NewPath::build(name, raw.new, raw.id.as_ref(), &sources, style)?;
    let id = build_id_or_key(name, raw.id, sources.is_empty(), style)?;
    let fields = raw
        .fields
        .into_iter()
        .map(|(field, value)| build_field(name, &field, value))
        .collect::<Result<Vec<_>>>()?;
    let columns = columns::build(name, raw.columns, &fields)?;
    let (requires, always) = build_requires(name, raw.requires, &fields)?;
    let schema = raw.schema.as_deref();
    let schema = schema.map(|path| build_schema(name, path, schema_text));
    let schema = schema.transpose()?;
    let title = raw.title.unwrap_or_else(|| name.to_owned());
    Ok(Kind {
        name: name.into(),
        plural: raw.plural.unwrap_or_else(|| format!("{title}s")),
        title,
        class: raw.class,
        sources,
        id,
        new,
        fields,
        lifecycle: Lifecycle {
            states: build_states(raw.states),
            transitions: raw.transitions,
            requires,
            always,
        },
        sections: build_sections(raw.sections),
        columns,
        schema,
        schema_path: raw.schema,
    })
}

/// Builds the rule for ids. A kind without sources needs none: it is only there to be built on.
fn build_id_or_key(name: &str, id: Option<RawId>, is_base: bool, style: IdStyle) -> Result<IdRule> {
    match id {
        Some(id) => build_id(name, id, style),
        None if is_base => Ok(IdRule {
            from: IdFrom::Key,
            prefix: String::new(),
            otherwise: Some(Otherwise::Path),
        }),
        None => {
            let help = "add `id: {file-name: '^(ABC-\\d+)'}`";
            let message = "the kind does not say where the id is";
            Err(problem(name, "", message, help))
        }
    }
}

fn read_row(name: &str, mut row: Value) -> Result<RawKind> {
    without_extensions(&mut row);
    serde_path_to_error::deserialize(row).map_err(|error| {
        let path = error.path().to_string();
        let path = path.replace(['.', '['], "/").replace(']', "");
        let path = if path == "/" {
            String::new()
        } else {
            format!("/{path}")
        };
        let help = "see schema/kinds.schema.json for the form of a kind";
        problem(name, &path, &error.inner().to_string(), help)
    })
}

fn build_states(raw: RawStates) -> Vec<(String, Category)> {
    let groups = [
        (raw.open, Category::Open),
        (raw.active, Category::Active),
        (raw.done, Category::Done),
        (raw.dropped, Category::Dropped),
    ];
    groups
        .into_iter()
        .flat_map(|(names, category)| names.into_iter().map(move |name| (name, category)))
        .collect()
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
        patterns: raw.include.clone(),
        excluded: raw.exclude.clone(),
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

fn build_id(name: &str, raw: RawId, style: IdStyle) -> Result<IdRule> {
    let paths = raw.field.to_list();
    let places = [
        raw.constant.is_some(),
        raw.series.is_some(),
        raw.dated.is_some(),
        raw.file_name.is_some(),
        raw.folder.is_some(),
        raw.path.is_some(),
        !paths.is_empty(),
        raw.key,
    ];
    let help = "one of: constant, series, dated, file-name, folder, path, field, key";
    match places.iter().filter(|is_given| **is_given).count() {
        0 => {
            let help = format!("write {help}");
            return Err(problem(name, "/id", "the id is nowhere", &help));
        }
        1 => {}
        _ => {
            let help = format!("keep {help}");
            let message = "the id is in more than one place";
            return Err(problem(name, "/id", message, &help));
        }
    }
    let pattern = |text: Option<String>, key: &str| {
        text.map(|text| build_pattern(name, &format!("/id/{key}"), &text))
    };
    let from = if let Some(id) = raw.constant {
        IdFrom::Constant(id)
    } else if let Some(series) = &raw.series {
        IdFrom::FileName(build_pattern(name, "/id/series", &style.pattern(series))?)
    } else if let Some(series) = &raw.dated {
        IdFrom::FileName(build_pattern(name, "/id/dated", &IdStyle::dated(series))?)
    } else if let Some(file_name) = pattern(raw.file_name, "file-name") {
        IdFrom::FileName(file_name?)
    } else if let Some(folder) = pattern(raw.folder, "folder") {
        IdFrom::Folder(folder?)
    } else if let Some(path) = pattern(raw.path, "path") {
        IdFrom::Path(path?)
    } else if !paths.is_empty() {
        let pattern = pattern(raw.pattern, "pattern").transpose()?;
        IdFrom::Field { paths, pattern }
    } else {
        IdFrom::Key
    };
    Ok(IdRule {
        from,
        prefix: raw.prefix,
        otherwise: raw.otherwise,
    })
}

fn build_pattern(name: &str, pointer: &str, text: &str) -> Result<Regex> {
    Regex::new(text).map_err(|error| {
        // The last line is the fact; those above it draw the pattern.
        let complaint = error.to_string();
        let message = complaint.lines().last().unwrap_or("not a pattern");
        problem(name, pointer, message, "mend the regular expression")
    })
}

fn build_field(kind: &str, name: &str, value: Value) -> Result<Field> {
    let raw = read_field(kind, name, value)?;
    let paths = match raw.from {
        Value::String(path) => vec![path],
        Value::Array(paths) => paths
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    };
    if paths.is_empty() {
        let message = "a field is a path, a list of paths or an object";
        let help = "write the name of the field in the file";
        return Err(problem(kind, &format!("/fields/{name}"), message, help));
    }
    let pattern = raw
        .pattern
        .map(|text| build_pattern(kind, &format!("/fields/{name}/pattern"), &text))
        .transpose()?;
    let synonyms = raw.map.into_iter().flat_map(|(word, others)| {
        others
            .into_iter()
            .map(move |other| (other.to_lowercase(), word.clone()))
    });
    Ok(Field {
        name: name.into(),
        role: Role::find(name),
        paths,
        value_type: raw
            .value_type
            .or((!raw.to.is_empty()).then_some(ValueType::Reference)),
        split: raw.split,
        pattern,
        prefix: raw.prefix,
        nulls: raw.nulls.iter().map(|word| word.to_lowercase()).collect(),
        synonyms: synonyms.collect(),
        is_private: raw.private,
        to: raw.to,
        reciprocal: raw.reciprocal,
        acyclic: raw.acyclic,
        label: raw.label,
        formats: raw.formats,
    })
}

fn read_field(kind: &str, name: &str, value: Value) -> Result<RawField> {
    if !value.is_object() {
        return Ok(RawField {
            from: value,
            ..RawField::default()
        });
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let help = "see schema/kinds.schema.json for the form of a field";
        let path = format!("/fields/{name}");
        problem(kind, &path, &error.inner().to_string(), help)
    })
}
