//! From a snapshot to a program.

use std::{collections::BTreeSet, sync::Arc};

use rayon::prelude::*;

use super::{
    Result,
    snapshot::{Entry, Snapshot, decode},
};
use crate::{
    model::{
        config::Config,
        overlay::{Laying, Origin},
        program::{Program, Unreadable},
        read::{self, Reading},
        record::Record,
        reference,
    },
    text::{Problem, Span},
};

/// What one file turned out to hold.
type Outcome = std::result::Result<Vec<Record>, Unreadable>;

/// What was read from one place.
#[derive(Default)]
struct Loaded {
    records: Vec<Record>,
    unreadable: Vec<Unreadable>,
}

/// Reads every record of a snapshot. A file that cannot be read is kept with its problems; everything else loads.
///
/// # Errors
/// The snapshot itself cannot be listed or read.
pub fn load(config: &Arc<Config>, snapshot: &dyn Snapshot) -> Result<Program> {
    let Loaded {
        records,
        unreadable,
    } = read_all(config, snapshot, &Origin::Shared)?;
    let mut program = Program::new(config.clone(), records, unreadable);
    program.missing_targets = missing_targets(&program, snapshot)?;
    Ok(program)
}

/// Reads every record of a snapshot and of overlays, each with its path from the program's folder.
///
/// # Errors
/// The snapshot or an overlay cannot be listed or read.
pub fn load_with_overlays(
    config: &Arc<Config>,
    snapshot: &dyn Snapshot,
    overlays: &[(&str, &dyn Snapshot)],
    laying: Laying,
) -> Result<Program> {
    let Loaded {
        records,
        mut unreadable,
    } = read_all(config, snapshot, &Origin::Shared)?;
    let mut overlay = Vec::new();
    for (path, files) in overlays {
        let found = read_all(config, *files, &Origin::Overlay((*path).into()))?;
        overlay.extend(found.records);
        unreadable.extend(found.unreadable);
    }
    let config = config.clone();
    let mut program = Program::with_overlays(config, records, overlay, unreadable, laying);
    program.missing_targets = missing_targets(&program, snapshot)?;
    Ok(program)
}

/// Reads every record of a snapshot of one origin.
///
/// # Errors
/// The snapshot itself cannot be listed or read.
fn read_all(config: &Config, snapshot: &dyn Snapshot, origin: &Origin) -> Result<Loaded> {
    let listing = snapshot.list(&config.kinds.roots())?;
    let files: Vec<Entry> = listing
        .files
        .into_iter()
        .filter(|entry| config.kinds.of_path(&entry.path).is_some())
        .collect();
    let chunk = files
        .len()
        .div_ceil(rayon::current_num_threads() * 4)
        .max(1);
    let outcomes: Vec<Vec<Outcome>> = files
        .par_chunks(chunk)
        .map(|entries| {
            let mut reader = snapshot.reader();
            entries
                .iter()
                .map(|entry| Ok(parse_from(config, origin, &entry.path, reader(entry)?)))
                .collect::<Result<_>>()
        })
        .collect::<Result<_>>()?;
    let mut records = Vec::new();
    let mut unreadable: Vec<Unreadable> = listing
        .odd
        .into_iter()
        .filter(|(path, _)| {
            config.kinds.of_path(path).is_some()
                || config.kinds.roots().iter().any(|root| **root == **path)
        })
        .map(|(path, problem)| Unreadable {
            path: origin.shown(&path),
            text: None,
            problems: vec![problem],
        })
        .collect();
    for outcome in outcomes.into_iter().flatten() {
        match outcome {
            Ok(found) => records.extend(found),
            Err(file) => unreadable.push(file),
        }
    }
    Ok(Loaded {
        records,
        unreadable,
    })
}

/// Reads the records of one file's bytes.
pub fn parse(config: &Config, path: &Arc<str>, bytes: Vec<u8>) -> Outcome {
    parse_from(config, &Origin::Shared, path, bytes)
}

fn parse_from(config: &Config, origin: &Origin, path: &Arc<str>, bytes: Vec<u8>) -> Outcome {
    let unreadable = |text, problems| Unreadable {
        path: origin.shown(path),
        text,
        problems,
    };
    let text: Arc<str> = decode(bytes)
        .map_err(|problem| unreadable(None, vec![problem]))?
        .into();
    let Some(kind) = config.kinds.of_path(path) else {
        let problem = Problem::new(Span::default(), "the file belongs to no kind");
        return Err(unreadable(Some(text), vec![problem]));
    };
    match read::read(kind, origin, path, &text) {
        Reading::Records(records) => Ok(records),
        Reading::Unreadable(problems) => Err(unreadable(Some(text), problems)),
    }
}

/// Looks up, once each, the files that relative links of records lead to, and returns those that are not there.
///
/// # Errors
/// The snapshot cannot be read.
pub fn missing_targets(program: &Program, snapshot: &dyn Snapshot) -> Result<BTreeSet<String>> {
    let known: BTreeSet<&str> = program
        .records
        .iter()
        .map(|record| &*record.file.path)
        .collect();
    let targets: BTreeSet<String> = program
        .records
        .iter()
        .filter(|record| !record.is_private())
        .flat_map(reference::linked_paths)
        .collect();
    let mut missing = BTreeSet::new();
    for target in targets {
        if !known.contains(target.as_str()) && snapshot.find(&target)?.is_none() {
            missing.insert(target);
        }
    }
    Ok(missing)
}
