//! Updates in words of a program's own: a template, and the data that every update is written from.
//!
//! The name of a template says what it writes: `board.md.jinja` Markdown, `.html.jinja` HTML, `.slack.jinja` a Slack
//! message, `.txt.jinja` plain text. Values are escaped for that. A template reads the data and other templates of its
//! folder, and nothing else; how long it runs and how much it writes is limited.

use std::{collections::BTreeMap, fmt::Write, sync::Arc};

use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior,
    syntax::SyntaxConfig, value::ValueKind,
};

use super::{clean::one_line, html, markdown, slack};

/// Steps after which a template is taken to run for ever.
const FUEL: u64 = 2_000_000;
/// Templates that include each other deeper than this include themselves.
const DEPTH: usize = 50;
/// Bytes after which the output is taken to be a mistake.
const LONGEST: usize = 4 << 20;

/// The forms that a template may write: how its name ends, the format, and how values are escaped.
const FORMS: &[Form] = &[
    Form::new(".html", "html", |text| html::escape(&one_line(text))),
    Form::new(".md", "markdown", in_markdown),
    Form::new(".slack", "slack", |text| slack::escape(&one_line(text))),
    Form::new(".txt", "text", |text| one_line(text).into_owned()),
];

/// How the names of templates end.
const ENDINGS: [&str; 2] = [".jinja", ".j2"];

#[derive(Debug)]
struct Form {
    ending: &'static str,
    format: &'static str,
    escape: fn(&str) -> String,
}

impl Form {
    const fn new(ending: &'static str, format: &'static str, escape: fn(&str) -> String) -> Self {
        Self {
            ending,
            format,
            escape,
        }
    }

    fn of(name: &str) -> Option<&'static Self> {
        let stem = ENDINGS.iter().find_map(|end| name.strip_suffix(end));
        let stem = stem.unwrap_or(name);
        FORMS.iter().find(|form| stem.ends_with(form.ending))
    }
}

/// A template, with those around it.
#[derive(Debug)]
pub struct Template {
    name: String,
    form: &'static Form,
    files: BTreeMap<String, String>,
}

