//! One value of a field, and how it compares.

use std::{borrow::Cow, cmp::Ordering};

use super::{
    Literal, Scope,
    literal::{Moment, shifted},
};
use crate::{
    model::{
        date::{self, When},
        kind::{Field, Kind},
        program::natural,
        record::{self, Person},
        status::Health,
    },
    text::expression::Shift,
};

/// One value of a field.
#[derive(Debug, Clone)]
pub struct Value<'a> {
    /// The value, synonyms mapped.
    pub text: Cow<'a, str>,
    /// What kind of thing it is.
    pub meaning: Meaning<'a>,
    /// The field of a record that it stands in, whose synonyms count.
    pub field: Option<&'a Field>,
}

/// What kind of thing a value is; decides how it compares.
#[derive(Debug, Clone)]
pub enum Meaning<'a> {
    /// Words, compared without case; numbers and days among them as such.
    Text,
    /// A day or a release; `None` for what is neither.
    When(Option<When>),
    /// A person or a team.
    Person,
    /// A record: the id that the reference leads to, where it leads to one.
    Reference(Option<&'a str>),
    /// A state of a kind.
    State(&'a Kind),
    /// A health.
    Health,
    /// A kind.
    Kind(&'a Kind),
    /// One of some words that have an order, the lowest first.
    Rank(&'static [&'static str]),
}

impl<'a> Value<'a> {
    /// Returns words.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(text, Meaning::Text)
    }

    /// Returns a value of no field.
    pub fn new(text: impl Into<Cow<'a, str>>, meaning: Meaning<'a>) -> Self {
        Self {
            text: text.into(),
            meaning,
            field: None,
        }
    }

    /// Returns whether it is still to be determined.
    pub fn is_tbd(&self) -> bool {
        record::is_tbd(&self.text)
    }

    /// Returns whether a text is a part of it, without case.
    pub(super) fn contains(&self, part: &str) -> bool {
        self.text.to_lowercase().contains(&part.to_lowercase())
    }

    /// Compares with a value of an expression. A stretch of days equals every day in it. `None` where the two cannot
    /// be compared.
    pub(super) fn compare(&self, literal: &Literal, scope: &Scope<'_>) -> Option<Ordering> {
        if literal.is_tbd() && self.is_tbd() {
            return Some(Ordering::Equal);
        }
        let meant = &*self.meant(literal.text());
        match &self.meaning {
            Meaning::When(when) => match (when, literal.moment(scope)) {
                (Some(when), Some(moment)) => moment_order(when, &moment),
                _ => same(&self.text, meant),
            },
            Meaning::Person => Some(order_of_people(&self.text, meant)),
            Meaning::Reference(id) => Some(order_of_references(*id, &self.text, meant)),
            Meaning::State(kind) => order_of_states(kind, &self.text, meant),
            Meaning::Rank(words) => order_of_ranks(words, &self.text, meant),
            Meaning::Health => Health::parse(&self.text)
                .zip(Health::parse(meant))
                .map(|(own, other)| own.cmp(&other))
                .or_else(|| same(&self.text, meant)),
            Meaning::Kind(_) => same(&self.text, meant),
            Meaning::Text => self.compare_words(literal, meant, scope),
        }
    }

    fn compare_words(&self, literal: &Literal, meant: &str, scope: &Scope<'_>) -> Option<Ordering> {
        let own = self.text.trim();
        if let (Some(day), Some(Moment::Days(first, last))) =
            (date::parse_day(own), literal.moment(scope))
        {
            return Some(within(day, first, last));
        }
        match (number(own), literal.number()) {
            (Some(own), Some(other)) => own.partial_cmp(&other),
            _ => Some(natural(&own.to_lowercase(), &meant.trim().to_lowercase())),
        }
    }

    /// Compares with a value of another field, whose days are moved first.
    pub(super) fn compare_with(
        &self,
        other: &Self,
        shift: Option<Shift>,
        scope: &Scope<'_>,
    ) -> Option<Ordering> {
        match (&self.meaning, &other.meaning) {
            (Meaning::When(own), Meaning::When(other)) => {
                let (own, other) = (own.as_ref()?, other.as_ref()?);
                match shift {
                    None => own.compare(other),
                    Some(shift) => {
                        let moved = shifted(other.day()?, shift, &scope.config.calendar)?;
                        Some(own.day()?.cmp(&moved))
                    }
                }
            }
            (Meaning::Person, _) | (_, Meaning::Person) => {
                Some(order_of_people(&self.text, &other.text))
            }
            (Meaning::Reference(own), Meaning::Reference(target)) => {
                let other = target.unwrap_or(&other.text);
                Some(order_of_references(*own, &self.text, other))
            }
            (Meaning::State(kind), _) => order_of_states(kind, &self.text, &other.text),
            (Meaning::Rank(words), _) => order_of_ranks(words, &self.text, &other.text),
            _ => match (number(&self.text), number(&other.text)) {
                (Some(own), Some(other)) => own.partial_cmp(&other),
                _ => Some(natural(
                    &self.text.to_lowercase(),
                    &other.text.to_lowercase(),
                )),
            },
        }
    }

    /// Compares for sorting: what can be compared comes in its order, the rest by its text.
    pub fn order(&self, other: &Self, scope: &Scope<'_>) -> Ordering {
        let by_kind = || match (&self.meaning, &other.meaning) {
            (Meaning::Health, Meaning::Health) => {
                Some(Health::parse(&self.text)?.cmp(&Health::parse(&other.text)?))
            }
            (Meaning::Kind(own), Meaning::Kind(other)) => {
                let rank = |kind: &Kind| scope.config.kinds.rank(&kind.name);
                Some(rank(own).cmp(&rank(other)))
            }
            _ => self.compare_with(other, None, scope),
        };
        by_kind().unwrap_or_else(|| natural(&self.text, &other.text))
    }

    /// Returns what a word of an expression means in this field.
    fn meant<'b>(&'b self, word: &'b str) -> Cow<'b, str> {
        self.field
            .and_then(|field| field.meaning(word))
            .unwrap_or(Cow::Borrowed(word))
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim()
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

/// Returns that two texts are the same, without case, or nothing: they have no order.
fn same(own: &str, other: &str) -> Option<Ordering> {
    let is_same = own.trim().to_lowercase() == other.trim().to_lowercase();
    is_same.then_some(Ordering::Equal)
}

fn moment_order(when: &When, moment: &Moment) -> Option<Ordering> {
    match moment {
        Moment::Days(first, last) => Some(within(when.day()?, *first, *last)),
        Moment::Release(release) => when.compare(release),
    }
}

fn within(day: jiff::civil::Date, first: jiff::civil::Date, last: jiff::civil::Date) -> Ordering {
    if day < first {
        Ordering::Less
    } else if day > last {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}

fn order_of_people(own: &str, other: &str) -> Ordering {
    Person::new(own).key().cmp(&Person::new(other).key())
}

fn order_of_references(id: Option<&str>, written: &str, other: &str) -> Ordering {
    let other = Person::new(other).key();
    let own = |text: &str| natural(&Person::new(text).key(), &other);
    match own(written) {
        Ordering::Equal => Ordering::Equal,
        different => id.map_or(different, own),
    }
}

/// Compares words by their place among some. Others are the same or not, and have no order.
fn order_of_ranks(words: &[&str], own: &str, other: &str) -> Option<Ordering> {
    let place = |text: &str| {
        let mut words = words.iter();
        words.position(|word| word.eq_ignore_ascii_case(text.trim()))
    };
    match (place(own), place(other)) {
        (Some(own), Some(other)) => Some(own.cmp(&other)),
        _ => same(own, other),
    }
}

/// Compares states by their place in the lifecycle. A word that is no state of the kind stands for its category.
fn order_of_states(kind: &Kind, own: &str, other: &str) -> Option<Ordering> {
    let states = &kind.lifecycle.states;
    let place = |word: &str| {
        states
            .iter()
            .position(|(state, _)| state.eq_ignore_ascii_case(word))
    };
    if let Some(found) = place(own).zip(place(other)) {
        return Some(found.0.cmp(&found.1));
    }
    let category = super::vocabulary::category(other).filter(|_| place(other).is_none());
    match (kind.category(own), category) {
        (Some(own), Some(other)) => Some(own.cmp(&other)),
        _ => same(own, other),
    }
}
