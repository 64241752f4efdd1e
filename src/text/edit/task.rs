//! Changes of one task line.

use super::{EditError, Patch, patch, splice, verify};
use crate::text::{
    Span,
    extract::Extractor,
    markdown::{self, Body, Task},
    task::{DUE, Parts, parts},
};

/// What to change in a task line; the rest stays. `Some(None)` removes a part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskEdit {
    /// Whether its box is to be ticked.
    pub done: Option<bool>,
    /// The owner's handle, without the sign.
    pub owner: Option<Option<String>>,
    /// The due date, as it is to stand in `(due …)`.
    pub due: Option<Option<String>>,
    /// The address, without its sign. See [`Body::next_label`].
    pub label: Option<Option<String>>,
    /// The words.
    pub text: Option<String>,
}

/// Changes one task line of a record's body, found by the span it was read with.
///
/// # Errors
///
/// When the task does not stand there as it was read, or a part cannot be written so that it is read back.
pub fn task(
    form: &Extractor,
    text: &str,
    task: &Task,
    edit: &TaskEdit,
) -> Result<String, EditError> {
    let extracted = super::read(form, text)?;
    let body = markdown::read(text, extracted.body);
    let index = body.tasks.iter().position(|there| there == task);
    let index = index.ok_or_else(|| EditError::NoSuchPlace {
        place: format!("bytes {} to {}", task.span.start, task.span.end),
    })?;
    let result = splice(text, patches(text, task, edit))?;
    let (old_window, new_window) = patch::window(text, &result);
    let unproven = || EditError::Unproven { span: old_window };
    let read = super::read(form, &result).map_err(|_| unproven())?;
    let old_tree = extracted.tree.as_ref().map(|tree| tree.root().to_json());
    let new_tree = read.tree.as_ref().map(|tree| tree.root().to_json());
    let new = markdown::read(&result, read.body);
    if old_tree != new_tree || !is_as_asked(&body, &new, index, edit) {
        return Err(unproven());
    }
    match verify::same_outside((text, old_window), (&result, new_window)) {
        true => Ok(result),
        false => Err(unproven()),
    }
}

/// Returns whether every task is as it was but for the change of one.
fn is_as_asked(old: &Body, new: &Body, index: usize, edit: &TaskEdit) -> bool {
    let said = |task: &Task| Task {
        span: Span::default(),
        ..task.clone()
    };
    let mut expected: Vec<Task> = old.tasks.iter().map(said).collect();
    let task = &mut expected[index];
    task.done = edit.done.unwrap_or(task.done);
    let changed = |part: &mut Option<String>, new: &Option<Option<String>>| {
        if let Some(new) = new {
            part.clone_from(new);
        }
    };
    changed(&mut task.owner, &edit.owner);
    changed(&mut task.due, &edit.due);
    changed(&mut task.label, &edit.label);
    if let Some(words) = &edit.text {
        task.text.clone_from(words);
    }
    expected == new.tasks.iter().map(said).collect::<Vec<_>>()
}

fn patches(text: &str, task: &Task, edit: &TaskEdit) -> Vec<Patch> {
    let box_end = task.span.start as usize + "[ ]".len();
    let line = Span::new(box_end, task.span.end as usize);
    let end = box_end + line.slice(text).trim_end().len();
    let parts = parts(text, line);
    let mut patches = Vec::new();
    if let Some(done) = edit.done.filter(|done| *done != task.done) {
        let mark = if done { "x" } else { " " };
        patches.push((Span::new(box_end - 2, box_end - 1), mark.to_owned()));
    }
    match (&edit.owner, parts.owner) {
        (Some(Some(owner)), Some(span)) => patches.push((span, owner.clone())),
        (Some(Some(owner)), None) => patches.push((Span::at(box_end), format!(" @{owner}"))),
        (Some(None), Some(span)) => patches.push(without(text, span, 1, 0)),
        (Some(None), None) | (None, _) => {}
    }
    if let Some(words) = edit.text.as_ref().filter(|words| **words != task.text) {
        patches.extend(reworded(text, &parts, words, box_end));
    }
    let label_start = parts.label.map(|span| span.start as usize - 1);
    match (&edit.due, parts.due) {
        (Some(Some(due)), Some(span)) => patches.push((span, due.clone())),
        (Some(Some(due)), None) => {
            patches.push(match label_start.filter(|at| is_last(text, *at, end)) {
                Some(at) => (Span::at(at), format!("{DUE}{due}) ")),
                None => (Span::at(end), format!(" {DUE}{due})")),
            })
        }
        (Some(None), Some(span)) => patches.push(without(text, span, DUE.len(), 1)),
        (Some(None), None) | (None, _) => {}
    }
    match (&edit.label, parts.label) {
        (Some(Some(label)), Some(span)) => patches.push((span, label.clone())),
        (Some(Some(label)), None) => patches.push((Span::at(end), format!(" ^{label}"))),
        (Some(None), Some(span)) => patches.push(without(text, span, 1, 0)),
        (Some(None), None) | (None, _) => {}
    }
    patches
}

fn is_last(text: &str, label: usize, end: usize) -> bool {
    !text[label..end].contains(char::is_whitespace)
}

/// Returns the patch that takes a part out with its marks and the blank space before it.
fn without(text: &str, span: Span, before: usize, after: usize) -> Patch {
    let start = span.start as usize - before;
    let start = text[..start].trim_end_matches([' ', '\t']).len();
    // The marks after a handle go along.
    let rest = &text[span.end as usize + after..];
    let marks = match before == 1 {
        true => rest.len() - rest.trim_start_matches([':', ',', ';', '.']).len(),
        false => 0,
    };
    let end = span.end as usize + after + marks;
    (Span::new(start, end), String::new())
}

/// Returns the patches that put other words in the place of the first run of words, and take the later ones out.
fn reworded(text: &str, parts: &Parts, new: &str, box_end: usize) -> Vec<Patch> {
    let Some((first, rest)) = parts.words.split_first() else {
        let at = parts.owner.map_or(box_end, |owner| owner.end as usize);
        return vec![(Span::at(at), format!(" {new}"))];
    };
    let mut patches = vec![(*first, new.to_owned())];
    let mut last = *first;
    for word in rest {
        // Blank space between words of one run goes with them.
        let between = &text[last.end as usize..word.start as usize];
        let start = if between.trim().is_empty() {
            last.end
        } else {
            word.start
        };
        let removed = Span {
            start,
            end: word.end,
        };
        patches.push((removed, String::new()));
        last = *word;
    }
    patches
}
