//! The facts that updates share, as data. Words are put on them by each update.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::Telling;
use crate::{
    facts::{plan, risk},
    model::{
        date,
        kind::Class,
        record::{Person, Record},
        role::Role,
        status::{Category, Health},
    },
};

/// A record that is told about.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) path: String,
}

impl Named {
    pub(super) fn new(record: &Record) -> Self {
        Self {
            id: record.id.to_string(),
            title: record.title().into_owned(),
            path: record.file.path.to_string(),
        }
    }
}

/// How the program stands.
#[derive(Debug, Serialize)]
pub(super) struct Headline {
    /// The worst of what owners state and what the dates say.
    pub(super) health: Option<Health>,
    /// The worst that owners state.
    pub(super) stated: Option<Health>,
    /// Since when owners state it.
    pub(super) since: Option<Date>,
    /// What they stated before.
    pub(super) before: Option<Health>,
    /// When the program is to be finished.
    pub(super) target: Option<Date>,
    /// What the target was at first.
    pub(super) baseline: Option<String>,
    /// When its last unfinished part is forecast to be finished.
    pub(super) forecast: Option<Date>,
    /// Workdays from target to forecast.
    pub(super) late: Option<i64>,
    /// The part that finishes last.
    pub(super) driver: Option<Named>,
    /// Days before the target on which the part that finishes last, or what it is part of, was first stated to be less
    /// than on track, and has been since.
    pub(super) flagged_ahead: Option<i64>,
}

pub(super) fn headline(telling: &Telling<'_>) -> Headline {
    let config = telling.config();
    let itself = telling.program.itself();
    let target = itself.and_then(|program| program.day(Role::Due, &config.releases));
    let unfinished = || {
        telling
            .program
            .of_class(Class::Work)
            .filter(|record| record.is_unfinished())
    };
    let driver = unfinished()
        .filter(|record| record.category() != Some(Category::Open) || is_promised(record))
        .filter_map(|record| Some((plan::finish(record, config)?, record)))
        .max_by(|a, b| {
            a.0.cmp(&b.0)
                .then_with(|| has_forecast(a.1).cmp(&has_forecast(b.1)))
                .then_with(|| b.1.id.cmp(&a.1.id))
        });
    let forecast = driver.as_ref().map(|(day, _)| *day);
    let late = target
        .zip(forecast)
        .map(|(target, forecast)| config.calendar.workdays(target, forecast));
    let stated = unfinished().filter_map(Record::health).max();
    let by_dates = late
        .filter(|late| *late > config.thresholds.slip_tolerance_days)
        .map(|_| Health::OffTrack);
    let (since, before) = telling
        .past
        .health_since()
        .map_or((None, None), |(day, before)| (Some(day), before));
    let flagged = driver
        .as_ref()
        .and_then(|(_, record)| flagged(telling, record));
    let baseline = itself.and_then(|program| telling.past.of(&program.id)?.baseline.clone());
    Headline {
        health: stated.max(by_dates),
        stated,
        since,
        before,
        target,
        baseline: baseline.map(|when| when.to_string()),
        forecast,
        late,
        driver: driver.map(|(_, record)| Named::new(record)),
        flagged_ahead: target
            .zip(flagged)
            .map(|(target, day)| date::days_between(day, target)),
    }
}

/// Returns since when a record, or what it is part of, has been stated to be less than on track.
fn flagged(telling: &Telling<'_>, record: &Record) -> Option<Date> {
    let parents = record.values(Role::Parent);
    let ids = std::iter::once(&*record.id).chain(parents.iter().map(|value| &*value.text));
    ids.filter_map(|id| {
        let timeline = telling.past.of(id)?.health.iter().rev();
        let bad = timeline.take_while(|(_, health)| *health > Some(Health::OnTrack));
        bad.last().map(|(day, _)| *day)
    })
    .min()
}

fn has_forecast(record: &Record) -> bool {
    record.text(Role::Forecast).is_some()
}

fn is_promised(record: &Record) -> bool {
    record.status().is_some_and(|status| status == "committed")
}

/// A decision that waits.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Waiting {
    #[serde(flatten)]
    pub(super) record: Named,
    pub(super) approver: Option<String>,
    pub(super) decide_by: Option<Date>,
    /// The option that is recommended, and the first sentences about it.
    pub(super) recommendation: Option<String>,
    /// What waits for it.
    pub(super) affects: Vec<String>,
}

/// Returns open decisions, the most urgent first.
pub(super) fn decisions(telling: &Telling<'_>) -> Vec<Waiting> {
    let releases = &telling.config().releases;
    let open = telling
        .program
        .of_class(Class::Decision)
        .filter(|record| record.category() == Some(Category::Open));
    let mut waiting: Vec<Waiting> = open
        .filter(|record| record.status().is_none_or(|status| status != "deferred"))
        .map(|record| Waiting {
            record: Named::new(record),
            approver: record.people(Role::Approver).first().map(Person::to_string),
            decide_by: record.day(Role::DecideBy, releases),
            recommendation: recommendation(record),
            affects: record
                .values(Role::Affects)
                .iter()
                .map(|value| value.text.to_string())
                .collect(),
        })
        .collect();
    waiting.sort_by_key(|decision| decision.decide_by.unwrap_or(Date::MAX));
    waiting
}

