//! Facts of records that conditions, columns and sorting name: history is read for them, and only for them.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;

use super::{CliError, Context};
use crate::{
    facts::field::{self, Facts},
    history,
    model::{
        config::Config,
        kind::{Class, Kind},
        past::Past,
        program::Program,
        query::{Query, QueryError, RecordFields},
        record::Record,
    },
    store::{Moment, Store},
};

/// Reads a condition about records of some kinds, which may name facts.
///
/// # Errors
/// It cannot be read, or names a field or a word that none of these kinds has.
pub(super) fn query(
    text: &str,
    config: &Config,
    kinds: &[&Arc<Kind>],
) -> Result<Query, QueryError> {
    Query::for_kinds(text, config, kinds, &field::fields())
}

/// Reads a condition about records of any kind, which may name facts.
///
/// # Errors
/// It cannot be read, or names a field or a word that no kind has.
pub(super) fn query_of_all(text: &str, config: &Config) -> Result<Query, QueryError> {
    let kinds: Vec<&Arc<Kind>> = config.kinds.iter().collect();
    query(text, config, &kinds)
}

/// Reads a condition of a command that judges records alone: one that names a fact is refused.
///
/// # Errors
/// It cannot be read, or names a fact, or a field or a word that no kind has.
pub(super) fn query_without(text: &str, config: &Config, command: &str) -> Result<Query, CliError> {
    let error = match Query::parse(text, config) {
        Ok(query) => return Ok(query),
        Err(error) => error,
    };
    let mut problem = *error.problem;
    let name = problem.span.slice(text);
    if field::find(name).is_some() {
        problem.message =
            format!("`{name}` is no field but a fact, and `{command}` asks for fields alone");
        problem.help = Some("see for which records it holds with `hum list --where`".into());
    }
    Err(QueryError::in_list(text, problem).into())
}

/// Reads what history says of each record, where one of the facts needs it: up to a moment, or up to the newest commit
/// for what is in no commit.
///
/// # Errors
/// There is no repository, or history cannot be read.
pub(super) fn past(
    context: &Context,
    store: &Store,
    config: &Arc<Config>,
    moment: Moment,
    names: &BTreeSet<String>,
) -> Result<Option<Past>, CliError> {
    let mut facts = names.iter().filter_map(|name| field::find(name));
    if !facts.any(|fact| fact.needs_history) {
        return Ok(None);
    }
    let to = match moment {
        Moment::Commit(_) => moment,
        _ => store.repository()?.head()?,
    };
    let past = history::past(store, config, to)?;
    if past.is_shallow {
        context.say("note: this clone is shallow, and what came before it is not counted; run `git fetch --unshallow`\n");
    }
    Ok(Some(past))
}

/// A condition about records of one class, or of all, and what is worked out for it.
pub(super) struct Condition {
    /// The class; all where there is none.
    class: Option<Class>,
    query: Option<Query>,
    past: Option<Past>,
    today: Date,
}

impl Condition {
    /// Reads a condition about records of one class, which may name facts. Without one every record of it is meant.
    ///
    /// # Errors
    /// It cannot be read, or names a field or a word that no kind of the class has; or history cannot be read for it.
    pub(super) fn read(
        context: &Context,
        store: &Store,
        config: &Arc<Config>,
        (text, class): (Option<&str>, Class),
        at: (Moment, Date),
    ) -> Result<Self, CliError> {
        Self::of(context, store, config, (text, Some(class)), at)
    }

    /// Reads a condition about records of every class, which may name facts. Without one every record is meant.
    ///
    /// # Errors
    /// It cannot be read, or names a field or a word that no kind has; or history cannot be read for it.
    pub(super) fn of_all(
        context: &Context,
        store: &Store,
        config: &Arc<Config>,
        text: Option<&str>,
        at: (Moment, Date),
    ) -> Result<Self, CliError> {
        Self::of(context, store, config, (text, None), at)
    }

    fn of(
        context: &Context,
        store: &Store,
        config: &Arc<Config>,
        (text, class): (Option<&str>, Option<Class>),
        (moment, today): (Moment, Date),
    ) -> Result<Self, CliError> {
        let is_asked = |kind: &&Arc<Kind>| class.is_none_or(|class| kind.class == class);
        let kinds: Vec<&Arc<Kind>> = config.kinds.iter().filter(is_asked).collect();
        let query = text.map(|text| query(text, config, &kinds)).transpose()?;
        let names = query.as_ref().map(Query::derived);
        let past = match names {
            Some(names) => past(context, store, config, moment, names)?,
            None => None,
        };
        Ok(Self {
            class,
            query,
            past,
            today,
        })
    }

    /// Returns whether a record of a program is meant.
    pub(super) fn holds(&self, program: &Program, record: &Record) -> bool {
        let facts = Facts {
            config: &program.config,
            past: self.past.as_ref(),
            today: self.today,
        };
        let fields = RecordFields {
            program,
            record,
            derived: Some(&facts),
        };
        self.class.is_none_or(|class| record.kind.class == class)
            && self
                .query
                .as_ref()
                .is_none_or(|query| query.matches_with(&fields, self.today))
    }

    /// Returns the records of a program that are meant, one for each id, in the order of the program.
    pub(super) fn records<'a>(&self, program: &'a Program) -> Vec<&'a Record> {
        let all = program.records.iter();
        let counts = |record: &&Record| {
            let first = program.find(&record.id);
            first.is_some_and(|first| std::ptr::eq(first, *record))
        };
        all.filter(counts)
            .filter(|record| self.holds(program, record))
            .collect()
    }
}
