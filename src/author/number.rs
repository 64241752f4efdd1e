//! The next number of a series.

use crate::model::{
    kind::{IdFrom, Kind},
    record::Record,
};

/// Returns the number after the highest that an id of the series ends with; 1 where there is none.
pub fn next_number<'a>(taken: impl IntoIterator<Item = &'a str>) -> u64 {
    let highest = taken.into_iter().filter_map(|id| split(id).1).max();
    highest.map_or(1, |highest| highest.saturating_add(1))
}

/// Returns the id of the next record of a register: the letters and the width of the highest id there, or the first
/// letter of the kind.
pub fn next_id(kind: &Kind, taken: &[&str]) -> String {
    let highest = taken.iter().max_by_key(|id| split(id).1);
    let (letters, width) = match highest.map(|id| split(id)) {
        Some((letters, Some(_))) => {
            let id = highest.map_or("", |id| *id);
            (letters.to_owned(), id.len() - letters.len())
        }
        _ => {
            let first = kind.title.chars().next().unwrap_or('R');
            (format!("{}-", first.to_uppercase()), 0)
        }
    };
    let number = next_number(taken.iter().copied());
    format!("{letters}{number:0width$}")
}

/// Returns the paths at which a field may hold the id, where one does.
pub fn id_paths(kind: &Kind) -> Option<&[String]> {
    match &kind.id.from {
        IdFrom::Field { paths, .. } => Some(paths),
        _ => None,
    }
}

/// Returns the path of the field that holds a record's id; `None` where no field does.
pub fn id_path(record: &Record) -> Option<&str> {
    let mut paths = id_paths(&record.kind)?.iter();
    let found = paths.find(|path| record.at_path(path).is_some());
    found.map(String::as_str)
}

/// Returns the path, of several that mean the same, that the other records of a register use; else the first.
pub fn path_in_use<'p>(paths: &'p [String], others: &[&Record]) -> &'p str {
    let is_used = |path: &&String| others.iter().any(|other| other.at_path(path).is_some());
    paths.iter().find(is_used).unwrap_or(&paths[0])
}

/// Splits an id before the digits it ends with.
fn split(id: &str) -> (&str, Option<u64>) {
    let letters = id.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (letters, id[letters.len()..].parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_is_above_all() {
        assert_eq!(next_number(["RISK-2", "RISK-10", "RISK-quota"]), 11);
        assert_eq!(next_number([]), 1);
    }
}
