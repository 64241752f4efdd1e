//! Questions about days that have passed or will not be kept, and about what is needed and not there.

use super::{
    Probed,
    question::{About, DAY, OPEN, Question},
};
use crate::{
    facts::{ask, ownership, plan},
    model::{
        action::{ActionState, actions_of},
        date,
        kind::Class,
        record::Record,
        role::Role,
        status::Category,
    },
    text::{phrase::counted, shell::word},
};

/// Asks about days.
pub(super) fn ask(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    overdue_actions(probed, questions);
    needs(probed, questions);
    if probed.record.is_unfinished() {
        questions.extend(overdue(probed));
        questions.extend(late(probed));
    }
}

/// Returns "3 days ago".
fn ago(days: i64) -> String {
    format!("{} ago", counted(days, "day"))
}

fn overdue(probed: &Probed<'_>) -> Option<Question> {
    let (record, config) = (probed.record, &probed.around.program.config);
    let day = ownership::day(record, config)?;
    let days = date::days_between(day, probed.around.today);
    let is_event = matches!(
        record.kind.class,
        Class::Meeting | Class::Update | Class::Person
    );
    if is_event || !ownership::is_overdue(record, config, probed.around.today) {
        return None;
    }
    let (path, span) = day_field(record, day, probed)?;
    let is_promised = record.category() == Some(Category::Active);
    let (ask, values) = match record.kind.class {
        Class::Decision => {
            let ask = "What is missing to decide, and by when will it be there?";
            (ask, format!("{path}={DAY}"))
        }
        Class::Dependency if is_promised && record.kind.category("delivered").is_some() => {
            let ask = "Has it come, and if not, what does the provider say?";
            (ask, "status=delivered".to_owned())
        }
        Class::Risk => {
            let ask = "Is it over, did it happen, or can it still?";
            (ask, format!("{path}={DAY}"))
        }
        Class::Work => {
            let ask = "When will it be done, and who has to know that today?";
            (ask, format!("forecast={DAY}"))
        }
        _ => {
            let ask = "What stands in the way, and by when is it gone?";
            (ask, format!("{path}={DAY}"))
        }
    };
    let fact = format!("`{path}` was {day}, {}", ago(days));
    let question = Question::new(About::Late, ask, fact).at(record, span);
    Some(question.set(record, &values))
}

/// Returns the field that says to which day somebody is held.
fn day_field<'a>(
    record: &'a Record,
    day: jiff::civil::Date,
    probed: &Probed<'_>,
) -> Option<(&'a str, crate::text::Span)> {
    let releases = &probed.around.program.config.releases;
    let fields = record.kind.fields.iter().filter(|field| {
        !matches!(
            field.role,
            Some(Role::Forecast | Role::Reviewed | Role::Confirmed)
        )
    });
    let mut values = fields.flat_map(|field| record.values_of(field));
    let found =
        values.find(|value| value.when(releases).and_then(|when| when.day()) == Some(day))?;
    Some((found.path, found.span))
}

/// Asks about work that is forecast later than it is due.
fn late(probed: &Probed<'_>) -> Option<Question> {
    let (record, config) = (probed.record, &probed.around.program.config);
    let late = plan::lateness(record, config)?;
    if late <= config.thresholds.slip_tolerance_days {
        return None;
    }
    let forecast = record.value(Role::Forecast)?;
    let bearing = probed.naming(&[Class::Decision, Class::Issue]);
    let (about, command) = match bearing.as_slice() {
        [] => (
            "no open decision or issue names it".to_owned(),
            format!(
                "hum new decision \"{OPEN}\" affects={} approver=@{OPEN} decide_by={DAY}",
                word(&record.id)
            ),
        ),
        [first, ..] => (named_by(&bearing), format!("hum probe {}", word(&first.id))),
    };
    let days = counted(late, "workday");
    let fact = format!(
        "forecast {}, {days} after it is due; {about}",
        forecast.text
    );
    let ask = "What brings it back, or who agrees to the later day?";
    let question = Question::new(About::Late, ask, fact).at(record, forecast.span);
    Some(question.command(command))
}

fn named_by(records: &[&Record]) -> String {
    let ids: Vec<&str> = records.iter().map(|record| &*record.id).collect();
    let verb = if ids.len() == 1 { "names" } else { "name" };
    format!("{} {verb} it", ids.join(", "))
}

fn overdue_actions(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    let (record, today) = (probed.record, probed.around.today);
    for action in actions_of(record, today) {
        let Some(due) = action
            .due()
            .filter(|_| action.state() == ActionState::Overdue)
        else {
            continue;
        };
        let who = action
            .owner()
            .map_or_else(|| "somebody".to_owned(), |owner| owner.to_string());
        let ask = format!("Has {who} done this: \u{201c}{}\u{201d}?", action.task.text);
        let fact = format!("due {due}, {}", ago(date::days_between(due, today)));
        let question = Question::new(About::Late, ask, fact)
            .at(record, action.task.span)
            .command(format!("hum set {} done=yes", word(&action.address)));
        questions.push(question);
    }
}

fn needs(probed: &Probed<'_>, questions: &mut Vec<Question>) {
    if !probed.record.is_unfinished() {
        return;
    }
    for need in ask::open_needs(probed.record) {
        let (ask, state) = match (&need.from, need.is_asked) {
            (Some(from), true) => (format!("Does {from} give it: {}?", need.what), "asked for"),
            (Some(from), false) => (format!("Who asks {from} for it: {}?", need.what), "missing"),
            (None, _) => (format!("From whom does it come: {}?", need.what), "missing"),
        };
        let by = need.by.map_or_else(
            || "no day is named".to_owned(),
            |by| format!("needed by {by}{}", passed(by, probed.around.today)),
        );
        let days = need
            .by
            .map(|by| date::days_between(probed.around.today, by));
        let about = match days {
            Some(..0) => About::Late,
            Some(days) if days > ask::DAYS => About::Detail,
            _ => About::Need,
        };
        let question = Question::new(about, ask, format!("{state}, {by}"))
            .at(probed.record, need.span)
            .by_hand("change its `state` there");
        questions.push(question);
    }
}

fn passed(by: jiff::civil::Date, today: jiff::civil::Date) -> String {
    match date::days_between(by, today) {
        days @ 1.. => format!(", {}", ago(days)),
        0 => ", today".to_owned(),
        days => format!(", in {}", counted(-days, "day")),
    }
}
