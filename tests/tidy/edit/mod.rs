//! Edits of every form: what changes, what stays, what is refused.

mod document;
mod forms;
mod inverse;
mod tasks;
mod yaml;

use humdrum::text::{
    edit::{Action, EditError, FieldEdit, NewValue, Scalar, fields},
    extract::Extractor,
};

/// Returns the form with this name.
fn form(name: &str) -> &'static Extractor {
    Extractor::find(name).expect("the form is in the table")
}

fn text(text: &str) -> Scalar {
    Scalar::Text(text.into())
}

fn set(path: &str, value: &str) -> FieldEdit {
    edit(path, Action::Set(NewValue::One(text(value))))
}

fn literal(path: &str, value: &str) -> FieldEdit {
    let scalar = Scalar::Literal(value.into());
    edit(path, Action::Set(NewValue::One(scalar)))
}

fn list(path: &str, items: &[&str]) -> FieldEdit {
    let items = items.iter().map(|item| text(item)).collect();
    edit(path, Action::Set(NewValue::Many(items)))
}

fn add(path: &str, item: &str) -> FieldEdit {
    edit(path, Action::Add(text(item)))
}

fn take(path: &str, item: &str) -> FieldEdit {
    edit(path, Action::Drop(item.into()))
}

fn unset(path: &str) -> FieldEdit {
    edit(path, Action::Unset)
}

fn edit(path: &str, action: Action) -> FieldEdit {
    FieldEdit {
        path: path.into(),
        action,
    }
}

/// Returns what a refusal says, with its place and its help.
fn refusal(source: &str, error: &EditError) -> String {
    let place = error.span().map_or("nowhere".into(), |span| {
        format!("at {:?}", span.slice(source))
    });
    format!("{error} ({place}): {}", error.help())
}

/// Returns the text after one edit of the root in a form, or what the refusal says.
fn edited(name: &str, source: &str, edit: FieldEdit) -> String {
    fields(form(name), source, "", &[edit]).unwrap_or_else(|error| refusal(source, &error))
}
