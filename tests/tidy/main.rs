//! Keeps the promises that the compiler does not: where code may stand, what belongs together, what every page, table,
//! schema and sample says about the others.
//!
//! A failure names the file to edit. `UPDATE=1` rewrites the expected findings in `tests/cases/`.

mod cases;
mod damage;
mod edit;
mod example;
mod examples;
mod expressions;
mod page;
mod presets;
mod readme;
mod references;
mod rules;
mod samples;
mod schedule;
mod schemas;
mod source;
mod tables;
mod yaml;

use std::{collections::BTreeMap, path::Path};

use humdrum::store::{Snapshot, Worktree, decode};

/// The folder of the package.
const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

/// Returns the text of every file, pictures left out, below a folder of the package, by its path in the package.
fn files(folder: &str) -> BTreeMap<String, String> {
    let package = Worktree::new(Path::new(PACKAGE).to_owned());
    let listing = package
        .list(&[folder.to_owned()])
        .expect("it can be listed");
    let mut reader = package.reader();
    let files: BTreeMap<String, String> = listing
        .files
        .iter()
        .filter(|entry| !entry.path.ends_with(".png"))
        .map(|entry| {
            let bytes = reader(entry).expect("it can be read");
            (entry.path.to_string(), decode(bytes).expect("it is UTF-8"))
        })
        .collect();
    assert!(!files.is_empty(), "there is nothing in {folder}");
    files
}

/// Fails with everything that was found, a line each.
fn assert_nothing(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}
