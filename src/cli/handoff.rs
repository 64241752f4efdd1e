//! `hum handoff`

use jiff::civil::Date;

use super::{CliError, Context, Outcome, complete, context, links, range};
use crate::{
    facts::ambiguity::Surroundings,
    model::{kind::Class, record::Person},
    report::handoff::{Handoff, Question},
    text::suggest,
};

/// List what somebody leaves behind, by day, with what to tell who takes it over
///
/// For a leave or a change of role: everything that a person owns, decides, provides, gives, is to do, was promised or is
/// to find out, and is not over. Below it stands what needs somebody new, with the command that names them; those with
/// --where show what they would change until --write is added. Private overlays are not read.
#[derive(Debug, clap::Args)]
pub(super) struct HandoffArgs {
    /// The handle of a person or team
    #[arg(value_name = "@HANDLE", add = complete::people())]
    person: String,
    /// Who takes over, for the commands
    #[arg(long, value_name = "@HANDLE", add = complete::people())]
    to: Option<String>,
    /// List only what is due until this day, or has no day: for a leave
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = context::parse_day)]
    until: Option<Date>,
    /// List it as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// text (or table), csv, markdown, html, slack or json
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::formats())]
    format: String,
}

impl HandoffArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let (moment, today) = range::looked_at(context, &store, self.at.as_deref())?;
        let config = store.config(moment)?;
        let program = store.program(&config, moment)?;
        let around = Surroundings::of(&program, today);
        let record = program.person(&self.person);
        let person = record.map_or_else(
            || Person::new(&self.person),
            |record| Person::new(&record.id),
        );
        let question = Question {
            person,
            to: self.to.as_deref().map(Person::new),
            until: self.until,
        };
        let handoff = Handoff::new(&around, question);
        if record.is_none() && handoff.is_empty() {
            let known = program.of_class(Class::Person).map(|record| &*record.id);
            let name = self.person.trim_start_matches('@');
            let hint = match suggest::nearest(name, known) {
                Some(near) => format!("did you mean @{near}?"),
                None => "run `hum people` to see everybody".to_owned(),
            };
            return Err(CliError::usage(format!("nothing names @{name}"), hint));
        }
        let links = links::at(&store, &config, &[moment]);
        context.print_linked(handoff.report(), &self.format, links)?;
        Ok(Outcome::Clean)
    }
}
