//! The data of `people`: see `schema/output/people.schema.json`.

use serde_json::{Value, json};

use super::{People, Row, role};
use crate::{
    facts::{ownership, relationship::KeyPerson},
    model::record::{Person, Record},
    report::actions,
};

pub(super) fn data(people: &People<'_>) -> Value {
    let (kept, stated) = people.health.in_time();
    let (gives, asks) = people.health.gives_and_asks();
    let unknown = people
        .unknown
        .iter()
        .map(|(person, records)| json!({"person": person.to_string(), "records": ids(records)}));
    let asked = people.asks.iter().map(|ask| {
        json!({
            "person": ask.person.to_string(),
            "asking": ask.asking,
            "record": &*ask.record.id,
            "what": ask.what,
            "by": ask.by,
            "cold": people.is_cold(ask),
        })
    });
    let ideas = people.ideas.iter().map(|idea| {
        json!({
            "person": idea.person.to_string(),
            "give": idea.gift,
            "record": &*idea.record.id,
            "why": idea.why,
        })
    });
    let unowned = people
        .unowned
        .iter()
        .map(|one| json!({ "id": &*one.record.id, "days": one.days }));
    json!({
        "people": people.rows.iter().map(|row| of_row(row)).collect::<Vec<_>>(),
        "unowned": unowned.collect::<Vec<_>>(),
        "relationships": {
            "in_time": kept,
            "with_cadence": stated,
            "key_people": people.health.people.len(),
            "gives": gives,
            "asks": asks,
            "contacts": people.health.people.iter().map(contact).collect::<Vec<_>>(),
        },
        "asks": asked.collect::<Vec<_>>(),
        "ideas": ideas.collect::<Vec<_>>(),
        "without_record": unknown.collect::<Vec<_>>(),
    })
}

fn of_row(row: &Row<'_>) -> Value {
    json!({
        "person": row.person.to_string(),
        "name": row.record.map(Record::title),
        "path": row.record.map(|record| &*record.file.path),
        "role": row.record.map(|_| role(row)),
        "team": row.record.is_some_and(ownership::is_team),
        "records": ids(&row.load.records),
        "actions": row.load.actions.iter().map(actions::data).collect::<Vec<_>>(),
        "overdue_records": row.load.overdue_records,
        "overdue_actions": row.load.overdue_actions,
        "alone": ids(&row.alone),
    })
}

fn contact(person: &KeyPerson<'_>) -> Value {
    let contacts = &person.contacts;
    json!({
        "person": Person::new(&person.record.id).to_string(),
        "cadence_days": person.cadence_days,
        "days_since": contacts.days_since,
        "in_time": person.is_in_time(),
        "gives": contacts.gives,
        "connects": contacts.connects,
        "asks": contacts.asks,
        "meetings": contacts.meetings,
        "only_asked": contacts.is_only_asked,
    })
}

fn ids(records: &[&Record]) -> Vec<String> {
    records.iter().map(|record| record.id.to_string()).collect()
}
