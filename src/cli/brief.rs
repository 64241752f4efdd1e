//! `hum brief`

use jiff::Span;

use super::{CliError, Context, Outcome, complete, links, standing::Standing};
use crate::{
    facts::{
        schedule,
        surprise::{self, Scene},
    },
    report::{
        brief::{self, Desk},
        surprises::Surprises,
    },
};

/// Show what needs the program manager today, each with the command that acts on it
///
/// At most 20 lines: facts that an audience has not heard of, forecasts that cannot hold, owners who say something better
/// than the facts, promises that are missing or late, decisions that are due, records that nobody has looked at, overdue
/// actions, updates that are due. It is for you alone and never sent.
#[derive(Debug, clap::Args)]
pub(super) struct BriefArgs {
    /// Show everything, not 20 lines
    #[arg(long)]
    all: bool,
    /// Look at the program as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl BriefArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let standing = Standing::read(context, &store, self.at.as_deref())?;
        let (program, today) = (&standing.program, standing.today);
        let scene = Scene {
            program,
            past: &standing.past,
            since: today.saturating_sub(Span::new().days(1)),
            today,
        };
        let schedule = schedule::schedule(program, today);
        let floats = schedule.floats();
        let verdicts = standing.verdicts(&floats);
        let events = surprise::events(&scene);
        let surprises = Surprises::new(&scene, &events, &verdicts);
        let desk = Desk {
            program,
            past: &standing.past,
            today,
            schedule: &schedule,
            verdicts: &verdicts,
            unheard: surprises.next(),
        };
        let links = links::at(&store, &standing.config, &[standing.moment]);
        context.print_linked(brief::report(desk, self.all), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}
