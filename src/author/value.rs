//! What a person types as a value, and what is written for it.

use jiff::civil::Date;

use super::{AuthorError, Result, assign::Assigner, target::Target};
use crate::{
    model::{
        date::{self, When},
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
            Shape::Any if text.parse().is_ok_and(f64::is_finite) => {
                Ok(Scalar::Literal(text.into()))
            }
            Shape::Number => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Scalar::Literal(text.into())),
                // `high` is the word of some registers for 4.
                _ if self.is_word_for_a_number(target, text) => Ok(Scalar::Text(text.into())),
                _ => Err(self.not_a(target, text, "number", "3")),
            },
            Shape::Truth => match text.to_lowercase().as_str() {
                "true" | "yes" | "on" => Ok(Scalar::Literal("true".into())),
                "false" | "no" | "off" => Ok(Scalar::Literal("false".into())),
                _ => {
                    let path = &target.path;
                    let message = format!("`{text}` is neither yes nor no, which `{path}` takes");
                    Err(AuthorError::new(
                        message,
                        format!("write {path}=yes or {path}=no"),
                    ))
                }
            },
            Shape::List if self.holds_numbers(target) => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Scalar::Literal(text.into())),
                _ => Err(self.not_a(target, text, "number", "5,8,15")),
            },
            _ if value_type == Some(ValueType::Person) => {
                Ok(Scalar::Text(self.person(target, text)))
            }
            _ => self.word(target, text).map(Scalar::Text),
        }
    }

    fn is_word_for_a_number(&self, target: &Target<'_>, text: &str) -> bool {
        let meaning = target.field.and_then(|field| field.meaning(text));
        meaning.is_some_and(|meaning| meaning.parse::<f64>().is_ok())
    }

    /// Returns a person as the file names people: after `maria`, `dana` and not `@dana`.
    fn person(&self, target: &Target<'_>, text: &str) -> String {
        let before = self.record.and_then(|record| record.at_path(&target.path));
        let before = before.and_then(|value| value.text().or_else(|| value.items().next()?.text()));
        let is_bare = before.is_some_and(|before| {
            let mut letters = before.chars();
            letters.all(|one| one.is_alphanumeric() || "._-".contains(one)) && !is_tbd(before)
        });
        match text.strip_prefix('@') {
            Some(bare) if is_bare => bare.to_owned(),
            _ => text.to_owned(),
        }
    }

    /// Returns a value with the remark that stands behind the old one: `proposed <!-- until May -->`.
    pub(super) fn with_remark(&self, target: &Target<'_>, scalar: Scalar) -> Scalar {
        let before = self
            .record
            .and_then(|record| record.at_path(&target.path)?.text());
        let (Some(field), Some(before), Scalar::Text(text)) = (target.field, before, &scalar)
        else {
            return scalar;
        };
        let remark = before.find("<!--").map(|at| &before[at..]);
        let is_apart = field
            .meaning(before)
            .is_some_and(|meaning| !meaning.contains("<!--"));
        match remark {
            Some(remark) if is_apart && !text.contains("<!--") => {
                Scalar::Text(format!("{text} {remark}"))
            }
            _ => scalar,
        }
    }

    fn holds_numbers(&self, target: &Target<'_>) -> bool {
        let schema = self.kind.schema.as_ref();
        schema.is_some_and(|schema| schema.holds_numbers(&target.path))
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
        let found = date::parse_when(text, formats, &self.config.releases);
        let is_listed = self.config.releases.contains_key(text);
        match found {
            Some(When::Release { .. }) if !is_listed => match other_day(text) {
                // `31.12.2026` would count as the version of a release that nobody has heard of.
                Some(day) => Err(self.no_day(target, text, &day.to_string())),
                None => Ok(text.into()),
            },
            Some(_) => Ok(text.into()),
            None => {
                let day = other_day(text).map(|day| day.to_string());
                Err(self.no_day(target, text, day.as_deref().unwrap_or("2026-05-01")))
            }
        }
    }

    fn no_day(&self, target: &Target<'_>, text: &str, day: &str) -> AuthorError {
        let path = &target.path;
        let message = format!("`{text}` is no day, which `{path}` takes");
        AuthorError::new(message, format!("write {path}={day}, or {path}=today+14d"))
    }

    /// Returns a word with a capital where the file has one now and the kind takes both: after `Proposed`, `Accepted`.
    fn in_case(&self, target: &Target<'_>, word: &str) -> String {
        let before = self.record.and_then(|record| record.at_path(&target.path));
        let before = before.and_then(|value| value.text()).unwrap_or_default();
        let capital = phrase::with_capital(word);
        let meaning = target.field.and_then(|field| field.meaning(&capital));
        let is_known = meaning.is_some_and(|meaning| meaning == word);
        match before.starts_with(char::is_uppercase) && is_known {
            true => capital,
            false => word.to_owned(),
        }
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
        if options.is_empty() {
            return Ok(text.into());
        }
        let meaning = target.field.and_then(|field| field.meaning(text));
        if let Some(found) = find(text).or_else(|| find(meaning.as_deref()?)) {
            return Ok(self.in_case(target, found));
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

/// Returns the day that a text means where days are written in another order. `01/02/2026` is two days, and so none.
fn other_day(text: &str) -> Option<Date> {
    let formats = [
        "%d.%m.%Y",
        "%Y/%m/%d",
        "%Y.%m.%d",
        "%B %d, %Y",
        "%b %d, %Y",
        "%d %B %Y",
        "%d %b %Y",
    ];
    formats
        .iter()
        .find_map(|format| Date::strptime(format, text).ok())
}
