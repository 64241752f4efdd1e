//! Writing schemas and settings.

use std::sync::Arc;

use super::editor::{self, Editor, FOLDER, MARK, Mapping};
use crate::{
    cli::{CliError, Context, Outcome},
    model::rewrite::Rewrite,
    store::{Moment, Store},
};

/// One file, as it is and as it should be.
struct Planned {
    path: String,
    old: Option<String>,
    new: String,
}

impl Planned {
    fn read(
        top: &Store,
        path: &str,
        new: impl FnOnce(Option<&str>) -> Result<String, CliError>,
    ) -> Result<Self, CliError> {
        let old = top.worktree_text(path)?;
        Ok(Self {
            new: new(old.as_deref())?,
            path: path.to_owned(),
            old,
        })
    }

    fn is_current(&self) -> bool {
        self.old.as_deref() == Some(&self.new)
    }

    fn rewrite(&self) -> Rewrite {
        let new = self.new.clone();
        match &self.old {
            None => Rewrite::create(&self.path, new),
            Some(old) => {
                let path: Arc<str> = self.path.as_str().into();
                Rewrite::replace(&path, &old.as_str().into(), new)
            }
        }
    }
}

/// Everything that an editor needs.
struct Plan {
    files: Vec<Planned>,
    /// Why the settings are not among the files, where they cannot be merged.
    refused: Option<String>,
}

impl Plan {
    fn new(top: &Store, editor: Editor, mappings: &[Mapping]) -> Result<Self, CliError> {
        let mut files = mappings
            .iter()
            .map(|mapping| schema_file(top, mapping))
            .collect::<Result<Vec<_>, _>>()?;
        let mut refused = None;
        if let Some(file) = editor.file() {
            let old = top.worktree_text(file)?;
            match editor.merged(old.as_deref(), mappings) {
                Ok(new) => files.push(Planned {
                    path: file.to_owned(),
                    old,
                    new,
                }),
                Err(reason) => refused = Some(format!("{file} is left as it is: {reason}")),
            }
        }
        Ok(Self { files, refused })
    }

    fn write(&self, top: &Store) -> Result<String, CliError> {
        let changed = self.files.iter().filter(|file| !file.is_current());
        top.write(&changed.map(Planned::rewrite).collect::<Vec<_>>())?;
        let words = self.files.iter().map(|file| {
            let what = match (file.is_current(), &file.old) {
                (true, _) => "kept",
                (false, None) => "wrote",
                (false, Some(_)) => "changed",
            };
            format!("  {what:7}  {}\n", file.path)
        });
        Ok(words.collect())
    }
}

/// Writes what an editor needs, or with `only_check` tells what is missing.
pub(super) fn run(
    context: &Context,
    editor: Editor,
    only_check: bool,
) -> Result<Outcome, CliError> {
    let store = context.store()?;
    if store.now()? != Moment::Worktree {
        return Err(CliError::usage(
            "a bare repository has no files to edit",
            "run this in a clone with a worktree",
        ));
    }
    let config = store.config(Moment::Worktree)?;
    let (top, prefix) = store.top();
    let (mappings, left) = editor::mappings(&config.kinds, &prefix);
    let plan = Plan::new(&top, editor, &mappings)?;
    if only_check {
        return check(context, editor, &plan);
    }
    let words = plan.write(&top)?;
    if let Some(reason) = plan.refused {
        let lines = editor.lines(&mappings);
        context.print(&format!("{words}Add to the settings:\n{lines}"))?;
        let hint = "add the lines above to it yourself";
        return Err(CliError::usage(reason, hint));
    }
    context.print(&format!("{words}{}", next(editor, &mappings, &left)))?;
    Ok(Outcome::Clean)
}

/// Plans the file of a schema. What somebody else wrote at its place is not touched.
fn schema_file(top: &Store, mapping: &Mapping) -> Result<Planned, CliError> {
    Planned::read(top, &mapping.path, |old| match old {
        Some(old) if !old.contains(MARK) => Err(CliError::usage(
            format!("{} was not written by hum", mapping.path),
            format!("move it to another folder; {FOLDER} belongs to hum"),
        )),
        _ => Ok(mapping.text.clone()),
    })
}

/// Tells what is missing or out of date.
fn check(context: &Context, editor: Editor, plan: &Plan) -> Result<Outcome, CliError> {
    let command = format!("hum schema --install {}", editor.name());
    if let Some(reason) = &plan.refused {
        let hint = format!("run `{command}` to see the lines to add");
        return Err(CliError::usage(reason, hint));
    }
    let stale: String = plan
        .files
        .iter()
        .filter(|file| !file.is_current())
        .map(|file| match file.old {
            None => format!("  missing      {}\n", file.path),
            Some(_) => format!("  out of date  {}\n", file.path),
        })
        .collect();
    if stale.is_empty() {
        context.print(&format!("{} files are up to date\n", plan.files.len()))?;
        return Ok(Outcome::Clean);
    }
    context.print(&format!("{stale}Type `{command}` to write them.\n"))?;
    Ok(Outcome::Findings)
}

/// Returns what remains to be done by a person, and what the editor will not check.
fn next(editor: Editor, mappings: &[Mapping], left: &[String]) -> String {
    let mut words = match editor {
        Editor::Vscode => "Install the extension redhat.vscode-yaml and open this folder.\n".into(),
        Editor::Zed => "Zed installs yaml-language-server itself.\n".to_owned(),
        Editor::Helix => "Install yaml-language-server, then type `:lsp-restart`.\n".into(),
        Editor::Neovim => format!(
            "Install yaml-language-server and add to init.lua:\n{}\
             otter.nvim hands front matter over: `:lua require('otter').activate({{ 'yaml' }})` in a Markdown file.\n",
            editor.lines(mappings)
        ),
    };
    words.push_str(
        "yaml-language-server completes and checks YAML files. It does not open Markdown files: their front \
         matter is checked by `hum check`.\n",
    );
    if !left.is_empty() {
        let kinds = left.join(", ");
        words.push_str(&format!(
            "Not mapped, for want of a schema or of a YAML document for each record: {kinds}.\n"
        ));
    }
    words
}
