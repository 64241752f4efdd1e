//! What a finding shows of the files it is about: the lines, the labels, the edit that mends them.
//!
//! The renderer neutralises source lines and primary titles only, and refuses places that do not fit its text. So all
//! other text is cleaned here, and every place goes through a [`Window`].

use annotate_snippets::{Annotation, AnnotationKind, Element, Origin, Patch, Snippet};

use super::{
    counted,
    window::{Window, shown},
};
use crate::{
    model::finding::{Finding, Place, Sources},
    render::clean::one_line,
    text::Span,
};

/// Related places this many lines away share the view of the finding itself.
const NEAR: u32 = 8;

/// More related places than this are only counted.
const MOST_RELATED: usize = 8;

/// Returns the views of a finding's place and of the related ones. Near ones share a view.
pub(super) fn views<'a>(finding: &'a Finding, sources: &'a Sources) -> Vec<Element<'a>> {
    let mut near = vec![(&finding.place, finding.label.as_deref())];
    let mut far = Vec::new();
    for (place, label) in finding.related.iter().take(MOST_RELATED) {
        let lines = place.start.line.abs_diff(finding.place.start.line);
        if !has_view(place, sources) {
            continue;
        }
        if place.path == finding.place.path && lines <= NEAR {
            near.push((place, Some(label)));
        } else {
            far.push((place, Some(label.as_str())));
        }
    }
    let is_whole_file =
        near.len() == 1 && finding.label.is_none() && finding.place.span == Span::default();
    let first = if is_whole_file {
        None
    } else {
        view(&near, AnnotationKind::Primary, sources)
    };
    let origin = || Origin::path(one_line(&finding.place.path)).into();
    let rest = far
        .into_iter()
        .filter_map(|spot| view(&[spot], AnnotationKind::Context, sources));
    std::iter::once(first.unwrap_or_else(origin))
        .chain(rest)
        .collect()
}

/// Returns whether a related place points at lines: not when its file has no text, nor when it means the whole of it.
fn has_view(place: &Place, sources: &Sources) -> bool {
    place.span != Span::default() && sources.contains_key(&place.path)
}

/// Returns the view of places in one file; the first one has the given kind.
fn view<'a>(
    places: &[(&'a Place, Option<&'a str>)],
    kind: AnnotationKind,
    sources: &'a Sources,
) -> Option<Element<'a>> {
    let path = &places.first()?.0.path;
    let spans: Vec<Span> = places.iter().map(|(place, _)| place.span).collect();
    let window = Window::around(sources.get(path)?, &spans);
    let kinds = std::iter::once(kind).chain(std::iter::repeat(AnnotationKind::Context));
    let annotations = places
        .iter()
        .zip(kinds)
        .map(|((place, label), kind)| -> Annotation<'a> {
            let label = label.map(one_line).filter(has_words);
            kind.span(window.locate(place.span)).label(label)
        });
    let snippet = Snippet::source(window.text())
        .line_start(window.line())
        .path(one_line(path))
        .annotations(annotations);
    Some(snippet.into())
}

/// Returns what is said below the views: labels of places that have none, and why the rule matters.
pub(super) fn notes(finding: &Finding, sources: &Sources, explains: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if !sources.contains_key(&finding.place.path) {
        notes.extend(
            finding
                .label
                .as_deref()
                .map(|label| one_line(label).into_owned()),
        );
    }
    for (place, label) in finding.related.iter().take(MOST_RELATED) {
        if !has_view(place, sources) {
            notes.push(format!("{}: {}", one_line(&place.path), one_line(label)));
        }
    }
    let uncounted = finding.related.len().saturating_sub(MOST_RELATED);
    if uncounted > 0 {
        notes.push(format!("and {}", counted(uncounted, "more place")));
    }
    if explains {
        notes.push(one_line(finding.why).into_owned());
    }
    notes.retain(has_words);
    notes
}

/// Returns the edit that a rule proposes, if there is a text to edit and the view shows all of its place.
pub(super) fn suggestion<'a>(
    finding: &'a Finding,
    sources: &'a Sources,
) -> Option<Snippet<'a, Patch<'a>>> {
    let replacement = finding.replacement.as_deref()?;
    let source = sources.get(&finding.place.path)?;
    let span = finding.place.span;
    let window = Window::around(source, &[span]);
    if !window.holds(span) {
        return None;
    }
    let replacement = if span.slice(source).ends_with('\n') {
        // The window ends before the last line end, so both sides go without it.
        replacement.trim_end_matches(['\n', '\r'])
    } else {
        replacement
    };
    let snippet = Snippet::source(window.text())
        .line_start(window.line())
        .path(one_line(&finding.place.path));
    Some(snippet.patch(Patch::new(window.locate(span), shown(replacement))))
}

