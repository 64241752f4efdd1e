//! Records as people name them on a command line: `RISK-12`, `risk-12`, a path, `@maria`.

use super::CliError;
use crate::{
    model::{
        program::{Program, natural},
        record::Record,
    },
    text::suggest,
};

/// Returns the record that a name means. Where several files carry an id, it is the one that counts.
///
/// # Errors
/// There is none.
pub(super) fn record<'a>(program: &'a Program, name: &str) -> Result<&'a Record, CliError> {
    let path = name.trim_start_matches("./");
    let by_id = |name: &str| {
        program.find(name).or_else(|| {
            let mut records = program.records.iter();
            records.find(|record| record.id.eq_ignore_ascii_case(name))
        })
    };
    by_id(name)
        .or_else(|| program.at_path(path))
        .or_else(|| program.person(name))
        .ok_or_else(|| unknown(program, name))
}

/// Returns the mistake of naming a record that is not there, or cannot be read.
pub(super) fn unknown(program: &Program, name: &str) -> CliError {
    if let Some(file) = program
        .unreadable
        .iter()
        .find(|file| natural(&file.path, name).is_eq() || file.path.contains(&format!("/{name}-")))
    {
        let message = format!("{} cannot be read", file.path);
        return CliError::usage(message, format!("run `hum check {}`", file.path));
    }
    let mut ids = program.records.iter().map(|record| &*record.id);
    let padded = ids
        .clone()
        .find(|id| without_zeros(id) == without_zeros(name));
    let hint = match padded.or_else(|| suggest::nearest(name, &mut ids)) {
        Some(near) => format!("did you mean {near}?"),
        None => "run `hum list` to see every record".into(),
    };
    CliError::usage(format!("there is no record {name}"), hint)
}

/// Returns an id as it would be without zeros before its number, in small letters: people drop them.
fn without_zeros(id: &str) -> (String, String) {
    let letters = id.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = id[letters.len()..].trim_start_matches('0');
    (letters.to_lowercase(), number.to_owned())
}
