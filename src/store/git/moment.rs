//! What a person means by a revision or a date.

use std::borrow::Cow;

use gix::{
    ObjectId,
    hash::{Kind, Prefix},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{Repository, chain::Range};
use crate::{
    model::date,
    store::{Result, StoreError},
};

/// Letters from which on a word is taken for the id of a commit.
const SHORTEST_ID: usize = 7;

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

/// Returns a revision with the whole id where it begins with a part of one. The library takes every short id for one of
/// forty letters.
fn in_full<'a>(repository: &gix::Repository, spec: &'a str) -> Cow<'a, str> {
    let hash = repository.object_hash();
    let end = spec.find(|letter: char| !letter.is_ascii_hexdigit());
    let (short, rest) = spec.split_at(end.unwrap_or(spec.len()));
    let length = hash.len_in_hex();
    let is_short = (Prefix::MIN_HEX_LEN..length).contains(&short.len());
    if hash == Kind::Sha1 || !is_short || repository.rev_parse_single(short).is_ok() {
        return spec.into();
    }
    let find = || {
        let id = ObjectId::from_hex(format!("{short:0<length$}").as_bytes()).ok()?;
        let prefix = Prefix::new(&id, short.len()).ok()?;
        repository.objects.lookup_prefix(prefix, None).ok()??.ok()
    };
    find().map_or(spec.into(), |id| format!("{id}{rest}").into())
}

impl Repository {
    /// Returns the moment that a revision or a day means. A day is its first second in UTC: the state is that of the
    /// last first-parent commit of HEAD whose effective date is not after it.
    ///
    /// # Errors
    /// The text is neither, or git has other words for it than are read here.
    pub fn moment(&self, spec: &str) -> Result<Moment> {
        self.refuse_other_references()?;
        if spec.contains(['~', '^']) {
            self.refuse_grafts()?;
        }
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
        let id = repository
            .rev_parse_single(&*in_full(&repository, spec))
            .map_err(|_| refuse(self.unknown_revision(&repository, spec)))?;
        let commit = id
            .object()
            .map_err(|_| refuse(self.missing_object()))?
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
            .to_zoned(TimeZone::UTC)
            .map_or(i64::MAX, |zoned| zoned.timestamp().as_second());
        let chain = self.chain(&Range {
            from: None,
            to: head,
        })?;
        let last = chain
            .iter()
            .take_while(|link| link.effective <= limit)
            .last();
        match (last, chain.first()) {
            // What came before the cut is not known, and "no records" would be a lie.
            (None, Some(first)) if first.is_cut => {
                let begins = Timestamp::from_second(first.effective).unwrap_or_default();
                let begins = begins.to_zoned(TimeZone::UTC).date();
                Err(StoreError::Shallow {
                    spec: day.to_string(),
                    begins: begins.to_string(),
                })
            }
            _ => Ok(last.map_or(Moment::Nothing, |link| Moment::Commit(link.id))),
        }
    }

    /// Returns why what a name leads to is not there.
    fn missing_object(&self) -> String {
        match self.is_shallow().unwrap_or(false) {
            true => "this clone is shallow, and the commit is cut off; run `git fetch --unshallow`",
            false => "the commit is not in this clone",
        }
        .into()
    }

    /// Returns why a revision means nothing. The library's own words are about its parser.
    fn unknown_revision(&self, repository: &gix::Repository, spec: &str) -> String {
        let base = spec.split(['~', '^', ':', '@']).next().unwrap_or_default();
        let is_shallow = self.is_shallow().unwrap_or(false);
        if base.is_empty() || base == spec || repository.rev_parse_single(base).is_err() {
            let is_id =
                base.len() >= SHORTEST_ID && base.bytes().all(|byte| byte.is_ascii_hexdigit());
            return match is_shallow && is_id {
                true => "this clone is shallow and lacks it; run `git fetch --unshallow`".into(),
                false => "nothing has this name".into(),
            };
        }
        if is_shallow {
            return format!("this clone is shallow, and the history behind {base} is cut off");
        }
        format!("{base} has no such ancestor or file")
    }
}
