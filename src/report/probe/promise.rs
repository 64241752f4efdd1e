//! Questions about dependencies.

use super::{
    Probed,
    question::{About, DAY, OPEN, Question},
};
use crate::{
    facts::ask,
    model::{date, kind::Class, record::Record, role::Role, status::Category},
    text::{phrase::counted, shell::quoted},
};

/// A promise that nobody has confirmed for this many calendar days is asked about.
const CONFIRMED_DAYS: i64 = 30;

/// Asks what stands behind a promise.
pub(super) fn ask(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    let record = probed.record;
    if record.kind.class != Class::Dependency || !record.is_unfinished() {
        return;
    }
    let provider = record.people(Role::Provider).into_iter().next();
    let provider = provider.map_or_else(|| "the provider".to_owned(), |one| one.to_string());
    if record.category() == Some(Category::Open) {
        questions.push(unanswered(probed, &provider));
    } else if ask::is_delivered(record) {
        questions.extend(unaccepted(record));
    } else {
        questions.extend(too_late(probed));
        questions.extend(unconfirmed(probed, &provider));
    }
    if record.kind.has(Role::Fallback) && !record.is_filled(Role::Fallback) {
        let ask = "What do we do if it does not come?";
        let question = Question::new(About::Fallback, ask, "`fallback` is not filled");
        questions.push(question.set(record, &format!("fallback=\"{OPEN}\"")));
    }
    let title = "Acceptance criteria";
    if record.kind.section(title).is_some() && !record.says(title) && record.owns_file() {
        let ask = "How does the consumer see that it is what was asked for?";
        let question = Question::new(About::Slot, ask, format!("`## {title}` says nothing"));
        questions.push(question.set(record, &quoted(&format!("{title}+={OPEN}"))));
    }
}

fn unanswered(probed: &Probed<'_>, provider: &str) -> Question {
    let (record, config) = (probed.record, &probed.around.program.config);
    let today = probed.around.today;
    let until = |role: Role, words: &str| {
        let day = record.day(role, &config.releases)?;
        let days = config.calendar.workdays(today, day);
        let distance = match days {
            0 => "today".to_owned(),
            1.. => format!("in {}", counted(days, "workday")),
            _ => format!("{} ago", counted(-days, "workday")),
        };
        Some(format!("{words} {day}, {distance}"))
    };
    let facts = [
        until(Role::AnswerBy, "an answer is due"),
        until(Role::NeedBy, "it is needed by"),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let status = record.status().unwrap_or_default();
    let fact = format!("{status}, not promised; {}", facts.join("; "));
    let ask = format!("Has {provider} said yes, and to which day?");
    let question = Question::new(About::Promise, ask, fact.trim_end_matches("; "));
    let question = match record.value(Role::Status) {
        Some(status) => question.at(record, status.span),
        None => question,
    };
    match record.kind.category("committed") {
        Some(_) => question.set(record, &format!("status=committed promised={DAY}")),
        None => question.set(record, &format!("promised={DAY}")),
    }
}

/// Asks about a promise that comes after the day on which it is needed.
fn too_late(probed: &Probed<'_>) -> Option<Question> {
    let (record, config) = (probed.record, &probed.around.program.config);
    let need_by = record.day(Role::NeedBy, &config.releases)?;
    let promised = record.value(Role::Promised)?;
    let day = record.day(Role::Promised, &config.releases)?;
    let late = config.calendar.workdays(need_by, day);
    let days = counted(late, "workday");
    let fact = format!("promised for {day}, needed by {need_by}: {days} too late");
    let ask = "What gives: the promise, the need, or what waits for it?";
    let question = Question::new(About::Promise, ask, fact)
        .at(record, promised.span)
        .set(record, &format!("{}={DAY}", promised.path));
    (late > 0).then_some(question)
}

fn unconfirmed(probed: &Probed<'_>, provider: &str) -> Option<Question> {
    let (record, today) = (probed.record, probed.around.today);
    if !record.kind.has(Role::Confirmed) {
        return None;
    }
    let fact = match record.day(Role::Confirmed, &probed.around.program.config.releases) {
        None => "it was never confirmed since it was promised".to_owned(),
        Some(day) => {
            let days = date::days_between(day, today);
            if days <= CONFIRMED_DAYS {
                return None;
            }
            format!("last confirmed {day}, {} ago", counted(days, "day"))
        }
    };
    let ask = format!("Does {provider} still stand by it?");
    let question = Question::new(About::Promise, ask, fact);
    Some(question.set(
        record,
        &format!("{}={today}", path(record, Role::Confirmed)),
    ))
}

fn unaccepted(record: &Record) -> Option<Question> {
    let states = record.kind.lifecycle.states.iter();
    let mut done = states.filter(|(_, category)| *category == Category::Done);
    let (state, _) = done.next()?;
    let status = record.value(Role::Status)?;
    let ask = "Is it what was asked for, and has the consumer said so?";
    let question = Question::new(About::Promise, ask, "delivered, and not accepted");
    let question = question.at(record, status.span);
    Some(question.set(record, &format!("{}={state}", status.path)))
}

fn path(record: &Record, role: Role) -> &str {
    let field = record.kind.fields_of(role).next();
    field.map_or(role.name(), |field| field.paths[0].as_str())
}
