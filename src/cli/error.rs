//! What a person sees when the job could not be done.

use crate::{
    author::AuthorError,
    model::query::QueryError,
    render::{clean, one_line},
    store::StoreError,
};

/// The job could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CliError {
    /// The arguments do not fit together or name something that is not there.
    #[error("{message}")]
    Usage {
        /// The fact.
        message: String,
        /// What to type instead.
        hint: Option<String>,
    },
    /// What was asked for cannot be written.
    #[error(transparent)]
    Author(#[from] AuthorError),
    /// An expression cannot be used.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// Files or history could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The output could not be written.
    #[error("cannot write the output: {0}")]
    Output(std::io::Error),
}

impl CliError {
    /// Returns a mistake in the arguments.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    /// Returns whether the reader of the output went away.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// Prints the error and what to type next to stderr.
    #[expect(clippy::print_stderr, reason = "this is where errors are printed")]
    pub fn print(&self) {
        let hint = match self {
            Self::Usage { hint, .. } => hint.clone(),
            Self::Author(error) => Some(error.hint.clone()),
            Self::Store(error) => error.hint(),
            Self::Query(error) => error.problem.help.clone(),
            Self::Output(_) => None,
        };
        // Names of files and revisions are a stranger's text too.
        eprintln!("error: {}", one_line(&self.to_string()));
        if let Self::Query(error) = self {
            for line in error.drawn().lines() {
                eprintln!("  | {}", clean(line));
            }
        }
        if let Some(hint) = hint {
            eprintln!("  hint: {}", one_line(&hint));
        }
    }
}
