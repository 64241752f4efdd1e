//! `hum blame`

use super::{CliError, Context, Outcome, complete, find, links, range};
use crate::{
    history::{self, Wanted},
    model::{
        blame::{Blame, Part},
        program::Program,
        record::Record,
    },
    report::blame::Blaming,
    store::Moment,
    text::suggest,
};

/// Say who gave each field, section and action of a record what it says now, when and in which commit
///
/// The commit is the last one that changed the part: of a change and its revert that is the revert. Earlier counts what
/// the part said before, since the record was last added. What is in no commit is told as not committed.
///
/// Commits in .git-blame-ignore-revs, or in the files that git's blame.ignoreRevsFile names, are passed over for the one
/// before; so are merges that brought nothing else. See `hum log ID` for every step.
#[derive(Debug, clap::Args)]
pub(super) struct BlameArgs {
    /// Id, path or handle of a record; RISK-12.due for one field, RISK-12.Notes for a section, RISK-12.a3 for an action
    #[arg(value_name = "ID[.FIELD]", add = complete::ids())]
    name: String,
    /// Look at it as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// Look at every commit, not only at what landed
    #[arg(long)]
    all_commits: bool,
    /// text (or table), csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl BlameArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let head = store.repository()?.head()?;
        let moment = match &self.at {
            Some(at) => range::moment(&store, at)?,
            None => store.now()?,
        };
        let config = store.config(moment)?;
        let read = |name: &str| find::program_with(&store, &config, moment, name);
        let (program, name, field) = split(&self.name, &read)?;
        let record = find::record(&program, name)?;
        let to = match (moment, head) {
            (Moment::Commit(id), _) | (_, Moment::Commit(id)) => Some(id),
            _ => None,
        };
        let wanted = Wanted {
            record,
            holders: &find::holders(&program, &record.id),
            to,
            is_all: self.all_commits,
        };
        let mut blame = history::blame(&store, &config, &wanted)?;
        if let Some(field) = field {
            narrow(&mut blame, record, field)?;
        }
        let blaming = Blaming {
            record,
            at: self.at.as_deref(),
            is_all: self.all_commits,
            blame: &blame,
        };
        let links = links::at(&store, &config, &[moment]);
        context.print_linked(blaming.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}

/// Splits what was typed into a record and a field: at the first dot before which there is a record.
fn split<'a>(
    typed: &'a str,
    read: &dyn Fn(&str) -> Result<Program, CliError>,
) -> Result<(Program, &'a str, Option<&'a str>), CliError> {
    let whole = read(typed)?;
    if find::record(&whole, typed).is_ok() {
        return Ok((whole, typed, None));
    }
    for (at, _) in typed.match_indices('.') {
        let (name, field) = (&typed[..at], &typed[at + 1..]);
        if !field.is_empty() && find::record(&whole, name).is_ok() {
            return Ok((whole, name, Some(field)));
        }
    }
    let name = typed.split_once('.').map_or(typed, |(name, _)| name);
    Ok((whole, name, None))
}

/// Leaves the parts that a name means.
fn narrow(blame: &mut Blame, record: &Record, name: &str) -> Result<(), CliError> {
    let is_meant = |part: &Part| match part {
        Part::Field(path) => {
            let field = record.kind.field_at(path);
            let own = field.is_some_and(|field| field.name == name);
            own || path == name
                || path
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('.'))
        }
        Part::Section(title) => title.eq_ignore_ascii_case(name),
        Part::Task { text, label } => {
            text == name || label.as_deref() == Some(name.trim_start_matches('^'))
        }
    };
    if !blame.parts.iter().any(|blamed| is_meant(&blamed.part)) {
        let names: Vec<&str> = blame
            .parts
            .iter()
            .map(|blamed| blamed.part.name())
            .collect();
        let hint = match suggest::nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean {}.{near}?", record.id),
            None => format!("run `hum blame {}` to see every part", record.id),
        };
        let message = format!("{} has no field, section or action {name}", record.id);
        return Err(CliError::usage(message, hint));
    }
    blame.parts.retain(|blamed| is_meant(&blamed.part));
    Ok(())
}
