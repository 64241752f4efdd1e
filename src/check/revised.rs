//! Where rules about changes find what changed, and say it.

use super::{Context, Findings};
use crate::{
    model::{
        change::RecordChange,
        finding::{Finding, Place},
        record::Record,
        revision::Revision,
        role::Role,
    },
    text::Span,
};

/// One change of one record, with everything that landed with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Revised<'a> {
    /// What landed together.
    pub(super) revision: &'a Revision,
    /// The change.
    pub(super) change: &'a RecordChange,
    /// The record as it is now; `None` where it is gone.
    now: Option<&'a Record>,
}

impl<'a> Context<'a> {
    /// Returns every change that is judged, in the order in which it landed.
    pub(super) fn revised(&self) -> impl Iterator<Item = Revised<'a>> + use<'a> {
        let program = self.program;
        self.revisions.iter().flat_map(move |revision| {
            revision.changes.iter().map(move |change| Revised {
                revision,
                change,
                now: program.find(&change.id),
            })
        })
    }
}

impl<'a> Revised<'a> {
    /// Returns the record before and after, where it differs.
    pub(super) fn both(&self) -> Option<(&'a Record, &'a Record)> {
        Some((self.change.before.as_ref()?, &self.change.record))
    }

    /// Returns where the value of a role stands now.
    pub(super) fn at(&self, role: Role) -> Span {
        let value = self.now.and_then(|record| record.value(role));
        value.map_or_else(Span::default, |value| value.span)
    }

    /// Returns where the heading of a section stands now. Of a section in another, the outer one is `title`'s first part.
    pub(super) fn at_section(&self, title: &str) -> Span {
        let own = title.rsplit(" / ").next().unwrap_or(title);
        let section = self.now.and_then(|record| record.body()?.section(own));
        section.map_or_else(Span::default, |section| section.heading)
    }

    /// Adds a finding about the change, at a place of the record as it is now. Where one commit is to blame, the message
    /// says which.
    pub(super) fn find<'f>(
        &self,
        findings: &'f mut Findings,
        span: Span,
        message: &str,
    ) -> &'f mut Finding {
        let commit = self.revision.commit.as_ref();
        let message = commit.map_or_else(
            || message.to_owned(),
            |commit| {
                let (id, day) = (commit.short_id(), commit.date());
                format!("{message} ({id}, {day}, {})", commit.author)
            },
        );
        match self.now {
            Some(record) => findings.at(record, span, message),
            None => {
                let place = Place::whole_file(self.change.path.clone());
                findings.add(place, Some(self.change.id.to_string()), message)
            }
        }
    }
}
