//! What to ask of whom next, in words.

use super::Deps;
use crate::{
    facts::dependency::{Ask, Request},
    model::{
        record::{Person, Record},
        role::Role,
    },
    report::{Inline, Item},
    text::phrase::counted,
};

/// Returns the line of one question: who asks whom for what, why, and what to type once it is answered.
pub(super) fn line(deps: &Deps<'_>, ask: &Ask<'_>) -> Item {
    let record = ask.record;
    let mut line = vec![
        Inline::link(&*record.id, &*record.file.path),
        Inline::text(format!(" {}: ", record.title())),
        Inline::strong(words(ask)),
        Inline::text(format!(". {}", reason(&ask.request))),
    ];
    line.extend(command(deps, ask));
    Item::new(line)
}

/// Returns who asks whom for what: "@kim asks @acquirer to promise a day".
pub(in crate::report) fn words(ask: &Ask<'_>) -> String {
    let of = names(&ask.of, "nobody");
    let by = names(&ask.by, "nobody");
    let promised = || day(ask.record, Role::Promised);
    let what = match &ask.request {
        Request::Accept => return format!("{by} accepts it, or says what is missing"),
        Request::Agree { has_fallback, .. } => {
            let what = match has_fallback {
                true => "an earlier day, or says that the fallback is used",
                false => "an earlier day or a fallback",
            };
            return format!("{by} agrees with {of} on {what}");
        }
        Request::Deliver { .. } => "say when it really comes".to_owned(),
        Request::PromiseNow { .. } | Request::Promise => "promise a day".to_owned(),
        Request::Answer { .. } => "answer yes or no".to_owned(),
        Request::ConfirmAgain { .. } => format!("confirm {} again", promised()),
        Request::Sign => format!("stand behind {}", promised()),
        Request::Confirm { .. } => format!("confirm {}", promised()),
    };
    format!("{by} asks {of} to {what}")
}

/// Returns the fact behind a question, as a sentence.
pub(super) fn reason(request: &Request) -> String {
    match request {
        Request::Deliver { promised, days } => {
            format!(
                "It was promised for {promised}, {} ago.",
                counted(days, "day")
            )
        }
        Request::PromiseNow { need_by, days } => {
            let when = match days {
                ..0 => format!("{} ago", counted(-days, "workday")),
                0 => "today".to_owned(),
                _ => format!("in {}", counted(days, "workday")),
            };
            format!("It is needed by {need_by}, {when}, and nobody has promised it.")
        }
        Request::Answer { answer_by, days } => {
            format!(
                "The answer was due {answer_by}, {} ago.",
                counted(days, "day")
            )
        }
        Request::Agree { days, .. } => {
            format!(
                "It is promised {} after it is needed.",
                counted(days, "workday")
            )
        }
        Request::Accept => "It was delivered.".to_owned(),
        Request::ConfirmAgain { confirmed, suspect } => {
            format!("It was confirmed on {confirmed}, and {suspect}.")
        }
        Request::Sign => "Nobody of the provider wrote or acknowledged the promise.".to_owned(),
        Request::Confirm { days: Some(days) } => {
            format!("It was last confirmed {} ago.", counted(days, "day"))
        }
        Request::Confirm { days: None } => "It was never confirmed.".to_owned(),
        Request::Promise => "Nobody has promised it yet.".to_owned(),
    }
}

/// Returns what to type once there is an answer; nothing where that depends on the answer.
fn command(deps: &Deps<'_>, ask: &Ask<'_>) -> Vec<Inline> {
    let (id, today) = (&ask.record.id, deps.today);
    let command = match &ask.request {
        Request::PromiseNow { .. } | Request::Answer { .. } | Request::Promise => {
            format!("hum set {id} status=committed promised=… confirmed={today}")
        }
        Request::Deliver { .. } => format!("hum set {id} promised=… confirmed={today}"),
        Request::Accept => format!("hum set {id} status=accepted"),
        Request::ConfirmAgain { .. } | Request::Confirm { .. } | Request::Sign => {
            format!("hum set {id} confirmed={today}")
        }
        Request::Agree { .. } => return Vec::new(),
    };
    let mut line = vec![Inline::text(" "), Inline::code(command)];
    if ask.request == Request::Sign {
        let who = ask.of.first();
        let who = who.map_or_else(|| "…".to_owned(), |who| signature(deps, who));
        line.push(Inline::text(", in a commit with the line "));
        line.push(Inline::code(format!("Acked-by: {who}")));
    }
    line
}

/// Returns a person as a commit names one: `Helen Brandt <helen@assessor.example>`.
fn signature(deps: &Deps<'_>, person: &Person) -> String {
    let record = deps.program.person(person.handle());
    let record = record.filter(|record| record.values(Role::Members).is_empty());
    let named = record.and_then(|record| Some((record.title(), record.text(Role::Emails)?)));
    named.map_or_else(
        || "…".to_owned(),
        |(name, email)| format!("{name} <{email}>"),
    )
}

fn names(people: &[Person], nobody: &str) -> String {
    let names: Vec<String> = people.iter().map(Person::to_string).collect();
    match names.is_empty() {
        true => nobody.to_owned(),
        false => names.join(", "),
    }
}

fn day(record: &Record, role: Role) -> String {
    let text = record.text(role);
    text.map_or_else(|| "the day".to_owned(), |text| text.into_owned())
}
