//! `hum demo`

use std::path::{Path, PathBuf};

use super::{CliError, Context, Outcome, update::UpdateArgs};
use crate::{
    check, history,
    model::date,
    render::finding as formats,
    report::changes,
    store::{Store, files, replay::History},
};

/// The history of the example program, as it stands in `examples/atlas/`.
const ATLAS: &str = include_str!("../../examples/atlas/history.yaml");
/// The day after the last commit of the example: what the demo takes as today.
const TODAY: &str = "2026-06-26";
/// The day of the update before.
const SINCE: &str = "2026-06-12";

/// Write an example program with six months of history, and show what hum tells about it
///
/// The program moves a payments platform to the cloud: dates slip, a risk occurs, decisions are made. It is written
/// into a fresh repository; then its check, its changelog and the update for its sponsors are shown.
#[derive(Debug, clap::Args)]
pub(super) struct DemoArgs {
    /// A folder that is empty or does not exist yet; a temporary one when left out
    folder: Option<PathBuf>,
}

impl DemoArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let folder = self.folder(context)?;
        let history = History::parse(ATLAS)
            .map_err(|error| CliError::usage(error, "the example is broken; please report it"))?;
        history.replay(&folder)?;
        context.print(&format!(
            "The example program is in {} ({} commits from January to June 2026).\n",
            folder.display(),
            history.len()
        ))?;
        show(context, &folder)?;
        let place = folder.display();
        context.print(&format!(
            "\nTo go on, type:\n  cd {place}\n  hum check --as-of {TODAY}\n  hum changelog --walk --since 2026-06-01\n  \
             hum update contributors --since {SINCE} --as-of {TODAY}\n  hum update exec --since {SINCE} --as-of {TODAY} --format html\n  \
             hum diff 2026-05-01..2026-06-01\n"
        ))?;
        Ok(Outcome::Clean)
    }

    fn folder(&self, context: &Context) -> Result<PathBuf, CliError> {
        match &self.folder {
            Some(folder) => {
                let folder = context.directory().join(folder);
                files::make_empty(&folder)?;
                Ok(folder)
            }
            None => {
                let made = tempfile::Builder::new()
                    .prefix("hum-demo-")
                    .tempdir()
                    .map_err(CliError::Output)?;
                Ok(made.keep())
            }
        }
    }
}

/// Runs the three commands that say most about a program.
fn show(context: &Context, folder: &Path) -> Result<(), CliError> {
    let store = Store::open(folder, None)?;
    let head = store.repository()?.head()?;
    let config = store.config(head)?;
    let program = store.program(&config, head)?;
    let today = date::parse_day(TODAY).unwrap_or_else(|| context.clock());

    context.print(&format!("\n$ hum check --as-of {TODAY}\n"))?;
    let findings = check::check(&program, today, &check::Overrides::new());
    let sources = program.sources();
    let (records, files) = (program.records.len(), sources.len());
    let report = formats::FindingReport {
        findings: &findings,
        sources: &sources,
        records,
        files,
        since: None,
    };
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = formats::find("text").map(|format| (format.render)(&report, &context.style, &mut text));
    context.print(&text)?;

    context.print(&format!("\n$ hum changelog --since {SINCE}\n"))?;
    let ends = super::range::parse(&store, Some(SINCE), (head, "HEAD"))?;
    let changes = history::net(&store, &config, &ends, true)?;
    context.print_report(&changes::report("changelog", &config, &changes), "text")?;

    context.print(&format!(
        "\n$ hum update exec --since {SINCE} --as-of {TODAY}\n"
    ))?;
    let update = UpdateArgs::of("exec", SINCE);
    update.run(&mut context.at(folder, today))?;
    Ok(())
}
