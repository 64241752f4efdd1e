//! `hum status`

use std::path::PathBuf;

use super::{CliError, Context, Outcome, complete, links, marked, standing::Standing};
use crate::{
    check::{self, Overrides},
    model::overlay::Laying,
    report::{
        facts::Telling,
        status::{Counts, Status},
    },
};

/// Show where the program stands, on one screen: what owners say beside what the facts say
///
/// The facts are dates, promises, blockers, risks and the parts of each piece of work: `hum explain health` says how they
/// are weighed. What an owner says stands as it is. Where it is better than the facts, both are shown, with the facts
/// that disagree.
///
/// --write puts the status into a Markdown file of the program, between the lines `<!-- hum status -->` and
/// `<!-- /hum status -->`, and changes nothing else of it.
#[derive(Debug, clap::Args)]
pub(super) struct StatusArgs {
    /// Show the program as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// Write the status into this file, between its two marks
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    write: Option<PathBuf>,
    /// text, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl StatusArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let standing = Standing::read(context, &store, self.at.as_deref())?;
        let changes = standing.recent(&store)?;
        let telling = Telling {
            program: &standing.program,
            changes: &changes,
            past: &standing.past,
            today: standing.today,
            cares: None,
        };
        let floats = standing.floats();
        let verdicts = standing.verdicts(&floats);
        let config = &standing.config;
        let apart = store.program_with_overlays(config, standing.moment, Laying::Apart)?;
        let mut findings = Counts::new();
        for finding in check::check(&apart, standing.today, &Overrides::new()) {
            *findings.entry(finding.level).or_default() += 1;
        }
        let status = Status::new(&telling, &verdicts, &findings);
        match &self.write {
            Some(file) => marked::write(context, &store, file, "hum status", &status.report())?,
            None => {
                let links = links::at(&store, config, &[standing.moment]);
                context.print_linked(status.report(), &self.format, links)?;
            }
        }
        Ok(Outcome::Clean)
    }
}
