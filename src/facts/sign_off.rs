//! Who has to stand behind a step, and whether they do.

use crate::model::{
    change::RecordChange,
    kind::Class,
    program::Program,
    record::{Person, Record},
    reference::{self, Target},
    revision::Identity,
    role::Role,
    status::Category,
};

/// A step that somebody has to sign.
#[derive(Debug)]
pub struct SignOff<'a> {
    /// The role that says who: the approver of a decision, the provider of a promise, its consumer.
    pub role: Role,
    /// The people or teams, any one of whom is enough.
    pub people: Vec<Person>,
    /// The state that they stand behind.
    pub state: std::borrow::Cow<'a, str>,
}

/// Returns who has to sign a change; `None` where nobody has to, or the record does not say who.
///
/// The approver signs that a decision was made. The provider signs a promise when a dependency becomes `committed`, and
/// the consumer's owner signs that what was delivered is accepted: a promise is made by the one who keeps it, and kept
/// when the one it was made to says so (Sull and Spinosa, *Promise-Based Management*, HBR 2007).
pub fn asked<'a>(program: &Program, change: &'a RecordChange) -> Option<SignOff<'a>> {
    let (_, state) = change.step()?;
    let record = &change.record;
    let (role, people) = match change.kind.class {
        Class::Decision if record.category() == Some(Category::Done) => {
            (Role::Approver, record.people(Role::Approver))
        }
        Class::Dependency if state.eq_ignore_ascii_case("committed") => {
            (Role::Provider, record.people(Role::Provider))
        }
        Class::Dependency if record.category() == Some(Category::Done) => {
            (Role::Consumer, consumers(program, record))
        }
        _ => return None,
    };
    (!people.is_empty()).then_some(SignOff {
        role,
        people,
        state,
    })
}

/// Returns who owns what waits for a dependency, or else who looks after the dependency.
fn consumers(program: &Program, record: &Record) -> Vec<Person> {
    let mut owners = Vec::new();
    for reference in reference::references(program, record).iter() {
        let path = reference.field.as_deref().unwrap_or_default();
        let mut fields = record.kind.fields_of(Role::Consumer);
        if fields.any(|field| field.paths.iter().any(|own| own == path))
            && let Target::Record(found) = reference::resolve(program, record, reference)
        {
            owners.extend(found.people(Role::Owner));
        }
    }
    if owners.is_empty() {
        owners = record.people(Role::Owner);
    }
    owners
}

/// Returns whether a person is one of these people, or of a team among them. A person without a record is known by the
/// name alone.
pub fn is_one_of(program: &Program, identity: &Identity, people: &[Person]) -> bool {
    let names = [&identity.email, &identity.name];
    let names = names.into_iter().filter(|name| !name.is_empty());
    let signer = names.clone().find_map(|name| program.person(name));
    people.iter().any(|person| {
        let wanted = program.person(person.handle());
        match (signer, wanted) {
            (Some(signer), Some(wanted)) => {
                signer.id == wanted.id || is_member(program, signer, wanted)
            }
            _ => names.clone().any(|name| Person::new(name) == *person),
        }
    })
}

/// Returns whether a person belongs to a team: the team names the person, or the person the team.
fn is_member(program: &Program, person: &Record, team: &Record) -> bool {
    let names = |record: &Record, role: Role, other: &Record| {
        let mut named = record.people(role).into_iter();
        named.any(|name| {
            let found = program.person(name.handle());
            found.is_some_and(|found| found.id == other.id)
        })
    };
    names(team, Role::Members, person) || names(person, Role::Team, team)
}
