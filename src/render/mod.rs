//! Layer 4: one file a format.
//!
//! A format turns a [`Report`] into text for one place: a terminal, a code host, a mail, a chat, a program. Text in a
//! report is raw and may come from a stranger's record; each format escapes it for where it goes. Findings of a check
//! have formats of their own in [`finding`].

use std::fmt;

use crate::report::{LinkForm, Report};

mod address;
mod clean;
mod csv;
pub mod finding;
mod html;
mod json;
mod layout;
mod markdown;
#[cfg(test)]
mod sample;
mod slack;
pub mod template;
mod text;

pub(crate) use clean::{clean, one_line};

/// What the reader's screen can show. Formats for programs and pages ignore it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns to wrap at; less than 20 counts as 20, `usize::MAX` wraps nothing.
    pub width: usize,
    /// Whether colour is wanted.
    pub color: bool,
}

impl Style {
    /// The narrowest text that stays readable.
    const NARROWEST: usize = 20;

    /// Returns the columns to wrap at.
    fn columns(self) -> usize {
        self.width.max(Self::NARROWEST)
    }
}

/// One way to write a report.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What people type after `--format`.
    pub name: &'static str,
    /// Where it is read, in a few words.
    pub about: &'static str,
    /// Whether it holds one table and nothing else.
    pub is_table: bool,
    /// How it takes links to records that can be read on a code host.
    pub links: LinkForm,
    /// Writes the report; fails when the sink does, or when a format for one table gets none or several.
    pub render: fn(&Report, &Style, &mut dyn fmt::Write) -> fmt::Result,
}

/// Every format of reports, by name.
pub const FORMATS: &[Format] = &[
    Format {
        name: "csv",
        about: "one table, for a spreadsheet",
        is_table: true,
        links: LinkForm::None,
        render: csv::render,
    },
    Format {
        name: "html",
        about: "one page or the body of a mail",
        is_table: false,
        links: LinkForm::Words,
        render: html::render,
    },
    Format {
        name: "json",
        about: "data for programs, in a versioned envelope",
        is_table: false,
        links: LinkForm::Template,
        render: json::render,
    },
    Format {
        name: "markdown",
        about: "GitHub-flavoured Markdown",
        is_table: false,
        links: LinkForm::Words,
        render: markdown::render,
    },
    Format {
        name: "slack",
        about: "a Slack message",
        is_table: false,
        links: LinkForm::Words,
        render: slack::render,
    },
    Format {
        name: "text",
        about: "plain text for a terminal",
        is_table: false,
        links: LinkForm::Notes,
        render: text::render,
    },
];

/// Returns the format with this name. `table` is another word for `text`.
pub fn find(name: &str) -> Option<&'static Format> {
    let name = if name == "table" { "text" } else { name };
    FORMATS.iter().find(|format| format.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what a format writes; nothing for a table of which there is none. Line ends are those of this system.
    fn rendered(format: &Format, report: &Report, style: Style) -> String {
        let mut out = String::new();
        let done = (format.render)(report, &style, &mut out);
        let is_refused = format.is_table && report.document.tables().count() != 1;
        assert_eq!(done.is_err(), is_refused, "a string takes everything");
        out.replace("\r\n", "\n")
    }

    const STYLES: [Style; 4] = [
        Style {
            width: 0,
            color: false,
        },
        Style {
            width: 72,
            color: false,
        },
        Style {
            width: usize::MAX,
            color: false,
        },
        Style {
            width: 40,
            color: true,
        },
    ];

    #[test]
    fn formats_are_sorted_and_found_by_name() {
        assert!(FORMATS.is_sorted_by(|one, next| one.name < next.name));
        for format in FORMATS {
            assert_eq!(
                find(format.name).map(|found| found.about),
                Some(format.about)
            );
        }
        assert!(find("pdf").is_none());
    }

    #[test]
    fn every_format_survives_every_sample_and_ends_its_lines() {
        let mut seen = 0;
        for format in FORMATS {
            for report in [sample::usual(), sample::nothing(), sample::hostile()] {
                for style in STYLES {
                    let out = rendered(format, &report, style);
                    let name = format.name;
                    assert!(out.is_empty() || out.ends_with('\n'), "{name}");
                    assert!(
                        !out.contains("\n\n\n"),
                        "{name}: an empty block left a hole"
                    );
                    let trailing = out.lines().find(|line| line.ends_with(' '));
                    assert_eq!(trailing, None, "{name}: space at the end of a line");
                    seen += 1;
                }
            }
        }
        assert_eq!(seen, FORMATS.len() * 3 * STYLES.len());
    }

    #[test]
    fn no_format_lets_a_control_character_through() {
        for format in FORMATS {
            let out = rendered(format, &sample::hostile(), STYLES[1]);
            let unsafe_one = out
                .chars()
                .find(|one| *one != '\n' && clean::is_unsafe(*one));
            assert_eq!(unsafe_one, None, "{}", format.name);
        }
    }

    #[test]
    fn only_text_takes_colour() {
        for format in FORMATS {
            let out = rendered(format, &sample::usual(), STYLES[3]);
            assert_eq!(
                out.contains('\u{1b}'),
                format.name == "text",
                "{}",
                format.name
            );
        }
    }
}
