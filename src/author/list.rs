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
    /// Returns the assignments with `affects+=A,B` taken apart into one of each. What goes into one text is put together
    /// instead, since the text is written once.
    pub(super) fn one_by_one(&self, assignments: &[Assignment]) -> Vec<Assignment> {
        let mut single: Vec<Assignment> = Vec::new();
        for assignment in assignments {
            let target = self.target(&assignment.name).ok();
            let Some(target) = target.filter(|_| assignment.operator != Operator::Set) else {
                single.push(assignment.clone());
                continue;
            };
            let is_same = |one: &&mut Assignment| {
                (&one.name, one.operator) == (&assignment.name, assignment.operator)
            };
            if let Some(separator) = separator(&target) {
                match single.iter_mut().find(is_same) {
                    Some(one) => {
                        one.value = format!("{}{separator}{}", one.value, assignment.value)
                    }
                    None => single.push(assignment.clone()),
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
        single
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

    /// Returns the new text of a field that holds several values in one.
    pub(super) fn joined(&self, target: &Target<'_>, assignment: &Assignment) -> Result<Action> {
        let separator = separator(target).unwrap_or(",");
        let split = |text: &str| -> Vec<String> {
            let items = text.split(separator).map(str::trim);
            items
                .filter(|item| !item.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let record = self.record.and_then(|record| record.at_path(&target.path));
        let mut items = split(record.and_then(|value| value.text()).unwrap_or_default());
        let given = split(&assignment.value);
        match assignment.operator {
            Operator::Set => items = given,
            Operator::Add => {
                for item in given {
                    if !items.contains(&item) {
                        items.push(item);
                    }
                }
            }
            Operator::Drop => {
                for item in given {
                    let Some(at) = items.iter().position(|own| *own == item) else {
                        let items: Vec<&str> = items.iter().map(String::as_str).collect();
                        return Err(not_there(target, &item, &items));
                    };
                    items.remove(at);
                }
            }
        }
        if items.is_empty() {
            return Ok(Action::Unset);
        }
        let gap = if separator.len() == 1 { " " } else { "" };
        let text = items.join(&format!("{separator}{gap}"));
        Ok(Action::Set(NewValue::One(Scalar::Text(text))))
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
