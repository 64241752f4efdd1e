//! `hum check`

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use super::{
    CliError, Context, Outcome, complete,
    context::unknown,
    narrow::Narrow,
    range,
    since::{self, Since},
};
use crate::{
    check::{self, Overrides, RULES, Rule},
    model::{
        config::Config,
        finding::{Finding, Level, Sources},
        overlay::Laying,
        program::Program,
    },
    render::finding::{self as formats, FindingReport},
    store::{Moment, Store},
    text::phrase,
};

/// Check the program: schemas, references, plans, risks and decisions
///
/// Reports every finding in one run. Levels come from each rule, from `rules:` in program.yaml, and from -D, -W and -A,
/// the later winning. See `hum explain RULE` for what a rule means.
///
/// --since judges what a change introduces: findings that were there where the branch left BASE are counted and not
/// shown, and rules about changes look at what moved, at states, promises and signatures. All changes are judged as if they
/// landed at once; with --walk each first-parent commit is judged on its own, as on the main branch.
#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// Report only findings in these files and folders; the whole program is still read
    paths: Vec<PathBuf>,
    /// text, json, sarif, github, gitlab or rdjson
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::finding_formats())]
    format: String,
    /// Check the program as it was at a commit, tag, branch or day
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// Check what is staged, not the worktree
    #[arg(long, conflicts_with = "at")]
    staged: bool,
    /// Judge what changed since this commit, tag, branch or day, and show only findings that are new
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    since: Option<String>,
    /// Judge each commit since then on its own, not all changes together
    #[arg(long, requires = "since")]
    walk: bool,
    /// Make a rule an error
    #[arg(short = 'D', long = "deny", value_name = "RULE", add = complete::rules())]
    deny: Vec<String>,
    /// Make a rule a warning
    #[arg(short = 'W', long = "warn", value_name = "RULE", add = complete::rules())]
    warn: Vec<String>,
    /// Switch a rule off
    #[arg(short = 'A', long = "allow", value_name = "RULE", add = complete::rules())]
    allow: Vec<String>,
    /// The level from which findings make the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "LEVEL")]
    fail_on: FailOn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl CheckArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let format = formats::find(&self.format).ok_or_else(|| {
            unknown(
                "format",
                &self.format,
                formats::FORMATS.iter().map(|format| format.name),
            )
        })?;
        let overrides = self.overrides()?;
        let store = context.store()?;
        let moment = self.moment(&store)?;
        let today = context.today(&store, self.at.as_ref().map(|_| moment))?;
        let config = store.config(moment)?;
        let program = store.program_with_overlays(&config, moment, Laying::Apart)?;
        say_what_is_not_here(context, &store, &config, moment)?;
        let narrow = Narrow::new(context, &store, &program, &self.paths, moment)?;
        let since = self.since(context, &store, (moment, &program))?;
        let (mut findings, since) = since::judge(&program, today, &overrides, since.as_ref());
        let mut sources = program.sources();
        if let Some((path, text)) = store.outside_config()? {
            findings.extend(check::check_settings(
                &path, &text, &config, today, &overrides,
            ));
            sources.insert(path, text.into());
        }
        findings.retain(|finding| narrow.includes(&finding.place.path));
        if format.from_the_top
            && let Ok(repository) = store.repository()
        {
            (findings, sources) = moved(findings, sources, &|path| repository.from_the_top(path));
        }
        let report = FindingReport {
            since: since.as_ref(),
            ..self.report(&program, &narrow, &findings, &sources)
        };
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = (format.render)(&report, &context.style, &mut text);
        context.print(&text)?;
        Ok(if findings.iter().any(|finding| self.fails(finding)) {
            Outcome::Findings
        } else {
            Outcome::Clean
        })
    }

    fn report<'a>(
        &self,
        program: &Program,
        narrow: &Narrow,
        findings: &'a [Finding],
        sources: &'a Sources,
    ) -> FindingReport<'a> {
        let records = program
            .records
            .iter()
            .filter(|record| narrow.includes(&record.file.path));
        let files = program.written().map(|record| record.file.path.clone());
        let read: BTreeSet<Arc<str>> = files.filter(|path| narrow.includes(path)).collect();
        let unread = program
            .unreadable
            .iter()
            .filter(|file| narrow.includes(&file.path))
            .count();
        FindingReport {
            findings,
            sources,
            records: records.count(),
            files: read.len() + unread,
            since: None,
        }
    }

    fn since(
        &self,
        context: &Context,
        store: &Store,
        (moment, program): (Moment, &Program),
    ) -> Result<Option<Since>, CliError> {
        let Some(name) = &self.since else {
            return Ok(None);
        };
        let asked = (name.as_str(), self.walk);
        let after = (moment, program);
        Since::read(context, store, &program.config, asked, after).map(Some)
    }

    fn moment(&self, store: &Store) -> Result<Moment, CliError> {
        match &self.at {
            Some(at) => range::moment(store, at),
            None if self.staged => {
                store.repository()?;
                Ok(Moment::Index)
            }
            None => Ok(store.now()?),
        }
    }

    fn overrides(&self) -> Result<Overrides, CliError> {
        let mut overrides = Overrides::new();
        let sets = [
            (&self.deny, Level::Error),
            (&self.warn, Level::Warning),
            (&self.allow, Level::Allow),
        ];
        for (names, level) in sets {
            for name in names {
                Rule::find(name)
                    .ok_or_else(|| unknown("rule", name, RULES.iter().map(|rule| rule.name)))?;
                overrides.insert(name.clone(), level);
            }
        }
        Ok(overrides)
    }

    fn fails(&self, finding: &Finding) -> bool {
        let limit = match self.fail_on {
            FailOn::Error => Level::Error,
            FailOn::Warning => Level::Warning,
            FailOn::Info => Level::Info,
            FailOn::Never => return false,
        };
        finding.level >= limit
    }
}

/// Says which overlays were left out, and how many files were read though they are not on disk.
fn say_what_is_not_here(
    context: &Context,
    store: &Store,
    config: &Config,
    moment: Moment,
) -> Result<(), CliError> {
    if matches!(moment, Moment::Worktree | Moment::Index) {
        for path in store.missing_overlays(config) {
            context.say(&format!(
                "note: the overlay {path} is not here; checked without it\n"
            ));
        }
    }
    if moment == Moment::Worktree {
        let count = store.count_skipped(config)?;
        let files = phrase::counted(count, "file");
        match count {
            0 => {}
            1 => context.say("note: 1 file is not checked out here; read from the index\n"),
            _ => context.say(&format!(
                "note: {files} are not checked out here; read from the index\n"
            )),
        }
    }
    Ok(())
}

/// Returns findings and the texts they point into with other paths.
pub(super) fn moved(
    mut findings: Vec<Finding>,
    sources: Sources,
    path: &dyn Fn(&str) -> String,
) -> (Vec<Finding>, Sources) {
    for finding in &mut findings {
        let related = finding.related.iter_mut().map(|(place, _)| place);
        for place in std::iter::once(&mut finding.place).chain(related) {
            place.path = path(&place.path).into();
        }
    }
    let sources = sources.into_iter();
    (
        findings,
        sources
            .map(|(own, text)| (path(&own).into(), text))
            .collect(),
    )
}
