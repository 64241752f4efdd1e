//! How the program stands with people: when they were last heard, and whether they are only heard when something is needed.
//!
//! Touches are kept in private overlays. Of them, numbers leave this file and nothing else: no day, no text.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    ask::Ask,
    ownership::{humans, key},
};
use crate::model::{date, kind::Class, program::Program, record::Record, role::Role};

/// How long something that was given, or a contact without a purpose, warms an ask, in calendar days.
pub const WARM_DAYS: i64 = 60;

/// The field of a person in which an overlay keeps touches.
const TOUCHES: &str = "touches";

/// What was exchanged in one contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exchange {
    Give,
    Connect,
    Ask,
    /// A meeting about work.
    Work,
}

/// The contacts with one person, as numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Contacts {
    /// Touches in which something was given.
    pub gives: usize,
    /// Touches, and meetings with the purpose to connect, in which nobody wanted anything.
    pub connects: usize,
    /// Touches in which something was asked for.
    pub asks: usize,
    /// Other meetings that the person attended.
    pub meetings: usize,
    /// Calendar days since the last contact of any sort; `None` without one.
    pub days_since: Option<i64>,
    /// Calendar days since the last give or connect.
    pub days_since_warm: Option<i64>,
    /// Whether the last three touches were asks.
    pub is_only_asked: bool,
}

impl Contacts {
    /// Returns whether an ask would be cold: it comes to somebody to whom nothing was given, and with whom nobody talked
    /// without a purpose, in the last 60 calendar days.
    ///
    /// What was given, and talks without a purpose, are touches of kind `give` and `connect` and meetings with the purpose
    /// `connect`. Where nobody keeps touches, nobody knows which asks are cold. Source: ours.
    pub fn is_cold(&self) -> bool {
        self.days_since_warm.is_none_or(|days| days > WARM_DAYS)
    }
}

/// Returns the contacts with every person of whom there are some, by key: touches from the records with overlays, and the
/// meetings that people, or the teams they are in, attended up to today.
///
/// Source: ours, after the advice to make deposits before a withdrawal; the numbers say how often, never how well.
pub fn contacts(
    program: &Program,
    with_overlays: &Program,
    today: Date,
) -> BTreeMap<String, Contacts> {
    let mut all: BTreeMap<String, Vec<(Date, Exchange)>> = BTreeMap::new();
    let releases = &program.config.releases;
    for meeting in program.of_class(Class::Meeting) {
        let Some(day) = meeting
            .day(Role::Date, releases)
            .filter(|day| *day <= today)
        else {
            continue;
        };
        let purpose = meeting.text(Role::Purpose).unwrap_or_default();
        let exchange = match &*purpose.to_lowercase() {
            "connect" => Exchange::Connect,
            _ => Exchange::Work,
        };
        let attendees = meeting.people(Role::Attendees);
        let mut keys: Vec<String> = attendees
            .iter()
            .flat_map(|person| humans(program, person).into_iter().chain([person.clone()]))
            .map(|person| key(program, &person))
            .collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            all.entry(key).or_default().push((day, exchange));
        }
    }
    for person in program.of_class(Class::Person) {
        let own = with_overlays.find(&person.id).into_iter().flat_map(touches);
        let own = own.filter(|(day, _)| *day <= today);
        all.entry(person.id.to_lowercase()).or_default().extend(own);
    }
    all.retain(|_, exchanges| !exchanges.is_empty());
    let count = |(key, exchanges): (String, Vec<_>)| (key, summed(exchanges, today));
    all.into_iter().map(count).collect()
}

/// Returns the touches that overlays keep of a person.
fn touches(person: &Record) -> Vec<(Date, Exchange)> {
    let mut fields = person.kind.fields.iter();
    let field = fields.find(|field| field.name == TOUCHES && field.is_private);
    let paths = field.into_iter().flat_map(|field| &field.paths);
    let lists = paths.filter_map(|path| person.at_path(path));
    let items = lists.flat_map(|list| list.items());
    let touch = items.filter_map(|item| {
        let text = |key: &str| Some(item.get(key)?.text()?.trim());
        let exchange = match text("kind")?.to_lowercase().as_str() {
            "give" => Exchange::Give,
            "connect" => Exchange::Connect,
            "ask" => Exchange::Ask,
            _ => return None,
        };
        Some((date::parse_day(text("date")?)?, exchange))
    });
    touch.collect()
}

