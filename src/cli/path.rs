//! `hum path`

use super::{CliError, Context, Outcome, complete, find, links, range};
use crate::{
    facts::{path, schedule},
    report::path::Remaining,
};

/// List everything that must still happen to finish a record, in order, with who and by when
///
/// Unfinished work before it and parts of it, decisions that are open, promises that are not kept yet, needs that are not
/// met, blockers, and the open actions of all these and of the risks for them. It begins with whether the record is ready:
/// whether whoever works on it has what it waits for. `hum path PROGRAM` lists everything that is left.
#[derive(Debug, clap::Args)]
pub(super) struct PathArgs {
    /// The record: a piece of work, or PROGRAM
    #[arg(add = complete::ids())]
    id: String,
    /// List only what is due today or overdue
    #[arg(long)]
    today: bool,
    /// Look at the program as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text, csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl PathArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (moment, today) = range::looked_at(context, &store, self.at.as_deref())?;
        let config = store.config(moment)?;
        let program = store.program(&config, moment)?;
        let record = find::record(&program, &self.id)?;
        let schedule = schedule::schedule(&program, today);
        let remaining = Remaining {
            config: &config,
            path: path::path(&program, &schedule, record, today),
            today,
            is_today: self.today,
            is_table: self.format == "csv",
        };
        let links = links::at(&store, &config, &[moment]);
        context.print_linked(remaining.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}
