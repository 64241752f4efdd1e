//! `hum trend`

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    CliError, Context, Outcome, complete,
    context::{parse_day, unknown},
    find, links, range,
};
use crate::{
    check::{self, Overrides},
    history::{self, Periods, Scene, Series},
    model::{
        config::Config,
        trend::{Every, Value},
    },
    report::trend::{self, FACTS, Fact, Measure, Subject, Trend},
    store::{self, Moment, Store},
};

/// Show a fact of the program, or a date of a record, at the end of every week
///
/// The values are read from git: each is that of the last first-parent commit of its week. FACT is decision-debt,
/// exposure, findings, open-decisions, open-risks, overdue, records or stale; or the id of a record and a date: DEL-7.due,
/// DEL-7.forecast. All are worked out by the program.yaml of today.
#[derive(Debug, clap::Args)]
pub(super) struct TrendArgs {
    /// A fact, or ID.due, ID.forecast
    #[arg(add = complete::facts())]
    fact: String,
    /// Start with the week of this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    since: Option<Date>,
    /// How long a period is
    #[arg(long, value_enum, default_value_t = Period::Week)]
    every: Period,
    /// End with this commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// Show this many periods, the newest ones; 0 for all
    #[arg(long, default_value_t = 26, value_name = "N")]
    limit: usize,
    /// text, csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Period {
    /// From Monday to Sunday
    Week,
    /// A month of the calendar
    Month,
}

impl TrendArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (moment, until) = match &self.at {
            Some(at) => range::looked_at(context, &store, Some(at))?,
            None => (store.repository()?.head()?, context.today(&store, None)?),
        };
        if let Some(since) = self.since.filter(|since| *since > until) {
            let message = format!("{since} lies after {until}, the last day");
            return Err(CliError::usage(message, "give an earlier day with --since"));
        }
        let config = store.config(moment)?;
        let subject = Subject::parse(&self.fact, &config).ok_or_else(|| {
            let facts = FACTS.iter().map(|fact| fact.name);
            unknown("fact", &self.fact, facts.chain(["ID.due", "ID.forecast"]))
        })?;
        let Series { points, is_shallow } =
            self.series(&store, &config, &subject, moment, until)?;
        if let Subject::Date(id, _) = subject
            && points.iter().all(|point| point.value.is_none())
        {
            find::record(&store.program(&config, moment)?, id)?;
        }
        let trend = Trend {
            config: &config,
            name: &self.fact,
            about: subject.about(),
            every: self.every(),
            points,
            is_shallow,
            limit: Some(self.limit).filter(|limit| *limit > 0 && self.format != "csv"),
        };
        let links = links::at(&store, &config, &[moment]);
        context.print_linked(trend.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }

    fn every(&self) -> Every {
        match self.every {
            Period::Week => Every::Week,
            Period::Month => Every::Month,
        }
    }

    fn series(
        &self,
        store: &Store,
        config: &Arc<Config>,
        subject: &Subject<'_>,
        moment: Moment,
        until: Date,
    ) -> Result<Series, CliError> {
        let Moment::Commit(to) = moment else {
            return Ok(Series::default());
        };
        let question = Periods {
            to,
            since: self.since,
            until,
            every: self.every(),
            needs_past: subject.needs_past(),
        };
        let mut measure = |scene: Scene<'_>| value(store, config, subject, scene);
        Ok(history::series(store, config, &question, &mut measure)?)
    }
}

/// Returns what is asked for, at one point of history.
fn value(
    store: &Store,
    config: &Arc<Config>,
    subject: &Subject<'_>,
    Scene {
        state,
        past,
        day,
        commit,
    }: Scene<'_>,
) -> store::Result<Option<Value>> {
    let number = match subject {
        Subject::Date(id, name) => {
            let record = state.find(id);
            return Ok(record.and_then(|record| trend::date(record, name, config)));
        }
        Subject::Fact(Fact {
            measure: Measure::Sum(of),
            ..
        }) => state.records().map(|record| of(record, config, day)).sum(),
        Subject::Fact(Fact {
            measure: Measure::SumOfPast(of),
            ..
        }) => {
            let records = state.records();
            records.map(|record| of(record, past, config, day)).sum()
        }
        Subject::Fact(Fact {
            measure: Measure::Findings,
            ..
        }) => {
            let mut program = state.program(config);
            let files = store.snapshot(commit.map_or(Moment::Nothing, Moment::Commit))?;
            program.missing_targets = store::missing_targets(&program, &*files)?;
            let found = check::check(&program, day, &Overrides::new()).len();
            f64::from(u32::try_from(found).unwrap_or(u32::MAX))
        }
    };
    Ok(Some(Value::Number(number)))
}
