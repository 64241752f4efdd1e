//! `hum deps`

use super::{
    CliError, Context, Outcome, complete, context::unknown, facts::Condition, links, range,
};
use crate::{
    facts::dependency,
    history,
    model::{
        kind::Class,
        program::Program,
        promise::Promises,
        record::{Person, Record},
        role::Role,
    },
    report::deps::{Deps, Question},
    store::{Moment, Store},
};

/// Show what one side promised the other: slack, who stands behind it, whether it still holds, and what to ask next
///
/// Slack is the number of workdays from the promised day to the day on which it is needed. Not signed: nobody of the
/// provider wrote a commit that made or changed the promise, or is named in an `Acked-by:` line of one. Suspect: the promise,
/// or work of the provider that it refers to, changed since it was confirmed. Promises kept are those accepted no later
/// than the day first promised, told per team and never per person.
#[derive(Debug, clap::Args)]
pub(super) struct DepsArgs {
    /// Show only what this team or person gives
    #[arg(long, value_name = "TEAM", add = complete::people())]
    gives: Option<String>,
    /// Show only what this team or person gets
    #[arg(long, value_name = "TEAM", add = complete::people())]
    gets: Option<String>,
    /// Show only dependencies for which this holds; see `hum explain where`
    #[arg(long = "where", value_name = "CONDITION")]
    filter: Option<String>,
    /// Show the promises as they were at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text, csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl DepsArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (moment, today) = range::looked_at(context, &store, self.at.as_deref())?;
        let config = store.config(moment)?;
        let asked = (self.filter.as_deref(), Class::Dependency);
        let condition = Condition::read(context, &store, &config, asked, (moment, today))?;
        let program = store.program(&config, moment)?;
        let question = Question {
            filter: self.filter.as_deref(),
            gives: team(&program, self.gives.as_deref())?,
            gets: team(&program, self.gets.as_deref())?,
            is_table: self.format == "csv",
        };
        let promises = promises(&store, &program, moment)?;
        let records = condition.records(&program);
        let deps = Deps::new(&program, &promises, &records, question, today);
        let links = links::at(&store, &config, &[moment]);
        context.print_linked(deps.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}

/// Reads what history says of the promises; nothing where there is no repository.
fn promises(store: &Store, program: &Program, moment: Moment) -> Result<Promises, CliError> {
    let Ok(repository) = store.repository() else {
        return Ok(Promises::default());
    };
    let tip = match moment {
        Moment::Worktree | Moment::Index => repository.head()?,
        moment => moment,
    };
    Ok(history::promises(store, &program.config, tip, program)?)
}

/// Reads the name of a team or a person.
///
/// # Errors
/// No record is theirs, and no dependency names them.
fn team(program: &Program, name: Option<&str>) -> Result<Option<Person>, CliError> {
    let Some(name) = name else { return Ok(None) };
    let wanted = Person::new(name);
    let named = named(program);
    if program.person(wanted.handle()).is_some() || named.contains(&wanted) {
        return Ok(Some(wanted));
    }
    let people = program.of_class(Class::Person).map(|record| &*record.id);
    let known: Vec<&str> = people.chain(named.iter().map(Person::handle)).collect();
    Err(unknown(
        "team or person",
        wanted.handle(),
        known.into_iter(),
    ))
}

/// Returns everybody whom dependencies, or what waits for them, name on either side.
fn named(program: &Program) -> Vec<Person> {
    let mut named = Vec::new();
    let sides = |record: &Record| -> Vec<Person> {
        let roles = [Role::Provider, Role::Owner, Role::Team];
        roles.iter().flat_map(|role| record.people(*role)).collect()
    };
    for record in program.of_class(Class::Dependency) {
        let waiting = dependency::consumers(program, record).into_iter();
        named.extend(sides(record));
        named.extend(waiting.flat_map(sides));
    }
    named
}
