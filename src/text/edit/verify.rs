//! The proof of an edit: the new text is read as any file is, and must say what was asked for and nothing else.

use super::{Change, EditError, Source, expected::Expected, patch};
use crate::text::{
    Problem, Span,
    extract::Extractor,
    markdown::{self, Body},
};

/// Proves that a new text differs from the old one by this change of its metadata.
pub(super) fn metadata(
    form: &Extractor,
    source: &Source<'_>,
    change: &Change<'_>,
    result: &str,
) -> Result<(), EditError> {
    let (old_window, new_window) = patch::window(source.text, result);
    let unproven = || EditError::Unproven { span: old_window };
    let found = form.read(result).ok_or_else(unproven)?;
    let tree = found.tree.as_ref().ok_or_else(unproven)?;
    let messages = |problems: &[Problem]| {
        let messages = problems.iter().map(|problem| problem.message.clone());
        messages.collect::<Vec<_>>()
    };
    let old = source.extracted;
    let is_as_asked = Expected::after(source.tree, change).holds(tree.root(), form.is_flat)
        && messages(&old.problems) == messages(&found.problems)
        && if old.body.end > 0 && old.body == Span::new(0, source.text.len()) {
            found.body == Span::new(0, result.len())
                && same_outside((source.text, old_window), (result, new_window))
        } else {
            old.body.slice(source.text) == found.body.slice(result)
        };
    is_as_asked.then_some(()).ok_or_else(unproven)
}

/// Returns whether two Markdown texts have the same headings, links and task lines outside the lines that changed.
pub(super) fn same_outside(old: (&str, Span), new: (&str, Span)) -> bool {
    outline(old.0, old.1) == outline(new.0, new.1)
}

/// The headings, links and task lines before and after the changed lines.
fn outline(text: &str, changed: Span) -> [Vec<String>; 2] {
    let start = text[..changed.start as usize]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let rest = &text[changed.end as usize..];
    let end = changed.end as usize + rest.find('\n').unwrap_or(rest.len());
    let body = markdown::read(text, Span::new(0, text.len()));
    let lines = lines(&body);
    let part = |belongs: &dyn Fn(Span) -> bool| {
        let lines = lines.iter().filter(|(span, _)| belongs(*span));
        lines.map(|(_, line)| line.clone()).collect()
    };
    [
        part(&|span| (span.start as usize) < start),
        part(&|span| span.start as usize > end),
    ]
}

fn lines(body: &Body) -> Vec<(Span, String)> {
    let sections = body.sections.iter().map(|section| {
        let line = format!("{} {}", section.level, section.title);
        (section.heading, line)
    });
    let links = body
        .links
        .iter()
        .map(|link| (link.span, format!("{} {}", link.wiki, link.target)));
    let tasks = body.tasks.iter().map(|task| {
        let line = format!(
            "{} {} {:?} {:?} {:?}",
            task.done, task.text, task.owner, task.due, task.label
        );
        (task.span, line)
    });
    sections.chain(links).chain(tasks).collect()
}
