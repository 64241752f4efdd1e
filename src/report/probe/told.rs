//! Questions about who does not know, and about what comes next.

use super::{
    Probed,
    question::{About, Question, assignment},
    wording,
};
use crate::{
    facts::reach,
    model::{
        kind::Class,
        record::{Person, Record},
        role::Role,
        status::{Category, Required},
    },
    text::shell::{quoted, word},
};

/// Asks who tells those who do not know.
pub(super) fn ask(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    if probed.ticks.untold.is_empty() {
        return;
    }
    let people: Vec<String> = probed.ticks.untold.iter().map(Person::to_string).collect();
    let ask = format!("Who tells {}?", people.join(", "));
    let fact = "it affects them, and no update that names it was sent to them";
    let question = Question::new(About::Told, ask, fact);
    questions.push(match audience(probed) {
        Some(name) => question.command(format!("hum update {}", word(name))),
        None => question.by_hand("add them to an audience in program.yaml, or tell them"),
    });
}

/// Returns the audience that reaches the most of those who do not know; of two that reach as many, the first by name.
fn audience<'a>(probed: &Probed<'a>) -> Option<&'a str> {
    let program = probed.around.program;
    let reached = program.config.audiences.iter().map(|(name, audience)| {
        let untold = probed.ticks.untold.iter();
        let reached =
            untold.filter(|person| reach::reaches(program, audience, person, probed.record));
        (name.as_str(), reached.count())
    });
    let reached = reached.filter(|(_, count)| *count > 0);
    let (name, _) = reached.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    Some(name)
}

/// Asks what the next state will ask for: the first one that may follow, is unfinished and comes later.
pub(super) fn next(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    let record = probed.record;
    let Some((state, required)) = next_state(record) else {
        return;
    };
    // Whether a promise is made is asked already.
    if record.kind.class == Class::Dependency {
        return;
    }
    let missing: Vec<Role> = required
        .roles
        .iter()
        .copied()
        // How it stands is said once it has begun.
        .filter(|role| *role != Role::Health && !record.is_filled(*role))
        .filter(|role| !record.required_roles().contains(role))
        .collect();
    let sections = required.sections.iter().filter(|title| {
        let is_asked = record.required_sections().contains(&title.as_str());
        !is_asked && !record.says(title) && record.owns_file()
    });
    let sections: Vec<&String> = sections.collect();
    if missing.is_empty() && sections.is_empty() {
        return;
    }
    let path = |role: &Role| {
        let field = record.kind.fields_of(*role).next();
        field.map_or(role.name(), |field| field.paths[0].as_str())
    };
    let mut names: Vec<String> = missing
        .iter()
        .map(|role| format!("`{}`", path(role)))
        .collect();
    names.extend(sections.iter().map(|title| format!("`## {title}`")));
    let mut values = vec![format!("status={state}")];
    values.extend(missing.iter().map(|role| {
        let value = wording::placeholder(Some(*role));
        assignment(&record.kind, path(role), value)
    }));
    values.extend(
        sections
            .iter()
            .map(|title| quoted(&format!("{title}=\u{2026}"))),
    );
    let ask = format!("What is missing until it is {state}?");
    let question = Question::new(
        About::Next,
        ask,
        format!("{} not yet said", is_or_are(&names)),
    );
    questions.push(question.set(record, &values.join(" ")));
}

fn is_or_are(names: &[String]) -> String {
    match names {
        [one] => format!("{one} is"),
        many => format!("{} are", many.join(", ")),
    }
}

fn next_state(record: &Record) -> Option<(&str, &Required)> {
    let lifecycle = &record.kind.lifecycle;
    let status = record.status()?;
    let place = |state: &str| {
        let mut states = lifecycle.states.iter();
        states.position(|(name, _)| name.eq_ignore_ascii_case(state))
    };
    let from = place(&status)?;
    let next = lifecycle.next(&status).iter().find(|state| {
        let is_later = place(state).is_some_and(|at| at > from);
        is_later
            && lifecycle
                .category(state)
                .is_some_and(Category::is_unfinished)
    })?;
    let mut all = lifecycle.requires.iter();
    let (_, required) = all.find(|(name, _)| name.eq_ignore_ascii_case(next))?;
    (lifecycle.category(&status)? == Category::Open).then_some((next.as_str(), required))
}
