//! Questions about decisions.

use super::{
    Probed,
    question::{About, DAY, OPEN, Question},
};
use crate::{
    facts::option::{self, Choice},
    model::{date, kind::Class, record::Record, role::Role},
    text::{phrase::counted, shell::quoted},
};

/// Asks what a decision needs to be one.
pub(super) fn ask(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    let record = probed.record;
    if record.kind.class != Class::Decision {
        return;
    }
    if !record.is_unfinished() {
        questions.extend(revisit(probed));
        return;
    }
    let choices = option::options(record);
    match option::section(record) {
        Some(title) if choices.is_empty() && !is_asked_for_options(probed) => {
            let ask = "Which options are there, doing nothing among them, and what does each cost?";
            let question = Question::new(About::Choice, ask, "none is written down yet");
            let how = format!("write each as a heading or an item below `## {title}`");
            questions.push(question.by_hand(how));
        }
        Some(_) => options(record, &choices, questions),
        None => {}
    }
    if record.kind.has(Role::Affects) && !record.is_filled(Role::Affects) {
        let ask = "What waits for it, and what does each day of waiting cost?";
        let question = Question::new(About::Choice, ask, "`affects` is not filled");
        questions.push(question.set(record, &format!("affects+={OPEN}")));
    }
    if record.kind.has(Role::Reversible) && !record.is_filled(Role::Reversible) {
        let ask = "Can it be undone later?";
        let question = Question::new(About::Detail, ask, "`reversible` is not filled");
        questions.push(question.set(record, "reversible=two_way"));
    }
}

/// Returns whether the state asks for options, so that a slot stands for them.
fn is_asked_for_options(probed: &Probed<'_>) -> bool {
    use crate::facts::ambiguity::What;
    let mut slots = probed.ambiguity.slots.iter();
    slots.any(|slot| matches!(slot.what, What::Options(_)))
}

fn options(record: &Record, choices: &[Choice], questions: &mut Vec<Question>) {
    for choice in choices.iter().filter(|choice| !choice.has_price()) {
        let ask = format!(
            "What does \u{201c}{}\u{201d} cost, and which dates does it move?",
            choice.title
        );
        let question = Question::new(About::Choice, ask, "the option names neither")
            .at(record, choice.span)
            .by_hand("say it there");
        questions.push(question);
    }
    let Some(first) = choices.first() else {
        return;
    };
    if !choices.iter().any(Choice::is_nothing) {
        let ask = "What happens if nobody decides?";
        let question = Question::new(About::Choice, ask, "no option leaves things as they are")
            .at(record, first.span)
            .by_hand("add it as an option, with what it costs");
        questions.push(question);
    }
    let title = "Recommendation";
    let is_said = record.says(title) || choices.iter().any(Choice::is_recommended);
    if !is_said && record.kind.section(title).is_some() {
        let who = record.people(Role::Driver).into_iter().next();
        let who = who.map_or_else(|| "the driver".to_owned(), |driver| driver.to_string());
        let ask = format!("Which option would {who} take, and why?");
        let question = Question::new(About::Choice, ask, "none is recommended");
        questions.push(question.set(record, &quoted(&format!("{title}={OPEN}"))));
    }
}

/// Asks whether a decision still holds, once the day has come.
fn revisit(probed: &Probed<'_>) -> Option<Question> {
    let record = probed.record;
    let value = record.value(Role::Revisit)?;
    let day = record.day(Role::Revisit, &probed.around.program.config.releases)?;
    let days = date::days_between(day, probed.around.today);
    let fact = format!("`{}` was {day}, {} ago", value.path, counted(days, "day"));
    let question = Question::new(About::Late, "Does it still hold?", fact)
        .at(record, value.span)
        .set(record, &format!("{}={DAY}", value.path));
    (days > 0).then_some(question)
}
