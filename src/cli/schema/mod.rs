//! `hum schema`

mod editor;
mod install;

use std::sync::Arc;

use self::editor::Editor;
use super::{CliError, Context, Outcome, complete, context::unknown};
use crate::{
    model::{builtin, config::Config, kind::Kind},
    store::{PROGRAM_FILE, StoreError},
};

/// Print the JSON Schema of a kind, or make an editor use all of them
///
/// `program` is the schema of program.yaml. Without a kind, all kinds are listed with their schemas and files. Outside of
/// a program these are the built-in ones.
///
/// --install writes the schemas into .humdrum/schema and maps the files of each kind to them in the settings of an
/// editor, so that yaml-language-server completes and checks them. Settings that are there stay.
#[derive(Debug, clap::Args)]
pub(super) struct SchemaArgs {
    /// The kind
    #[arg(add = complete::kinds(), conflicts_with = "install")]
    kind: Option<String>,
    /// Write the schemas and the settings of an editor [default: vscode]
    #[arg(long, value_enum, value_name = "EDITOR", num_args = 0..=1, default_missing_value = "vscode")]
    install: Option<Editor>,
    /// With --install: write nothing, tell what is missing or out of date, and exit with 1 if anything is
    #[arg(long, requires = "install")]
    check: bool,
}

impl SchemaArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        if let Some(editor) = self.install {
            return install::run(context, editor, self.check);
        }
        let config = config(context)?;
        let text = match &self.kind {
            None => list(&config),
            Some(name) => schema(&config, name)?,
        };
        context.print(&text)?;
        Ok(Outcome::Clean)
    }
}

/// Returns the settings of the program; where there is no program, those of one that has only a name.
fn config(context: &Context) -> Result<Arc<Config>, CliError> {
    match context.store() {
        Ok(store) => Ok(store.config(store.now()?)?),
        Err(CliError::Store(StoreError::NoProgram { .. })) => {
            let builtin = Config::parse(&PROGRAM_FILE.into(), "name: none", &|_| None);
            Ok(Arc::new(builtin.map_err(StoreError::from)?))
        }
        Err(error) => Err(error),
    }
}

fn list(config: &Config) -> String {
    let rows: Vec<[String; 3]> = config
        .kinds
        .iter()
        .map(|kind| {
            let patterns = kind.sources.iter().flat_map(|source| &source.patterns);
            let patterns: Vec<&str> = patterns.map(String::as_str).collect();
            let schema = kind.schema_path.as_deref().unwrap_or("no schema");
            [kind.name.clone(), schema.to_owned(), patterns.join(", ")]
        })
        .collect();
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max();
    let (first, second) = (width(0).unwrap_or(0), width(1).unwrap_or(0));
    rows.iter()
        .map(|[name, schema, files]| format!("{name:first$}  {schema:second$}  {files}\n"))
        .collect()
}

fn schema(config: &Config, name: &str) -> Result<String, CliError> {
    let Some(kind) = config.kinds.find(name) else {
        // A program that maps somebody else's files still has its own program.yaml.
        if let Some(text) = builtin::schema("program.schema.json").filter(|_| name == "program") {
            return Ok(text.into());
        }
        let names: Vec<&str> = config.kinds.iter().map(|kind| &*kind.name).collect();
        return Err(unknown("kind", name, names.into_iter()));
    };
    text(kind).ok_or_else(|| {
        let hint =
            format!("name a JSON Schema file under `kinds: {name}: schema:` in {PROGRAM_FILE}");
        CliError::usage(format!("the kind `{name}` has no schema"), hint)
    })
}

/// Returns the text of a kind's schema: of a built-in one as it was written.
fn text(kind: &Kind) -> Option<String> {
    let json = kind.schema.as_ref()?.json();
    let builtin = kind.schema_path.as_deref().and_then(builtin::schema);
    let same = builtin
        .filter(|text| serde_json::from_str(text).is_ok_and(|own: serde_json::Value| own == *json));
    Some(match same {
        Some(text) => text.to_owned(),
        None => format!("{json:#}\n"),
    })
}
