//! `hum man`

use std::{collections::BTreeMap, io::Write, path::PathBuf, sync::Arc};

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::{Cli, CliError, Context, Outcome, complete, context::unknown};
use crate::{
    model::rewrite::Rewrite,
    store::{Store, files},
};

/// Print a man page, or write all of them into a folder
///
/// Type `hum man check | man -l -` to read the page of a command. With --out, pages that are there are replaced: `hum man
/// --out ~/.local/share/man/man1` makes `man hum-check` work.
#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {
    /// The command; hum itself when left out
    #[arg(conflicts_with = "out", add = complete::commands())]
    command: Option<String>,
    /// Write hum.1 and a page for each command into this folder
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    out: Option<PathBuf>,
}

impl ManArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let pages = pages();
        let Some(out) = &self.out else {
            let name = self.command.as_deref().unwrap_or("hum");
            let file = match name {
                "hum" => "hum.1".to_owned(),
                _ => format!("hum-{name}.1"),
            };
            let names = pages.keys().filter_map(|file| {
                file.strip_prefix("hum-")
                    .and_then(|name| name.strip_suffix(".1"))
            });
            let page = pages
                .get(&file)
                .ok_or_else(|| unknown("command", name, names))?;
            context.print(page)?;
            return Ok(Outcome::Clean);
        };
        let folder = context.directory().join(out);
        files::make(&folder)?;
        let place = Store::folder(folder);
        let mut rewrites = Vec::new();
        for (file, page) in &pages {
            match place.worktree_text(file)? {
                None => rewrites.push(Rewrite::create(file, page.clone())),
                Some(old) if old == *page => {}
                Some(old) if old.contains("\n.TH hum") => {
                    let path: Arc<str> = file.as_str().into();
                    rewrites.push(Rewrite::replace(&path, &old.into(), page.clone()));
                }
                Some(_) => {
                    let message = format!("{} is not a man page of hum", out.join(file).display());
                    return Err(CliError::usage(message, "give another folder with --out"));
                }
            }
        }
        place.write(&rewrites)?;
        let total = pages.len();
        let written = rewrites.len();
        context.print(&format!(
            "{total} pages in {}, {written} written\n",
            out.display()
        ))?;
        Ok(Outcome::Clean)
    }
}

/// Returns every page by the name of its file: of the command itself, and of each subcommand.
fn pages() -> BTreeMap<String, String> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let visible = command.get_subcommands().filter(|one| !one.is_hide_set());
    let mut commands: Vec<Command> = visible.cloned().collect();
    commands.push(command);
    commands
        .into_iter()
        .map(|command| {
            let usage = command.clone().render_usage().to_string();
            let has_commands = command.has_subcommands();
            let man = Man::new(command);
            let file = man.get_filename();
            let name = file.trim_end_matches(".1");
            let page = page(&man, name, &usage, has_commands).unwrap_or_default();
            (file, page)
        })
        .collect()
}

/// What the library puts before every part.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// Returns one page. The library's own title loses an empty date, and its synopsis does not name the values of
/// options.
fn page(man: &Man, name: &str, usage: &str, has_commands: bool) -> std::io::Result<String> {
    let mut parts = Vec::new();
    man.render_name_section(&mut parts)?;
    let usage = usage.strip_prefix("Usage: ").unwrap_or(usage);
    let usage = usage.trim().replace('\\', "\\\\").replace('-', "\\-");
    writeln!(parts, ".SH SYNOPSIS\n{usage}")?;
    man.render_description_section(&mut parts)?;
    man.render_options_section(&mut parts)?;
    if has_commands {
        man.render_subcommands_section(&mut parts)?;
    }
    let parts = String::from_utf8_lossy(&parts).replace(PREAMBLE, "");
    // troff reads one byte as one character.
    let parts: String = parts
        .chars()
        .map(|one| match one {
            _ if one.is_ascii() => one.to_string(),
            _ => format!("\\[u{:04X}]", u32::from(one)),
        })
        .collect();
    let version = env!("CARGO_PKG_VERSION");
    Ok(format!(
        "{PREAMBLE}.TH {name} 1 \"\" \"hum {version}\" \"Humdrum\"\n{parts}"
    ))
}
