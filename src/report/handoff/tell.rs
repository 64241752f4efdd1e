//! What to tell who takes something over, from what the records say.

use super::{Tie, collect::referred};
use crate::{
    facts::{
        ambiguity::{self, Surroundings},
        option, ownership, plan, risk,
    },
    model::{
        action::ActionState,
        action::actions_of,
        kind::Class,
        record::{Person, Record},
        role::Role,
        status::{Category, Health},
    },
    text::phrase::counted,
};

/// Returns what to tell about a record, the most telling first.
pub(super) fn about(around: &Surroundings<'_>, record: &Record, tie: Tie) -> String {
    let mut facts: Vec<String> = record
        .status()
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect();
    match record.kind.class {
        Class::Work => work(around, record, &mut facts),
        Class::Risk => risk(around, record, &mut facts),
        Class::Decision => decision(around, record, tie, &mut facts),
        Class::Dependency => dependency(around, record, tie, &mut facts),
        Class::Issue => issue(around, record, tie, &mut facts),
        Class::Program => program(around, record, &mut facts),
        Class::Meeting => {
            let about = referred(around, record, Role::About);
            facts.extend(ids("about", &about));
        }
        _ => {}
    }
    let notes = ["Latest", "Notes"]
        .into_iter()
        .filter(|title| record.says(title));
    facts.extend(notes.map(|title| format!("read `## {title}`")));
    let is_of_others = !matches!(tie, Tie::Owns | Tie::Drives | Tie::Runs);
    if is_of_others && !ownership::owners(record).is_empty() {
        facts.push(format!("talk to {}", owned_by(record)));
    }
    facts.join("; ")
}

/// Returns who owns a record, for a sentence.
pub(super) fn owned_by(record: &Record) -> String {
    let owners: Vec<String> = ownership::owners(record)
        .iter()
        .map(Person::to_string)
        .collect();
    match owners.is_empty() {
        true => format!("nobody, {} has no owner", record.id),
        false => owners.join(", "),
    }
}

/// Returns "DEL-7, DEL-8" after a word; nothing for no records.
fn ids(words: &str, records: &[&Record]) -> Option<String> {
    let ids: Vec<&str> = records.iter().map(|record| &*record.id).collect();
    (!ids.is_empty()).then(|| format!("{words} {}", ids.join(", ")))
}

/// Returns which unfinished records wait for one.
fn waiting(around: &Surroundings<'_>, record: &Record) -> Option<String> {
    let parents = record.values(Role::Parent);
    let direct = around.dependents.direct(&record.id).iter().copied();
    let waiting: Vec<&Record> = direct
        .filter(|one| one.is_unfinished())
        .filter(|one| !parents.iter().any(|parent| *parent.text == *one.id))
        .collect();
    let verb = if waiting.len() == 1 { "waits" } else { "wait" };
    let ids: Vec<&str> = waiting.iter().map(|record| &*record.id).collect();
    (!ids.is_empty()).then(|| format!("{} {verb} for it", ids.join(", ")))
}

fn work(around: &Surroundings<'_>, record: &Record, facts: &mut Vec<String>) {
    let config = &around.program.config;
    if let Some(health) = record.health().filter(|health| *health > Health::OnTrack) {
        facts.push(health.words().to_owned());
    }
    if let Some(forecast) = record.day(Role::Forecast, &config.releases) {
        facts.push(match plan::lateness(record, config) {
            Some(late @ 1..) => format!("forecast {forecast}, {} late", counted(late, "workday")),
            _ => format!("forecast {forecast}"),
        });
    }
    let before = referred(around, record, Role::After);
    let open: Vec<&Record> = before
        .into_iter()
        .filter(|one| one.is_unfinished())
        .collect();
    facts.extend(ids("waits for", &open));
    facts.extend(waiting(around, record));
    let parts = around.program.referring(&record.id, Role::Parent);
    let parts = parts.filter(|part| part.is_unfinished()).count();
    if parts > 0 {
        facts.push(counted(parts, "unfinished part"));
    }
    bearing(around, record, facts);
}

