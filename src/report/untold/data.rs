//! What was not told, as data.

use serde_json::{Value, json};

use super::Untold;
use crate::{facts::reach, report::facts::Named};

pub(super) fn data(untold: &Untold<'_>) -> Value {
    let records = |told: &[(usize, Vec<usize>)]| -> Vec<Value> {
        let record = |(at, people): &(usize, Vec<usize>)| {
            let one = &untold.unheard[*at];
            let people = people.iter().map(|who| &one.people[*who]);
            let people =
                people.map(|one| json!({ "person": one.person.to_string(), "told": one.told }));
            let named = Named::new(one.record);
            json!({
                "id": named.id,
                "title": named.title,
                "path": named.path,
                "since": one.since,
                "people": people.collect::<Vec<_>>(),
            })
        };
        told.iter().map(record).collect()
    };
    let audiences = untold.audiences().map(|(name, told)| {
        json!({
            "audience": name,
            "next_update": reach::next_due(untold.program, name, untold.today),
            "records": records(told),
        })
    });
    json!({
        "today": untold.today,
        "audiences": audiences.collect::<Vec<_>>(),
        "nobody": records(untold.nobody()),
    })
}
