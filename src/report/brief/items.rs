//! The matters of a brief, sort by sort, in the order in which they are told.

use std::collections::BTreeMap;

use jiff::{Span, civil::Date};

use super::{Desk, Matter};
use crate::{
    facts::{
        cursor, health,
        ownership::{self, Unowned},
        risk,
        staleness::staleness,
    },
    model::{
        action::{self, ActionState},
        date,
        kind::Class,
        record::{Person, Record},
        role::Role,
        status::Category,
    },
    text::{phrase::counted, shell::word},
};

/// Finds the matters of one sort.
type Sort = fn(&Desk<'_>) -> Vec<Matter>;

/// Every sort, in the order in which they are told.
const SORTS: [Sort; 9] = [
    surprises,
    forecasts,
    watermelons,
    promises,
    decisions,
    unowned,
    stale,
    actions,
    updates,
];

/// Returns everything that needs the program manager.
pub(super) fn matters(desk: &Desk<'_>) -> Vec<Matter> {
    SORTS.iter().flat_map(|sort| sort(desk)).collect()
}

fn about(sort: &'static str, record: &Record, what: String, command: String) -> Matter {
    Matter {
        sort,
        id: Some(record.id.to_string()),
        what,
        command,
        path: Some(record.file.path.to_string()),
    }
}

/// Facts that an audience has not heard of.
fn surprises(desk: &Desk<'_>) -> Vec<Matter> {
    let found = desk.unheard.iter().filter_map(|unheard| {
        let record = desk.program.find(unheard.id())?;
        let names: Vec<&str> = unheard
            .unaware
            .iter()
            .map(|one| one.audience.as_str())
            .collect();
        let first = unheard.unaware.iter().max_by_key(|one| one.last_named)?;
        let what = format!("{}; not told: {}", unheard.what, names.join(", "));
        let command = format!("hum update {}", word(&first.audience));
        Some(about("Surprise", record, what, command))
    });
    found.collect()
}

/// Forecasts that cannot hold by estimates and what waits for what.
fn forecasts(desk: &Desk<'_>) -> Vec<Matter> {
    let releases = &desk.program.config.releases;
    let tolerance = desk.program.config.thresholds.slip_tolerance_days;
    let found = desk.schedule.open().filter_map(|item| {
        let forecast = item.record.day(Role::Forecast, releases)?;
        let late = desk.program.config.calendar.workdays(forecast, item.finish);
        let driver = item
            .driver
            .map_or_else(String::new, |driver| format!(" after {}", driver.id));
        let what = format!(
            "is forecast for {forecast} and cannot be finished before {}{driver}",
            item.finish
        );
        let command = format!("hum path {}", item.record.id);
        (late > tolerance).then(|| about("Forecast", item.record, what, command))
    });
    found.collect()
}

fn watermelons(desk: &Desk<'_>) -> Vec<Matter> {
    let found = desk.verdicts.values().filter_map(|verdict| {
        verdict.watermelon()?;
        let stated = verdict.stated?;
        let first = verdict.worse().into_iter().next()?;
        let what = format!(
            "is said to be {}, and the facts say {}: {}",
            stated.words(),
            verdict.derived.words(),
            health::told(first, desk.verdicts)
        );
        let word = verdict.derived.words().replace(' ', "_");
        let command = format!("hum set {} health={word}", verdict.record.id);
        Some(about("Watermelon", verdict.record, what, command))
    });
    found.collect()
}

/// Promises that are missing, late or unconfirmed.
fn promises(desk: &Desk<'_>) -> Vec<Matter> {
    let config = &desk.program.config;
    let open = desk.program.of_class(Class::Dependency);
    let open = open.filter(|record| record.is_unfinished());
    let found = open.filter_map(|record| {
        let day = |role| record.day(role, &config.releases);
        let id = &record.id;
        let provider = record.people(Role::Provider).first().map(Person::to_string);
        let provider = provider.unwrap_or_else(|| "nobody".into());
        let need_by = day(Role::NeedBy)?;
        let left = config.calendar.workdays(desk.today, need_by);
        if record.category() == Some(Category::Open) {
            let what = format!("{provider} has not promised it, needed by {need_by}");
            let command = format!("hum set {id} status=committed promised=DATE");
            let is_near = left <= config.thresholds.promise_lead_days;
            return is_near.then(|| about("Promise", record, what, command));
        }
        let promised = day(Role::Promised)?;
        let is_delivered = record.status().is_some_and(|status| status == "delivered");
        if promised > need_by && !is_delivered {
            let what = format!("{provider} promises it for {promised}, needed by {need_by}");
            return Some(about("Promise", record, what, format!("hum show {id}")));
        }
        let confirmed = day(Role::Confirmed);
        let age = confirmed.map(|confirmed| date::days_between(confirmed, desk.today));
        let is_old = age.is_none_or(|age| age > CONFIRMED_DAYS) && !is_delivered;
        let said = confirmed.map_or_else(
            || "never confirmed that".into(),
            |day| format!("confirmed that last on {day}"),
        );
        let what = format!("{provider} promised it for {promised} and {said}");
        let command = format!("hum set {id} confirmed={}", desk.today);
        is_old.then(|| about("Promise", record, what, command))
    });
    found.collect()
}

/// Calendar days after which a promise is to be confirmed again.
const CONFIRMED_DAYS: i64 = 30;

/// Decisions that are due within two weeks or overdue, and issues that are to be escalated.
fn decisions(desk: &Desk<'_>) -> Vec<Matter> {
    let releases = &desk.program.config.releases;
    let silence = desk.program.config.thresholds.silence_days;
    let limit = desk.today.saturating_add(Span::new().days(silence));
    let mut found: Vec<(Date, Matter)> = Vec::new();
    for record in &desk.program.records {
        let day = |role| record.day(role, releases);
        let deferred = record.status().is_some_and(|status| status == "deferred");
        match record.kind.class {
            Class::Decision if record.category() == Some(Category::Open) && !deferred => {
                let Some(by) = day(Role::DecideBy).filter(|by| *by <= limit) else {
                    continue;
                };
                let who = record.people(Role::Approver).first().map(Person::to_string);
                let who = who.unwrap_or_else(|| "no approver".into());
                let late = if by < desk.today { ", overdue" } else { "" };
                let what = format!("{who} decides by {by}{late}: {}", record.title());
                found.push((
                    by,
                    about("Decision", record, what, format!("hum show {}", record.id)),
                ));
            }
            Class::Issue if record.is_unfinished() => {
                let Some(on) = day(Role::EscalateOn).filter(|on| *on <= desk.today) else {
                    continue;
                };
                let what = format!("was to be escalated on {on}: {}", record.title());
                found.push((
                    on,
                    about("Escalate", record, what, format!("hum show {}", record.id)),
                ));
            }
            _ => {}
        }
    }
    found.sort_by_key(|(day, _)| *day);
    found.into_iter().map(|(_, matter)| matter).collect()
}

/// Work and risks under way that nobody has looked at.
fn stale(desk: &Desk<'_>) -> Vec<Matter> {
    let mut found: Vec<(i64, Matter)> = Vec::new();
    for record in &desk.program.records {
        let is_over = record.kind.class == Class::Risk && !risk::is_open(record);
        if record.category() != Some(Category::Active) || is_over {
            continue;
        }
        let past = desk.past.of(&record.id);
        let stale = past.and_then(|past| staleness(record, past, &desk.program.config, desk.today));
        let Some(stale) = stale.filter(|stale| stale.is_over()) else {
            continue;
        };
        let owner = record.people(Role::Owner).first().map(Person::to_string);
        let what = format!(
            "{} said nothing for {}, since {}",
            owner.unwrap_or_else(|| "nobody".into()),
            counted(stale.days, "day"),
            stale.since
        );
        let command = format!("hum set {} reviewed={}", record.id, desk.today);
        found.push((
            stale.limit - stale.days,
            about("Silent", record, what, command),
        ));
    }
    found.sort_by_key(|(left, _)| *left);
    found.into_iter().map(|(_, matter)| matter).collect()
}

/// People whose actions are overdue.
fn actions(desk: &Desk<'_>) -> Vec<Matter> {
    let mut late: BTreeMap<String, Vec<(Date, String)>> = BTreeMap::new();
    for action in action::actions(desk.program, desk.today) {
        if action.state() == ActionState::Overdue
            && action.record.is_unfinished()
            && let Some(due) = action.due()
        {
            let owner = action
                .owner()
                .map_or_else(|| "nobody".into(), |owner| owner.to_string());
            late.entry(owner)
                .or_default()
                .push((due, action.address.clone()));
        }
    }
    let matter = |(owner, mut actions): (String, Vec<(Date, String)>)| {
        actions.sort();
        let (due, address) = actions.swap_remove(0);
        Matter {
            sort: "Overdue",
            id: None,
            what: format!(
                "{owner} has {}, the first due {due} ({address})",
                counted(actions.len() + 1, "overdue action")
            ),
            command: format!("hum actions --owner {owner} --overdue"),
            path: None,
        }
    };
    late.into_iter().map(matter).collect()
}

/// Records that nobody has owned for a while.
fn unowned(desk: &Desk<'_>) -> Vec<Matter> {
    let program = desk.program;
    let limit = program.config.thresholds.unowned_days;
    let found = ownership::unowned(program, desk.past, desk.today).into_iter();
    let matter = |one: Unowned<'_>| {
        let days = one.days.filter(|days| *days > limit)?;
        let what = format!("nobody has owned it for {}", counted(days, "day"));
        let command = format!("hum set {} owner=@\u{2026}", one.record.id);
        Some(about("Unowned", one.record, what, command))
    };
    found.filter_map(matter).collect()
}

/// Audiences whose next update is due.
fn updates(desk: &Desk<'_>) -> Vec<Matter> {
    let config = &desk.program.config;
    let mut found = Vec::new();
    for (name, audience) in &config.audiences {
        let Some(cadence) = audience.cadence_days else {
            continue;
        };
        let last = cursor::last_sent(desk.program, name, desk.today)
            .and_then(|update| update.day(Role::Sent, &config.releases));
        let what = match last {
            None => format!("{name} never got one"),
            Some(last) => {
                let next = last.saturating_add(Span::new().days(i64::from(cadence)));
                if next > desk.today {
                    continue;
                }
                format!("{name} got the last one on {last}, the next was due {next}")
            }
        };
        found.push(Matter {
            sort: "Update",
            id: None,
            what,
            command: format!("hum update {}", word(name)),
            path: None,
        });
    }
    found
}
