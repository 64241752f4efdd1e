//! What has to go one level up, and what whoever decides there must know.

use std::fmt;

use jiff::civil::Date;

use super::decision;
use crate::model::{
    action::{Action, ActionState, actions_of},
    config::Config,
    kind::Class,
    program::{Program, natural},
    record::{Person, Record, is_tbd},
    role::Role,
};

/// The state of an issue that was handed up.
const ESCALATED: &str = "escalated";

/// What has to happen next with an issue, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Next {
    /// It was handed up, and the day by which it had to be decided is past.
    DecisionLate(Date),
    /// The day on which it had to be handed up has come.
    EscalateNow(Date),
    /// The day by which it had to be solved is past.
    Unsolved(Date),
    /// It was handed up and is to be decided.
    DecideBy(Date),
    /// It is to be handed up if it is not solved.
    EscalateOn(Date),
    /// It is to be solved.
    SolveBy(Date),
    /// Nobody has said when anything happens.
    NoDay,
}

impl fmt::Display for Next {
    /// Writes it in one clause.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DecisionLate(day) => write!(out, "had to be decided by {day}"),
            Self::EscalateNow(day) => write!(out, "to be escalated since {day}"),
            Self::Unsolved(day) => write!(out, "had to be solved by {day}"),
            Self::DecideBy(day) => write!(out, "to be decided by {day}"),
            Self::EscalateOn(day) => write!(out, "to be escalated on {day}"),
            Self::SolveBy(day) => write!(out, "to be solved by {day}"),
            Self::NoDay => out.write_str("no day"),
        }
    }
}

impl Next {
    /// Returns the day.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::DecisionLate(day)
            | Self::EscalateNow(day)
            | Self::Unsolved(day)
            | Self::DecideBy(day)
            | Self::EscalateOn(day)
            | Self::SolveBy(day) => Some(day),
            Self::NoDay => None,
        }
    }

    /// Returns whether the day has come, or is past.
    pub fn is_late(self) -> bool {
        matches!(
            self,
            Self::DecisionLate(_) | Self::EscalateNow(_) | Self::Unsolved(_)
        )
    }
}

/// Returns what has to happen next with an open issue, by `decide_by`, `escalate_on` and `needed_by`.
pub fn next(issue: &Record, config: &Config, today: Date) -> Next {
    let day = |role| issue.day(role, &config.releases);
    let (decide, escalate, solve) = (
        day(Role::DecideBy),
        day(Role::EscalateOn),
        day(Role::NeededBy),
    );
    let is_up = is_escalated(issue);
    let found = [
        decide
            .filter(|day| is_up && *day < today)
            .map(Next::DecisionLate),
        escalate
            .filter(|day| !is_up && *day <= today)
            .map(Next::EscalateNow),
        solve.filter(|day| *day < today).map(Next::Unsolved),
        decide.filter(|_| is_up).map(Next::DecideBy),
        escalate.filter(|_| !is_up).map(Next::EscalateOn),
        solve.map(Next::SolveBy),
    ];
    found.into_iter().flatten().min().unwrap_or(Next::NoDay)
}

/// Returns whether an issue was handed up.
pub fn is_escalated(issue: &Record) -> bool {
    let status = issue.status();
    status.is_some_and(|status| status.eq_ignore_ascii_case(ESCALATED))
}

/// What whoever decides must know of an issue.
#[derive(Debug)]
pub struct Escalation<'a> {
    /// The issue.
    pub issue: &'a Record,
    /// The decision that it asks for; `None` where it names none.
    pub decision: Option<&'a Record>,
    /// Who decides: whom it goes to, else the approver of the decision.
    pub to: Vec<Person>,
    /// The day by which it must be decided: the issue's, else the decision's.
    pub decide_by: Option<Date>,
    /// The unfinished records that stand still: what the issue and the decision block, by id.
    pub affected: Vec<&'a Record>,
    /// What was done about it: finished actions of the issue, of the decision, and of the risks that it came from or that the
    /// decision affects, by their days.
    pub attempts: Vec<Action<'a>>,
    /// Whom to talk to before: the parties, whoever the decision names, and the owners of what stands still.
    pub brief: Vec<Brief>,
}

