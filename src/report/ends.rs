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

/// Returns what a reader must know when the clone lacks history after the older end; after the beginning without one.
pub(super) fn shallow(from: Option<&End>) -> Vec<Inline> {
    let missing = match from.map_or("", |from| from.name.as_str()) {
        "" => "older history is missing, and the oldest commit here seems to add everything".into(),
        from => format!(
            "history after {from} is missing, and the oldest commit here seems to have done all of it"
        ),
    };
    let note =
        format!("This clone is shallow: {missing}. Run `git fetch --unshallow` for the rest.");
    vec![Inline::strong(note)]
}
