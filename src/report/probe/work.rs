//! Questions about work: its order, its next step, what may go wrong with it, how deep it is planned.

use super::{
    Probed,
    question::{About, DAY, OPEN, Question},
};
use crate::{
    facts::{ambiguity, ownership, plan},
    model::{
        kind::Class,
        record::{Person, Record},
        role::Role,
        status::Category,
    },
    text::{
        phrase::counted,
        shell::{quoted, word},
    },
};

/// Asks what a piece of work needs besides its fields.
pub(super) fn ask(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    let record = probed.record;
    if record.kind.class != Class::Work || !record.is_unfinished() {
        return;
    }
    if ambiguity::is_workstream(probed.around.program, record) {
        parts(probed, questions);
        return;
    }
    questions.extend(step(probed));
    questions.extend(risk(probed));
    questions.extend(order(probed));
    questions.extend(forecast(probed));
    if record.kind.has(Role::Estimate) && !record.is_filled(Role::Estimate) {
        let ask = "How many workdays does it take: at best, most likely, at worst?";
        let question = Question::new(About::Detail, ask, "`estimate` is not filled");
        questions.push(question.set(record, &format!("estimate={OPEN},{OPEN},{OPEN}")));
    }
}

/// Returns who owns a record, for a command.
fn owner(probed: &Probed<'_>) -> String {
    let record = probed.record;
    let first = ownership::owners(record).into_iter().next();
    let first = first.filter(|one| ownership::is_somebody(probed.around.program, one));
    first
        .as_ref()
        .map_or_else(|| format!("@{OPEN}"), Person::to_string)
}

fn step(probed: &Probed<'_>) -> Option<Question> {
    let (record, today) = (probed.record, probed.around.today);
    let has_step = |record: &Record| ownership::next_action(record, today).is_some();
    let bearing = probed.bearing(&[Class::Risk, Class::Issue, Class::Dependency]);
    if record.category() != Some(Category::Active)
        || !record.owns_file()
        || has_step(record)
        || bearing.iter().any(|other| has_step(other))
    {
        return None;
    }
    let ask = "What is the next step, by whom, until when?";
    let fact = "it is under way, and no open action bears on it";
    let question = Question::new(About::Step, ask, fact);
    Some(question.set(
        record,
        &quoted(&format!("action+={} {OPEN} (due {DAY})", owner(probed))),
    ))
}

fn risk(probed: &Probed<'_>) -> Option<Question> {
    let record = probed.record;
    let is_promised = record.category() == Some(Category::Active) || record.is_filled(Role::Due);
    if !is_promised || !probed.bearing(&[Class::Risk]).is_empty() {
        return None;
    }
    let config = &probed.around.program.config;
    let kind = config.kinds.iter().find(|kind| kind.class == Class::Risk)?;
    let ask = "What could keep it from its day?";
    let fact = format!("no open {} is about it", kind.word());
    let question = Question::new(About::Risk, ask, fact);
    let (name, id, owner) = (word(&kind.name), word(&record.id), owner(probed));
    let command = format!(
        "hum new {name} \"{OPEN}\" {} affects={id}",
        word(&format!("owner={owner}"))
    );
    Some(question.command(command))
}

fn order(probed: &Probed<'_>) -> Option<Question> {
    let record = probed.record;
    let parents = record.values(Role::Parent);
    let is_parent = |other: &Record| parents.iter().any(|parent| *parent.text == *other.id);
    let mut next = probed.around.dependents.direct(&record.id).iter();
    let has_next = next.any(|other| other.kind.class == Class::Work && !is_parent(other));
    let due = record.value(Role::Due)?;
    if has_next || record.is_filled(Role::After) || !record.kind.has(Role::After) {
        return None;
    }
    let ask = "What has to be there first, and what waits for it?";
    let question = Question::new(About::Order, ask, "it has a date and no place in the order");
    let question = question.at(record, due.span);
    Some(question.set(record, &format!("after+={OPEN}")))
}

fn forecast(probed: &Probed<'_>) -> Option<Question> {
    let (record, config) = (probed.record, &probed.around.program.config);
    // What is overdue is asked already.
    let is_asked = !ownership::is_overdue(record, config, probed.around.today)
        && record.category() == Some(Category::Active)
        && record.kind.has(Role::Forecast)
        && !record.is_filled(Role::Forecast);
    let ask = "When will it be done, as far as anybody knows?";
    let question = Question::new(About::Day, ask, "`forecast` is not filled");
    is_asked.then(|| question.set(record, &format!("forecast={DAY}")))
}

/// Asks about the first level to which a workstream is not planned.
fn parts(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    let record = probed.record;
    late_parts(probed, questions);
    let depth = ambiguity::depth_of(record, probed.around);
    let kinds = &probed.around.program.config.kinds;
    match depth.level {
        1 => {
            let part = kinds.iter().find(|kind| {
                let mut parents = kind.fields_of(Role::Parent);
                kind.class == Class::Work
                    && parents.any(|field| field.to.contains(&record.kind.name))
            });
            let Some(part) = part else { return };
            let path = part
                .fields_of(Role::Parent)
                .next()
                .map_or("", |field| &field.paths[0]);
            let ask = "What does it consist of?";
            let fact = format!("no {} is part of it", part.word());
            let question = Question::new(About::Finish, ask, fact);
            let command = format!(
                "hum new {} \"{OPEN}\" {path}={}",
                word(&part.name),
                word(&record.id)
            );
            questions.push(question.command(command));
        }
        2 | 3 => {
            for part in &depth.lacking {
                let (about, ask, fact) = if depth.level == 3 {
                    let ask = format!("What is the next step in {}?", part.id);
                    (
                        About::Step,
                        ask,
                        "it is under way, and no open action bears on it",
                    )
                } else if part.is_filled(Role::DoneWhen) {
                    let ask = format!("What comes before {}, and what after it?", part.id);
                    (About::Order, ask, "it has no place in the order")
                } else {
                    let ask = format!("How does anybody see that {} is done?", part.id);
                    (About::Finish, ask, "`done_when` is not filled")
                };
                let question = Question::new(about, ask, format!("{}: {fact}", part.title()));
                questions.push(question.command(format!("hum probe {}", word(&part.id))));
            }
        }
        _ => {}
    }
}

/// Asks about the parts that are forecast later than they are due.
fn late_parts(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    let program = probed.around.program;
    let config = &program.config;
    let parts = program.referring(&probed.record.id, Role::Parent);
    for part in parts.filter(|part| part.is_unfinished()) {
        let late = plan::lateness(part, config);
        let late = late.filter(|late| *late > config.thresholds.slip_tolerance_days);
        let (Some(late), Some(forecast)) = (late, part.text(Role::Forecast)) else {
            continue;
        };
        let ask = format!(
            "What brings {} back, or who agrees to the later day?",
            part.id
        );
        let days = counted(late, "workday");
        let fact = format!(
            "{}: forecast {forecast}, {days} after it is due",
            part.title()
        );
        let question = Question::new(About::Late, ask, fact);
        questions.push(question.command(format!("hum probe {}", word(&part.id))));
    }
}
