//! Questions about what a stage asks for and what is said in passing.

use super::{
    Probed,
    question::{About, DAY, OPEN, Question, assignment},
    wording,
};
use crate::{
    facts::ambiguity::{Defect, Slot, What, day_meant, vague::Vague},
    model::{action::actions_of, role::Role},
    text::{
        markdown::Task,
        shell::{quoted, word},
    },
};

/// Asks about every slot that has a defect.
pub(super) fn ask(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    for (slot, defect) in probed.ambiguity.defects() {
        let question = match &slot.what {
            What::Field(path, role) => field(probed, path, *role, defect),
            What::Section(title) => section(probed, title, defect),
            What::Options(title) => options(title),
            What::Action(task) => action(probed, task, defect),
            What::Links(count) => links(*count, defect),
        };
        questions.push(placed(question, probed, slot, defect));
    }
    for acronym in &probed.ambiguity.acronyms {
        let letters = &acronym.letters;
        let ask = format!("What does \u{201c}{letters}\u{201d} mean?");
        let question = Question::new(About::Acronym, ask, "the glossary does not say")
            .at(probed.record, acronym.span)
            .by_hand("explain it under `glossary:` in program.yaml");
        questions.push(question);
    }
}

/// Adds the place, where something stands there; what is missing stands nowhere.
fn placed(question: Question, probed: &Probed<'_>, slot: &Slot<'_>, defect: &Defect) -> Question {
    let is_there = *defect != Defect::Missing || matches!(slot.what, What::Action(_));
    if is_there {
        question.at(probed.record, slot.span)
    } else {
        question
    }
}

fn field(probed: &Probed<'_>, path: &str, role: Option<Role>, defect: &Defect) -> Question {
    let record = probed.record;
    let (about, ask) = wording::question(&record.kind, path, role);
    let mut value = wording::placeholder(role).to_owned();
    let (about, fact) = match defect {
        Defect::Missing => (about, format!("`{path}` is not filled")),
        Defect::BareTbd => {
            let fact = format!("`{path}` is to be determined, and nobody is named to find out");
            (about, fact)
        }
        Defect::OwnedTbd {
            owner,
            by,
            is_overdue: true,
        } => (about, format!("{owner} was to find out `{path}` by {by}")),
        Defect::OwnedTbd { owner, by, .. } => {
            (About::Detail, format!("{owner} finds out `{path}` by {by}"))
        }
        Defect::Vague {
            words,
            vague,
            is_all: true,
        } => {
            if *vague == Vague::When {
                value = meant(probed, words);
            }
            (about, format!("`{path}` is \u{201c}{words}\u{201d}"))
        }
        Defect::Vague { words, .. } => {
            let fact = format!("`{path}` says \u{201c}{words}\u{201d}");
            (About::Words, fact)
        }
        Defect::Dangling(text) => return dangling(probed, path, text),
    };
    let question = Question::new(about, ask, fact);
    if role == Some(Role::Needs) {
        return question.by_hand("change it there");
    }
    match defect {
        // A command would add an item beside the old one.
        Defect::Vague { is_all: false, .. } => {
            question.by_hand("say what can be seen to be so, without these words")
        }
        _ => question.set(record, &assignment(&record.kind, path, &value)),
    }
}

/// Returns the day that words would mean if they were written today, or the form of one.
fn meant(probed: &Probed<'_>, words: &str) -> String {
    let calendar = &probed.around.program.config.calendar;
    let day = day_meant(words, probed.around.today, calendar);
    day.map_or_else(|| DAY.to_owned(), |day| day.to_string())
}

fn dangling(probed: &Probed<'_>, path: &str, text: &str) -> Question {
    let record = probed.record;
    let ask = format!("What is meant by {text}?");
    let fact = format!("`{path}` names it, and it is not there");
    let question = Question::new(About::Link, ask, fact);
    let new = assignment(&record.kind, path, OPEN);
    match new.contains("+=") {
        true => question.set(
            record,
            &format!("{} {new}", word(&format!("{path}-={text}"))),
        ),
        false => question.set(record, &new),
    }
}

fn section(probed: &Probed<'_>, title: &str, defect: &Defect) -> Question {
    let record = probed.record;
    let (ask, belongs) = wording::section(&record.kind, title);
    let says = match defect {
        Defect::BareTbd => "it is to be determined",
        _ => "it says nothing",
    };
    let question = Question::new(About::Slot, ask, format!("{says}{belongs}"));
    if let Some(health) = record.health()
        && title.eq_ignore_ascii_case("Path to green")
    {
        let fact = format!("it is {}, and `## {title}` says nothing", health.words());
        let question = Question { fact, ..question };
        return question.set(record, &format!("\"action+=@{OPEN} {OPEN} (due {DAY})\""));
    }
    question.set(record, &quoted(&format!("{title}={OPEN}")))
}

fn options(title: &str) -> Question {
    let ask = "Which options are there, doing nothing among them, and what does each cost?";
    Question::new(About::Choice, ask, "a choice needs two or more").by_hand(format!(
        "write each as a heading or an item below `## {title}`"
    ))
}

fn action(probed: &Probed<'_>, task: &Task, defect: &Defect) -> Question {
    let (about, fact, lack) = lack(task, defect);
    let said = format!("\u{201c}{}\u{201d}", task.text);
    let ask = match lack {
        Vague::Who => format!("Who does this: {said}?"),
        Vague::When => format!("On which day is this done: {said}?"),
        Vague::Whether => format!("What is there once this is done: {said}?"),
    };
    let question = Question::new(about, ask, fact);
    let all = actions_of(probed.record, probed.around.today);
    let own = all
        .into_iter()
        .find(|action| std::ptr::eq(action.task, task));
    match (lack, own) {
        (Vague::Who, Some(own)) => {
            question.command(format!("hum set {} owner=@{OPEN}", word(&own.address)))
        }
        (Vague::When, Some(own)) => {
            let day = match defect {
                Defect::Vague { words, .. } => meant(probed, words),
                _ => DAY.to_owned(),
            };
            question.command(format!("hum set {} due={day}", word(&own.address)))
        }
        _ => question.by_hand("say it there"),
    }
}

/// Returns what an action lacks: what that is about, the fact, and what is left open.
fn lack(task: &Task, defect: &Defect) -> (About, String, Vague) {
    let fact = |what: &str| format!("an open action without a {what}");
    match defect {
        Defect::Vague {
            words,
            vague: Vague::Who,
            ..
        } => {
            let fact = format!("it is for \u{201c}{words}\u{201d}");
            (About::Words, fact, Vague::Who)
        }
        Defect::Vague { words, vague, .. } => {
            let fact = format!("it says \u{201c}{words}\u{201d}");
            (About::Words, fact, *vague)
        }
        _ if task.owner.is_none() => (About::Step, fact("person"), Vague::Who),
        _ => (About::Step, fact("day"), Vague::When),
    }
}

fn links(count: usize, defect: &Defect) -> Question {
    let target = match defect {
        Defect::Dangling(text) => text.as_str(),
        _ => "it",
    };
    let (ask, fact) = match count {
        1 => (
            format!("Where does the link to {target} lead?"),
            "nothing is there".to_owned(),
        ),
        many => (
            format!("Where do {many} links of the text lead?"),
            format!("the first is {target}, and nothing is there"),
        ),
    };
    Question::new(About::Link, ask, fact).by_hand("mend them, or take them out")
}
