//! What a person means by a revision or a date.

use gix::ObjectId;
use jiff::civil::Date;

use super::{Repository, chain::Range};
use crate::{
    model::date,
    store::{Result, StoreError},
};

/// One moment of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Before the first commit: no records at all.
    Nothing,
    /// A commit.
    Commit(ObjectId),
    /// What is staged.
    Index,
    /// The files on disk.
    Worktree,
}

impl Repository {
    /// Returns the moment that a revision or a day means. A day is its first second in UTC: the state is that of the
    /// last first-parent commit of HEAD whose effective date is not after it.
    ///
    /// # Errors
    /// The text is neither.
    pub fn moment(&self, spec: &str) -> Result<Moment> {
        if let Some(day) = date::parse_day(spec) {
            return self.moment_at(day);
        }
        let repository = self.local();
        if repository.head().is_ok_and(|head| head.is_unborn()) && spec == "HEAD" {
            return Ok(Moment::Nothing);
        }
        let refuse = |reason: String| StoreError::Revision {
            spec: spec.into(),
            reason,
        };
        let id = repository.rev_parse_single(spec).map_err(|error| {
            let reason = error.to_string();
            refuse(reason.lines().next().unwrap_or("not found").to_owned())
        })?;
        let commit = id
            .object()
            .map_err(|error| refuse(error.to_string()))?
            .peel_to_commit();
        Ok(Moment::Commit(
            commit.map_err(|_| refuse("it names no commit".into()))?.id,
        ))
    }

    /// Returns the newest commit; nothing on an unborn branch.
    ///
    /// # Errors
    /// HEAD cannot be read.
    pub fn head(&self) -> Result<Moment> {
        self.moment("HEAD")
    }

    fn moment_at(&self, day: Date) -> Result<Moment> {
        let Moment::Commit(head) = self.head()? else {
            return Ok(Moment::Nothing);
        };
        let limit = day
            .to_zoned(jiff::tz::TimeZone::UTC)
            .map_or(i64::MAX, |zoned| zoned.timestamp().as_second());
        let chain = self.chain(&Range {
            from: None,
            to: head,
        })?;
        let last = chain
            .iter()
            .take_while(|link| link.effective <= limit)
            .last();
        Ok(last.map_or(Moment::Nothing, |link| Moment::Commit(link.id)))
    }
}
