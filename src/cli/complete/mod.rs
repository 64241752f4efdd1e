//! What the shell offers while one types. An argument says it with `#[arg(add = complete::ids())]`:
//!
//! - [`ids`]: ids of records, with their titles
//! - [`kinds`]: names of kinds
//! - [`assignments`]: `field=value` of the record or kind that stands earlier on the line
//! - [`ids_and_assignments`]: an id first, then either
//! - [`fields`]: names of fields and facts, also behind commas
//! - [`people`]: handles that records name
//! - [`audiences`], [`facts`], [`rules`], [`formats`], [`finding_formats`], [`review_formats`]: the words of those tables
//! - [`commands`]: names of commands
//! - [`revisions`], [`ranges`]: branches and tags
//!
//! Candidates are read from the worktree. Where something cannot be read there are none, and nothing is said.

mod assignment;
mod line;
mod shell;

use std::{collections::BTreeMap, collections::BTreeSet, ffi::OsStr, process::ExitCode, sync::Arc};

use clap::{Command, CommandFactory};
use clap_complete::{
    CompleteEnv,
    engine::{ArgValueCompleter, CompletionCandidate},
};

use self::line::Line;
use super::Cli;
use crate::{
    check::RULES,
    facts::field::FIELDS,
    facts::page::PAGES,
    model::{
        program::Program,
        record::Record,
        role::{Role, ValueType},
        vocabulary,
    },
    render,
    report::{trend::FACTS, update::UPDATES},
    store::Store,
};

pub(super) use shell::script;

/// The variable whose presence makes `hum` answer a shell instead of running a command.
const VARIABLE: &str = "COMPLETE";

/// What can be typed, and what it means; empty where nobody says.
type Choice = (String, String);

/// Answers the shell that started this process to complete a line; `None` when none did.
#[expect(
    clippy::disallowed_methods,
    reason = "paths are completed from the current folder"
)]
#[expect(clippy::print_stderr, reason = "a shell that is not known")]
pub(super) fn answer() -> Option<ExitCode> {
    let completion = CompleteEnv::with_factory(Cli::command)
        .var(VARIABLE)
        .completer("hum")
        .shells(shell::SHELLS);
    let folder = std::env::current_dir().ok();
    match completion.try_complete(std::env::args_os(), folder.as_deref()) {
        Ok(true) => Some(ExitCode::SUCCESS),
        Ok(false) => None,
        Err(error) => {
            // While one types nothing may be printed; who asks for a script is told.
            if std::env::args_os().len() == 1 {
                eprintln!("{error}");
            }
            Some(ExitCode::from(2))
        }
    }
}

/// Completes the id of a record.
pub(super) fn ids() -> ArgValueCompleter {
    words(|_| Some(all_ids(&program()?)))
}

/// Completes the name of a kind.
pub(super) fn kinds() -> ArgValueCompleter {
    words(|_| Some(all_kinds(&program()?)))
}

/// Completes `field=value`: the fields of the record or kind that stands earlier on the line, then the words that the
/// field takes, the ids that it may refer to, or the people that records name.
pub(super) fn assignments() -> ArgValueCompleter {
    words(|typed| Some(assignment::choices(&program()?, &Line::read(), typed)))
}

/// Completes the id of a record; once there is one on the line, `field=value` too.
pub(super) fn ids_and_assignments() -> ArgValueCompleter {
    words(|typed| {
        let program = program()?;
        let mut all = assignment::choices(&program, &Line::read(), typed);
        if all.is_empty() || !(typed.is_empty() || typed.contains('=')) {
            all.extend(all_ids(&program));
        }
        Some(all)
    })
}

/// Completes the name of a command.
pub(super) fn commands() -> ArgValueCompleter {
    words(|_| {
        let command = Cli::command();
        let commands = command.get_subcommands();
        let about = |one: &Command| one.get_about().map(ToString::to_string);
        Some(
            commands
                .map(|one| (one.get_name().to_owned(), about(one).unwrap_or_default()))
                .collect(),
        )
    })
}

/// Completes the name of a field or a fact, also one in a list that is joined by commas.
pub(super) fn fields() -> ArgValueCompleter {
    words(|typed| {
        let program = program()?;
        let line = Line::read();
        let mut all: BTreeMap<String, String> = BTreeMap::new();
        let named = assignment::subject(&program, line.before());
        for kind in program.config.kinds.iter() {
            if named.as_ref().is_none_or(|named| named.name == kind.name) {
                let fields = vocabulary::fields(kind).into_iter();
                all.extend(fields.map(|field| (field.path, field.description)));
            }
        }
        for fact in FIELDS.iter().map(|fact| fact.field) {
            let about = || fact.about.to_owned();
            all.entry(fact.name.to_owned()).or_insert_with(about);
        }
        let start = typed.rfind(',').map_or(0, |at| at + 1);
        // A minus turns the order around.
        let given = &typed[..start + usize::from(typed[start..].starts_with('-'))];
        let all = all.into_iter();
        Some(
            all.map(|(name, help)| (format!("{given}{name}"), help))
                .collect(),
        )
    })
}

/// Completes the handle of a person that records name.
pub(super) fn people() -> ArgValueCompleter {
    words(|_| Some(all_people(&program()?)))
}

/// Completes the name of an audience.
pub(super) fn audiences() -> ArgValueCompleter {
    words(|_| {
        let mut all: BTreeMap<String, String> = UPDATES
            .iter()
            .map(|update| (update.name.to_owned(), String::new()))
            .collect();
        let store = Line::read().store();
        let config = store.and_then(|store| store.config(store.now().ok()?).ok());
        for (name, audience) in config.iter().flat_map(|config| &config.audiences) {
            all.insert(name.clone(), audience.people.join(", "));
        }
        Some(all.into_iter().collect())
    })
}