fn summed(mut exchanges: Vec<(Date, Exchange)>, today: Date) -> Contacts {
    exchanges.sort_by_key(|(day, _)| *day);
    let count = |wanted| exchanges.iter().filter(|(_, one)| *one == wanted).count();
    let is_warm = |one: &Exchange| matches!(one, Exchange::Give | Exchange::Connect);
    let days = |day: Date| date::days_between(day, today);
    let last = exchanges.last().map(|(day, _)| days(*day));
    let warm = exchanges.iter().rev().find(|(_, one)| is_warm(one));
    let touches = exchanges
        .iter()
        .rev()
        .filter(|(_, one)| *one != Exchange::Work);
    let newest: Vec<Exchange> = touches.take(3).map(|(_, one)| *one).collect();
    Contacts {
        gives: count(Exchange::Give),
        connects: count(Exchange::Connect),
        asks: count(Exchange::Ask),
        meetings: count(Exchange::Work),
        days_since: last,
        days_since_warm: warm.map(|(day, _)| days(*day)),
        is_only_asked: newest == [Exchange::Ask; 3],
    }
}

/// One key person.
#[derive(Debug)]
pub struct KeyPerson<'a> {
    /// The record.
    pub record: &'a Record,
    /// How many calendar days may pass without contact; `None` where nobody says.
    pub cadence_days: Option<i64>,
    /// The contacts.
    pub contacts: Contacts,
    /// What they are asked for within [`super::ask::DAYS`] days, and what is overdue, the earliest first.
    pub asks: Vec<Ask<'a>>,
}

impl KeyPerson<'_> {
    /// Returns whether the last contact lies no longer back than the cadence; `None` without a cadence.
    pub fn is_in_time(&self) -> Option<bool> {
        let cadence = self.cadence_days?;
        Some(self.contacts.days_since.is_some_and(|days| days <= cadence))
    }
}

/// How the program stands with its key people.
#[derive(Debug)]
pub struct Health<'a> {
    /// They, by handle.
    pub people: Vec<KeyPerson<'a>>,
}

impl Health<'_> {
    /// Returns the two numbers of relationship health: with how many key people the last contact lies no longer back than
    /// their `cadence_days`, and how many have a cadence. The health is the first ÷ the second.
    ///
    /// Key people have `key: true`; who runs the program is left out. A contact is a meeting that the person, or their team,
    /// attended up to today, or a touch of a private overlay, of which numbers are told and nothing else. An overlay has no
    /// past, so of a past moment meetings count alone. Source: ours, after the advice to make deposits before a withdrawal.
    pub fn in_time(&self) -> (usize, usize) {
        let stated = self.people.iter().filter_map(KeyPerson::is_in_time);
        (
            stated.clone().filter(|is_kept| *is_kept).count(),
            stated.count(),
        )
    }

    /// Returns gives and asks with all key people: the ratio of the two is the give:ask ratio.
    pub fn gives_and_asks(&self) -> (usize, usize) {
        let sum = |number: fn(&Contacts) -> usize| {
            self.people
                .iter()
                .map(|person| number(&person.contacts))
                .sum()
        };
        (
            sum(|contacts| contacts.gives),
            sum(|contacts| contacts.asks),
        )
    }
}

/// Returns how the program stands with its key people: those with `key: true`, but for who runs it.
pub fn health<'a>(
    program: &'a Program,
    contacts: &BTreeMap<String, Contacts>,
    asks: &[Ask<'a>],
    today: Date,
) -> Health<'a> {
    let run_by = program
        .itself()
        .map(|itself| itself.people(Role::Owner))
        .unwrap_or_default();
    let run_by: Vec<String> = run_by.iter().map(|person| key(program, person)).collect();
    let people = program.of_class(Class::Person).filter(|person| {
        let is_key = person
            .text(Role::Key)
            .is_some_and(|text| text.eq_ignore_ascii_case("true"));
        is_key && !run_by.contains(&person.id.to_lowercase())
    });
    let people = people.map(|record| {
        let own = record.id.to_lowercase();
        let mut asked: Vec<Ask<'a>> = asks
            .iter()
            .filter(|ask| ask.is_near(today) && key(program, &ask.person) == own)
            .cloned()
            .collect();
        asked.sort_by_key(|ask| ask.by);
        #[expect(clippy::cast_possible_truncation, reason = "a number of days")]
        let cadence = record.number(Role::CadenceDays).map(|days| days as i64);
        KeyPerson {
            record,
            cadence_days: cadence,
            contacts: contacts.get(&own).copied().unwrap_or_default(),
            asks: asked,
        }
    });
    Health {
        people: people.collect(),
    }
}
