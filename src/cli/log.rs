//! `hum log`

use std::sync::Arc;

use super::{CliError, Context, Outcome, complete, facts, find, links, range};
use crate::{
    history::{self, Asked, Ends},
    model::{
        change::RecordChange, config::Config, program::Program, query::Query, timeline::Timeline,
    },
    report::log,
    store::{Moment, Store},
};

/// Tell what happened to a record, or to the whole program, commit by commit, the newest first
///
/// A record is followed by its id, whatever its file is called and in which form it is written. A version that cannot be
/// read is told with how long it stayed so; what changed meanwhile is told where the file can be read again.
///
/// History is first-parent: what landed, when, by whom. With --all-commits each commit is told where it was made, and a
/// merge tells only what is in none of its parents. See `hum blame` for who gave a field the value that it has.
#[derive(Debug, clap::Args)]
pub(super) struct LogArgs {
    /// Id, path or handle of a record; the whole program when left out
    #[arg(value_name = "ID", add = complete::ids())]
    name: Option<String>,
    /// A..B, or A for A to HEAD; nothing for the whole history
    #[arg(add = complete::ranges())]
    range: Option<String>,
    /// Start at this commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", conflicts_with = "range", add = complete::revisions())]
    since: Option<String>,
    /// End at this commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", conflicts_with = "range", add = complete::revisions())]
    at: Option<String>,
    /// Tell only this many commits, the newest ones
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Tell only records for which this holds after the change
    #[arg(long = "where", value_name = "CONDITION")]
    filter: Option<String>,
    /// Tell every commit, not only what landed
    #[arg(long)]
    all_commits: bool,
    /// Tell the oldest commit first
    #[arg(long)]
    reverse: bool,
    /// text, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl LogArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (name, ends) = self.asked(&store)?;
        let config = store.config(ends.to)?;
        let mut timeline = match name {
            Some(name) => self.of_record(context, &store, &config, &ends, name)?,
            None => self.told(context, &store, &config, (&ends, None, &[]))?,
        };
        if self.reverse {
            timeline.moments.reverse();
            timeline.is_oldest_first = true;
        }
        let links = links::at(&store, &config, &[ends.to, ends.from]);
        context.print_linked(log::report(&config, &timeline), &self.format, links)?;
        Ok(Outcome::Clean)
    }

    /// Returns the record's name and the range. A range may stand alone.
    fn asked(&self, store: &Store) -> Result<(Option<&str>, Ends), CliError> {
        let is_range = |name: &&str| self.range.is_none() && name.contains("..");
        let alone = self.name.as_deref().filter(is_range);
        let name = self.name.as_deref().filter(|_| alone.is_none());
        let newest = match &self.at {
            Some(at) => (range::moment(store, at)?, at.as_str()),
            None => (store.repository()?.head()?, "HEAD"),
        };
        let text = self.since.as_deref().or(self.range.as_deref()).or(alone);
        Ok((name, range::parse(store, text, newest)?))
    }

    fn of_record(
        &self,
        context: &Context,
        store: &Store,
        config: &Arc<Config>,
        ends: &Ends,
        name: &str,
    ) -> Result<Timeline, CliError> {
        let program = find::program_with(store, config, ends.to, name)?;
        match find::record(&program, name) {
            Ok(record) => {
                let holders = find::holders(&program, &record.id);
                let asked = (ends, Some(&*record.id), &holders[..]);
                let mut timeline = self.told(context, store, config, asked)?;
                timeline.title = record.title().into();
                Ok(timeline)
            }
            // It may have been removed.
            Err(unknown) => {
                let timeline = self.told(context, store, config, (ends, Some(name), &[]))?;
                match timeline.moments.is_empty() {
                    true => Err(unknown),
                    false => Ok(timeline),
                }
            }
        }
    }

    fn told(
        &self,
        context: &Context,
        store: &Store,
        config: &Arc<Config>,
        (ends, id, holders): (&Ends, Option<&str>, &[Arc<str>]),
    ) -> Result<Timeline, CliError> {
        let filter = self.filter.as_deref();
        let filter = filter
            .map(|text| facts::query_without(text, config, "hum log"))
            .transpose()?;
        let to = Some(ends.to).filter(|to| *to != Moment::Nothing);
        let today = context.today(store, to)?;
        // A record is judged alone: what it refers to may have been different at each commit.
        let alone = Program::new(config.clone(), Vec::new(), Vec::new());
        let counts = |change: &RecordChange| {
            let holds = |filter: &Query| filter.matches(&alone, &change.record, today);
            filter.as_ref().is_none_or(holds)
        };
        let asked = Asked {
            id,
            holders,
            is_all: self.all_commits,
            limit: self.limit,
            counts: filter.is_some().then_some(&counts),
        };
        Ok(history::log(store, config, ends, &asked)?)
    }
}
