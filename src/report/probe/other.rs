//! Questions about risks, issues, meetings and people.

use super::{
    Probed,
    question::{About, DAY, OPEN, Question, assignment},
};
use crate::{
    facts::{ownership, risk},
    model::{kind::Class, record::Record, role::Role, status::Category},
    text::shell::quoted,
};

/// Asks what only records of one class are asked.
pub(super) fn ask(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    let record = probed.record;
    match record.kind.class {
        Class::Risk if risk::is_open(record) => risk(probed, questions),
        Class::Issue if record.is_unfinished() => issue(probed, questions),
        Class::Meeting => meeting(probed, questions),
        Class::Person => person(record, questions),
        Class::Program => fields(record, PROGRAM, questions),
        _ => {}
    }
}

/// A field that nobody requires and that is worth asking for: its role, what it is about, the question.
type Worth = (Role, About, &'static str);

/// What a program has to say of itself.
const PROGRAM: &[Worth] = &[
    (
        Role::Summary,
        About::Finish,
        "What is true once it is reached?",
    ),
    (
        Role::Sponsor,
        About::Person,
        "Who wants it, and pays for it?",
    ),
    (Role::Owner, About::Person, "Who runs it?"),
    (Role::Due, About::Day, "By when is the objective reached?"),
    (Role::Start, About::Detail, "When does it start?"),
];

/// Asks for fields that are not filled. What the stage requires is a slot, and asked there.
fn fields(record: &Record, worth: &[Worth], questions: &mut Vec<Question>) {
    for (role, about, ask) in worth {
        let Some(field) = record.kind.fields_of(*role).next() else {
            continue;
        };
        if record.is_filled(*role) || record.required_roles().contains(role) {
            continue;
        }
        let path = &field.paths[0];
        let value = super::wording::placeholder(Some(*role));
        let question = Question::new(*about, *ask, format!("`{path}` is not filled"));
        questions.push(question.set(record, &assignment(&record.kind, path, value)));
    }
}

fn next_step(probed: &Probed<'_>) -> Option<Question> {
    let record = probed.record;
    let is_moving = ownership::next_action(record, probed.around.today).is_some();
    if record.category() != Some(Category::Active) || !record.owns_file() || is_moving {
        return None;
    }
    let status = record.status().unwrap_or_default();
    let ask = "Who does what about it next, until when?";
    let fact = format!("it is {status}, and has no open action with a person and a day");
    let question = Question::new(About::Step, ask, fact);
    Some(question.set(record, &format!("\"action+=@{OPEN} {OPEN} (due {DAY})\"")))
}

fn risk(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    let record = probed.record;
    let is_accepted = record
        .status()
        .is_some_and(|status| status.eq_ignore_ascii_case("accepted"));
    if !is_accepted {
        questions.extend(next_step(probed));
    }
    fields(
        record,
        &[
            (
                Role::Trigger,
                About::Fallback,
                "What will show that it begins?",
            ),
            (
                Role::ImpactDays,
                About::Detail,
                "How many workdays does it cost if it happens?",
            ),
            (
                Role::WindowUntil,
                About::Detail,
                "Until when can it happen?",
            ),
        ],
        questions,
    );
    let is_assumption = record
        .text(Role::Type)
        .is_some_and(|text| text == "assumption");
    if is_assumption {
        let ask = "By when does somebody check whether it is true?";
        fields(record, &[(Role::ValidateBy, About::Day, ask)], questions);
    }
    let title = "Contingency";
    if record.kind.section(title).is_some() && !record.says(title) && record.owns_file() {
        let ask = "What is done once it happens?";
        let question = Question::new(About::Fallback, ask, format!("`## {title}` says nothing"));
        questions.push(question.set(record, &quoted(&format!("{title}={OPEN}"))));
    }
}

fn issue(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    let record = probed.record;
    let is_conflict = record
        .text(Role::Type)
        .is_some_and(|text| text == "conflict");
    let is_escalated = record.is_filled(Role::EscalateTo);
    if !is_escalated {
        questions.extend(next_step(probed));
    }
    fields(
        record,
        &[
            (Role::NeededBy, About::Day, "By when must it be gone?"),
            (
                Role::Blocks,
                About::Slot,
                "What stands still because of it?",
            ),
            (Role::Severity, About::Detail, "How bad is it, from 1 to 4?"),
            (
                Role::EscalateOn,
                About::Detail,
                "On which day does it go up, if it is not gone?",
            ),
        ],
        questions,
    );
    if is_conflict {
        let ask = "Who leads the talk, and takes no side?";
        fields(
            record,
            &[(Role::Facilitator, About::Person, ask)],
            questions,
        );
    }
}

fn meeting(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    let record = probed.record;
    let day = record.day(Role::Date, &probed.around.program.config.releases);
    if day.is_none_or(|day| day >= probed.around.today) {
        return;
    }
    let title = "Notes";
    if record.kind.section(title).is_some() && !record.says(title) && record.owns_file() {
        let ask = "What was said that people who were not there need to know?";
        let question = Question::new(About::Told, ask, format!("`## {title}` says nothing"));
        questions.push(question.set(record, &quoted(&format!("{title}={OPEN}"))));
    }
    if record
        .text(Role::Purpose)
        .is_some_and(|text| text == "decide")
    {
        let ask = "Which decision came out of it?";
        fields(record, &[(Role::Decisions, About::Choice, ask)], questions);
    }
}

fn person(record: &Record, questions: &mut Vec<Question>) {
    let is_key = record.text(Role::Key).is_some_and(|text| text == "true");
    if is_key {
        let ask = "After how many days without contact is it time to talk?";
        fields(
            record,
            &[(Role::CadenceDays, About::Detail, ask)],
            questions,
        );
    }
    let worth: &[Worth] = match ownership::is_team(record) {
        // Who is in a team of another organization is for them to say.
        true if record.is_filled(Role::Org) => &[],
        true => &[(Role::Members, About::Person, "Who is in it?")],
        false => &[(
            Role::Emails,
            About::Detail,
            "Which mail address stands in their commits?",
        )],
    };
    fields(record, worth, questions);
    let ask = "Where are they reached soonest?";
    fields(record, &[(Role::Channel, About::Detail, ask)], questions);
}
