//! The update for sponsors: should I worry, must I decide. At most 200 words, adverse first, an ask or "None".

use serde::Serialize;
use serde_json::json;

use super::{
    Telling,
    facts::{self, Headline, Milestone, Named, OpenRisk, Path, Silent, Waiting},
};
use crate::{
    model::{
        change::{Change, Entry},
        kind::Class,
        role::Role,
        status::{Category, Health},
    },
    report::{Block, Document, Inline, Item, Report, Tone, words},
};

/// More words than this are not read.
const WORDS: usize = 200;

/// How much of each section is told. Each step tells less, until the update is short enough.
const STEPS: &[Limits] = &[
    Limits::new(2, 3, 3, 3, 3, Some(Health::AtRisk)),
    Limits::new(2, 3, 3, 2, 3, Some(Health::AtRisk)),
    Limits::new(2, 3, 2, 2, 3, Some(Health::AtRisk)),
    Limits::new(2, 3, 2, 1, 3, Some(Health::AtRisk)),
    Limits::new(2, 3, 2, 1, 3, Some(Health::OffTrack)),
    Limits::new(2, 2, 2, 1, 3, Some(Health::OffTrack)),
    Limits::new(2, 2, 1, 1, 3, Some(Health::OffTrack)),
    Limits::new(1, 2, 1, 1, 2, Some(Health::OffTrack)),
    Limits::new(1, 1, 1, 1, 1, None),
];

#[derive(Debug, Clone, Copy)]
struct Limits {
    decisions: usize,
    changed: usize,
    risks: usize,
    actions: usize,
    next: usize,
    /// The health from which it is told when work is green again.
    criterion: Option<Health>,
}

impl Limits {
    const fn new(
        decisions: usize,
        changed: usize,
        risks: usize,
        actions: usize,
        next: usize,
        criterion: Option<Health>,
    ) -> Self {
        Self {
            decisions,
            changed,
            risks,
            actions,
            next,
            criterion,
        }
    }
}

/// Everything the update may tell; the words leave out what does not fit.
#[derive(Debug, Serialize)]
struct Facts {
    since: String,
    headline: Headline,
    decisions: Vec<Waiting>,
    changed: Vec<Changed>,
    risks: Vec<OpenRisk>,
    paths_to_green: Vec<Path>,
    next: Vec<Milestone>,
    silent: Vec<Silent>,
}

/// One change worth a sponsor's time.
#[derive(Debug, Serialize)]
struct Changed {
    #[serde(flatten)]
    record: Named,
    #[serde(skip)]
    words: Vec<Inline>,
    text: String,
    #[serde(skip)]
    rank: (Tone, i64),
}

pub(super) fn report(telling: &Telling<'_>) -> Report<'static> {
    let facts = Facts {
        since: telling.changes.from.name.clone(),
        headline: facts::headline(telling),
        decisions: facts::decisions(telling),
        changed: changed(telling),
        risks: facts::risks(telling),
        paths_to_green: facts::paths(telling),
        next: facts::milestones(telling),
        silent: facts::silent(telling),
    };
    let mut documents = STEPS
        .iter()
        .map(|limits| document(telling, &facts, *limits));
    let shortest = |documents: Vec<Document>| documents.into_iter().next_back().unwrap_or_default();
    let mut tried = Vec::new();
    let document = documents
        .find_map(|document| {
            if word_count(&document) <= WORDS {
                Some(document)
            } else {
                tried.push(document);
                None
            }
        })
        .unwrap_or_else(|| shortest(tried));
    let words = word_count(&document);
    let data =
        json!({ "audience": "exec", "today": telling.today, "words": words, "facts": facts });
    Report::new("update", || document, || data)
}

/// Returns how many words a reader has to read.
fn word_count(document: &Document) -> usize {
    fn words(text: &[Inline]) -> usize {
        let plain: String = text.iter().map(Inline::plain).collect();
        plain
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .count()
    }
    let item = |item: &Item| {
        words(&item.text)
            + item
                .children
                .iter()
                .map(|child| words(&child.text))
                .sum::<usize>()
    };
    document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => words(text),
            Block::List(items) => items.iter().map(item).sum(),
            Block::Table { rows, .. } => rows.iter().flatten().map(|cell| words(cell)).sum(),
        })
        .sum()
}

