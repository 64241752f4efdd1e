//! `hum hook`

use std::{path::PathBuf, sync::Arc};

use super::{CliError, Context, Outcome};
use crate::{
    model::rewrite::Rewrite,
    store::{Store, files},
    text::shell,
};

/// Have git check what is staged before each commit
///
/// `install` writes the pre-commit hook of the repository: a commit with errors that HEAD does not have is refused. What
/// counts is what is staged, whatever the worktree says. `check` says whether the hook is there, and `remove` takes it away.
/// A hook that somebody else wrote is never changed. core.hooksPath is heeded, and all worktrees share the hook.
#[derive(Debug, clap::Args)]
pub(super) struct HookArgs {
    /// What to do
    #[arg(value_enum)]
    action: Action,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Action {
    /// Write the hook, or the newest form of it
    Install,
    /// Exit with 1 where it is not there, or in an older form
    Check,
    /// Take it away
    Remove,
}

/// Name of the hook that git runs before a commit.
const HOOK: &str = "pre-commit";

/// Tells a hook of ours from others.
const MARK: &str = "# Written by `hum hook install`";

/// The place of the hook, and what is there.
struct Place {
    folder: PathBuf,
    /// As people name it.
    shown: String,
    text: Option<String>,
}

impl HookArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let place = Place::of(&store)?;
        let line = line(&store)?;
        let wanted = script(&line);
        let is_ours = place.text.as_ref().is_some_and(|text| text.contains(MARK));
        let shown = &place.shown;
        match (self.action, &place.text) {
            (_, Some(text)) if *text == wanted && self.action != Action::Remove => {
                context.print(&format!("{shown} is there: it runs `{line}`\n"))?;
            }
            (Action::Check, _) => {
                context.print(&format!(
                    "{shown} does not run `{line}`: type `hum hook install`\n"
                ))?;
                return Ok(Outcome::Findings);
            }
            (Action::Remove, None) => context.print(&format!("{shown} is not there\n"))?,
            (Action::Remove, Some(_)) if is_ours => {
                files::remove(&place.folder.join(HOOK))?;
                context.print(&format!("Removed {shown}\n"))?;
            }
            // A hook of ours that checks another program of the repository is one to keep.
            (Action::Install, Some(text)) if is_ours && text.contains(&format!("\n{line} &&")) => {
                place.write(&wanted)?;
                context.print(&format!("Wrote {shown} in its newest form\n"))?;
            }
            (Action::Install, None) => {
                place.write(&wanted)?;
                context.print(&format!(
                    "Wrote {shown}: before each commit, git runs `{line}`\n"
                ))?;
            }
            (action, Some(_)) => return Err(refusal(shown, &line, is_ours, action)),
        }
        Ok(Outcome::Clean)
    }
}

impl Place {
    fn of(store: &Store) -> Result<Self, CliError> {
        let repository = store.repository()?;
        let folder = repository.hooks_folder()?;
        let path = folder.join(HOOK);
        let below = repository.workdir().map(|top| path.strip_prefix(top));
        let shown = match below {
            Some(Ok(inside)) => inside.display().to_string(),
            _ => path.display().to_string(),
        };
        let text = match path.exists() {
            true => Store::folder(folder.clone()).worktree_text(HOOK)?,
            false => None,
        };
        Ok(Self {
            folder,
            shown,
            text,
        })
    }

    fn write(&self, script: &str) -> Result<(), CliError> {
        let rewrite = match &self.text {
            Some(old) => {
                Rewrite::replace(&Arc::from(HOOK), &old.as_str().into(), script.to_owned())
            }
            None => Rewrite::create(HOOK, script.to_owned()),
        };
        files::make(&self.folder)?;
        Store::folder(self.folder.clone()).write(&[rewrite])?;
        Ok(files::make_executable(&self.folder.join(HOOK))?)
    }
}

/// Returns the command that checks what is staged. Git runs hooks at the top of the worktree.
fn line(store: &Store) -> Result<String, CliError> {
    const CHECK: &str = "check --staged --since HEAD";
    if store.has_settings_outside() {
        let message =
            "the hook reads the program.yaml of the repository, and this one is elsewhere";
        let hint = format!("add `hum --program FILE {CHECK} || exit 1` to the hook yourself");
        return Err(CliError::usage(message, hint));
    }
    let folder = store.repository()?.from_the_top("");
    Ok(match folder.as_str() {
        "" => format!("hum {CHECK}"),
        folder => format!("hum -C {} {CHECK}", shell::word(folder)),
    })
}

fn script(line: &str) -> String {
    format!(
        "#!/bin/sh\n\
         {MARK}; `hum hook remove` takes it away.\n\
         # Refuses a commit with errors that HEAD does not have. What counts is what is staged.\n\
         if ! command -v hum >/dev/null 2>&1; then\n    \
         echo \"hum is not on the PATH, so nobody knows whether the program is sound.\" >&2\n    \
         echo \"To commit all the same: git commit --no-verify\" >&2\n    \
         exit 1\n\
         fi\n\
         {line} && exit 0\n\
         echo >&2\n\
         echo \"Nothing was committed. To commit all the same: git commit --no-verify\" >&2\n\
         exit 1\n"
    )
}

/// Returns why a hook stays as it is.
fn refusal(shown: &str, line: &str, is_ours: bool, action: Action) -> CliError {
    let message = match is_ours {
        true => format!("{shown} checks another program of this repository"),
        false => format!("{shown} was not written by hum"),
    };
    let hint = match action {
        Action::Remove => format!("take `{line}` out of it yourself"),
        _ => format!("add this line to it, before any `exit 0`: {line} || exit 1"),
    };
    CliError::usage(message, hint)
}
