//! `hum people`

use super::{CliError, Context, Outcome, complete, links, standing::Standing};
use crate::{facts::ambiguity::Surroundings, model::overlay::Laying, report::people::People};

/// Show who there is, what they answer for, and how the program stands with them
///
/// For each person: what they own, what they are to do, what of it is overdue, and which records name nobody else. For key
/// people (`key: true`): whether the last contact lies within their `cadence_days`. Then what is asked of people within 30
/// days, what one could give them, and who decides, provides or sponsors without having a record.
///
/// Contacts are the meetings that people attended and, where a private overlay is here, its touches. Of these, numbers are
/// shown and nothing else: no text, no day, no judgement.
#[derive(Debug, clap::Args)]
pub(super) struct PeopleArgs {
    /// Show people as they were at a commit, tag, branch or day; overlays have no past
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text (or table), csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl PeopleArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let standing = Standing::read(context, &store, self.at.as_deref())?;
        let (config, moment) = (&standing.config, standing.moment);
        let with_overlays = store.program_with_overlays(config, moment, Laying::Over)?;
        let around = Surroundings::of(&standing.program, standing.today);
        let people = People::new(&around, &with_overlays, &standing.past);
        let links = links::at(&store, config, &[moment]);
        context.print_linked(people.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}
