//! Task lines by parts and kinds of change.

use humdrum::text::{
    Span,
    edit::{EditError, TaskEdit, task},
    markdown,
};

use super::form;

/// Returns the body after a change of its second task, or the error.
fn changed(line: &str, edit: TaskEdit) -> Result<String, EditError> {
    let text = format!("---\na: 1\n---\n# T\n\n- [ ] other ^a1\n{line}\n  more\n- [x] @kim last\n");
    let body = text.find("# T").expect("it is there");
    let tasks = markdown::read(&text, Span::new(body, text.len())).tasks;
    let result = task(form("front-matter"), &text, &tasks[1], &edit)?;
    let (before, after) = text.split_once(line).expect("it is there");
    let inner = result
        .strip_prefix(before)
        .and_then(|rest| rest.strip_suffix(after));
    Ok(inner.expect("only the line changed").to_owned())
}

/// Reads a change: `done`, `open`, and `part=value` with nothing for a part that goes; several with `|` between.
fn edit_of(words: &str) -> TaskEdit {
    let mut edit = TaskEdit::default();
    for word in words.split('|').filter(|word| !word.is_empty()) {
        let (part, value) = word.split_once('=').unwrap_or((word, ""));
        let value = (!value.is_empty()).then(|| value.to_owned());
        match part {
            "done" => edit.done = Some(true),
            "open" => edit.done = Some(false),
            "owner" => edit.owner = Some(value),
            "due" => edit.due = Some(value),
            "label" => edit.label = Some(value),
            "text" => edit.text = value,
            _ => panic!("{part} is no part of a task line"),
        }
    }
    edit
}

const FULL: &str = "* [ ] @maria: get API  quota (due 2026-05-08) ^a3\r";

#[rustfmt::skip]
const CHANGED: &[(&str, &str, &str)] = &[
    (FULL, "done", "* [x] @maria: get API  quota (due 2026-05-08) ^a3\r"),
    (FULL, "owner=kim", "* [ ] @kim: get API  quota (due 2026-05-08) ^a3\r"),
    (FULL, "owner=", "* [ ] get API  quota (due 2026-05-08) ^a3\r"),
    (FULL, "due=2026-06-01", "* [ ] @maria: get API  quota (due 2026-06-01) ^a3\r"),
    (FULL, "due=", "* [ ] @maria: get API  quota ^a3\r"),
    (FULL, "label=b1", "* [ ] @maria: get API  quota (due 2026-05-08) ^b1\r"),
    (FULL, "label=", "* [ ] @maria: get API  quota (due 2026-05-08)\r"),
    (FULL, "text=wait", "* [ ] @maria: wait (due 2026-05-08) ^a3\r"),
    (FULL, "owner=|due=|label=|text=wait|done", "* [x] wait\r"),
    (FULL, "", FULL),
    ("- [X] get quota", "done", "- [X] get quota"),
    ("- [X] get quota", "open", "- [ ] get quota"),
    ("- [X] get quota", "owner=kim|due=2026-06-01|label=a2", "- [X] @kim get quota (due 2026-06-01) ^a2"),
    ("- [ ] get ^a3", "due=2026-06-01", "- [ ] get (due 2026-06-01) ^a3"),
    ("- [ ] get @kim it (due x) now", "text=wait", "- [ ] wait @kim  (due x) "),
    ("1. [ ] get", "done", "1. [x] get"),
];

#[test]
fn each_part_of_a_task_line_changes_alone() {
    for (line, edit, expected) in CHANGED {
        let found = changed(line, edit_of(edit));
        assert_eq!(found.as_deref(), Ok(*expected), "{line:?} {edit}");
    }
}

#[test]
fn what_would_read_as_something_else_is_refused() {
    for edit in [
        "owner=two words",
        "due=a) b",
        "text=@kim and @lee",
        "text=a\n- [ ] b",
        "label=a b",
        "text=wait (due 2026-06-01)",
    ] {
        let found = changed("- [ ] get quota", edit_of(edit));
        assert!(
            matches!(found, Err(EditError::Unproven { .. })),
            "{edit:?}: {found:?}"
        );
    }
}

#[test]
fn the_next_label_is_above_all_others() {
    for (text, expected) in [
        ("", "a1"),
        (
            "- [ ] x ^a9\n- [x] x ^a10\n- [ ] x ^p77\n- [ ] x ^abc\n",
            "a11",
        ),
    ] {
        let body = markdown::read(text, Span::new(0, text.len()));
        assert_eq!(body.next_label(), expected);
    }
}

#[test]
fn the_first_handle_is_the_owner_wherever_the_date_stands() {
    let text = "- [ ] @a x (due d) @b ^c";
    let tasks = markdown::read(text, Span::new(0, text.len())).tasks;
    assert_eq!(tasks[0].owner.as_deref(), Some("a"));
    assert_eq!(tasks[0].text, "x @b");
}
