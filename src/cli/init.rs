//! `hum init`

use super::{CliError, Context, Outcome};

/// Later
#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {}

impl InitArgs {
    pub(super) fn run(&self, _context: &mut Context) -> Result<Outcome, CliError> {
        Ok(Outcome::Clean)
    }
}
