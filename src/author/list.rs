//! Assignments to fields that hold several values: a list, or one text with a separator.

use super::{
    AuthorError, Result,
    assign::{Assigner, Assignment, Operator},
    target::Target,
};
use crate::{
    model::{kind::Field, role::ValueType, schema::Shape},
    text::edit::{Action, NewValue, Scalar},
};

impl Assigner<'_> {
    /// Returns the assignments with `affects+=A,B` taken apart into one of each. What goes into one text is worked out
    /// instead, since the text is written once.
    ///
    /// # Errors
    /// An item is to go that is not there.
    pub(super) fn one_by_one(&self, assignments: &[Assignment]) -> Result<Vec<Assignment>> {
        let mut single: Vec<Assignment> = Vec::new();
        for assignment in assignments {
            let target = self.target(&assignment.name).ok();
            let Some(target) = target.filter(|_| assignment.operator != Operator::Set) else {
                single.push(assignment.clone());
                continue;
            };
            if let Some(separator) = separator(&target).filter(|_| !assignment.value.is_empty()) {
                let mut own = single.iter_mut();
                let pending = own.find(|one| one.name == assignment.name);
                let record = self.record.and_then(|record| record.at_path(&target.path));
                let before = match &pending {
                    Some(pending) => pending.value.as_str(),
                    None => record.and_then(|value| value.text()).unwrap_or_default(),
                };
                let value = joined(&target, separator, before, assignment)?;
                match pending {
                    Some(pending) => pending.value = value,
                    None => single.push(Assignment {
                        operator: Operator::Set,
                        value,
                        ..assignment.clone()
                    }),
                }
                continue;
            }
            let values = match self.shape(&target) {
                Shape::List if !assignment.value.is_empty() => items(&target, &assignment.value),
                _ => vec![assignment.value.as_str()],
            };
            single.extend(values.into_iter().map(|value| Assignment {
                value: value.to_owned(),
                ..assignment.clone()
            }));
        }
        Ok(single)
    }

    /// Returns a list as a value; one item alone where the field may hold one text and no list stands there.
    pub(super) fn set_list(&self, target: &Target<'_>, mut items: Vec<Scalar>) -> Action {
        let schema = self.kind.schema.as_ref();
        let may_be_one = schema.is_some_and(|schema| schema.may_be_text(&target.path));
        let found = self.record.and_then(|record| record.at_path(&target.path));
        let is_list = found.is_some_and(|value| value.is_list());
        match items.len() {
            1 if may_be_one && !is_list => Action::Set(NewValue::One(items.remove(0))),
            _ => Action::Set(NewValue::Many(items)),
        }
    }

    /// Returns that an item goes away.
    pub(super) fn drop(&self, target: &Target<'_>, value: &str) -> Result<Action> {
        let found = self.record.and_then(|record| record.at_path(&target.path));
        let items: Vec<&str> = found
            .into_iter()
            .flat_map(|list| list.items())
            .filter_map(|item| item.text().or_else(|| item.get("ref")?.text()))
            .collect();
        let same = |item: &&&str| {
            item.trim_start_matches('@')
                .eq_ignore_ascii_case(value.trim_start_matches('@'))
        };
        let found = items.iter().find(same);
        let item = found.ok_or_else(|| not_there(target, value, &items))?;
        Ok(Action::Drop((*item).to_owned()))
    }
}

/// Returns the new text of a field that holds several values in one.
fn joined(
    target: &Target<'_>,
    separator: &str,
    before: &str,
    assignment: &Assignment,
) -> Result<String> {
    let mut items = parts(separator, before);
    for item in parts(separator, &assignment.value) {
        let at = items.iter().position(|own| *own == item);
        match (assignment.operator, at) {
            (Operator::Drop, Some(at)) => {
                items.remove(at);
            }
            (Operator::Drop, None) => return Err(not_there(target, item, &items)),
            (_, Some(_)) => {}
            (_, None) => items.push(item),
        }
    }
    Ok(together(separator, &items))
}

/// Returns a text with several values as one writes it: `a, b`.
pub(super) fn tidied(target: &Target<'_>, text: &str) -> Option<String> {
    let separator = separator(target)?;
    Some(together(separator, &parts(separator, text)))
}

fn parts<'t>(separator: &str, text: &'t str) -> Vec<&'t str> {
    let items = text.split(separator).map(str::trim);
    items.filter(|item| !item.is_empty()).collect()
}

fn together(separator: &str, items: &[&str]) -> String {
    let gap = if separator == " " { "" } else { " " };
    items.join(&format!("{separator}{gap}"))
}

fn separator<'a>(target: &Target<'a>) -> Option<&'a str> {
    let separator = target.field?.split.as_deref()?.trim();
    Some(if separator.is_empty() { " " } else { separator })
}

/// Returns the items of a list as typed: `a, b`. A sentence has commas of its own, so that words with blanks between them
/// stay one item, unless they are names of people or records.
pub(super) fn items<'v>(target: &Target<'_>, value: &'v str) -> Vec<&'v str> {
    let items: Vec<&str> = value
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect();
    let value_type = target.field.map(Field::value_type);
    let are_names = matches!(
        value_type,
        Some(ValueType::Person | ValueType::Reference | ValueType::Date | ValueType::Release)
    );
    let is_sentence = items.iter().any(|item| item.contains(char::is_whitespace));
    if is_sentence && !are_names {
        return vec![value];
    }
    items
}

fn not_there(target: &Target<'_>, value: &str, items: &[&str]) -> AuthorError {
    let message = format!("`{}` does not hold `{value}`", target.path);
    let hint = match items {
        [] => format!(
            "it holds nothing; write {}+=\u{2026} to add to it",
            target.path
        ),
        items => format!("it holds {}", items.join(", ")),
    };
    AuthorError::new(message, hint)
}
