//! `hum init`

use std::path::{Path, PathBuf};

use super::{CliError, Context, Outcome, context::unknown};
use crate::{
    model::{builtin, preset::Preset},
    store::{
        PROGRAM_FILE, files,
        git::{Repository, Writer},
        replay::Files,
    },
};

/// Start a program in a folder
///
/// Writes program.yaml, a charter, one workstream and one deliverable, which together pass `hum check`. With --preset it
/// writes program.yaml alone, and the files that are there become the records. Makes a git repository where there is none.
/// Nothing that exists is changed.
#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// The folder; the current one when left out
    folder: Option<PathBuf>,
    /// Name of the program; the folder's name when left out
    #[arg(long)]
    name: Option<String>,
    /// Read files that are there as they are: madr, nygard or register; may be given more than once
    #[arg(long, value_name = "NAME")]
    preset: Vec<String>,
}

impl InitArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let folder = self.folder.as_ref().map_or_else(
            || context.directory().to_owned(),
            |folder| context.directory().join(folder),
        );
        if folder.join(PROGRAM_FILE).exists() {
            let message = format!("{} exists already", folder.join(PROGRAM_FILE).display());
            return Err(CliError::usage(message, "run `hum check` in that folder"));
        }
        self.check_presets()?;
        files::make(&folder)?;
        let repository = match Repository::discover(&folder)? {
            Some(repository) => repository,
            None => {
                Writer::create(&folder)?;
                let shown = self.folder.as_deref().unwrap_or(context.directory());
                context.print(&format!("Made a git repository in {}\n", shown.display()))?;
                Repository::discover(&folder)?.ok_or_else(|| {
                    CliError::usage("the repository cannot be opened", "run `git init`")
                })?
            }
        };
        let name = self.program_name(&folder);
        let files = if self.preset.is_empty() {
            starter(&name, &handle(&repository), context)
        } else {
            reader(&name, &self.preset)
        };
        let (new, kept): (Files, Files) = files
            .into_iter()
            .partition(|(path, _)| !folder.join(path).exists());
        files::write_new(&folder, &new)?;
        context.print(&self.words(&new, &kept))?;
        Ok(Outcome::Clean)
    }

    /// Returns what was done and what to type next.
    fn words(&self, new: &Files, kept: &Files) -> String {
        let mut words: String = new
            .keys()
            .map(|path| format!("  wrote  {path}\n"))
            .collect();
        words.extend(kept.keys().map(|path| format!("  kept   {path}\n")));
        words.push_str(match self.preset.as_slice() {
            [] => "Fill in what says TBD, then type:\n",
            _ => "Type next:\n",
        });
        let folder = self.folder.as_ref();
        if let Some(folder) = folder.filter(|folder| folder.as_os_str() != ".") {
            words.push_str(&format!("  cd {}\n", folder.display()));
        }
        words.push_str("  hum check\n  git add . && git commit -m \"Start the program\"\n");
        words
    }

    /// Returns the name that was given, or that of the folder.
    fn program_name(&self, folder: &Path) -> String {
        let absolute = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let of_folder = || Some(absolute.file_name()?.to_string_lossy().into_owned());
        let name = self.name.clone().or_else(of_folder);
        name.unwrap_or_else(|| "Program".into())
    }

    fn check_presets(&self) -> Result<(), CliError> {
        let known = builtin::PRESETS.iter().map(|(name, _)| *name);
        for name in &self.preset {
            if Preset::find(name).is_none() {
                return Err(unknown("preset", name, known));
            }
        }
        match Preset::find_all(&self.preset) {
            Ok(_) => Ok(()),
            Err(problem) => Err(CliError::usage(problem.message, problem.help)),
        }
    }
}

/// Returns the settings of a program whose records are there already.
fn reader(name: &str, presets: &[String]) -> Files {
    let quoted = serde_json::Value::from(name).to_string();
    let presets = match presets {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    let program = format!("name: {quoted}\npreset: {presets}\n");
    Files::from([(PROGRAM_FILE.to_owned(), program)])
}

/// Returns the handle of whoever works here: what stands before the @ of their mail address.
fn handle(repository: &Repository) -> String {
    let email = repository.user_email().unwrap_or_default();
    let local = email.split('@').next().unwrap_or_default();
    let fits = !local.is_empty()
        && local
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    let starts = local.starts_with(|c: char| c.is_ascii_alphanumeric());
    if fits && starts {
        format!("@{}", local.to_lowercase())
    } else {
        "@me".into()
    }
}

/// Returns the files of a program that has only begun.
fn starter(name: &str, tpm: &str, context: &Context) -> Files {
    let quoted = serde_json::Value::from(name).to_string();
    let today = context.clock();
    // Six months are a common length of a first plan; a Friday is a workday in most calendars.
    let mut target = today.saturating_add(jiff::Span::new().weeks(26));
    while target.weekday() != jiff::civil::Weekday::Friday {
        target = target.saturating_add(jiff::Span::new().days(1));
    }
    let program = format!(
        "name: {quoted}\n\
         objective: \"TBD({tpm}, {today})\"\n\
         sponsor: TBD\n\
         tpm: \"{tpm}\"\n\
         start: {today}\n\
         target: {target}\n\
         \n\
         audiences:\n  exec:\n    update: exec\n    people: []\n    cadence_days: 14\n    format: markdown\n  \
         contributors:\n    update: contributors\n    people: []\n    cadence_days: 7\n    format: markdown\n\
         \n\
         calendar:\n  weekend: [sat, sun]\n  holidays: []\n\
         \n\
         glossary: {{}}\n"
    );
    let charter =
        format!("# {name}\n\n## Problem\n\nTBD\n\n## Outcome\n\nTBD\n\n## Out of scope\n\nTBD\n");
    let workstream = format!(
        "---\ntitle: First workstream\nstatus: proposed\nowner: \"{tpm}\"\nobjective: TBD\n---\n\n## Scope\n\nTBD\n\n\
         ## Not in scope\n\nTBD\n"
    );
    let deliverable = format!(
        "---\ntitle: First deliverable\nstatus: proposed\nworkstream: WS-1\nowner: \"{tpm}\"\ndue: {target}\n---\n\n\
         ## Notes\n\nTBD\n"
    );
    Files::from([
        ("program.yaml".to_owned(), program),
        ("README.md".to_owned(), charter),
        ("workstreams/WS-1-first.md".to_owned(), workstream),
        ("deliverables/DEL-1-first.md".to_owned(), deliverable),
    ])
}
