//! The data of the schedule: see `schema/output/schedule.schema.json`.

use serde_json::{Value, json};

use super::Plan;
use crate::{
    facts::schedule::Item,
    model::{record::Person, record::Record, role::Role},
};

pub(super) fn data(plan: &Plan<'_>) -> Value {
    let ids = |records: &[&Record]| -> Vec<String> {
        records.iter().map(|record| record.id.to_string()).collect()
    };
    let schedule = plan.schedule;
    let chain = schedule.driving_chain();
    let target = schedule.target.zip(schedule.finish());
    let calendar = &plan.program.config.calendar;
    json!({
        "today": plan.today,
        "target": schedule.target,
        "finish": schedule.finish(),
        "late_workdays": target.map(|(target, finish)| calendar.workdays(target, finish)),
        "chain": chain.iter().map(|item| &*item.record.id).collect::<Vec<_>>(),
        "work": plan.items.iter().map(|item| work(plan, item)).collect::<Vec<_>>(),
        "undated": ids(&schedule.undated),
        "cycles": schedule.cycles,
        "circular": ids(&schedule.circular),
    })
}

fn work(plan: &Plan<'_>, item: &Item<'_>) -> Value {
    let record = item.record;
    let releases = &plan.program.config.releases;
    let rounded = |days: Option<f64>| days.map(|days| (days * 100.0).round() / 100.0);
    json!({
        "id": &*record.id,
        "title": record.title(),
        "path": &*record.file.path,
        "owner": record.people(Role::Owner).first().map(Person::to_string),
        "start": item.start,
        "finish": item.finish,
        "latest_finish": item.latest,
        "forecast": record.day(Role::Forecast, releases),
        "due": record.day(Role::Due, releases),
        "expected_workdays": rounded(item.duration),
        "deviation_workdays": rounded(item.deviation),
        "total_float": item.total_float,
        "free_float": item.free_float,
        "critical": item.total_float <= 0,
        "waits_for": item.driver.map(|driver| &*driver.id),
    })
}
