//! Overlays beside the program: commands that write change the shared files alone, and say so where an overlay counts.

use std::{collections::BTreeSet, sync::Arc};

use super::{CliError, desk::Desk};
use crate::{
    author::assign::Intent,
    model::{kind::Kind, overlay::Laying, record::Record},
    store::Moment,
};

impl Desk {
    /// Returns what stands in overlays: records of their own, and what says more about shared ones.
    fn overlaid(&self) -> Result<Vec<Record>, CliError> {
        if self.config.overlays.is_empty() {
            return Ok(Vec::new());
        }
        let program =
            self.store
                .program_with_overlays(&self.config, Moment::Worktree, Laying::Apart)?;
        let records = program.records.into_iter().chain(program.parts);
        Ok(records.filter(Record::is_private).collect())
    }

    /// Returns the ids of a kind that nothing new may take: here, on any branch, in any overlay.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub(super) fn taken_ids(&self, kind: &Arc<Kind>) -> Result<BTreeSet<String>, CliError> {
        let mut taken = self.store.taken_ids(&self.config, kind)?;
        let overlaid = self.overlaid()?;
        let own = overlaid.iter().filter(|one| one.kind.name == kind.name);
        taken.extend(own.map(|one| one.id.to_string()));
        Ok(taken)
    }

    /// Returns the mistake of changing a record that stands in an overlay alone; `None` where none has this name.
    ///
    /// # Errors
    /// An overlay cannot be read.
    pub(super) fn private(&self, name: &str) -> Result<Option<CliError>, CliError> {
        let overlaid = self.overlaid()?;
        let shown = |record: &Record| record.file.path.clone();
        let found = overlaid.iter().find(|record| {
            record.id.eq_ignore_ascii_case(name) || *shown(record) == *name.trim_start_matches("./")
        });
        Ok(found.map(|record| {
            let message = format!(
                "{} stands in an overlay, which is changed by hand",
                record.id
            );
            CliError::usage(message, format!("change it in {}", shown(record)))
        }))
    }

    /// Refuses to change a field that an overlay says too: there the new value would not be seen.
    ///
    /// # Errors
    /// There is one, or an overlay cannot be read.
    pub(super) fn refuse_hidden(
        &self,
        record: &Record,
        intents: &[Intent],
    ) -> Result<(), CliError> {
        let overlaid = self.overlaid()?;
        let own = overlaid.iter().filter(|part| part.id == record.id);
        for part in own {
            for intent in intents {
                let Intent::Field(edit) = intent else {
                    continue;
                };
                if part.at_path(&edit.path).is_some() {
                    let place = &part.file.path;
                    let message = format!(
                        "`{}` of {} stands in {place}, which counts before {}",
                        edit.path, record.id, record.file.path
                    );
                    return Err(CliError::usage(message, format!("change it in {place}")));
                }
            }
        }
        Ok(())
    }

    /// Returns the files of overlays that say more about a record.
    ///
    /// # Errors
    /// An overlay cannot be read.
    pub(super) fn overlay_files(&self, record: &Record) -> Result<Vec<String>, CliError> {
        let overlaid = self.overlaid()?;
        let own = overlaid.iter().filter(|part| part.id == record.id);
        Ok(own.map(|part| part.file.path.to_string()).collect())
    }
}
