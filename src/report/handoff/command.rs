//! What needs somebody new, and the command that names them.

use serde::Serialize;

use super::{Left, Question, Tie};
use crate::{
    facts::ownership::{key, named_in},
    model::{
        kind::Class,
        program::Program,
        record::{Person, Record},
        role::Role,
    },
    report::words,
    text::shell::word,
};

/// Something that needs somebody new.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Handover {
    /// What.
    pub(super) what: String,
    /// The command; `None` where the command line has no name for the place.
    pub(super) command: Option<String>,
    /// What to change by hand; empty where there is a command.
    pub(super) by_hand: String,
    /// Whether the command only shows what it would change.
    pub(super) is_dry_run: bool,
}

/// The fields that name one person for a record, by tie, as conditions call them.
const FIELDS: [(Tie, &str, &str); 6] = [
    (Tie::Owns, "owner", "to own"),
    (Tie::Drives, "driver", "to prepare"),
    (Tie::Approves, "approver", "to decide"),
    (Tie::Provides, "provider", "to provide"),
    (Tie::Settles, "escalate_to", "to settle"),
    (Tie::Leads, "facilitator", "to lead"),
];

/// Returns what needs somebody new: records by field, then the program, actions, and what has to be changed by hand.
pub(super) fn handovers(
    program: &Program,
    question: &Question,
    items: &[Left<'_>],
) -> Vec<Handover> {
    let to = question
        .to
        .as_ref()
        .map_or_else(|| "@\u{2026}".to_owned(), Person::to_string);
    let mut all = Vec::new();
    for field in FIELDS {
        all.extend(by_field(question, items, field, &to));
    }
    for item in items {
        all.extend(by_item(item, &to));
    }
    // What people belong to does not wait for the end of a leave.
    if question.until.is_none() {
        all.extend(teams(program, &question.person, &to));
        all.extend(audiences(program, &question.person));
    }
    all
}

fn by_field(
    question: &Question,
    items: &[Left<'_>],
    (tie, field, verb): (Tie, &str, &str),
    to: &str,
) -> Option<Handover> {
    let is_own = |item: &&Left<'_>| item.tie == tie && item.record.category().is_some();
    let own: Vec<&Left<'_>> = items.iter().filter(is_own).collect();
    let ids: Vec<&str> = own.iter().map(|item| item.address.as_str()).collect();
    let words: Vec<_> = ids.iter().map(|id| word(id)).collect();
    let who = &question.person;
    // Of several people one goes, and the others stay.
    let is_shared = |item: &&Left<'_>| {
        let role = Role::find(field);
        role.is_some_and(|role| item.record.values(role).len() > 1)
    };
    let change = match own.iter().any(is_shared) {
        true => format!(
            "{} {}",
            word(&format!("{field}-={who}")),
            word(&format!("{field}+={to}"))
        ),
        false => word(&format!("{field}={to}")).into_owned(),
    };
    let command = match question.until {
        // A leave hands over what falls into it, and nothing else.
        Some(_) => format!("hum set {} {change} --dry-run", words.join(" ")),
        None => {
            // A name with blanks is a text in a condition.
            let who = who.to_string();
            let who = match word(&who) == who {
                true => who,
                false => format!("{who:?}"),
            };
            let condition = format!("{field} = {who} and category in (open, active)");
            format!("hum set --where {} {change}", word(&condition))
        }
    };
    (!own.is_empty()).then(|| Handover {
        what: format!(
            "{} {verb}: {}",
            words::count(own.len(), "record"),
            ids.join(", ")
        ),
        command: Some(command),
        is_dry_run: question.until.is_none(),
        ..Handover::default()
    })
}

fn by_item(item: &Left<'_>, to: &str) -> Option<Handover> {
    let (record, address) = (item.record, word(&item.address));
    let path = |role: Role| {
        let field = record.kind.fields_of(role).next();
        field.map_or(role.name(), |field| field.paths[0].as_str())
    };
    let what = format!("{} {}: {}", item.tie.word(), item.address, item.what);
    let command = match item.tie {
        Tie::Runs => format!(
            "hum set {address} {}",
            word(&format!("{}={to}", path(Role::Owner)))
        ),
        Tie::Sponsors => format!(
            "hum set {address} {}",
            word(&format!("{}={to}", path(Role::Sponsor)))
        ),
        Tie::Does => format!("hum set {address} {}", word(&format!("owner={to}"))),
        Tie::Owns if record.category().is_none() => {
            format!("hum set {address} {}", word(&format!("owner={to}")))
        }
        Tie::Gives | Tie::FindsOut => {
            let line = item.line.unwrap_or(1);
            return Some(Handover {
                what,
                by_hand: format!("change the name in {}:{line}", record.file.path),
                ..Handover::default()
            });
        }
        _ => return None,
    };
    Some(Handover {
        what,
        command: Some(command),
        ..Handover::default()
    })
}

/// Returns the teams whose members a person is one of.
fn teams(program: &Program, person: &Person, to: &str) -> Vec<Handover> {
    let own = key(program, person);
    let is_in = |team: &&Record| {
        let members = named_in(team, &[Role::Members]);
        members.iter().any(|member| key(program, member) == own)
    };
    let teams = program.of_class(Class::Person).filter(is_in);
    let handover = |team: &Record| {
        let path = team
            .kind
            .fields_of(Role::Members)
            .next()
            .map_or("members", |field| &field.paths[0]);
        let member = named_in(team, &[Role::Members]);
        let member = member.iter().find(|member| key(program, member) == own);
        let member = member.map_or("", Person::handle);
        let new = to.trim_start_matches('@');
        Handover {
            what: format!("a member of {}", Person::new(&team.id)),
            command: Some(format!(
                "hum set {} {} {}",
                word(&team.id),
                word(&format!("{path}-={member}")),
                word(&format!("{path}+={new}"))
            )),
            ..Handover::default()
        }
    };
    teams.map(handover).collect()
}

/// Returns the audiences that a person is one of.
fn audiences(program: &Program, person: &Person) -> Vec<Handover> {
    let own = key(program, person);
    let audiences = program.config.audiences.iter().filter(|(_, audience)| {
        let mut people = audience.people.iter().map(|name| Person::new(name));
        people.any(|one| key(program, &one) == own)
    });
    let handover = |(name, _): (&String, _)| Handover {
        what: format!("one of the audience `{name}`"),
        by_hand: format!("change `audiences.{name}.people` in program.yaml"),
        ..Handover::default()
    };
    audiences.map(handover).collect()
}
