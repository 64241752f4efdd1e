//! The Reviewdog Diagnostic Format, as one JSON object
//! (<https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>).

use std::fmt;

use serde_json::{Value, json};

use super::{FindingReport, Style};
use crate::{
    model::finding::{Finding, Level, Place, Sources},
    render::{clean::one_line, json::write_pretty},
    text::Position,
};

/// Writes one diagnostic for each finding.
pub(super) fn render(
    report: &FindingReport<'_>,
    _style: &Style,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let diagnostics: Vec<Value> = report
        .told()
        .map(|finding| diagnostic(finding, report.sources))
        .collect();
    let all = json!({
        "source": { "name": "hum" },
        "diagnostics": diagnostics,
    });
    write_pretty(&all, out)
}

fn diagnostic(finding: &Finding, sources: &Sources) -> Value {
    let range = range(&finding.place, sources);
    let help = finding
        .help
        .iter()
        .map(|help| format!("\nhelp: {}", one_line(help)));
    let message = format!("{}{}", one_line(&finding.message), help.collect::<String>());
    let mut diagnostic = json!({
        "message": message,
        "location": { "path": &*finding.place.path, "range": range },
        "severity": match finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Info | Level::Allow => "INFO",
        },
        "code": { "value": finding.rule },
    });
    if let (Some(text), Value::Object(fields)) = (&finding.replacement, &mut diagnostic) {
        let suggestion = json!([{ "range": range, "text": text }]);
        fields.insert("suggestions".into(), suggestion);
    }
    let related = finding.related.iter().map(|(place, label)| {
        let location = json!({ "path": &*place.path, "range": self::range(place, sources) });
        json!({ "message": one_line(label), "location": location })
    });
    let related: Vec<Value> = related.collect();
    if let Value::Object(fields) = &mut diagnostic
        && !related.is_empty()
    {
        fields.insert("related_locations".into(), related.into());
    }
    diagnostic
}

fn range(place: &Place, sources: &Sources) -> Value {
    let text = sources.get(&place.path).map_or("", |text| text);
    let position = |at: Position| json!({ "line": at.line, "column": bytes(text, at) });
    json!({ "start": position(place.start), "end": position(place.end) })
}

/// Returns the column of a place counted in bytes from 1, as the format wants it; ours are characters.
fn bytes(text: &str, at: Position) -> usize {
    let line = text.lines().nth(at.line.saturating_sub(1) as usize);
    let before = at.column.saturating_sub(1) as usize;
    let letters = line.unwrap_or_default().chars().map(char::len_utf8);
    let known = letters.clone().count().min(before);
    1 + letters.take(known).sum::<usize>() + (before - known)
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
    fn columns_are_counted_in_bytes() {
        let at = |line, column| Position { line, column };
        let text = "a\u{10400}b\nj\u{f6}\n";
        // The example of the format's own description.
        let columns = [at(1, 1), at(1, 2), at(1, 3)].map(|at| bytes(text, at));
        assert_eq!(columns, [1, 2, 6]);
        assert_eq!(bytes(text, at(2, 3)), 4, "the end of a line is a place too");
        assert_eq!(bytes("", at(7, 3)), 3, "a text that could not be read");
    }

    #[test]
    fn a_finding_has_its_place_its_rule_and_what_to_write_instead() {
        let all: Value = serde_json::from_str(&rendered(&sample::usual())).expect("JSON");
        let findings = all["diagnostics"].as_array().expect("a list");
        let severities: Vec<&str> = findings
            .iter()
            .filter_map(|one| one["severity"].as_str())
            .collect();
        assert_eq!(severities, ["ERROR", "ERROR", "WARNING", "WARNING", "INFO"]);
        insta::assert_snapshot!(findings[1], @r#"{"message":"RISK-9 affects DEL-99, which is no record\nhelp: write the id of a record: DEL-9 is close","location":{"path":"risks/RISK-9-quota.md","range":{"start":{"line":5,"column":18},"end":{"line":5,"column":24}}},"severity":"ERROR","code":{"value":"dangling-ref"},"suggestions":[{"range":{"start":{"line":5,"column":18},"end":{"line":5,"column":24}},"text":"DEL-9"}]}"#);
    }

    #[test]
    fn nothing_is_an_empty_list() {
        let all: Value = serde_json::from_str(&rendered(&sample::nothing())).expect("JSON");
        assert_eq!(all["diagnostics"], json!([]));
    }
}
