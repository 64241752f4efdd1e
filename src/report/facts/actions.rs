//! What people are to do.

use jiff::civil::Date;
use serde::Serialize;

use super::Named;
use crate::model::{
    date,
    record::{Person, Record},
};

/// Something that somebody is to do.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct Action {
    pub(in crate::report) owner: Option<String>,
    pub(in crate::report) text: String,
    pub(in crate::report) due: Option<Date>,
    /// The record in which it stands.
    #[serde(flatten)]
    pub(in crate::report) record: Named,
}

/// Returns the open actions of a record, the most urgent first.
pub(in crate::report) fn actions_of(record: &Record) -> Vec<Action> {
    let tasks = record
        .body()
        .map(|body| body.tasks.as_slice())
        .unwrap_or_default();
    let mut actions: Vec<Action> = tasks
        .iter()
        .filter(|task| !task.done)
        .map(|task| Action {
            owner: task
                .owner
                .as_deref()
                .map(|owner| Person::new(owner).to_string()),
            text: task.text.clone(),
            due: task.due.as_deref().and_then(date::parse_day),
            record: Named::new(record),
        })
        .collect();
    actions.sort_by_key(|action| action.due.unwrap_or(Date::MAX));
    actions
}
