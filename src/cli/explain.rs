//! `hum explain`

use super::{CliError, Context, Outcome, complete, context::unknown};
use crate::check::{RULES, Rule};

/// The page of the language of `--where`.
const WHERE: &str = include_str!("../../schema/where.md");

/// Explain a rule: what it finds, why it matters, an example, how to fix it
///
/// `hum explain where` explains the conditions that --where takes.
#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// Name of the rule, or `where`; without one, all rules are listed
    #[arg(add = complete::rules())]
    rule: Option<String>,
}

impl ExplainArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let Some(name) = &self.rule else {
            let list: String = RULES
                .iter()
                .map(|rule| format!("{:20} {:8} {}\n", rule.name, rule.level.word(), rule.why))
                .collect();
            context.print(&list)?;
            return Ok(Outcome::Clean);
        };
        if name == "where" {
            context.print(WHERE)?;
            return Ok(Outcome::Clean);
        }
        let known = RULES.iter().map(|rule| rule.name).chain(["where"]);
        let rule = Rule::find(name).ok_or_else(|| unknown("rule", name, known))?;
        let level = rule.level.word();
        let page = format!(
            "# {}\n\nDefault level: {level}. {}\n\n{}",
            rule.name, rule.why, rule.docs
        );
        context.print(&page)?;
        Ok(Outcome::Clean)
    }
}