fn recommendation(record: &Record) -> Option<String> {
    let body = record.body()?;
    let text = &record.file.text;
    if let Some(section) = body.section("Recommendation") {
        return first_sentences(section.content.slice(text), 1);
    }
    let option = body
        .sections
        .iter()
        .find(|section| section.title.to_lowercase().contains("recommended"))?;
    let title = option.title.split(" (").next().unwrap_or_default();
    // The letter of an option means nothing to whoever has not read the record.
    let title = title.split_once(": ").map_or(title, |(_, title)| title);
    let effect = first_sentences(option.content.slice(text), 2).unwrap_or_default();
    Some(format!("{title}. {effect}").trim().to_owned())
}

/// Returns the first sentences of a text, without line breaks.
pub(super) fn first_sentences(text: &str, number: usize) -> Option<String> {
    let paragraph = text
        .trim()
        .split("\n\n")
        .next()?
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut end = 0;
    for _ in 0..number {
        let rest = &paragraph[end..];
        end += rest.find(". ").map_or(rest.len(), |at| at + 1);
        let gap = paragraph[end..].len() - paragraph[end..].trim_start().len();
        if end + gap >= paragraph.len() {
            end = paragraph.len();
            break;
        }
        end += gap;
    }
    let sentences = paragraph[..end].trim();
    (!sentences.is_empty() && sentences != "TBD").then(|| sentences.to_owned())
}

/// A risk that is open.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OpenRisk {
    #[serde(flatten)]
    pub(super) record: Named,
    pub(super) score: Option<i64>,
    pub(super) exposure_days: Option<f64>,
    pub(super) impact_days: Option<f64>,
    pub(super) response: Option<String>,
    pub(super) owner: Option<String>,
    /// The next open action.
    pub(super) next: Option<Action>,
    /// `new`, `up`, `down` or `same` since the last time.
    pub(super) trend: &'static str,
}

/// Returns open risks, the largest first. A risk that has occurred is no risk any more.
pub(super) fn risks(telling: &Telling<'_>) -> Vec<OpenRisk> {
    let thresholds = &telling.config().thresholds;
    let open = telling.program.of_class(Class::Risk).filter(|record| {
        record.is_unfinished()
            && record.status().is_none_or(|status| status != "occurred")
            && record
                .text(Role::Type)
                .is_none_or(|kind| kind != "opportunity")
    });
    let mut risks: Vec<OpenRisk> = open
        .map(|record| OpenRisk {
            record: Named::new(record),
            score: risk::score(record),
            exposure_days: risk::exposure(record, thresholds),
            impact_days: record.number(Role::ImpactDays),
            response: record.text(Role::Response).map(String::from),
            owner: record.people(Role::Owner).first().map(Person::to_string),
            next: actions_of(record).into_iter().next(),
            trend: trend(telling, record),
        })
        .collect();
    let size = |risk: &OpenRisk| (risk.score.unwrap_or(0), risk.exposure_days.unwrap_or(0.0));
    risks.sort_by(|a, b| {
        let ((score_a, days_a), (score_b, days_b)) = (size(a), size(b));
        score_b
            .cmp(&score_a)
            .then(days_b.total_cmp(&days_a))
            .then_with(|| a.record.id.cmp(&b.record.id))
    });
    risks
}

fn trend(telling: &Telling<'_>, record: &Record) -> &'static str {
    use crate::model::change::Change;
    let Some(entry) = telling
        .changes
        .entries
        .iter()
        .find(|entry| entry.change.id == record.id)
    else {
        return "same";
    };
    if entry.change.change == Change::Added {
        return "new";
    }
    let number = |text: &Option<String>| {
        text.as_deref()
            .and_then(|text| text.trim().parse::<f64>().ok())
    };
    let moved: f64 = [Role::Probability, Role::Impact]
        .into_iter()
        .filter_map(|role| entry.change.field(role))
        .filter_map(|delta| Some(number(&delta.after)? - number(&delta.before)?))
        .sum();
    match moved {
        moved if moved > 0.0 => "up",
        moved if moved < 0.0 => "down",
        _ => "same",
    }
}

/// Something that somebody is to do.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Action {
    pub(super) owner: Option<String>,
    pub(super) text: String,
    pub(super) due: Option<Date>,
    /// The record in which it stands.
    #[serde(flatten)]
    pub(super) record: Named,
}

/// Returns the open actions of a record, the most urgent first.
pub(super) fn actions_of(record: &Record) -> Vec<Action> {
    let tasks = record
        .body()
        .map(|body| body.tasks.as_slice())
        .unwrap_or_default();
    let mut actions: Vec<Action> = tasks
        .iter()
        .filter(|task| !task.done)
        .map(|task| Action {
            owner: task
                .owner
                .as_deref()
                .map(|owner| Person::new(owner).to_string()),
            text: task.text.clone(),
            due: task.due.as_deref().and_then(date::parse_day),
            record: Named::new(record),
        })
        .collect();
    actions.sort_by_key(|action| action.due.unwrap_or(Date::MAX));
    actions
}

