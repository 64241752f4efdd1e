//! `hum set`

use std::collections::BTreeMap;

use super::{CliError, Context, Outcome, complete, desk::Desk, facts};
use crate::{
    author::{
        action,
        assign::{Assigner, Assignment},
        record::{Changed, form_of},
    },
    facts::field::Facts,
    model::{action as action_model, query::RecordFields, record::Record},
    store::Moment,
    text::{edit, markdown::Task},
};

/// Change fields of records, or of one action
///
/// Changes the fields and nothing else: comments, quotes, order and line ends of the file stay. A change that leaves the
/// program with more errors than `hum check` finds now is refused. `action+=…` adds a task line; a heading and `=` fill a
/// section that says nothing yet, a heading and `+=` add an item to it. An action is named by its address, as
/// `hum actions` shows it.
///
/// hum set RISK-12 status=treating owner=@maria affects+=DEL-7
///
/// hum set RISK-12^a1 done=yes
///
/// hum set --where 'kind = risk and owner = @x' owner=@y --write
#[derive(Debug, clap::Args)]
pub(super) struct SetArgs {
    /// Ids or paths of records, then fields: field=value, field+=item, field-=item, or field= to take it away
    #[arg(value_name = "ID… FIELD=VALUE", required = true, add = complete::ids_and_assignments())]
    words: Vec<String>,
    /// Change every record for which this holds; shows what would change unless --write is given
    #[arg(long = "where", value_name = "EXPRESSION")]
    filter: Option<String>,
    /// Write what --where selects
    #[arg(long, requires = "filter")]
    write: bool,
    /// Show what would change, and write nothing
    #[arg(long, conflicts_with = "write")]
    dry_run: bool,
}

/// What is to be changed.
enum Subject<'a> {
    Record(&'a Record),
    Action(&'a Record, &'a Task),
}

impl SetArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let desk = Desk::open(context)?;
        let words = self.words.iter();
        let (given, names): (Vec<&String>, Vec<&String>) =
            words.partition(|word| word.contains('='));
        let assignments = given
            .into_iter()
            .map(|word| Assignment::parse(word))
            .collect::<Result<Vec<_>, _>>()?;
        if assignments.is_empty() {
            let hint = "write for example: hum set RISK-12 owner=@maria";
            return Err(CliError::usage("nothing is assigned", hint));
        }
        let subjects = self.subjects(context, &desk, &names)?;
        let mut changed = Changed::default();
        for subject in subjects {
            match subject {
                Subject::Record(record) => assign(&desk, &mut changed, record, &assignments)?,
                Subject::Action(record, task) => {
                    let edit = action::task_edit(&assignments, &desk.config, desk.today)?;
                    let form = form_of(record)?;
                    changed.change(record, |text| edit::task(form, text, task, &edit))?;
                }
            }
        }
        let plan = desk.plan(context, changed.rewrites(), &BTreeMap::new())?;
        let is_shown = self.dry_run || (self.filter.is_some() && !self.write);
        let mut notes = Vec::new();
        if self.filter.is_some() && is_shown && !self.dry_run && !plan.changes().is_empty() {
            notes.push("Add --write to write it.".to_owned());
        }
        plan.finish(context, &desk, "set", !is_shown, notes)?;
        Ok(Outcome::Clean)
    }

    fn subjects<'a>(
        &self,
        context: &Context,
        desk: &'a Desk,
        names: &[&String],
    ) -> Result<Vec<Subject<'a>>, CliError> {
        let Some(filter) = &self.filter else {
            if names.is_empty() {
                let hint = "name it first: hum set RISK-12 owner=@maria";
                return Err(CliError::usage("no record is named", hint));
            }
            return names.iter().map(|name| subject(desk, name)).collect();
        };
        if let Some(name) = names.first() {
            let message = format!("{name} is named, and --where selects too");
            return Err(CliError::usage(message, "give one of the two"));
        }
        let config = &desk.config;
        let query = facts::query_of_all(filter, config)?;
        let now = Moment::Worktree;
        let past = facts::past(context, &desk.store, config, now, query.derived())?;
        let facts = Facts {
            config,
            past: past.as_ref(),
            today: desk.today,
        };
        let records = desk.program.records.iter();
        let found = records.filter(|record| {
            let fields = RecordFields {
                program: &desk.program,
                record,
                derived: Some(&facts),
            };
            query.matches_with(&fields, desk.today)
        });
        Ok(found.map(Subject::Record).collect())
    }
}

/// Returns the record that a name means, or the action that an address means: `RISK-12^a1`, or `RISK-12:31` for one
/// without a label.
fn subject<'a>(desk: &'a Desk, name: &str) -> Result<Subject<'a>, CliError> {
    let Some((id, _)) = name.rsplit_once(['^', ':']) else {
        return desk.record(name).map(Subject::Record);
    };
    let record = desk.record(id)?;
    let actions = action_model::actions_of(record, desk.today);
    let found = actions
        .iter()
        .find(|action| action.address.eq_ignore_ascii_case(name));
    if let Some(action) = found {
        return Ok(Subject::Action(record, action.task));
    }
    let known: Vec<&str> = actions
        .iter()
        .map(|action| action.address.as_str())
        .collect();
    let hint = match known.as_slice() {
        [] => format!("{id} has no actions; add one with action+=\u{2026}"),
        known => format!("its actions are {}", known.join(", ")),
    };
    Err(CliError::usage(format!("there is no action {name}"), hint))
}

fn assign(
    desk: &Desk,
    changed: &mut Changed,
    record: &Record,
    assignments: &[Assignment],
) -> Result<(), CliError> {
    let assigner = Assigner {
        config: &desk.config,
        kind: &record.kind,
        record: Some(record),
        today: desk.today,
    };
    let intents = assigner.intents(assignments)?;
    desk.refuse_hidden(record, &intents)?;
    Ok(changed.apply(record, intents)?)
}
