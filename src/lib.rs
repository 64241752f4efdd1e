//! Humdrum: program as code. Plan, risks and decisions as plain text in git.
//!
//! The map of the house, lowest floor first; a module imports itself and lower ones only:
//!
//! - [`text`]: spans, YAML to a spanned tree, Markdown, the forms in which metadata stands.
//! - [`model`]: kinds, records, programs, dates, states, changes, findings, settings.
//! - [`store`]: where bytes come from: worktree, index, commits, memory. Nothing else touches disk or git.
//! - [`author`]: from what a person wants to say to the files that say it.
//! - [`diff`]: what differs between two programs. [`facts`]: what follows from records.
//! - [`history`]: commits to changes, and what all of history says about a record.
//! - [`check`]: rules, one file each.
//! - [`report`]: one file a question; returns a neutral document and the data behind it.
//! - [`render`]: one file a format.
//! - [`cli`]: arguments, streams, clock, exit codes; one file a subcommand.
//!
//! Files that the program reads: `program.yaml` of the program or given with `--program`, the schemas that it names, the
//! files below the `include:` patterns of its kinds, and the git repository around it. Files that it writes: those of a
//! fresh program, by `hum init` and `hum demo`; records, by `new`, `set`, `mv`, `fmt`, and `update` where something is sent;
//! the part between two marks, by `hum status --write`; settings of editors and schemas below `.humdrum/`, by `hum schema
//! --install`; man pages, by `hum man --out`; the pre-commit hook of the repository,
//! by `hum hook`. Nothing else writes.

pub mod author;
pub mod check;
pub mod cli;
pub mod diff;
pub mod facts;
pub mod history;
pub mod model;
pub mod render;
pub mod report;
pub mod store;
pub mod text;
