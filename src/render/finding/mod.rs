//! Formats of what a check found: one file a format.

use std::fmt;

use super::Style;
use crate::model::finding::{Finding, Level, Sources};

mod github;
mod gitlab;
mod json;
mod rdjson;
#[cfg(test)]
mod sample;
mod sarif;
mod text;
mod view;
mod window;

/// What one check found, and in how much.
#[derive(Debug, Clone, Copy)]
pub struct FindingReport<'a> {
    /// The findings, in the order to tell them. Those at [`Level::Allow`] are not told.
    pub findings: &'a [Finding],
    /// The texts they point into.
    pub sources: &'a Sources,
    /// How many records were checked.
    pub records: usize,
    /// How many files they were read from.
    pub files: usize,
    /// What changes were judged; `None` where only the state was.
    pub since: Option<&'a Since>,
}

/// From where on changes were judged.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Since {
    /// What the person called it.
    pub name: String,
    /// The commit with which the program was compared: where the branch left what the person named. `None` before the
    /// first commit.
    pub commit: Option<String>,
    /// Whether each commit was judged on its own, not all together.
    pub walk: bool,
    /// How many revisions were judged: 1 for all together, else the commits that changed a record, and what is not
    /// committed.
    pub revisions: usize,
    /// How many findings were there before; they are not told.
    pub older: usize,
}

impl<'a> FindingReport<'a> {
    /// Returns the findings that are told.
    fn told(&self) -> impl Iterator<Item = &'a Finding> {
        let findings = self.findings.iter();
        findings.filter(|finding| finding.level != Level::Allow)
    }

    /// Returns how many findings have this level.
    fn count(&self, level: Level) -> usize {
        let findings = self.findings.iter();
        findings.filter(|finding| finding.level == level).count()
    }
}

/// One way to write findings.
#[derive(Debug, Clone, Copy)]
pub struct FindingFormat {
    /// What people type after `--format`.
    pub name: &'static str,
    /// Where it is read, in a few words.
    pub about: &'static str,
    /// Whether its reader wants paths from the top of the repository, not from the program's folder.
    pub from_the_top: bool,
    /// Writes the findings; fails only when the sink does.
    pub render: fn(&FindingReport<'_>, &Style, &mut dyn fmt::Write) -> fmt::Result,
}

/// Every format of findings, by name.
pub const FORMATS: &[FindingFormat] = &[
    FindingFormat {
        name: "github",
        about: "annotations on a change, from GitHub Actions",
        from_the_top: true,
        render: github::render,
    },
    FindingFormat {
        name: "gitlab",
        about: "a Code Quality report, for GitLab",
        from_the_top: true,
        render: gitlab::render,
    },
    FindingFormat {
        name: "json",
        about: "data for programs, in a versioned envelope",
        from_the_top: false,
        render: json::render,
    },
    FindingFormat {
        name: "rdjson",
        about: "the Reviewdog Diagnostic Format",
        from_the_top: true,
        render: rdjson::render,
    },
    FindingFormat {
        name: "sarif",
        about: "SARIF 2.1.0, for code scanning",
        from_the_top: true,
        render: sarif::render,
    },
    FindingFormat {
        name: "text",
        about: "plain text for a terminal",
        from_the_top: false,
        render: text::render,
    },
];

/// Returns the format with this name.
pub fn find(name: &str) -> Option<&'static FindingFormat> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Returns a number with its noun.
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::clean::is_unsafe;

    fn rendered(format: &FindingFormat, report: &FindingReport<'_>, style: Style) -> String {
        let mut out = String::new();
        (format.render)(report, &style, &mut out).expect("a string takes everything");
        out
    }

    const STYLES: [Style; 4] = [
        Style {
            width: 0,
            color: false,
        },
        Style {
            width: 80,
            color: false,
        },
        Style {
            width: usize::MAX,
            color: false,
        },
        Style {
            width: 80,
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
        assert!(find("xml").is_none());
    }

    #[test]
    fn every_format_survives_every_sample_and_ends_its_lines() {
        let mut seen = 0;
        for format in FORMATS {
            for sample in [sample::usual(), sample::nothing(), sample::hostile()] {
                for style in STYLES {
                    let out = rendered(format, &sample.report(), style);
                    assert!(out.is_empty() || out.ends_with('\n'), "{}", format.name);
                    let trailing = out.lines().find(|line| line.ends_with(' '));
                    assert_eq!(
                        trailing, None,
                        "{}: space at the end of a line",
                        format.name
                    );
                    seen += 1;
                }
            }
        }
        assert_eq!(seen, FORMATS.len() * 3 * STYLES.len());
    }

    #[test]
    fn no_format_lets_a_control_character_through() {
        for format in FORMATS {
            let out = rendered(format, &sample::hostile().report(), STYLES[1]);
            let unsafe_one = out.chars().find(|one| *one != '\n' && is_unsafe(*one));
            assert_eq!(unsafe_one, None, "{}", format.name);
        }
    }

    #[test]
    fn what_is_allowed_is_not_told() {
        for format in FORMATS {
            let out = rendered(format, &sample::usual().report(), STYLES[1]);
            assert!(out.contains("dangling-ref"), "{}", format.name);
            assert!(!out.contains("stale-record"), "{}", format.name);
        }
    }
}
