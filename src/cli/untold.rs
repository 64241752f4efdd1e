//! `hum untold`

use super::{CliError, Context, Outcome, complete, context::unknown, links, standing::Standing};
use crate::{
    facts::{ambiguity::Surroundings, reach},
    report::untold::Untold,
};

/// Say who has not been told what affects them, and which update would tell them
///
/// Told is whom a record of an update that was sent names in `told`, and the people of its audience; of what, the records
/// that its text names. Who was last told of a record before its state, its health or a date changed has not been told.
/// `hum explain socialization` says who is affected.
#[derive(Debug, clap::Args)]
pub(super) struct UntoldArgs {
    /// Only what this audience of program.yaml would be told
    #[arg(add = complete::audiences())]
    audience: Option<String>,
    /// Look at the program as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl UntoldArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let standing = Standing::read(context, &store, self.at.as_deref())?;
        if let Some(name) = &self.audience {
            let known = standing.config.audiences.keys().map(String::as_str);
            if !known.clone().any(|own| own == name) {
                return Err(unknown("audience", name, known));
            }
        }
        let around = Surroundings::of(&standing.program, standing.today);
        let unheard = reach::unheard(&around, &standing.past);
        let untold = Untold::new(
            &standing.program,
            &unheard,
            self.audience.as_deref(),
            standing.today,
        );
        let links = links::at(&store, &standing.config, &[standing.moment]);
        context.print_linked(untold.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}
