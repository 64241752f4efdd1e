//! Edits of every form: what changes, what stays, what is refused.

mod document;
mod forms;
mod inverse;
mod matrix;
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

/// Reads an edit: `a=text`, `a:=literal`, `a=[one|two]`, `a+=item`, `a-=item`, `!a`.
fn edit_of(words: &str) -> FieldEdit {
    if let Some(path) = words.strip_prefix('!') {
        return edit(path, Action::Unset);
    }
    let (path, value) = words.split_once('=').expect("an edit has a sign");
    let one = |scalar| Action::Set(NewValue::One(scalar));
    let many = value
        .strip_prefix('[')
        .and_then(|items| items.strip_suffix(']'));
    let sign = path.chars().last().filter(|sign| "+-:".contains(*sign));
    let action = match (sign, many) {
        (Some('+'), _) => Action::Add(text(value)),
        (Some('-'), _) => Action::Drop(value.into()),
        (Some(_), _) => one(Scalar::Literal(value.into())),
        (None, Some("")) => Action::Set(NewValue::Many(Vec::new())),
        (None, Some(items)) => Action::Set(NewValue::Many(items.split('|').map(text).collect())),
        (None, None) => one(text(value)),
    };
    edit(path.trim_end_matches(['+', '-', ':']), action)
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
