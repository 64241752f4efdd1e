//! What the commands read that say where a program stands: its records, their past, and the time between them.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Span, civil::Date};

use super::{CliError, Context, range};
use crate::{
    facts::{
        health::{self, Scene, Verdict},
        schedule,
    },
    history,
    model::{change::Changes, config::Config, past::Past, program::Program},
    store::{Moment, Store},
};

/// A program at some moment, with what led to it.
pub(super) struct Standing {
    /// The moment.
    pub(super) moment: Moment,
    /// Today, there.
    pub(super) today: Date,
    /// The settings.
    pub(super) config: Arc<Config>,
    /// The program.
    pub(super) program: Program,
    /// What history says of it; nothing where there is no repository.
    pub(super) past: Past,
}

impl Standing {
    /// Reads the program that `--at` names, or as it is now.
    ///
    /// # Errors
    /// The moment means nothing, or cannot be read.
    pub(super) fn read(
        context: &Context,
        store: &Store,
        at: Option<&str>,
    ) -> Result<Self, CliError> {
        let (moment, today) = range::looked_at(context, store, at)?;
        let config = store.config(moment)?;
        let program = store.program(&config, moment)?;
        let past = match (store.repository(), moment) {
            (Err(_), _) => Past::default(),
            (Ok(repository), Moment::Worktree | Moment::Index) => {
                history::past(store, &config, repository.head()?)?
            }
            (Ok(_), moment) => history::past(store, &config, moment)?,
        };
        range::say_shallow(context, &past, "what came before is not counted");
        Ok(Self {
            moment,
            today,
            config,
            program,
            past,
        })
    }

    /// Returns the total float of each piece of work in workdays, by id.
    pub(super) fn floats(&self) -> BTreeMap<Arc<str>, i64> {
        schedule::schedule(&self.program, self.today).floats()
    }

    /// Returns how each piece of work stands.
    pub(super) fn verdicts<'a>(
        &'a self,
        floats: &'a BTreeMap<Arc<str>, i64>,
    ) -> BTreeMap<&'a str, Verdict<'a>> {
        health::verdicts(&Scene {
            program: &self.program,
            today: self.today,
            past: &self.past,
            floats,
        })
    }

    /// Returns what changed in the last `thresholds.silence_days` days; nothing where history does not go back that far.
    ///
    /// # Errors
    /// History cannot be read.
    pub(super) fn recent(&self, store: &Store) -> Result<Changes, CliError> {
        let days = self.config.thresholds.silence_days;
        let from_name = self
            .today
            .saturating_sub(Span::new().days(days))
            .to_string();
        let Ok(from) = range::moment(store, &from_name) else {
            return Ok(Changes::default());
        };
        let ends = history::Ends {
            from,
            from_name,
            to: self.moment,
            to_name: String::new(),
        };
        Ok(history::net(store, &self.config, &ends, false)?)
    }
}
