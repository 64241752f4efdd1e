//! The changes worth a sponsor's time: dates, outcomes, decisions, risks.

use serde::Serialize;

use super::{
    Telling,
    facts::{self, Named},
};
use crate::{
    facts::plan,
    model::{
        change::{Change, Delta, Entry},
        kind::Class,
        record::Record,
        role::Role,
        status::Category,
    },
    report::{Inline, Tone, distance, words},
};

/// One change worth a sponsor's time.
#[derive(Debug, Serialize)]
pub(super) struct Changed {
    #[serde(flatten)]
    pub(super) record: Named,
    #[serde(skip)]
    pub(super) words: Vec<Inline>,
    text: String,
    /// What moved later because this did.
    followers: Vec<Named>,
    #[serde(skip)]
    rank: (Tone, i64),
}

/// Returns the changes worth a sponsor's time: dates, outcomes, decisions, risks; the worst first.
pub(super) fn changed(telling: &Telling<'_>) -> Vec<Changed> {
    let mut changed: Vec<Changed> = telling
        .entries()
        .filter_map(|entry| one_change(telling, entry))
        .collect();
    changed.sort_by_key(|changed| std::cmp::Reverse(changed.rank));
    gather(telling, changed)
}

fn one_change(telling: &Telling<'_>, entry: &Entry) -> Option<Changed> {
    let change = &entry.change;
    let record = &change.record;
    let (words, rank) = match change.change {
        Change::Added if change.kind.class == Class::Risk => {
            let kind = record.text(Role::Type);
            let is_chance = kind.is_some_and(|kind| kind == "opportunity");
            let (words, tone) = if is_chance {
                ("new opportunity", Tone::Good)
            } else {
                ("new risk", Tone::Caution)
            };
            (vec![Inline::text(words)], (tone, 0))
        }
        Change::Added if is_escalated(record) => escalated(record),
        Change::Changed { .. } => outcome(telling, entry).or_else(|| date_move(entry))?,
        Change::Added | Change::Removed => return None,
    };
    let mut line = vec![Inline::text(format!("{}: ", change.title))];
    line.extend(words);
    let text = line.iter().map(Inline::plain).collect::<String>();
    Some(Changed {
        record: Named::new(record),
        words: line,
        text,
        rank,
        followers: Vec::new(),
    })
}

impl Changed {
    /// Returns what changed, and what moved with it.
    pub(super) fn line(&self) -> Vec<Inline> {
        let mut line = self.words.clone();
        line.push(Inline::text(" "));
        line.extend(self.record.tag());
        for (at, follower) in self.followers.iter().enumerate() {
            line.push(Inline::text(if at == 0 { ", and with it " } else { ", " }));
            line.push(Inline::link(&follower.id, &follower.path));
        }
        line
    }
}

/// Puts a date that moved because an earlier one did with that one: what comes after work that moved later, and moved later
/// by no more than that, directly or through others.
fn gather(telling: &Telling<'_>, changed: Vec<Changed>) -> Vec<Changed> {
    let later = |one: &Changed| one.rank.0 > Tone::Neutral && one.rank.1 > 0;
    let cause = |one: &Changed| {
        let record = telling
            .program
            .find(&one.record.id)
            .filter(|_| later(one))?;
        let before = record.values(Role::After);
        let mut causes = changed.iter().enumerate().filter(|(_, other)| {
            later(other)
                && other.rank.1 >= one.rank.1
                && before.iter().any(|value| *value.text == *other.record.id)
        });
        causes.next().map(|(at, _)| at)
    };
    let causes: Vec<Option<usize>> = changed.iter().map(cause).collect();
    let root = |at: usize| {
        let mut at = at;
        // A cycle ends where it has been walked once.
        for _ in 0..causes.len() {
            match causes[at] {
                Some(before) => at = before,
                None => return Some(at),
            }
        }
        None
    };
    let roots: Vec<Option<usize>> = (0..changed.len()).map(root).collect();
    let mut gathered: Vec<Option<Changed>> = changed.into_iter().map(Some).collect();
    for at in 0..gathered.len() {
        let Some(root) = roots[at].filter(|root| *root != at) else {
            continue;
        };
        if let (Some(follower), Some(first)) = (gathered[at].take(), gathered[root].as_mut()) {
            first.followers.push(follower.record);
        }
    }
    gathered.into_iter().flatten().collect()
}

/// A state that says how something came out, or a health that changed.
fn outcome(telling: &Telling<'_>, entry: &Entry) -> Option<(Vec<Inline>, (Tone, i64))> {
    let change = &entry.change;
    if let Some(delta) = change.field(Role::Status) {
        let after = change.record.status()?;
        let category = change.record.category();
        return match (change.kind.class, category) {
            (Class::Risk, _) if after == "occurred" => {
                Some((vec![Inline::text("occurred")], (Tone::Bad, 0)))
            }
            (Class::Issue, _) if is_escalated(&change.record) => Some(escalated(&change.record)),
            (Class::Dependency, Some(Category::Open)) => {
                Some((vec![Inline::text("promise taken back")], (Tone::Bad, 0)))
            }
            (Class::Decision, Some(Category::Done)) => Some((decided(entry), (Tone::Good, 1))),
            (Class::Work, Some(Category::Done)) => {
                let late = plan::lateness(&change.record, telling.config());
                let words = match late {
                    Some(late) if late > 0 => {
                        format!("delivered, {}", distance::workdays(late))
                    }
                    Some(_) => "delivered on time".to_owned(),
                    None => "delivered".to_owned(),
                };
                Some((vec![Inline::text(words)], (Tone::Good, 0)))
            }
            (_, Some(Category::Dropped)) => Some((
                words::delta(&change.kind, &Delta::Field(delta.clone())),
                (Tone::Caution, 0),
            )),
            _ => None,
        };
    }
    let delta = change.field(Role::Health)?;
    let delta = Delta::Field(delta.clone());
    Some((
        words::delta(&change.kind, &delta),
        (words::tone(&change.kind, &delta), 0),
    ))
}

fn is_escalated(record: &Record) -> bool {
    let status = record.status();
    record.kind.class == Class::Issue && status.is_some_and(|status| status == "escalated")
}

fn escalated(record: &Record) -> (Vec<Inline>, (Tone, i64)) {
    let to = record.people(Role::EscalateTo);
    let to = to
        .first()
        .map_or_else(String::new, |person| format!(" to {person}"));
    let words = vec![Inline::text(format!("escalated{to}"))];
    (words, (Tone::Caution, 0))
}

fn decided(entry: &Entry) -> Vec<Inline> {
    let record = &entry.change.record;
    let why = record.body().and_then(|body| {
        facts::first_sentences(body.section("Why")?.content.slice(&record.file.text), 1)
    });
    let why = why.map_or_else(String::new, |why| format!(". {why}"));
    vec![Inline::text(format!("decided{why}"))]
}

fn date_move(entry: &Entry) -> Option<(Vec<Inline>, (Tone, i64))> {
    let change = &entry.change;
    let moved = [Role::Due, Role::Forecast, Role::Promised]
        .into_iter()
        .filter_map(|role| change.field(role));
    let delta = moved
        .filter(|delta| delta.shift.is_some())
        .max_by_key(|delta| delta.shift.and_then(|shift| shift.workdays))?;
    let days = delta.shift.and_then(|shift| shift.workdays).unwrap_or(0);
    let delta = Delta::Field(delta.clone());
    Some((
        words::delta(&change.kind, &delta),
        (words::tone(&change.kind, &delta), days),
    ))
}
