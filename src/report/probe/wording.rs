//! What is asked where a slot is open, by what it is for.

use super::question::{About, DAY, OPEN};
use crate::model::{
    kind::{Class, Kind},
    role::{Role, ValueType},
};

/// Returns the question for a role, and what it is about.
pub(super) fn question(kind: &Kind, path: &str, role: Option<Role>) -> (About, String) {
    let Some(role) = role else {
        return (About::Slot, format!("What goes into `{path}`?"));
    };
    let words = match role {
        Role::Owner => "Who answers for it?",
        Role::Driver => "Who prepares the decision?",
        Role::Approver if kind.class == Class::Decision => "Who decides, alone?",
        Role::Approver => "Who approves it?",
        Role::Provider => "Who provides it?",
        Role::Sponsor => "Who wants it, and pays for it?",
        Role::EscalateTo => "To whom is it escalated?",
        Role::Due if kind.class == Class::Program => "By when is the objective reached?",
        Role::Due => "By when is it promised?",
        Role::Forecast => "When will it be done, as far as anybody knows?",
        Role::Actual => "On which day was it done?",
        Role::DecideBy if kind.class == Class::Issue => "By when is it settled?",
        Role::DecideBy => "By when is it decided?",
        Role::Decided => "On which day was it decided?",
        Role::NeedBy => "By when is it needed?",
        Role::Promised => "By when has the provider promised it?",
        Role::NeededBy => "By when must it be gone?",
        Role::ValidateBy => "By when does somebody check whether it is true?",
        Role::DoneWhen => "How does anybody see that it is done?",
        Role::Parent => "What is it part of?",
        Role::Consumer => "What waits for it?",
        Role::Affects => "What does it bear on?",
        Role::What => "What exactly is to be there?",
        Role::ImpactIfLate => "What happens if it is late?",
        Role::Summary => "What is true once it is reached?",
        Role::Health => "Is it on track, at risk or off track?",
        Role::Probability => "How likely is it, from 1 to 5?",
        Role::Impact => "How much does it hurt, from 1 to 5?",
        Role::Response => "What is done about it?",
        Role::Reason => "Why is it closed?",
        Role::Type => "What sort of thing is it?",
        Role::Cause => "What is there today that it comes from?",
        Role::Event => "What exactly may happen?",
        Role::Effect => "What follows if it happens?",
        _ if role.value_type() == ValueType::Person => {
            return (about(role), format!("Who is named in `{path}`?"));
        }
        _ => return (about(role), format!("What goes into `{path}`?")),
    };
    (about(role), words.to_owned())
}

fn about(role: Role) -> About {
    match (role, role.value_type()) {
        (Role::DoneWhen, _) => About::Finish,
        (_, ValueType::Person) => About::Person,
        (_, ValueType::Date | ValueType::Release) => About::Day,
        _ => About::Slot,
    }
}

/// Returns what stands for the value that nobody knows yet.
pub(super) fn placeholder(role: Option<Role>) -> &'static str {
    match role.map(Role::value_type) {
        Some(ValueType::Person) => "@\u{2026}",
        Some(ValueType::Date | ValueType::Release) => DAY,
        _ => OPEN,
    }
}

/// Returns the question for a section that says nothing, and what its kind says belongs there.
pub(super) fn section(kind: &Kind, title: &str) -> (String, String) {
    if title.eq_ignore_ascii_case("Path to green") {
        let ask = "How does it get back on track, by whom, until when?";
        return (ask.to_owned(), String::new());
    }
    let guidance = kind.section(title).map(|section| section.guidance.as_str());
    let guidance = guidance.unwrap_or_default();
    let guidance = guidance
        .split(": an action a line")
        .next()
        .unwrap_or_default();
    let ask = format!("What stands below `## {title}`?");
    let belongs = match guidance.trim_end_matches('.') {
        "" => String::new(),
        words => format!("; it is for: {}", with_small_letter(words)),
    };
    (ask, belongs)
}

fn with_small_letter(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters.as_str().chars()).collect()
}