/// Adds the open risks and issues that bear on a record.
fn bearing(around: &Surroundings<'_>, record: &Record, facts: &mut Vec<String>) {
    let mut found: Vec<&Record> = Vec::new();
    for role in [Role::Affects, Role::Blocks] {
        let bearing = around.program.referring(&record.id, role);
        found.extend(bearing.filter(|one| {
            ownership::is_open(one) && matches!(one.kind.class, Class::Risk | Class::Issue)
        }));
    }
    facts.extend(ids("see", &found));
}

fn risk(around: &Surroundings<'_>, record: &Record, facts: &mut Vec<String>) {
    let is_ahead = record
        .status()
        .is_none_or(|status| !status.eq_ignore_ascii_case("occurred"));
    if let Some(score) = risk::score(record).filter(|_| is_ahead) {
        facts.push(format!("score {score}"));
    }
    facts.extend(ids("bears on", &referred(around, record, Role::Affects)));
    if let Some(trigger) = record.text(Role::Trigger).filter(|_| risk::is_open(record)) {
        facts.push(format!("trigger: {}", trigger.trim_end_matches('.')));
    }
    let today = around.today;
    let open = actions_of(record, today);
    let open = open
        .iter()
        .filter(|action| action.state() != ActionState::Done)
        .count();
    facts.push(if open == 0 {
        "no open action".to_owned()
    } else {
        counted(open, "open action")
    });
}

fn decision(around: &Surroundings<'_>, record: &Record, tie: Tie, facts: &mut Vec<String>) {
    let approvers = ownership::named_in(record, &[Role::Approver]);
    let approvers: Vec<String> = approvers.iter().map(Person::to_string).collect();
    if tie != Tie::Approves && !approvers.is_empty() {
        facts.push(format!("{} decides", approvers.join(", ")));
    }
    let options = option::options(record);
    if let Some(one) = options.iter().find(|option| option.is_recommended()) {
        facts.push(one.title.clone());
    } else if !options.is_empty() {
        facts.push(format!(
            "{}, none recommended",
            counted(options.len(), "option")
        ));
    }
    facts.extend(waiting(around, record));
}

fn dependency(around: &Surroundings<'_>, record: &Record, tie: Tie, facts: &mut Vec<String>) {
    let releases = &around.program.config.releases;
    let providers = ownership::named_in(record, &[Role::Provider]);
    let providers: Vec<String> = providers.iter().map(Person::to_string).collect();
    let who = match tie {
        Tie::Provides => String::new(),
        _ => format!("{} has ", providers.join(", ")),
    };
    let promised = record.day(Role::Promised, releases);
    let day = promised.map_or_else(String::new, |day| format!(" for {day}"));
    if !providers.is_empty() {
        facts.push(match record.category() {
            Some(Category::Open) => format!("{who}not promised it"),
            _ => format!("{who}promised it{day}"),
        });
    }
    if let Some(day) = record.day(Role::NeedBy, releases) {
        facts.push(format!("needed by {day}"));
    }
    facts.extend(ids("for", &referred(around, record, Role::Consumer)));
    facts.push(match record.is_filled(Role::Fallback) {
        true => "has a fallback".to_owned(),
        false => "no fallback".to_owned(),
    });
}

fn issue(around: &Surroundings<'_>, record: &Record, tie: Tie, facts: &mut Vec<String>) {
    let escalated = ownership::named_in(record, &[Role::EscalateTo]);
    let escalated: Vec<String> = escalated.iter().map(Person::to_string).collect();
    if tie != Tie::Settles && !escalated.is_empty() {
        facts.push(format!("goes up to {}", escalated.join(", ")));
    }
    facts.extend(ids("blocks", &referred(around, record, Role::Blocks)));
    facts.extend(ids("see", &referred(around, record, Role::Decision)));
}

fn program(around: &Surroundings<'_>, record: &Record, facts: &mut Vec<String>) {
    let sponsors = ownership::named_in(record, &[Role::Sponsor]);
    let sponsors: Vec<String> = sponsors.iter().map(Person::to_string).collect();
    if !sponsors.is_empty() {
        facts.push(format!("sponsor {}", sponsors.join(", ")));
    }
    let open = around.program.records.iter().filter(|record| {
        record.category() == Some(Category::Active)
            && ambiguity::is_workstream(around.program, record)
    });
    facts.push(format!("{} under way", counted(open.count(), "workstream")));
}
