//! What a person types as a value, and what is written for it.

use super::{
    AuthorError, Result,
    assign::{Assigner, Target},
};
use crate::{
    model::{
        date,
        kind::Field,
        record::is_tbd,
        role::{Role, ValueType},
        schema::Shape,
    },
    text::{edit::Scalar, phrase, suggest},
};

impl Assigner<'_> {
    /// Returns the value to write for a text; what is to be determined stays as typed.
    pub(super) fn scalar(&self, target: &Target<'_>, shape: Shape, text: &str) -> Result<Scalar> {
        if is_tbd(text) {
            return Ok(Scalar::Text(text.into()));
        }
        let value_type = target.field.map(Field::value_type);
        if value_type == Some(ValueType::Date) || value_type == Some(ValueType::Release) {
            return self.day(target, text).map(Scalar::Text);
        }
        match shape {
            Shape::Number => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Scalar::Literal(text.into())),
                _ => Err(self.not_a(target, text, "number", "3")),
            },
            Shape::Truth => match text.to_lowercase().as_str() {
                "true" | "yes" | "on" => Ok(Scalar::Literal("true".into())),
                "false" | "no" | "off" => Ok(Scalar::Literal("false".into())),
                _ => Err(self.not_a(target, text, "yes or no", "yes")),
            },
            _ => self.word(target, text).map(Scalar::Text),
        }
    }

    fn not_a(&self, target: &Target<'_>, text: &str, what: &str, example: &str) -> AuthorError {
        let message = format!("`{text}` is no {what}, which `{}` takes", target.path);
        AuthorError::new(message, format!("write {}={example}", target.path))
    }

    /// Returns a day as it is written, `today+14d` worked out; releases stay names.
    fn day(&self, target: &Target<'_>, text: &str) -> Result<String> {
        if let Some(day) = date::parse_relative(text, self.today, &self.config.calendar) {
            return Ok(day.to_string());
        }
        let formats = target.field.map_or(&[][..], |field| &field.formats);
        if date::parse_when(text, formats, &self.config.releases).is_some() {
            return Ok(text.into());
        }
        Err(self.not_a(target, text, "day", "2026-05-01, or =today+14d"))
    }

    /// Returns the word that the schema lists for a text: the text itself, or what it is a synonym of.
    fn word(&self, target: &Target<'_>, text: &str) -> Result<String> {
        let schema = self.kind.schema.as_ref();
        let mut options = schema.map_or_else(Vec::new, |schema| schema.options(&target.path));
        let is_status = target
            .field
            .is_some_and(|field| field.role == Some(Role::Status));
        if options.is_empty() && is_status {
            let states = self.kind.lifecycle.states.iter();
            options.extend(states.map(|(name, _)| name.clone()));
        }
        let find = |word: &str| options.iter().find(|one| one.eq_ignore_ascii_case(word));
        if options.is_empty() || options.iter().any(|one| one == text) {
            return Ok(text.into());
        }
        let meaning = target.field.and_then(|field| field.meaning(text));
        if let Some(found) = find(text).or_else(|| find(meaning.as_deref()?)) {
            return Ok(found.clone());
        }
        let message = format!("`{}` of {} is never `{text}`", target.path, self.kind.one());
        let near = suggest::nearest(text, options.iter().map(String::as_str));
        let hint = match near {
            Some(near) => format!("did you mean {}={near}?", target.path),
            None => format!("write {}", phrase::any_of(&options)),
        };
        Err(AuthorError::new(message, hint))
    }
}
