//! `hum probe`

use super::{CliError, Context, Outcome, complete, find, links, range};
use crate::{
    facts::ambiguity::Surroundings,
    report::probe::{Probe, Probed},
};

/// Ask what is not clear yet about a record, or about the program
///
/// For a record: the questions that somebody who answers for the program would ask next, the most consequential first. Each
/// comes from a fact, such as an empty field, a day that has passed or an option without a price, and says how its answer
/// is written down. Without a record: the squishiest ones, what nobody knows yet, what some do not know, and how deep
/// each workstream is planned. Private overlays are not read.
#[derive(Debug, clap::Args)]
pub(super) struct ProbeArgs {
    /// Id, path or handle of a record
    #[arg(value_name = "ID", add = complete::ids())]
    name: Option<String>,
    /// Ask about the program as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl ProbeArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (moment, today) = range::looked_at(context, &store, self.at.as_deref())?;
        let config = store.config(moment)?;
        let program = store.program(&config, moment)?;
        let around = Surroundings::of(&program, today);
        let links = links::at(&store, &config, &[moment]);
        match &self.name {
            None => context.print_linked(Probe::new(&around).report(), &self.format, links)?,
            Some(name) => {
                let record = find::record(&program, name)?;
                let probed = Probed::new(&around, record);
                context.print_linked(probed.report(), &self.format, links)?;
            }
        }
        Ok(Outcome::Clean)
    }
}
