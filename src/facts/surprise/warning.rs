//! Who was told of what before it went wrong.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Event, Scene};
use crate::model::{
    kind::Class,
    past::RecordPast,
    record::Record,
    reference,
    role::Role,
    status::{Category, Health},
};

/// Somebody who is told things.
#[derive(Debug, Clone)]
pub struct Ear<'a> {
    /// An audience of `program.yaml`; `None` for the team, which reads the records themselves.
    pub audience: Option<&'a str>,
    /// Days between two updates.
    pub cadence_days: i64,
}

/// An update that was sent.
struct Sent<'a> {
    day: Date,
    audience: String,
    /// What it refers to.
    names: BTreeSet<&'a str>,
}

/// What is known of warnings.
pub struct Warnings<'a> {
    scene: Scene<'a>,
    sent: Vec<Sent<'a>>,
    /// The risks for each record, and for what a dependency is promised to.
    risks: BTreeMap<&'a str, Vec<&'a Record>>,
}

impl<'a> Warnings<'a> {
    /// Reads the updates that were sent, and the risks.
    pub fn new(scene: &Scene<'a>) -> Self {
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut risks: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
        let mut consumers: Vec<(&str, &str)> = Vec::new();
        for edge in reference::edges(scene.program) {
            match edge.from.kind.class {
                Class::Update => {
                    names.entry(&edge.from.id).or_default().insert(&edge.to.id);
                }
                Class::Risk => risks.entry(&edge.to.id).or_default().push(edge.from),
                Class::Dependency => consumers.push((&edge.from.id, &edge.to.id)),
                _ => {}
            }
        }
        // What is a risk for the one that waits is one for the promise.
        for (dependency, consumer) in consumers {
            let for_consumer = risks.get(consumer).cloned().unwrap_or_default();
            risks.entry(dependency).or_default().extend(for_consumer);
        }
        let mut sent = sent(scene, names);
        sent.sort_by_key(|sent| sent.day);
        Self {
            scene: *scene,
            sent,
            risks,
        }
    }

    /// Returns the day on which somebody was first told that an event might come.
    pub fn first(&self, event: &Event, ear: &Ear<'_>) -> Option<Date> {
        let seen = self.seen(event)?;
        let Some(audience) = ear.audience else {
            return Some(seen);
        };
        let risks = self.risks.get(&*event.id).into_iter().flatten();
        let about: BTreeSet<&str> = risks.map(|risk| &*risk.id).chain([&*event.id]).collect();
        let mut sent = self
            .sent
            .iter()
            .filter(|sent| sent.audience == audience && sent.day >= seen && sent.day < event.day);
        let found = sent.find(|sent| !sent.names.is_disjoint(&about))?;
        Some(found.day)
    }

    /// Returns the day on which the last update to an audience was sent that names a record.
    pub fn last_named(&self, audience: &str, id: &str) -> Option<Date> {
        let mut sent = self.sent.iter().rev();
        let found = sent.find(|sent| sent.audience == audience && sent.names.contains(id))?;
        Some(found.day)
    }

    /// Returns the day on which the last update to an audience was sent.
    pub fn last_sent(&self, audience: &str) -> Option<Date> {
        let mut sent = self.sent.iter().rev();
        Some(sent.find(|sent| sent.audience == audience)?.day)
    }

    /// Returns the first day before an event from which on the main line showed, without a break, that it might come:
    /// the record was said not to be on track, it was forecast later than it was due, or a risk for it was written down.
    fn seen(&self, event: &Event) -> Option<Date> {
        let past = self.scene.past.of(&event.id)?;
        let record = self.scene.program.find(&event.id)?;
        let risks = self.risks.get(&*event.id).into_iter().flatten();
        let written = |risk: &&Record| {
            let past = self.scene.past.of(&risk.id)?;
            past.added.as_ref().map(|mark| mark.day)
        };
        let risk = risks.filter_map(written).min();
        let own = match record.kind.class {
            // A risk that is written down, and a decision that is asked for, are their own warning.
            Class::Risk | Class::Decision => past.added.as_ref().map(|mark| mark.day),
            _ => unhealthy_since(past, event.day)
                .into_iter()
                .chain(late_since(past, event.day))
                .min(),
        };
        own.into_iter()
            .chain(risk)
            .filter(|day| *day < event.day)
            .min()
    }
}

/// Returns the updates that were sent, with what each refers to.
fn sent<'a>(scene: &Scene<'a>, mut names: BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<Sent<'a>> {
    let releases = &scene.program.config.releases;
    let updates = scene.program.of_class(Class::Update);
    let done = updates.filter(|record| record.category() == Some(Category::Done));
    done.filter_map(|record| {
        Some(Sent {
            day: record.day(Role::Sent, releases)?,
            audience: record.text(Role::Audience)?.into_owned(),
            names: names.remove(&*record.id).unwrap_or_default(),
        })
    })
    .collect()
}

/// Returns since when a record had been said to be worse than on track, the day before an event.
fn unhealthy_since(past: &RecordPast, event: Date) -> Option<Date> {
    let before = past.health.iter().rev().filter(|(day, _)| *day < event);
    let bad = before.take_while(|(_, health)| *health > Some(Health::OnTrack));
    bad.last().map(|(day, _)| *day)
}

/// Returns since when a record had been forecast later than it was due, the day before an event.
fn late_since(past: &RecordPast, event: Date) -> Option<Date> {
    let mut since = None;
    let (mut due, mut forecast) = (None, None);
    for stand in past.dates.iter().filter(|stand| stand.day < event) {
        let day = stand.when.as_ref().and_then(|when| when.day());
        match stand.role {
            Role::Due => due = day,
            _ => forecast = day,
        }
        let is_late = due
            .zip(forecast)
            .is_some_and(|(due, forecast)| forecast > due);
        since = match (is_late, since) {
            (false, _) => None,
            (true, None) => Some(stand.day),
            (true, since) => since,
        };
    }
    since
}

/// Returns whether work was ever said to be worse than on track.
pub(super) fn was_warned(past: &RecordPast) -> bool {
    past.health
        .iter()
        .any(|(_, health)| *health > Some(Health::OnTrack))
}

/// Returns finished work, and whether it was finished by the date that was first committed to.
pub(super) fn finished_work<'a>(scene: &Scene<'a>) -> BTreeMap<&'a str, bool> {
    let releases = &scene.program.config.releases;
    let done = scene.program.of_class(Class::Work);
    let done = done.filter(|record| record.category() == Some(Category::Done));
    done.filter_map(|record| {
        let actual = record.day(Role::Actual, releases)?;
        let past = scene.past.of(&record.id)?;
        let promised = past.first_due()?;
        Some((&*record.id, actual <= promised))
    })
    .collect()
}
