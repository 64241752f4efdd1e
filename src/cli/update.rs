//! `hum update`

use super::{CliError, Context, Outcome};

/// Later
#[derive(Debug, clap::Args)]
pub(super) struct UpdateArgs {}

impl UpdateArgs {
    pub(super) fn run(&self, _context: &mut Context) -> Result<Outcome, CliError> {
        Ok(Outcome::Clean)
    }
}
