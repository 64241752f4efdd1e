//! Who changed the program, when and why.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// One commit, as far as people are told about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The full id.
    pub id: String,
    /// Name of the person behind it.
    pub author: String,
    /// That person's mail address.
    pub email: String,
    /// Committer date.
    pub committed: Timestamp,
    /// First line of the message; for a merged pull request its title.
    pub subject: String,
    /// Number of the pull request, where the message names one.
    pub pull_request: Option<u64>,
    /// The rest of the message.
    pub body: String,
}

impl Commit {
    /// Reads a commit's message. A host's own first line ("Merge pull request #12 from …") gives way to the title
    /// below it.
    pub fn new(
        id: String,
        author: String,
        email: String,
        committed: Timestamp,
        message: &str,
    ) -> Self {
        let (first, rest) = message.split_once('\n').unwrap_or((message, ""));
        let (first, rest) = (first.trim(), rest.trim());
        let merged = first.strip_prefix("Merge pull request #");
        let number = merged.or_else(|| {
            first
                .strip_suffix(')')
                .and_then(|line| line.rsplit_once(" (#"))
                .map(|(_, number)| number)
        });
        let pull_request = number.and_then(|text| text.split_whitespace().next()?.parse().ok());
        let (subject, body) = match (merged, rest.split_once('\n')) {
            (Some(_), Some((title, body))) => (title, body),
            (Some(_), None) if !rest.is_empty() => (rest, ""),
            _ => (first, rest),
        };
        Self {
            id,
            author,
            email,
            committed,
            subject: subject.trim().into(),
            pull_request,
            body: body.trim().into(),
        }
    }

    /// Returns the first ten digits of the id.
    pub fn short_id(&self) -> &str {
        self.id.get(..10).unwrap_or(&self.id)
    }

    /// Returns the committer date in UTC.
    pub fn date(&self) -> Date {
        self.committed.to_zoned(TimeZone::UTC).date()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commit(message: &str) -> Commit {
        Commit::new(
            "0123456789abcdef".into(),
            "A".into(),
            "a@b.example".into(),
            Timestamp::UNIX_EPOCH,
            message,
        )
    }

    #[test]
    fn a_merged_pull_request_is_told_by_its_title() {
        let merged =
            commit("Merge pull request #12 from sam/auth\n\nMove the auth date\n\nBecause.\n");
        assert_eq!(
            (
                merged.subject.as_str(),
                merged.pull_request,
                merged.body.as_str()
            ),
            ("Move the auth date", Some(12), "Because.")
        );
        let squashed = commit("Move the auth date (#13)\n\nBecause.");
        assert_eq!(
            (squashed.subject.as_str(), squashed.pull_request),
            ("Move the auth date (#13)", Some(13))
        );
        let bare = commit("Merge pull request #12 from sam/auth");
        assert_eq!(bare.subject, "Merge pull request #12 from sam/auth");
        assert_eq!(commit("").subject, "");
    }
}
