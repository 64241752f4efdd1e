//! `hum actions`

use super::{CliError, Context, Outcome, complete, links, range};
use crate::{
    model::{action::Action, overlay::Laying, query::Query},
    report::actions::{ActionList, Question},
};

/// List what people are to do: the task lines of all records
///
/// An action is a line `- [ ] @maria get API quota (due 2026-05-08) ^a3` in the body of any record. Its address is the
/// record and its label, RISK-12^a3, or the record and its line, RISK-12:31. Those with an owner and a day come first, by
/// day; those that lack one come last.
///
/// Conditions may name address, done, due, kind, overdue, owner, record, section and text: 'kind = risk and overdue = yes'.
/// See `hum explain where`.
#[derive(Debug, clap::Args)]
pub(super) struct ActionsArgs {
    /// List only actions of this person
    #[arg(long, value_name = "@HANDLE", add = complete::people())]
    owner: Option<String>,
    /// List only actions whose day is past
    #[arg(long)]
    overdue: bool,
    /// List finished actions too
    #[arg(long, conflicts_with = "overdue")]
    all: bool,
    /// List only actions for which this holds
    #[arg(long = "where", value_name = "CONDITION")]
    filter: Option<String>,
    /// List the actions as they were at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text (or table), csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl ActionsArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (moment, today) = range::looked_at(context, &store, self.at.as_deref())?;
        let config = store.config(moment)?;
        let filter = match &self.filter {
            Some(text) => Some(Query::with(text, &Action::vocabulary(&config), &config)?),
            None => None,
        };
        let program = store.program_with_overlays(&config, moment, Laying::Over)?;
        let question = Question {
            owner: self.owner.as_deref(),
            is_overdue: self.overdue,
            is_all: self.all,
            filter: filter.as_ref(),
        };
        let list = ActionList::new(&program, question, today);
        let links = links::at(&store, &config, &[moment]);
        context.print_linked(list.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}
