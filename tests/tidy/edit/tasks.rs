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

fn some(text: &str) -> Option<Option<String>> {
    Some(Some(text.to_owned()))
}

#[test]
fn each_part_of_a_task_line_changes_alone() {
    let none = TaskEdit::default;
    let full = "* [ ] @maria: get API  quota (due 2026-05-08) ^a3\r";
    let bare = "- [X] get quota";
    for (line, edit, expected) in [
        (
            full,
            TaskEdit {
                done: Some(true),
                ..none()
            },
            "* [x] @maria: get API  quota (due 2026-05-08) ^a3\r",
        ),
        (
            full,
            TaskEdit {
                owner: some("kim"),
                ..none()
            },
            "* [ ] @kim: get API  quota (due 2026-05-08) ^a3\r",
        ),
        (
            full,
            TaskEdit {
                owner: Some(None),
                ..none()
            },
            "* [ ] get API  quota (due 2026-05-08) ^a3\r",
        ),
        (
            full,
            TaskEdit {
                due: some("2026-06-01"),
                ..none()
            },
            "* [ ] @maria: get API  quota (due 2026-06-01) ^a3\r",
        ),
        (
            full,
            TaskEdit {
                due: Some(None),
                ..none()
            },
            "* [ ] @maria: get API  quota ^a3\r",
        ),
        (
            full,
            TaskEdit {
                label: some("b1"),
                ..none()
            },
            "* [ ] @maria: get API  quota (due 2026-05-08) ^b1\r",
        ),
        (
            full,
            TaskEdit {
                label: Some(None),
                ..none()
            },
            "* [ ] @maria: get API  quota (due 2026-05-08)\r",
        ),
        (
            full,
            TaskEdit {
                text: Some("wait".into()),
                ..none()
            },
            "* [ ] @maria: wait (due 2026-05-08) ^a3\r",
        ),
        (full, none(), full),
        (
            bare,
            TaskEdit {
                done: Some(true),
                ..none()
            },
            bare,
        ),
        (
            bare,
            TaskEdit {
                done: Some(false),
                ..none()
            },
            "- [ ] get quota",
        ),
        (
            bare,
            TaskEdit {
                owner: some("kim"),
                due: some("2026-06-01"),
                label: some("a2"),
                ..none()
            },
            "- [X] @kim get quota (due 2026-06-01) ^a2",
        ),
        (
            "- [ ] get ^a3",
            TaskEdit {
                due: some("2026-06-01"),
                ..none()
            },
            "- [ ] get (due 2026-06-01) ^a3",
        ),
        (
            "- [ ] get @kim it (due x) now",
            TaskEdit {
                text: Some("wait".into()),
                ..none()
            },
            "- [ ] wait @kim  (due x) ",
        ),
    ] {
        assert_eq!(
            changed(line, edit.clone()).as_deref(),
            Ok(expected),
            "{line:?} {edit:?}"
        );
    }
}

#[test]
fn what_would_read_as_something_else_is_refused() {
    let none = TaskEdit::default;
    for edit in [
        TaskEdit {
            owner: some("two words"),
            ..none()
        },
        TaskEdit {
            due: some("a) b"),
            ..none()
        },
        TaskEdit {
            text: Some("@kim and @lee".into()),
            ..none()
        },
        TaskEdit {
            text: Some("a\n- [ ] b".into()),
            ..none()
        },
        TaskEdit {
            label: some(""),
            ..none()
        },
    ] {
        let found = changed("- [ ] get quota", edit.clone());
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
