//! What a name on the command line means: a field, or a heading.

use super::{AuthorError, Result, assign::Assigner};
use crate::{model::kind::Field, text::suggest};

/// A field that an assignment names.
pub(super) struct Target<'a> {
    pub(super) path: String,
    pub(super) field: Option<&'a Field>,
}

impl<'a> Assigner<'a> {
    /// Returns the field that a name means: a path, a role, or the kind's own word for one. Where a file says `Status`,
    /// that is what `status` means.
    pub(super) fn target(&self, name: &str) -> Result<Target<'a>> {
        let known = |path: &str, field: &'a Field| {
            let path = path.to_owned();
            Ok(Target {
                path,
                field: Some(field),
            })
        };
        let fields = self.kind.fields.iter();
        if let Some(field) = self.kind.field_at(name) {
            let alike = || {
                field
                    .paths
                    .iter()
                    .find(|path| self.has(path) && is_alike(path, name))
            };
            let path = match () {
                () if self.has(name) => name,
                () if field.name == name => self.path_of(field),
                () => alike().map_or(name, String::as_str),
            };
            return known(path, field);
        }
        if let Some(field) = fields.clone().find(|field| field.name == name) {
            return known(self.path_of(field), field);
        }
        let schema = self.kind.schema.as_ref();
        let paths = fields.flat_map(|field| field.paths.iter().map(move |path| (path, field)));
        let alike: Vec<(&String, &Field)> =
            paths.filter(|(path, _)| is_alike(path, name)).collect();
        let there = alike.iter().find(|(path, _)| self.has(path));
        if let Some((path, field)) = there.or_else(|| alike.first()) {
            return known(path, field);
        }
        let is_named = schema.is_some_and(|schema| schema.names().any(|own| own == name));
        if self.has(name) || is_named || name.starts_with("x-") {
            let path = name.to_owned();
            return Ok(Target { path, field: None });
        }
        Err(self.unknown(name))
    }

    fn has(&self, path: &str) -> bool {
        self.record
            .is_some_and(|record| record.at_path(path).is_some())
    }

    /// Returns the path at which the record has a field, else the first.
    fn path_of(&self, field: &'a Field) -> &'a str {
        let mut paths = field.paths.iter();
        paths.find(|path| self.has(path)).unwrap_or(&field.paths[0])
    }

    /// Returns the heading that a word means: one of the kind, else one that the text has.
    pub(super) fn section(&self, name: &str) -> Option<String> {
        let titles = self.kind.sections.iter().map(|section| &section.title);
        let body = self.record.and_then(|record| record.body());
        let own = body.into_iter().flat_map(|body| &body.sections);
        let own = own
            .filter(|section| section.level > 1)
            .map(|section| &section.title);
        titles
            .chain(own)
            .find(|title| is_alike(title, name))
            .cloned()
    }

    pub(super) fn unknown(&self, name: &str) -> AuthorError {
        let paths = self.kind.fields.iter().flat_map(|field| &field.paths);
        let sections = self.kind.sections.iter().map(|section| &section.title);
        let known: Vec<&str> = paths.chain(sections.clone()).map(String::as_str).collect();
        let message = format!("{} has no field or section `{name}`", self.kind.one());
        let hint = match suggest::nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let fields = self.kind.fields.iter().map(|field| self.path_of(field));
                let mut all: Vec<String> = fields.map(str::to_owned).collect();
                all.extend(sections.map(|title| title.to_lowercase().replace(' ', "_")));
                let mut seen = std::collections::BTreeSet::new();
                all.retain(|one| seen.insert(one.clone()));
                format!(
                    "it has {}; a field of your own starts with x-",
                    all.join(", ")
                )
            }
        };
        AuthorError::new(message, hint)
    }
}

/// Returns whether two names differ in case, and in what stands between their words, at most.
fn is_alike(own: &str, name: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace(['_', '-'], " ");
    plain(own) == plain(name)
}
