//! The data of the slip ledger: see `schema/output/slips.schema.json`.

use serde_json::{Value, json};

use super::totals::{self, Group, Summary};
use crate::{
    model::{
        config::Config,
        slip::{Ledger, Slip},
    },
    report::changes::commit_json,
};

pub(super) fn data(
    config: &Config,
    ledger: &Ledger,
    filter: Option<&str>,
    summary: &Summary,
) -> Value {
    let slips = || ledger.slips.iter();
    let teams = totals::by(slips(), totals::team);
    let parents = totals::by(slips(), totals::parent);
    let parents = parents.iter().map(|group| {
        let mut json = group_json(group);
        json["title"] = title(ledger, &group.name);
        json
    });
    json!({
        "from": ledger.from,
        "to": ledger.to,
        "where": filter,
        "shallow": ledger.is_shallow,
        "summary": summary,
        "by_record": records(config, ledger),
        "by_team": teams.iter().map(group_json).collect::<Vec<_>>(),
        "by_parent": parents.collect::<Vec<_>>(),
        "slips": slips().map(slip_json).collect::<Vec<_>>(),
    })
}

fn title(ledger: &Ledger, id: &str) -> Value {
    ledger
        .titles
        .get(id)
        .map_or(Value::Null, |title| json!(&**title))
}

fn group_json(group: &Group<'_>) -> Value {
    json!({
        "name": Some(&group.name).filter(|name| !name.is_empty()),
        "later": group.later().count(),
        "earlier": group.earlier(),
        "records": group.records(),
        "disclosure": group.disclosure(),
    })
}

fn records(config: &Config, ledger: &Ledger) -> Vec<Value> {
    let records = totals::by(ledger.slips.iter(), |slip| slip.id.to_string());
    let record = |group: &Group<'_>| {
        let dates = totals::by(group.slips.iter().copied(), |slip| slip.field.clone());
        json!({
            "id": group.name,
            "title": title(ledger, &group.name),
            "later": group.later().count(),
            "earlier": group.earlier(),
            "dates": dates.iter().map(|date| date_json(config, date)).collect::<Vec<_>>(),
        })
    };
    records.iter().map(record).collect()
}

fn date_json(config: &Config, group: &Group<'_>) -> Value {
    let distance = group.distance(config);
    json!({
        "field": group.name,
        "later": group.later().count(),
        "earlier": group.earlier(),
        "from": group.slips.first().map(|slip| &slip.from),
        "to": group.slips.last().map(|slip| &slip.to),
        "workdays": distance.workdays,
        "releases": distance.releases,
    })
}

fn slip_json(slip: &Slip) -> Value {
    json!({
        "date": slip.day().to_string(),
        "kind": slip.kind.name,
        "id": &*slip.id,
        "title": &*slip.title,
        "path": &*slip.path,
        "field": slip.field,
        "role": slip.role.name(),
        "from": slip.from,
        "to": slip.to,
        "direction": if slip.shift.later { "later" } else { "earlier" },
        "workdays": slip.shift.workdays,
        "releases": slip.releases,
        "lead_days": slip.lead,
        "reason": slip.reason,
        "decisions": slip.decisions,
        "silent": slip.is_silent,
        "team": slip.team,
        "owner": slip.owner,
        "parent": slip.parent,
        "commit": commit_json(&slip.commit),
    })
}
