//! Findings for programs, in the envelope of every command.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

use super::{FindingReport, Since, Style};
use crate::{
    model::finding::{Finding, Level, Place},
    render::json::write_envelope,
};

/// The `data` of `hum check`.
#[derive(Serialize)]
struct Data<'a> {
    summary: Summary<'a>,
    findings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Summary<'a> {
    records: usize,
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    rules: BTreeMap<&'a str, usize>,
    since: Option<&'a Since>,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    level: Level,
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    record: Option<&'a str>,
    message: &'a str,
    label: Option<&'a str>,
    why: &'a str,
    help: Option<&'a str>,
    replacement: Option<&'a str>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    message: &'a str,
}

/// Writes the findings and their counts.
pub(super) fn render(
    report: &FindingReport<'_>,
    _style: &Style,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let mut rules = BTreeMap::new();
    for finding in report.told() {
        *rules.entry(finding.rule).or_default() += 1;
    }
    let data = Data {
        summary: Summary {
            records: report.records,
            files: report.files,
            errors: report.count(Level::Error),
            warnings: report.count(Level::Warning),
            infos: report.count(Level::Info),
            rules,
            since: report.since,
        },
        findings: report.told().map(entry).collect(),
    };
    write_envelope("check", &data, out)
}

fn entry(finding: &Finding) -> Entry<'_> {
    let Place {
        path, start, end, ..
    } = &finding.place;
    Entry {
        rule: finding.rule,
        level: finding.level,
        path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        record: finding.record.as_deref(),
        message: &finding.message,
        label: finding.label.as_deref(),
        why: finding.why,
        help: finding.help.as_deref(),
        replacement: finding.replacement.as_deref(),
        related: finding.related.iter().map(related).collect(),
    }
}

fn related((place, label): &(Place, String)) -> Related<'_> {
    Related {
        path: &place.path,
        line: place.start.line,
        column: place.start.column,
        message: label,
    }
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
    fn the_usual_findings() {
        let read: serde_json::Value =
            serde_json::from_str(&rendered(&sample::usual())).expect("it is JSON");
        insta::assert_snapshot!(read["data"]["summary"], @r#"{"records":48,"files":51,"errors":2,"warnings":2,"infos":1,"rules":{"dangling-ref":2,"duplicate-id":1,"reversed-window":1,"unreadable-file":1},"since":null}"#);
        let findings = read["data"]["findings"].as_array().expect("a list");
        let lines: String = findings.iter().map(|one| format!("{one}\n")).collect();
        insta::assert_snapshot!(lines, @r#"
        {"rule":"duplicate-id","level":"error","path":"deliverables/DEL-7-keys.md","line":1,"column":1,"end_line":1,"end_column":1,"record":null,"message":"DEL-7 is the id of two records","label":null,"why":"Two records with one id share one history.","help":"type: hum mv deliverables/DEL-7-keys.md DEL-12","replacement":null,"related":[{"path":"deliverables/DEL-7-auth-api.md","line":1,"column":1,"message":"the first one"}]}
        {"rule":"dangling-ref","level":"error","path":"risks/RISK-9-quota.md","line":5,"column":18,"end_line":5,"end_column":24,"record":"RISK-9","message":"RISK-9 affects DEL-99, which is no record","label":"no such record","why":"A link to nothing hides who is affected.","help":"write the id of a record: DEL-9 is close","replacement":"DEL-9","related":[]}
        {"rule":"reversed-window","level":"warning","path":"risks/RISK-9-quota.md","line":6,"column":1,"end_line":7,"end_column":4,"record":"RISK-9","message":"the window of RISK-9 is reversed","label":"ends before it starts","why":"A window that ends before it starts is never open.","help":null,"replacement":null,"related":[{"path":"risks/RISK-9-quota.md","line":3,"column":9,"message":"open until the window closes"},{"path":"deliverables/DEL-7-auth-api.md","line":3,"column":9,"message":"told when it opens"}]}
        {"rule":"dangling-ref","level":"warning","path":"risks/RISK-9-quota.md","line":5,"column":11,"end_line":5,"end_column":16,"record":null,"message":"RISK-9 affects DEL-7, which two records claim to be","label":null,"why":"A link to nothing hides who is affected.","help":null,"replacement":null,"related":[]}
        {"rule":"unreadable-file","level":"info","path":"people/jo, the 2nd.md","line":1,"column":1,"end_line":1,"end_column":1,"record":null,"message":"the file is not UTF-8","label":null,"why":"Nobody can act on a record that cannot be read.","help":"save the file as UTF-8","replacement":null,"related":[]}
        "#);
    }

    #[test]
    fn nothing_is_counted_too() {
        insta::assert_snapshot!(rendered(&sample::nothing()), @r#"
        {
          "schema_version": 1,
          "command": "check",
          "data": {
            "summary": {
              "records": 0,
              "files": 0,
              "errors": 0,
              "warnings": 0,
              "infos": 0,
              "rules": {},
              "since": null
            },
            "findings": []
          }
        }
        "#);
    }

    #[test]
    fn hostile_text_is_read_back_whole() {
        let sample = sample::hostile();
        let read: serde_json::Value = serde_json::from_str(&rendered(&sample)).expect("it is JSON");
        let findings = read["data"]["findings"].as_array().expect("a list");
        assert_eq!(findings.len(), sample.report().findings.len());
        for (read, finding) in findings.iter().zip(sample.report().findings) {
            assert_eq!(read["message"], finding.message);
            assert_eq!(read["path"], *finding.place.path);
        }
    }
}
