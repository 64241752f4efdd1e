//! `hum diff`

use super::{CliError, Context, Outcome, complete, links, range};
use crate::{history, report::changes, store::Moment};

/// Show what differs between two states of the program
///
/// Records are matched by id, whatever their path; what was changed and changed back is nothing. Without a range this
/// is what the worktree differs from the last commit; `A` is from A to the worktree, `A..B` from A to B. An end is a
/// commit, tag, branch, or a day (YYYY-MM-DD, its first second in UTC).
///
/// See `hum changelog` for who changed it, when and why.
#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    /// A..B, A, or nothing for HEAD to the worktree
    #[arg(add = complete::ranges())]
    range: Option<String>,
    /// Compare with what is staged, not with the worktree
    #[arg(long)]
    staged: bool,
    /// text, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl DiffArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let newest = if self.staged {
            (Moment::Index, "staged")
        } else {
            match store.now()? {
                Moment::Worktree => (Moment::Worktree, "worktree"),
                newest => (newest, "HEAD"),
            }
        };
        let range = self.range.as_deref().unwrap_or("HEAD");
        let ends = range::parse(&store, Some(range), newest)?;
        let config = store.config(ends.to)?;
        let changes = history::net(&store, &config, &ends, false)?;
        let links = links::at(&store, &config, &[ends.to, ends.from]);
        context.print_linked(
            changes::report("diff", &config, &changes),
            &self.format,
            links,
        )?;
        Ok(Outcome::Clean)
    }
}
