//! One thing that is left to do.

use jiff::civil::Date;

use super::scope::Scope;
use crate::{
    facts::schedule::Schedule,
    model::{
        action, date,
        kind::Class,
        program::Program,
        record::{Person, Record},
        role::Role,
        status::Category,
    },
};

/// One thing that is left to do.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// The record in which it stands.
    pub record: &'a Record,
    /// What it is.
    pub doing: Doing,
    /// Who has to do it; `None` where nobody does.
    pub owner: Option<Person>,
    /// By when; `None` where nobody says.
    pub by: Option<Date>,
    /// Whether that day has passed.
    pub is_overdue: bool,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doing {
    /// Decide it.
    Decide,
    /// Promise it, or deliver what was promised, or accept what was delivered.
    Promise {
        /// The state of the dependency.
        state: String,
    },
    /// Give what is needed.
    Need {
        /// What.
        what: String,
        /// `asked` or `missing`.
        state: String,
    },
    /// Remove what stands in the way.
    Unblock,
    /// Do an action.
    Action {
        /// Its words.
        text: String,
        /// Its address.
        address: String,
    },
    /// Finish it.
    Work {
        /// Its title.
        title: String,
    },
}

impl Doing {
    /// Returns the place among things of one day: what others wait for first.
    pub fn rank(&self) -> usize {
        match self {
            Self::Decide => 0,
            Self::Promise { .. } => 1,
            Self::Need { .. } => 2,
            Self::Unblock => 3,
            Self::Action { .. } => 4,
            Self::Work { .. } => 5,
        }
    }

    /// Returns what one of it is called.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Decide => "decision",
            Self::Promise { .. } => "promise",
            Self::Need { .. } => "need",
            Self::Unblock => "blocker",
            Self::Action { .. } => "action",
            Self::Work { .. } => "piece of work",
        }
    }
}

/// Returns every step of a scope, in no order.
pub(super) fn steps<'a>(
    program: &'a Program,
    schedule: &Schedule<'a>,
    scope: &Scope<'a>,
    today: Date,
) -> Vec<Step<'a>> {
    let releases = &program.config.releases;
    let mut steps = Vec::new();
    for record in scope.before.values() {
        let owner = |role| record.people(role).into_iter().next();
        match record.kind.class {
            Class::Decision => steps.push(Step {
                record,
                doing: Doing::Decide,
                owner: owner(Role::Approver),
                by: record.day(Role::DecideBy, releases),
                is_overdue: false,
            }),
            _ => {
                steps.push(Step {
                    record,
                    doing: Doing::Work {
                        title: record.title().into_owned(),
                    },
                    owner: owner(Role::Owner),
                    by: schedule.find(&record.id).map(|item| item.finish),
                    is_overdue: false,
                });
                steps.extend(needs(program, record));
            }
        }
        steps.extend(actions(record, today));
    }
    for record in scope.around.values() {
        steps.extend(around(program, record));
        steps.extend(actions(record, today));
    }
    for step in &mut steps {
        let is_due = match &step.doing {
            // The schedule puts no work into the past: what counts is the day that was promised.
            Doing::Work { .. } => step.record.day(Role::Due, releases),
            _ => step.by,
        };
        if let Some(day) = is_due.filter(|day| *day < today) {
            (step.is_overdue, step.by) = (true, Some(day));
        }
    }
    steps
}

/// Returns what a record needs and does not have.
fn needs<'a>(program: &'a Program, record: &'a Record) -> Vec<Step<'a>> {
    let fields = record.kind.fields_of(Role::Needs);
    let paths = fields.flat_map(|field| &field.paths);
    let lists = paths.filter_map(|path| record.at_path(path));
    let mut steps = Vec::new();
    for list in lists {
        for item in list.items() {
            let text = |key| item.get(key).and_then(|value| value.text()).map(str::trim);
            let state = text("state").unwrap_or("missing");
            let Some(what) = text("what").filter(|_| state != "have") else {
                continue;
            };
            let by = text("by").and_then(|by| date::parse_when(by, &[], &program.config.releases));
            steps.push(Step {
                record,
                doing: Doing::Need {
                    what: what.to_owned(),
                    state: state.to_owned(),
                },
                owner: text("from")
                    .filter(|from| !from.is_empty())
                    .map(Person::new),
                by: by.and_then(|by| by.day()),
                is_overdue: false,
            });
        }
    }
    steps
}

/// Returns what a dependency or an issue leaves to do; a risk leaves its actions alone.
fn around<'a>(program: &Program, record: &'a Record) -> Option<Step<'a>> {
    let releases = &program.config.releases;
    let day = |role| record.day(role, releases);
    let owner = |role| record.people(role).into_iter().next();
    let (doing, owner, by) = match record.kind.class {
        Class::Dependency => {
            let state = record.status().unwrap_or_default().into_owned();
            let is_delivered = state == "delivered";
            let who = match is_delivered {
                true => owner(Role::Owner),
                false => owner(Role::Provider),
            };
            let is_promised = record.category() == Some(Category::Active);
            let promised = day(Role::Promised).filter(|_| is_promised);
            let by = promised
                .or_else(|| day(Role::AnswerBy))
                .or_else(|| day(Role::NeedBy));
            (Doing::Promise { state }, who, by)
        }
        Class::Issue => (Doing::Unblock, owner(Role::Owner), day(Role::NeededBy)),
        _ => return None,
    };
    Some(Step {
        record,
        doing,
        owner,
        by,
        is_overdue: false,
    })
}

/// Returns the open actions of a record.
fn actions(record: &Record, today: Date) -> Vec<Step<'_>> {
    let actions = action::actions_of(record, today).into_iter();
    let open = actions.filter(|action| !action.task.done);
    open.map(|action| Step {
        record,
        owner: action.owner(),
        by: action.due(),
        is_overdue: false,
        doing: Doing::Action {
            text: action.task.text.clone(),
            address: action.address,
        },
    })
    .collect()
}
