//! All branches that are not in the base, and what they do together.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{CliError, Context, Outcome, print_pending, with_side};
use crate::{
    author::merge::{self, Branch},
    check::{self, Overrides},
    diff, history,
    model::{change::RecordChange, config::Config, finding::Finding, past::Past, program::Program},
    report::review::{OneBranch, Pending, Told},
    store::{Moment, Patched, Store, git::ObjectId, load},
};

/// A branch that is not in the base.
struct Read {
    name: String,
    /// The program where it left the base, and where it ends.
    before: Program,
    after: Program,
    changes: Vec<RecordChange>,
    findings: Vec<Finding>,
}

/// Tells all branches.
pub(super) fn run(
    context: &Context,
    store: &Store,
    base: &str,
    format: &str,
) -> Result<Outcome, CliError> {
    let repository = store.repository()?;
    let Moment::Commit(tip) = repository.moment(base)? else {
        let message = format!("{base} names no commit");
        return Err(CliError::usage(
            message,
            "name a branch: hum review main --pending",
        ));
    };
    let today = context.clock();
    let moment = Moment::Commit(tip);
    let config = store.config(moment)?;
    let program = store.program(&config, moment)?;
    let past = history::past(store, &config, moment)?;
    let known = check::check(&program, today, &Overrides::new());
    let read = read(store, &config, tip, today)?;
    let told: Vec<Told> = read.iter().map(|one| tell(one, &past, today)).collect();
    let branches: Vec<Branch<'_>> = read
        .iter()
        .map(|one| Branch {
            name: &one.name,
            changes: &one.changes,
        })
        .collect();
    let merged = merge::merge(&program, &branches);
    let snapshot = store.snapshot(moment)?;
    let patched = Patched::new(&*snapshot, &merged.rewrites).without(merged.gone.clone());
    let all = load(&config, &patched)?;
    let found = check::check(&all, today, &Overrides::new());
    let (mut together, _) = check::new_ones(&known, found);
    for one in &read {
        (together, _) = check::new_ones(&one.findings, together);
    }
    with_side((&program, &past, today), |before| {
        with_side((&all, &past, today), |after| {
            let pending = Pending {
                base,
                branches: &told,
                sides: (before, after),
                clashes: &merged.clashes,
                together: &together,
            };
            print_pending(context, &pending, format)
        })
    })
}

/// Reads the branches that are not in the base and change the plan: of several that end with the same commit, the first.
fn read(
    store: &Store,
    config: &Arc<Config>,
    base: ObjectId,
    today: Date,
) -> Result<Vec<Read>, CliError> {
    let repository = store.repository()?;
    let mut names: BTreeMap<ObjectId, String> = BTreeMap::new();
    for (name, tip) in repository.branches()? {
        names.entry(tip).or_insert(name);
    }
    let mut read = Vec::new();
    for (tip, name) in names {
        // A branch that has nothing in common with the base is of another program.
        let Ok(from) = repository.merge_base(base, tip) else {
            continue;
        };
        if from == tip {
            continue;
        }
        let before = store.program(config, Moment::Commit(from))?;
        let after = store.program(config, Moment::Commit(tip))?;
        let changes = diff::programs(&before, &after);
        if changes.is_empty() {
            continue;
        }
        let check = |program: &Program| check::check(program, today, &Overrides::new());
        let (findings, _) = check::new_ones(&check(&before), check(&after));
        read.push(Read {
            name,
            before,
            after,
            changes,
            findings,
        });
    }
    read.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(read)
}

fn tell(one: &Read, past: &Past, today: Date) -> Told {
    with_side((&one.before, past, today), |before| {
        with_side((&one.after, past, today), |after| {
            Told::of(&OneBranch {
                name: &one.name,
                sides: (before, after),
                changes: &one.changes,
                findings: &one.findings,
            })
        })
    })
}
