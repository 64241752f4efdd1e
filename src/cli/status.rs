//! `hum status`

use std::{collections::BTreeMap, path::PathBuf};

use jiff::{Span, civil::Date};

use super::{CliError, Context, Outcome, complete, marked, range};
use crate::{
    check::{self, Overrides},
    facts::health::{self, Scene},
    history,
    model::{change::Changes, overlay::Laying, past::Past},
    report::{
        facts::Telling,
        status::{Counts, Status},
    },
    store::{Moment, Store},
};

/// Show where the program stands, on one screen: what owners say beside what the facts say
///
/// The facts are dates, promises, blockers, risks and the parts of each piece of work: `hum explain health` says how they
/// are weighed. What an owner says stands as it is. Where it is better than the facts, both are shown, with the facts
/// that disagree.
///
/// --write puts the status into a Markdown file of the program, between the lines `<!-- hum status -->` and
/// `<!-- /hum status -->`, and changes nothing else of it.
#[derive(Debug, clap::Args)]
pub(super) struct StatusArgs {
    /// Show the program as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// Write the status into this file, between its two marks
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    write: Option<PathBuf>,
    /// text, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl StatusArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (moment, today) = range::looked_at(context, &store, self.at.as_deref())?;
        let config = store.config(moment)?;
        let program = store.program(&config, moment)?;
        let past = past(&store, &config, moment)?;
        let changes = recent(&store, &config, moment, today)?;
        let telling = Telling {
            program: &program,
            changes: &changes,
            past: &past,
            today,
        };
        let floats = BTreeMap::new();
        let verdicts = health::verdicts(&Scene {
            program: &program,
            today,
            past: &past,
            floats: &floats,
        });
        let apart = store.program_with_overlays(&config, moment, Laying::Apart)?;
        let mut findings = Counts::new();
        for finding in check::check(&apart, today, &Overrides::new()) {
            *findings.entry(finding.level).or_default() += 1;
        }
        let status = Status::new(&telling, &verdicts, &findings);
        match &self.write {
            Some(file) => marked::write(context, &store, file, "hum status", &status.report())?,
            None => context.print_report(&status.report(), &self.format)?,
        }
        Ok(Outcome::Clean)
    }
}

/// Returns what history says up to a moment; nothing where there is no repository.
fn past(
    store: &Store,
    config: &std::sync::Arc<crate::model::config::Config>,
    moment: Moment,
) -> Result<Past, CliError> {
    let Ok(repository) = store.repository() else {
        return Ok(Past::default());
    };
    let newest = match moment {
        Moment::Worktree | Moment::Index => repository.head()?,
        moment => moment,
    };
    Ok(history::past(store, config, newest)?)
}

/// Returns what changed in the last `thresholds.silence_days` days; nothing where history does not go back that far.
fn recent(
    store: &Store,
    config: &std::sync::Arc<crate::model::config::Config>,
    moment: Moment,
    today: Date,
) -> Result<Changes, CliError> {
    let days = config.thresholds.silence_days;
    let from_name = today.saturating_sub(Span::new().days(days)).to_string();
    let Ok(from) = range::moment(store, &from_name) else {
        return Ok(Changes::default());
    };
    let ends = history::Ends {
        from,
        from_name,
        to: moment,
        to_name: String::new(),
    };
    Ok(history::net(store, config, &ends, false)?)
}
