//! What reports about a stretch of history say of its ends.

use super::Inline;
use crate::model::change::End;

/// Returns "from A to B", or "up to B" for everything before it.
pub(super) fn range(from: &End, to: &End) -> String {
    match (from.name.as_str(), to.name.as_str()) {
        ("", to) => format!("up to {to}"),
        (from, to) => format!("from {from} to {to}"),
    }
}

/// Returns what a reader must know when the clone lacks the beginning.
pub(super) fn shallow() -> Vec<Inline> {
    let note = "This clone is shallow: older history is missing, and the oldest commit here seems to add everything. \
                Run `git fetch --unshallow` for the rest.";
    vec![Inline::strong(note)]
}
