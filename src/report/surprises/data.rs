//! The data of surprises: see `schema/output/surprises.schema.json`.

use serde_json::{Value, json};

use super::{Surprises, name};
use crate::facts::surprise::{self, What};

pub(super) fn data(surprises: &Surprises<'_>) -> Value {
    let events = surprises.events.iter().enumerate().map(|(at, event)| {
        let told = surprises
            .ears
            .iter()
            .zip(&surprises.heard)
            .map(|(ear, heard)| {
                let one = &heard[at];
                json!({
                    "to": name(ear),
                    "told": one.told,
                    "lead_days": one.told.map(|_| one.lead),
                    "surprise": rounded(one.surprise),
                })
            });
        json!({
            "day": event.day,
            "id": &*event.id,
            "what": word(&event.what),
            "words": event.what.to_string(),
            "weight": event.weight(),
            "told": told.collect::<Vec<_>>(),
        })
    });
    let indexes = surprises
        .ears
        .iter()
        .zip(&surprises.heard)
        .map(|(ear, heard)| {
            json!({
                "to": name(ear),
                "cadence_days": ear.cadence_days,
                "index": surprise::index(heard).map(rounded),
            })
        });
    json!({
        "since": surprises.scene.since,
        "today": surprises.scene.today,
        "next": surprises.next,
        "events": events.collect::<Vec<_>>(),
        "indexes": indexes.collect::<Vec<_>>(),
        "cry_wolf": {
            "warned": surprises.cry_wolf.warned,
            "for_nothing": surprises.cry_wolf.for_nothing,
        },
    })
}

/// Returns a share to two decimals.
fn rounded(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

fn word(what: &What) -> &'static str {
    match what {
        What::MissedDue { .. } => "missed-due",
        What::TurnedOffTrack => "off-track",
        What::RiskOccurred => "risk-occurred",
        What::PromiseBroken => "promise-broken",
        What::PromiseLate { .. } => "promise-late",
        What::DecisionLate { .. } => "decision-late",
    }
}
