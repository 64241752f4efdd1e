//! The data of issues and notes: see `schema/output/escalate.schema.json`.

use serde_json::{Value, json};

use super::{
    Escalations, Note, list as lines,
    part::{PARTS, Part},
};
use crate::{
    facts::{conflict, decision},
    model::{
        kind::Class,
        record::{Person, Record},
        role::Role,
    },
    report::actions,
};

fn named(record: &Record) -> Value {
    json!({
        "id": &*record.id,
        "title": record.title(),
        "path": &*record.file.path,
    })
}

fn people(people: &[Person]) -> Vec<String> {
    people.iter().map(Person::to_string).collect()
}

pub(super) fn list(all: &Escalations<'_>) -> Value {
    let issues = all.issues.iter().map(|(issue, next)| {
        let mut json = named(issue);
        json["type"] = json!(issue.text(Role::Type));
        json["status"] = json!(issue.status());
        json["owners"] = json!(people(&issue.people(Role::Owner)));
        json["to"] = json!(people(&issue.people(Role::EscalateTo)));
        json["next"] = json!(next.to_string());
        json["day"] = json!(next.day());
        json["late"] = json!(next.is_late());
        json
    });
    let conflicts = all.conflicts.iter().map(|conflict| {
        let ids = conflict.records.iter().map(|record| &*record.id);
        let raised = conflict::raised(all.program, conflict);
        json!({
            "conflict": conflict.what.name(),
            "cause": conflict.what.cause(),
            "records": ids.collect::<Vec<_>>(),
            "fact": conflict.what.to_string(),
            "issue": raised.map(|issue| &*issue.id),
            "to_type": lines::command(conflict),
        })
    });
    json!({
        "what": "list",
        "program": all.program.config.name,
        "today": all.today,
        "where": all.filter,
        "issues": issues.collect::<Vec<_>>(),
        "conflicts": conflicts.collect::<Vec<_>>(),
    })
}

pub(super) fn note(note: &Note<'_>) -> Value {
    let escalation = &note.escalation;
    let issue = escalation.issue;
    let missing = note.missing();
    let missing = missing.iter().map(|(name, command)| {
        json!({
            "part": name,
            "to_type": command,
        })
    });
    let affected = escalation.affected.iter().map(|record| {
        let is_work = record.kind.class == Class::Work;
        let slack = decision::slack(record, &note.program.config, &note.floats);
        let mut json = named(record);
        json["owners"] = json!(people(&record.people(Role::Owner)));
        json["due"] = json!(record.text(Role::Due));
        json["forecast"] = json!(record.text(Role::Forecast));
        json["slack_workdays"] = json!(slack.filter(|_| is_work));
        json
    });
    let brief = escalation.brief.iter().map(|brief| {
        json!({
            "person": brief.person.to_string(),
            "why": brief.why,
        })
    });
    let mut json = named(issue);
    json["what"] = json!("note");
    json["status"] = json!(issue.status());
    json["since"] = json!(note.since);
    json["today"] = json!(note.today);
    json["from"] = json!(people(&issue.people(Role::Owner)));
    json["to"] = json!(people(&escalation.to));
    json["decision"] = escalation.decision.map_or(Value::Null, named);
    json["decide_by"] = json!(escalation.decide_by);
    json["needed_by"] = json!(issue.text(Role::NeededBy));
    json["parts"] = PARTS
        .map(|part| part_json(note, part))
        .into_iter()
        .collect();
    json["recommended"] = json!(note.recommended());
    json["affected"] = affected.collect();
    json["attempts"] = escalation.attempts.iter().map(actions::data).collect();
    json["talk_to"] = brief.collect();
    json["missing"] = missing.collect();
    json
}

/// Returns a part as the record says it, in Markdown; `null` where none does.
fn part_json(note: &Note<'_>, part: &Part) -> Value {
    let found = note.find(part);
    json!({
        "name": part.name,
        "record": found.map(|(record, _)| &*record.id),
        "text": note.text(part),
    })
}