fn document(telling: &Telling<'_>, facts: &Facts, limits: Limits) -> Document {
    let name = &telling.config().name;
    let mut document = Document::new(format!("{name}: update {}", telling.today));
    document.paragraph(headline(name, &facts.headline));
    section(
        &mut document,
        "Decision needed",
        &facts.decisions,
        limits.decisions,
        decision,
    );
    let since = if facts.since.is_empty() {
        "Changed".to_owned()
    } else {
        format!("Changed since {}", facts.since)
    };
    if facts.changed.is_empty() {
        document.heading(2, since);
        document.paragraph(vec![Inline::text(
            "Nothing changed that you need to act on.",
        )]);
    } else {
        section(
            &mut document,
            &since,
            &facts.changed,
            limits.changed,
            |changed| changed.words.clone(),
        );
    }
    section(&mut document, "Top risks", &facts.risks, limits.risks, risk);
    let path = |path: &Path| path_to_green(path, limits);
    section(
        &mut document,
        "Path to green",
        &facts.paths_to_green,
        usize::MAX,
        path,
    );
    next(&mut document, &facts.next, limits.next);
    silence(&mut document, &facts.silent);
    if let Some((path, words)) = facts
        .paths_to_green
        .iter()
        .find_map(|path| Some((path, path.latest.clone()?)))
    {
        let by = path
            .owner
            .as_ref()
            .map_or_else(String::new, |owner| format!(" — {owner}"));
        document.paragraph(vec![
            Inline::strong("So what: "),
            Inline::Emphasis(words),
            Inline::text(by),
        ]);
    }
    document
}

/// Adds a section with its first items; a section with nothing says "None", one that is cut says of how many.
fn section<T>(
    document: &mut Document,
    title: &str,
    items: &[T],
    limit: usize,
    line: impl Fn(&T) -> Vec<Inline>,
) {
    let title = if items.len() > limit {
        format!("{title} ({limit} of {})", items.len())
    } else {
        title.to_owned()
    };
    document.heading(2, title);
    document.list_or_none(
        items
            .iter()
            .take(limit)
            .map(|item| Item::new(line(item)))
            .collect(),
    );
}

fn headline(name: &str, facts: &Headline) -> Vec<Inline> {
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
    if let (Some(target), Some(forecast)) = (facts.target, facts.forecast) {
        line.push(Inline::text(format!(
            " Forecast {forecast}, target {target}, "
        )));
        line.push(late(facts.late.unwrap_or(0)));
        if let Some(driver) = &facts.driver {
            line.extend([
                Inline::text(" ("),
                Inline::link(&driver.id, &driver.path),
                Inline::text(")"),
            ]);
        }
        let target = target.to_string();
        if let Some(baseline) = facts
            .baseline
            .as_ref()
            .filter(|baseline| **baseline != target)
        {
            line.push(Inline::text(format!(
                "; the target was {baseline} at first"
            )));
        }
        line.push(Inline::text("."));
    }
    if let Some(days) = facts
        .flagged_ahead
        .filter(|_| facts.health > Some(Health::OnTrack))
    {
        line.push(Inline::text(format!(" First flagged {days} days ahead.")));
    }
    line
}

/// Returns a health word with its tone; in capitals where it is the headline.
fn status(health: Health, is_headline: bool) -> Inline {
    let word = if is_headline {
        health.words().to_uppercase()
    } else {
        health.words().to_owned()
    };
    let tone = match health {
        Health::OnTrack => Tone::Good,
        Health::AtRisk => Tone::Caution,
        Health::OffTrack => Tone::Bad,
    };
    Inline::Status { word, tone }
}

fn late(workdays: i64) -> Inline {
    let tone = match workdays {
        ..=0 => Tone::Good,
        1..=2 => Tone::Caution,
        _ => Tone::Bad,
    };
    Inline::Status {
        word: words::workdays(workdays),
        tone,
    }
}

fn decision(waiting: &Waiting) -> Vec<Inline> {
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
    line.extend(tag(&waiting.record));
    line
}

/// Returns `(DEC-7)` as a link.
fn tag(record: &Named) -> Vec<Inline> {
    vec![
        Inline::text("("),
        Inline::link(&record.id, &record.path),
        Inline::text(")"),
    ]
}

