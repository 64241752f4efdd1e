//! What every command has: the program, today, the screen.

use std::{
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{CliError, GlobalArgs};
use crate::{
    model::{config::Config, date, kind::Kind},
    render::{self, Style},
    report::{Links, Report},
    store::{Moment, Store},
    text::suggest,
};

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Columns of output that does not go to a terminal.
const PLAIN_WIDTH: usize = 100;

/// What every command has.
#[derive(Debug)]
pub struct Context {
    directory: PathBuf,
    program: Option<PathBuf>,
    as_of: Option<Date>,
    /// What the screen can show.
    pub style: Style,
}

impl Context {
    /// Reads arguments and environment.
    pub(super) fn new(args: &GlobalArgs) -> Result<Self, CliError> {
        Ok(Self {
            directory: args.directory.clone().unwrap_or_else(|| PathBuf::from(".")),
            program: args.program.clone(),
            as_of: args.as_of,
            style: style(args.color),
        })
    }

    /// Returns the same screen for a program in another folder, on a day.
    pub(super) fn at(&self, directory: &Path, today: Date) -> Self {
        Self {
            directory: directory.to_owned(),
            program: None,
            as_of: Some(today),
            style: self.style,
        }
    }

    /// Returns the folder in which the command runs.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Opens the program.
    ///
    /// # Errors
    /// There is none.
    pub fn store(&self) -> Result<Store, CliError> {
        if !self.directory.is_dir() {
            let message = format!("there is no folder {}", self.directory.display());
            return Err(CliError::usage(message, "give an existing folder with -C"));
        }
        if let Some(file) = self.program.as_ref().filter(|file| !file.is_file()) {
            let message = format!("there is no file {}", file.display());
            return Err(CliError::usage(
                message,
                "give the path of a program.yaml with --program",
            ));
        }
        Ok(Store::open(&self.directory, self.program.as_deref())?)
    }

    /// Returns today: `--as-of`, else the day of the moment that is looked at, else `SOURCE_DATE_EPOCH`, else the
    /// clock, in UTC.
    ///
    /// # Errors
    /// The moment's commit cannot be read.
    pub fn today(&self, store: &Store, moment: Option<Moment>) -> Result<Date, CliError> {
        if let Some(day) = self.as_of {
            return Ok(day);
        }
        if let Some(Moment::Commit(id)) = moment {
            let commits = store.repository()?.describe(&[id])?;
            if let Some(commit) = commits.first() {
                return Ok(commit.date());
            }
        }
        Ok(self.clock())
    }

    /// Returns today without looking at any moment.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the clock"
    )]
    pub fn clock(&self) -> Date {
        if let Some(day) = self.as_of {
            return day;
        }
        let epoch = std::env::var("SOURCE_DATE_EPOCH")
            .ok()
            .and_then(|text| text.parse().ok());
        let now = epoch
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .unwrap_or_else(Timestamp::now);
        now.to_zoned(TimeZone::UTC).date()
    }

    /// Writes text to stdout.
    ///
    /// # Errors
    /// The output is closed or full.
    pub fn print(&self, text: &str) -> Result<(), CliError> {
        let mut stdout = std::io::stdout().lock();
        stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush())
            .map_err(CliError::Output)
    }

    /// Writes talk to stderr. Where nobody can hear it, it is lost, and the data still counts.
    pub fn say(&self, text: &str) {
        let mut stderr = std::io::stderr().lock();
        let _ = stderr.write_all(text.as_bytes());
    }

    /// Returns whether there is a person who can be asked.
    pub fn can_ask(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// Asks a person one question. `None` for an empty answer, or when they leave.
    pub fn ask(&self, question: &str) -> Option<String> {
        self.say(question);
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer).ok()?;
        let answer = answer.trim();
        (!answer.is_empty()).then(|| answer.to_owned())
    }

    /// Writes a report in a format, with links to where its records can be read.
    ///
    /// # Errors
    /// There is no such format, or the output is closed.
    pub fn print_linked(
        &self,
        report: Report<'_>,
        format: &str,
        links: Option<Links>,
    ) -> Result<(), CliError> {
        self.print(&self.rendered(report, format, links)?)
    }

    /// Writes a report in a format.
    ///
    /// # Errors
    /// There is no such format, or the output is closed.
    pub fn print_report(&self, report: &Report, format: &str) -> Result<(), CliError> {
        self.print(&self.text(report, format)?)
    }

    /// Returns a report in a format, with links to where its records can be read.
    ///
    /// # Errors
    /// There is no such format.
    pub fn rendered(
        &self,
        report: Report<'_>,
        format: &str,
        links: Option<Links>,
    ) -> Result<String, CliError> {
        match (links, render::find(format)) {
            (Some(links), Some(found)) => self.text(&report.linked(links, found.links), format),
            _ => self.text(&report, format),
        }
    }

    fn text(&self, report: &Report, format: &str) -> Result<String, CliError> {
        let found = render::find(format).ok_or_else(|| {
            unknown(
                "format",
                format,
                render::FORMATS.iter().map(|format| format.name),
            )
        })?;
        let tables = if found.is_table {
            report.document.tables().count()
        } else {
            1
        };
        if tables != 1 {
            let message = format!(
                "{} holds one table, and this report has {tables}",
                found.name
            );
            return Err(CliError::usage(
                message,
                "write --format json, markdown or text",
            ));
        }
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = (found.render)(report, &self.style, &mut text);
        Ok(text)
    }
}

/// Returns the kind that a word on the command line means.
pub(super) fn kind<'a>(config: &'a Config, word: &str) -> Result<&'a Arc<Kind>, CliError> {
    config.kinds.named(word).ok_or_else(|| {
        let names: Vec<&str> = config.kinds.iter().map(|kind| kind.name.as_str()).collect();
        unknown("kind", word, names.iter().copied())
    })
}

/// Returns the mistake of naming something that is not there.
pub(super) fn unknown<'a>(
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> CliError {
    let hint = match suggest::nearest(name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of: {}", known.collect::<Vec<_>>().join(", ")),
    };
    CliError::usage(format!("there is no {what} `{name}`"), hint)
}

#[expect(
    clippy::disallowed_methods,
    reason = "NO_COLOR and TERM are part of the contract of --color"
)]
fn style(color: Color) -> Style {
    let terminal = std::io::stdout().is_terminal();
    let set = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && !set("NO_COLOR") && !dumb,
    };
    let width = terminal_size::terminal_size()
        .filter(|_| terminal)
        .map_or(PLAIN_WIDTH, |(width, _)| width.0.into());
    Style { width, color }
}

/// Reads a day from the command line.
pub(super) fn parse_day(text: &str) -> Result<Date, String> {
    date::parse_day(text).ok_or_else(|| "write a day as YYYY-MM-DD".into())
}
