//! Ranges of history as people write them: `A..B`, `A`, a day, nothing.

use jiff::civil::Date;

use super::{CliError, Context};
use crate::{
    history::Ends,
    model::past::Past,
    store::{Moment, Store},
};

/// Reads `A..B`, `A..`, `..B` or `A`. What is left out at the end is `newest`; at the beginning, before all history.
///
/// # Errors
/// An end is no revision or day.
pub(super) fn parse(
    store: &Store,
    text: Option<&str>,
    newest: (Moment, &str),
) -> Result<Ends, CliError> {
    let (from, to) = match text {
        None => ("", ""),
        Some(text) => text.split_once("..").unwrap_or((text, "")),
    };
    if to.starts_with('.') {
        let hint = format!(
            "write `{}..{}` for what differs between the two",
            from,
            to.trim_start_matches('.')
        );
        return Err(CliError::usage(
            "ranges with three dots are not known here",
            hint,
        ));
    }
    let (to, to_name) = if to.is_empty() {
        (newest.0, newest.1)
    } else {
        (moment(store, to)?, to)
    };
    let from_moment = if from.is_empty() {
        Moment::Nothing
    } else {
        moment(store, from)?
    };
    Ok(Ends {
        from: from_moment,
        from_name: from.into(),
        to,
        to_name: to_name.into(),
    })
}

/// Reads one end.
pub(super) fn moment(store: &Store, text: &str) -> Result<Moment, CliError> {
    Ok(store.repository()?.moment(text)?)
}

/// Returns the moment that `--at` names, or now, and the day that is today there.
pub(super) fn looked_at(
    context: &Context,
    store: &Store,
    at: Option<&str>,
) -> Result<(Moment, Date), CliError> {
    let moment = match at {
        Some(at) => moment(store, at)?,
        None => store.now()?,
    };
    let today = context.today(store, at.map(|_| moment))?;
    Ok((moment, today))
}

/// Says that history which counts is missing from a shallow clone, and what that means.
pub(super) fn say_shallow(context: &Context, past: &Past, what: &str) {
    if past.is_shallow {
        let note = format!("note: this clone is shallow: {what}; run `git fetch --unshallow`\n");
        context.say(&note);
    }
}
