//! `hum changelog`

use super::{CliError, Context, Outcome, complete, links, range};
use crate::{history, report::changes};

/// Tell what changed in the program, by whom and when, read from the files and not from commit messages
///
/// Without --walk this is the net difference: a change and its revert are nothing. Commits that touch many records are
/// told in one line each (`history.bulk_records` in program.yaml). History is first-parent: what landed, when.
#[derive(Debug, clap::Args)]
pub(super) struct ChangelogArgs {
    /// A..B, or A for A to HEAD; nothing for the whole history
    #[arg(add = complete::ranges())]
    range: Option<String>,
    /// Start at this commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", conflicts_with = "range", add = complete::revisions())]
    since: Option<String>,
    /// Tell every step with its commit, oldest first
    #[arg(long)]
    walk: bool,
    /// Tell every commit where it was made, not only what landed; a merge tells what is in none of its parents
    #[arg(long, requires = "walk")]
    all_commits: bool,
    /// Print the data behind the words, as JSON
    #[arg(long, conflicts_with = "format")]
    context: bool,
    /// text, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl ChangelogArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let head = store.repository()?.head()?;
        let range = self.since.as_deref().or(self.range.as_deref());
        let ends = range::parse(&store, range, (head, "HEAD"))?;
        let config = store.config(ends.to)?;
        let changes = match (self.walk, self.all_commits) {
            (true, true) => history::all_steps(&store, &config, &ends)?,
            (true, false) => history::steps(&store, &config, &ends)?,
            _ => history::net(&store, &config, &ends, true)?,
        };
        let format = if self.context { "json" } else { &self.format };
        let links = links::at(&store, &config, &[ends.to, ends.from]);
        context.print_linked(
            changes::report("changelog", &config, &changes),
            format,
            links,
        )?;
        Ok(Outcome::Clean)
    }
}
