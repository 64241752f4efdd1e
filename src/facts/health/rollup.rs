//! What has parts stands as its worst part does.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reason, Verdict, Why};
use crate::model::{reference::Edge, role::Role, status::Health};

/// Adds to each whole the parts that are not on track, from the innermost parts outwards.
pub(super) fn roll_up<'a>(edges: &[Edge<'a>], verdicts: &mut BTreeMap<&'a str, Verdict<'a>>) {
    let mut parts: BTreeMap<&'a str, Vec<&'a str>> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| is_part(edge)) {
        parts.entry(&edge.to.id).or_default().push(&edge.from.id);
    }
    let mut done = BTreeSet::new();
    let wholes: Vec<&'a str> = parts.keys().copied().collect();
    for whole in wholes {
        visit(whole, &parts, &mut done, verdicts);
    }
}

fn is_part(edge: &Edge<'_>) -> bool {
    let path = edge.reference.field.as_deref().unwrap_or_default();
    let mut fields = edge.from.kind.fields_of(Role::Parent);
    fields.any(|field| field.paths.iter().any(|own| own == path))
}

/// Takes parts before what they are parts of. Wholes that are parts of themselves are taken once.
fn visit<'a>(
    whole: &'a str,
    parts: &BTreeMap<&'a str, Vec<&'a str>>,
    done: &mut BTreeSet<&'a str>,
    verdicts: &mut BTreeMap<&'a str, Verdict<'a>>,
) {
    let mut stack = vec![(whole, false)];
    while let Some((at, is_ready)) = stack.pop() {
        if is_ready {
            take_parts(at, &parts[at], verdicts);
        } else if done.insert(at) {
            stack.push((at, true));
            let inner = parts[at].iter().filter(|part| parts.contains_key(*part));
            stack.extend(inner.map(|part| (*part, false)));
        }
    }
}

fn take_parts<'a>(whole: &str, parts: &[&'a str], verdicts: &mut BTreeMap<&'a str, Verdict<'a>>) {
    let Some(own) = verdicts.get(whole) else {
        return;
    };
    let (stated, stated_on) = (own.stated, own.stated_on);
    let mut reasons = Vec::new();
    for part in parts {
        let Some(verdict) = verdicts.get(part) else {
            continue;
        };
        let worst = verdict.reasons.iter().map(|reason| reason.health).max();
        let health = worst.max(verdict.stated).unwrap_or(Health::OnTrack);
        if health == Health::OnTrack {
            continue;
        }
        let since = since(verdict, health);
        // Whoever has spoken since then has seen it, and it is as bad for the whole as they say.
        let is_known = stated_on
            .zip(since)
            .is_some_and(|(said, since)| said > since);
        let said = stated.filter(|_| is_known);
        let weight = said.map_or(health, |stated| stated.min(health));
        if weight > Health::OnTrack {
            let id = (*part).to_owned();
            reasons.push(Reason {
                health: weight,
                why: Why::Part { id, health },
                since,
            });
        }
    }
    if let Some(verdict) = verdicts.get_mut(whole) {
        // The float of a whole is that of its last part, which says so itself.
        let is_own = |reason: &Reason| !matches!(reason.why, Why::NoFloat { .. });
        verdict.reasons.retain(is_own);
        verdict.reasons.extend(reasons);
    }
}

/// Returns since when a part stands as badly as it does: by the first of its reasons, or its owner's word.
fn since(verdict: &Verdict<'_>, health: Health) -> Option<jiff::civil::Date> {
    let bad = verdict.reasons.iter();
    let bad = bad.filter(|reason| reason.health == health);
    let by_facts = bad.filter_map(|reason| reason.since).min();
    let by_word = verdict.stated_on.filter(|_| verdict.stated == Some(health));
    match (by_facts, by_word) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
