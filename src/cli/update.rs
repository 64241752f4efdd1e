//! `hum update`

use std::{collections::BTreeSet, sync::Arc};

use super::{CliError, Context, Outcome, complete, context::unknown, links, range};
use crate::{
    history,
    model::{config::Config, past::Past},
    report::{
        Links,
        update::{self, Telling, UPDATES},
    },
    store::{Moment, Store},
};

/// Write the update of an audience from the records and their history
///
/// An audience is declared under `audiences:` in program.yaml and names the update it gets: `exec` (should I worry, must
/// I decide; at most 200 words) or `contributors` (what is mine, what changed, why). The update tells the committed
/// state; what changed is counted from --since.
#[derive(Debug, clap::Args)]
pub(super) struct UpdateArgs {
    /// An audience of program.yaml, or one of: exec, contributors
    #[arg(add = complete::audiences())]
    audience: String,
    /// Tell what changed since this commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    since: String,
    /// Tell the state at this commit, tag, branch or day instead of the newest commit
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// Print the data behind the words, as JSON
    #[arg(long, conflicts_with = "format")]
    context: bool,
    /// text, markdown, html, slack or json; the audience's own when left out
    #[arg(long, value_name = "FORMAT", add = complete::formats())]
    format: Option<String>,
}

impl UpdateArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let repository = store.repository()?;
        let to = match &self.at {
            Some(at) => range::moment(&store, at)?,
            None => repository.head()?,
        };
        if to == Moment::Nothing {
            return Err(CliError::usage(
                "there is no commit to tell about",
                "commit the program first",
            ));
        }
        let today = context.today(&store, Some(to))?;
        let config = store.config(to)?;
        let audience = config.audiences.get(&self.audience);
        let kind = audience
            .and_then(|audience| audience.update.clone())
            .unwrap_or_else(|| self.audience.clone());
        let ends = history::Ends {
            from: range::moment(&store, &self.since)?,
            from_name: self.since.clone(),
            to,
            to_name: self.at.clone().unwrap_or_else(|| "HEAD".into()),
        };
        let changes = history::net(&store, &config, &ends, true)?;
        let past = past(context, &store, &config, to)?;
        let program = store.program(&config, to)?;
        let telling = Telling {
            program: &program,
            changes: &changes,
            past: &past,
            today,
        };
        let report = update::report(&kind, &telling).ok_or_else(|| {
            let own = config.audiences.keys().map(String::as_str);
            let known: BTreeSet<&str> = own
                .chain(UPDATES.iter().map(|update| update.name))
                .collect();
            unknown("audience", &self.audience, known.iter().copied())
        })?;
        let own = audience.and_then(|audience| audience.format.as_deref());
        let format = if self.context {
            "json"
        } else {
            self.format.as_deref().or(own).unwrap_or("text")
        };
        let links = links::at(&store, &config, &[to, ends.from]);
        context.print_linked(report, format, links.map(Links::sent))?;
        Ok(Outcome::Clean)
    }
}

/// Reads what history says of each record, and says where that is not all.
fn past(
    context: &Context,
    store: &Store,
    config: &Arc<Config>,
    to: Moment,
) -> Result<Past, CliError> {
    let past = history::past(store, config, to)?;
    let what = "first dates, and since when records stand as they do, are not known";
    range::say_shallow(context, &past, what);
    Ok(past)
}
