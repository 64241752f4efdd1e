//! `hum fmt`

use std::{collections::BTreeMap, path::PathBuf};

use super::{CliError, Context, Outcome, desk::Desk, narrow::Narrow};
use crate::{author::tidy, store::Moment, text::phrase};

/// Write records in one way, where there are several
///
/// Words that mean a word of the schema become it (green is on_track), tbd becomes TBD, open actions get an address such
/// as ^a1, blanks at the ends of lines of metadata go, and files end with a line end. Nothing else changes: order,
/// quotes, comments, line ends and texts stay.
#[derive(Debug, clap::Args)]
pub(super) struct FmtArgs {
    /// Only these files and folders
    paths: Vec<PathBuf>,
    /// Write nothing; exit with 1 where something would change
    #[arg(long)]
    check: bool,
}

impl FmtArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let desk = Desk::open(context)?;
        let narrow = Narrow::new(
            context,
            &desk.store,
            &desk.program,
            &self.paths,
            Moment::Worktree,
        )?;
        let tidied = tidy::tidy(&desk.program, |path| narrow.includes(path))?;
        let count = tidied.len();
        let mut words = String::new();
        for file in &tidied {
            words.push_str(&format!("{}\n", file.rewrite.after.path));
            let reasons = file.reasons.iter();
            words.extend(reasons.map(|reason| format!("  {reason}\n")));
        }
        let files = phrase::counted(count, "file");
        if self.check {
            words.push_str(&match count {
                0 => "Every file is as `hum fmt` writes it.\n".to_owned(),
                _ => format!("{files} would change. Type `hum fmt` to write.\n"),
            });
            context.print(&words)?;
            return Ok(if count == 0 {
                Outcome::Clean
            } else {
                Outcome::Findings
            });
        }
        let rewrites = tidied.into_iter().map(|file| file.rewrite).collect();
        desk.plan(context, rewrites, &BTreeMap::new())?
            .write(&desk)?;
        words.push_str(&match count {
            0 => "Nothing to change.\n".to_owned(),
            _ => format!("Wrote {files}.\n"),
        });
        context.print(&words)?;
        Ok(Outcome::Clean)
    }
}
