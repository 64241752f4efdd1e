//! The lines of the status.

use super::{Counts, Status};
use crate::{
    facts::health::{self, Reason, Verdict},
    model::{finding::Level, record::Person, role::Role},
    report::{
        Inline, Item, Tone, cells, distance,
        facts::{self, Milestone, Named, OpenRisk, Silent, Waiting},
    },
    text::phrase::counted,
};

/// Reasons that are told in a row of the table.
const REASONS: usize = 2;

pub(super) fn headline(status: &Status<'_>) -> Vec<Inline> {
    let facts = &status.headline;
    let derived = status.derived();
    let mut line = vec![
        Inline::text("Facts say "),
        Inline::Status {
            word: derived.words().to_uppercase(),
            tone: cells::tone(derived),
        },
    ];
    match facts.stated {
        None => line.push(Inline::text("; no owner says how it stands.")),
        Some(stated) => {
            let since = facts
                .since
                .map_or_else(String::new, |day| format!(" since {day}"));
            let before = facts
                .before
                .map_or_else(String::new, |before| format!(", {} before", before.words()));
            line.push(Inline::text("; owners say "));
            line.push(cells::stated(stated));
            line.push(Inline::text(format!("{since}{before}.")));
        }
    }
    if let (Some(target), Some(forecast)) = (facts.target, facts.forecast) {
        let late = facts.late.unwrap_or(0);
        line.push(Inline::text(format!(
            " The last part is forecast for {forecast}, target {target}: "
        )));
        line.push(difference(
            late,
            status.telling.config().thresholds.slip_tolerance_days,
        ));
        if let Some(driver) = &facts.driver {
            line.push(Inline::text(" ("));
            line.push(named(driver));
            line.push(Inline::text(")"));
        }
        line.push(Inline::text("."));
    }
    line
}

/// Returns a difference to a date in workdays: `+10 workdays`.
fn difference(days: i64, tolerance: i64) -> Inline {
    let tone = match days {
        ..=0 => Tone::Good,
        days if days <= tolerance => Tone::Caution,
        _ => Tone::Bad,
    };
    let word = match days {
        0 => "on the day".to_owned(),
        days => distance::workdays(days),
    };
    Inline::Status { word, tone }
}

fn named(named: &Named) -> Inline {
    Inline::link(named.id.as_str(), named.path.as_str())
}

/// Returns the row of a piece of work.
pub(super) fn work(status: &Status<'_>, verdict: &Verdict<'_>) -> Vec<Vec<Inline>> {
    let record = verdict.record;
    let releases = &status.telling.config().releases;
    let owner = record.people(Role::Owner).first().map(Person::to_string);
    let due = record.when(Role::Due, releases).map(|due| due.to_string());
    vec![
        vec![
            Inline::link(&*record.id, &*record.file.path),
            Inline::text(format!(" {}", record.title())),
        ],
        vec![Inline::text(owner.unwrap_or_else(|| "nobody".into()))],
        match verdict.stated {
            Some(stated) => vec![cells::stated(stated)],
            None => vec![Inline::text("nothing")],
        },
        vec![cells::stated(verdict.derived)],
        due.map(Inline::text).into_iter().collect(),
        reasons(status, &verdict.reasons.iter().collect::<Vec<_>>(), REASONS),
    ]
}

/// Returns the first reasons, with links to the records in them, and how many more there are.
fn reasons(status: &Status<'_>, reasons: &[&Reason], most: usize) -> Vec<Inline> {
    let mut line = Vec::new();
    for reason in reasons.iter().take(most) {
        if !line.is_empty() {
            line.push(Inline::text("; "));
        }
        let text = health::told(reason, status.verdicts);
        let record = reason.why.record().unwrap_or_default();
        match status.telling.program.find(record) {
            Some(found) => {
                line.push(Inline::link(record, &*found.file.path));
                line.push(Inline::text(text.trim_start_matches(record)));
            }
            None => line.push(Inline::text(text)),
        }
    }
    if reasons.len() > most {
        line.push(Inline::text(format!("; {} more", reasons.len() - most)));
    }
    line
}

pub(super) fn watermelon(status: &Status<'_>, verdict: &Verdict<'_>) -> Item {
    let record = verdict.record;
    let mut line = vec![
        Inline::link(&*record.id, &*record.file.path),
        Inline::text(format!(" {}: owner says ", record.title())),
    ];
    line.extend(verdict.stated.map(cells::stated));
    line.push(Inline::text(", facts say "));
    line.push(cells::stated(verdict.derived));
    if let Some(days) = verdict.watermelon_days(status.telling.today) {
        line.push(Inline::text(format!(" for {}", counted(days, "day"))));
    }
    line.push(Inline::text(": "));
    line.extend(reasons(status, &verdict.worse(), REASONS));
    Item::new(line)
}

pub(super) fn decision(waiting: &Waiting) -> Item {
    let by = waiting
        .decide_by
        .map_or_else(|| "no day".into(), |day| format!("by {day}"));
    let who = waiting.approver.as_deref().unwrap_or("no approver");
    Item::new(vec![
        named(&waiting.record),
        Inline::text(format!(" {}: {who}, {by}", waiting.record.title)),
    ])
}

pub(super) fn risk(risk: &OpenRisk) -> Item {
    let mut facts = Vec::new();
    facts.extend(risk.score.map(|score| format!("score {score}")));
    facts.extend(
        risk.exposure_days
            .map(|days| format!("exposure {days:.1} workdays")),
    );
    facts.push(
        risk.response
            .clone()
            .unwrap_or_else(|| "no response".into()),
    );
    facts.push(risk.owner.clone().unwrap_or_else(|| "no owner".into()));
    let next = risk.next.as_ref().and_then(|next| next.due);
    facts.extend(next.map(|due| format!("next action {due}")));
    Item::new(vec![
        named(&risk.record),
        Inline::text(format!(" {}: {}", risk.record.title, facts.join(", "))),
    ])
}

pub(super) fn next(milestone: &Milestone) -> Item {
    let owner = milestone.owner.as_deref().unwrap_or("nobody");
    let mut line = vec![
        Inline::text(format!("{} ", milestone.finish)),
        named(&milestone.record),
        Inline::text(format!(" {}, {owner}", milestone.record.title)),
    ];
    if let Some(late) = milestone.late.filter(|late| *late != 0) {
        line.push(Inline::text(", "));
        line.push(difference(late, 2));
        line.push(Inline::text(" against the baseline"));
    }
    Item::new(line)
}

pub(super) fn silence(silent: &[Silent]) -> Vec<Inline> {
    let mut line = vec![Inline::strong("Silent: ")];
    line.extend(facts::listed(silent.iter().map(Silent::line)));
    line
}

pub(super) fn findings(counts: &Counts) -> Vec<Inline> {
    let levels = [(Level::Error, "error"), (Level::Warning, "warning")];
    let parts = levels.map(|(level, noun)| counted(counts.get(&level).unwrap_or(&0), noun));
    vec![
        Inline::strong("Check: "),
        Inline::text(format!("{}. ", parts.join(", "))),
        Inline::code("hum check"),
    ]
}
