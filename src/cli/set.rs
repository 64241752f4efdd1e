//! `hum set`

use std::collections::BTreeMap;

use super::{CliError, Context, Outcome, complete, desk::Desk};
use crate::{
    author::{
        assign::{Assigner, Assignment},
        record::Changed,
    },
    model::record::Record,
};

/// Change fields of records
///
/// Changes the fields and nothing else: comments, quotes, order and line ends of the file stay. A change that leaves the
/// program with more errors than `hum check` finds now is refused.
///
/// hum set RISK-12 status=treating owner=@maria affects+=DEL-7
#[derive(Debug, clap::Args)]
pub(super) struct SetArgs {
    /// Ids or paths of records, then fields: field=value, field+=item, field-=item, or field= to take it away
    #[arg(value_name = "ID… FIELD=VALUE", required = true, add = complete::ids_and_assignments())]
    words: Vec<String>,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl SetArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let desk = Desk::open(context)?;
        let names: Vec<&String> = self
            .words
            .iter()
            .filter(|word| !word.contains('='))
            .collect();
        let assignments = self
            .words
            .iter()
            .filter(|word| word.contains('='))
            .map(|word| Assignment::parse(word))
            .collect::<Result<Vec<_>, _>>()?;
        if assignments.is_empty() {
            let message = "nothing is assigned";
            return Err(CliError::usage(
                message,
                "write for example: hum set RISK-12 owner=@maria",
            ));
        }
        if names.is_empty() {
            let hint = "name it first: hum set RISK-12 owner=@maria";
            return Err(CliError::usage("no record is named", hint));
        }
        let records = names
            .into_iter()
            .map(|name| desk.record(name))
            .collect::<Result<Vec<_>, _>>()?;
        let mut changed = Changed::default();
        for record in records {
            assign(&desk, &mut changed, record, &assignments)?;
        }
        let plan = desk.plan(context, changed.rewrites(), &BTreeMap::new())?;
        plan.finish(context, &desk, "set", !self.dry_run, Vec::new())?;
        Ok(Outcome::Clean)
    }
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
    let intents = assignments
        .iter()
        .map(|assignment| assigner.intent(assignment))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(changed.apply(record, intents)?)
}