/// Somebody to talk to before a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Who.
    pub person: Person,
    /// Why, in a few words each.
    pub why: Vec<String>,
}

/// Gathers what whoever decides must know of an issue.
pub fn escalation<'a>(program: &'a Program, issue: &'a Record, today: Date) -> Escalation<'a> {
    let config = &program.config;
    let decision = issue.values(Role::Decision).into_iter();
    let decision = decision.filter_map(|id| program.find(&id.text)).next();
    let day = |record: &Record| record.day(Role::DecideBy, &config.releases);
    let mut to = people(issue, Role::EscalateTo);
    if to.is_empty() {
        to = decision.map_or_else(Vec::new, |decision| people(decision, Role::Approver));
    }
    let affected = affected(program, issue, decision);
    Escalation {
        decide_by: day(issue).or_else(|| decision.and_then(day)),
        attempts: attempts(program, issue, decision, today),
        brief: brief(issue, decision, &affected, &to),
        issue,
        decision,
        to,
        affected,
    }
}

fn people(record: &Record, role: Role) -> Vec<Person> {
    let mut values = record.values(role);
    values.retain(|value| !is_tbd(&value.text));
    values
        .iter()
        .map(|value| Person::new(&value.text))
        .collect()
}

fn affected<'a>(
    program: &'a Program,
    issue: &Record,
    decision: Option<&'a Record>,
) -> Vec<&'a Record> {
    let blocked = issue.values(Role::Blocks).into_iter();
    let mut affected: Vec<&Record> = blocked
        .filter_map(|value| program.find(&value.text))
        .filter(|record| record.is_unfinished())
        .collect();
    if let Some(decision) = decision {
        affected.extend(decision::blocked(program, decision));
    }
    affected
        .retain(|record| record.id != issue.id && decision.is_none_or(|own| own.id != record.id));
    affected.sort_by(|a, b| natural(&a.id, &b.id));
    affected.dedup_by(|a, b| a.id == b.id);
    affected
}

fn attempts<'a>(
    program: &'a Program,
    issue: &'a Record,
    decision: Option<&'a Record>,
    today: Date,
) -> Vec<Action<'a>> {
    let became = |risk: &Record| {
        let mut became = risk.values(Role::Became).into_iter();
        became.any(|value| *value.text == *issue.id)
    };
    let is_weighed = |risk: &Record| {
        let affects = decision.map_or_else(Vec::new, |decision| decision.values(Role::Affects));
        affects.iter().any(|value| *value.text == *risk.id)
    };
    let risks = program.of_class(Class::Risk);
    let risks = risks.filter(|risk| became(risk) || is_weighed(risk));
    let sources = std::iter::once(issue).chain(decision).chain(risks);
    let mut done: Vec<Action<'_>> = sources
        .flat_map(|record| actions_of(record, today))
        .filter(|action| action.state() == ActionState::Done)
        .collect();
    done.sort_by_key(|action| action.due().unwrap_or(Date::MAX));
    done
}

fn brief(
    issue: &Record,
    decision: Option<&Record>,
    affected: &[&Record],
    to: &[Person],
) -> Vec<Brief> {
    let mut all: Vec<Brief> = Vec::new();
    let owners = people(issue, Role::Owner);
    let mut add = |who: Vec<Person>, why: String| {
        for person in who {
            if to.contains(&person) || owners.contains(&person) {
                continue;
            }
            match all.iter_mut().find(|brief| brief.person == person) {
                Some(brief) => brief.why.push(why.clone()),
                None => all.push(Brief {
                    person,
                    why: vec![why.clone()],
                }),
            }
        }
    };
    add(people(issue, Role::Parties), "a party".to_owned());
    if let Some(decision) = decision {
        let id = &decision.id;
        add(people(decision, Role::Approver), format!("decides {id}"));
        add(people(decision, Role::Driver), format!("drives {id}"));
        add(
            people(decision, Role::Contributors),
            format!("contributes to {id}"),
        );
        add(people(decision, Role::Informed), format!("is told of {id}"));
    }
    for record in affected {
        add(people(record, Role::Owner), format!("owns {}", record.id));
    }
    all
}
