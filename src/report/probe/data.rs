//! The data of `probe`: see `schema/output/probe.schema.json`.

use serde_json::{Value, json};

use super::{
    Probed,
    question::{Answer, Question},
    whole::{FEW, Probe},
};
use crate::{
    facts::ambiguity::is_measured,
    model::record::{Person, Record},
};

pub(super) fn of_record(probed: &Probed<'_>) -> Value {
    let (record, ambiguity, ticks) = (probed.record, &probed.ambiguity, &probed.ticks);
    let is_measured = is_measured(record);
    let squishiness = ambiguity.squishiness().filter(|_| is_measured);
    let ticks = probed.has_ticks().then(|| {
        json!({
            "documented": is_measured.then_some(ticks.is_documented),
            "discoverable": ticks.is_discoverable,
            "socialized": ticks.is_socialized(),
        })
    });
    json!({
        "what": "record",
        "id": &*record.id,
        "kind": record.kind.name,
        "title": record.title(),
        "path": &*record.file.path,
        "status": record.status(),
        "questions": probed.questions.iter().map(question).collect::<Vec<_>>(),
        "squishiness": squishiness.map(rounded),
        "slots": ambiguity.slots.len(),
        "defects": ambiguity.defects().count(),
        "undefined": ambiguity.acronyms.iter().map(|one| &one.letters).collect::<Vec<_>>(),
        "ticks": ticks,
        "untold": names(&probed.ticks.untold),
    })
}

fn question(question: &Question) -> Value {
    let (command, by_hand) = match &question.answer {
        Answer::Command(command) => (Some(command), None),
        Answer::ByHand(how) => (None, Some(how)),
    };
    json!({
        "about": question.about,
        "question": question.ask,
        "fact": question.fact,
        "line": question.line,
        "run": command,
        "by_hand": by_hand,
    })
}

pub(super) fn of_program(probe: &Probe<'_>) -> Value {
    let whole = &probe.whole;
    let squishiest = whole.squishiest(FEW).into_iter().map(|one| {
        let mut record = named(one.record);
        record["squishiness"] = json!(one.ambiguity.squishiness().map(rounded));
        record["slots"] = json!(one.ambiguity.slots.len());
        record["defects"] = json!(one.ambiguity.defects().count());
        record["dependents"] = json!(one.criticality - 1);
        record
    });
    let untold = whole.untold.iter().map(|one| {
        let mut record = named(one.record);
        record["people"] = json!(names(&one.people));
        record
    });
    let depths = probe.depths.iter().map(|depth| {
        let mut record = named(depth.record);
        record["level"] = json!(depth.level);
        let lacking = depth.lacking.iter().map(|record| &*record.id);
        record["lacking"] = json!(lacking.collect::<Vec<_>>());
        record
    });
    let decisions = whole.decisions.iter().map(|record| &*record.id);
    json!({
        "what": "program",
        "squishiness": whole.squishiness().map(rounded),
        "measured": whole.records.iter().filter(|one| one.ambiguity.squishiness().is_some()).count(),
        "squishiest": squishiest.collect::<Vec<_>>(),
        "known_unknown": {
            "decisions": decisions.collect::<Vec<_>>(),
            "to_be_determined": whole.to_be_determined,
        },
        "unknown_to_some": {
            "people": whole.people_untold(),
            "records": untold.collect::<Vec<_>>(),
        },
        "workstreams": depths.collect::<Vec<_>>(),
    })
}

fn named(record: &Record) -> Value {
    json!({"id": &*record.id, "title": record.title(), "path": &*record.file.path})
}

fn names(people: &[Person]) -> Vec<String> {
    people.iter().map(Person::to_string).collect()
}

/// Returns a share to three decimals.
fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}
