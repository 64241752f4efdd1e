//! What some audience has not heard of yet.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, civil::Date};
use serde::Serialize;

use super::Item;
use crate::{
    facts::{
        health::{self, Reason, Verdict, Why},
        surprise::{Ear, Scene, Warnings},
    },
    model::{date, reference, role::Role, status::Health},
    report::{Inline, facts::Named},
    text::phrase::counted,
};

/// A fact that some audience has not heard of.
#[derive(Debug, Clone, Serialize)]
pub struct Unheard {
    #[serde(flatten)]
    record: Named,
    /// How bad it is.
    pub health: Health,
    /// The fact.
    pub what: String,
    /// Since when it is so.
    pub since: Option<Date>,
    /// Who has not heard of it.
    pub unaware: Vec<Unaware>,
}

/// An audience that has not heard of something.
#[derive(Debug, Clone, Serialize)]
pub struct Unaware {
    /// Its name.
    pub audience: String,
    /// When the last update was sent that names the record, before the fact was so.
    pub last_named: Option<Date>,
    /// Calendar days until the next update is due; below 0 it is overdue, `None` where none was sent yet.
    pub next_update_days: Option<i64>,
}

/// Returns the facts about work that are worse than on track and that an audience was not told of since they are so, the
/// worst first.
pub(super) fn unheard(
    scene: &Scene<'_>,
    ears: &[Ear<'_>],
    warnings: &Warnings<'_>,
    verdicts: &BTreeMap<&str, Verdict<'_>>,
) -> Vec<Unheard> {
    let mut found = Vec::new();
    let waited_for = waited_for(scene, verdicts);
    for verdict in verdicts.values() {
        let mut own = verdict.reasons.iter();
        let is_told_elsewhere = |reason: &&Reason| match reason.why {
            // What is so because a part is so is told of the part.
            Why::Part { .. } => true,
            // A chain that is too long is told of its end.
            Why::NoFloat { .. } => waited_for.contains(&*verdict.record.id),
            _ => false,
        };
        let Some(reason) = own.find(|reason| !is_told_elsewhere(reason)) else {
            continue;
        };
        let unaware = |ear: &Ear<'_>| unaware(scene, ear, warnings, verdict, reason);
        let unaware: Vec<Unaware> = ears.iter().filter_map(unaware).collect();
        if !unaware.is_empty() {
            found.push(Unheard {
                record: Named::new(verdict.record),
                health: reason.health,
                what: health::told(reason, verdicts),
                since: reason.since,
                unaware,
            });
        }
    }
    found.sort_by(|a, b| b.health.cmp(&a.health).then_with(|| a.since.cmp(&b.since)));
    found
}

/// Returns the work for which other unfinished work waits.
fn waited_for<'a>(scene: &Scene<'a>, verdicts: &BTreeMap<&str, Verdict<'_>>) -> BTreeSet<&'a str> {
    let edges = reference::edges(scene.program).into_iter();
    let is_after = |edge: &reference::Edge<'a>| {
        let path = edge.reference.field.as_deref().unwrap_or_default();
        let field = edge.from.kind.field_at(path);
        field.is_some_and(|field| field.role == Some(Role::After))
            && verdicts.contains_key(&*edge.from.id)
    };
    let waiting = edges.filter(is_after);
    waiting.map(|edge| &*edge.to.id).collect()
}

fn unaware(
    scene: &Scene<'_>,
    ear: &Ear<'_>,
    warnings: &Warnings<'_>,
    verdict: &Verdict<'_>,
    reason: &Reason,
) -> Option<Unaware> {
    let audience = ear.audience?;
    let last_named = warnings.last_named(audience, &verdict.record.id);
    let is_told = last_named.is_some_and(|named| reason.since.is_none_or(|since| named >= since));
    let next = warnings
        .last_sent(audience)
        .map(|last| last.saturating_add(Span::new().days(ear.cadence_days)));
    (!is_told).then(|| Unaware {
        audience: audience.to_owned(),
        last_named,
        next_update_days: next.map(|next| date::days_between(scene.today, next)),
    })
}

impl Unheard {
    /// Returns the fact in one line, and below it who has not heard of it.
    pub(super) fn line(&self) -> Item {
        let mut item = Item::new(vec![
            Inline::link(self.record.id.as_str(), self.record.path.as_str()),
            Inline::text(format!(" {}: {}", self.record.title, self.what)),
        ]);
        item.children = self.unaware.iter().map(Unaware::line).collect();
        item
    }

    /// Returns the id of the record.
    pub fn id(&self) -> &str {
        &self.record.id
    }
}

impl Unaware {
    fn line(&self) -> Item {
        let heard = self.last_named.map_or_else(
            || "has not heard of it".to_owned(),
            |named| format!("last heard of it on {named}"),
        );
        Item::new(vec![
            Inline::strong(self.audience.as_str()),
            Inline::text(format!(" {heard}; {}", self.next())),
        ])
    }

    /// Returns when the audience hears next.
    pub fn next(&self) -> String {
        match self.next_update_days {
            None => "no update was sent yet".into(),
            Some(0) => "the next update is due today".into(),
            Some(days) if days < 0 => {
                format!("the next update was due {} ago", counted(-days, "day"))
            }
            Some(days) => format!("the next update is due in {}", counted(days, "day")),
        }
    }
}
