//! `hum escalate`

use super::{
    CliError, Context, Outcome, complete, facts::Condition, find, links, standing::Standing,
};
use crate::{
    facts::{conflict, escalation},
    model::{kind::Class, record::Record},
    report::{
        Links,
        escalate::{Escalations, Note},
    },
    store::Store,
};

/// Write the note that takes an issue one level up; without an issue, list what may have to go there
///
/// The note says what must be decided, by whom and by when, the options, what stands still, what was tried, what is
/// recommended, and whom to talk to first. All of it stands in the issue and in the decision that it names. What they do not say is
/// named as missing, with what to type.
///
/// The list has open issues, the most pressing first, and contradictions in the records that nobody has raised: a promise
/// after the day on which it is needed, one promise with several days, several people who decide or own one thing, more work
/// of one owner at a time than `thresholds.parallel_work`, two pieces of one owner with the same priority.
#[derive(Debug, clap::Args)]
pub(super) struct EscalateArgs {
    /// Id or path of an issue
    #[arg(value_name = "ID", add = complete::ids())]
    name: Option<String>,
    /// List only issues for which this holds; see `hum explain where`
    #[arg(long = "where", value_name = "CONDITION", conflicts_with = "name")]
    filter: Option<String>,
    /// Look at the program as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// List this many contradictions; 0 for all
    #[arg(long, default_value_t = 20, value_name = "N", conflicts_with = "name")]
    limit: usize,
    /// text, csv, markdown, html, slack or json; markdown for a note and text for a list when left out
    #[arg(long, value_name = "FORMAT", add = complete::formats())]
    format: Option<String>,
}

impl EscalateArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let standing = Standing::read(context, &store, self.at.as_deref())?;
        if let Some(name) = &self.name {
            self.note(context, &store, &standing, name)?;
            return Ok(Outcome::Clean);
        }
        let Standing {
            moment,
            today,
            config,
            program,
            ..
        } = &standing;
        let asked = (self.filter.as_deref(), Class::Issue);
        let condition = Condition::read(context, &store, config, asked, (*moment, *today))?;
        let issues = condition.records(program).into_iter();
        let open = issues.filter(|issue| issue.is_unfinished());
        let mut issues: Vec<(&Record, escalation::Next)> = open
            .map(|issue| (issue, escalation::next(issue, config, *today)))
            .collect();
        // The order of ids stays where days are the same: the sort is stable.
        issues.sort_by_key(|(_, next)| *next);
        let format = self.format.as_deref().unwrap_or("text");
        let all = Escalations {
            program,
            today: *today,
            filter: self.filter.as_deref(),
            issues,
            conflicts: match self.filter {
                Some(_) => Vec::new(),
                None => conflict::conflicts(program, *today),
            },
            limit: Some(self.limit).filter(|limit| *limit > 0),
            is_table: format == "csv",
        };
        let links = links::at(&store, config, &[*moment]);
        context.print_linked(all.report(), format, links)?;
        Ok(Outcome::Clean)
    }

    fn note(
        &self,
        context: &Context,
        store: &Store,
        standing: &Standing,
        name: &str,
    ) -> Result<(), CliError> {
        let issue = find::record(&standing.program, name)?;
        let id = &issue.id;
        if issue.kind.class != Class::Issue {
            let message = format!("{id} is {}, and an issue is what goes up", issue.kind.one());
            let hint = format!(
                "make one: `hum new issue \"{}\" type=escalation`",
                issue.title()
            );
            return Err(CliError::usage(message, hint));
        }
        let past = standing.past.of(id);
        let since = past.and_then(|past| past.state_since());
        if !issue.is_unfinished() {
            let since = since.map_or_else(String::new, |day| format!(" since {day}"));
            let state = issue.status().unwrap_or_default();
            let message = format!("{id} is {state}{since}, and nothing is left to decide");
            let hint = "see it as it was with --at, or all open ones with `hum escalate`";
            return Err(CliError::usage(message, hint));
        }
        let format = self.format.as_deref().unwrap_or("markdown");
        let note = Note {
            program: &standing.program,
            today: standing.today,
            escalation: escalation::escalation(&standing.program, issue, standing.today),
            since,
            floats: standing.floats(),
            is_table: format == "csv",
        };
        let links = links::at(store, &standing.config, &[standing.moment]);
        let links = links.map(Links::sent);
        context.print_linked(note.report(), format, links)
    }
}
