//! Findings for a terminal, with the lines they are about, in the look that compilers gave such messages.

use std::{collections::BTreeSet, fmt};

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level as Title, Origin, Patch, Renderer, Snippet,
};

use super::{
    FindingReport, Style,
    window::{Window, shown},
};
use crate::{
    model::finding::{Finding, Level, Place, Sources},
    render::clean::one_line,
    text::{Span, phrase::counted},
};

/// Related places this many lines away share the view of the finding itself.
const NEAR: u32 = 8;

/// More related places than this are only counted.
const MOST_RELATED: usize = 8;

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
    writeln!(out, "{}", summary(report))
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
    let mut group = Group::with_title(title).elements(places(finding, sources));
    let uncounted = finding.related.len().saturating_sub(MOST_RELATED);
    if uncounted > 0 {
        let more = format!("and {}", counted(uncounted, "more place"));
        group = group.element(Title::NOTE.message(more));
    }
    if explains {
        group = group.element(Title::NOTE.message(one_line(finding.why)));
    }
    let help = finding.help.as_deref().map(one_line);
    match suggestion(finding, sources) {
        Some(patch) => {
            let title = Title::HELP.secondary_title(help.unwrap_or("write this instead".into()));
            vec![group, Group::with_title(title).element(patch)]
        }
        None => vec![group.elements(help.map(|help| Title::HELP.message(help)))],
    }
}

/// Returns the place of a finding and those that belong to it.
fn places<'a>(finding: &'a Finding, sources: &'a Sources) -> Vec<Element<'a>> {
    let mut near = vec![(&finding.place, finding.label.as_deref())];
    let mut far = Vec::new();
    for (place, label) in finding.related.iter().take(MOST_RELATED) {
        let lines = place.start.line.abs_diff(finding.place.start.line);
        if place.path == finding.place.path && lines <= NEAR {
            near.push((place, Some(label)));
        } else {
            far.push((place, Some(label.as_str())));
        }
    }
    let mut elements = vec![view(&near, AnnotationKind::Primary, sources)];
    for place in far {
        elements.push(view(&[place], AnnotationKind::Context, sources));
    }
    elements
}

/// Returns the view of places in one file; the first one has the given kind.
fn view<'a>(
    places: &[(&'a Place, Option<&'a str>)],
    kind: AnnotationKind,
    sources: &'a Sources,
) -> Element<'a> {
    let (first, label) = places[0];
    let path = one_line(&first.path);
    // What concerns a whole file points at no line of it.
    let is_whole_file = places.len() == 1 && label.is_none() && first.span == Span::default();
    let source = sources.get(&first.path).filter(|_| !is_whole_file);
    let Some(source) = source else {
        return Origin::path(path).into();
    };
    let spans: Vec<Span> = places.iter().map(|(place, _)| place.span).collect();
    let window = Window::around(source, &spans);
    let kinds = std::iter::once(kind).chain(std::iter::repeat(AnnotationKind::Context));
    let annotations = places
        .iter()
        .zip(kinds)
        .map(|((place, label), kind)| -> Annotation<'a> {
            kind.span(window.locate(place.span))
                .label(label.map(one_line))
        });
    Snippet::source(window.text())
        .line_start(window.line())
        .path(path)
        .annotations(annotations)
        .into()
}

/// Returns the edit that a rule proposes, if there is a text to edit.
fn suggestion<'a>(finding: &'a Finding, sources: &'a Sources) -> Option<Snippet<'a, Patch<'a>>> {
    let replacement = shown(finding.replacement.as_deref()?);
    let span = finding.place.span;
    let window = Window::around(sources.get(&finding.place.path)?, &[span]);
    let patch = Patch::new(window.locate(span), replacement);
    let snippet = Snippet::source(window.text())
        .line_start(window.line())
        .path(one_line(&finding.place.path));
    Some(snippet.patch(patch))
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
        insta::assert_snapshot!(rendered(&sample::usual()), @r#"
        error[duplicate-id]: DEL-7 is the id of two records
         --> deliverables/DEL-7-keys.md
          |
         ::: deliverables/DEL-7-auth-api.md:1:1
          |
        1 | ---
          | - the first one
          |
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
    fn nothing_is_said_in_one_line() {
        assert_eq!(
            rendered(&sample::nothing()),
            "0 records in 0 files: no findings\n"
        );
    }
}
