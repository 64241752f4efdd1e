//! What an editor is told: which schema is for which files, in the words of its settings.

use serde_json::{Map, Value, json};

use crate::{
    model::{
        builtin,
        kind::{Field, Kind, Kinds},
        schema::Schema,
    },
    text::jsonc,
};

/// The folder of the schemas, below the program's folder.
pub(super) const FOLDER: &str = ".humdrum/schema";
/// What follows the name of a Markdown file when its front matter is a document of its own.
const OTTER: &str = ".otter.{yml,yaml}";
/// The first words of a file that is written here and may be replaced.
pub(super) const MARK: &str = "Written by hum schema --install";

/// An editor that runs yaml-language-server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Editor {
    /// VS Code and what reads its settings: .vscode/settings.json
    Vscode,
    /// Zed: .zed/settings.json
    Zed,
    /// Helix: .helix/languages.toml
    Helix,
    /// Neovim: prints the lines for init.lua
    Neovim,
}

/// One schema and the files that it is for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mapping {
    /// The path of the schema's file, from the folder that the editor opens.
    pub(super) path: String,
    /// The text of that file.
    pub(super) text: String,
    /// The patterns of the files.
    pub(super) patterns: Vec<String>,
}

/// Returns the mapping of every kind whose files an editor can check, and the names of the others. `prefix` leads from
/// the folder that the editor opens to the program.
pub(super) fn mappings(kinds: &Kinds, prefix: &str) -> (Vec<Mapping>, Vec<String>) {
    let (mut mappings, mut left) = (Vec::new(), Vec::new());
    for kind in kinds.iter() {
        let patterns = patterns(kind, prefix);
        match &kind.schema {
            Some(schema) if !patterns.is_empty() => mappings.push(Mapping {
                path: path(prefix, &kind.name),
                text: installed(kind, schema),
                patterns,
            }),
            _ => left.push(kind.name.clone()),
        }
    }
    // Whoever maps the files of others has a program.yaml all the same.
    if !kinds.iter().any(|kind| kind.name == "program")
        && let Some(Ok(json)) = builtin::schema("program.schema.json").map(serde_json::from_str)
    {
        mappings.push(Mapping {
            path: path(prefix, "program"),
            text: marked(&json),
            patterns: vec![format!("{prefix}program.yaml")],
        });
    }
    (mappings, left)
}

fn path(prefix: &str, kind: &str) -> String {
    let is_plain = |one: char| one.is_ascii_alphanumeric() || "._-".contains(one);
    let name = kind.replace(|one: char| !is_plain(one), "-");
    format!("{prefix}{FOLDER}/{name}.schema.json")
}

/// Returns the patterns of the files in which one document is one record: YAML files, and front matter for clients that
/// hand it over as YAML, under the file's own name or with `.otter.yml` behind it, as otter.nvim does.
fn patterns(kind: &Kind, prefix: &str) -> Vec<String> {
    let mut patterns = Vec::new();
    for source in &kind.sources {
        let included = source.patterns.iter().map(|name| format!("{prefix}{name}"));
        let excluded = source
            .excluded
            .iter()
            .map(|name| format!("!{prefix}{name}"));
        let names = included.chain(excluded);
        match source.extractor.name {
            "yaml-file" => patterns.extend(names),
            "front-matter" => {
                patterns.extend(names.flat_map(|name| [name.clone(), format!("{name}{OTTER}")]));
            }
            _ => {}
        }
    }
    let mut told = Vec::new();
    patterns.retain(|pattern| {
        let is_new = !told.contains(pattern);
        told.push(pattern.clone());
        is_new
    });
    patterns
}

/// Returns the schema as an editor gets it: what `hum check` reads as another word for a value is no mistake there.
fn installed(kind: &Kind, schema: &Schema) -> String {
    let mut json = schema.json().clone();
    let closed = schema.closed_fields();
    for field in kind
        .fields
        .iter()
        .filter(|field| !field.synonyms.is_empty())
    {
        for path in field.paths.iter().filter(|path| closed.contains(path)) {
            let pointer = format!("/properties/{}", path.replace('.', "/properties/"));
            if let Some(property) = json.pointer_mut(&pointer) {
                *property = widened(property.take(), field);
            }
        }
    }
    marked(&json)
}

