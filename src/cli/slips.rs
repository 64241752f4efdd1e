//! `hum slips`

use super::{CliError, Context, Outcome, complete, facts, links, range};
use crate::{
    facts::field::Facts,
    history,
    model::{query::RecordFields, record::Record},
    report::slips::{self, Telling},
};

/// List every move of a due date or a forecast: how far, how early it was told, why, and by whom
///
/// Every step on the way counts, first-parent: a move and its revert are two. The lead is the number of days from the
/// commit that moved a date to the old date; below 0 it was told after the date had passed. A date that names a release
/// counts with the day of the release (`releases:` in program.yaml).
///
/// CSV and JSON hold every move; the other formats show totals and the latest moves.
#[derive(Debug, clap::Args)]
pub(super) struct SlipsArgs {
    /// A..B, or A for A to HEAD; nothing for the whole history
    #[arg(add = complete::ranges())]
    range: Option<String>,
    /// Start at this commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", conflicts_with = "range", add = complete::revisions())]
    since: Option<String>,
    /// Count only records for which this holds at the end of the range; see `hum explain where`
    #[arg(long = "where", value_name = "CONDITION")]
    filter: Option<String>,
    /// Show this many moves one by one; 0 for all
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
    /// text, csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl SlipsArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let head = store.repository()?.head()?;
        let range = self.since.as_deref().or(self.range.as_deref());
        let ends = range::parse(&store, range, (head, "HEAD"))?;
        let config = store.config(ends.to)?;
        let ledger = match &self.filter {
            None => history::slips(&store, &config, &ends, &|_| true)?,
            Some(text) => {
                let query = facts::query_of_all(text, &config)?;
                let moment = Some(ends.to).filter(|moment| *moment != head);
                let today = context.today(&store, moment)?;
                let program = store.program(&config, ends.to)?;
                let past = facts::past(context, &store, &config, ends.to, query.derived())?;
                let facts = Facts {
                    config: &config,
                    past: past.as_ref(),
                    today,
                };
                // A record that is gone by then is judged as it was when its date moved.
                let keep = |record: &Record| {
                    let fields = RecordFields {
                        program: &program,
                        record: program.find(&record.id).unwrap_or(record),
                        derived: Some(&facts),
                    };
                    query.matches_with(&fields, today)
                };
                history::slips(&store, &config, &ends, &keep)?
            }
        };
        let telling = Telling {
            filter: self.filter.as_deref(),
            limit: Some(self.limit).filter(|limit| *limit > 0),
            is_table: self.format == "csv",
        };
        let links = links::at(&store, &config, &[ends.to, ends.from]);
        context.print_linked(
            slips::report(&config, &ledger, telling),
            &self.format,
            links,
        )?;
        Ok(Outcome::Clean)
    }
}
