//! SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>), as far as code scanning reads it.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

use super::{FindingReport, Style};
use crate::{
    model::finding::{Finding, Level, Place},
    render::json::write_pretty,
    text::percent::encode_path,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Stands for the folder that every path starts from; whoever reads the log knows where it is.
const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    results: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Message,
    full_description: Message,
    help: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct LogicalLocation<'a> {
    name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Message,
    artifact_changes: [ArtifactChange<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: [Replacement<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Content<'a>,
}

#[derive(Serialize)]
struct Content<'a> {
    text: &'a str,
}

/// Writes one log with one run.
pub(super) fn render(
    report: &FindingReport<'_>,
    _style: &Style,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let rules: BTreeMap<&str, &str> = report
        .told()
        .map(|finding| (finding.rule, finding.why))
        .collect();
    let index: BTreeMap<&str, usize> = rules.keys().copied().zip(0..).collect();
    let root = Base {
        description: message("The program's folder."),
    };
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "humdrum",
                version: env!("CARGO_PKG_VERSION"),
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: rules.into_iter().map(rule).collect(),
            },
        },
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: BTreeMap::from([(ROOT, root)]),
        results: report
            .told()
            .map(|finding| entry(finding, index[finding.rule]))
            .collect(),
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run],
    };
    write_pretty(&log, out)
}

fn rule<'a>((id, why): (&'a str, &'a str)) -> Rule<'a> {
    Rule {
        id,
        short_description: message(why),
        // GitHub asks for these two as well.
        full_description: message(why),
        help: message(format!("To read about the rule, type: hum explain {id}")),
    }
}

fn entry(finding: &Finding, rule_index: usize) -> Entry<'_> {
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
        Level::Allow => "none",
    };
    let text = match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    };
    let record = finding.record.as_deref();
    Entry {
        rule_id: finding.rule,
        rule_index,
        level,
        message: message(text),
        locations: [Location {
            id: None,
            physical_location: physical_location(&finding.place),
            logical_locations: record
                .map(|name| LogicalLocation { name })
                .into_iter()
                .collect(),
            message: finding.label.as_deref().map(message),
        }],
        related_locations: finding.related.iter().enumerate().map(related).collect(),
        fixes: fix(finding).into_iter().collect(),
    }
}

fn related<'a>((index, (place, label)): (usize, &'a (Place, String))) -> Location<'a> {
    Location {
        id: Some(index),
        physical_location: physical_location(place),
        logical_locations: Vec::new(),
        message: Some(message(label)),
    }
}

fn fix(finding: &Finding) -> Option<Fix<'_>> {
    let text = finding.replacement.as_deref()?;
    let help = finding.help.as_deref();
    Some(Fix {
        description: message(help.unwrap_or("Write this instead.")),
        artifact_changes: [ArtifactChange {
            artifact_location: artifact_location(&finding.place),
            replacements: [Replacement {
                deleted_region: region(&finding.place),
                inserted_content: Content { text },
            }],
        }],
    })
}

fn physical_location(place: &Place) -> PhysicalLocation {
    PhysicalLocation {
        artifact_location: artifact_location(place),
        region: region(place),
    }
}

fn artifact_location(place: &Place) -> ArtifactLocation {
    ArtifactLocation {
        uri: encode_path(&place.path),
        uri_base_id: ROOT,
    }
}

fn region(place: &Place) -> Region {
    Region {
        start_line: place.start.line,
        start_column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
    }
}

