//! Which update is asked for: of whom, from which commit to which, on which day.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;

use super::{CliError, Context, UpdateArgs, edition::Edition, kinds};
use crate::{
    cli::{Outcome, context::unknown, range},
    facts::cursor,
    history::Ends,
    model::{
        audience::Audience, config::Config, kind::Class, program::Program, record::Record,
        role::Role,
    },
    report::update::UPDATES,
    store::{
        Moment, Store,
        git::{ObjectId, Range},
    },
};

/// What stands for the last update that was sent.
const LAST: &str = "last";

/// Which update is asked for.
pub(super) struct Wanted {
    /// The name of the audience.
    pub(super) name: String,
    pub(super) audience: Audience,
    pub(super) ends: Ends,
    /// The older end, or the first commit where it is before all history.
    pub(super) from: ObjectId,
    pub(super) to: ObjectId,
    /// The settings at the newer end.
    pub(super) config: Arc<Config>,
    pub(super) today: Date,
    /// The human line.
    pub(super) line: Option<String>,
    /// The record that it is written again from.
    pub(super) record: Option<Written>,
}

/// An update that is written down already.
pub(super) struct Written {
    pub(super) id: Arc<str>,
    pub(super) path: Arc<str>,
    pub(super) is_sent: bool,
}

impl Wanted {
    /// Reads what is asked for.
    ///
    /// # Errors
    /// There is no such audience or update, or no such commit.
    pub(super) fn read(
        context: &Context,
        store: &Store,
        args: &UpdateArgs,
    ) -> Result<Self, CliError> {
        let now = store.now()?;
        let config = store.config(now)?;
        let program = store.program(&config, now)?;
        let mut updates = program.of_class(Class::Update);
        let record = updates.find(|record| record.id.eq_ignore_ascii_case(&args.audience));
        match record {
            Some(record) => Self::again(context, store, args, (&program, record)),
            None => Self::fresh(context, store, args, &program),
        }
    }

    /// An update that is new.
    fn fresh(
        context: &Context,
        store: &Store,
        args: &UpdateArgs,
        program: &Program,
    ) -> Result<Self, CliError> {
        let to = match &args.at {
            Some(at) => range::moment(store, at)?,
            None => store.repository()?.head()?,
        };
        let Moment::Commit(id) = to else {
            return Err(CliError::usage(
                "there is no commit to tell about",
                "commit the program first",
            ));
        };
        let today = context.today(store, args.at.as_ref().map(|_| to))?;
        let config = store.config(to)?;
        let audience = audience(&config, &args.audience)?;
        let (from, from_name) = match args.since.as_str() {
            LAST => last(context, store, program, (&args.audience, id, today))?,
            since => (range::moment(store, since)?, since.to_owned()),
        };
        Ok(Self {
            from: match from {
                Moment::Commit(from) => from,
                _ => first_commit(store, id)?,
            },
            name: args.audience.clone(),
            audience,
            ends: Ends {
                from,
                from_name,
                to,
                to_name: args.at.clone().unwrap_or_else(|| "HEAD".into()),
            },
            to: id,
            config,
            today,
            line: args.so_what.clone(),
            record: None,
        })
    }

