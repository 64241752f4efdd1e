//! `hum schedule`

use super::{CliError, Context, Outcome, complete, links, range};
use crate::{facts::schedule, model::query::Query, report::schedule::Plan};

/// Show when work can be finished, by estimates, dates and what waits for what
///
/// Durations are three-point estimates (`estimate`), or what the plan leaves between due dates; `after` says what waits for
/// what, with FS, SS, FF and SF and a lag. Float is the number of workdays by which work can slip before the program's
/// target, or a due date behind it, does; with none left it is critical. A finish that is later than the forecast is marked.
/// Nothing is written: forecasts stay what people say.
#[derive(Debug, clap::Args)]
pub(super) struct ScheduleArgs {
    /// Show only work without float
    #[arg(long)]
    critical: bool,
    /// Show only work for which this holds; see `hum explain where`
    #[arg(long = "where", value_name = "CONDITION")]
    filter: Option<String>,
    /// Show the program as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text, csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl ScheduleArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (moment, today) = range::looked_at(context, &store, self.at.as_deref())?;
        let config = store.config(moment)?;
        let filter = self.filter.as_ref();
        let filter = filter.map(|text| Query::parse(text, &config)).transpose()?;
        let program = store.program(&config, moment)?;
        let schedule = schedule::schedule(&program, today);
        let is_shown = |item: &&schedule::Item<'_>| {
            let fits = filter
                .as_ref()
                .is_none_or(|filter| filter.matches(&program, item.record, today));
            fits && (!self.critical || item.total_float <= 0)
        };
        let plan = Plan {
            items: schedule.open().filter(is_shown).collect(),
            program: &program,
            schedule: &schedule,
            today,
            is_table: self.format == "csv",
        };
        let links = links::at(&store, &config, &[moment]);
        context.print_linked(plan.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}
