//! `hum surprises`

use jiff::{Span, civil::Date};

use super::{CliError, Context, Outcome, complete, context::parse_day, links, standing::Standing};
use crate::{
    facts::surprise::{self, Scene},
    report::surprises::Surprises,
};

/// Show what came as a surprise, and what will come as one next
///
/// Next: facts that are not on track, and the audiences that no sent update has told of them. Then what went wrong, and how
/// many days ahead the team and each audience were told: by the main line, and by the updates that were sent
/// (`updates/`, status sent). The surprise index weighs both; `hum explain surprise-index` says how.
#[derive(Debug, clap::Args)]
pub(super) struct SurprisesArgs {
    /// Count what went wrong from this day on; 90 days back when left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    since: Option<Date>,
    /// Look at the program as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text, csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

/// Days of the past that count where nobody says otherwise.
const DAYS: i64 = 90;

impl SurprisesArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let standing = Standing::read(context, &store, self.at.as_deref())?;
        let today = standing.today;
        let since = self
            .since
            .unwrap_or_else(|| today.saturating_sub(Span::new().days(DAYS)));
        let scene = Scene {
            program: &standing.program,
            past: &standing.past,
            since,
            today,
        };
        let floats = standing.floats();
        let verdicts = standing.verdicts(&floats);
        let events = surprise::events(&scene);
        let surprises = Surprises::new(&scene, &events, &verdicts);
        let links = links::at(&store, &standing.config, &[standing.moment]);
        context.print_linked(surprises.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}
