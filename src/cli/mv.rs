//! `hum mv`

use std::collections::BTreeMap;

use super::{CliError, Context, Outcome, complete, desk::Desk};
use crate::{
    author::{name, rename},
    text::phrase,
};

/// Rename or renumber a record, and every reference to it
///
/// NEW is an id (RISK-14), the name of a file (RISK-12-new-words.md), a path, or other words for the file. Left out, the
/// record gets the next number that no branch has. Fields, links, [[ID]] and bare ids in texts follow.
///
/// When two files carry one id, give the path of the one that gets another.
#[derive(Debug, clap::Args)]
pub(super) struct MvArgs {
    /// The record: its id, or the path of its file
    #[arg(add = complete::ids())]
    old: String,
    /// What it is to be called
    new: Option<String>,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl MvArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let desk = Desk::open(context)?;
        let record = desk.record(&self.old)?;
        let taken = desk.taken_ids(&record.kind)?;
        let new = name::new_name(record, self.new.as_deref(), &taken)?;
        let renamed = rename::rename(&desk.program, record, &new)?;
        let names = BTreeMap::from([(record.id.to_string(), new.id.clone())]);
        let names = if renamed.unclear.is_empty() {
            names
        } else {
            BTreeMap::new()
        };
        let mut notes = Vec::new();
        if renamed.references > 0 {
            let references = phrase::counted(renamed.references, "reference");
            notes.push(format!("{references} to {} changed with it.", record.id));
        }
        if !renamed.unclear.is_empty() {
            let places = renamed.unclear.join(", ");
            let message = format!(
                "{} still stands in {places}; change what means {}.",
                record.id, new.id
            );
            notes.push(message);
        }
        if *new.id != *record.id {
            let places = desk.overlay_files(record)?;
            let line = |place| {
                format!(
                    "{place} still says more about {}: rename it too.",
                    record.id
                )
            };
            notes.extend(places.into_iter().map(line));
        }
        let plan = desk.plan(context, renamed.rewrites, &names)?;
        let plan = match *new.id == *record.id {
            true => plan,
            false => plan.called(&record.id, &new.id),
        };
        plan.finish(context, &desk, "mv", !self.dry_run, notes)?;
        Ok(Outcome::Clean)
    }
}