fn message(text: impl Into<String>) -> Message {
    Message { text: text.into() }
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

    fn log(sample: &Sample) -> serde_json::Value {
        serde_json::from_str(&rendered(sample)).expect("it is JSON")
    }

    #[test]
    fn the_usual_findings() {
        let log = log(&sample::usual());
        let run = &log["runs"][0];
        let lines = |list: &serde_json::Value| {
            let list = list.as_array().expect("a list").iter();
            list.map(|one| format!("{one}\n")).collect::<String>()
        };
        insta::assert_snapshot!(lines(&run["tool"]["driver"]["rules"]), @r#"
        {"id":"dangling-ref","shortDescription":{"text":"A link to nothing hides who is affected."},"fullDescription":{"text":"A link to nothing hides who is affected."},"help":{"text":"To read about the rule, type: hum explain dangling-ref"}}
        {"id":"duplicate-id","shortDescription":{"text":"Two records with one id share one history."},"fullDescription":{"text":"Two records with one id share one history."},"help":{"text":"To read about the rule, type: hum explain duplicate-id"}}
        {"id":"reversed-window","shortDescription":{"text":"A window that ends before it starts is never open."},"fullDescription":{"text":"A window that ends before it starts is never open."},"help":{"text":"To read about the rule, type: hum explain reversed-window"}}
        {"id":"unreadable-file","shortDescription":{"text":"Nobody can act on a record that cannot be read."},"fullDescription":{"text":"Nobody can act on a record that cannot be read."},"help":{"text":"To read about the rule, type: hum explain unreadable-file"}}
        "#);
        insta::assert_snapshot!(lines(&run["results"]), @r#"
        {"ruleId":"duplicate-id","ruleIndex":1,"level":"error","message":{"text":"DEL-7 is the id of two records\nhelp: type: hum mv deliverables/DEL-7-keys.md DEL-12"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"deliverables/DEL-7-keys.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":1}}}],"relatedLocations":[{"id":0,"physicalLocation":{"artifactLocation":{"uri":"deliverables/DEL-7-auth-api.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":1}},"message":{"text":"the first one"}}]}
        {"ruleId":"dangling-ref","ruleIndex":0,"level":"error","message":{"text":"RISK-9 affects DEL-99, which is no record\nhelp: write the id of a record: DEL-9 is close"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"risks/RISK-9-quota.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":5,"startColumn":18,"endLine":5,"endColumn":24}},"logicalLocations":[{"name":"RISK-9"}],"message":{"text":"no such record"}}],"fixes":[{"description":{"text":"write the id of a record: DEL-9 is close"},"artifactChanges":[{"artifactLocation":{"uri":"risks/RISK-9-quota.md","uriBaseId":"%SRCROOT%"},"replacements":[{"deletedRegion":{"startLine":5,"startColumn":18,"endLine":5,"endColumn":24},"insertedContent":{"text":"DEL-9"}}]}]}]}
        {"ruleId":"reversed-window","ruleIndex":2,"level":"warning","message":{"text":"the window of RISK-9 is reversed"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"risks/RISK-9-quota.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":6,"startColumn":1,"endLine":7,"endColumn":4}},"logicalLocations":[{"name":"RISK-9"}],"message":{"text":"ends before it starts"}}],"relatedLocations":[{"id":0,"physicalLocation":{"artifactLocation":{"uri":"risks/RISK-9-quota.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":3,"startColumn":9,"endLine":3,"endColumn":19}},"message":{"text":"open until the window closes"}},{"id":1,"physicalLocation":{"artifactLocation":{"uri":"deliverables/DEL-7-auth-api.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":3,"startColumn":9,"endLine":3,"endColumn":12}},"message":{"text":"told when it opens"}}]}
        {"ruleId":"dangling-ref","ruleIndex":0,"level":"warning","message":{"text":"RISK-9 affects DEL-7, which two records claim to be"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"risks/RISK-9-quota.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":5,"startColumn":11,"endLine":5,"endColumn":16}}}]}
        {"ruleId":"unreadable-file","ruleIndex":3,"level":"note","message":{"text":"the file is not UTF-8\nhelp: save the file as UTF-8"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"people/jo%2C%20the%202nd.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":1}}}]}
        "#);
    }

    #[test]
    fn hostile_text_stays_in_its_fields() {
        let sample = sample::hostile();
        let log = log(&sample);
        let results = log["runs"][0]["results"].as_array().expect("a list");
        assert_eq!(results.len(), sample.report().findings.len());
        for (result, finding) in results.iter().zip(sample.report().findings) {
            let text = result["message"]["text"]
                .as_str()
                .expect("a message has text");
            assert!(text.starts_with(&finding.message));
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"]
                .as_str()
                .expect("a place has a path");
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte);
            assert!(uri.bytes().all(is_plain), "{uri}");
        }
    }

    #[test]
    fn nothing_is_a_run_without_results() {
        insta::assert_snapshot!(rendered(&sample::nothing()).replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r#"
        {
          "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "humdrum",
                  "version": "VERSION",
                  "informationUri": "https://github.com/humdrum-program/humdrum",
                  "rules": []
                }
              },
              "columnKind": "unicodeCodePoints",
              "originalUriBaseIds": {
                "%SRCROOT%": {
                  "description": {
                    "text": "The program's folder."
                  }
                }
              },
              "results": []
            }
          ]
        }
        "#);
    }
}
