//! Workflow commands of GitHub Actions: `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).

use std::fmt;

use super::{FindingReport, Style};
use crate::{
    model::finding::{Finding, Level},
    render::clean::one_line,
};

/// Writes one command for each finding.
pub(super) fn render(
    report: &FindingReport<'_>,
    _style: &Style,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    for finding in report.told() {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info | Level::Allow => "notice",
        };
        let message = escape_message(&message(finding));
        writeln!(out, "::{command} {}::{message}", properties(finding))?;
    }
    Ok(())
}

/// Returns where the annotation stands. GitHub takes columns on one line only.
fn properties(finding: &Finding) -> String {
    let (start, end) = (finding.place.start, finding.place.end);
    let path = escape_property(&one_line(&finding.place.path));
    let title = escape_property(finding.rule);
    let columns = if start.line == end.line {
        [
            format!(",col={}", start.column),
            format!(",endColumn={}", end.column),
        ]
    } else {
        [String::new(), String::new()]
    };
    let [first, last] = columns;
    let (line, end_line) = (start.line, end.line);
    format!("file={path},line={line}{first},endLine={end_line}{last},title={title}")
}

/// Returns all that a finding says, a line each.
fn message(finding: &Finding) -> String {
    let part = |mark: &str, text: Option<&str>| {
        let text = one_line(text.unwrap_or_default());
        let has_words = !text.trim().is_empty();
        has_words.then(|| format!("{mark}{text}"))
    };
    let lines = [
        part("", Some(&finding.message)),
        part("", finding.label.as_deref()),
        part("note: ", Some(finding.why)),
        part("help: ", finding.help.as_deref()),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    lines.join("\n")
}

/// Returns text that stays in its command.
fn escape_message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Returns text that stays in its property of a command.
fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
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
        insta::assert_snapshot!(rendered(&sample::usual()), @"
        ::error file=deliverables/DEL-7-keys.md,line=1,col=1,endLine=1,endColumn=1,title=duplicate-id::DEL-7 is the id of two records%0Anote: Two records with one id share one history.%0Ahelp: type: hum mv deliverables/DEL-7-keys.md DEL-12
        ::error file=risks/RISK-9-quota.md,line=5,col=18,endLine=5,endColumn=24,title=dangling-ref::RISK-9 affects DEL-99, which is no record%0Ano such record%0Anote: A link to nothing hides who is affected.%0Ahelp: write the id of a record: DEL-9 is close
        ::warning file=risks/RISK-9-quota.md,line=6,endLine=7,title=reversed-window::the window of RISK-9 is reversed%0Aends before it starts%0Anote: A window that ends before it starts is never open.
        ::warning file=risks/RISK-9-quota.md,line=5,col=11,endLine=5,endColumn=16,title=dangling-ref::RISK-9 affects DEL-7, which two records claim to be%0Anote: A link to nothing hides who is affected.
        ::notice file=people/jo%2C the 2nd.md,line=1,col=1,endLine=1,endColumn=1,title=unreadable-file::the file is not UTF-8%0Anote: Nobody can act on a record that cannot be read.%0Ahelp: save the file as UTF-8
        ");
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(rendered(&sample::nothing()), "");
    }

    #[test]
    fn hostile_text_stays_in_its_command() {
        let sample = sample::hostile();
        let out = rendered(&sample);
        assert_eq!(out.lines().count(), sample.report().findings.len());
        for line in out.lines() {
            let (properties, _) = line
                .strip_prefix("::error file=risks/")
                .and_then(|rest| rest.split_once("::"))
                .expect("a line is a command");
            assert_eq!(properties.matches(':').count(), 0, "{line}");
            let names = properties
                .split(',')
                .skip(1)
                .map(|one| one.split('=').next());
            let names: Vec<&str> = names
                .flatten()
                .filter(|name| !name.contains("olumn") && *name != "col")
                .collect();
            assert_eq!(names, ["line", "endLine", "title"], "{line}");
        }
    }

    #[test]
    fn the_escapes_of_the_runner() {
        assert_eq!(escape_message("50 %: a,\r\nb"), "50 %25: a,%0D%0Ab");
        assert_eq!(escape_property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
    }
}
