//! The data of the promises: see `schema/output/deps.schema.json`.

use serde_json::{Value, json};

use super::{Deps, Given, asks};
use crate::{
    facts::dependency::{self, Ask, Kept, Reliability, Request, Slack, Suspect},
    model::{record::Person, role::Role},
};

pub(super) fn data(deps: &Deps<'_>) -> Value {
    let side = |side: &Option<Person>| side.as_ref().map(Person::to_string);
    json!({
        "program": deps.program.config.name,
        "today": deps.today,
        "gives": side(&deps.question.gives),
        "gets": side(&deps.question.gets),
        "where": deps.question.filter,
        "shallow": deps.promises.past.is_shallow,
        "coverage": deps.coverage,
        "promises": deps.open.iter().map(given_json).collect::<Vec<_>>(),
        "asks": deps.asks.iter().map(ask_json).collect::<Vec<_>>(),
        "reliability": deps.reliability.iter().map(reliability_json).collect::<Vec<_>>(),
    })
}

fn people(people: &[Person]) -> Vec<String> {
    people.iter().map(Person::to_string).collect()
}

fn given_json(given: &Given<'_>) -> Value {
    let record = given.record;
    let text = |role| record.text(role);
    let consumers = record.values(Role::Consumer);
    json!({
        "id": &*record.id,
        "title": record.title(),
        "path": &*record.file.path,
        "status": record.status(),
        "providers": people(&dependency::providers(record)),
        "consumers": consumers.iter().map(|value| &*value.text).collect::<Vec<_>>(),
        "owner": record.people(Role::Owner).first().map(Person::to_string),
        "team": text(Role::Team),
        "what": text(Role::What),
        "need_by": text(Role::NeedBy),
        "promised": text(Role::Promised),
        "answer_by": text(Role::AnswerBy),
        "slack": slack(given.slack),
        "slack_workdays": match given.slack {
            Slack::Days(days) => Some(days),
            Slack::Nothing | Slack::Unknown => None,
        },
        "confirmed": text(Role::Confirmed),
        "confirmed_days": given.confirmed_days,
        "signed": given.has_evidence,
        "suspect": given.suspect.iter().map(suspect_json).collect::<Vec<_>>(),
        "first_promised": given.first.as_ref().map(ToString::to_string),
        "later_moves": given.later_moves,
        "confidence": text(Role::Confidence),
        "impact_if_late": text(Role::ImpactIfLate),
        "fallback": text(Role::Fallback),
    })
}

/// Returns in one word how much time there is.
fn slack(slack: Slack) -> &'static str {
    match slack {
        Slack::Nothing => "no promise in time",
        Slack::Unknown => "not known",
        Slack::Days(..0) => "late",
        Slack::Days(_) => "in time",
    }
}

fn suspect_json(suspect: &Suspect) -> Value {
    let (record, changed) = match suspect {
        Suspect::Promise { changed } => (None, changed),
        Suspect::Record { id, changed } => (Some(id), changed),
    };
    json!({"record": record, "changed": changed})
}

fn ask_json(ask: &Ask<'_>) -> Value {
    let request = match ask.request {
        Request::Deliver { .. } => "deliver",
        Request::PromiseNow { .. } | Request::Promise => "promise",
        Request::Answer { .. } => "answer",
        Request::Agree { .. } => "agree",
        Request::Accept => "accept",
        Request::ConfirmAgain { .. } | Request::Confirm { .. } => "confirm",
        Request::Sign => "sign",
    };
    json!({
        "id": &*ask.record.id,
        "request": request,
        "by": people(&ask.by),
        "of": people(&ask.of),
        "words": asks::words(ask),
        "reason": asks::reason(&ask.request),
    })
}

fn reliability_json(team: &Reliability) -> Value {
    let kept = |kept: &Kept| {
        json!({
            "id": kept.id,
            "first_promised": kept.promised,
            "delivered": kept.delivered,
            "accepted": kept.accepted,
            "kept": kept.is_kept(),
        })
    };
    json!({
        "team": team.team,
        "kept": team.kept(),
        "due": team.due.len(),
        "promises": team.due.iter().map(kept).collect::<Vec<_>>(),
    })
}
