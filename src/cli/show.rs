//! `hum show`

use jiff::civil::Date;

use super::{CliError, Context, Outcome, complete, find, links, range};
use crate::{
    check::{self, Overrides},
    history::{self, Story},
    model::{action, finding::Finding, overlay::Laying, program::Program, record::Record},
    report::show::{self, Shown},
    store::{Moment, Store},
    text::suggest,
};

/// How many of the latest changes are shown.
const CHANGES: usize = 5;

/// Show one record: its fields, links both ways, open actions, what check and history say of it, its latest changes
///
/// What history says is what landed up to the moment that is shown; of the worktree, up to the newest commit. `hum explain
/// where` explains baseline, slip, velocity and staleness.
///
/// A record is named by its id, its path, or, for people, by their handle: RISK-12, risks/RISK-12-quota.md, @maria. An
/// action is named by its address: RISK-12^a3, or RISK-12:31 by its line.
#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    /// Id, path or handle of a record, or address of an action
    #[arg(value_name = "ID", add = complete::ids())]
    name: String,
    /// Show it as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl ShowArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (moment, today) = range::looked_at(context, &store, self.at.as_deref())?;
        let config = store.config(moment)?;
        let program = store.program_with_overlays(&config, moment, Laying::Over)?;
        match find::record(&program, &self.name) {
            Ok(record) => self.show(context, &store, &program, record, moment, today)?,
            Err(unknown) => match address(&self.name) {
                Some((id, _)) => self.show_action(context, find::record(&program, id)?, today)?,
                None => return Err(unknown),
            },
        }
        Ok(Outcome::Clean)
    }

    fn show(
        &self,
        context: &Context,
        store: &Store,
        program: &Program,
        record: &Record,
        moment: Moment,
        today: Date,
    ) -> Result<(), CliError> {
        // A finding has its place in one file, so what overlays say is checked apart.
        let config = &program.config;
        let apart = match config.overlays.is_empty() {
            true => None,
            false => Some(store.program_with_overlays(config, moment, Laying::Apart)?),
        };
        let findings = check::check(apart.as_ref().unwrap_or(program), today, &Overrides::new());
        let story = story(store, program, moment, record)?;
        range::say_shallow(context, &story.past, "what came before is not counted");
        let shown = Shown {
            program,
            record,
            findings: findings
                .iter()
                .filter(|found| is_about(found, record))
                .collect(),
            past: &story.past,
            changes: &story.changes,
            commits: &story.commits,
            today,
            actions: action::actions_of(record, today),
        };
        let links = links::at(store, config, &[moment]);
        context.print_linked(shown.report(), &self.format, links)
    }

    fn show_action(&self, context: &Context, record: &Record, today: Date) -> Result<(), CliError> {
        let actions = action::actions_of(record, today);
        let wanted = address(&self.name).map_or("", |(_, rest)| rest);
        let is_meant = |address: &str, line: u32| {
            address == format!("{}{wanted}", record.id) || wanted == format!(":{line}")
        };
        let found = actions
            .iter()
            .find(|action| is_meant(&action.address, action.line));
        let Some(found) = found else {
            let addresses: Vec<&str> = actions
                .iter()
                .map(|action| action.address.as_str())
                .collect();
            let hint = match (
                suggest::nearest(&self.name, addresses.iter().copied()),
                addresses.len(),
            ) {
                (Some(near), _) => format!("did you mean {near}?"),
                (None, 0) => format!("{} has no actions; see `hum actions`", record.id),
                (None, _) => format!("its actions are: {}", addresses.join(", ")),
            };
            return Err(CliError::usage(
                format!("there is no action {}", self.name),
                hint,
            ));
        };
        context.print_report(&show::action_report(found), &self.format)
    }
}

/// Splits the address of an action into its record and what stands after it: `^a3`, `:31`.
fn address(name: &str) -> Option<(&str, &str)> {
    let at = name.find('^').or_else(|| {
        let at = name.rfind(':')?;
        let line = &name[at + 1..];
        (!line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())).then_some(at)
    })?;
    Some(name.split_at(at))
}

/// Returns whether a finding is about a record, or about the whole file in which it stands.
fn is_about(finding: &Finding, record: &Record) -> bool {
    match &finding.record {
        Some(id) => **id == *record.id,
        None => finding.place.path == record.file.path && record.owns_file(),
    }
}

/// Returns what a record went through up to a moment; up to the newest commit for what is in no commit.
fn story(
    store: &Store,
    program: &Program,
    moment: Moment,
    record: &Record,
) -> Result<Story, CliError> {
    let to = match (moment, store.repository()) {
        (Moment::Commit(_), _) => moment,
        (_, Ok(repository)) => repository.head()?,
        (_, Err(_)) => Moment::Nothing,
    };
    let config = &program.config;
    Ok(history::story(store, config, to, record, CHANGES)?)
}