fn risk(risk: &OpenRisk) -> Vec<Inline> {
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
    line.extend(tag(&risk.record));
    line
}

fn path_to_green(path: &Path, limits: Limits) -> Vec<Inline> {
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
    line.extend(tag(&path.record));
    line
}

fn next(document: &mut Document, milestones: &[Milestone], limit: usize) {
    let mut line = vec![Inline::strong("Next: ")];
    for (at, milestone) in milestones.iter().take(limit).enumerate() {
        if at > 0 {
            line.push(Inline::text(" · "));
        }
        let late = match milestone.late {
            Some(0) => "=".to_owned(),
            Some(days) => words::signed(days),
            None => "no baseline".to_owned(),
        };
        line.push(Inline::text(format!(
            "{} {} ({late}) ",
            milestone.record.title, milestone.finish
        )));
        line.extend(tag(&milestone.record));
    }
    if milestones.is_empty() {
        line.push(Inline::text("None."));
    }
    document.paragraph(line);
}

fn silence(document: &mut Document, silent: &[Silent]) {
    let names: Vec<String> = silent
        .iter()
        .map(|silent| {
            format!(
                "{} ({} days: {})",
                silent.owner,
                silent.days,
                silent.records.join(", ")
            )
        })
        .collect();
    let names = if names.is_empty() {
        "None.".to_owned()
    } else {
        names.join(", ")
    };
    document.paragraph(vec![Inline::strong("Silent: "), Inline::text(names)]);
}

/// Returns the changes worth a sponsor's time: dates, outcomes, decisions, risks; the worst first.
fn changed(telling: &Telling<'_>) -> Vec<Changed> {
    let mut changed: Vec<Changed> = telling
        .changes
        .entries
        .iter()
        .filter_map(|entry| one_change(telling, entry))
        .collect();
    changed.sort_by(|a, b| b.rank.cmp(&a.rank));
    changed
}

fn one_change(telling: &Telling<'_>, entry: &Entry) -> Option<Changed> {
    let change = &entry.change;
    let record = &change.record;
    let (words, rank) = match change.change {
        Change::Added if change.kind.class == Class::Risk => {
            (vec![Inline::text("new risk")], (Tone::Caution, 0))
        }
        Change::Changed { .. } => outcome(telling, entry).or_else(|| date_move(entry))?,
        Change::Added | Change::Removed => return None,
    };
    let mut line = vec![Inline::text(format!("{}: ", change.title))];
    line.extend(words);
    line.push(Inline::text(" "));
    line.extend(tag(&Named::new(record)));
    let text = line.iter().map(Inline::plain).collect::<String>();
    Some(Changed {
        record: Named::new(record),
        words: line,
        text,
        rank,
    })
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
            (Class::Decision, Some(Category::Done)) => Some((decided(entry), (Tone::Good, 1))),
            (Class::Work, Some(Category::Done)) => {
                let late = crate::facts::plan::lateness(&change.record, telling.config());
                let words = match late {
                    Some(late) if late > 0 => {
                        format!("delivered, {}", words::workdays(late))
                    }
                    Some(_) => "delivered on time".to_owned(),
                    None => "delivered".to_owned(),
                };
                Some((vec![Inline::text(words)], (Tone::Good, 0)))
            }
            (_, Some(Category::Dropped)) => Some((
                words::delta(
                    &change.kind,
                    &crate::model::change::Delta::Field(delta.clone()),
                ),
                (Tone::Caution, 0),
            )),
            _ => None,
        };
    }
    let delta = change.field(Role::Health)?;
    let delta = crate::model::change::Delta::Field(delta.clone());
    Some((
        words::delta(&change.kind, &delta),
        (words::tone(&change.kind, &delta), 0),
    ))
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
    let moved = [Role::Due, Role::Forecast]
        .into_iter()
        .filter_map(|role| change.field(role));
    let delta = moved
        .filter(|delta| delta.shift.is_some())
        .max_by_key(|delta| delta.shift.and_then(|shift| shift.workdays))?;
    let days = delta.shift.and_then(|shift| shift.workdays).unwrap_or(0);
    let delta = crate::model::change::Delta::Field(delta.clone());
    Some((
        words::delta(&change.kind, &delta),
        (words::tone(&change.kind, &delta), days),
    ))
}