/// A template cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct TemplateError {
    /// The file, and the line where one is known.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Template {
    /// Returns the template with a name among the texts of its folder.
    ///
    /// # Errors
    /// It is not there, or its name does not say what it writes.
    pub fn new(name: &str, files: BTreeMap<String, String>) -> Result<Self, TemplateError> {
        let error = |message: &str, hint: String| TemplateError {
            place: name.to_owned(),
            message: message.to_owned(),
            hint,
        };
        if !files.contains_key(name) {
            let hint = "give the path from the folder of program.yaml, and commit the file";
            return Err(error("there is no such template", hint.into()));
        }
        let Some(form) = Form::of(name) else {
            let endings: Vec<String> = FORMS
                .iter()
                .map(|form| format!("{}.jinja", form.ending))
                .collect();
            let hint = format!("let the name end in one of: {}", endings.join(", "));
            return Err(error(
                "the name does not say what the template writes",
                hint,
            ));
        };
        Ok(Self {
            name: name.to_owned(),
            form,
            files,
        })
    }

    /// Returns the format that it writes.
    pub fn format(&self) -> &'static str {
        self.form.format
    }

    /// Returns whether the template, or one beside it, names a value.
    pub fn names(&self, value: &str) -> bool {
        self.files.values().any(|text| text.contains(value))
    }

    /// Fills the template in.
    ///
    /// # Errors
    /// It is no template, names what the data do not have, runs for too long or writes too much.
    pub fn fill(&self, data: &serde_json::Value) -> Result<String, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.set_recursion_limit(DEPTH);
        // A line that holds a block and nothing else leaves no empty line behind.
        let mut syntax = SyntaxConfig::builder();
        syntax
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true);
        if let Ok(syntax) = syntax.build() {
            environment.set_syntax(syntax);
        }
        environment.set_auto_escape_callback(|name| {
            Form::of(name).map_or(AutoEscape::None, |form| {
                AutoEscape::Custom(form.format.into())
            })
        });
        environment.set_formatter(escaped);
        let files = Arc::new(self.files.clone());
        environment.set_loader(move |name| Ok(files.get(name).cloned()));
        let folder = self.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = folder.to_owned();
        environment.set_path_join_callback(move |name, _| match folder.as_str() {
            "" => name.to_owned().into(),
            folder => format!("{folder}/{name}").into(),
        });
        let filled = environment
            .get_template(&self.name)
            .and_then(|template| template.render(minijinja::value::Serde(data)));
        let text = filled.map_err(|error| self.error(&error))?;
        if text.len() > LONGEST {
            return Err(TemplateError {
                place: self.name.clone(),
                message: format!("the template writes more than {LONGEST} bytes"),
                hint: "write less of each list: `{% for risk in facts.risks[:5] %}`".into(),
            });
        }
        Ok(text)
    }

    fn error(&self, error: &Error) -> TemplateError {
        // What an included template does wrong is its own mistake.
        let mut inner = error;
        while let Some(source) = std::error::Error::source(inner)
            && let Some(source) = source.downcast_ref::<Error>()
        {
            inner = source;
        }
        let file = inner.name().unwrap_or(&self.name);
        let place = match inner.line() {
            Some(line) => format!("{file}:{line}"),
            None => file.to_owned(),
        };
        let detail = inner.detail().unwrap_or_default();
        let (message, hint) = match inner.kind() {
            ErrorKind::UndefinedError => (
                "the data have no such value".to_owned(),
                "`hum update AUDIENCE --context` prints the data",
            ),
            ErrorKind::OutOfFuel => (
                "the template runs for too long".to_owned(),
                "loop over fewer values",
            ),
            ErrorKind::TemplateNotFound => (
                format!("there is no such template: {detail}"),
                "templates include files of their own folder, by name",
            ),
            _ if inner.to_string().contains("recursion") => (
                "templates include themselves".to_owned(),
                "take the include out",
            ),
            kind => {
                let mut message = kind.to_string();
                if !detail.is_empty() {
                    // Writing into a string cannot fail.
                    let _ = write!(message, ": {detail}");
                }
                (
                    message,
                    "see https://docs.rs/minijinja/latest/minijinja/syntax",
                )
            }
        };
        TemplateError {
            place,
            message,
            hint: hint.to_owned(),
        }
    }
}

/// Returns a value that means nothing to Markdown, in a table either and at the start of a line.
fn in_markdown(text: &str) -> String {
    let escaped = markdown::escape(&one_line(text)).replace('|', "\\|");
    match escaped.starts_with(['#', '-', '+', '=']) {
        true => format!("\\{escaped}"),
        false => escaped,
    }
}

/// Writes a value, escaped for what the template writes. What a template marked as safe stays as it is.
fn escaped(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &minijinja::Value,
) -> Result<(), Error> {
    let form = match state.auto_escape() {
        AutoEscape::Custom(format) => FORMS.iter().find(|form| form.format == format),
        _ => None,
    };
    let failed = |_| Error::new(ErrorKind::WriteFailure, "the output is closed");
    match form {
        _ if value.is_undefined() => Err(Error::from(ErrorKind::UndefinedError)),
        _ if value.is_none() => Ok(()),
        Some(form) if value.kind() == ValueKind::String && !value.is_safe() => {
            let text = value.as_str().unwrap_or_default();
            out.write_str(&(form.escape)(text)).map_err(failed)
        }
        _ if matches!(value.kind(), ValueKind::Seq | ValueKind::Map) => Err(Error::new(
            ErrorKind::InvalidOperation,
            "a list or an object cannot be written; loop over it or name one of its values",
        )),
        _ => write!(out, "{value}").map_err(failed),
    }
}
