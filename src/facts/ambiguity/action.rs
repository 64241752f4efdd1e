//! What is wrong with the open actions of a record.

use jiff::civil::Date;

use super::{
    field,
    slot::{Defect, Slot, What},
    vague::{self, Vague},
};
use crate::{
    model::{date, program::Program, record::Record},
    text::markdown::Task,
};

/// Returns a slot for each open action.
pub(super) fn slots<'a>(program: &Program, record: &'a Record, today: Date) -> Vec<Slot<'a>> {
    let tasks = record
        .body()
        .map(|body| body.tasks.as_slice())
        .unwrap_or_default();
    let open = tasks.iter().filter(|task| !task.done);
    open.map(|task| slot(program, record, task, today))
        .collect()
}

fn slot<'a>(program: &Program, record: &'a Record, task: &'a Task, today: Date) -> Slot<'a> {
    let defect = defect(program, task, today);
    let span = match &defect {
        Some(Defect::Vague { words, .. }) => field::place(&record.file.text, task.span, words),
        _ => task.span,
    };
    Slot {
        what: What::Action(task),
        defect,
        span,
    }
}

/// Returns what is wrong with an action. Words where the owner or the day should be say more than nothing does.
fn defect(program: &Program, task: &Task, today: Date) -> Option<Defect> {
    let due = task.due.as_deref();
    let has_day = due.and_then(date::parse_day).is_some();
    let owner = task.owner.as_deref();
    let is_nobody = |name: &&str| vague::is_nobody(name) && program.person(name).is_none();
    let vague = |words: &str, vague| Defect::Vague {
        words: words.to_owned(),
        vague,
        is_all: false,
    };
    if let Some(defect) = due.and_then(|due| field::tbd(due, today)) {
        return Some(defect);
    }
    if let Some(name) = owner.filter(is_nobody) {
        return Some(vague(name, Vague::Who));
    }
    if let Some(due) = due.filter(|due| !has_day && vague::is_time(due)) {
        return Some(vague(due, Vague::When));
    }
    let found = |which| {
        let found = vague::in_action(&task.text, which)?;
        Some(vague(&task.text[found.at], which))
    };
    let who = owner.is_none().then(|| found(Vague::Who));
    let when = (!has_day).then(|| found(Vague::When));
    match (who, when) {
        (Some(None), _) | (_, Some(None)) => Some(Defect::Missing),
        (Some(words), _) | (None, Some(words)) => words,
        (None, None) => found(Vague::Whether),
    }
}