/// Returns the schema of a field that also takes the other words, which are not offered.
fn widened(property: Value, field: &Field) -> Value {
    let mut wide = Map::new();
    if let Some(description) = property.get("description") {
        wide.insert("description".into(), description.clone());
    }
    let words = field.synonyms.keys().map(|word| any_case(word));
    let pattern = format!("^(?:{})$", words.collect::<Vec<_>>().join("|"));
    wide.insert(
        "anyOf".into(),
        json!([property, {"type": "string", "pattern": pattern}]),
    );
    wide.into()
}

/// Returns a pattern for a word in capitals and small letters. JavaScript has no switch for that inside a pattern.
fn any_case(word: &str) -> String {
    let letters = word.chars().map(|one| match one {
        'a'..='z' => format!("[{}{one}]", one.to_ascii_uppercase()),
        _ if one.is_alphanumeric() || " _-".contains(one) => one.to_string(),
        _ => format!("\\{one}"),
    });
    letters.collect()
}

fn marked(json: &Value) -> String {
    let mut marked = Map::new();
    marked.insert(
        "$comment".into(),
        format!("{MARK}. Run it again after a change of kinds.").into(),
    );
    for (key, value) in json.as_object().into_iter().flatten() {
        marked.insert(key.clone(), value.clone());
    }
    format!("{:#}\n", Value::from(marked))
}

impl Editor {
    /// Returns its name on the command line.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Vscode => "vscode",
            Self::Zed => "zed",
            Self::Helix => "helix",
            Self::Neovim => "neovim",
        }
    }

    /// Returns the file of the settings; none where people keep them outside of the repository.
    pub(super) fn file(self) -> Option<&'static str> {
        match self {
            Self::Vscode => Some(".vscode/settings.json"),
            Self::Zed => Some(".zed/settings.json"),
            Self::Helix => Some(".helix/languages.toml"),
            Self::Neovim => None,
        }
    }

    /// Returns the settings with the mappings in them.
    ///
    /// # Errors
    /// Why the text that is there cannot be changed safely.
    pub(super) fn merged(self, old: Option<&str>, mappings: &[Mapping]) -> Result<String, String> {
        let lines = self.lines(mappings);
        let Some(old) = old else { return Ok(lines) };
        match self {
            Self::Vscode => jsonc::add_lists(old, &VSCODE, &lists(mappings)),
            Self::Zed => jsonc::add_lists(old, &ZED, &lists(mappings)),
            Self::Helix | Self::Neovim => {
                let is_there = |line: &str| old.lines().any(|other| other == line);
                let is_ours = old.starts_with(&format!("# {MARK}"));
                if lines.lines().skip(1).all(is_there) {
                    Ok(old.to_owned())
                } else if is_ours && !old.contains("\n[[") && old.matches("\n[").count() == 1 {
                    Ok(lines)
                } else {
                    Err("settings in TOML are not merged".into())
                }
            }
        }
    }

    /// Returns the whole of the settings for a file that holds nothing else.
    pub(super) fn lines(self, mappings: &[Mapping]) -> String {
        let rows = |start: &str, middle: &str, close: &str| -> String {
            let rows = mappings.iter().map(|mapping| {
                let patterns = json!(mapping.patterns)
                    .to_string()
                    .replace("\",\"", "\", \"");
                let patterns = match self {
                    Self::Neovim => format!("{{ {} }}", &patterns[1..patterns.len() - 1]),
                    _ => patterns,
                };
                format!("{start}\"{}\"{middle}{patterns}{close}\n", mapping.path)
            });
            rows.collect()
        };
        match self {
            Self::Vscode | Self::Zed => {
                let path: &[&str] = if self == Self::Zed { &ZED } else { &VSCODE };
                // An empty object can always be added to.
                jsonc::add_lists("{}\n", path, &lists(mappings)).unwrap_or_default()
            }
            Self::Helix => format!(
                "# {MARK} helix.\n[language-server.yaml-language-server.config.yaml.schemas]\n{}",
                rows("", " = ", "")
            ),
            Self::Neovim => format!(
                "vim.lsp.config('yamlls', {{\n  settings = {{ yaml = {{ schemas = {{\n{}  }} }} }},\n}})\n",
                rows("    [", "] = ", ",")
            ),
        }
    }
}

const VSCODE: [&str; 1] = ["yaml.schemas"];
const ZED: [&str; 5] = ["lsp", "yaml-language-server", "settings", "yaml", "schemas"];

fn lists(mappings: &[Mapping]) -> Vec<(String, Vec<String>)> {
    let mappings = mappings.iter();
    mappings
        .map(|mapping| (mapping.path.clone(), mapping.patterns.clone()))
        .collect()
}
