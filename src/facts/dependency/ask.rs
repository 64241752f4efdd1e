//! What to ask next about a promise, and of whom.

use jiff::civil::Date;

use super::{
    CONFIRMED_DAYS, Slack, Suspect, askers, confirmed_days, has_evidence, is_delivered, is_in_lead,
    is_promised, providers, slack, suspect,
};
use crate::model::{
    config::Config,
    date,
    program::Program,
    promise::Promises,
    record::{Person, Record},
    role::Role,
};

/// What is asked next about a promise, the most pressing first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// It was promised for a day that is past, and is not there. Calendar days since then.
    Deliver {
        /// The day.
        promised: Date,
        /// How long ago.
        days: i64,
    },
    /// It is needed soon, or was, and nobody has promised it. Workdays until then.
    PromiseNow {
        /// When it is needed.
        need_by: Date,
        /// How far away that is; below 0 it is past.
        days: i64,
    },
    /// An answer was to be given. Calendar days since then.
    Answer {
        /// The day.
        answer_by: Date,
        /// How long ago.
        days: i64,
    },
    /// It is promised for a day after the one on which it is needed. Workdays between them.
    Agree {
        /// How much too late.
        days: i64,
        /// Whether there is something else to do if it comes late.
        has_fallback: bool,
    },
    /// It was delivered, and nobody has accepted it.
    Accept,
    /// Something changed since it was confirmed.
    ConfirmAgain {
        /// The day on which it was confirmed.
        confirmed: Date,
        /// What changed.
        suspect: Suspect,
    },
    /// Nobody of the provider stands behind it.
    Sign,
    /// It was never confirmed, or too long ago. Calendar days since then.
    Confirm {
        /// How long ago; `None` where it never was.
        days: Option<i64>,
    },
    /// Nobody has promised it, and there is time.
    Promise,
}

impl Request {
    /// Returns how pressing it is: 0 for what is asked first.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Deliver { .. } => 0,
            Self::PromiseNow { .. } => 1,
            Self::Answer { .. } => 2,
            Self::Agree { .. } => 3,
            Self::Accept => 4,
            Self::ConfirmAgain { .. } => 5,
            Self::Sign => 6,
            Self::Confirm { .. } => 7,
            Self::Promise => 8,
        }
    }
}

/// What to ask next about a promise, and of whom.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    /// The dependency.
    pub record: &'a Record,
    /// What.
    pub request: Request,
    /// Who asks: whoever looks after it on the side that gets it.
    pub by: Vec<Person>,
    /// Who is asked: the provider; of what was delivered, the side that gets it.
    pub of: Vec<Person>,
}

/// Returns what to ask next about an open dependency: the most pressing thing alone, since the answer changes the rest.
/// `None` where both sides shook hands and the day is in time.
pub fn ask<'a>(
    program: &Program,
    record: &'a Record,
    promises: &Promises,
    today: Date,
) -> Option<Ask<'a>> {
    let mut requests = requests(program, record, promises, today);
    requests.sort_by_key(Request::rank);
    let request = requests.into_iter().next()?;
    let by = askers(program, record);
    let of = match request {
        Request::Accept => by.clone(),
        _ => providers(record),
    };
    Some(Ask {
        record,
        request,
        by,
        of,
    })
}

fn requests(program: &Program, record: &Record, promises: &Promises, today: Date) -> Vec<Request> {
    if is_delivered(record) {
        vec![Request::Accept]
    } else if is_promised(record) {
        of_promised(program, record, promises, today)
    } else {
        of_requested(record, &program.config, today)
    }
}

fn of_requested(record: &Record, config: &Config, today: Date) -> Vec<Request> {
    let day = |role| record.day(role, &config.releases);
    let need_by = day(Role::NeedBy).filter(|day| is_in_lead(*day, config, today));
    let answer_by = day(Role::AnswerBy).filter(|day| *day < today);
    let now = need_by.map(|need_by| Request::PromiseNow {
        need_by,
        days: config.calendar.workdays(today, need_by),
    });
    let answer = answer_by.map(|answer_by| Request::Answer {
        answer_by,
        days: date::days_between(answer_by, today),
    });
    let found = [now, answer, Some(Request::Promise)];
    found.into_iter().flatten().collect()
}

fn of_promised(
    program: &Program,
    record: &Record,
    promises: &Promises,
    today: Date,
) -> Vec<Request> {
    let config = &program.config;
    let day = |role| record.day(role, &config.releases);
    let past = day(Role::Promised).filter(|day| *day < today);
    let deliver = past.map(|promised| Request::Deliver {
        promised,
        days: date::days_between(promised, today),
    });
    let agree = match slack(record, config, today) {
        Slack::Days(days @ ..0) => Some(Request::Agree {
            days: -days,
            has_fallback: record
                .text(Role::Fallback)
                .is_some_and(|text| !text.trim().is_empty()),
        }),
        _ => None,
    };
    let suspect = suspect(program, record, promises, today).into_iter().next();
    let suspect = day(Role::Confirmed).zip(suspect);
    let again = suspect.map(|(confirmed, suspect)| Request::ConfirmAgain { confirmed, suspect });
    let promise = promises.made.get(&record.id);
    let is_unsigned = promise.is_some_and(|promise| !has_evidence(program, record, promise));
    let sign = is_unsigned.then_some(Request::Sign);
    let days = confirmed_days(record, config, today);
    let is_old = days.is_none_or(|days| days > CONFIRMED_DAYS);
    let confirm = is_old.then_some(Request::Confirm { days });
    let found = [deliver, agree, again, sign, confirm];
    found.into_iter().flatten().collect()
}