/// Returns whether text would be seen.
pub(super) fn has_words(text: &impl AsRef<str>) -> bool {
    !text.as_ref().trim().is_empty()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        model::finding::Level,
        render::{
            Style,
            clean::is_unsafe,
            finding::{FindingReport, text::render},
        },
    };

    /// Returns a finding with every part, all of them the same text.
    fn finding(place: Place, text: &str, related: Vec<(Place, String)>) -> Finding {
        Finding {
            rule: "some-rule",
            level: Level::Error,
            place,
            record: None,
            message: text.to_owned(),
            label: Some(text.to_owned()),
            why: "It is a test.",
            help: Some(text.to_owned()),
            replacement: Some(text.to_owned()),
            related,
            gist: None,
        }
    }

    fn rendered(finding: Finding, sources: &Sources) -> String {
        let report = FindingReport {
            findings: &[finding],
            sources,
            records: 1,
            files: 1,
            since: None,
        };
        let mut out = String::new();
        let style = Style {
            width: 80,
            color: false,
        };
        render(&report, &style, &mut out).expect("a string takes everything");
        out
    }

    #[test]
    fn hostile_text_steers_nothing() {
        let text = "\u{feff}a: \u{1b}[31m\u{202e}x\r\nb\tc";
        let path: Arc<str> = "a\u{1b}[2J\n.md".into();
        let place = Place::new(path.clone(), text, Span::new(6, 16));
        let other = Place::new(path.clone(), text, Span::new(18, 19));
        let missing = Place::whole_file("gone\u{7}.md".into());
        let related = vec![
            (other, "an\u{9b}other".to_owned()),
            (missing, "the\nfirst".to_owned()),
        ];
        let sources = Sources::from([(path, text.into())]);
        let finding = finding(place, "two\nlines \u{1b}]8;;x\u{7}", related);
        insta::assert_snapshot!(rendered(finding, &sources), @"
        error[some-rule]: two lines �]8;;x�
         --> a�[2J .md:1:4
          |
        1 | a: �[31m�x
          |    ^^^^^^^ two lines �]8;;x�
        2 | b    c
          |  ---- an�other
          |
          = note: gone�.md: the first
          = note: It is a test.
        help: two lines �]8;;x�
          |
        1 ~ a: two
        2 ~ lines �]8;;x�
          |

        To read about a rule, type:
          hum explain some-rule

        1 error in 1 record (1 file)
        ");
    }

    #[test]
    fn a_place_without_text_is_a_path_and_keeps_its_words() {
        let place = Place::whole_file("risks/gone.md".into());
        let related = vec![(place.clone(), "this one".to_owned()); 10];
        let finding = finding(place, "words", related);
        insta::assert_snapshot!(rendered(finding, &Sources::new()), @"
        error[some-rule]: words
        --> risks/gone.md
         = note: words
         = note: risks/gone.md: this one
         = note: risks/gone.md: this one
         = note: risks/gone.md: this one
         = note: risks/gone.md: this one
         = note: risks/gone.md: this one
         = note: risks/gone.md: this one
         = note: risks/gone.md: this one
         = note: risks/gone.md: this one
         = note: and 2 more places
         = note: It is a test.
         = help: words

        To read about a rule, type:
          hum explain some-rule

        1 error in 1 record (1 file)
        ");
    }

    #[test]
    fn an_edit_is_shown_only_where_its_whole_place_is() {
        let text = "line\n".repeat(30);
        let path: Arc<str> = "a.md".into();
        let sources = Sources::from([(path.clone(), text.as_str().into())]);
        let shown = |span: Span| {
            let place = Place::new(path.clone(), &text, span);
            rendered(finding(place, "x", Vec::new()), &sources)
        };
        insta::assert_snapshot!(shown(Span::new(5, 10)), @"
        error[some-rule]: x
         --> a.md:2:1
          |
        2 | line
          | ^^^^ x
          |
          = note: It is a test.
        help: x
          |
        2 - line
        2 + x
          |

        To read about a rule, type:
          hum explain some-rule

        1 error in 1 record (1 file)
        ");
        insta::assert_snapshot!(shown(Span::new(5, 150)), @"
        error[some-rule]: x
         --> a.md:2:1
          |
        2 | line
          | ^^^^ x
          |
          = note: It is a test.
          = help: x

        To read about a rule, type:
          hum explain some-rule

        1 error in 1 record (1 file)
        ");
    }

    proptest! {
        #[test]
        fn no_place_in_any_text_is_too_odd(
            text in "[ab \\t\\r\\n\u{feff}\u{1b}\u{202e}é日👩]{0,40}",
            edit in "[a\\n é]{0,4}",
            spans in proptest::collection::vec((0..60_usize, 0..60_usize), 1..4),
        ) {
            let path: Arc<str> = "a.md".into();
            let sources = Sources::from([(path.clone(), text.as_str().into())]);
            let place = |(start, end): (usize, usize)| Place::new(path.clone(), &text, Span::new(start, end));
            let mut places = spans.into_iter().map(place);
            let first = places.next().expect("there is one");
            let finding = finding(first, &edit, places.map(|place| (place, edit.clone())).collect());
            let out = rendered(finding, &sources);
            prop_assert!(out.starts_with("error[some-rule]:"));
            prop_assert!(out.ends_with("\n1 error in 1 record (1 file)\n"));
            prop_assert_eq!(out.chars().find(|one| *one != '\n' && is_unsafe(*one)), None);
        }
    }
}
