//! The data of the register: see `schema/output/risks.schema.json`.

use serde_json::{Value, json};

use super::{Rated, Risks, TREND_DAYS, matrix};
use crate::{
    facts::risk::{self, Band, Burn, rank},
    model::{record::Person, role::Role},
    report::{actions, cells},
};

pub(super) fn data(risks: &Risks<'_>) -> Value {
    let rated = |all: &[Rated<'_>]| -> Vec<Value> { all.iter().map(risk_json).collect() };
    let ids = |keep: &dyn Fn(&&Rated<'_>) -> bool| -> Vec<&str> {
        let some = risks.risks.iter().filter(keep);
        some.map(|risk| &*risk.record.id).collect()
    };
    json!({
        "what": "register",
        "program": risks.program.config.name,
        "today": risks.today,
        "where": risks.question.filter,
        "trend_days": TREND_DAYS,
        "shallow": risks.before.is_shallow,
        "summary": {
            "open": risks.risks.len(),
            "exposure_days": cells::hundredths(risks.exposure()),
            "residual_exposure_days": cells::hundredths(risks.residual_exposure()),
            "imminent": ids(&|risk| risk.is_imminent),
            "without_rating": ids(&|risk| risk.band.is_none()),
            "without_impact_days": ids(&|risk| risk.record.number(Role::ImpactDays).is_none()),
        },
        "matrix": cells_json(risks),
        "risks": rated(&risks.risks),
        "opportunities": rated(&risks.opportunities),
        "burndown": risk::burndown(&risks.before.weeks).iter().map(burn_json).collect::<Vec<_>>(),
    })
}

fn cells_json(risks: &Risks<'_>) -> Vec<Value> {
    let places = (1..=5).flat_map(|probability| (1..=5).map(move |impact| (probability, impact)));
    let cell = |(probability, impact)| {
        let found = matrix::in_cell(risks, probability, impact);
        json!({
            "probability": probability,
            "impact": impact,
            "band": Band::of_cell(probability, impact),
            "risks": found.map(|risk| &*risk.record.id).collect::<Vec<_>>(),
        })
    };
    places.map(cell).collect()
}

fn risk_json(risk: &Rated<'_>) -> Value {
    let record = risk.record;
    let text = |role| record.text(role);
    let affects = record.values(Role::Affects);
    json!({
        "id": &*record.id,
        "title": record.title(),
        "path": &*record.file.path,
        "type": text(Role::Type),
        "status": record.status(),
        "owner": record.people(Role::Owner).first().map(Person::to_string),
        "probability": rank(record, Role::Probability),
        "impact": rank(record, Role::Impact),
        "impact_days": record.number(Role::ImpactDays),
        "score": risk.score,
        "band": risk.band,
        "exposure_days": risk.exposure.map(cells::hundredths),
        "residual_score": risk::residual_score(record),
        "residual_exposure_days": risk.residual_exposure.map(cells::hundredths),
        "trend": risk.trend,
        "response": text(Role::Response),
        "trigger": text(Role::Trigger),
        "window_from": text(Role::WindowFrom),
        "window_until": text(Role::WindowUntil),
        "proximity_days": risk.proximity,
        "imminent": risk.is_imminent,
        "validate_by": text(Role::ValidateBy),
        "affects": affects.iter().map(|value| &*value.text).collect::<Vec<_>>(),
        "next": risk.next.as_ref().map(actions::data),
    })
}

fn burn_json(burn: &Burn) -> Value {
    let steps = burn.steps.iter().map(|step| {
        json!({
            "id": &*step.id,
            "what": step.what.word(),
            "exposure_days": cells::hundredths(step.days),
        })
    });
    json!({
        "date": burn.day,
        "exposure_days": cells::hundredths(burn.total),
        "new_days": cells::hundredths(burn.new),
        "burned_days": cells::hundredths(burn.burned),
        "raised_days": cells::hundredths(burn.raised),
        "steps": steps.collect::<Vec<_>>(),
    })
}
