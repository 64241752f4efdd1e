//! How work stands by its facts, beside what its owners say.

mod reason;
mod rollup;

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

pub use reason::{Reason, Why};

use crate::model::{
    date,
    kind::Class,
    past::Past,
    program::Program,
    record::Record,
    reference::{self, Edge},
    status::Health,
};

/// What health is worked out from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The program.
    pub program: &'a Program,
    /// Today.
    pub today: Date,
    /// What history says of each record; empty where there is none.
    pub past: &'a Past,
    /// Total float of each piece of work in workdays, by id.
    pub floats: &'a BTreeMap<Arc<str>, i64>,
}

/// How one piece of work stands.
#[derive(Debug, Clone)]
pub struct Verdict<'a> {
    /// The record.
    pub record: &'a Record,
    /// What its owner says; `None` where nobody says anything.
    pub stated: Option<Health>,
    /// What the facts say: the worst of the reasons.
    pub derived: Health,
    /// Every fact that is not on track, the worst first, then by the order of [`Why`].
    pub reasons: Vec<Reason>,
    /// The day on which the owner last said it: the health changed, or the record was reviewed.
    pub stated_on: Option<Date>,
}

impl Verdict<'_> {
    /// Returns the worse of what is said and what the facts say.
    pub fn worst(&self) -> Health {
        self.stated
            .map_or(self.derived, |stated| stated.max(self.derived))
    }

    /// Returns by how many steps the facts are worse than what is said: 1 from on track to at risk, or from there to off
    /// track; 2 for both. `None` where they are not, or nothing is said.
    ///
    /// A watermelon is green outside and red inside. Rank of derived − rank of stated; source: the field's own word.
    pub fn watermelon(&self) -> Option<u8> {
        let stated = self.stated?;
        (self.derived > stated).then(|| self.derived as u8 - stated as u8)
    }

    /// Returns the facts that are worse than what is said, the worst first.
    pub fn worse(&self) -> Vec<&Reason> {
        let reasons = self.reasons.iter();
        reasons
            .filter(|reason| Some(reason.health) > self.stated)
            .collect()
    }

    /// Returns for how many calendar days what is said has been better than the facts: today − the later of the day on
    /// which it was last said and the first day of the oldest reason that is worse than it. `None` where it is not, or
    /// no day is known.
    ///
    /// It was last said when the stated health changed, or on the day in `reviewed`. The first day of each reason is told
    /// with it by `hum explain health`. Reasons that have gone are not counted, so it may have been so for longer. Source: ours.
    pub fn watermelon_days(&self, today: Date) -> Option<i64> {
        self.watermelon()?;
        let worse = self.worse().into_iter();
        let began = worse.filter_map(|reason| reason.since).min()?;
        let since = self.stated_on.map_or(began, |said| said.max(began));
        Some(date::days_between(since, today).max(0))
    }
}

/// Returns how every piece of unfinished work stands, by id.
///
/// Off track: it is overdue; its forecast is later than its due date by more than `thresholds.slip_tolerance_days`
/// workdays; something promised to it comes after it is needed, and there is no fallback; a blocker of it is past the day
/// by which it had to be gone. At risk: its float is below `thresholds.float_buffer_days` workdays; something it needs within
/// `thresholds.promise_lead_days` workdays is not promised; a risk for it scores `thresholds.at_risk_score` or more and is
/// not treated; nobody changed or reviewed it for more than twice the limit of its staleness while it is under way.
/// Otherwise it is on track. What has parts is as its worst unfinished part is; where its owner has said how it stands since
/// the part came to stand so, the part counts for no more than that.
///
/// Sources: the red, amber and green of reporting practice; the roll-up is that of TaskJuggler's alert levels; the
/// thresholds are ours.
pub fn verdicts<'a>(scene: &Scene<'a>) -> BTreeMap<&'a str, Verdict<'a>> {
    let edges = reference::edges(scene.program);
    let mut verdicts = BTreeMap::new();
    for record in scene.program.of_class(Class::Work) {
        if record.is_unfinished() {
            verdicts.insert(&*record.id, own(scene, record));
        }
    }
    around(scene, &edges, &mut verdicts);
    rollup::roll_up(&edges, &mut verdicts);
    for verdict in verdicts.values_mut() {
        let reasons = &mut verdict.reasons;
        reasons.sort_by(|a, b| b.health.cmp(&a.health).then_with(|| a.why.cmp(&b.why)));
        verdict.derived = reasons
            .first()
            .map_or(Health::OnTrack, |worst| worst.health);
    }
    verdicts
}

/// Returns a fact in words; of a part that is not on track with the first reason why, since how it stands says nothing.
pub fn told(reason: &Reason, verdicts: &BTreeMap<&str, Verdict<'_>>) -> String {
    let part = match &reason.why {
        Why::Part { id, .. } => verdicts.get(id.as_str()),
        _ => None,
    };
    match part.and_then(|part| part.reasons.first()) {
        Some(first) => format!("{reason} ({first})"),
        None => reason.to_string(),
    }
}

/// Returns how a piece of work stands by what it says itself.
fn own<'a>(scene: &Scene<'a>, record: &'a Record) -> Verdict<'a> {
    let past = scene.past.of(&record.id);
    let said = past.and_then(|past| past.health_since());
    let releases = &scene.program.config.releases;
    let reviewed = record.day(crate::model::role::Role::Reviewed, releases);
    let stated = record.health();
    let said = said.map(|(day, _)| day).max(reviewed);
    Verdict {
        record,
        stated,
        derived: Health::OnTrack,
        reasons: reason::of(scene, record),
        stated_on: said.filter(|_| stated.is_some()),
    }
}

/// Adds what the records around say: dependencies, issues, risks.
fn around<'a>(
    scene: &Scene<'a>,
    edges: &[Edge<'a>],
    verdicts: &mut BTreeMap<&'a str, Verdict<'a>>,
) {
    for edge in edges {
        let Some(verdict) = verdicts.get_mut(&*edge.to.id) else {
            continue;
        };
        if let Some(reason) = reason::from(scene, edge)
            && !verdict.reasons.contains(&reason)
        {
            verdict.reasons.push(reason);
        }
    }
}
