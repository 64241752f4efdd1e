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
    let mut files = mappings
        .iter()
        .map(|mapping| schema_file(&top, mapping))
        .collect::<Result<Vec<_>, _>>()?;
    let mut refused = None;
    if let Some(file) = editor.file() {
        let old = top.worktree_text(file)?;
        match editor.merged(old.as_deref(), &mappings) {
            Ok(new) => files.push(Planned {
                path: file.to_owned(),
                old,
                new,
            }),
            Err(reason) => refused = Some(format!("{file} is left as it is: {reason}")),
        }
    }
    if only_check {
        return check(context, &files, refused);
    }
    let rewrites: Vec<Rewrite> = files
        .iter()
        .filter(|file| !file.is_current())
        .map(Planned::rewrite)
        .collect();
    top.write(&rewrites)?;
    let mut words: String = files
        .iter()
        .map(|file| match (file.is_current(), &file.old) {
            (true, _) => format!("  kept     {}\n", file.path),
            (false, None) => format!("  wrote    {}\n", file.path),
            (false, Some(_)) => format!("  changed  {}\n", file.path),
        })
        .collect();
    if let Some(reason) = refused {
        context.print(&format!(
            "{words}Add to the settings:\n{}",
            editor.lines(&mappings)
        ))?;
        return Err(CliError::usage(
            reason,
            "add the lines above to it yourself",
        ));
    }
    words.push_str(&next(editor, &mappings, &left));
    context.print(&words)?;
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

fn check(
    context: &Context,
    files: &[Planned],
    refused: Option<String>,
) -> Result<Outcome, CliError> {
    if let Some(reason) = refused {
        return Err(CliError::usage(
            reason,
            "run `hum schema --install` to see the lines to add",
        ));
    }
    let stale: String = files
        .iter()
        .filter(|file| !file.is_current())
        .map(|file| match file.old {
            None => format!("  missing      {}\n", file.path),
            Some(_) => format!("  out of date  {}\n", file.path),
        })
        .collect();
    if stale.is_empty() {
        context.print(&format!("{} files are up to date\n", files.len()))?;
        return Ok(Outcome::Clean);
    }
    context.print(&format!(
        "{stale}Type `hum schema --install` to write them.\n"
    ))?;
    Ok(Outcome::Findings)
}

/// Returns what remains to be done by a person, and what the editor will not check.
fn next(editor: Editor, mappings: &[Mapping], left: &[String]) -> String {
    let mut words = match editor {
        Editor::Vscode => "Install the extension redhat.vscode-yaml and open this folder.\n".into(),
        Editor::Zed => "Zed installs yaml-language-server itself.\n".to_owned(),
        Editor::Helix => "Install yaml-language-server, then type `:lsp-restart`.\n".into(),
        Editor::Neovim => format!(
            "Install yaml-language-server and add to init.lua:\n{}",
            editor.lines(mappings)
        ),
    };
    words.push_str(
        "It completes and checks YAML files. It does not read the front matter of Markdown files: \
         `hum check` does.\n",
    );
    if !left.is_empty() {
        let kinds = left.join(", ");
        words.push_str(&format!(
            "Without a schema, or several records to a file: {kinds}.\n"
        ));
    }
    words
}
