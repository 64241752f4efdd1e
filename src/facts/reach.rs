//! Who has not been told what they have to know, and which update would reach them.

use std::collections::BTreeMap;

use jiff::{Span, civil::Date};

use super::{ambiguity::Surroundings, cursor, ownership};
use crate::model::{
    audience::Audience,
    past::Past,
    program::Program,
    record::{Person, Record},
    role::Role,
};

/// A record with news that some of those whom it affects have not been told.
#[derive(Debug)]
pub struct Unheard<'a> {
    /// The record.
    pub record: &'a Record,
    /// Since when it stands as it does; `None` where history does not say.
    pub since: Option<Date>,
    /// Who has not been told of that.
    pub people: Vec<Unaware>,
}

/// Somebody who has not been told.
#[derive(Debug)]
pub struct Unaware {
    /// Who.
    pub person: Person,
    /// The last day on which they were told of the record, before it stood as it does.
    pub told: Option<Date>,
}

/// Returns the records with news that somebody whom they affect has not been told, in the order of the program.
///
/// What news is says `hum explain news`, and whom it affects `hum explain socialization`. A record stands as it does since its state, its
/// stated health or one of its dates changed, whichever was last; who was last told of it before that has not been told.
/// Source: ours.
pub fn unheard<'a>(around: &Surroundings<'a>, past: &Past) -> Vec<Unheard<'a>> {
    let program = around.program;
    let news = program
        .records
        .iter()
        .filter(|record| around.is_news(record));
    let unheard = news.map(|record| {
        let since = stands_since(record, past);
        let unaware = |person: Person| {
            let told = around.told_on(record, &person);
            let is_told = told.is_some_and(|told| since.is_none_or(|since| told >= since));
            (!is_told).then_some(Unaware { person, told })
        };
        Unheard {
            record,
            since,
            people: around
                .affected(record)
                .into_iter()
                .filter_map(unaware)
                .collect(),
        }
    });
    unheard.filter(|one| !one.people.is_empty()).collect()
}

fn stands_since(record: &Record, past: &Past) -> Option<Date> {
    let past = past.of(&record.id)?;
    let health = past.health_since().map(|(day, _)| day);
    past.state_since().max(past.moved_on()).max(health)
}

/// Returns whether an update for an audience reaches a person: they are of it, and may see the record.
pub fn reaches(program: &Program, audience: &Audience, person: &Person, record: &Record) -> bool {
    let key = ownership::key(program, person);
    let people = audience.people.iter().map(|name| Person::new(name));
    let mut people = people.flat_map(|person| ownership::humans(program, &person));
    audience.may_see(record) && people.any(|one| ownership::key(program, &one) == key)
}

/// Returns the day on which the next update of an audience is due: its cadence after the last one. `None` where none was
/// sent, or it has no cadence.
pub fn next_due(program: &Program, name: &str, today: Date) -> Option<Date> {
    let audience = program.config.audiences.get(name)?;
    let last = cursor::last_sent(program, name, today)?;
    let last = last.day(Role::Sent, &program.config.releases)?;
    Some(last.saturating_add(Span::new().days(i64::from(audience.cadence_days?))))
}

/// Who would be reached by the updates that there are.
#[derive(Debug, Default)]
pub struct Reach<'a> {
    /// The records that each audience has to be told of, and whom of them it reaches, by the audience.
    pub audiences: BTreeMap<&'a str, Vec<(usize, Vec<usize>)>>,
    /// The records, and the people of them, that no audience reaches.
    pub nobody: Vec<(usize, Vec<usize>)>,
}

impl<'a> Reach<'a> {
    /// Sorts what was not heard by the audiences that would hear of it: by the place of the record, and of the people in it.
    pub fn of(program: &'a Program, unheard: &[Unheard<'_>]) -> Self {
        let mut reach = Self::default();
        for (at, one) in unheard.iter().enumerate() {
            let mut missed: Vec<usize> = (0..one.people.len()).collect();
            for (name, audience) in &program.config.audiences {
                let is_reached =
                    |who: &usize| reaches(program, audience, &one.people[*who].person, one.record);
                let reached: Vec<usize> = (0..one.people.len()).filter(is_reached).collect();
                missed.retain(|who| !reached.contains(who));
                if !reached.is_empty() {
                    let all = reach.audiences.entry(name).or_default();
                    all.push((at, reached));
                }
            }
            if !missed.is_empty() {
                reach.nobody.push((at, missed));
            }
        }
        reach
    }
}
