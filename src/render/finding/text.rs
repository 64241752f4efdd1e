//! Findings for a terminal, with the lines they are about, in the look that compilers gave such messages.

use std::{collections::BTreeSet, fmt};

use annotate_snippets::{Group, Level as Title, Renderer};

use super::{
    FindingReport, Since, Style, counted,
    view::{has_words, notes, suggestion, views},
};
use crate::{
    model::finding::{Finding, Level, Sources},
    render::clean::one_line,
};

/// Writes each finding, then where to read about the rules, then the counts.
pub(super) fn render(
    report: &FindingReport<'_>,
    style: &Style,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    // Wider than any screen, and small enough for the renderer to count with.
    const WIDEST: usize = 10_000;
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(style.columns().min(WIDEST));
    let mut rules = BTreeSet::new();
    for finding in report.told() {
        let is_new = rules.insert(finding.rule);
        let message = renderer.render(&groups(finding, report.sources, is_new));
        for line in message.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        out.write_char('\n')?;
    }
    write_tips(&rules, out)?;
    writeln!(out, "{}", summary(report))?;
    match report.since {
        Some(since) => writeln!(out, "{}", judged(since)),
        None => Ok(()),
    }
}

/// Returns a finding as the renderer wants it; why it matters is told once a run.
fn groups<'a>(finding: &'a Finding, sources: &'a Sources, explains: bool) -> Vec<Group<'a>> {
    let level = match finding.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Info | Level::Allow => Title::INFO,
    };
    let title = level
        .primary_title(one_line(&finding.message))
        .id(finding.rule);
    let notes = notes(finding, sources, explains);
    let group = Group::with_title(title)
        .elements(views(finding, sources))
        .elements(notes.into_iter().map(|note| Title::NOTE.message(note)));
    let help = finding.help.as_deref().map(one_line).filter(has_words);
    match suggestion(finding, sources) {
        Some(patch) => {
            let title = Title::HELP.secondary_title(help.unwrap_or("write this instead".into()));
            vec![group, Group::with_title(title).element(patch)]
        }
        None => vec![group.elements(help.map(|help| Title::HELP.message(help)))],
    }
}

/// Writes what to type to read about each rule.
fn write_tips(rules: &BTreeSet<&str>, out: &mut dyn fmt::Write) -> fmt::Result {
    if rules.is_empty() {
        return Ok(());
    }
    writeln!(out, "To read about a rule, type:")?;
    for rule in rules {
        writeln!(out, "  hum explain {rule}")?;
    }
    out.write_char('\n')
}

/// Returns the counts in one line.
fn summary(report: &FindingReport<'_>) -> String {
    let records = counted(report.records, "record");
    let files = counted(report.files, "file");
    let levels = [
        (Level::Error, "error"),
        (Level::Warning, "warning"),
        (Level::Info, "info"),
    ];
    let counts: Vec<String> = levels
        .into_iter()
        .map(|(level, word)| (report.count(level), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| counted(count, word))
        .collect();
    if counts.is_empty() {
        format!("{records} in {files}: no findings")
    } else {
        format!("{} in {records} ({files})", counts.join(", "))
    }
}

/// Returns which changes were judged, and what is left out.
fn judged(since: &Since) -> String {
    let commit = since.commit.as_deref().map(|id| id.get(..10).unwrap_or(id));
    let base = match commit {
        Some(id) if since.name.starts_with(id) || id.starts_with(&since.name) => id.to_owned(),
        Some(id) => format!("{} ({id})", one_line(&since.name)),
        None => "the first commit".into(),
    };
    let how = match (since.walk, since.revisions) {
        (false, _) => "changes judged together".to_owned(),
        (true, count) => format!("{} judged one by one", counted(count, "revision")),
    };
    let older = match since.older {
        0 => String::new(),
        count => format!("; {} from before not shown", counted(count, "finding")),
    };
    format!("since {base}: {how}{older}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::finding::sample::{self, Sample};

    fn rendered(sample: &Sample, color: bool) -> String {
        let mut out = String::new();
        let style = Style { width: 80, color };
        render(&sample.report(), &style, &mut out).expect("a string takes everything");
        out
    }

    #[test]
    fn the_usual_findings() {
        insta::assert_snapshot!(rendered(&sample::usual(), false), @r#"
        error[duplicate-id]: DEL-7 is the id of two records
        --> deliverables/DEL-7-keys.md
         = note: deliverables/DEL-7-auth-api.md: the first one
         = note: Two records with one id share one history.
         = help: type: hum mv deliverables/DEL-7-keys.md DEL-12

        error[dangling-ref]: RISK-9 affects DEL-99, which is no record
         --> risks/RISK-9-quota.md:5:18
          |
        5 | affects: [DEL-7, DEL-99]
          |                  ^^^^^^ no such record
          |
          = note: A link to nothing hides who is affected.
        help: write the id of a record: DEL-9 is close
          |
        5 - affects: [DEL-7, DEL-99]
        5 + affects: [DEL-7, DEL-9]
          |

        warning[reversed-window]: the window of RISK-9 is reversed
         --> risks/RISK-9-quota.md:6:1
          |
        3 |   status: mitigating
          |           ---------- open until the window closes
        ...
        6 | / window: [2026-06-30, 2026-06-01]
        7 | | ---
          | |___^ ends before it starts
          |
         ::: deliverables/DEL-7-auth-api.md:3:9
          |
        3 |   owner: "@jo"
          |           --- told when it opens
          |
          = note: A window that ends before it starts is never open.

        warning[dangling-ref]: RISK-9 affects DEL-7, which two records claim to be
         --> risks/RISK-9-quota.md:5:11
          |
        5 | affects: [DEL-7, DEL-99]
          |           ^^^^^

        info[unreadable-file]: the file is not UTF-8
        --> people/jo, the 2nd.md
         = note: Nobody can act on a record that cannot be read.
         = help: save the file as UTF-8

        To read about a rule, type:
          hum explain dangling-ref
          hum explain duplicate-id
          hum explain reversed-window
          hum explain unreadable-file

        2 errors, 2 warnings, 1 info in 48 records (51 files)
        "#);
    }

    #[test]
    fn what_was_judged_is_said_below_the_counts() {
        let since = |name: &str, walk, revisions, older| {
            judged(&Since {
                name: name.into(),
                commit: Some("0123456789abcdef".into()),
                walk,
                revisions,
                older,
            })
        };
        assert_eq!(
            since("main", false, 1, 0),
            "since main (0123456789): changes judged together"
        );
        assert_eq!(
            since("01234", true, 2, 1),
            "since 0123456789: 2 revisions judged one by one; 1 finding from before not shown"
        );
    }

    #[test]
    fn nothing_is_said_in_one_line() {
        assert_eq!(
            rendered(&sample::nothing(), false),
            "0 records in 0 files: no findings\n"
        );
    }

    #[test]
    fn colour_changes_no_letter() {
        let colored = rendered(&sample::usual(), true);
        assert!(colored.contains("\u{1b}["));
        assert_eq!(
            anstream::adapter::strip_str(&colored).to_string(),
            rendered(&sample::usual(), false)
        );
    }
}
