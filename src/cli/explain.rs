//! `hum explain`

use std::fmt::Write;

use super::{CliError, Context, Outcome, complete, context::unknown, find, standing::Standing};
use crate::{
    check::{RULES, Rule},
    facts::{
        field::Facts,
        health,
        page::{PAGES, Page},
        schedule,
    },
    model::{query::RecordFields, record::Record},
};

/// The page of the language of `--where`.
const WHERE: &str = include_str!("../../schema/where.md");

/// Explain a rule or a fact: what it is, why it matters or how it is worked out, and how to fix it
///
/// With a record, a fact is also shown with the numbers of that record. `hum explain where` explains the conditions that
/// --where takes.
#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// Name of the rule or fact, or `where`; without one, all are listed
    #[arg(add = complete::rules())]
    name: Option<String>,
    /// The record whose numbers are shown
    #[arg(add = complete::ids())]
    id: Option<String>,
    /// Take its numbers as they were at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", requires = "id", add = complete::revisions())]
    at: Option<String>,
}

impl ExplainArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let text = match &self.name {
            None => list(),
            Some(name) => self.page(context, name)?,
        };
        context.print(&text)?;
        Ok(Outcome::Clean)
    }

    fn page(&self, context: &Context, name: &str) -> Result<String, CliError> {
        if let Some(id) = &self.id {
            let page = Page::find(name).ok_or_else(|| {
                let facts = PAGES.iter().map(|page| page.name);
                unknown("fact", name, facts)
            })?;
            let numbers = self.numbers(context, page, id)?;
            return Ok(format!("{}\n{numbers}", fact(page)));
        }
        if name == "where" {
            return Ok(WHERE.to_owned());
        }
        // What is both is explained as both: the rule finds what the fact says.
        let rule = Rule::find(name).map(rule);
        let page = Page::find(name).map(fact);
        let pages: Vec<String> = rule.into_iter().chain(page).collect();
        if pages.is_empty() {
            let rules = RULES.iter().map(|rule| rule.name);
            let known = rules.chain(PAGES.iter().map(|page| page.name));
            return Err(unknown("rule or fact", name, known.chain(["where"])));
        }
        Ok(pages.join("\n"))
    }

    /// Returns what a fact of a record is worked out from, and what it is.
    fn numbers(&self, context: &Context, page: &Page, id: &str) -> Result<String, CliError> {
        let store = context.store()?;
        let standing = Standing::read(context, &store, self.at.as_deref())?;
        let record = find::record(&standing.program, id)?;
        let mut text = format!(
            "## {} {}, {}\n\n",
            record.id,
            record.title(),
            standing.today
        );
        let lines = match page.name {
            "schedule" => placed(&standing, record),
            "health" | "watermelon" | "watermelon-days" => judged(&standing, record),
            _ => inputs(&standing, page, record),
        };
        for (name, value) in &lines {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "- {name}: {value}");
        }
        if lines.is_empty() {
            let command = match page.name {
                "path" => format!("see `hum path {}`", record.id),
                "cry-wolf" | "surprise" | "surprise-index" => "see `hum surprises`".into(),
                "disclosure-lead" => "see `hum slips`".into(),
                _ => format!("nothing of this is known of {}", record.id),
            };
            let _ = writeln!(text, "- {command}");
        }
        Ok(text)
    }
}

/// Returns every rule and every fact, a line each.
fn list() -> String {
    let mut text = String::from("Rules of `hum check`:\n\n");
    for rule in RULES {
        let _ = writeln!(
            text,
            "{:20} {:8} {}",
            rule.name,
            rule.level.word(),
            rule.why
        );
    }
    text.push_str("\nFacts:\n\n");
    for page in PAGES {
        let _ = writeln!(text, "{:20} {}", page.name, page.summary());
    }
    text
}

fn rule(rule: &Rule) -> String {
    let level = rule.level.word();
    format!(
        "# {}\n\nDefault level: {level}. {}\n\n{}",
        rule.name, rule.why, rule.docs
    )
}

fn fact(page: &Page) -> String {
    format!("# {}\n\n{}\n", page.name, page.text())
}

type Lines = Vec<(String, String)>;

/// Returns the fields and facts that a fact is worked out from.
fn inputs(standing: &Standing, page: &Page, record: &Record) -> Lines {
    let facts = Facts {
        config: &standing.config,
        past: Some(&standing.past),
        today: standing.today,
    };
    let fields = RecordFields {
        program: &standing.program,
        record,
        derived: Some(&facts),
    };
    let known = page.inputs.iter().filter_map(|name| {
        let values: Vec<String> = fields
            .of(name)
            .iter()
            .map(|value| value.text.to_string())
            .collect();
        (!values.is_empty()).then(|| ((*name).to_owned(), values.join(", ")))
    });
    let mut lines: Lines = known.collect();
    let own = page.inputs.last().copied();
    if own.is_some_and(|own| lines.iter().all(|(name, _)| name != own)) {
        lines.push((page.name.to_owned(), "not known".into()));
    }
    lines
}

/// Returns how a piece of work stands, with every reason.
fn judged(standing: &Standing, record: &Record) -> Lines {
    let floats = standing.floats();
    let verdicts = standing.verdicts(&floats);
    let Some(verdict) = verdicts.get(&*record.id) else {
        return Vec::new();
    };
    let mut lines = Lines::new();
    let mut line = |name: &str, value: String| lines.push((name.to_owned(), value));
    let stated = verdict.stated.map_or("nothing", |stated| stated.words());
    let since = verdict
        .stated_on
        .map_or_else(String::new, |day| format!(", last on {day}"));
    line("its owner says", format!("{stated}{since}"));
    line("the facts say", verdict.derived.words().into());
    for reason in &verdict.reasons {
        let since = reason
            .since
            .map_or_else(String::new, |day| format!(", since {day}"));
        line(
            reason.health.words(),
            format!("{}{since}", health::told(reason, &verdicts)),
        );
    }
    if let Some(steps) = verdict.watermelon() {
        let days = verdict.watermelon_days(standing.today);
        let days = days.map_or_else(String::new, |days| format!(", for {days} days"));
        line("watermelon", format!("{steps}{days}"));
    }
    lines
}

/// Returns the place of a piece of work in the schedule.
fn placed(standing: &Standing, record: &Record) -> Lines {
    let schedule = schedule::schedule(&standing.program, standing.today);
    let Some(item) = schedule.find(&record.id) else {
        return Vec::new();
    };
    let mut lines = Lines::new();
    let mut line = |name: &str, value: String| lines.push((name.to_owned(), value));
    if let Some((days, deviation)) = item.duration.zip(item.deviation) {
        line(
            "expected duration",
            format!("{days:.2} workdays, σ {deviation:.2}"),
        );
    }
    line("earliest", format!("{} to {}", item.start, item.finish));
    if let Some(driver) = item.driver {
        line("waits for", driver.id.to_string());
    }
    line("latest finish", item.latest.to_string());
    line("total float", format!("{} workdays", item.total_float));
    line("free float", format!("{} workdays", item.free_float));
    lines
}
