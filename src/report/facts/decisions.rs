//! Decisions that wait.

use jiff::civil::Date;
use serde::Serialize;

use super::{Named, Telling, first_sentences};
use crate::model::{
    kind::Class,
    record::{Person, Record},
    role::Role,
    status::Category,
};

/// A decision that waits.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct Waiting {
    #[serde(flatten)]
    pub(in crate::report) record: Named,
    pub(in crate::report) approver: Option<String>,
    pub(in crate::report) decide_by: Option<Date>,
    /// The option that is recommended, and the first sentences about it.
    pub(in crate::report) recommendation: Option<String>,
    /// What waits for it.
    pub(in crate::report) affects: Vec<String>,
}

/// Returns open decisions, the most urgent first.
pub(in crate::report) fn decisions(telling: &Telling<'_>) -> Vec<Waiting> {
    let releases = &telling.config().releases;
    let open = telling
        .of_class(Class::Decision)
        .filter(|record| record.category() == Some(Category::Open));
    let mut waiting: Vec<Waiting> = open
        .filter(|record| record.status().is_none_or(|status| status != "deferred"))
        .map(|record| Waiting {
            record: Named::new(record),
            approver: record.people(Role::Approver).first().map(Person::to_string),
            decide_by: record.day(Role::DecideBy, releases),
            recommendation: recommendation(record),
            affects: record
                .values(Role::Affects)
                .iter()
                .map(|value| value.text.to_string())
                .collect(),
        })
        .collect();
    waiting.sort_by_key(|decision| decision.decide_by.unwrap_or(Date::MAX));
    waiting
}

/// Returns what the driver of a decision would take, in a sentence or two: what is recommended, or the option whose heading
/// says so.
pub(in crate::report) fn recommendation(record: &Record) -> Option<String> {
    let body = record.body()?;
    let text = &record.file.text;
    if let Some(section) = body.section("Recommendation")
        && record.says("Recommendation")
    {
        return first_sentences(section.content.slice(text), 1);
    }
    let option = body
        .sections
        .iter()
        .find(|section| section.title.to_lowercase().contains("recommended"))?;
    let title = option.title.split(" (").next().unwrap_or_default();
    // The letter of an option means nothing to whoever has not read the record.
    let title = title.split_once(": ").map_or(title, |(_, title)| title);
    let effect = first_sentences(option.content.slice(text), 2).unwrap_or_default();
    Some(format!("{title}. {effect}").trim().to_owned())
}
