//! `field=value` for one task line.

use jiff::civil::Date;

use super::{
    AuthorError, Result,
    assign::{Assignment, Operator},
};
use crate::{
    model::{config::Config, date, record::Person},
    text::{edit::TaskEdit, suggest},
};

/// What can be said of a task line.
const PARTS: [&str; 5] = ["done", "owner", "due", "text", "state"];

/// Returns the change of a task line that assignments mean.
///
/// # Errors
/// A task has no such part, or the value is not of its type.
pub fn task_edit(assignments: &[Assignment], config: &Config, today: Date) -> Result<TaskEdit> {
    let mut edit = TaskEdit::default();
    for assignment in assignments {
        let Assignment { name, value, .. } = assignment;
        if assignment.operator != Operator::Set {
            let message = format!("`{name}` of an action holds one value");
            return Err(AuthorError::new(message, format!("write {name}={value}")));
        }
        let given = (!value.is_empty()).then(|| value.clone());
        match name.as_str() {
            "done" => edit.done = Some(truth(name, value)?),
            "state" | "status" => edit.done = Some(state(value)?),
            "owner" => edit.owner = Some(given.map(|who| Person::new(&who).handle().to_owned())),
            "due" => {
                edit.due = Some(
                    given
                        .map(|day| self::day(&day, config, today))
                        .transpose()?,
                )
            }
            "text" if given.is_some() => edit.text = given,
            "text" => {
                return Err(AuthorError::new(
                    "an action has words",
                    "write text=\u{2026}",
                ));
            }
            _ => {
                let message = format!("an action has no `{name}`");
                let hint = match suggest::nearest(name, PARTS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "it has done, owner, due and text".into(),
                };
                return Err(AuthorError::new(message, hint));
            }
        }
    }
    Ok(edit)
}

fn truth(name: &str, value: &str) -> Result<bool> {
    match value.to_lowercase().as_str() {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => {
            let message = format!("`{value}` is neither yes nor no");
            Err(AuthorError::new(
                message,
                format!("write {name}=yes or {name}=no"),
            ))
        }
    }
}

fn state(value: &str) -> Result<bool> {
    match value.to_lowercase().as_str() {
        "done" => Ok(true),
        "open" => Ok(false),
        _ => {
            let message = format!("an action is never `{value}`");
            Err(AuthorError::new(message, "write done=yes or done=no"))
        }
    }
}

fn day(value: &str, config: &Config, today: Date) -> Result<String> {
    let day =
        date::parse_day(value).or_else(|| date::parse_relative(value, today, &config.calendar));
    day.map(|day| day.to_string()).ok_or_else(|| {
        let message = format!("`{value}` is no day");
        AuthorError::new(message, "write due=2026-05-01, or due=today+14d")
    })
}