/// Completes a fact of the program, or a date of a record.
pub(super) fn facts() -> ArgValueCompleter {
    words(|_| {
        let facts = FACTS.iter();
        let mut all: Vec<Choice> = facts
            .map(|fact| (fact.name.to_owned(), fact.about.to_owned()))
            .collect();
        for record in program().iter().flat_map(|program| &program.records) {
            let roles = [Role::Due, Role::Forecast].into_iter();
            let dates = roles.filter(|role| record.value(*role).is_some());
            all.extend(dates.map(|role| {
                let name = format!("{}.{}", record.id, role.name());
                (name, record.title().into_owned())
            }));
        }
        Some(all)
    })
}

/// Completes the name of a rule or a fact.
pub(super) fn rules() -> ArgValueCompleter {
    words(|_| {
        let rules = RULES.iter().map(|rule| (rule.name, rule.why));
        let pages = [("where", "The conditions that --where takes")];
        Some(
            rules
                .chain(pages)
                .map(|(name, meaning)| (name.into(), meaning.to_owned()))
                .chain(PAGES.iter().map(|page| (page.name.into(), page.summary())))
                .collect(),
        )
    })
}

/// Completes the format of a report.
pub(super) fn formats() -> ArgValueCompleter {
    words(|_| Some(plain(render::FORMATS.iter().map(|format| format.name))))
}

/// Completes the format of findings.
pub(super) fn finding_formats() -> ArgValueCompleter {
    words(|_| {
        let formats = render::finding::FORMATS.iter();
        Some(plain(formats.map(|format| format.name)))
    })
}

/// Completes the format of a review.
pub(super) fn review_formats() -> ArgValueCompleter {
    words(|_| {
        let reports = render::FORMATS.iter().filter(|format| !format.is_table);
        let findings = render::finding::FORMATS.iter().map(|format| format.name);
        let names: BTreeSet<&str> = reports.map(|format| format.name).chain(findings).collect();
        Some(plain(names.into_iter()))
    })
}

/// Completes a branch or tag.
pub(super) fn revisions() -> ArgValueCompleter {
    words(|_| all_revisions(&Line::read().store()?))
}

/// Completes `A..B` of branches and tags.
pub(super) fn ranges() -> ArgValueCompleter {
    words(|typed| {
        let given = typed.rfind("..").map_or("", |at| &typed[..at + 2]);
        let all = all_revisions(&Line::read().store()?)?.into_iter();
        Some(
            all.map(|(name, help)| (format!("{given}{name}"), help))
                .collect(),
        )
    })
}

/// Returns a completer that offers, of all choices for what is typed so far, those that begin with it; without regard
/// to case where none does otherwise.
fn words(
    choices: impl Fn(&str) -> Option<Vec<Choice>> + Send + Sync + 'static,
) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let Some(typed) = typed.to_str() else {
            return Vec::new();
        };
        let all = choices(typed).unwrap_or_default();
        let lower = typed.to_lowercase();
        let is_begun = all.iter().any(|(value, _)| value.starts_with(typed));
        all.into_iter()
            .filter(|(value, _)| match is_begun {
                true => value.starts_with(typed),
                false => value.to_lowercase().starts_with(&lower),
            })
            .map(|(value, help)| {
                let help = (!help.is_empty()).then(|| first_sentence(&help).to_owned().into());
                CompletionCandidate::new(value).help(help)
            })
            .collect()
    })
}

fn plain<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Choice> {
    names.map(|name| (name.to_owned(), String::new())).collect()
}

fn first_sentence(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    let sentence = line.split_once(". ").map_or(line, |(first, _)| first);
    sentence.trim_end_matches('.')
}

/// Returns the program that the line is about, as it stands on disk.
fn program() -> Option<Program> {
    let store = Line::read().store()?;
    let now = store.now().ok()?;
    store.program(&store.config(now).ok()?, now).ok()
}

fn all_ids(program: &Program) -> Vec<Choice> {
    let mut told: BTreeSet<&Arc<str>> = BTreeSet::new();
    let records = program.records.iter();
    let distinct = records.filter(|record| told.insert(&record.id));
    distinct.map(id_and_title).collect()
}

fn id_and_title(record: &Record) -> Choice {
    let title = render::one_line(&record.title()).into_owned();
    (record.id.to_string(), title)
}

fn all_kinds(program: &Program) -> Vec<Choice> {
    let kinds = program.config.kinds.iter();
    kinds
        .map(|kind| (kind.name.clone(), kind.title.clone()))
        .collect()
}

/// Returns every handle that stands in a field for people.
fn all_people(program: &Program) -> Vec<Choice> {
    let mut handles = BTreeSet::new();
    for record in &program.records {
        let fields = record.kind.fields.iter();
        let fields = fields.filter(|field| field.value_type() == ValueType::Person);
        for value in fields.flat_map(|field| record.values_of(field)) {
            if value.text.starts_with('@') && !value.text.contains(char::is_whitespace) {
                handles.insert(value.text.into_owned());
            }
        }
    }
    handles
        .into_iter()
        .map(|handle| (handle, String::new()))
        .collect()
}

fn all_revisions(store: &Store) -> Option<Vec<Choice>> {
    let repository = store.repository().ok()?;
    let mut all = vec![("HEAD".to_owned(), "newest commit".to_owned())];
    let names = repository.revision_names().ok()?.into_iter();
    all.extend(names.map(|(name, what)| (name, what.to_owned())));
    Some(all)
}
