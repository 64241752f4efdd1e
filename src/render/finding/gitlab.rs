//! A Code Quality report, from which GitLab shows findings on a merge request
//! (<https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>).

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

use super::{FindingReport, Style};
use crate::{
    model::finding::{Finding, Level},
    render::{clean::one_line, json::write_pretty},
};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    /// What tells one issue from another when the lines around it move.
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// Writes one issue for each finding.
pub(super) fn render(
    report: &FindingReport<'_>,
    _style: &Style,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let issues: Vec<Issue<'_>> = report
        .told()
        .map(|finding| {
            let about = about(finding);
            let number = seen.entry(about.clone()).or_default();
            *number += 1;
            issue(finding, &format!("{about}\u{0}{number}"))
        })
        .collect();
    write_pretty(&issues, out)
}

fn issue<'a>(finding: &'a Finding, about: &str) -> Issue<'a> {
    let help = finding.help.as_deref().unwrap_or_default();
    let help = match help {
        "" => String::new(),
        help => format!(" ({help})"),
    };
    let description = format!("{}{help}", finding.message);
    Issue {
        description: one_line(&description).into_owned(),
        check_name: finding.rule,
        fingerprint: format!("{:016x}", fingerprint(about.as_bytes())),
        severity: match finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Info | Level::Allow => "info",
        },
        location: Location {
            path: &finding.place.path,
            lines: Lines {
                begin: finding.place.start.line,
            },
        },
    }
}

/// Returns what stays the same of a finding where its line does not.
fn about(finding: &Finding) -> String {
    let record = finding.record.as_deref().unwrap_or(&finding.place.path);
    let gist = finding.gist.as_ref().unwrap_or(&finding.message);
    format!("{}\u{0}{record}\u{0}{gist}", finding.rule)
}

/// Returns the 64-bit FNV-1a hash of some bytes: the same on every machine and in every version.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::finding::sample::{self, Sample};

    fn rendered(sample: &Sample) -> String {
        let mut out = String::new();
        let style = Style {
            width: 80,
            color: false,
        };
        render(&sample.report(), &style, &mut out).expect("a string takes everything");
        out
    }

    #[test]
    fn the_hash_is_that_of_its_authors() {
        // From the test vectors of Fowler, Noll and Vo.
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fingerprint(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_usual_findings() {
        insta::assert_snapshot!(rendered(&sample::usual()), @r#"
        [
          {
            "description": "DEL-7 is the id of two records (type: hum mv deliverables/DEL-7-keys.md DEL-12)",
            "check_name": "duplicate-id",
            "fingerprint": "3fe158753f276ff3",
            "severity": "major",
            "location": {
              "path": "deliverables/DEL-7-keys.md",
              "lines": {
                "begin": 1
              }
            }
          },
          {
            "description": "RISK-9 affects DEL-99, which is no record (write the id of a record: DEL-9 is close)",
            "check_name": "dangling-ref",
            "fingerprint": "c477a4a1f807df01",
            "severity": "major",
            "location": {
              "path": "risks/RISK-9-quota.md",
              "lines": {
                "begin": 5
              }
            }
          },
          {
            "description": "the window of RISK-9 is reversed",
            "check_name": "reversed-window",
            "fingerprint": "db48f74cadb3c17b",
            "severity": "minor",
            "location": {
              "path": "risks/RISK-9-quota.md",
              "lines": {
                "begin": 6
              }
            }
          },
          {
            "description": "RISK-9 affects DEL-7, which two records claim to be",
            "check_name": "dangling-ref",
            "fingerprint": "51e924cd94c4cc2f",
            "severity": "minor",
            "location": {
              "path": "risks/RISK-9-quota.md",
              "lines": {
                "begin": 5
              }
            }
          },
          {
            "description": "the file is not UTF-8 (save the file as UTF-8)",
            "check_name": "unreadable-file",
            "fingerprint": "be3a2881bff0b315",
            "severity": "info",
            "location": {
              "path": "people/jo, the 2nd.md",
              "lines": {
                "begin": 1
              }
            }
          }
        ]
        "#);
    }

    #[test]
    fn nothing_is_an_empty_list() {
        assert_eq!(rendered(&sample::nothing()), "[]\n");
    }

    #[test]
    fn no_two_issues_have_one_fingerprint() {
        for sample in [sample::usual(), sample::hostile()] {
            let issues: serde_json::Value =
                serde_json::from_str(&rendered(&sample)).expect("it is JSON");
            let issues = issues.as_array().expect("a list");
            let mut prints: Vec<&str> = issues
                .iter()
                .filter_map(|issue| issue["fingerprint"].as_str())
                .collect();
            let all = prints.len();
            prints.sort_unstable();
            prints.dedup();
            assert_eq!((prints.len(), all), (issues.len(), issues.len()));
        }
    }
}