/// Work that is not on track, and its way back.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Path {
    #[serde(flatten)]
    pub(super) record: Named,
    pub(super) health: Health,
    pub(super) since: Option<Date>,
    pub(super) actions: Vec<Action>,
    /// When it is green again, in its owner's words.
    pub(super) criterion: Option<String>,
    /// What its owner says, in their words.
    pub(super) latest: Option<String>,
    pub(super) owner: Option<String>,
}

/// Returns unfinished work that is not on track, the worst first.
pub(super) fn paths(telling: &Telling<'_>) -> Vec<Path> {
    let work = telling
        .program
        .of_class(Class::Work)
        .filter(|record| record.is_unfinished());
    let mut paths: Vec<Path> = work
        .filter_map(|record| {
            let health = record.health().filter(|health| *health > Health::OnTrack)?;
            let body = record.body();
            let section = body.and_then(|body| body.section("Path to green"));
            let content = section
                .map(|section| section.content.slice(&record.file.text))
                .unwrap_or_default();
            let latest = body.and_then(|body| body.section("Latest"));
            Some(Path {
                record: Named::new(record),
                health,
                since: telling
                    .past
                    .of(&record.id)
                    .and_then(|past| past.health_since())
                    .map(|(day, _)| day),
                actions: actions_of(record),
                criterion: criterion(content),
                latest: latest.and_then(|section| {
                    first_sentences(section.content.slice(&record.file.text), 3)
                }),
                owner: record.people(Role::Owner).first().map(Person::to_string),
            })
        })
        .collect();
    paths.sort_by(|a, b| b.health.cmp(&a.health));
    paths
}

fn criterion(content: &str) -> Option<String> {
    let line = content
        .lines()
        .find(|line| line.trim_start().to_lowercase().starts_with("green "))?;
    let start = content.find(line)?;
    let paragraph = content[start..].split("\n\n").next()?;
    let lines = paragraph
        .lines()
        .take_while(|next| *next == line || !next.to_lowercase().starts_with("off track"));
    Some(lines.collect::<Vec<_>>().join(" ").trim().to_owned())
}

/// A date that comes next.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Milestone {
    #[serde(flatten)]
    pub(super) record: Named,
    pub(super) finish: Date,
    pub(super) baseline: Option<Date>,
    /// Workdays from baseline to finish.
    pub(super) late: Option<i64>,
    pub(super) owner: Option<String>,
}

/// Returns the unfinished parts of the program by the day on which they are to be finished.
pub(super) fn milestones(telling: &Telling<'_>) -> Vec<Milestone> {
    let config = telling.config();
    let parts = telling.program.of_class(Class::Work).filter(|record| {
        record.is_unfinished() && record.kind.fields_of(Role::Parent).next().is_some()
    });
    let mut milestones: Vec<Milestone> = parts
        .filter_map(|record| {
            let finish = plan::finish(record, config)?;
            let baseline = telling
                .past
                .of(&record.id)
                .and_then(|past| past.baseline.as_ref()?.day());
            let baseline = baseline.or_else(|| record.day(Role::Due, &config.releases));
            Some(Milestone {
                record: Named::new(record),
                finish,
                baseline,
                late: baseline.map(|baseline| config.calendar.workdays(baseline, finish)),
                owner: record.people(Role::Owner).first().map(Person::to_string),
            })
        })
        .collect();
    milestones.sort_by(|a, b| {
        a.finish
            .cmp(&b.finish)
            .then_with(|| a.record.id.cmp(&b.record.id))
    });
    milestones
}

/// Somebody who has said nothing for a while about work that is under way.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Silent {
    pub(super) owner: String,
    pub(super) since: Date,
    pub(super) days: i64,
    pub(super) records: Vec<String>,
}

/// Returns owners none of whose records under way was changed or reviewed for `thresholds.silence_days` days.
pub(super) fn silent(telling: &Telling<'_>) -> Vec<Silent> {
    let config = telling.config();
    let mut last: BTreeMap<String, (Person, Date, Vec<String>)> = BTreeMap::new();
    for record in telling
        .program
        .records
        .iter()
        .filter(|record| record.category() == Some(Category::Active))
    {
        let Some(owner) = record.people(Role::Owner).into_iter().next() else {
            continue;
        };
        let reviewed = record.day(Role::Reviewed, &config.releases);
        let changed = telling.past.of(&record.id).and_then(|past| past.changed);
        let Some(day) = reviewed.max(changed) else {
            continue;
        };
        let entry = last
            .entry(owner.key())
            .or_insert_with(|| (owner, day, Vec::new()));
        entry.1 = entry.1.max(day);
        entry.2.push(record.id.to_string());
    }
    last.into_values()
        .map(|(owner, since, records)| Silent {
            owner: owner.to_string(),
            since,
            days: date::days_between(since, telling.today),
            records,
        })
        .filter(|silent| silent.days > config.thresholds.silence_days)
        .collect()
}
