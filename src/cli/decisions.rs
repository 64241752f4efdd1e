//! `hum decisions`

use super::{CliError, Context, Outcome, complete, facts::Condition, links, standing::Standing};
use crate::{
    model::kind::Class,
    report::decisions::{Decisions, Question, Scene},
};

/// Show the decisions that wait: who decides by when, what waits for it, and what waiting costs; then how long others took
///
/// A decision blocks what it affects and what comes after it. Every workday on which it is not made burns one workday of
/// their slack: the total float of work, or the workdays from its forecast to its due date. A decision took the days
/// from the commit that asked for it to the one that decided it.
#[derive(Debug, clap::Args)]
pub(super) struct DecisionsArgs {
    /// Show only decisions for which this holds; see `hum explain where`
    #[arg(long = "where", value_name = "CONDITION")]
    filter: Option<String>,
    /// Show the decisions as they were at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// Show this many decisions that were made; 0 for all
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// text, csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl DecisionsArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let standing = Standing::read(context, &store, self.at.as_deref())?;
        let asked = (self.filter.as_deref(), Class::Decision);
        let at = (standing.moment, standing.today);
        let condition = Condition::read(context, &store, &standing.config, asked, at)?;
        let floats = standing.floats();
        let scene = Scene {
            program: &standing.program,
            past: &standing.past,
            floats: &floats,
            today: standing.today,
        };
        let question = Question {
            filter: self.filter.as_deref(),
            limit: Some(self.limit).filter(|limit| *limit > 0),
            is_table: self.format == "csv",
        };
        let decisions = Decisions::new(scene, &condition.records(&standing.program), question);
        let links = links::at(&store, &standing.config, &[standing.moment]);
        context.print_linked(decisions.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}
