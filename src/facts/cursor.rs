//! How far each audience has been told.

use jiff::civil::Date;

use crate::model::{
    kind::Class,
    program::{Program, natural},
    record::Record,
    role::Role,
    status::Category,
};

/// Returns the last update that was sent to an audience: of those in a state that is done, the one that was sent last, and
/// of one day the one with the highest id. What is sent later than today was not sent yet.
///
/// The next update goes on from the commit with which it ended. Source: ours.
pub fn last_sent<'a>(program: &'a Program, audience: &str, today: Date) -> Option<&'a Record> {
    let releases = &program.config.releases;
    let sent = program.of_class(Class::Update).filter(|update| {
        let is_theirs = update
            .text(Role::Audience)
            .is_some_and(|own| own == audience);
        is_theirs && update.category() == Some(Category::Done)
    });
    let dated = sent.filter_map(|update| Some((update.day(Role::Sent, releases)?, update)));
    let past = dated.filter(|(day, _)| *day <= today);
    let last =
        past.max_by(|(a, one), (b, other)| a.cmp(b).then_with(|| natural(&one.id, &other.id)));
    last.map(|(_, update)| update)
}
