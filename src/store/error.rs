//! Why the store could not do its job.

use std::path::PathBuf;

use crate::model::config::ConfigError;

/// The job could not be done. What is wrong inside a record is never one of these; that is a finding.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Disk {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not what it was when it was read.
    #[error("{} changed while this command ran; nothing was written", path.display())]
    Changed {
        /// Which.
        path: PathBuf,
    },
    /// A new file's place is taken.
    #[error("{} exists already; nothing was written", path.display())]
    Exists {
        /// Which.
        path: PathBuf,
    },
    /// A file may be read and not written.
    #[error("{} is read-only; nothing was written", path.display())]
    ReadOnly {
        /// Which.
        path: PathBuf,
    },
    /// A file to be written is a symbolic link, or below one.
    #[error("{} is a symbolic link; nothing was written", path.display())]
    Link {
        /// Which.
        path: PathBuf,
    },
    /// No folder from here up holds a `program.yaml`.
    #[error("there is no program.yaml in {} or any folder above it", folder.display())]
    NoProgram {
        /// Where the search began.
        folder: PathBuf,
    },
    /// The program is not in a git repository, and the question is about history.
    #[error("{} is not in a git repository", folder.display())]
    NoRepository {
        /// The program's folder.
        folder: PathBuf,
    },
    /// A revision, date or range means nothing here.
    #[error("`{spec}` is no revision or date here: {reason}")]
    Revision {
        /// What was asked for.
        spec: String,
        /// Why it means nothing.
        reason: String,
    },
    /// A day lies before the history that this clone has.
    #[error("the state on {spec} is not known: this clone is shallow and begins on {begins}")]
    Shallow {
        /// The day.
        spec: String,
        /// The day of the oldest commit here.
        begins: String,
    },
    /// Where a branch leaves another is not known.
    #[error("there is nothing to compare with: {reason}")]
    Unmerged {
        /// Why not.
        reason: String,
    },
    /// The newest commit of a bare repository holds no program.
    #[error("{} is a bare repository: {reason}", folder.display())]
    BareNoProgram {
        /// The repository.
        folder: PathBuf,
        /// What its newest commit lacks.
        reason: &'static str,
    },
    /// Content is missing from this clone.
    #[error("{} {what}", if remote.is_some() { "this clone is partial and lacks" } else { "this repository is damaged and lacks" })]
    Lacking {
        /// What is missing.
        what: String,
        /// The remote that promised it to a partial clone.
        remote: Option<String>,
    },
    /// The repository says something in a way that is not read here.
    #[error("{what}")]
    Unsupported {
        /// What it says, and where.
        what: &'static str,
        /// How to say it in another way.
        hint: &'static str,
    },
    /// A file that git leaves out of a sparse checkout cannot be written.
    #[error("{} is not checked out here; nothing was written", path.display())]
    NotCheckedOut {
        /// Which.
        path: PathBuf,
        /// What `git sparse-checkout add` is to be given.
        pattern: String,
    },
    /// Git data could not be read.
    #[error("cannot {action}: {reason}")]
    Git {
        /// What was tried.
        action: String,
        /// What git data said.
        reason: String,
    },
    /// `program.yaml` cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

impl StoreError {
    /// Returns a failure to read git data.
    pub(super) fn git(action: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        Self::Git {
            action: action.into(),
            reason: reason.to_string(),
        }
    }

    /// Returns a failure to read or write a path.
    pub(super) fn disk(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self::Disk {
            path: path.into(),
            source,
        }
    }

    /// Returns what to type next, where that is known.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoProgram { .. } => {
                Some("run `hum init` to start a program here, or give a folder with -C".into())
            }
            Self::NoRepository { .. } => Some("run `git init` and commit the program".into()),
            Self::Revision { .. } => {
                Some("give a commit, tag, branch, or a day written YYYY-MM-DD".into())
            }
            Self::Shallow { .. } => Some("run `git fetch --unshallow`".into()),
            Self::Unmerged { .. } => Some("give a commit that this branch was made from".into()),
            Self::Config(error) => error.problem.help.clone(),
            Self::Changed { .. } => Some("run the command again".into()),
            Self::Exists { .. } => Some("give another name, or remove the file".into()),
            Self::ReadOnly { path } => Some(format!("run `chmod u+w {}`", path.display())),
            Self::Link { .. } => Some("change the file that it leads to".into()),
            Self::BareNoProgram { .. } => {
                Some("run this in a clone, or in a worktree made with `git worktree add`".into())
            }
            Self::Lacking { remote, .. } => Some(match remote {
                Some(remote) => format!(
                    "run `git fetch --refetch --no-filter {remote}` to get everything that is missing"
                ),
                None => "run `git fsck` to see what is missing".into(),
            }),
            Self::Unsupported { hint, .. } => Some((*hint).into()),
            Self::NotCheckedOut { pattern, .. } => {
                Some(format!("run `git sparse-checkout add {pattern}`"))
            }
            Self::Disk { .. } | Self::Git { .. } => None,
        }
    }
}

/// What the store returns.
pub type Result<T> = std::result::Result<T, StoreError>;
