//! The Kubernetes enhancement proposals, every commit: where each state was changed, not when that landed.
//!
//! The independent count walks every commit that is no merge, and has 441 steps of `status`.

use std::collections::BTreeSet;

use super::{Corpus, FieldChange, field_changes, text};

/// A step that the count cannot see: the file had a second `---` line then. See `keps_walk`.
const IN_TWO_DOCUMENTS: (&str, &str) = (
    "keps/sig-auth/1205-bound-service-account-tokens/kep.yaml",
    "b5655f3877046fdd23d4cc50579cbdaa29a2e391",
);

/// A step that `git log -- keps` passes over: another branch made the same change, and landed first.
const SAME_ON_ANOTHER_BRANCH: (&str, &str) =
    ("KEP-1393", "b42fac4e011e6f17aad888b5d056a82ef686b086");

/// Merges of a branch that changed the state of a record, where the main line had changed its file too: the file is in
/// none of the parents as it is in the merge.
const CHANGED_ON_BOTH_SIDES: [(&str, &str); 6] = [
    ("KEP-1205", "a64c22ce57ec057bfd7412ec08a87c2f092c8613"),
    ("KEP-2436", "5d7e6c6aa7e05a168f34aabbea5c3687fca98818"),
    ("KEP-2527", "1a8d10e35aa2b9b542123cbd6b45f7a9e3878aea"),
    ("KEP-383", "dc720c7af612f38038e0ef1be888715f3f8788c3"),
    ("KEP-3960", "6d490e42ec9877c65c7937f84577fba87b2b1879"),
    ("KEP-4205", "10662a9e2eab3e4455d429c2e36f138de68ccc4f"),
];

#[test]
fn every_commit_tells_the_states_that_it_changed() {
    let Some(corpus) = Corpus::open("keps", "kubernetes-enhancements") else {
        return;
    };
    let every = ["changelog", "--walk", "--all-commits", "--format", "json"];
    let told = corpus.hum(&every).data();
    let changes = field_changes(&told, &["kep"], "status");
    let repository = gix::open(&corpus.clone).expect("it was cloned");
    let place = |change: &FieldChange<'_>| {
        let commit = text(&change.change["commit"]["id"]).to_owned();
        (change.id().to_owned(), commit)
    };
    let is_merge = |(_, commit): &(String, String)| {
        let id = gix::ObjectId::from_hex(commit.as_bytes()).expect("an id");
        let commit = repository.find_commit(id).expect("it was told");
        commit.parent_ids().count() > 1
    };
    let steps = changes.iter().map(place);
    let (merges, own): (BTreeSet<_>, BTreeSet<_>) = steps.partition(is_merge);
    let known = |(id, commit): (&str, &str)| (id.to_owned(), commit.to_owned());
    assert_eq!(
        changes.len(),
        merges.len() + own.len(),
        "none is told twice"
    );
    assert_eq!(merges, CHANGED_ON_BOTH_SIDES.map(known).into());
    assert!(own.contains(&known(IN_TWO_DOCUMENTS)));
    assert!(own.contains(&known(SAME_ON_ANOTHER_BRANCH)));
    assert_eq!(own.len(), 441 + 1);
}
