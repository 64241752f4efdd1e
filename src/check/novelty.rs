//! Which findings a change introduces.

use std::collections::BTreeMap;

use crate::model::finding::Finding;

/// Returns the findings that were not there before, and how many were. A finding is the same where rule, record and
/// message are, wherever in the file it stands; without a record the file counts. Of several that are the same, as many
/// are old as there were.
pub fn new_ones(before: &[Finding], after: Vec<Finding>) -> (Vec<Finding>, usize) {
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    for finding in before {
        *known.entry(key(finding)).or_default() += 1;
    }
    let all = after.len();
    let mut new = after;
    new.retain(|finding| match known.get_mut(&key(finding)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
    let old = all - new.len();
    (new, old)
}

/// Rule, record or file, what the message says.
type Key = (&'static str, String, String);

fn key(finding: &Finding) -> Key {
    let place = &finding.place.path;
    let about = finding.record.clone().unwrap_or_else(|| place.to_string());
    let gist = finding.gist.as_ref().unwrap_or(&finding.message);
    (finding.rule, about, gist.clone())
}
