//! `hum risks`

use jiff::{Span, civil::Date};

use super::{CliError, Context, Outcome, complete, facts::Condition, links, range};
use crate::{
    facts::risk,
    history::{self, Periods, Scene},
    model::{kind::Class, program::Program, record::Record, trend::Every},
    report::risks::{Before, Question, Risks, Suggestions, TREND_DAYS},
    store::{Moment, Store},
};

/// Show open risks: the matrix, the largest ones with what is done about each, and how the exposure came to be
///
/// The exposure of a risk is the chance of its probability (`thresholds.risk_probability`) × `impact_days`, in workdays;
/// risks without them are listed and not guessed. A band is that of the cell in the matrix, not of a product. `4 weeks`
/// says how a risk moved since then. Imminent: its window opens within `thresholds.imminent_days` calendar days, or is open.
///
/// `hum risks suggest` lists what the records show and no open risk is about, each with the command that writes a risk down:
/// dependencies that are not promised or leave no slack, work without float, one person who is alone on several of these,
/// decisions and assumptions whose day is near, workstreams that no risk names.
///
/// CSV and JSON hold every risk; the other formats show the largest ones.
#[derive(Debug, clap::Args)]
pub(super) struct RisksArgs {
    /// List what may be a risk and is not written down
    #[arg(value_enum)]
    what: Option<What>,
    /// Count only risks for which this holds; of suggestions, the records that show them. See `hum explain where`
    #[arg(long = "where", value_name = "CONDITION")]
    filter: Option<String>,
    /// Show the risks as they were at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// Show this many risks one by one; 0 for all
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// text, csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

/// What is told instead of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// What may be a risk and is not written down
    Suggest,
}

impl RisksArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (moment, today) = range::looked_at(context, &store, self.at.as_deref())?;
        let config = store.config(moment)?;
        if self.what == Some(What::Suggest) {
            let program = store.program(&config, moment)?;
            return self.suggest(context, &store, &program, (moment, today));
        }
        let asked = (self.filter.as_deref(), Class::Risk);
        let condition = Condition::read(context, &store, &config, asked, (moment, today))?;
        let program = store.program(&config, moment)?;
        let question = Question {
            filter: self.filter.as_deref(),
            limit: Some(self.limit).filter(|limit| *limit > 0),
            is_table: self.format == "csv",
        };
        // A risk that is gone by now is only meant where all are.
        let wants = |record: &Record| match program.find(&record.id) {
            Some(now) => condition.holds(&program, now),
            None => self.filter.is_none(),
        };
        let before = before(&store, &program, moment, today, &wants)?;
        let records = condition.records(&program);
        let risks = Risks::new(&program, &records, today, question, &before);
        let links = links::at(&store, &config, &[moment]);
        context.print_linked(risks.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }

    fn suggest(
        &self,
        context: &Context,
        store: &Store,
        program: &Program,
        (moment, today): (Moment, Date),
    ) -> Result<Outcome, CliError> {
        let asked = self.filter.as_deref();
        let at = (moment, today);
        let condition = Condition::of_all(context, store, &program.config, asked, at)?;
        let mut prompts = risk::prompts(program, today);
        prompts.retain(|prompt| {
            let mut records = prompt.records.iter();
            records.any(|record| condition.holds(program, record))
        });
        let suggestions = Suggestions {
            program,
            today,
            filter: self.filter.as_deref(),
            prompts,
            is_table: self.format == "csv",
        };
        let links = links::at(store, &program.config, &[moment]);
        context.print_linked(suggestions.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}

/// Reads what history says of the risks that are asked for: nothing where there is no repository.
fn before(
    store: &Store,
    program: &Program,
    moment: Moment,
    today: Date,
    wants: &dyn Fn(&Record) -> bool,
) -> Result<Before, CliError> {
    let Ok(repository) = store.repository() else {
        return Ok(Before::default());
    };
    let config = &program.config;
    let day = today.saturating_sub(Span::new().days(TREND_DAYS));
    let earlier = match range::moment(store, &day.to_string()) {
        Ok(earlier) => Some(store.program(config, earlier)?),
        // History does not go back that far in this clone.
        Err(_) => None,
    };
    let tip = match moment {
        Moment::Worktree | Moment::Index => repository.head()?,
        moment => moment,
    };
    let mut weeks = Vec::new();
    let mut is_shallow = false;
    if let Moment::Commit(to) = tip {
        let question = Periods {
            to,
            since: None,
            until: today,
            every: Every::Week,
            needs_past: false,
        };
        let mut measure = |scene: Scene<'_>| {
            let risks = scene.state.records().filter(|record| wants(record));
            weeks.push(risk::register(risks, &config.thresholds, scene.day));
            Ok(None)
        };
        is_shallow = history::series(store, config, &question, &mut measure)?.is_shallow;
    }
    // What is not committed yet counts too.
    weeks.pop();
    weeks.push(risk::register(
        program.distinct().filter(|record| wants(record)),
        &config.thresholds,
        today,
    ));
    Ok(Before {
        program: earlier,
        weeks,
        is_shallow,
    })
}
