//! `hum explain`

use super::{CliError, Context, Outcome, complete, context::unknown};
use crate::check::{RULES, Rule};

/// Explain a rule: what it finds, why it matters, an example, how to fix it
#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// Name of the rule; without one, all rules are listed
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
        let rule = Rule::find(name)
            .ok_or_else(|| unknown("rule", name, RULES.iter().map(|rule| rule.name)))?;
        let level = rule.level.word();
        let page = format!(
            "# {}\n\nDefault level: {level}. {}\n\n{}",
            rule.name, rule.why, rule.docs
        );
        context.print(&page)?;
        Ok(Outcome::Clean)
    }
}
