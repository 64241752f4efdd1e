//! Changes to the body of a record: what a section says, and its task lines.

use super::{EditError, Patch, splice};
use crate::text::{
    Span,
    extract::Extractor,
    markdown::{self, Body, Section},
    task::Task,
};

/// Lets a section say something that says nothing yet: nothing, a comment, or `TBD`. A section that is missing is added
/// at the end.
///
/// # Errors
///
/// It says something already, the form has no body, or the words would be read as something else than this section's.
pub fn section(
    form: &Extractor,
    text: &str,
    title: &str,
    words: &str,
) -> Result<String, EditError> {
    let body = read_body(form, text)?;
    let words = words.trim();
    let Some(index) = body.section_index(title) else {
        return append_section(form, text, title, words);
    };
    let found = &body.sections[index];
    if body.says_something(text, index) {
        return Err(EditError::Layout {
            what: format!("the section `{}` says something already", found.title),
            span: found.heading,
            help: format!(
                "add an item with {}+=\u{2026}, or change it in the file",
                found.title.to_lowercase().replace(' ', "_")
            ),
        });
    }
    let is_last = found.content.end as usize == text.len();
    let end = if is_last { "\n" } else { "\n\n" };
    let content = format!("{}{words}{end}", gap(text, found.heading));
    let result = splice(text, vec![(found.content, lines_of(text, &content))])?;
    prove(form, text, &result, index, found.heading)?;
    Ok(result)
}

/// Adds an item to the list with which a section ends. Where it says nothing yet, the item is all that it says; a section
/// that is missing is added at the end.
///
/// # Errors
///
/// The form has no body, or the words would be read as something else than this section's.
pub fn add_line(
    form: &Extractor,
    text: &str,
    title: &str,
    words: &str,
) -> Result<String, EditError> {
    let body = read_body(form, text)?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_filled = body
        .section_index(title)
        .filter(|index| body.says_something(text, *index));
    let Some(index) = is_filled else {
        return section(form, text, title, &format!("- {words}"));
    };
    let found = &body.sections[index];
    let content = found.content.slice(text);
    let last = content.trim_end();
    let last_line = last.lines().next_back().unwrap_or_default();
    let mark = ["- ", "* ", "+ "]
        .into_iter()
        .find(|mark| last_line.trim_start().starts_with(mark));
    let line = match mark {
        Some(mark) => {
            let indent = &last_line[..last_line.len() - last_line.trim_start().len()];
            format!("\n{indent}{mark}{words}")
        }
        None => format!("\n\n- {words}"),
    };
    let at = found.content.start as usize + last.len();
    let result = splice(text, vec![(Span::at(at), lines_of(text, &line))])?;
    prove(form, text, &result, index, found.heading)?;
    Ok(result)
}

/// Adds a task line to a section, below the ones that are there, with an address of its own. A section that is missing is
/// added at the end.
///
/// # Errors
///
/// The form has no body, or the words would be read as something else than a task.
pub fn add_task(
    form: &Extractor,
    text: &str,
    title: &str,
    words: &str,
) -> Result<String, EditError> {
    let body = read_body(form, text)?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let label = if words.split(' ').any(|word| word.starts_with('^')) {
        String::new()
    } else {
        format!(" ^{}", body.next_label())
    };
    let task = format!("- [ ] {words}{label}");
    let Some(index) = body.section_index(title) else {
        return append_section(form, text, title, &task);
    };
    let found = &body.sections[index];
    let is_there = body.tasks.iter().any(|task| {
        let line = task.span.slice(text);
        let line = line.rsplit_once(" ^").map_or(line, |(line, _)| line);
        !task.done && line.trim_start_matches("[ ]").trim() == words
    });
    if is_there {
        return Ok(text.to_owned());
    }
    let mut own = body.tasks.iter().filter(|task| task.section == Some(index));
    let patch = match own.next_back() {
        Some(last) => below_task(text, last, &task),
        None => (found.content, first_task(text, found, &task)),
    };
    let result = splice(text, vec![(patch.0, lines_of(text, &patch.1))])?;
    prove(form, text, &result, index, found.heading)?;
    let tasks = read_body(form, &result)?.tasks.len();
    if tasks != body.tasks.len() + 1 {
        return Err(EditError::Unproven {
            span: found.heading,
        });
    }
    Ok(result)
}

/// Returns the patch that puts a task below another one, with the same mark before its box.
fn below_task(text: &str, last: &Task, task: &str) -> Patch {
    let end = end_of_item(text, last.span.end as usize);
    let start = text[..last.span.start as usize]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let mark = &text[start..last.span.start as usize];
    let line = format!("\n{mark}{}", task.trim_start_matches("- "));
    (Span::new(end, end), line)
}

/// Returns what a section says once it has its first task: what it said but for a bare `TBD`, then the task.
fn first_task(text: &str, section: &Section, task: &str) -> String {
    let old = section.content.slice(text);
    let is_kept = |line: &&str| !line.trim().eq_ignore_ascii_case("tbd");
    let kept = old.lines().filter(is_kept).collect::<Vec<_>>().join("\n");
    let kept = kept.trim();
    let between = if kept.is_empty() { "" } else { "\n\n" };
    let is_last = section.content.end as usize == text.len();
    let end = if is_last { "\n" } else { "\n\n" };
    format!("{}{kept}{between}{task}{end}", gap(text, section.heading))
}

