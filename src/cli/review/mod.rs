//! `hum review`

mod pending;

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    CliError, Context, Outcome, check, complete,
    context::unknown,
    links, range,
    since::{self, Since},
};
use crate::{
    check::Overrides,
    diff,
    facts::{
        effect::Side,
        health::{self, Scene},
        schedule,
    },
    history,
    model::{config::Config, finding::Finding, past::Past, program::Program, revision::Identity},
    render::{self, finding as formats},
    report::{
        Links,
        review::{Asked, Limits, Pending, Review},
    },
    store::{
        Moment, Store,
        git::{ObjectId, Range},
    },
};

/// The line by which a program finds its own comment again.
const MARK: &str = "<!-- hum review -->";

/// Code hosts take comments up to 65,536 characters.
const LONGEST: usize = 65_000;

/// What a branch begins from where nobody says so, the first that is there.
const BASES: [&str; 5] = [
    "origin/HEAD",
    "origin/main",
    "origin/master",
    "main",
    "master",
];

/// Say what a branch changes in the plan: dates and what they touch, risks, decisions, who must look
///
/// The plan as it is here, or staged, or at a commit, is compared with the plan where the branch left BASE: which dates move
/// and who loses time by it, what becomes critical, what the facts say of health, which risks and decisions are opened or
/// closed, who has to look, and whose next update changes. Findings that were there before are counted and not shown. The
/// exit code is 1 where the change introduces an error.
///
/// Markdown is made for a comment on a pull request: short enough for the host, with a mark by which it is found again.
/// --pending looks at all branches that are not in BASE: what each does, what they do together, and where two of them say
/// different things of one date, or merge cleanly into a plan that cannot work; such an error makes the exit code 1.
#[derive(Debug, clap::Args)]
pub(super) struct ReviewArgs {
    /// The branch, tag, commit or day to compare with; origin/HEAD, main or master when left out
    #[arg(add = complete::revisions())]
    base: Option<String>,
    /// Review the program at a commit, tag, branch or day instead of the worktree
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// Review what is staged, not the worktree
    #[arg(long, conflicts_with = "at")]
    staged: bool,
    /// Look at all branches that are not in BASE, and at what they do together
    #[arg(long, conflicts_with_all = ["at", "staged"])]
    pending: bool,
    /// text, markdown, html, slack or json; for findings alone sarif, github, gitlab or rdjson
    #[arg(long, default_value = "text", value_name = "FORMAT", add = complete::review_formats())]
    format: String,
}

impl ReviewArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let findings = self.finding_format()?;
        let store = context.store()?;
        let base = self.base(&store)?;
        if self.pending {
            return pending::run(context, &store, &base, &self.format);
        }
        let moment = match &self.at {
            Some(at) => range::moment(&store, at)?,
            None if self.staged => Moment::Index,
            None => store.now()?,
        };
        let today = context.today(&store, self.at.as_ref().map(|_| moment))?;
        let config = store.config(moment)?;
        // A review is shown to others: what an overlay holds has no place in it.
        let program = store.program(&config, moment)?;
        let since = Since::read(context, &store, &config, (&base, false), (moment, &program))?;
        let (found, told) = since::judge(&program, today, &Overrides::new(), Some(&since));
        let before = before(&store, &config, since.from)?;
        let past = history::past(&store, &config, since.from)?;
        let landed = landed(&store, &config, moment, &program)?;
        let authors = authors(&store, since.from, moment, landed)?;
        let commit = told.as_ref().and_then(|told| told.commit.clone());
        let changes = since.revisions.first().map(|revision| &*revision.changes);
        with_side((&before, &past, today), |before| {
            with_side((&program, &since.past, today), |after| {
                let asked = Asked {
                    before,
                    after,
                    changes: changes.unwrap_or_default(),
                    authors: &authors,
                    findings: &found,
                    older: told.as_ref().map_or(0, |told| told.older),
                    base: (&base, commit.as_deref()),
                    today,
                };
                let review = Review::new(&asked);
                match findings {
                    Some(format) => print(context, &store, format, &found, &program)?,
                    None => {
                        let moments = [landed.unwrap_or(moment), since.from];
                        let links = || links::at(&store, &config, &moments);
                        print_review(context, &review, &self.format, &links)?;
                    }
                }
                Ok(match review.has_errors() {
                    true => Outcome::Findings,
                    false => Outcome::Clean,
                })
            })
        })
    }

    /// Returns the format of findings that is asked for; `None` for a format of reports.
    fn finding_format(&self) -> Result<Option<&'static formats::FindingFormat>, CliError> {
        let is_report = render::find(&self.format).is_some_and(|format| !format.is_table);
        let findings = formats::find(&self.format).filter(|_| !is_report);
        if is_report || findings.is_some() {
            return Ok(findings);
        }
        let reports = render::FORMATS.iter().filter(|format| !format.is_table);
        let findings = formats::FORMATS.iter().map(|format| format.name);
        let known: Vec<&str> = reports.map(|format| format.name).chain(findings).collect();
        Err(unknown("format", &self.format, known.iter().copied()))
    }

    /// Returns what to compare with.
    fn base(&self, store: &Store) -> Result<String, CliError> {
        let repository = store.repository()?;
        if let Some(base) = &self.base {
            range::moment(store, base)?;
            return Ok(base.clone());
        }
        let is_there = |name: &&&str| matches!(repository.moment(name), Ok(Moment::Commit(_)));
        BASES
            .iter()
            .find(is_there)
            .map(|name| (*name).to_owned())
            .ok_or_else(|| {
                let message = "there is no branch main or master to compare with";
                CliError::usage(message, "say which: hum review BASE")
            })
    }
}

