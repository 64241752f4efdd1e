//! The lines of the update for sponsors.

use super::{
    Limits,
    facts::{Headline, Milestone, OpenRisk, Path, Waiting},
};
use crate::{
    model::status::Health,
    report::{Block, Inline, Tone, cells, distance},
};

pub(super) fn headline(name: &str, facts: &Headline, since: &str) -> Vec<Inline> {
    let mut line = vec![Inline::strong(format!("{name} — "))];
    line.push(match facts.health {
        Some(health) => status(health, true),
        None => Inline::Status {
            word: "NO HEALTH STATED".into(),
            tone: Tone::Caution,
        },
    });
    if let Some(since) = facts
        .since
        .filter(|_| facts.health.is_some() && facts.health == facts.stated)
    {
        let before = facts
            .before
            .map_or_else(String::new, |before| format!(", {} before", before.words()));
        line.push(Inline::text(format!(" since {since}{before}")));
    } else if let Some(stated) = facts.stated.filter(|stated| Some(*stated) != facts.health) {
        line.push(Inline::text(format!(
            " by its dates; owners say {}",
            stated.words()
        )));
    }
    line.push(Inline::text("."));
    line.extend(forecast(facts, since));
    if let Some(days) = facts
        .flagged_ahead
        .filter(|_| facts.health > Some(Health::OnTrack))
    {
        line.push(Inline::text(format!(" First flagged {days} days ahead.")));
    }
    line
}

/// Returns when the program is forecast to be finished, against its target.
fn forecast(facts: &Headline, since: &str) -> Vec<Inline> {
    let (Some(target), Some(forecast)) = (facts.target, facts.forecast) else {
        return Vec::new();
    };
    let moved = facts.moved.filter(|_| !since.is_empty());
    let moved = moved.map_or_else(String::new, |days| {
        format!(" ({} since {since})", distance::signed(days))
    });
    let mut line = vec![Inline::text(format!(
        " Forecast {forecast}{moved}, target {target}, "
    ))];
    line.push(late(facts.late.unwrap_or(0)));
    if let Some(driver) = &facts.driver {
        line.push(Inline::text(" "));
        line.extend(driver.tag());
    }
    let target = target.to_string();
    let moved = facts
        .baseline
        .as_ref()
        .filter(|baseline| **baseline != target);
    if let Some(baseline) = moved {
        line.push(Inline::text(format!(
            "; the target was {baseline} at first"
        )));
    }
    line.push(Inline::text("."));
    line
}

/// Returns what the owner of the work that stands worst says, in their words.
pub(super) fn latest(paths: &[Path]) -> Option<Block> {
    let (path, words) = paths
        .iter()
        .find_map(|path| Some((path, path.latest.clone()?)))?;
    let by = path
        .owner
        .as_ref()
        .map_or_else(String::new, |owner| format!(" — {owner} "));
    let mut line = vec![Inline::Emphasis(words), Inline::text(by)];
    line.extend(path.record.tag());
    Some(Block::Paragraph(line))
}

/// Returns a health word with its tone; in capitals where it is the headline.
pub(in crate::report::update) fn status(health: Health, is_headline: bool) -> Inline {
    let word = if is_headline {
        health.words().to_uppercase()
    } else {
        health.words().to_owned()
    };
    let tone = cells::tone(health);
    Inline::Status { word, tone }
}

pub(in crate::report::update) fn late(workdays: i64) -> Inline {
    let tone = match workdays {
        ..=0 => Tone::Good,
        1..=2 => Tone::Caution,
        _ => Tone::Bad,
    };
    Inline::Status {
        word: distance::workdays(workdays),
        tone,
    }
}

pub(super) fn decision(waiting: &Waiting) -> Vec<Inline> {
    let who = waiting
        .approver
        .clone()
        .unwrap_or_else(|| "no approver".into());
    let by = waiting
        .decide_by
        .map_or_else(|| " without a date".into(), |day| format!(" by {day}"));
    let mut line = vec![
        Inline::strong(format!("{who}{by}: ")),
        Inline::text(format!("{}. ", waiting.record.title.trim_end_matches('.'))),
    ];
    match &waiting.recommendation {
        Some(text) => line.push(Inline::text(format!("Recommended: {text} "))),
        None => line.push(Inline::text("No recommendation yet. ")),
    }
    line.extend(waiting.record.tag());
    line
}

pub(super) fn risk(risk: &OpenRisk) -> Vec<Inline> {
    let trend = match risk.trend {
        "new" => "new",
        "up" => "↑",
        "down" => "↓",
        _ => "→",
    };
    let mut parts = Vec::new();
    if let Some(days) = risk.impact_days {
        parts.push(format!("+{days} d"));
    }
    parts.push(
        risk.response
            .clone()
            .unwrap_or_else(|| "no response".into()),
    );
    parts.push(risk.owner.clone().unwrap_or_else(|| "no owner".into()));
    if let Some(day) = risk.next.as_ref().and_then(|action| action.due) {
        parts.push(format!("next {day}"));
    }
    let mut line = vec![Inline::text(format!(
        "{}: {}, {trend} ",
        risk.record.title,
        parts.join(", ")
    ))];
    line.extend(risk.record.tag());
    line
}

pub(super) fn path_to_green(path: &Path, limits: Limits) -> Vec<Inline> {
    let mut line = vec![
        Inline::text(format!("{}, ", path.record.title)),
        status(path.health, false),
        Inline::text(": "),
    ];
    let actions: Vec<String> = path
        .actions
        .iter()
        .take(limits.actions)
        .map(|action| {
            let who = action
                .owner
                .as_ref()
                .map_or_else(String::new, |owner| format!("{owner} "));
            let day = action.due.map_or_else(String::new, |day| format!(" {day}"));
            format!("{who}{}{day}", action.text)
        })
        .collect();
    let actions = if actions.is_empty() {
        "no open action".to_owned()
    } else {
        actions.join("; ")
    };
    line.push(Inline::text(format!("{actions}. ")));
    if let Some(criterion) = path
        .criterion
        .as_ref()
        .filter(|_| limits.criterion.is_some_and(|from| path.health >= from))
    {
        line.push(Inline::text(format!(
            "{} ",
            criterion.replacen("when: ", "when ", 1)
        )));
    }
    line.extend(path.record.tag());
    line
}

pub(super) fn next(milestone: &Milestone) -> Vec<Inline> {
    let late = match milestone.late {
        Some(0) => "=".to_owned(),
        Some(days) => distance::signed(days),
        None => "no baseline".to_owned(),
    };
    let words = format!("{} {} ({late}) ", milestone.record.title, milestone.finish);
    let mut line = vec![Inline::text(words)];
    line.extend(milestone.record.tag());
    line
}
