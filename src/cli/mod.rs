//! Layer 5: arguments, streams, the clock, colour and exit codes. One file a subcommand.

mod actions;
mod blame;
mod brief;
mod changelog;
mod check;
mod complete;
mod completions;
mod context;
mod decisions;
mod demo;
mod deps;
mod desk;
mod diff;
mod error;
mod escalate;
mod explain;
mod facts;
mod find;
mod fmt;
mod handoff;
mod hook;
mod init;
mod links;
mod list;
mod log;
mod man;
mod marked;
mod mv;
mod narrow;
mod new;
mod path;
mod people;
mod private;
mod probe;
mod range;
mod review;
mod risks;
mod schedule;
mod schema;
mod set;
mod show;
mod since;
mod slips;
mod standing;
mod status;
mod surprises;
mod trend;
mod untold;
mod update;
mod usage;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

pub use context::{Color, Context};
pub use error::CliError;

/// Program as code: plan, risks and decisions as plain text in git
///
/// Records are Markdown and YAML files. hum checks them, says where the program stands, and reads git history to write
/// changelogs and updates. Nothing needs the network. Reads never write.
///
/// Exit codes: 0 clean, 1 findings at or above the fail level, 2 the job could not be done.
#[derive(Debug, Parser)]
#[command(
    name = "hum",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
pub struct Cli {
    #[command(flatten)]
    global: GlobalArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Args)]
struct GlobalArgs {
    /// Run as if started in this folder
    #[arg(short = 'C', value_name = "DIR", global = true)]
    directory: Option<PathBuf>,
    /// Use this program.yaml for a repository that has none of its own
    #[arg(long, value_name = "FILE", global = true)]
    program: Option<PathBuf>,
    /// Take this day as today
    #[arg(long, value_name = "YYYY-MM-DD", global = true, value_parser = context::parse_day)]
    as_of: Option<jiff::civil::Date>,
    /// When to use colour
    #[arg(long, value_enum, default_value_t, global = true)]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    Actions(actions::ActionsArgs),
    Blame(blame::BlameArgs),
    Brief(brief::BriefArgs),
    Changelog(changelog::ChangelogArgs),
    Check(check::CheckArgs),
    Completions(completions::CompletionsArgs),
    Decisions(decisions::DecisionsArgs),
    Demo(demo::DemoArgs),
    Deps(deps::DepsArgs),
    Diff(diff::DiffArgs),
    Escalate(escalate::EscalateArgs),
    Explain(explain::ExplainArgs),
    Fmt(fmt::FmtArgs),
    Handoff(handoff::HandoffArgs),
    Hook(hook::HookArgs),
    Init(init::InitArgs),
    List(list::ListArgs),
    Log(log::LogArgs),
    Man(man::ManArgs),
    Mv(mv::MvArgs),
    New(new::NewArgs),
    Path(path::PathArgs),
    People(people::PeopleArgs),
    Probe(probe::ProbeArgs),
    Review(review::ReviewArgs),
    Risks(risks::RisksArgs),
    Schedule(schedule::ScheduleArgs),
    Schema(schema::SchemaArgs),
    Set(set::SetArgs),
    Show(show::ShowArgs),
    Slips(slips::SlipsArgs),
    Status(status::StatusArgs),
    Surprises(surprises::SurprisesArgs),
    Trend(trend::TrendArgs),
    Untold(untold::UntoldArgs),
    Update(update::UpdateArgs),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to complain about.
    Clean,
    /// Findings at or above the fail level.
    Findings,
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    if let Some(code) = complete::answer() {
        return code;
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage::answer(&error),
    };
    match run(cli) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        // Whoever closed the pipe has seen enough: `hum log | head` is no failure.
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            error.print();
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli) -> Result<Outcome, CliError> {
    let mut context = Context::new(&cli.global)?;
    match cli.command {
        Command::Actions(args) => args.run(&mut context),
        Command::Blame(args) => args.run(&mut context),
        Command::Brief(args) => args.run(&mut context),
        Command::Changelog(args) => args.run(&mut context),
        Command::Check(args) => args.run(&mut context),
        Command::Completions(args) => args.run(&mut context),
        Command::Decisions(args) => args.run(&mut context),
        Command::Demo(args) => args.run(&mut context),
        Command::Deps(args) => args.run(&mut context),
        Command::Diff(args) => args.run(&mut context),
        Command::Escalate(args) => args.run(&mut context),
        Command::Explain(args) => args.run(&mut context),
        Command::Fmt(args) => args.run(&mut context),
        Command::Handoff(args) => args.run(&mut context),
        Command::Hook(args) => args.run(&mut context),
        Command::Init(args) => args.run(&mut context),
        Command::List(args) => args.run(&mut context),
        Command::Log(args) => args.run(&mut context),
        Command::Man(args) => args.run(&mut context),
        Command::Mv(args) => args.run(&mut context),
        Command::New(args) => args.run(&mut context),
        Command::Path(args) => args.run(&mut context),
        Command::People(args) => args.run(&mut context),
        Command::Probe(args) => args.run(&mut context),
        Command::Review(args) => args.run(&mut context),
        Command::Risks(args) => args.run(&mut context),
        Command::Schedule(args) => args.run(&mut context),
        Command::Schema(args) => args.run(&mut context),
        Command::Set(args) => args.run(&mut context),
        Command::Show(args) => args.run(&mut context),
        Command::Slips(args) => args.run(&mut context),
        Command::Status(args) => args.run(&mut context),
        Command::Surprises(args) => args.run(&mut context),
        Command::Trend(args) => args.run(&mut context),
        Command::Untold(args) => args.run(&mut context),
        Command::Update(args) => args.run(&mut context),
    }
}