/// Prints a review; for a comment no more of it than a code host takes.
fn print_review(
    context: &Context,
    review: &Review<'_>,
    format: &str,
    links: &dyn Fn() -> Option<Links>,
) -> Result<(), CliError> {
    if format != "markdown" {
        return context.print_linked(review.report(Limits::ALL), format, links());
    }
    let mut text = String::new();
    for limits in Limits::STEPS {
        let report = review.report(limits).without_mentions();
        text = context.rendered(report, format, links())?;
        if text.chars().count() <= LONGEST {
            break;
        }
    }
    context.print(&format!("{MARK}\n{text}"))
}

fn print_pending(
    context: &Context,
    pending: &Pending<'_>,
    format: &str,
) -> Result<Outcome, CliError> {
    if format == "markdown" {
        context.print(&format!("{MARK}\n"))?;
        context.print_report(&pending.report().without_mentions(), format)?;
    } else {
        context.print_report(&pending.report(), format)?;
    }
    Ok(match pending.has_errors() {
        true => Outcome::Findings,
        false => Outcome::Clean,
    })
}

/// Prints findings alone, with paths from the top of the repository where the format wants them.
fn print(
    context: &Context,
    store: &Store,
    format: &formats::FindingFormat,
    findings: &[Finding],
    program: &Program,
) -> Result<(), CliError> {
    let (mut findings, mut sources) = (findings.to_vec(), program.sources());
    let (records, files) = (program.records.len(), sources.len());
    if format.from_the_top {
        let repository = store.repository()?;
        (findings, sources) =
            check::moved(findings, sources, &|path| repository.from_the_top(path));
    }
    let report = formats::FindingReport {
        findings: &findings,
        sources: &sources,
        records,
        files,
        since: None,
    };
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = (format.render)(&report, &context.style, &mut text);
    context.print(&text)
}

/// Works out how a program stands, and hands it over.
fn with_side<T>(
    (program, past, today): (&Program, &Past, Date),
    then: impl FnOnce(Side<'_>) -> T,
) -> T {
    let schedule = schedule::schedule(program, today);
    let floats = schedule.floats();
    let verdicts = health::verdicts(&Scene {
        program,
        today,
        past,
        floats: &floats,
    });
    then(Side {
        program,
        schedule: &schedule,
        verdicts: &verdicts,
    })
}

/// Returns the program where a branch began, with the settings that it had then: a holiday or a release that moves is a
/// change too.
fn before(store: &Store, config: &Arc<Config>, from: Moment) -> Result<Program, CliError> {
    let own = store.config(from).unwrap_or_else(|_| config.clone());
    Ok(store.program(&own, from)?)
}

/// Returns the commit that holds a program as it is: where nothing is changed and not committed, the newest one.
fn landed(
    store: &Store,
    config: &Arc<Config>,
    moment: Moment,
    program: &Program,
) -> Result<Option<Moment>, CliError> {
    if matches!(moment, Moment::Commit(_)) {
        return Ok(Some(moment));
    }
    let head = store.repository()?.head()?;
    let committed = store.program(config, head)?;
    Ok(diff::programs(&committed, program)
        .is_empty()
        .then_some(head))
}

/// Returns who wrote the commits of a branch, and who works here where something is not committed. Who only merged wrote
/// nothing.
fn authors(
    store: &Store,
    from: Moment,
    to: Moment,
    landed: Option<Moment>,
) -> Result<Vec<Identity>, CliError> {
    let repository = store.repository()?;
    let id = |moment: Moment| -> Option<ObjectId> {
        match moment {
            Moment::Commit(id) => Some(id),
            _ => None,
        }
    };
    let head = match to {
        Moment::Worktree | Moment::Index => repository.head()?,
        moment => moment,
    };
    let mut authors = Vec::new();
    if let Some(to) = id(head) {
        let range = Range { from: id(from), to };
        let commits = repository.all_commits(&range)?;
        let own = commits.iter().filter(|link| link.parents.len() < 2);
        let ids: Vec<ObjectId> = own.map(|link| link.id).collect();
        let commits = repository.describe(&ids)?.into_iter();
        authors.extend(commits.map(|commit| Identity {
            name: commit.author,
            email: commit.email,
        }));
    }
    if landed.is_none() {
        authors.extend(repository.user_email().map(|email| Identity {
            name: String::new(),
            email,
        }));
    }
    authors.sort();
    authors.dedup();
    Ok(authors)
}
