//! Edits of real files: every one is right by another reader of YAML, changes as few lines as it must, and can be undone.

use std::path::{Path, PathBuf};

use humdrum::text::{
    edit::{Action, FieldEdit, NewValue, Scalar, fields},
    extract::Extractor,
};
use serde_json::{Value, json};

use super::{clone, folder};

/// Returns the paths of the proposals.
fn proposals(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("the folder can be listed");
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != ".git") {
            proposals(&path, found);
        } else if path.file_name().is_some_and(|name| name == "kep.yaml") {
            found.push(path);
        }
    }
}

/// An edit, and what it must do to the data.
struct Case {
    path: &'static str,
    action: Action,
    /// Returns the data after it.
    expected: fn(Value) -> Option<Value>,
    /// How many files are edited, and how many say it already. None refuses.
    counts: [usize; 2],
}

fn text(text: &str) -> Scalar {
    Scalar::Text(text.into())
}

fn with_reviewer(mut data: Value) -> Option<Value> {
    let reviewers = &mut data["reviewers"];
    let old = match reviewers.take() {
        Value::Null => Vec::new(),
        Value::Array(items) => items,
        one => vec![one],
    };
    *reviewers = old.into_iter().chain([json!("@reviewer")]).collect();
    Some(data)
}

fn cases() -> Vec<Case> {
    let set = |value: &str| Action::Set(NewValue::One(text(value)));
    vec![
        Case {
            path: "status",
            action: set("withdrawn"),
            expected: |mut data| {
                data["status"] = json!("withdrawn");
                Some(data)
            },
            counts: [646, 10],
        },
        Case {
            path: "milestone.stable",
            action: set("v9.99"),
            expected: |mut data| {
                data["milestone"]["stable"] = json!("v9.99");
                Some(data)
            },
            counts: [656, 0],
        },
        Case {
            path: "reviewers",
            action: Action::Add(text("@reviewer")),
            expected: with_reviewer,
            counts: [656, 0],
        },
        Case {
            path: "x-note",
            action: set("no"),
            expected: |mut data| {
                data["x-note"] = json!("no");
                Some(data)
            },
            counts: [656, 0],
        },
        Case {
            path: "authors",
            action: Action::Unset,
            expected: |mut data| {
                data.as_object_mut()?.shift_remove("authors")?;
                Some(data)
            },
            counts: [656, 0],
        },
    ]
}

/// Returns the lines of a text that another does not have at its start or its end.
fn changed_lines(one: &str, other: &str) -> usize {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.lines().collect(), other.lines().collect());
    let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let ends = one[start..].iter().rev().zip(other[start..].iter().rev());
    one.len() - start - ends.take_while(|(a, b)| a == b).count()
}

/// Returns what another reader makes of a file; numbers and booleans stay.
fn read(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok()
}

/// Edits a file and returns whether that changed it.
fn is_edited(form: &Extractor, source: &str, case: &Case, name: &str) -> bool {
    let apply = |source: &str, action: &Action| {
        let edit = FieldEdit {
            path: case.path.into(),
            action: action.clone(),
        };
        let result = fields(form, source, "", &[edit]);
        result.unwrap_or_else(|error| panic!("{name} {}: {error}", case.path))
    };
    let result = apply(source, &case.action);
    if result == source {
        return false;
    }
    let old = read(source).expect("another reader reads it");
    let was_list = old[case.path].is_array();
    let was_there = old.get(case.path).is_some();
    assert_eq!(
        read(&result),
        (case.expected)(old),
        "{name} {}:\n{result}",
        case.path
    );
    let (gone, new) = (
        changed_lines(source, &result),
        changed_lines(&result, source),
    );
    let is_small = match case.action {
        Action::Unset => new == 0,
        _ => gone <= 1 && (1..=2).contains(&new),
    };
    assert!(is_small, "{name} {gone} {new}:\n{result}");
    let inverse = match &case.action {
        Action::Add(item) if was_list => Some(Action::Drop(item.text().into())),
        Action::Set(_) if !was_there && !case.path.contains('.') => Some(Action::Unset),
        _ => None,
    };
    if let Some(inverse) = inverse {
        assert_eq!(apply(&result, &inverse), source, "{name} {}", case.path);
    }
    true
}

#[test]
fn every_edit_of_a_proposal_is_right_and_small() {
    let Some(bundle) = folder().map(|folder| folder.join("keps.bundle")) else {
        return;
    };
    let Some(clone) = clone(&bundle) else { return };
    let mut paths = Vec::new();
    proposals(&clone, &mut paths);
    assert_eq!(paths.len(), 656);
    let form = Extractor::find("yaml-file").expect("the form is in the table");
    for case in cases() {
        for windows in [false, true] {
            let is_changed = |path: &PathBuf| {
                let source = std::fs::read_to_string(path).expect("a file");
                let mut source = source.replace("\r\n", "\n");
                if windows {
                    source = source.replace('\n', "\r\n");
                }
                is_edited(form, &source, &case, &path.display().to_string())
            };
            let edited = paths.iter().filter(|path| is_changed(path)).count();
            let counts = [edited, paths.len() - edited];
            assert_eq!(counts, case.counts, "{} CRLF: {windows}", case.path);
        }
    }
}