fn read_body(form: &Extractor, text: &str) -> Result<Body, EditError> {
    let extracted = super::read(form, text)?;
    if extracted.body == Span::default() {
        return Err(EditError::Value {
            what: "this file has no text beside its fields".into(),
            help: "keep what is to be told in a field, or write the record as Markdown".into(),
        });
    }
    Ok(markdown::read(text, extracted.body))
}

fn append_section(
    form: &Extractor,
    text: &str,
    title: &str,
    words: &str,
) -> Result<String, EditError> {
    let end = Span::new(text.len(), text.len());
    let before = if text.ends_with('\n') { "\n" } else { "\n\n" };
    let added = format!("{before}## {title}\n\n{words}\n");
    let result = splice(text, vec![(end, lines_of(text, &added))])?;
    let index = read_body(form, text)?.sections.len();
    prove(form, text, &result, index, end)?;
    Ok(result)
}

/// Returns the line ends between a heading and what follows it.
fn gap(text: &str, heading: Span) -> &'static str {
    if heading.slice(text).ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    }
}

/// Returns lines with the line ends of the file.
fn lines_of(text: &str, added: &str) -> String {
    let is_crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    if is_crlf {
        added.replace('\n', "\r\n")
    } else {
        added.to_owned()
    }
}

/// Returns where a list item ends: after the lines that are indented below its first.
fn end_of_item(text: &str, end_of_line: usize) -> usize {
    let mut end = end_of_line;
    if text[..end].ends_with('\r') {
        end -= 1;
    }
    let mut at = end_of_line;
    for line in text[end_of_line..].split_inclusive('\n').skip(1) {
        if !line.starts_with([' ', '\t']) || line.trim().is_empty() {
            break;
        }
        at += 1;
        let whole = line.trim_end_matches(['\n', '\r']).len();
        end = at + whole;
        at += line.len() - 1;
    }
    end
}

/// Proves that only the section with this index differs.
fn prove(
    form: &Extractor,
    text: &str,
    result: &str,
    index: usize,
    at: Span,
) -> Result<(), EditError> {
    let unproven = || EditError::Unproven { span: at };
    let (old, new) = (super::read(form, text)?, super::read(form, result)?);
    let is_same_tree = match (&old.tree, &new.tree) {
        (Some(old), Some(new)) => old.root().same(new.root()),
        _ => false,
    };
    let others = |body: &Body, text: &str| {
        let sections = body.sections.iter().enumerate();
        sections
            .filter(|(at, _)| *at != index)
            .map(|(_, section)| {
                (
                    section.title.clone(),
                    section.content.slice(text).trim().to_owned(),
                )
            })
            .collect::<Vec<_>>()
    };
    let (old, new) = (
        markdown::read(text, old.body),
        markdown::read(result, new.body),
    );
    let is_same = is_same_tree && others(&old, text) == others(&new, result);
    is_same.then_some(()).ok_or_else(unproven)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: T\n---\n\n## Why\n\n<!-- Say why. -->\n\n## Actions\n\nTBD\n";

    fn form() -> &'static Extractor {
        Extractor::find("front-matter").expect("it is in the table")
    }

    #[test]
    fn an_open_section_is_filled_and_a_filled_one_is_not_overwritten() {
        let filled = section(form(), TEXT, "why", "Audit scope.").expect("it says nothing yet");
        assert_eq!(
            filled,
            "---\ntitle: T\n---\n\n## Why\n\nAudit scope.\n\n## Actions\n\nTBD\n"
        );
        let error = section(form(), &filled, "Why", "Cost.").expect_err("it says something");
        assert_eq!(
            error.to_string(),
            "the section `Why` says something already"
        );
        let added = section(form(), &filled, "Dissent", "None.").expect("it is added");
        assert_eq!(added, format!("{filled}\n## Dissent\n\nNone.\n"));
    }

    #[test]
    fn words_that_would_make_other_sections_are_refused() {
        let error = section(form(), TEXT, "Why", "x\n\n## More").expect_err("two sections");
        assert!(matches!(error, EditError::Unproven { .. }));
    }

    #[test]
    fn tasks_are_added_below_the_last_with_an_address() {
        let one = add_task(form(), TEXT, "Actions", "@sam book it (due 2026-06-01)");
        let one = one.expect("it takes tasks");
        let tail = "## Actions\n\n- [ ] @sam book it (due 2026-06-01) ^a1\n";
        assert!(one.ends_with(tail), "{one}");
        let crlf = one
            .replace("^a1\n", "^a1\n  with a second line\n")
            .replace('\n', "\r\n");
        let two = add_task(form(), &crlf, "Actions", "@lee pay it").expect("it takes tasks");
        let tail = "with a second line\r\n- [ ] @lee pay it ^a2\r\n";
        assert!(two.ends_with(tail), "{two:?}");
    }
}
