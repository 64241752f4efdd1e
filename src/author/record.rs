//! Changes to records that are there, in the form in which each stands.

use std::{collections::BTreeMap, sync::Arc};

use super::{AuthorError, Result, assign::Intent};
use crate::{
    model::{record::Record, rewrite::Rewrite},
    text::{
        Position,
        edit::{self, Action, EditError, FieldEdit},
        extract::Extractor,
    },
};

/// Changed texts of files, each worked out from the text that was read.
#[derive(Debug, Default)]
pub struct Changed {
    files: BTreeMap<Arc<str>, (Arc<str>, String)>,
}

impl Changed {
    /// Changes fields of a record.
    ///
    /// # Errors
    /// The file's form does not take the change; the place is told.
    pub fn fields(&mut self, record: &Record, edits: &[FieldEdit]) -> Result<()> {
        let form = form_of(record)?;
        let at = record.file.tree.pointer(record.fields().id());
        self.change(record, |text| edit::fields(form, text, &at, edits))
    }

    /// Does to a record what assignments mean, one after the other.
    ///
    /// # Errors
    /// The file's form does not take one of them; the place is told.
    pub fn apply(&mut self, record: &Record, intents: Vec<Intent>) -> Result<()> {
        let form = form_of(record)?;
        for intent in intents {
            match intent {
                // Nothing to take away is no mistake: with --where some records have the field and others do not.
                Intent::Field(edit)
                    if edit.action == Action::Unset && record.at_path(&edit.path).is_none() => {}
                Intent::Field(edit) => self.fields(record, &[edit])?,
                Intent::Section { title, words } => {
                    own_file(record)?;
                    self.change(record, |text| edit::section(form, text, &title, &words))?;
                }
                Intent::Line { title, words } => {
                    own_file(record)?;
                    self.change(record, |text| edit::add_line(form, text, &title, &words))?;
                }
                Intent::Task { title, words } => {
                    own_file(record)?;
                    self.change(record, |text| edit::add_task(form, text, &title, &words))?;
                }
            }
        }
        Ok(())
    }

    /// Changes the text of a record's file in any way.
    ///
    /// # Errors
    /// As the change says; the place is told.
    pub fn change(
        &mut self,
        record: &Record,
        change: impl FnOnce(&str) -> std::result::Result<String, EditError>,
    ) -> Result<()> {
        let file = &record.file;
        let start = || (file.text.clone(), file.text.to_string());
        let (_, text) = self.files.entry(file.path.clone()).or_insert_with(start);
        *text = change(text).map_err(|error| at_place(record, text, &error))?;
        Ok(())
    }

    /// Returns the files that differ from what was read, by path.
    pub fn rewrites(self) -> Vec<Rewrite> {
        let files = self.files.into_iter();
        let different = files.filter(|(_, (before, after))| **before != **after);
        different
            .map(|(path, (before, after))| Rewrite::replace(&path, &before, after))
            .collect()
    }
}

/// Refuses a record that shares its file with others: the text there is not its own.
fn own_file(record: &Record) -> Result<()> {
    if record.owns_file() {
        return Ok(());
    }
    let message = format!(
        "{} stands in a register and has no text of its own",
        record.id
    );
    Err(AuthorError::new(
        message,
        format!(
            "keep it in a field: hum set {} x-next=\"\u{2026}\"",
            record.id
        ),
    ))
}

/// Returns the form in which a record's metadata stands.
///
/// # Errors
/// No source of its kind has it any more.
pub fn form_of(record: &Record) -> Result<&'static Extractor> {
    let mut sources = record.kind.sources_of(&record.file.path);
    let found = sources.find(|source| source.extractor.read(&record.file.text).is_some());
    let form = found.map(|source| source.extractor);
    form.ok_or_else(|| {
        let message = format!(
            "{} has no metadata of {}",
            record.file.path,
            record.kind.one()
        );
        AuthorError::new(message, "run `hum check` on it")
    })
}

fn at_place(record: &Record, text: &str, error: &EditError) -> AuthorError {
    let place = match error.span() {
        Some(span) => {
            let at = Position::of(text, span.start);
            format!("{}:{}:{}", record.file.path, at.line, at.column)
        }
        None => record.id.to_string(),
    };
    AuthorError::new(format!("{place}: {error}"), error.help())
}