    /// An update that is written down, once more.
    fn again(
        context: &Context,
        store: &Store,
        args: &UpdateArgs,
        (program, record): (&Program, &Record),
    ) -> Result<Self, CliError> {
        let id = &record.id;
        let commit = |role: Role| {
            let text = record.text(role).unwrap_or_default();
            let found = store.repository()?.moment(text.trim());
            match found {
                Ok(Moment::Commit(commit)) => Ok(commit),
                _ => {
                    let name = role.name();
                    let message = format!("{id}: `{name}` names no commit of this clone: {text}");
                    let hint = "fetch the branch on which it was sent; or name the audience";
                    Err(CliError::usage(message, hint))
                }
            }
        };
        let (from, to) = (commit(Role::From)?, commit(Role::To)?);
        let moment = Moment::Commit(to);
        let config = store.config(moment)?;
        let name = record.text(Role::Audience).unwrap_or_default().into_owned();
        let audience = audience(&config, &name)?;
        let day = |role| record.day(role, &config.releases);
        let today = day(Role::AsOf).or_else(|| day(Role::Sent));
        let line = record.text(Role::SoWhat).map(String::from);
        // What the update before said it ended with, its readers know by the day on which they got it.
        let mut updates = program.of_class(Class::Update);
        let before = updates.find(|update| {
            let text = |role| update.text(role).unwrap_or_default();
            text(Role::Audience) == name.as_str()
                && text(Role::To) == record.text(Role::From).unwrap_or_default()
        });
        let before = before.and_then(|update| update.day(Role::Sent, &program.config.releases));
        Ok(Self {
            ends: Ends {
                from: Moment::Commit(from),
                from_name: before.map_or_else(|| day_of(store, from), |day| Ok(day.to_string()))?,
                to: moment,
                to_name: "HEAD".into(),
            },
            name,
            audience,
            from,
            to,
            config,
            today: today.unwrap_or_else(|| context.clock()),
            line: args.so_what.clone().or(line),
            record: Some(Written {
                id: id.clone(),
                path: record.file.path.clone(),
                is_sent: !record.is_unfinished(),
            }),
        })
    }
}

/// Returns the audience with a name; a kind of update is an audience of its own that may see what the team sees.
fn audience(config: &Config, name: &str) -> Result<Audience, CliError> {
    if let Some(audience) = config.audiences.get(name) {
        return Ok(audience.clone());
    }
    if kinds().any(|kind| kind == name) {
        return Ok(Audience {
            update: Some(name.to_owned()),
            ..Audience::default()
        });
    }
    let own = config.audiences.keys().map(String::as_str);
    let known: BTreeSet<&str> = own
        .chain(UPDATES.iter().map(|update| update.name))
        .collect();
    Err(unknown("audience", name, known.iter().copied()))
}

/// Returns where the last update that was sent to an audience ended, and the day on which it was sent; where none was sent,
/// the first commit and its day.
fn last(
    context: &Context,
    store: &Store,
    program: &Program,
    (audience, to, today): (&str, ObjectId, Date),
) -> Result<(Moment, String), CliError> {
    let repository = store.repository()?;
    if let Some(update) = cursor::last_sent(program, audience, today) {
        let text = update.text(Role::To).unwrap_or_default();
        let found = repository.moment(text.trim());
        let Ok(Moment::Commit(commit)) = found else {
            let message = format!(
                "{} ends with commit {text}, which this clone does not have",
                update.id
            );
            let hint = "fetch it, or say since when: --since 2026-05-01";
            return Err(CliError::usage(message, hint));
        };
        let sent = update.day(Role::Sent, &program.config.releases);
        let day = sent.map_or_else(|| day_of(store, commit), |day| Ok(day.to_string()))?;
        return Ok((Moment::Commit(commit), day));
    }
    let first = first_commit(store, to)?;
    let day = day_of(store, first)?;
    context.say(&format!(
        "note: no update was sent to {audience} yet: told is what changed since the first commit, {day}\n"
    ));
    Ok((Moment::Commit(first), day))
}

/// Returns the first commit on the way to one.
fn first_commit(store: &Store, to: ObjectId) -> Result<ObjectId, CliError> {
    let chain = store.repository()?.chain(&Range { from: None, to })?;
    Ok(chain.first().map_or(to, |link| link.id))
}

fn day_of(store: &Store, commit: ObjectId) -> Result<String, CliError> {
    let commits = store.repository()?.describe(&[commit])?;
    let day = commits.first().map(|commit| commit.date().to_string());
    Ok(day.unwrap_or_default())
}

impl Written {
    /// Prints the body of the record as it is written from its two commits.
    pub(super) fn print_body(
        &self,
        context: &Context,
        edition: &Edition,
        line: Option<&str>,
    ) -> Result<Outcome, CliError> {
        context.print(&edition.body(context, &self.path, line)?)?;
        Ok(Outcome::Clean)
    }
}
