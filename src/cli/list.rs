//! `hum list`

use super::{CliError, Context, Outcome, complete, context::kind, facts, links, range};
use crate::{
    facts::field::Facts,
    model::overlay::Laying,
    report::list::{Listing, Question},
};

/// List records: all, or those of a kind, or those for which a condition holds
///
/// KIND is the name of a kind, in singular or plural, or the letters of its ids: `risk`, `risks`, `RISK`. Without --sort
/// records stand by kind, then by id. Without --columns a kind shows the columns of its own (`columns:` in
/// schema/kinds.yaml).
///
/// `hum explain where` explains conditions such as 'owner = @maria and due < today + 14d', and facts that may be named like
/// fields: baseline, slip, staleness …; history is read for them.
#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// The kind of record; every kind when left out
    #[arg(add = complete::kinds())]
    kind: Option<String>,
    /// List only records for which this holds
    #[arg(long = "where", value_name = "CONDITION")]
    filter: Option<String>,
    /// Fields to sort by; `-` before one turns its order round
    #[arg(long, value_name = "FIELD[,-FIELD]", allow_hyphen_values = true, add = complete::fields())]
    sort: Option<String>,
    /// Fields to show
    #[arg(long, value_name = "FIELD[,FIELD]", add = complete::fields())]
    columns: Option<String>,
    /// List the program as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text (or table), csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl ListArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (moment, today) = range::looked_at(context, &store, self.at.as_deref())?;
        let config = store.config(moment)?;
        let kind = self
            .kind
            .as_deref()
            .map(|word| kind(&config, word))
            .transpose()?;
        let filter = match (&self.filter, kind) {
            (None, _) => None,
            (Some(text), Some(kind)) => Some(facts::query(text, &config, &[kind])?),
            (Some(text), None) => Some(facts::query_of_all(text, &config)?),
        };
        let question = Question {
            kind,
            filter: filter.as_ref(),
            sort: self.sort.as_deref(),
            columns: self.columns.as_deref(),
        };
        let past = facts::past(
            context,
            &store,
            &config,
            moment,
            &question.derived(&config)?,
        )?;
        let program = store.program_with_overlays(&config, moment, Laying::Over)?;
        let facts = Facts {
            config: &config,
            past: past.as_ref(),
            today,
        };
        let listing = Listing::new(&program, question, &facts)?;
        let links = links::at(&store, &config, &[moment]);
        context.print_linked(listing.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}
