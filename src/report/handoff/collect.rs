//! Everything that ties a person to a record.

use jiff::civil::Date;

use super::{Left, Tie, tell};
use crate::{
    facts::{
        ambiguity::Surroundings,
        ask,
        ownership::{self, key, owners},
    },
    model::{
        action::{ActionState, actions_of},
        kind::Class,
        record::{Person, Record},
        reference,
        role::Role,
        tbd::Tbd,
    },
    text::Position,
};

/// Who is looked for, and where.
struct Search<'a> {
    around: &'a Surroundings<'a>,
    key: String,
}

/// Returns everything that names a person and is not over, in the order of the program.
pub(super) fn items<'a>(around: &'a Surroundings<'a>, person: &Person) -> Vec<Left<'a>> {
    let search = Search {
        around,
        key: key(around.program, person),
    };
    let mut items = Vec::new();
    for record in &around.program.records {
        search.roles(record, &mut items);
        search.promised(record, &mut items);
        search.needs(record, &mut items);
        search.unknown(record, &mut items);
        search.actions(record, &mut items);
    }
    items
}

impl<'a> Search<'a> {
    fn is_it(&self, person: &Person) -> bool {
        key(self.around.program, person) == self.key
    }

    fn is_in(&self, record: &Record, role: Role) -> bool {
        ownership::named_in(record, &[role])
            .iter()
            .any(|one| self.is_it(one))
    }

    fn left(&self, tie: Tie, record: &'a Record, day: Option<Date>) -> Left<'a> {
        Left {
            tie,
            record,
            day,
            what: record.title().into_owned(),
            address: record.id.to_string(),
            tell: tell::about(self.around, record, tie),
            line: None,
        }
    }

    /// Returns what to tell, and whom to talk to where that is somebody else.
    fn talk(&self, record: &Record, what: &str) -> String {
        let is_own = owners(record).iter().any(|owner| self.is_it(owner));
        match is_own {
            true => what.to_owned(),
            false => format!("{what}; talk to {}", tell::owned_by(record)),
        }
    }

    fn roles(&self, record: &'a Record, items: &mut Vec<Left<'a>>) {
        let today = self.around.today;
        let day = ownership::day(record, &self.around.program.config);
        let is_past = record.kind.class == Class::Meeting && day.is_some_and(|day| day < today);
        let is_known = matches!(record.kind.class, Class::Person | Class::Update);
        if !record.is_unfinished() || is_past || is_known {
            return;
        }
        let owns = match record.kind.class {
            Class::Program => Tie::Runs,
            _ => Tie::Owns,
        };
        let ties = [
            (Role::Owner, owns),
            (Role::Driver, Tie::Drives),
            (Role::Approver, Tie::Approves),
            (Role::Provider, Tie::Provides),
            (Role::EscalateTo, Tie::Settles),
            (Role::Facilitator, Tie::Leads),
            (Role::Sponsor, Tie::Sponsors),
            (Role::Attendees, Tie::Attends),
        ];
        for (role, tie) in ties {
            let is_twice = tie == Tie::Attends && self.is_in(record, Role::Owner);
            if self.is_in(record, role) && !is_twice {
                items.push(self.left(tie, record, day));
            }
        }
    }

    /// Adds what was promised to what the person owns, unless the person looks after the promise too.
    fn promised(&self, record: &'a Record, items: &mut Vec<Left<'a>>) {
        let is_waiting = record.kind.class == Class::Dependency && record.is_unfinished();
        if !is_waiting || self.is_in(record, Role::Owner) {
            return;
        }
        let mut waiting = self.around.dependents.direct(&record.id).iter();
        if waiting.any(|one| owners(one).iter().any(|owner| self.is_it(owner))) {
            let day = ownership::day(record, &self.around.program.config);
            items.push(self.left(Tie::IsPromised, record, day));
        }
    }

    fn needs(&self, record: &'a Record, items: &mut Vec<Left<'a>>) {
        if !record.is_unfinished() {
            return;
        }
        for need in ask::open_needs(record) {
            if need.from.as_ref().is_some_and(|from| self.is_it(from)) {
                let owner = tell::owned_by(record);
                let state = if need.is_asked {
                    "asked for"
                } else {
                    "not asked for yet"
                };
                items.push(Left {
                    what: need.what,
                    tell: format!("{state}; talk to {owner}"),
                    line: Some(Position::of(&record.file.text, need.span.start).line),
                    ..self.left(Tie::Gives, record, need.by)
                });
            }
        }
    }

    /// Adds what the person is to find out: `TBD(@maria, 2026-05-01)`.
    fn unknown(&self, record: &'a Record, items: &mut Vec<Left<'a>>) {
        if !record.is_unfinished() {
            return;
        }
        for field in &record.kind.fields {
            for value in record.values_of(field) {
                let Some(Tbd::Owned { owner, by }) = Tbd::parse(&value.text) else {
                    continue;
                };
                if self.is_it(&owner) {
                    items.push(Left {
                        what: format!("`{}` of {}", value.path, record.title()),
                        tell: self.talk(record, "to be determined"),
                        line: Some(Position::of(&record.file.text, value.span.start).line),
                        ..self.left(Tie::FindsOut, record, Some(by))
                    });
                }
            }
        }
    }

    fn actions(&self, record: &'a Record, items: &mut Vec<Left<'a>>) {
        for action in actions_of(record, self.around.today) {
            let is_open = action.state() != ActionState::Done;
            if is_open && action.owner().is_some_and(|owner| self.is_it(&owner)) {
                items.push(Left {
                    what: action.task.text.clone(),
                    address: action.address.clone(),
                    tell: self.talk(record, &format!("for {}", record.title())),
                    ..self.left(Tie::Does, record, action.due())
                });
            }
        }
    }
}

/// Returns the records to which one refers in a role, in the order of the field.
pub(super) fn referred<'a>(
    around: &Surroundings<'a>,
    record: &Record,
    role: Role,
) -> Vec<&'a Record> {
    let mut found: Vec<&'a Record> = Vec::new();
    for edge in around.edges.iter().filter(|edge| edge.from.id == record.id) {
        let path = edge.reference.field.as_deref().unwrap_or_default();
        let is_of_role = edge.reference.form == reference::Form::Field
            && record.kind.field_at(path).and_then(|field| field.role) == Some(role);
        if is_of_role && !found.iter().any(|known| known.id == edge.to.id) {
            found.push(edge.to);
        }
    }
    found
}
