//! `hum demo`

use super::{CliError, Context, Outcome};

/// Later
#[derive(Debug, clap::Args)]
pub(super) struct DemoArgs {}

impl DemoArgs {
    pub(super) fn run(&self, _context: &mut Context) -> Result<Outcome, CliError> {
        Ok(Outcome::Clean)
    }
}
